"""The relational steps from flows to what criteria need, each a small Ibis expression.

Dollars are int64 and summed exactly; squares are 38-digit decimals; `verdict` decides. ``own`` is
the judged direction (imports, or exports on the export side) and ``counter`` the other one.
"""

from __future__ import annotations

from collections.abc import Sequence

import ibis
from ibis.expr.types import DecimalColumn, IntegerColumn, Table, Value

from fairlead.engines.dependency.criteria import Side
from fairlead.engines.dependency.flows import CODE_BITS, CODES, OWN_REPORT

BLOC = 0
WIDE = "decimal(38, 0)"
PAIR = ("economy", "product")
PAIR_YEAR = ("economy", "product", "year")


def widen_decimal(value: Value) -> DecimalColumn:
    """Return dollars as a decimal whose square cannot overflow."""
    return value.cast("decimal(19, 0)")


def square_dollars(value: Value) -> DecimalColumn:
    """Return the exact square of dollars."""
    return (widen_decimal(value) * widen_decimal(value)).cast(WIDE)


def add_up(value: Value) -> IntegerColumn:
    """Return whole numbers added up, in 64 bits.

    DuckDB adds up in 128, which makes every later step slow. Ibis takes the sum for 64 bits
    already and would drop the cast, but not one to a type that knows no null.
    """
    return value.sum().cast("!int64")


def select_trade(flows: Table, *, side: Side) -> Table:
    """Return flows from the judged side: economy, partner, product, year, value."""
    own, other = ("importer", "exporter") if side == "import" else ("exporter", "importer")
    return flows.select(
        economy=flows[own],
        partner=flows[other],
        product=flows.product,
        year=flows.year,
        value=flows.value,
    )


def sum_positions(totals: Table, *, side: Side) -> Table:
    """Return what every economy trades: economy, product, year, own, counter, imports, own_sq.

    ``counter`` is what others report, ``replied`` what the economy itself reports beyond that
    (null where others report enough, or it says nothing).
    """
    own, other = ("imports", "exports") if side == "import" else ("exports", "imports")
    replied = totals[OWN_REPORT] if side == "import" else ibis.null("int64")
    return totals.select(
        economy=totals.economy,
        product=totals["product"],
        year=totals.year,
        own=totals[own],
        counter=totals[other],
        imports=totals.imports,
        replied=replied,
        own_sq=totals[f"{own}_sq"],
    )


def join_concentration_of_years(positions: Table) -> Table:
    """Return own, own_sq and counter_all by economy, product and year, from the totals alone."""
    known = positions.filter(positions.own > 0)
    return known.select(*PAIR_YEAR, "own", "own_sq", counter_all=_join_either(known))


def _join_either(positions: Table) -> Value:
    """Return trade in the other direction, as others report it or the economy itself."""
    return positions.counter + positions.replied.fill_null(0)


def select_members(trade: Table, members: Table) -> Table:
    """Return the rows whose economy is one of the members."""
    return trade.semi_join(members, "economy")


def merge_into_bloc(trade: Table, members: Table) -> Table:
    """Return members' trade as the bloc's: economy `BLOC`, and partner `BLOC` among themselves."""
    own = select_members(trade, members)
    within = members.select(member=members.economy)
    marked = own.left_join(within, own.partner == within.member).select(
        "product",
        "year",
        "value",
        partner=ibis.ifelse(within.member.isnull(), own.partner, BLOC).cast("int32"),
    )
    joined = marked.group_by("partner", "product", "year").agg(value=add_up(marked.value))
    return joined.mutate(economy=ibis.literal(BLOC, "int32"))


def exclude_partner(rows: Table, column: str, gone: Table) -> Table:
    """Return the rows without those of the excluded partner."""
    return rows.anti_join(gone, rows[column] == gone.partner)


def pool_years(trade: Table) -> Table:
    """Return trade by economy, product and partner, the years added up."""
    return trade.group_by("economy", "product", "partner").agg(value=add_up(trade.value))


def build_rank_key(value: Value, partner: Value) -> IntegerColumn:
    """Return a number that orders by value, then by the smaller partner code."""
    return value * CODES + (CODES - 1) - partner


def measure_concentration(trade: Table, by: Sequence[str]) -> Table:
    """Return sums over partners: own, own_sq, partners, first partner and its dollars."""
    summed = trade.group_by(*by).agg(
        own=add_up(trade.value),
        own_sq=square_dollars(trade.value).sum().cast(WIDE),
        partners=trade.count(),
        key=build_rank_key(trade.value, trade.partner).max(),
    )
    return summed.mutate(
        first_partner=(CODES - 1 - (summed.key & (CODES - 1))).cast("int32"),
        # Shifted, not divided: backends divide in floating point.
        first_usd=(summed.key >> CODE_BITS).cast("int64"),
    ).drop("key")


