"""What cannot be recorded, and why."""

from __future__ import annotations


class Refused(ValueError):
    """Nothing was recorded; the message says what was expected, in the reader's language."""
