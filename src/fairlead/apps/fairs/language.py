"""Texts kept in English and Russian, read in the visitor's language."""

from __future__ import annotations

from django.utils.translation import get_language


def spoken(english: str, russian: str) -> str:
    """Return the text in the active language; the other one where it is missing."""
    first, second = (
        (russian, english) if (get_language() or "").startswith("ru") else (english, russian)
    )
    return first or second
