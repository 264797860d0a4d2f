"""From measures to a verdict: C4, the Commission's three together, critical, and why not."""

from __future__ import annotations

import ibis
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import IntegerValue, Table

from fairlead.engines.dependency.criteria import Criteria
from fairlead.engines.dependency.relations.relations import PAIR, figures

NO_TRADE = "no trade recorded in the chosen years: c1 and c3 are undefined"
NO_COUNTER_TRADE = "no trade in the other direction: the ratio is set to 9999"
ONE_YEAR = "one year judged: c4 is undefined"
BELOW_FLOOR = "below the floor: not judged critical"
REASONS = (NO_TRADE, BELOW_FLOOR, NO_COUNTER_TRADE, ONE_YEAR, f"{NO_COUNTER_TRADE}; {ONE_YEAR}")
COLUMNS = (
    "economy",
    "product",
    "own",
    "hhi",
    "first_partner",
    "first_share",
    "partners",
    "hhi_world",
    "counter",
    "own_over_counter",
    "c1",
    "c2",
    "c3",
    "c4",
    "cdi1",
    "cdi2",
    "cdi3",
    "commission",
    "years_held",
    "years_judged",
    "reexport_warning",
    "critical",
    "reason",
)


def verdict(
    judged: Table,
    held: Table | None,
    years: Table,
    hubs: Table,
    *,
    criteria: Criteria,
    bloc: bool,
) -> Table:
    """Return one row per economy and product with figures, criteria, verdict and reason.

    ``held`` says in how many years C1 to C3 held (None: one year chosen), ``years`` in how many
    the economy is judged, ``hubs`` (hub, item) who may pass on what. The reason is a place in
    `REASONS`; `explained` puts the words in.
    """
    joined = judged.left_join(years, "economy").select(judged, years.years_judged)
    joined = _with_held(joined, held)
    warned = joined.left_join(
        hubs, [joined.first_partner == hubs.hub, joined["product"] == hubs.item]
    ).select(joined, reexport_warning=hubs.hub.notnull())
    ruled = decided(warned, criteria, bloc=bloc)
    shown = figures(ruled.mutate(reason=_reason(ruled, criteria)))
    return shown.mutate(own=shown.own.fill_null(0), partners=shown.partners.fill_null(0)).select(
        *COLUMNS
    )


def _with_held(joined: Table, held: Table | None) -> Table:
    if held is None:
        all_three = (joined.c1 & joined.c2 & joined.c3).fill_null(False)
        return joined.mutate(years_held=all_three.cast("int64"))
    return joined.left_join(held, list(PAIR)).select(
        joined, years_held=held.years_held.fill_null(0)
    )


def decided(rows: Table, criteria: Criteria, *, bloc: bool) -> Table:
    """Return rows (with years_held and years_judged) with c4, commission and critical."""
    needed, of = criteria.persistence
    persists = rows.years_held * of >= rows.years_judged * needed
    judgeable = rows.need.notnull() & (rows.years_judged > 1)
    rows = rows.mutate(c4=ibis.ifelse(judgeable, persists, ibis.null("boolean")))
    geodep = rows.c1 & rows.c2 & rows.c3 & rows.c4.fill_null(True)
    commission = rows.c1 & rows.d3 & rows.d2 if bloc else rows.c1 & rows.d3
    chosen = (geodep if criteria.rule == "geodep" else commission) & (rows.need >= criteria.floor)
    # Undefined and false is false in SQL; what is not traded must stay undefined.
    undefined = ibis.null("boolean")
    traded = rows.need.notnull()
    return rows.mutate(
        commission=ibis.ifelse(traded, commission, undefined),
        critical=ibis.ifelse(traded, chosen, undefined),
    )


def _reason(rows: Table, criteria: Criteria) -> IntegerValue:
    """Return why a figure is undefined or a row not judged; the weightiest reason first."""
    one_year = rows.years_judged == 1
    return ibis.cases(
        (rows.need.isnull(), REASONS.index(NO_TRADE)),
        (rows.need < criteria.floor, REASONS.index(BELOW_FLOOR)),
        ((rows.counter == 0) & one_year, REASONS.index(f"{NO_COUNTER_TRADE}; {ONE_YEAR}")),
        (rows.counter == 0, REASONS.index(NO_COUNTER_TRADE)),
        (one_year, REASONS.index(ONE_YEAR)),
    ).cast("int8")


def explained(table: pa.Table) -> pa.Table:
    """Return the table with the reason in words (a dictionary column)."""
    place = table.column_names.index("reason")
    words = pa.chunked_array(
        [pa.DictionaryArray.from_arrays(chunk, list(REASONS)) for chunk in table["reason"].chunks],
        pa.dictionary(pa.int8(), pa.string()),
    )
    return table.set_column(place, "reason", words)


def with_second(table: pa.Table, tops: pa.Table) -> pa.Table:
    """Return the rows with the second partner and its share, where the largest are known.

    Both tables are in the order of economy and product.
    """
    second = tops.filter(pc.equal(tops["rank"], 2))
    place = np.searchsorted(_pairs(table), _pairs(second))
    rows = np.full(table.num_rows, -1, dtype=np.int64)
    rows[place] = np.arange(second.num_rows)
    index = pa.array(rows, mask=rows < 0)
    at = table.column_names.index("first_share") + 1
    table = table.add_column(at, "second_partner", second["partner"].take(index))
    return table.add_column(at + 1, "second_share", second["share"].take(index))


def _pairs(table: pa.Table) -> npt.NDArray[np.int64]:
    economy = table["economy"].to_numpy().astype(np.int64)
    return np.asarray((economy << 32) + table["product"].to_numpy(), dtype=np.int64)
