"""The loops over chosen pairs: what two profiles share, and the offer that fits a need best."""

from __future__ import annotations

import numba
import numpy as np

from fairlead.engines.matching.vectors import Floats, Ints, Kinds, Positions


@numba.njit(cache=True, nogil=True)
def fill_shared_features(
    one_indptr: Positions,
    one_indices: Ints,
    one_data: Floats,
    other_indptr: Positions,
    other_indices: Ints,
    other_data: Floats,
    one: Positions,
    other: Positions,
    product: Floats,
    feature: Ints,
) -> None:
    """Fill the inner product of row pairs and the feature that adds most to it (-1: none)."""
    for e in range(len(one)):
        a, a_end = one_indptr[one[e]], one_indptr[one[e] + 1]
        b, b_end = other_indptr[other[e]], other_indptr[other[e] + 1]
        most = np.float32(0.0)
        while a < a_end and b < b_end:
            left, right = one_indices[a], other_indices[b]
            if left == right:
                part = one_data[a] * other_data[b]
                product[e] += part
                if part > most:
                    most = part
                    feature[e] = left
            if left <= right:
                a += 1
            if right <= left:
                b += 1


@numba.njit(cache=True, nogil=True)
def fill_best_offers(
    rows: Positions,
    need_indptr: Positions,
    need_indices: Ints,
    need_data: Floats,
    need_kinds: Kinds,
    offer_indptr: Positions,
    offer_indices: Ints,
    offer_data: Floats,
    offer_kinds: Kinds,
    owner: Ints,
    answers: Floats,
    cooperation: float,
    line: Floats,
    product: Floats,
    answer: Floats,
    offer: Ints,
    node: Ints,
) -> None:
    """Fill for every (need, maker) the offer with the largest product x (1 + weight x answer)."""
    for place in range(len(rows)):
        need = rows[place]
        for e in range(need_indptr[need], need_indptr[need + 1]):
            line[need_indices[e]] = need_data[e]
        for o in range(len(owner)):
            total = np.float32(0.0)
            most = np.float32(0.0)
            strongest = -1
            for e in range(offer_indptr[o], offer_indptr[o + 1]):
                part = line[offer_indices[e]] * offer_data[e]
                total += part
                if part > most:
                    most = part
                    strongest = offer_indices[e]
            if total <= 0:
                continue
            maker = owner[o]
            fit = answers[need_kinds[need], offer_kinds[o]]
            if total * (1 + cooperation * fit) > product[place, maker] * (
                1 + cooperation * answer[place, maker]
            ):
                product[place, maker] = total
                answer[place, maker] = fit
                offer[place, maker] = o
                node[place, maker] = strongest
        for e in range(need_indptr[need], need_indptr[need + 1]):
            line[need_indices[e]] = 0.0
