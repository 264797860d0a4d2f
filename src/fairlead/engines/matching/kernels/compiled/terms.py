"""The loops over chosen pairs: what two profiles share, and the offer that fits a need best."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.compiled.numbers import compile_kernel
from fairlead.engines.matching.kernels.records import BestOffers, OfferRows, SparseRows
from fairlead.engines.matching.vectors import Floats, Ints, Positions


@compile_kernel
def fill_shared_features(
    one: SparseRows,
    other: SparseRows,
    one_row: Positions,
    other_row: Positions,
    product: Floats,
    feature: Ints,
) -> None:
    """Fill the inner product of row pairs and the feature that adds most to it."""
    for e in range(len(one_row)):
        a, a_end = one.indptr[one_row[e]], one.indptr[one_row[e] + 1]
        b, b_end = other.indptr[other_row[e]], other.indptr[other_row[e] + 1]
        most = np.float32(0.0)
        while a < a_end and b < b_end:
            left, right = one.indices[a], other.indices[b]
            if left == right:
                part = one.data[a] * other.data[b]
                product[e] += part
                if part > most:
                    most = part
                    feature[e] = left
            if left <= right:
                a += 1
            if right <= left:
                b += 1


@compile_kernel
def fill_best_offers(
    first: int, last: int, chosen: Positions, rows: OfferRows, best: BestOffers
) -> None:
    """Fill for every (need, maker) the offer with the largest product x (1 + weight x answer)."""
    needs, offers, weight = rows.needs, rows.offers, rows.cooperation
    line = np.zeros(rows.width, dtype=np.float32)
    for place in range(first, last):
        need = chosen[place]
        for e in range(needs.indptr[need], needs.indptr[need + 1]):
            line[needs.indices[e]] = needs.data[e]
        for o in range(len(rows.owner)):
            total = np.float32(0.0)
            most = np.float32(0.0)
            strongest = -1
            for e in range(offers.indptr[o], offers.indptr[o + 1]):
                part = line[offers.indices[e]] * offers.data[e]
                total += part
                if part > most:
                    most = part
                    strongest = offers.indices[e]
            if total <= 0:
                continue
            maker = rows.owner[o]
            fit = rows.answers[rows.need_kinds[need], rows.offer_kinds[o]]
            worth = total * (1 + weight * fit)
            if worth > best.product[place, maker] * (1 + weight * best.answer[place, maker]):
                best.product[place, maker] = total
                best.answer[place, maker] = fit
                best.offer[place, maker] = o
                best.node[place, maker] = strongest
        for e in range(needs.indptr[need], needs.indptr[need + 1]):
            line[needs.indices[e]] = 0.0
