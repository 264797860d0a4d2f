"""Writes flows as the engine reads them: one sorted Parquet file per year, totals beside."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import bad
from fairlead.engines.dependency.flows import (
    APART_SCHEMA,
    CODES,
    FLOW_SCHEMA,
    LARGEST,
    TOTAL_SCHEMA,
    Part,
)
from fairlead.engines.dependency.relations.relations import WIDE, added, squared

ROW_GROUP = 122_880


@dataclass(frozen=True, slots=True)
class Written:
    """The parts written, what was set apart, and how many digits the product codes have."""

    parts: tuple[Part, ...]
    apart: pa.Table


def write_years(
    session: DuckSession,
    rows: Table,
    folder: Path,
    *,
    file: str,
    years: Collection[int] | None = None,
) -> Written:
    """Write the rows (exporter, importer, product, year, value, apart), a pair of files a year.

    ``years`` are the only ones wanted (all for None).

    Raises `BadFlows` when nothing is left to write or values cannot be dollars.
    """
    kept = session.keep("rows_read", _typed(rows))
    apart = session.fetch("read", _apart(kept))
    good = kept.filter(kept.apart.isnull())
    _refuse_impossible(session, good, file)
    there = session.fetch("read", good.select("year").distinct().order_by("year"))[
        "year"
    ].to_pylist()
    if not there:
        said = "every row had to be set apart" if apart.num_rows else "there are no rows"
        raise bad(file, f"expected flows between economies, {said}")
    absent = sorted(set(years or ()) - set(there))
    if absent:
        raise bad(file, f"expected years among {', '.join(map(str, there))}, got {absent}")
    wanted = [year for year in there if years is None or year in years]
    parts = tuple(_write_year(session, good, year, folder) for year in wanted)
    session.drop("rows_read")
    return Written(parts=parts, apart=apart.cast(APART_SCHEMA))


def _typed(rows: Table) -> Table:
    return rows.select(
        exporter=rows.exporter.cast("int32"),
        importer=rows.importer.cast("int32"),
        product=rows["product"].cast("int32"),
        year=rows.year.cast("int32"),
        value=rows.value.cast("int64"),
        apart=rows.apart,
    )


def _apart(rows: Table) -> Table:
    out = rows.filter(rows.apart.notnull())
    summed = out.group_by(out.year, reason=out.apart).agg(rows=out.count(), usd=added(out.value))
    return summed.order_by("year", "reason")


def _refuse_impossible(session: DuckSession, good: Table, file: str) -> None:
    by_product = good.group_by("product", "year").agg(usd=good.value.sum())
    worst = by_product.filter(by_product.usd > LARGEST).limit(1)
    for row in session.fetch("read", worst).to_pylist():
        raise bad(
            file,
            f"expected values in dollars, all flows of product {row['product']} in "
            f"{row['year']} add up to more than {LARGEST:.0e}",
            field="value",
        )
    codes = good.filter((good.exporter >= CODES) | (good.importer >= CODES)).limit(1)
    if session.fetch("read", codes).num_rows:
        raise bad(file, f"expected economy codes below {CODES}", field="exporter")


def _write_year(session: DuckSession, good: Table, year: int, folder: Path) -> Part:
    of_year = good.filter(good.year == year)
    summed = of_year.group_by("exporter", "importer", "product", "year").agg(
        value=added(of_year.value)
    )
    flows = session.keep(
        "year_flows", summed.select(*FLOW_SCHEMA.names).order_by("importer", "product", "exporter")
    )
    out = folder / f"{year}.flows.parquet"
    session.write(flows, out, rows_per_group=ROW_GROUP)
    totals = folder / f"{year}.totals.parquet"
    session.write(_totals(flows), totals, rows_per_group=ROW_GROUP)
    counted = session.fetch(
        "read", flows.agg(rows=flows.count(), usd=flows.value.sum())
    ).to_pylist()[0]
    session.drop("year_flows")
    return Part(year=year, flows=out, totals=totals, rows=counted["rows"], usd=counted["usd"])


def _totals(flows: Table) -> Table:
    """Return what every economy imports and exports of each product: `TOTAL_SCHEMA`."""
    nothing = ibis.literal(0, "int64")
    bought = flows.select(
        economy=flows.importer,
        product=flows["product"],
        year=flows.year,
        imports=flows.value,
        exports=nothing,
    )
    sold = flows.select(
        economy=flows.exporter,
        product=flows["product"],
        year=flows.year,
        imports=nothing,
        exports=flows.value,
    )
    both = bought.union(sold)
    summed = both.group_by("economy", "product", "year").agg(
        imports=added(both.imports),
        exports=added(both.exports),
        imports_sq=squared(both.imports).sum().cast(WIDE),
        exports_sq=squared(both.exports).sum().cast(WIDE),
    )
    return summed.select(*TOTAL_SCHEMA.names).order_by("economy", "product")
