"""The relational steps from flows to criteria, each a small Ibis expression.

Dollars are int64 and summed exactly; squares are 38-digit decimals; every criterion is decided
by multiplying out in whole numbers, and only the figures shown are divided, last. ``own`` is the
judged direction (imports, or exports on the export side) and ``counter`` the other one.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import ibis
from ibis.expr.types import BooleanValue, DecimalColumn, IntegerColumn, Table, Value

from fairlead.engines.dependency.criteria import Criteria, Side, exact
from fairlead.engines.dependency.flows import CODE_BITS, CODES

BLOC = 0
NO_COUNTER = 9999.0  # GeoDep's figure for imports over exports without exports.
WIDE = "decimal(38, 0)"
PAIR = ("economy", "product")
PAIR_YEAR = ("economy", "product", "year")


def wide(value: Value) -> DecimalColumn:
    """Return dollars as a decimal whose square cannot overflow."""
    return value.cast("decimal(19, 0)")


def squared(value: Value) -> DecimalColumn:
    """Return the exact square of dollars."""
    return (wide(value) * wide(value)).cast(WIDE)


def added(value: Value) -> IntegerColumn:
    """Return whole numbers added up, in 64 bits.

    DuckDB adds up in 128, which makes every later step slow. Ibis takes the sum for 64 bits
    already and would drop the cast, but not one to a type that knows no null.
    """
    return value.sum().cast("!int64")


def trade(flows: Table, *, side: Side) -> Table:
    """Return flows from the judged side: economy, partner, product, year, value."""
    own, other = ("importer", "exporter") if side == "import" else ("exporter", "importer")
    return flows.select(
        economy=flows[own],
        partner=flows[other],
        product=flows.product,
        year=flows.year,
        value=flows.value,
    )


def positions(totals: Table, *, side: Side) -> Table:
    """Return what every economy trades: economy, product, year, own, counter, own_sq."""
    own, other = ("imports", "exports") if side == "import" else ("exports", "imports")
    return totals.select(
        economy=totals.economy,
        product=totals["product"],
        year=totals.year,
        own=totals[own],
        counter=totals[other],
        own_sq=totals[f"{own}_sq"],
    )


def concentration_of_years(positions: Table) -> Table:
    """Return own, own_sq and counter_all by economy, product and year, from the totals alone."""
    known = positions.filter(positions.own > 0)
    return known.select(*PAIR_YEAR, "own", "own_sq", counter_all=known.counter)


def of_members(trade: Table, members: Table) -> Table:
    """Return the rows whose economy is one of the members."""
    return trade.semi_join(members, "economy")


def of_bloc(trade: Table, members: Table) -> Table:
    """Return members' trade as the bloc's: economy `BLOC`, and partner `BLOC` among themselves."""
    own = of_members(trade, members)
    within = members.select(member=members.economy)
    marked = own.left_join(within, own.partner == within.member).select(
        "product",
        "year",
        "value",
        partner=ibis.ifelse(within.member.isnull(), own.partner, BLOC).cast("int32"),
    )
    joined = marked.group_by("partner", "product", "year").agg(value=added(marked.value))
    return joined.mutate(economy=ibis.literal(BLOC, "int32"))


def without(rows: Table, column: str, gone: Table) -> Table:
    """Return the rows but those of the one partner thought away."""
    return rows.anti_join(gone, rows[column] == gone.partner)


def pooled(trade: Table) -> Table:
    """Return trade by economy, product and partner, the years added up."""
    return trade.group_by("economy", "product", "partner").agg(value=added(trade.value))


def ranked_key(value: Value, partner: Value) -> IntegerColumn:
    """Return a number that orders by value, then by the smaller partner code."""
    return value * CODES + (CODES - 1) - partner


def concentration(trade: Table, by: Sequence[str]) -> Table:
    """Return sums over partners: own, own_sq, partners, first partner and its dollars."""
    summed = trade.group_by(*by).agg(
        own=added(trade.value),
        own_sq=squared(trade.value).sum().cast(WIDE),
        partners=trade.count(),
        key=ranked_key(trade.value, trade.partner).max(),
    )
    return summed.mutate(
        first_partner=(CODES - 1 - (summed.key & (CODES - 1))).cast("int32"),
        # Shifted, not divided: backends divide in floating point.
        first_usd=(summed.key >> CODE_BITS).cast("int64"),
    ).drop("key")


def reporting(positions: Table) -> Table:
    """Return the years in which every economy reported any trade: economy, year."""
    return positions.filter(positions.own > 0).select("economy", "year").distinct()


def year_alone(positions: Table) -> Table:
    """Return the positions of a single year as `years_together` does those of several."""
    return positions.select(*PAIR, "own", "counter", counter_all=positions.counter)


def years_together(positions: Table, reports: Table) -> Table:
    """Return positions by economy and product, the years added up: own, counter, counter_all.

    ``counter_all`` is of the years in which the economy reported: partners' reports alone would
    weigh one direction with more years than the other.
    """
    known = reports.mutate(reported=ibis.literal(True))
    marked = positions.left_join(known, ["economy", "year"]).select(positions, known.reported)
    return marked.group_by(*PAIR).agg(
        own=added(marked.own),
        counter=added(marked.counter),
        counter_all=added(ibis.ifelse(marked.reported, marked.counter, 0)),
    )


def world(positions: Table, by: Sequence[str]) -> Table:
    """Return how concentrated the world's supply is: world, world_sq by product (and year).

    ``positions`` have one row per economy and group.
    """
    known = positions.filter(positions.counter > 0)
    return known.group_by(*by).agg(
        world=added(known.counter), world_sq=squared(known.counter).sum().cast(WIDE)
    )


def counter_each_year(positions: Table) -> Table:
    """Return trade in the other direction: economy, product, year, counter_all."""
    known = positions.filter(positions.counter > 0)
    return known.select(*PAIR_YEAR, counter_all=known.counter)


def counter_together(positions: Table) -> Table:
    """Return trade in the other direction, the years added up: `PAIR`, counter_all."""
    known = positions.filter(positions.counter > 0)
    return known.group_by(*PAIR).agg(counter_all=added(known.counter))


def reports_of_bloc(reports: Table) -> Table:
    """Return the years in which any member reported as those of the bloc: economy, year."""
    years = reports.select("year").distinct()
    return years.mutate(economy=ibis.literal(BLOC, "int32"))


def as_bloc(positions: Table) -> Table:
    """Return members' positions as those of the bloc: one row per product and year."""
    total = positions.group_by("product", "year").agg(
        own=added(positions.own),
        counter=added(positions.counter),
    )
    return total.mutate(economy=ibis.literal(BLOC, "int32"))


