"""What months say of economies, month by month, and the needs that they propose."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.flows.economies import convert_to_iso3
from fairlead.chain.standing_search.differences import KINDS
from fairlead.chain.standing_search.months import MonthSeen, MonthStore

FIGURES = pa.schema(
    [
        ("month", pa.string()),
        ("economy", pa.string()),
        ("products", pa.int64()),
        ("critical", pa.int64()),
        ("imports_usd", pa.int64()),
        ("critical_usd", pa.int64()),
        ("concentration", pa.float64()),
        *((kind, pa.int64()) for kind in KINDS),
    ]
)
"""A month of an economy: how many products it imports, how many of them are critical, dollars of
both, the concentration of imports (its products' Herfindahl indices weighted by their imports),
and how many changes there are of each kind."""


def sum_up(month: str, table: pa.Table, changes: pa.Table) -> pa.Table:
    """Return `FIGURES` of a month; economies that it says nothing of have no row."""
    own = table.filter(pc.equal(table["seen"], month))
    critical = pc.fill_null(own["critical"], False)
    judged = pc.is_valid(own["hhi_imports"])
    usd = own["imports_usd"].cast(pa.float64())
    columns = {
        "economy": own["economy"],
        "products": pa.array([1] * own.num_rows, pa.int64()),
        "critical": critical.cast(pa.int64()),
        "imports_usd": own["imports_usd"].cast(pa.int64()),
        "critical_usd": pc.if_else(critical, own["imports_usd"], 0).cast(pa.int64()),
        "weighted": pc.if_else(judged, pc.multiply(usd, own["hhi_imports"]), 0.0),
        "weight": pc.if_else(judged, usd, 0.0),
    }
    names = [name for name in columns if name != "economy"]
    summed = pa.table(columns).group_by("economy").aggregate([(name, "sum") for name in names])
    counted = _count(changes)
    rows: list[dict[str, Any]] = []
    codes = convert_to_iso3(summed["economy"]).to_pylist()
    for economy, row in sorted(zip(codes, summed.to_pylist(), strict=True)):
        weight = row["weight_sum"]
        rows.append(
            {
                "month": month,
                "economy": economy,
                **{name: row[f"{name}_sum"] for name in names if not name.startswith("weight")},
                "concentration": row["weighted_sum"] / weight if weight else None,
                **{kind: counted.get((economy, kind), 0) for kind in KINDS},
            }
        )
    return pa.Table.from_pylist(rows, schema=FIGURES)


def _count(changes: pa.Table) -> dict[tuple[str, str], int]:
    counted = changes.group_by(["economy", "change"]).aggregate([([], "count_all")]).to_pylist()
    return {(one["economy"], one["change"]): one["count_all"] for one in counted}


def read_history(store: MonthStore) -> pa.Table:
    """Return `FIGURES` of every month that is kept."""
    months = [
        sum_up(month, store.read_table(month), store.read_changes(month))
        for month in store.list_months()
    ]
    return pa.concat_tables(months) if months else FIGURES.empty_table()


_NEEDS = ("id", "economy", "title", "products", "cooperation", "description")


def propose_needs(seen: MonthSeen) -> pa.Table:
    """Return a need, as needs.csv has them, for every import that became critical."""
    became = seen.changes.filter(pc.equal(seen.changes["change"], "became")).to_pylist()
    rows = [
        {
            "id": f"watch-{seen.month}-{one['economy']}-{one['product']}",
            "economy": one["economy"],
            "title": one["title"] or one["product"],
            "products": f"{seen.note.scheme}:{one['product']}",
            "cooperation": "supply|localisation",
            "description": one["why"],
        }
        for one in became
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in _NEEDS]))
