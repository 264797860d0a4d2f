"""Opens trade flows for the chain: names to codes on the way in, a user's mistakes made plain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fairlead.chain.economies import lookup
from fairlead.engines.dependency import BadFlows, Flows, Kind, read_flows
from fairlead.folder.problems import InvalidInput, Problem

__all__ = ["Flows", "Kind", "input_errors", "open_flows"]


def open_flows(path: Path, *, kind: Kind = "table", classification: str = "HS") -> Flows:
    """Return the flows at ``path``, ready for `fairlead.engines.dependency`.

    ``kind`` is ``table`` (exporter, importer, product, year, value_usd; Parquet or CSV),
    ``baci`` (folder or zip) or ``comtrade``. The rows are sorted once into a temporary folder
    that is removed when the flows are no longer used.

    Raises `InvalidInput` with every fault of the source.
    """
    with input_errors(path.name):
        return read_flows(path, kind=kind, names=lookup, classification=classification)


@contextmanager
def input_errors(file: str) -> Iterator[None]:
    """Turn the engine's complaints about a user's input into `InvalidInput`."""
    try:
        yield
    except BadFlows as error:
        raise InvalidInput(
            Problem(
                file=fault.file,
                expected=fault.expected,
                line=fault.line,
                field=fault.field,
                value=fault.value,
            )
            for fault in error.faults
        ) from error
    except InvalidInput:
        raise
    except ValueError as error:
        raise InvalidInput([Problem(file=file, expected=str(error))]) from error
