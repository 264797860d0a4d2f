"""What every reader of a problem's text shares: how it says what is wrong."""

from __future__ import annotations


class FormatError(ValueError):
    """A text that is not a problem: the line (from 1, 0 for the whole) and what was expected."""

    def __init__(self, expected: str, *, line: int = 0, element: str = "") -> None:
        """Keep the place beside the message."""
        self.line = line
        self.element = element
        self.expected = expected
        place = f"line {line}: " if line else ""
        super().__init__(f"{place}{element + ': ' if element else ''}{expected}")
