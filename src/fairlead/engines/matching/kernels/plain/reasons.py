"""Entries of lists at once: what meets of them, and what speaks for a meeting."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.numbers import (
    CIRCLE,
    CIRCLE_PART,
    CIRCLE_STEP,
    CLOSE_TEXT,
    COOPERATION,
    COUNTRY,
    DEMAND,
    LANGUAGE,
    ONE,
    PRODUCT,
    SECTOR,
    SIZE,
    TEXT,
    ZERO,
)
from fairlead.engines.matching.kernels.plain.numbers import take_log
from fairlead.engines.matching.kernels.plain.terms import fill_products
from fairlead.engines.matching.kernels.records import (
    EntryPairs,
    EvidenceColumns,
    ReasonColumns,
    ReasonRows,
    SparseRows,
)
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions, Ranks


def fill_evidence(first: int, last: int, pairs: EntryPairs, out: EvidenceColumns) -> None:
    """Fill in the facts about the entries of each pair that come nearest to one another."""
    seeker, offerer = pairs.seeker[first:last], pairs.offerer[first:last]
    out.nearness[first:last], out.answer[first:last] = 0, 0
    for name in ("place", "seeks", "offers"):
        getattr(out, name)[first:last] = -1
    here, there = (
        np.diff(start)[party]
        for start, party in ((pairs.sought_start, seeker), (pairs.offered_start, offerer))
    )
    count = here * there
    pair = np.repeat(np.arange(len(seeker)), count)
    if not len(pair):
        return
    place = np.arange(len(pair)) - np.repeat(np.cumsum(count) - count, count)
    a = pairs.sought_start[seeker[pair]] + place // there[pair]
    b = pairs.offered_start[offerer[pair]] + place % there[pair]
    near = pairs.ranks[pairs.sought_code[a], pairs.offered_code[b]]
    worth = near.astype(np.int64) << 8 | pairs.levels[pairs.sought_kinds[a], pairs.offered_kinds[b]]
    some = count > 0
    starts = (np.cumsum(count) - count)[some]
    most = np.repeat(np.maximum.reduceat(worth, starts), count[some])
    best = np.flatnonzero((worth == most) & (near > 0))
    best = best[np.r_[True, pair[best][1:] != pair[best][:-1]]] if len(best) else best
    at, a, b = first + pair[best], a[best], b[best]
    out.nearness[at] = (near[best].astype(np.int32) + 1) // 2
    out.place[at] = pairs.sought_code[a] * pairs.ranks.shape[1] + pairs.offered_code[b]
    kinds = pairs.sought_kinds[a], pairs.offered_kinds[b]
    out.seeks[at], out.offers[at] = pairs.seeks[kinds], pairs.offers[kinds]
    out.answer[at] = pairs.answers[kinds]


def fill_reasons(first: int, last: int, rows: ReasonRows, out: ReasonColumns) -> None:
    """Fill what speaks for entries, and the two strongest terms of each direction."""
    here = slice(first, last)
    mine, theirs = rows.mine, rows.theirs
    owner, partner = rows.owner[here], rows.partner[here]

    def multiply(one: SparseRows, other: SparseRows) -> Floats:
        product = np.zeros(len(owner), dtype=np.float32)
        fill_products(one, other, owner, partner, product)
        return product

    value = np.zeros((len(owner), len(rows.own_weight)), dtype=np.float32)
    facts = np.zeros((len(owner), 8), dtype=np.bool_)
    product = np.where(rows.gets_nearness[here] > 0, multiply(mine.needs, theirs.offers), ZERO)
    demand = np.where(rows.gives_nearness[here] > 0, multiply(mine.offers, theirs.needs), ZERO)
    value[:, PRODUCT], value[:, DEMAND] = product, demand
    value[:, COOPERATION] = np.maximum(
        rows.gets_answer[here] * product, rows.gives_answer[here] * demand
    )
    text = np.maximum(
        multiply(mine.need_words, theirs.offer_words), multiply(mine.offer_words, theirs.need_words)
    )
    facts[:, 1] = text >= CLOSE_TEXT
    value[:, TEXT] = np.where(facts[:, 1], text, ZERO)
    facts[:, 2] = _find_same(mine.sector[owner], theirs.sector[partner])
    value[:, SECTOR] = facts[:, 2]
    close, same = _find_close(rows, owner, partner)
    value[:, COUNTRY] = close
    facts[:, 3], facts[:, 4] = same, ~same & (close >= ONE)
    facts[:, 5] = ~same & (close > ZERO) & (close < ONE)
    shared = np.bitwise_count(mine.languages[owner] & theirs.languages[partner]).sum(axis=1)
    facts[:, 6] = shared > 0
    value[:, LANGUAGE] = np.minimum(shared, 2).astype(np.float32) / 2
    facts[:, 7] = _find_same(mine.size[owner], theirs.size[partner])
    value[:, SIZE] = facts[:, 7]
    common = multiply(mine.circle, theirs.circle)
    some = np.flatnonzero(common > ZERO)
    value[some, CIRCLE] = take_log(ONE + CIRCLE_STEP * common[some]) * CIRCLE_PART
    facts[:, 0] = value[:, CIRCLE] > ZERO
    out.facts[here] = np.packbits(facts, axis=1, bitorder="little")[:, 0]
    _put_strongest(value * rows.own_weight, out.own[here], out.own_value[here])
    _put_strongest(value * rows.partner_weight, out.partner[here], out.partner_value[here])


def _find_same(one: Ints, other: Ints) -> Flags:
    same: Flags = (one == other) & (one >= 0)
    return same


def _find_close(rows: ReasonRows, owner: Positions, partner: Positions) -> tuple[Floats, Flags]:
    """Return how close the economies of both are, and whether they are the same one."""
    one, other = rows.mine.country[owner], rows.theirs.country[partner]
    same = _find_same(one, other)
    if not len(rows.affinity):
        return same.astype(np.float32), same
    known = (one >= 0) & (other >= 0)
    return np.where(known, rows.affinity[one, other], ZERO).astype(np.float32), same


def _put_strongest(parts: Floats, place: Ranks, strength: Floats) -> None:
    """Fill the places of the two largest of each row, of equal ones the first, and both."""
    every = np.arange(len(parts))
    for at in range(2):
        best = np.argmax(parts, axis=1)
        value = parts[every, best]
        place[:, at] = np.where(value > 0, best, -1)
        strength[:, at] = np.maximum(value, 0)
        parts[every, best] = -np.inf
