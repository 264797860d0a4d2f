"""Chosen pairs at once: what two profiles share, and the offer that fits a need best."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.records import BestOffers, OfferRows, SparseRows
from fairlead.engines.matching.vectors import Floats, Ints, Positions


def fill_shared_features(
    one: SparseRows,
    other: SparseRows,
    one_row: Positions,
    other_row: Positions,
    product: Floats,
    feature: Ints,
) -> None:
    """Fill the inner product of row pairs and the feature that adds most to it."""
    if not len(one.indices) or not len(other.indices):
        return
    size = (one.indptr[1:] - one.indptr[:-1])[one_row]
    pair = np.repeat(np.arange(len(one_row)), size)
    entry = np.arange(len(pair)) + np.repeat(one.indptr[one_row] - (np.cumsum(size) - size), size)
    width = int(max(one.indices.max(), other.indices.max())) + 1
    rows = np.repeat(np.arange(len(other.indptr) - 1), np.diff(other.indptr))
    keys = rows * width + other.indices
    sought = other_row[pair].astype(np.int64) * width + one.indices[entry]
    there = np.minimum(np.searchsorted(keys, sought), len(keys) - 1)
    met = np.flatnonzero(keys[there] == sought)
    pair, part = pair[met], one.data[entry[met]] * other.data[there[met]]
    np.add.at(product, pair, part)  # one after another, as they stand
    if not len(pair):
        return
    starts = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]])
    most = np.repeat(np.maximum.reduceat(part, starts), np.diff(np.r_[starts, len(pair)]))
    strongest = np.flatnonzero((part == most) & (part > 0))[::-1]  # the first is written last
    feature[pair[strongest]] = one.indices[entry[met]][strongest]


def fill_best_offers(
    first: int, last: int, chosen: Positions, rows: OfferRows, best: BestOffers
) -> None:
    """Fill for every (need, maker) the offer with the largest product x (1 + weight x answer)."""
    if not len(rows.owner):
        return
    chosen = chosen[first:last]
    total, strongest = _multiply(chosen, rows)
    fit = rows.answers[rows.need_kinds[chosen, None], rows.offer_kinds[None, :]]
    answering = 1 + np.float64(rows.cooperation) * fit.astype(np.float64)
    worth = np.where(total > 0, total.astype(np.float64) * answering, 0.0)
    starts = np.flatnonzero(np.r_[True, rows.owner[1:] != rows.owner[:-1]])
    counts = np.diff(np.r_[starts, len(rows.owner)])
    most = np.maximum.reduceat(worth, starts, axis=1)
    is_best = (worth == np.repeat(most, counts, axis=1)) & (worth > 0)
    offer = np.where(is_best, np.arange(len(rows.owner)), len(rows.owner))
    offer = np.minimum.reduceat(offer, starts, axis=1)
    place, group = np.nonzero(offer < len(rows.owner))
    offer = offer[place, group]
    at = first + place, rows.owner[starts[group]]
    best.product[at] = total[place, offer]
    best.answer[at] = fit[place, offer]
    best.offer[at] = offer
    best.node[at] = strongest[place, offer]


def _multiply(chosen: Positions, rows: OfferRows) -> tuple[Floats, Ints]:
    """Return the inner products, chosen needs x offers, and the feature that adds most to each."""
    needs, offers = rows.needs, rows.offers
    dense = np.zeros((len(chosen), rows.width), dtype=np.float32)
    for line, need in zip(dense, chosen, strict=True):
        here = slice(needs.indptr[need], needs.indptr[need + 1])
        line[needs.indices[here]] = needs.data[here]
    shape = len(chosen), len(rows.owner)
    total, most = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    strongest = np.full(shape, -1, dtype=np.int32)
    size = np.diff(offers.indptr)
    for step in range(int(size.max(initial=0))):
        has = np.flatnonzero(size > step)
        entry = offers.indptr[has] + step
        feature = offers.indices[entry]
        part = dense[:, feature] * offers.data[entry]
        total[:, has] += part
        more = part > most[:, has]
        most[:, has] = np.where(more, part, most[:, has])
        strongest[:, has] = np.where(more, feature, strongest[:, has])
    return total, strongest
