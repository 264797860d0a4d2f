"""Names given on the command line: an option repeated, or its names parted by commas."""

from __future__ import annotations

from collections.abc import Sequence


def listed(option: str, given: Sequence[str] | None) -> tuple[str, ...]:
    """Return the names in the order given (a comma in a name: use its code).

    Raises InvalidInput for an option that is there and names nobody: without it everybody is
    meant, which an empty variable of a script is not.
    """
    from fairlead.folder.input_errors import invalid

    names = tuple(name.strip() for each in given or () for name in each.split(",") if name.strip())
    if given and not names:
        raise invalid(option, "expected a name or code")
    return names
