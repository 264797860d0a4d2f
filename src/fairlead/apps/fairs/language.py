"""Texts of an edition in the reader's language."""

from __future__ import annotations

from fairlead.apps.fairs.models import Edition
from fairlead.folder.localized_text import LocalizedText, SpokenText
from fairlead.ui.spoken import Choose, choose_for_reader

__all__ = ["Choose", "choose_text", "chooser"]


def choose_text(text: LocalizedText | None, edition: Edition) -> SpokenText:
    """Return the text in the reader's language, else in the edition's own, else in any."""
    return choose_for_reader(edition.languages)(text)


def chooser(edition: Edition) -> Choose:
    """Return what does the same for many texts of an edition."""
    return choose_for_reader(edition.languages)
