"""Short titles of HS chapters and ISIC divisions, in our own words, in the page's language."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from fairlead.ui.texts import pgettext


@cache
def _read_titles() -> dict[str, str]:
    """Return the English titles by code; their translations are texts of the catalogues."""
    text = (files("fairlead.ui") / "classifications.csv").read_text(encoding="utf-8")
    return {
        f"{row['scheme']}:{row['code']}": row["title"] for row in csv.DictReader(text.splitlines())
    }


def group_of(code: str) -> str:
    """Return the group a code belongs to: HS:851762 -> HS:85, ISIC4:2610 -> ISIC4:26."""
    scheme, _, bare = code.partition(":")
    return f"{'HS' if scheme.startswith('HS') else scheme}:{bare[:2]}"


def group_title(group: str) -> str:
    """Return the title of an HS chapter or ISIC division, or the code when it has none."""
    title = _read_titles().get(group)
    return pgettext(group.partition(":")[0], title) if title else group


def find_sector_title(code: str) -> str:
    """Return the title of the division of an ISIC code; nothing for none."""
    return group_title(group_of(code)) if code else ""


def list_sectors() -> list[tuple[str, str]]:
    """Return the divisions of ISIC rev. 4 with their titles, in the order of their codes."""
    return [
        (code, f"{code.partition(':')[2]} {group_title(code)}")
        for code in _read_titles()
        if code.startswith("ISIC4:")
    ]
