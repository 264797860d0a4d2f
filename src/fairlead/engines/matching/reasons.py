"""Why a pair is worth meeting: the terms of both directions and the two strongest of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.matching.evidence import APART, Evidence
from fairlead.engines.matching.kernels.choose import choose_kernels
from fairlead.engines.matching.kernels.numbers import CIRCLE_PART, CIRCLE_STEP
from fairlead.engines.matching.kernels.records import SparseRows
from fairlead.engines.matching.params import TERMS, Params, Weights
from fairlead.engines.matching.partners import SharedWork
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.terms import (
    compute_country_term,
    compute_language_term,
    compute_sector_term,
    score_answers,
    size_term,
)
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions, Vectors

NO_TERM = -1
PAIRS_AS_LONG = 50
"""Pairs of a whole market that take as long as one pair looked up by itself."""
_PRODUCT, _DEMAND = TERMS.index("product"), TERMS.index("demand")
_COOPERATION = TERMS.index("cooperation")
# The order of the terms as the other side sees them.
_EXCHANGED = [_DEMAND, _PRODUCT, *range(2, len(TERMS))]


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The terms of pairs as the left profile sees them, pairs x `TERMS`, 0 to 1.

    The right profile sees the same with product and demand exchanged.
    """

    values: Floats

    def seen_from(self, *, left: bool) -> Terms:
        """Return the terms as one side sees them."""
        if left:
            return self
        return Terms(self.values[:, _EXCHANGED])


# What reasons may say, beside what is sought and offered: what speaks for a meeting, then what
# only describes it and is said where nothing else is.
FACTS = ("circle", "text", "sector", "economy", "bloc", "partner_country", "language", "size")
_SPEAKING = ("circle", "text")
# From here descriptions are close.
_CLOSE_TEXT = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Reasons:
    """The reasons of list entries, as the owner of the list sees them.

    gets: what the owner seeks and the partner offers; gives: what the owner offers and the partner
    seeks. facts: what else holds, entries x `FACTS`. said: something speaks for the meeting: what
    one names and the other offers, partners in common or close descriptions; the rest are others
    to discover. own, partner: the two strongest terms of each direction, entries x 2, positions in
    `TERMS` as the owner sees them (for the partner's direction, too: "product" is always what the
    owner seeks), `NO_TERM` where nothing speaks for it. own_value, partner_value: weight x term of
    each. work: what both have done together, or with a partner of both, where that is known.
    """

    gets: Evidence
    gives: Evidence
    facts: Flags
    own: Ints
    partner: Ints
    own_value: Floats
    partner_value: Floats
    work: SharedWork | None = None

    @property
    def said(self) -> Flags:
        """Return which entries rest on something said."""
        speaks = self.facts[:, [FACTS.index(name) for name in _SPEAKING]].any(axis=1)
        found: Flags = (self.gets.nearness > APART) | (self.gives.nearness > APART) | speaks
        return found


def pair_terms(problem: Problem, left: Positions, right: Positions) -> Terms:
    """Return the terms of the given pairs."""
    one, other = problem.left, problem.right
    product = _multiply(one.needs, other.offers, left, right)
    demand = _multiply(one.offers, other.needs, left, right)
    gets_words = _multiply(one.need_words, other.offer_words, left, right)
    gives_words = _multiply(one.offer_words, other.need_words, left, right)
    shared = _multiply(one.circle, other.circle, left, right)
    circle = np.log1p(CIRCLE_STEP * shared) * CIRCLE_PART
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
    return Terms(values)


def _multiply(one: Vectors, other: Vectors, left: Positions, right: Positions) -> Floats:
    product = np.zeros(len(left), dtype=np.float32)
    if one.width:
        ones, others = (SparseRows(side.indptr, side.indices, side.data) for side in (one, other))
        kernels = choose_kernels(len(left) * PAIRS_AS_LONG)
        kernels.run_in_ranges(
            lambda first, last: kernels.fill_products(
                ones, others, left[first:last], right[first:last], product[first:last]
            ),
            len(left),
            parts=4,
        )
    return product


def explain(
    problem: Problem,
    owner: Positions,
    partner: Positions,
    *,
    of_left: bool,
    params: Params,
    gets: Evidence,
    gives: Evidence,
    work: SharedWork | None = None,
) -> Reasons:
    """Return the reasons of pairs given as (owner, partner) positions, with what meets of them.

    A term of which nothing may be said is no reason: products that meet in no chapter, forms of
    cooperation sought and offered for different products, half an industry.
    """
    left, right = (owner, partner) if of_left else (partner, owner)
    left, right = left.astype(np.int64), right.astype(np.int64)
    terms = pair_terms(problem, left, right).seen_from(left=of_left)
    facts = _find_facts(problem, left, right, terms.values)
    values = _keep_said(terms.values, facts, gets, gives)
    mine, theirs = (params.left, params.right) if of_left else (params.right, params.left)
    own, own_value = _find_two_strongest(values * mine.as_array().astype(np.float32))
    back, back_value = _find_two_strongest(values * _swap_sides(theirs))
    return Reasons(
        gets=gets,
        gives=gives,
        facts=facts,
        own=own,
        partner=back,
        own_value=own_value,
        partner_value=back_value,
        work=work,
    )


def _find_facts(problem: Problem, left: Positions, right: Positions, values: Floats) -> Flags:
    one, other = problem.left, problem.right
    here, there = one.country[left], other.country[right]
    term = {name: values[:, place] for place, name in enumerate(TERMS)}
    same_economy = (here == there) & (here >= 0)
    found = {
        "circle": term["circle"] > 0,
        "text": term["text"] >= _CLOSE_TEXT,
        "sector": term["sector"] >= 1,
        "economy": same_economy,
        "bloc": ~same_economy & (term["country"] >= 1),
        "partner_country": ~same_economy & (term["country"] > 0) & (term["country"] < 1),
        "language": term["language"] > 0,
        "size": term["size"] >= 1,
    }
    return np.stack([found[name] for name in FACTS], axis=1)


def _keep_said(values: Floats, facts: Flags, gets: Evidence, gives: Evidence) -> Floats:
    """Return the terms with 0 for those of which nothing may be said."""
    kept = values.copy()
    product = np.where(gets.nearness > APART, values[:, _PRODUCT], 0)
    demand = np.where(gives.nearness > APART, values[:, _DEMAND], 0)
    kept[:, _PRODUCT], kept[:, _DEMAND] = product, demand
    kept[:, _COOPERATION] = np.maximum(gets.answer * product, gives.answer * demand)
    for name in ("text", "sector", "size"):
        kept[~facts[:, FACTS.index(name)], TERMS.index(name)] = 0
    return kept


def _swap_sides(weights: Weights) -> Floats:
    values = weights.as_array().astype(np.float32)
    values[[_PRODUCT, _DEMAND]] = values[[_DEMAND, _PRODUCT]]
    return values


def _find_two_strongest(parts: Floats) -> tuple[Ints, Floats]:
    """Return the places of the two largest of each row, of equal ones the first, and both."""
    every = np.arange(len(parts))
    left = parts.copy()
    order = np.empty((len(parts), 2), dtype=np.int64)
    value = np.empty((len(parts), 2), dtype=parts.dtype)
    for place in range(2):
        order[:, place] = np.argmax(left, axis=1)
        value[:, place] = left[every, order[:, place]]
        left[every, order[:, place]] = -np.inf
    return np.where(value > 0, order, NO_TERM).astype(np.int32), np.maximum(value, 0)
