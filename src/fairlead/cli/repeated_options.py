"""Names given on the command line: an option repeated, or its names separated by commas."""

from __future__ import annotations

from collections.abc import Sequence


def split_names(option: str, given: Sequence[str] | None) -> tuple[str, ...]:
    """Return the names in the order given; a name may have a comma: ``Korea, Rep.``.

    Raises InvalidInput for an option that is there and names nobody: without it everybody is
    meant, which an empty variable of a script is not.
    """
    from fairlead.folder.input_errors import report_invalid

    names = tuple(
        name.strip() for each in given or () for name in _list_names(each) if name.strip()
    )
    if given and not names:
        raise report_invalid(option, "expected a name or code")
    return names


def _list_names(text: str) -> Sequence[str]:
    """Return the names between commas, unless all of it is the name of one economy."""
    if "," in text:
        from fairlead.chain.flows.economies import lookup

        if lookup([text]).column("code")[0].as_py() is not None:
            return (text,)
    return text.split(",")
