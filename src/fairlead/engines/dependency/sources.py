"""Opens published trade statistics as `Flows`, whatever their kind."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal, get_args

import pyarrow as pa

from fairlead.engines.dependency.flows import Flows, Lease
from fairlead.engines.dependency.readers.reading import Names
from fairlead.engines.dependency.readers.table import read_table
from fairlead.engines.dependency.session import open_duckdb
from fairlead.engines.dependency.write import write_years

Kind = Literal["table", "baci", "comtrade"]
KINDS: tuple[Kind, ...] = get_args(Kind)


def read_flows(
    source: Path, *, kind: Kind, names: Names, classification: str = "HS", digits: int = 6
) -> Flows:
    """Return the source's flows, written sorted into a temporary folder that goes with them.

    Raises `BadFlows` with every fault of the source.
    """
    folder = Path(tempfile.mkdtemp(prefix="fairlead-flows-"))
    lease = Lease(folder)
    with open_duckdb(spill=folder) as session:
        rows = read_table(session, source, names=names)
        written = [write_years(session, part, folder, file=source.name) for part in rows]
    return Flows(
        parts=tuple(part for each in written for part in each.parts),
        classification=classification,
        digits=digits,
        apart=pa.concat_tables(each.apart for each in written),
        lease=lease,
    )
