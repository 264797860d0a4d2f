"""Moves flows from one version of a classification to another by the user's concordance."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import BadFlows, Fault
from fairlead.engines.dependency.readers.reading import dollars, find_columns, whole
from fairlead.engines.dependency.readers.tabular import open_table

UNMAPPED = "product not in the concordance"
PARTS = 1_000_000
WANTED = {"from": ("from", "source", "old"), "to": ("to", "target", "new")}
SCHEMA = pa.schema(
    [
        ("product", pa.int64()),
        ("target", pa.int64()),
        ("before", pa.int64()),
        ("until", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Concordance:
    """Where each product goes: one row per product and target.

    ``steps`` has the columns product, target, before, until: a target receives the part of the
    dollars between ``before`` and ``until`` millionths, so the parts of a product add up to it
    exactly. ``split`` is how many products go to several targets.
    """

    steps: pa.Table
    split: int


def read_concordance(path: Path) -> Concordance:
    """Return the concordance of a CSV or Parquet file with columns from, to and maybe weight.

    A product with several targets is split by ``weight``, or evenly without that column. Raises
    `BadFlows` for a missing column or a cell that is no code or no weight, line by line.
    """
    from fairlead.engines.dependency.backends.session import open_duckdb

    with open_duckdb() as session:
        opened = open_table(session, path, name="concordance_file")
        found = find_columns(path.name, opened.columns, WANTED)
        weight = next((name for name in opened.columns if name.casefold() == "weight"), None)
        written = ibis.null("string") if weight is None else opened.rows[weight].cast("string")
        rows = session.fetch(
            "read",
            opened.rows.select(
                line=opened.rows.line,
                product=whole(opened.rows[found["from"]]),
                target=whole(opened.rows[found["to"]]),
                weight=(
                    ibis.literal(1, "int64")
                    if weight is None
                    else dollars(opened.rows[weight], unit=PARTS)
                ),
                written=written,
            ).order_by("line"),
        )
    return _concordance(rows.to_pylist(), path.name)


def _concordance(rows: list[dict[str, Any]], file: str) -> Concordance:
    faults: list[Fault] = []
    targets: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        product, target, weight = row["product"], row["target"], row["weight"]
        line = row["line"] or 0
        if product is None or target is None:
            faults.append(Fault(file, "expected product codes in from and to", line=line))
        elif weight is None or weight <= 0:
            said = "expected a weight above zero"
            faults.append(Fault(file, said, line, field="weight", value=row["written"] or ""))
        else:
            targets[product][target] = targets[product].get(target, 0) + weight
    if faults:
        raise BadFlows(faults[:200])
    steps = [step for product in sorted(targets) for step in _steps(product, targets[product])]
    return Concordance(
        steps=pa.Table.from_pylist(steps, schema=SCHEMA),
        split=sum(len(each) > 1 for each in targets.values()),
    )


def _steps(product: int, targets: dict[int, int]) -> list[dict[str, int]]:
    """Return the targets' parts of one product in millionths, end to end."""
    total = sum(targets.values())
    steps, sofar = [], 0
    for target in sorted(targets):
        before = PARTS * sofar // total
        sofar += targets[target]
        until = PARTS * sofar // total
        steps.append({"product": product, "target": target, "before": before, "until": until})
    return steps


def converted(session: DuckSession, rows: Table, concordance: Concordance) -> Table:
    """Return the rows in the target version, dollars kept to the last one.

    Rows already kept apart stay so; rows of products that the concordance lacks are kept apart.
    """
    steps = session.register("concordance", concordance.steps)
    good = rows.filter(rows.apart.isnull())
    joined = good.left_join(steps, "product").select(good, steps.target, steps.before, steps.until)
    value = joined.value.cast("decimal(19, 0)")
    part = _floor(value * joined.until) - _floor(value * joined.before)
    moved = joined.select(
        "exporter",
        "importer",
        joined.year,
        product=ibis.coalesce(joined.target, joined["product"]),
        value=ibis.coalesce(part, joined.value),
        apart=ibis.ifelse(joined.target.isnull(), UNMAPPED, None),
    )
    columns = ("exporter", "importer", "product", "year", "value", "apart")
    kept = moved.filter((moved.value > 0) | moved.apart.notnull()).select(*columns)
    return kept.union(rows.filter(rows.apart.notnull()).select(*columns))


def _floor(millionths: ibis.Value) -> ibis.Value:
    """Return millionths of dollars as whole dollars, rounded down, without floating point."""
    whole_number = millionths.cast("decimal(38, 0)")
    rest = whole_number % PARTS
    return ((whole_number - rest) / PARTS).cast("decimal(38, 0)").cast("int64")
