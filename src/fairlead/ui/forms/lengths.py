"""Texts that people write: how long they may be, and what no text holds.

A longer one is refused, never cut. Control characters, which nobody sees and no file of the fair
may hold, are taken out: they come along from other programs.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from fairlead.folder.controls import drop_controls, looks_empty, write_line
from fairlead.ui.formats import number


class TextTooLong(ValueError):
    """A text is longer than its field takes; the message says so in the reader's language."""

    def __init__(self, count: int, most: int) -> None:
        """Take how many signs there are, and how many there may be."""
        super().__init__(count, most)
        self.count, self.most = count, most

    def __str__(self) -> str:
        """Return what is expected."""
        said = _("Expected at most %(most)s characters; these are %(count)s. Nothing was saved.")
        return said % {"most": number(self.most), "count": number(self.count)}


def check_length(text: str, most: int) -> str:
    """Return a text without blanks at its ends and with plain line ends; raises TextTooLong.

    A browser counts the end of a line as one sign and sends two: here it is one. What looks empty
    is the empty text.
    """
    said = drop_controls(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if looks_empty(said):
        return ""
    if len(said) > most:
        raise TextTooLong(len(said), most)
    return said


def check_line(text: str, most: int) -> str:
    """Return a text as one line without blanks at its ends; raises TextTooLong."""
    return check_length(write_line(text), most)
