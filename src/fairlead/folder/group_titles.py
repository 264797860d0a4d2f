"""Short English titles of HS chapters and ISIC divisions, in our own words."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def read_group_titles() -> Mapping[str, str]:
    """Return the titles by scheme and two digits: HS:85, ISIC4:26.

    Their translations are texts of the site's catalogues, in the context of the scheme.
    """
    text = (files("fairlead.folder") / "group_titles.csv").read_text(encoding="utf-8")
    return {
        f"{row['scheme']}:{row['code']}": row["title"] for row in csv.DictReader(text.splitlines())
    }


def group_of(code: str) -> str:
    """Return the group a code belongs to: HS:851762 -> HS:85, ISIC4:2610 -> ISIC4:26."""
    scheme, _, bare = code.partition(":")
    return f"{'HS' if scheme.startswith('HS') else scheme}:{bare[:2]}"