def find_reporting_years(positions: Table) -> Table:
    """Return who trades and who reports imports in which year.

    Columns: economy, year, trades (on the judged side), imports, replied (its exports are known
    by its own report).
    """
    return positions.group_by("economy", "year").agg(
        trades=(positions.own > 0).any(),
        imports=(positions.imports > 0).any(),
        replied=positions.replied.notnull().any(),
    )


def take_single_year(positions: Table) -> Table:
    """Return the positions of a single year as `add_up_years` does those of several."""
    return positions.select(*PAIR, "own", "counter", "imports", counter_all=_join_either(positions))


def add_up_years(positions: Table, reports: Table) -> Table:
    """Return positions by economy and product, the years added up.

    Columns: own, counter, imports, counter_all. The last is of the years in which the economy
    reported: partners' reports alone would weigh one direction with more years than the other.
    """
    known = reports.filter(reports.trades).select("economy", "year", "trades")
    marked = positions.left_join(known, ["economy", "year"]).select(positions, known.trades)
    return marked.group_by(*PAIR).agg(
        own=add_up(marked.own),
        counter=add_up(marked.counter),
        imports=add_up(marked.imports),
        counter_all=add_up(ibis.ifelse(marked.trades, _join_either(marked), 0)),
    )


def measure_world(positions: Table, by: Sequence[str]) -> Table:
    """Return how concentrated the world's supply is: world, world_sq, reporters, by product.

    ``reporters`` is how many report imports of it. ``positions`` have one row per economy and
    group.
    """
    summed = positions.group_by(*by).agg(
        world=add_up(positions.counter),
        world_sq=square_dollars(positions.counter).sum().cast(WIDE),
        reporters=add_up(positions.imports > 0),
    )
    return summed.filter(summed.world > 0)


def read_counter_each_year(positions: Table) -> Table:
    """Return trade in the other direction: economy, product, year, counter_all."""
    counted = positions.select(*PAIR_YEAR, counter_all=_join_either(positions))
    return counted.filter(counted.counter_all > 0)


def select_traded_years(positions: Table) -> Table:
    """Return the rows of years in which the subject has trade on the judged side."""
    return positions.semi_join(positions.filter(positions.own > 0), "year")


def add_up_counter(positions: Table) -> Table:
    """Return trade in the other direction, the years added up: `PAIR`, counter_all."""
    summed = positions.group_by(*PAIR).agg(counter_all=add_up(_join_either(positions)))
    return summed.filter(summed.counter_all > 0)


def merge_positions_of_bloc(positions: Table) -> Table:
    """Return members' positions as those of the bloc: one row per product and year."""
    total = positions.group_by("product", "year").agg(
        own=add_up(positions.own),
        counter=add_up(positions.counter),
        replied=positions.replied.sum().cast("int64"),
    )
    return total.mutate(economy=ibis.literal(BLOC, "int32"))


def measure_internal(inside: Table, by: Sequence[str]) -> Table:
    """Return what members trade among themselves: inside, by product (and year)."""
    kept = [column for column in by if column != "economy"]
    return inside.group_by(*kept).agg(inside=add_up(inside.value))


def join_measures(
    own: Table,
    world: Table,
    counter: Table | None,
    internal: Table | None,
    *,
    need: Table | None = None,
) -> Table:
    """Return every exact figure that the criteria need, one row per economy, product (and year).

    ``need`` is what the economy needs (own) when a supplier is thought away: the ratios are of
    it, the concentration is of what is left.

    ``counter_all`` is trade in the other direction, what a bloc's members trade among themselves
    (``inside``) included. ``counter`` is None when ``own`` has counter_all already.
    """
    shared = [column for column in PAIR_YEAR if column in own.columns]
    products = [column for column in shared if column != "economy"]
    if need is not None:
        kept = [own[column] for column in own.columns if column not in shared]
        own = need.left_join(own, shared).select(
            *(need[column] for column in shared), *kept, need=need.own
        )
    joined = own.left_join(world, products).select(
        own, world.world, world.world_sq, world.reporters
    )
    if counter is not None:
        joined = joined.left_join(counter, shared).select(
            joined, counter_all=counter.counter_all.fill_null(0)
        )
    if need is None:
        joined = joined.mutate(need=joined.own)
    if internal is None:
        return joined.mutate(inside=ibis.literal(0, "int64"))
    return joined.left_join(internal, products).select(joined, inside=internal.inside.fill_null(0))


def beside_hub(measures: Table, pooled: Table) -> Table:
    """Return the measures with what the first partner itself trades of the product."""
    hub = pooled.select(
        hub=pooled.economy, item=pooled["product"], hub_own=pooled.own, hub_counter=pooled.counter
    )
    return measures.left_join(
        hub, [measures.first_partner == hub.hub, measures["product"] == hub.item]
    ).select(measures, hub.hub_own, hub.hub_counter)


def divide_or_null(part: Value, whole: Value) -> Value:
    """Return part / whole, null over zero."""
    return part.cast("float64") / whole.cast("float64").nullif(0)
