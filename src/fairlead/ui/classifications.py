"""Short titles of HS chapters and ISIC divisions, in our own words, in the page's language."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language


@cache
def _titles(russian: bool) -> dict[str, str]:  # noqa: FBT001
    text = (files("fairlead.ui") / "classifications.csv").read_text(encoding="utf-8")
    column = "title_ru" if russian else "title"
    return {
        f"{row['scheme']}:{row['code']}": row[column] for row in csv.DictReader(text.splitlines())
    }


def group_of(code: str) -> str:
    """Return the group a code belongs to: HS:851762 -> HS:85, ISIC4:2610 -> ISIC4:26."""
    scheme, _, bare = code.partition(":")
    return f"{'HS' if scheme.startswith('HS') else scheme}:{bare[:2]}"


def group_title(group: str) -> str:
    """Return the title of an HS chapter or ISIC division, or the code when it has none."""
    return _titles((get_language() or "").startswith("ru")).get(group, group)


def sector_title(code: str) -> str:
    """Return the title of the division of an ISIC code; nothing for none."""
    return group_title(group_of(code)) if code else ""
