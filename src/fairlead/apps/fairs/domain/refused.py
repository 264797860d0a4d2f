"""What cannot be done, and why."""

from __future__ import annotations


class Refused(ValueError):
    """Nothing was changed; the message says what was expected, in the reader's language."""
