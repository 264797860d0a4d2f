"""Names given on the command line: an option repeated, or its names parted by commas."""

from __future__ import annotations

from collections.abc import Iterable


def listed(given: Iterable[str] | None) -> tuple[str, ...]:
    """Return the names in the order given (a comma in a name: use its code)."""
    return tuple(name.strip() for each in given or () for name in each.split(",") if name.strip())