def internal(inside: Table, by: Sequence[str]) -> Table:
    """Return what members trade among themselves: inside, by product (and year)."""
    kept = [column for column in by if column != "economy"]
    return inside.group_by(*kept).agg(inside=added(inside.value))


def measures(
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
    included, ``counter`` with the outside; for one economy they are the same. ``counter`` is None
    when ``own`` has counter_all already.
    """
    shared = [column for column in PAIR_YEAR if column in own.columns]
    products = [column for column in shared if column != "economy"]
    if need is not None:
        kept = [own[column] for column in own.columns if column not in shared]
        own = need.left_join(own, shared).select(
            *(need[column] for column in shared), *kept, need=need.own
        )
    joined = own.left_join(world, products).select(own, world.world, world.world_sq)
    if counter is not None:
        joined = joined.left_join(counter, shared).select(
            joined, counter_all=counter.counter_all.fill_null(0)
        )
    if need is None:
        joined = joined.mutate(need=joined.own)
    if internal is None:
        return joined.mutate(inside=ibis.literal(0, "int64"), counter=joined.counter_all)
    joined = joined.left_join(internal, products).select(
        joined, inside=internal.inside.fill_null(0)
    )
    return joined.mutate(counter=joined.counter_all - joined.inside)


def above(part: Value, whole: Value, threshold: float) -> BooleanValue:
    """Return whether part / whole is above the threshold, decided without dividing."""
    limit: Fraction = exact(threshold)
    left = part.cast(WIDE) * ibis.literal(limit.denominator, "int32")
    right = whole.cast(WIDE) * ibis.literal(limit.numerator, "int32")
    return left > right


def judged(measures: Table, criteria: Criteria) -> Table:
    """Return the measures with C1 to C3 and the Commission's three, null where undefined.

    What is needed but sold by nobody any more (a what-if) is as concentrated as can be.
    """
    m = measures
    needed = m.need > 0
    return m.mutate(
        c1=above(m.own_sq, squared(m.own), criteria.concentration).fill_null(needed),
        c2=above(m.world_sq, squared(m.world), criteria.world_concentration).fill_null(needed),
        c3=above(m.need, m.counter, criteria.coverage),
        d2=above(m.need, m.need + m.inside, criteria.outside_share),
        d3=above(m.need, m.counter_all, criteria.coverage),
    )


def figures(judged: Table) -> Table:
    """Return the figures to show, divided last from exact sums."""
    j = judged
    return j.mutate(
        hhi=quotient(j.own_sq, squared(j.own)),
        hhi_world=quotient(j.world_sq, squared(j.world)),
        own_over_counter=ratio(j.need, j.counter),
        first_share=quotient(j.first_usd, j.own),
        cdi1=quotient(j.own_sq, squared(j.own)),
        cdi2=quotient(j.need, j.need + j.inside),
        cdi3=ratio(j.need, j.counter_all),
    )


def quotient(part: Value, whole: Value) -> Value:
    """Return part / whole, null over zero."""
    return part.cast("float64") / whole.cast("float64").nullif(0)


def ratio(own: Value, counter: Value) -> Value:
    """Return own / counter, 9999 over zero, as GeoDep does."""
    without = own.notnull() & (counter == 0)
    return ibis.ifelse(without, NO_COUNTER, quotient(own, counter))


def yearly_hold(judged_years: Table) -> Table:
    """Return in how many years C1 to C3 all held, by economy and product."""
    j = judged_years
    return j.group_by(*PAIR).agg(years_held=added((j.c1 & j.c2 & j.c3).fill_null(False)))


def judged_years(reports: Table) -> Table:
    """Return in how many years every economy reported: economy, years_judged."""
    return reports.group_by("economy").agg(years_judged=reports.count())


def passing_on(pooled: Table, criteria: Criteria) -> Table:
    """Return which economies trade which product in both directions: hub, item.

    Such a hub's own (judged) trade is at least the given share of its trade in the other
    direction, so it may pass on what others made.
    """
    limit = exact(criteria.reexport_share)
    left = pooled.own.cast(WIDE) * ibis.literal(limit.denominator, "int32")
    right = pooled.counter.cast(WIDE) * ibis.literal(limit.numerator, "int32")
    both = pooled.filter((pooled.counter > 0) & (left >= right))
    return both.select(hub=both.economy, item=both["product"])


def yearly_rows(judged_years: Table) -> Table:
    """Return the figures and C1 to C3 of each year, in order."""
    shown = figures(judged_years).mutate(
        holds=(judged_years.c1 & judged_years.c2 & judged_years.c3)
    )
    return shown.select(
        *PAIR_YEAR,
        "own",
        "hhi",
        "first_partner",
        "first_share",
        "hhi_world",
        "counter",
        "own_over_counter",
        "c1",
        "c2",
        "c3",
        "holds",
    ).order_by(*PAIR_YEAR)


def at_thresholds(judged: Table, thresholds: Table, which: str) -> Table:
    """Return the judged rows crossed with thresholds, one criterion decided anew at each."""
    crossed = judged.cross_join(thresholds)
    part, whole = {
        "c1": (crossed.own_sq, squared(crossed.own)),
        "c2": (crossed.world_sq, squared(crossed.world)),
        "c3": (crossed.need, crossed.counter),
    }[which]
    decided = crossed.mutate(**{which: _over(part, whole, crossed)})
    if which == "c3":
        return decided.mutate(d3=_over(crossed.need, crossed.counter_all, crossed))
    return decided


def _over(part: Value, whole: Value, crossed: Table) -> BooleanValue:
    return part.cast(WIDE) * crossed.denominator > whole.cast(WIDE) * crossed.numerator
