"""The loops over entries of lists: what meets of them, and what speaks for a meeting."""

from __future__ import annotations

import numpy as np

from fairlead.engines.matching.kernels.compiled.marks import kernel
from fairlead.engines.matching.kernels.compiled.numbers import take_log
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
    ONE,
    PRODUCT,
    SECTOR,
    SIZE,
    STOPPED,
    TEXT,
    ZERO,
)
from fairlead.engines.matching.kernels.records import (
    EntryPairs,
    EvidenceColumns,
    Meetings,
    ReasonColumns,
    ReasonRows,
    SparseRows,
)
from fairlead.engines.matching.vectors import Bits, Floats, Ints, Ranks
from fairlead.engines.native.parts import part
from fairlead.engines.native.words import count


@kernel
def fill_evidence(
    first: int,
    last: int,
    pairs: EntryPairs,
    rank: Ranks,
    sought: Ints,
    offered: Ints,
    met: Meetings,
    out: EvidenceColumns,
) -> None:
    """Fill what is said of the entries that come nearest to one another."""
    for e in range(first, last):
        near = rank[e]
        out.nearness[e] = (near + 1) >> 1
        if near == 0:
            out.sought[e], out.offered[e], out.node[e] = -1, -1, -1
            out.level[e], out.seeks[e], out.offers[e] = -1, -1, -1
            continue
        a, b = np.int64(sought[e]), np.int64(offered[e])
        row, column = pairs.sought_code[a], pairs.offered_code[b]
        low, high = met.start[row], met.start[row + 1] - 1
        while low < high:
            middle = (low + high) >> 1
            if met.column[middle] < column:
                low = middle + 1
            else:
                high = middle
        out.by[e], out.node[e], out.level[e] = met.by[low], met.node[low], met.level[low]
        out.sought[e], out.offered[e] = met.row_code[row], met.column_code[column]
        one, other = pairs.sought_kinds[a], pairs.offered_kinds[b]
        out.seeks[e], out.offers[e] = met.seeks[one, other], met.offers[one, other]
        out.answer[e] = met.answer[one, other]


@part
def put_row(line: Floats, rows: SparseRows, row: int) -> None:
    """Lay a row out, a place for every feature."""
    for e in range(rows.indptr[row], rows.indptr[row + 1]):
        line[rows.indices[e]] = rows.data[e]


@part
def wipe_row(line: Floats, rows: SparseRows, row: int) -> None:
    """Take a row away again."""
    for e in range(rows.indptr[row], rows.indptr[row + 1]):
        line[rows.indices[e]] = ZERO


@part
def multiply_row(line: Floats, rows: SparseRows, row: int) -> np.float32:
    """Return the inner product with a row that was laid out."""
    total = ZERO
    for e in range(rows.indptr[row], rows.indptr[row + 1]):
        total += line[rows.indices[e]] * rows.data[e]
    return total


@part
def count_shared(one: Bits, other: Bits) -> int:
    """Return how many bits are set in both."""
    total = 0
    for word in range(len(one)):
        total += count(one[word] & other[word])
    return total


@part
def put_strongest(value: Floats, weight: Floats, place: Ranks, strength: Floats) -> None:
    """Fill the places of the two largest products, of equal ones the first, and both."""
    best, second = STOPPED, STOPPED
    at, next_at = 0, 0
    for term in range(len(value)):
        worth = value[term] * weight[term]
        if worth > best:
            second, next_at = best, at
            best, at = worth, term
        elif worth > second:
            second, next_at = worth, term
    place[0] = at if best > ZERO else -1
    place[1] = next_at if second > ZERO else -1
    strength[0], strength[1] = max(best, ZERO), max(second, ZERO)


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
        value[:] = ZERO
        if rows.gets_nearness[e] > 0:
            value[PRODUCT] = multiply_row(needs, theirs.offers, partner)
        if rows.gives_nearness[e] > 0:
            value[DEMAND] = multiply_row(offers, theirs.needs, partner)
        value[COOPERATION] = max(
            rows.gets_answer[e] * value[PRODUCT], rows.gives_answer[e] * value[DEMAND]
        )
        text = ZERO
        if rows.words > 0:
            text = max(
                multiply_row(sought_words, theirs.offer_words, partner),
                multiply_row(offered_words, theirs.need_words, partner),
            )
        if text >= CLOSE_TEXT:
            value[TEXT] = text
            out.facts[e, 1] = True
        if mine.sector[owner] == theirs.sector[partner] and mine.sector[owner] >= 0:
            value[SECTOR] = ONE
            out.facts[e, 2] = True
        here, there = np.int64(mine.country[owner]), np.int64(theirs.country[partner])
        same = here == there and here >= 0
        close = ONE if same else ZERO
        if here >= 0 and there >= 0 and len(rows.affinity) > 0:
            close = rows.affinity[here, there]
        value[COUNTRY] = close
        out.facts[e, 3] = same
        out.facts[e, 4] = (not same) and close >= ONE
        out.facts[e, 5] = (not same) and close > ZERO and close < ONE
        spoken = count_shared(mine.languages[owner], theirs.languages[partner])
        if spoken > 0:
            value[LANGUAGE] = ONE if spoken > 1 else HALF
            out.facts[e, 6] = True
        if mine.size[owner] == theirs.size[partner] and mine.size[owner] >= 0:
            value[SIZE] = ONE
            out.facts[e, 7] = True
        if rows.circles > 0:
            shared = multiply_row(circle, theirs.circle, partner)
            if shared > ZERO:
                value[CIRCLE] = take_log(ONE + CIRCLE_STEP * shared) * CIRCLE_PART
                out.facts[e, 0] = value[CIRCLE] > ZERO
        put_strongest(value, rows.own_weight, out.own[e], out.own_value[e])
        put_strongest(value, rows.partner_weight, out.partner[e], out.partner_value[e])
