"""Texts for the rows of tests."""

from __future__ import annotations

from fairlead.folder.localized_text import LocalizedText


def english(text: str) -> LocalizedText:
    """Return a text written in English alone."""
    return LocalizedText({"en": text})
