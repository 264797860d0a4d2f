"""What reporters of a year say of their own exports, taken along when reporters are added."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fairlead.engines.dependency.flows import OWN_REPORT

_KEYS = ["economy", "product", "year"]
SCHEMA = pa.schema([*((name, pa.int32()) for name in _KEYS), ("usd", pa.int64())])


def read_own_exports(totals: Path) -> pa.Table:
    """Return what economies report of their own exports in a year's totals (`SCHEMA`)."""
    if OWN_REPORT not in pq.read_schema(totals).names:
        return SCHEMA.empty_table()
    table = pq.read_table(totals, columns=[*_KEYS, "exports", OWN_REPORT])
    said = table.filter(table[OWN_REPORT].is_valid())
    usd = pc.add(said["exports"], said[OWN_REPORT])
    return said.select(_KEYS).append_column("usd", usd).cast(SCHEMA)


def merge_own_exports(held: Sequence[pa.Table], new: pa.Table, *, add_up: bool) -> pa.Table | None:
    """Return the reports of what is held and what is new, None where there are none.

    Where both report a product the new figure counts; with ``add_up``, which is for other months
    of the year, their sum.
    """
    old = pa.concat_tables([SCHEMA.empty_table(), *held])
    if not add_up:
        old = old.join(new.select(_KEYS), _KEYS, join_type="left anti").select(SCHEMA.names)
    both = pa.concat_tables([old, new]).group_by(_KEYS).aggregate([("usd", "sum")])
    merged = both.rename_columns(SCHEMA.names).cast(SCHEMA)
    return merged if merged.num_rows else None
