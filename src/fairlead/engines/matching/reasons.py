"""Why a pair is worth meeting: the terms of both directions and the two strongest of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.matching.cooperation import COOPERATION_TYPES
from fairlead.engines.matching.kernels.choose import choose_kernels
from fairlead.engines.matching.kernels.records import SparseRows
from fairlead.engines.matching.params import TERMS, Params, Weights
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.terms import (
    compute_country_term,
    compute_language_term,
    compute_sector_term,
    score_answers,
    size_term,
)
from fairlead.engines.matching.vectors import Floats, Ints, Positions, Vectors

NO_TERM = -1
PAIRS_AS_LONG = 50
"""Pairs of a whole market that take as long as one pair looked up by itself."""
_PRODUCT, _DEMAND = TERMS.index("product"), TERMS.index("demand")
# The order of the terms as the other side sees them.
_EXCHANGED = [_DEMAND, _PRODUCT, *range(2, len(TERMS))]


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The terms of pairs as the left profile sees them, pairs x `TERMS`, 0 to 1.

    The right profile sees the same with product and demand exchanged. product_node: the code of
    what the left seeks and the right offers that counts most; demand_node: of what the left
    offers and the right seeks (-1: none).
    """

    values: Floats
    product_node: Ints
    demand_node: Ints

    def seen_from(self, *, left: bool) -> Terms:
        """Return the terms as one side sees them."""
        if left:
            return self
        return Terms(self.values[:, _EXCHANGED], self.demand_node, self.product_node)


@dataclass(frozen=True, slots=True, eq=False)
class Reasons:
    """The reasons of list entries, as the owner of the list sees them.

    own, partner: the two strongest terms of each direction, entries x 2, positions in `TERMS` as
    the owner sees them (for the partner's direction, too: "product" is always what the owner
    seeks), `NO_TERM` where nothing speaks for it. own_value, partner_value: weight x term of each.
    product_node, demand_node: the code that counts most, -1 for none. sought, offered: the
    cooperation types that answer best; partner_offers: 1 when it is the partner that offers.
    """

    own: Ints
    partner: Ints
    own_value: Floats
    partner_value: Floats
    product_node: Ints
    demand_node: Ints
    sought: Ints
    offered: Ints
    partner_offers: Ints


def pair_terms(problem: Problem, left: Positions, right: Positions) -> Terms:
    """Return the terms of the given pairs."""
    one, other = problem.left, problem.right
    product, product_node = _find_shared(one.needs, other.offers, left, right)
    demand, demand_node = _find_shared(one.offers, other.needs, left, right)
    gets_words, _ = _find_shared(one.need_words, other.offer_words, left, right)
    gives_words, _ = _find_shared(one.offer_words, other.need_words, left, right)
    circle, _ = _find_shared(one.circle, other.circle, left, right)
    language = compute_language_term(
        one.languages[left],
        other.languages[right],
        one.interpreter[left] | other.interpreter[right],
    )
    gets, gives = score_answers(problem, left, right)
    by_name = {
        "product": product,
        "demand": demand,
        "cooperation": np.maximum(gets * product, gives * demand),
        "text": np.maximum(gets_words, gives_words),
        "sector": compute_sector_term(one.sector[left], other.sector[right]),
        "country": compute_country_term(one.country[left], other.country[right], problem.affinity),
        "language": np.where(np.isfinite(language), language, 0),
        "size": size_term(one.size[left], other.size[right]),
        "circle": circle,
    }
    values = np.stack([by_name[name] for name in TERMS], axis=1).astype(np.float32)
    return Terms(values, product_node, demand_node)


def _find_shared(
    one: Vectors, other: Vectors, left: Positions, right: Positions
) -> tuple[Floats, Ints]:
    product = np.zeros(len(left), dtype=np.float32)
    feature = np.full(len(left), -1, dtype=np.int32)
    if one.width:
        ones, others = (SparseRows(side.indptr, side.indices, side.data) for side in (one, other))
        kernels = choose_kernels(len(left) * PAIRS_AS_LONG)
        kernels.run_in_ranges(
            lambda first, last: kernels.fill_shared_features(
                ones, others, left[first:last], right[first:last], product[first:last],
                feature[first:last],
            ),
            len(left),
            parts=4,
        )  # fmt: skip
    return product, feature


def explain(
    problem: Problem, owner: Positions, partner: Positions, *, of_left: bool, params: Params
) -> Reasons:
    """Return the reasons of pairs given as (owner, partner) positions."""
    left, right = (owner, partner) if of_left else (partner, owner)
    left, right = left.astype(np.int64), right.astype(np.int64)
    terms = pair_terms(problem, left, right).seen_from(left=of_left)
    mine, theirs = (params.left, params.right) if of_left else (params.right, params.left)
    own, own_value = _find_two_strongest(terms.values * mine.as_array().astype(np.float32))
    back, back_value = _find_two_strongest(terms.values * _swap_sides(theirs))
    sought, offered, partner_offers = _find_best_types(problem, left, right, terms, of_left=of_left)
    return Reasons(
        own=own,
        partner=back,
        own_value=own_value,
        partner_value=back_value,
        product_node=terms.product_node,
        demand_node=terms.demand_node,
        sought=sought,
        offered=offered,
        partner_offers=partner_offers,
    )


def _swap_sides(weights: Weights) -> Floats:
    values = weights.as_array().astype(np.float32)
    values[[_PRODUCT, _DEMAND]] = values[[_DEMAND, _PRODUCT]]
    return values


def _find_two_strongest(parts: Floats) -> tuple[Ints, Floats]:
    order = np.argsort(-parts, axis=1, kind="stable")[:, :2]
    value = np.take_along_axis(parts, order, axis=1)
    return np.where(value > 0, order, NO_TERM).astype(np.int32), np.maximum(value, 0)


def _find_best_types(
    problem: Problem, left: Positions, right: Positions, terms: Terms, *, of_left: bool
) -> tuple[Ints, Ints, Ints]:
    """Return the best (sought, offered) types of the better road, -1 where no codes meet."""
    one, other = problem.left, problem.right
    table = _build_best_type_table(problem.complements)
    mine = table[one.need_kinds[left], other.offer_kinds[right]]
    theirs = table[other.need_kinds[right], one.offer_kinds[left]]
    seen = terms.values if of_left else terms.values[:, _EXCHANGED]
    by_left = mine[:, 2] * seen[:, _PRODUCT]
    by_right = theirs[:, 2] * seen[:, _DEMAND]
    left_gets = by_left >= by_right
    best = np.where(left_gets[:, None], mine, theirs)
    best[np.maximum(by_left, by_right) <= 0] = NO_TERM
    partner_offers = left_gets if of_left else ~left_gets
    return (
        best[:, 0].astype(np.int32),
        best[:, 1].astype(np.int32),
        partner_offers.astype(np.int32),
    )


def _build_best_type_table(complements: Floats) -> Floats:
    """Return the best types and their worth of (sought mask, offered mask), 128 x 128 x 3."""
    size = len(COOPERATION_TYPES)
    masks = np.arange(1 << size)
    holds = (masks[:, None] >> np.arange(size)) & 1 == 1
    table = np.zeros((len(masks), len(masks), 3), dtype=np.float32)
    table[:, :, :2] = NO_TERM
    for sought in range(size):
        for offered in range(size):
            worth = complements[sought, offered]
            where = holds[:, sought][:, None] & holds[:, offered][None, :]
            better = where & (worth > table[:, :, 2])
            table[better] = (sought, offered, worth)
    return table
