"""Who is behind the figures: the largest partners, alternatives, and the flows themselves."""

from __future__ import annotations

import ibis
from ibis.expr.types import IntegerColumn, Table, Value

from fairlead.engines.dependency.relations.relations import (
    PAIR,
    add_up,
    build_rank_key,
    divide_or_null,
    exclude_partner,
)


@ibis.udf.agg.builtin(name="row_number")
def _number_rows() -> int:  # type: ignore[empty-body]
    """Return the place of a row in its window, from 1.

    Ibis's own counts from 0 by subtracting, which hides from the backends that few are wanted.
    """


def _place(*order: Value) -> IntegerColumn:
    """Return the place of every row in its economy and product, from 1, in the order given."""
    return _number_rows().over(
        ibis.window(group_by=list(PAIR), order_by=list(order), rows=(None, 0))
    )


def find_top_partners(supply: Table, pairs: Table, *, count: int) -> Table:
    """Return the largest partners of each pair: rank from 1, partner, value, share of own."""
    keyed = supply.select(supply, key=build_rank_key(supply.value, supply.partner))
    numbered = keyed.mutate(place=_place(ibis.desc(keyed.key)))
    best = numbered.filter(numbered.place <= count)
    return best.inner_join(pairs, list(PAIR)).select(
        *PAIR,
        best.place.cast("int32").name("rank"),
        "partner",
        "value",
        share=divide_or_null(best.value, pairs.own),
    )


def find_trade_lost(supply: Table, gone: Table) -> Table:
    """Return what each subject buys from the partner thought away: economy, product, value."""
    return supply.semi_join(gone, "partner").select("economy", "product", "value")


def rank_alternatives(
    supply: Table,
    lost: Table,
    positions: Table,
    *,
    gone: Table,
    members: Table,
    count: int,
) -> Table:
    """Return who else sells each product lost, the largest sellers to others first.

    Columns: economy, product, rank, partner, present_usd, elsewhere_usd, spare_share.
    """
    sells = exclude_partner(positions.filter(positions.counter > 0), "economy", gone)
    sells = sells.anti_join(members, "economy")
    sold = sells.group_by(partner=sells.economy, product=sells["product"]).agg(
        sold=add_up(sells.counter)
    )
    offered = lost.inner_join(sold, "product").select(
        lost.economy, lost["product"], sold.partner, sold.sold, lost_usd=lost.value
    )
    keys = ["economy", "product", "partner"]
    known = offered.left_join(supply, keys).select(offered, present_usd=supply.value.fill_null(0))
    known = known.mutate(elsewhere_usd=known.sold - known.present_usd)
    numbered = known.mutate(place=_place(ibis.desc(known.elsewhere_usd), known.partner))
    best = numbered.filter(numbered.place <= count)
    return best.select(
        "economy",
        "product",
        best.place.cast("int32").name("rank"),
        "partner",
        "present_usd",
        "elsewhere_usd",
        spare_share=divide_or_null(best.elsewhere_usd, best.lost_usd),
    ).order_by(*PAIR, "rank")


def list_flows_behind(trade: Table, product: Table) -> Table:
    """Return the flows behind a product's figures: economy, partner, year, value."""
    of_product = trade.semi_join(product, "product")
    return of_product.group_by("economy", "partner", "year").agg(value=add_up(of_product.value))


def list_sellers(positions: Table, product: Table) -> Table:
    """Return the world's suppliers of a product: partner, value, the years added up."""
    of_product = positions.filter(positions.counter > 0).semi_join(product, "product")
    return of_product.group_by(partner=of_product.economy).agg(value=add_up(of_product.counter))
