"""Which codes the Harmonized System of 2017 and that of 2022 hold, and which CPV of 2008 does.

`hs_versions.csv` is made of the lists of both versions that UN Comtrade publishes, as kept by
datasets/harmonized-system (ODC Public Domain Dedication and Licence 1.0): a code stands in both
with the same description, in both with another one, or in one of them. `cpv_codes.csv` holds the
codes and check digits of Regulation (EC) 213/2008 (reuse under Commission Decision 2011/833/EU).
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

BOTH, CHANGED = "both", "changed"


@cache
def _read_hs() -> dict[str, str]:
    text = (files("fairlead.folder") / "hs_versions.csv").read_text(encoding="utf-8")
    return {row["code"]: row["versions"] for row in csv.DictReader(text.splitlines())}


@cache
def _read_cpv() -> dict[str, str]:
    text = (files("fairlead.folder") / "cpv_codes.csv").read_text(encoding="utf-8")
    return {row["code"]: row["check"] for row in csv.DictReader(text.splitlines())}


def find_hs_version(digits: str) -> str:
    """Return where a code of four or six digits stands; nothing for neither version.

    `BOTH` with the same description, `CHANGED` with another one, else the version that has it.
    """
    return _read_hs().get(digits, "")


def means_the_same(one: str, other: str, digits: str) -> bool:
    """Return whether two versions of the Harmonized System mean the same by these digits.

    Chapters always do. A heading does where both 2017 and 2022 have it, a subheading where both
    describe it alike; of other versions nothing else is known.
    """
    if one == other or len(digits) == 2:
        return True
    found = find_hs_version(digits)
    return found == BOTH or (found == CHANGED and len(digits) == 4)


def has_hs_code(version: str, digits: str) -> bool | None:
    """Return whether a version of the Harmonized System has the code; None where unknown."""
    if version not in ("2017", "2022") or len(digits) < 4:
        return None
    return find_hs_version(digits) in (BOTH, CHANGED, version)


def find_cpv_check(digits: str) -> str:
    """Return the check digit of a CPV code of eight digits; nothing for none."""
    return _read_cpv().get(digits, "")
