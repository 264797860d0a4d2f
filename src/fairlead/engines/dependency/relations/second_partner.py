"""The second partner of each pair, beside the first."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc


def add_second_partner(table: pa.Table, tops: pa.Table) -> pa.Table:
    """Return the rows with the second partner and its share, where the largest are known.

    Both tables are in the order of economy and product.
    """
    second = tops.filter(pc.equal(tops["rank"], 2))
    place = np.searchsorted(_list_pairs(table), _list_pairs(second))
    rows = np.full(table.num_rows, -1, dtype=np.int64)
    rows[place] = np.arange(second.num_rows)
    index = pa.array(rows, mask=rows < 0)
    at = table.column_names.index("first_share") + 1
    table = table.add_column(at, "second_partner", second["partner"].take(index))
    return table.add_column(at + 1, "second_share", second["share"].take(index))


def _list_pairs(table: pa.Table) -> npt.NDArray[np.int64]:
    economy = table["economy"].to_numpy().astype(np.int64)
    return np.asarray((economy << 32) + table["product"].to_numpy(), dtype=np.int64)
