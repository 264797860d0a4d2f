"""Writes flows as the engine reads them: one sorted Parquet file per year, totals beside."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.flows import (
    APART_SCHEMA,
    CODES,
    FLOW_SCHEMA,
    LARGEST,
    LEAST_COVERED,
    OWN_REPORT,
    TOTAL_SCHEMA,
    Part,
)
from fairlead.engines.dependency.relations.relations import WIDE, add_up, square_dollars

ROW_GROUP = 122_880


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The parts written, what was set apart, and how the source was read.

    ``digits`` is how many the product codes have, ``classification`` what the rows say they are of
    (None: nothing). ``whole_years``: a year of the source is the whole world's. ``months``:
    year and month (or quarter) where years were put together of those.
    """

    parts: tuple[Part, ...]
    apart: pa.Table
    notes: tuple[str, ...] = ()
    digits: int = 6
    classification: str | None = None
    whole_years: bool = False
    months: tuple[tuple[int, int], ...] = ()


def write_years(
    session: DuckSession,
    rows: Table,
    folder: Path,
    *,
    file: str,
    years: Collection[int] | None = None,
    own_exports: pa.Table | None = None,
) -> WriteResult:
    """Write the rows (exporter, importer, product, year, value, apart), a pair of files a year.

    ``years`` are the only ones wanted (all for None). ``own_exports`` (economy, product, year,
    usd) is what reporters say of their exports.

    Raises `BadFlows` when nothing is left to write or values cannot be dollars.
    """
    kept = session.keep("rows_read", _cast_types(rows))
    apart = session.fetch("read", _select_apart(kept))
    good = kept.filter(kept.apart.isnull())
    _refuse_impossible(session, good, file)
    there = session.fetch("read", good.select("year").distinct().order_by("year"))[
        "year"
    ].to_pylist()
    if not there:
        raise report_fault(file, f"expected flows between economies, {_explain_nothing(apart)}")
    absent = sorted(set(years or ()) - set(there))
    if absent:
        raise report_fault(file, f"expected years among {', '.join(map(str, there))}, got {absent}")
    wanted = [year for year in there if years is None or year in years]
    parts = tuple(
        write_year(session, good.filter(good.year == year), year, folder, own_exports=own_exports)
        for year in wanted
    )
    session.drop("rows_read")
    return WriteResult(parts=parts, apart=apart.cast(APART_SCHEMA))


def _explain_nothing(apart: pa.Table) -> str:
    """Return why no row is left to be used."""
    if not apart.num_rows:
        return "there are no rows"
    summed = apart.group_by("reason").aggregate([("rows", "sum")]).to_pylist()
    reasons = ", ".join(f"{row['reason']} ({row['rows_sum']:,})" for row in summed)
    return f"every row had to be set apart: {reasons}"


def _cast_types(rows: Table) -> Table:
    return rows.select(
        exporter=rows.exporter.cast("int32"),
        importer=rows.importer.cast("int32"),
        product=rows["product"].cast("int32"),
        year=rows.year.cast("int32"),
        value=rows.value.cast("int64"),
        apart=rows.apart,
    )


def _select_apart(rows: Table) -> Table:
    out = rows.filter(rows.apart.notnull())
    known = out.value.fill_null(0)  # a cell that is empty or confidential has none
    summed = out.group_by(out.year, reason=out.apart).agg(rows=out.count(), usd=add_up(known))
    return summed.order_by("year", "reason")


def _refuse_impossible(session: DuckSession, good: Table, file: str) -> None:
    by_product = good.group_by("product", "year").agg(usd=good.value.sum())
    worst = by_product.filter(by_product.usd > LARGEST).limit(1)
    for row in session.fetch("read", worst).to_pylist():
        raise report_fault(
            file,
            f"expected values in dollars, all flows of product {row['product']} in "
            f"{row['year']} add up to more than {LARGEST:.0e}",
            field="value",
        )
    codes = good.filter((good.exporter >= CODES) | (good.importer >= CODES)).limit(1)
    if session.fetch("read", codes).num_rows:
        raise report_fault(file, f"expected economy codes below {CODES}", field="exporter")


def write_year(
    session: DuckSession,
    of_year: Table,
    year: int,
    folder: Path,
    *,
    own_exports: pa.Table | None = None,
) -> Part:
    """Write one year's rows (`FLOW_SCHEMA`, several for one flow added up) and their totals."""
    summed = of_year.group_by("exporter", "importer", "product", "year").agg(
        value=add_up(of_year.value)
    )
    flows = session.keep(
        "year_flows", summed.select(*FLOW_SCHEMA.names).order_by("importer", "product", "exporter")
    )
    out = folder / f"{year}.flows.parquet"
    session.write(flows, out, rows_per_group=ROW_GROUP)
    totals = folder / f"{year}.totals.parquet"
    summed_up = _sum_totals(flows)
    if own_exports is not None:
        said = own_exports.filter(pc.equal(own_exports["year"], year))
        own = _choose_own(session, summed_up, said)
        if own.num_rows:
            summed_up = _add_own(summed_up, session.register("own_exports", own))
    session.write(summed_up, totals, rows_per_group=ROW_GROUP)
    counted = session.fetch(
        "read", flows.agg(rows=flows.count(), usd=flows.value.sum())
    ).to_pylist()[0]
    session.drop("year_flows")
    return Part(year=year, flows=out, totals=totals, rows=counted["rows"], usd=counted["usd"])


def _choose_own(session: DuckSession, totals: Table, own: pa.Table) -> pa.Table:
    """Return the own exports of economies of whose exports others report too little.

    Importers' reports count where they have nearly all the dollars that the exporter reports.
    """
    summed = totals.group_by("economy").agg(usd=totals.exports.sum().cast("int64"))
    found = session.fetch("read", summed).to_pylist()
    mirrored = {row["economy"]: row["usd"] for row in found}
    reported = own.group_by("economy").aggregate([("usd", "sum")]).to_pylist()
    short = [
        row["economy"]
        for row in reported
        if mirrored.get(row["economy"], 0) < LEAST_COVERED * row["usd_sum"]
    ]
    return own.filter(pc.is_in(own["economy"], pa.array(short, own["economy"].type)))


def _add_own(totals: Table, own: Table) -> Table:
    """Return the totals with what own reports say beyond others' of exports, null without one."""
    said = own.select(
        economy=own.economy.cast("int32"),
        product=own["product"].cast("int32"),
        year=own.year.cast("int32"),
        said=own.usd,
    )
    keys = ("economy", "product", "year")
    nothing = {name: ibis.literal(0) for name in TOTAL_SCHEMA.names if name not in keys}
    kinds = ibis.Schema.from_pyarrow(TOTAL_SCHEMA)
    only_said = said.anti_join(totals, keys).mutate(
        **{name: zero.cast(kinds[name]) for name, zero in nothing.items()}
    )
    both = totals.left_join(said, keys).select(totals, said.said)
    columns = [*TOTAL_SCHEMA.names, "said"]
    joined = both.select(*columns).union(only_said.select(*columns))
    return joined.select(
        *TOTAL_SCHEMA.names, **{OWN_REPORT: (joined.said - joined.exports).cast("int64")}
    ).order_by("economy", "product")


def _sum_totals(flows: Table) -> Table:
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
        imports=add_up(both.imports),
        exports=add_up(both.exports),
        imports_sq=square_dollars(both.imports).sum().cast(WIDE),
        exports_sq=square_dollars(both.exports).sum().cast(WIDE),
    )
    return summed.select(*TOTAL_SCHEMA.names).order_by("economy", "product")
