"""Chosen pairs at once: what two profiles share, and the offer that fits a need best."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.records import (
    BestOffers,
    OfferRows,
    SparseRows,
)
from fairlead.engines.matching.vectors import Floats, Ints, Positions

_DENSE = 8_000_000
"""Numbers up to which rows are looked up in a table with a place for every feature."""


def fill_products(
    one: SparseRows, other: SparseRows, one_row: Positions, other_row: Positions, product: Floats
) -> None:
    """Fill the inner product of row pairs."""
    if not len(one.indices) or not len(other.indices):
        return
    size = (one.indptr[1:] - one.indptr[:-1])[one_row]
    pair = np.repeat(np.arange(len(one_row)), size)
    entry = np.arange(len(pair)) + np.repeat(one.indptr[one_row] - (np.cumsum(size) - size), size)
    width = int(max(one.indices.max(), other.indices.max())) + 1
    found, value = _look_up(other, other_row[pair], one.indices[entry], width)
    pair, part = pair[found], one.data[entry[found]] * value
    np.add.at(product, pair, part)  # one after another, as they stand


def _look_up(
    rows: SparseRows, row: Positions, feature: Ints, width: int
) -> tuple[Positions, Floats]:
    """Return which (row, feature) there are, and their values."""
    owner = np.repeat(np.arange(len(rows.indptr) - 1), np.diff(rows.indptr))
    if (len(rows.indptr) - 1) * width <= _DENSE:
        dense = np.zeros((len(rows.indptr) - 1, width), dtype=np.float32)
        dense[owner, rows.indices] = rows.data
        values = dense[row, feature]
        met = np.flatnonzero(values)
        return met, values[met]
    keys = owner * width + rows.indices
    sought = row.astype(np.int64) * width + feature
    there = np.minimum(np.searchsorted(keys, sought), len(keys) - 1)
    met = np.flatnonzero(keys[there] == sought)
    return met, rows.data[there[met]]


def fill_best_offers(
    first: int, last: int, chosen: Positions, rows: OfferRows, best: BestOffers
) -> None:
    """Fill for every (need, maker) the offer that comes nearest."""
    if not len(rows.owner):
        return
    chosen, ranks = chosen[first:last], rows.ranks[first:last]
    total = _multiply(chosen, rows)
    fit = rows.answers[rows.need_kinds[chosen, None], rows.offer_kinds[None, :]]
    answering = 1 + np.float64(rows.cooperation) * fit.astype(np.float64)
    starts = np.flatnonzero(np.r_[True, rows.owner[1:] != rows.owner[:-1]])
    counts = np.diff(np.r_[starts, len(rows.owner)])
    rank = np.where(total > 0, ranks, -1)
    nearest = rank == np.repeat(np.maximum.reduceat(rank, starts, axis=1), counts, axis=1)
    worth = np.where((total > 0) & nearest, total.astype(np.float64) * answering, 0.0)
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
    best.rank[at] = ranks[place, offer]


def _multiply(chosen: Positions, rows: OfferRows) -> Floats:
    """Return the inner products, chosen needs x offers."""
    needs, offers = rows.needs, rows.offers
    dense = np.zeros((len(chosen), rows.width), dtype=np.float32)
    for line, need in zip(dense, chosen, strict=True):
        here = slice(needs.indptr[need], needs.indptr[need + 1])
        line[needs.indices[here]] = needs.data[here]
    total = np.zeros((len(chosen), len(rows.owner)), dtype=np.float32)
    size = np.diff(offers.indptr)
    for step in range(int(size.max(initial=0))):
        has = np.flatnonzero(size > step)
        entry = offers.indptr[has] + step
        total[:, has] += dense[:, offers.indices[entry]] * offers.data[entry]
    return total
