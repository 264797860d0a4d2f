"""Who sells what is critical: the flows behind the critical imports, and other exporters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from fairlead.chain.flows.economies import convert_to_iso3
from fairlead.chain.flows.open import Flows, write_product_codes
from fairlead.chain.flows.prepared import PreparedFlows
from fairlead.engines.dependency import DependencyResult

ALTERNATIVES = 4
MOST_TRACED = 200  # critical imports whose flows are read for the picture of suppliers
_FLOW = ["exporter", "importer", "product", "value"]

SOLD = pa.schema(
    [
        ("product", pa.string()),
        ("supplier", pa.string()),
        ("usd", pa.int64()),
        ("world_share", pa.float64()),
    ]
)


def find_supply(flows: Flows, codes: Sequence[int], result: DependencyResult) -> pa.Table:
    """Return product, supplier, importer, usd of the largest critical imports."""
    critical = result.critical.sort_by([("imports_usd", "descending"), ("product", "ascending")])
    products = critical["product"].slice(0, MOST_TRACED).to_pylist()
    parts = [_read_purchases(part.flows, codes, products) for part in flows.parts]
    columns = ["product", "exporter", "importer"]
    summed = pa.concat_tables(parts).group_by(columns).aggregate([("value", "sum")])
    order = [("product", "ascending"), ("value_sum", "descending")]
    summed = summed.sort_by([*order, ("exporter", "ascending"), ("importer", "ascending")])
    return pa.table(
        {
            "product": write_product_codes(flows, summed["product"]),
            "supplier": convert_to_iso3(summed["exporter"]),
            "importer": convert_to_iso3(summed["importer"]),
            "usd": summed["value_sum"],
        }
    )


def _read_purchases(file: Path, codes: Sequence[int], products: Sequence[int]) -> pa.Table:
    """Return exporter, importer, product, value of what the members buy of them outside.

    Of a file in the order of importers only the part is read where the members are. Looking codes
    up in a table of answers is many times faster than Arrow's own filter.
    """
    with pq.ParquetFile(file, memory_map=True) as flows:
        rows = flows.read_row_groups(_list_row_groups(flows, codes), columns=_FLOW)
    exporter, importer, product = (rows[name].to_numpy() for name in _FLOW[:3])
    member, wanted = _build_lookup(codes), _build_lookup(products)
    own = np.flatnonzero(_look_up(member, importer) & _look_up(wanted, product))
    return rows.take(own[~_look_up(member, exporter[own])])


def _list_row_groups(flows: pq.ParquetFile, codes: Sequence[int]) -> list[int]:
    """Return the row groups that may have an importer among the codes."""
    place = flows.schema_arrow.get_field_index("importer")
    groups = []
    for group in range(flows.num_row_groups):
        seen = flows.metadata.row_group(group).column(place).statistics
        if seen is None or any(seen.min <= code <= seen.max for code in codes):
            groups.append(group)
    return groups


def _build_lookup(codes: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Return a table that says of each code whether it is among these."""
    table = np.zeros(max(codes, default=0) + 1, dtype=np.bool_)
    table[list(codes)] = True
    return table


def _look_up(table: npt.NDArray[np.bool_], codes: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Return what the table says of each code; False of those beyond it."""
    return np.take(np.append(table, False), codes, mode="clip")


def find_alternatives(known: PreparedFlows, members: Sequence[str], critical: pa.Table) -> pa.Table:
    """Return product, supplier, usd, world_share of the largest exporters that are no members."""
    exports = known.space.complexity.exports
    column = {product: place for place, product in enumerate(exports.products)}
    inside = set(members)
    rows: list[tuple[str, str, int, float]] = []
    for product in critical["product"].to_pylist():
        if product not in column:
            continue
        sold = exports.values[:, column[product]]
        world = int(sold.sum())
        ranked = np.argsort(-sold, kind="stable").tolist()
        outside = [row for row in ranked if sold[row] > 0 and exports.economies[row] not in inside]
        rows += [
            (product, exports.economies[row], int(sold[row]), int(sold[row]) / world)
            for row in outside[:ALTERNATIVES]
        ]
    columns = list(zip(*rows, strict=True)) or [()] * len(SOLD)
    arrays = [pa.array(values, one.type) for values, one in zip(columns, SOLD, strict=True)]
    return pa.Table.from_arrays(arrays, schema=SOLD)
