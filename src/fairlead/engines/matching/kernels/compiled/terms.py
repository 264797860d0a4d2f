"""The loops over chosen pairs: what two profiles share, and what fits best."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.compiled.marks import kernel
from fairlead.engines.matching.kernels.compiled.rows import multiply_row, put_row, wipe_row
from fairlead.engines.matching.kernels.records import (
    BestOffers,
    OfferRows,
    SparseRows,
)
from fairlead.engines.matching.vectors import Floats, Positions


@kernel
def fill_products(
    one: SparseRows, other: SparseRows, one_row: Positions, other_row: Positions, product: Floats
) -> None:
    """Fill the inner product of row pairs."""
    for e in range(len(one_row)):
        a, a_end = one.indptr[one_row[e]], one.indptr[one_row[e] + 1]
        b, b_end = other.indptr[other_row[e]], other.indptr[other_row[e] + 1]
        while a < a_end and b < b_end:
            left, right = one.indices[a], other.indices[b]
            if left == right:
                product[e] += one.data[a] * other.data[b]
            if left <= right:
                a += 1
            if right <= left:
                b += 1


@kernel
def fill_best_offers(
    first: int, last: int, chosen: Positions, rows: OfferRows, best: BestOffers
) -> None:
    """Fill for every (need, maker) the offer that comes nearest."""
    needs, offers, weight = rows.needs, rows.offers, rows.cooperation
    line = np.zeros(rows.width, dtype=np.float32)
    for place in range(first, last):
        need = chosen[place]
        put_row(line, needs, need)
        for o in range(len(rows.owner)):
            total = multiply_row(line, offers, o)
            if total <= 0:
                continue
            maker = rows.owner[o]
            rank = rows.ranks[place, o]
            if rank < best.rank[place, maker]:
                continue
            fit = rows.answers[rows.need_kinds[need], rows.offer_kinds[o]]
            worth = total * (1 + weight * fit)
            held = best.product[place, maker] * (1 + weight * best.answer[place, maker])
            if rank > best.rank[place, maker] or worth > held:
                best.product[place, maker] = total
                best.answer[place, maker] = fit
                best.offer[place, maker] = o
                best.rank[place, maker] = rank
        wipe_row(line, needs, need)
