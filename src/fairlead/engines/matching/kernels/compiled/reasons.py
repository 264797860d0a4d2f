"""The loops over entries of lists: what meets of them, and what speaks for a meeting."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.compiled.marks import kernel
from fairlead.engines.matching.kernels.compiled.numbers import take_log
from fairlead.engines.matching.kernels.compiled.rows import multiply_row, put_row, wipe_row
from fairlead.engines.matching.kernels.numbers import (
    CIRCLE,
    CIRCLE_PART,
    CIRCLE_STEP,
    CLOSE_TEXT,
    COOPERATION,
    COUNTRY,
    DEMAND,
    HALF,
    LANGUAGE,
    NOT_NEAR,
    ONE,
    PRODUCT,
    SECTOR,
    SIZE,
    TEXT,
    ZERO,
)
from fairlead.engines.matching.kernels.records import (
    EntryPairs,
    EvidenceColumns,
    ReasonColumns,
    ReasonRows,
)
from fairlead.engines.matching.vectors import Bits, Floats, Ranks
from fairlead.engines.native.parts import part
from fairlead.engines.native.words import count


@kernel
def fill_evidence(first: int, last: int, pairs: EntryPairs, out: EvidenceColumns) -> None:
    """Fill in the facts about the entries of each pair that come nearest to one another."""
    width = pairs.ranks.shape[1]
    for e in range(first, last):
        seeker, offerer = pairs.seeker[e], pairs.offerer[e]
        # The nearness before how well forms of cooperation answer, in one number; no branch hangs
        # on it, since none could be foreseen.
        best, at, their_at = np.int64(NOT_NEAR), np.int64(-1), np.int64(-1)
        begin, end = pairs.offered_start[offerer], pairs.offered_start[offerer + 1]
        for a in range(pairs.sought_start[seeker], pairs.sought_start[seeker + 1]):
            ranks = pairs.ranks[pairs.sought_code[a]]
            levels = pairs.levels[pairs.sought_kinds[a]]
            for b in range(begin, end):
                near = np.int64(ranks[pairs.offered_code[b]])
                worth = (near << 8) | np.int64(levels[pairs.offered_kinds[b]])
                better = worth > best
                best = worth if better else best
                at = np.int64(a) if better else at
                their_at = np.int64(b) if better else their_at
        if best == NOT_NEAR:
            out.nearness[e], out.answer[e] = 0, ZERO
            out.place[e], out.seeks[e], out.offers[e] = -1, -1, -1
            continue
        one, other = pairs.sought_kinds[at], pairs.offered_kinds[their_at]
        out.nearness[e] = ((best >> 8) + 1) >> 1
        out.place[e] = pairs.sought_code[at] * width + pairs.offered_code[their_at]
        out.seeks[e], out.offers[e] = pairs.seeks[one, other], pairs.offers[one, other]
        out.answer[e] = pairs.answers[one, other]


@part
def count_shared(one: Bits, other: Bits) -> int:
    """Return how many bits are set in both."""
    total = 0
    for word in range(len(one)):
        total += count(one[word] & other[word])
    return total


@part
def put_strongest(value: Floats, weight: Floats, place: Ranks, strength: Floats) -> None:
    """Fill the places of the two largest products above 0, of equal ones the first, and both."""
    best, second = ZERO, ZERO
    at, next_at = -1, -1
    for term in range(len(value)):
        worth = value[term] * weight[term]
        if worth > best:
            second, next_at = best, at
            best, at = worth, term
        elif worth > second:
            second, next_at = worth, term
    place[0], place[1] = at, next_at
    strength[0], strength[1] = best, second


@kernel
def fill_reasons(first: int, last: int, rows: ReasonRows, out: ReasonColumns) -> None:
    """Fill what speaks for entries, and the two strongest terms of each direction."""
    mine, theirs = rows.mine, rows.theirs
    needs, offers = np.zeros(rows.codes, dtype=np.float32), np.zeros(rows.codes, dtype=np.float32)
    sought_words = np.zeros(rows.words, dtype=np.float32)
    offered_words = np.zeros(rows.words, dtype=np.float32)
    circle = np.zeros(rows.circles, dtype=np.float32)
    value = np.zeros(len(rows.own_weight), dtype=np.float32)
    laid_out = -1
    for e in range(first, last):
        owner, partner = rows.owner[e], rows.partner[e]
        if owner != laid_out:
            if laid_out >= 0:
                wipe_row(needs, mine.needs, laid_out)
                wipe_row(offers, mine.offers, laid_out)
                wipe_row(sought_words, mine.need_words, laid_out)
                wipe_row(offered_words, mine.offer_words, laid_out)
                wipe_row(circle, mine.circle, laid_out)
            put_row(needs, mine.needs, owner)
            put_row(offers, mine.offers, owner)
            put_row(sought_words, mine.need_words, owner)
            put_row(offered_words, mine.offer_words, owner)
            put_row(circle, mine.circle, owner)
            laid_out = owner
        product, demand, text, shared = ZERO, ZERO, ZERO, ZERO
        if rows.gets_nearness[e] > 0:
            product = multiply_row(needs, theirs.offers, partner)
        if rows.gives_nearness[e] > 0:
            demand = multiply_row(offers, theirs.needs, partner)
        if rows.words > 0:
            text = max(
                multiply_row(sought_words, theirs.offer_words, partner),
                multiply_row(offered_words, theirs.need_words, partner),
            )
        if rows.circles > 0:
            shared = multiply_row(circle, theirs.circle, partner)
            if shared > ZERO:
                shared = take_log(ONE + CIRCLE_STEP * shared) * CIRCLE_PART
        here, there = np.int64(mine.country[owner]), np.int64(theirs.country[partner])
        same_country = here == there and here >= 0
        close = ONE if same_country else ZERO
        if here >= 0 and there >= 0 and len(rows.affinity) > 0:
            close = rows.affinity[here, there]
        spoken = count_shared(mine.languages[owner], theirs.languages[partner])
        sector, size = mine.sector[owner], mine.size[owner]
        same_sector = sector >= 0 and sector == theirs.sector[partner]
        same_size = size >= 0 and size == theirs.size[partner]
        close_text = text >= CLOSE_TEXT
        value[PRODUCT], value[DEMAND] = product, demand
        value[COOPERATION] = max(rows.gets_answer[e] * product, rows.gives_answer[e] * demand)
        value[TEXT] = text if close_text else ZERO
        value[SECTOR] = ONE if same_sector else ZERO
        value[COUNTRY] = close
        value[LANGUAGE] = ONE if spoken > 1 else HALF * np.float32(spoken)
        value[SIZE] = ONE if same_size else ZERO
        value[CIRCLE] = shared
        out.facts[e] = (
            np.int64(shared > ZERO)
            | np.int64(close_text) << 1
            | np.int64(same_sector) << 2
            | np.int64(same_country) << 3
            | np.int64((not same_country) and close >= ONE) << 4
            | np.int64((not same_country) and close > ZERO and close < ONE) << 5
            | np.int64(spoken > 0) << 6
            | np.int64(same_size) << 7
        )
        put_strongest(value, rows.own_weight, out.own[e], out.own_value[e])
        put_strongest(value, rows.partner_weight, out.partner[e], out.partner_value[e])
