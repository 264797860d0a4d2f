"""Why a pair is worth meeting: the terms of both directions and the two strongest of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.matching.evidence import APART, Evidence
from fairlead.engines.matching.kernels.choose import PAIRS_AS_LONG, choose_kernels
from fairlead.engines.matching.kernels.numbers import CIRCLE_PART, CIRCLE_STEP, ONE
from fairlead.engines.matching.kernels.plain.numbers import take_log
from fairlead.engines.matching.kernels.records import (
    ReasonColumns,
    ReasonRows,
    SideRows,
    SparseRows,
)
from fairlead.engines.matching.params import TERMS, Params
from fairlead.engines.matching.partners import SharedWork
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.terms import (
    compute_country_term,
    compute_language_term,
    compute_sector_term,
    score_answers,
    size_term,
)
from fairlead.engines.matching.vectors import Flags, Floats, Kinds, Positions, Ranks, Vectors

_PRODUCT, _DEMAND = TERMS.index("product"), TERMS.index("demand")
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


@dataclass(frozen=True, slots=True, eq=False)
class Reasons:
    """The reasons of list entries, as the owner of the list sees them.

    gets: what the owner seeks and the partner offers; gives: what the owner offers and the partner
    seeks. facts: what else holds, of each entry a bit for each of `FACTS`. said: something speaks
    for the meeting: what one names and the other offers, partners in common or close descriptions;
    the rest are others to discover. own, partner: the two strongest terms of each direction,
    entries x 2, positions in `TERMS` as the owner sees them (for the partner's direction, too:
    "product" is always what the owner seeks), -1 where nothing speaks for it. own_value,
    partner_value: weight x term of each. work: what both have done together, or with a partner of
    both, where that is known.
    """

    gets: Evidence
    gives: Evidence
    facts: Kinds
    own: Ranks
    partner: Ranks
    own_value: Floats
    partner_value: Floats
    work: SharedWork | None = None

    @property
    def said(self) -> Flags:
        """Return which entries rest on something said."""
        speaks = self.facts & sum(1 << FACTS.index(name) for name in _SPEAKING) > 0
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
    circle = np.zeros_like(shared)
    some = shared > 0
    circle[some] = take_log(ONE + CIRCLE_STEP * shared[some]) * CIRCLE_PART
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
    mine, theirs = (problem.left, problem.right) if of_left else (problem.right, problem.left)
    weights = (params.left, params.right) if of_left else (params.right, params.left)
    affinity = np.zeros((0, 0), np.float32) if problem.affinity is None else problem.affinity
    rows = ReasonRows(
        owner=np.asarray(owner, np.int64),
        partner=np.asarray(partner, np.int64),
        mine=_take_rows(mine),
        theirs=_take_rows(theirs),
        gets_nearness=gets.nearness,
        gets_answer=gets.answer,
        gives_nearness=gives.nearness,
        gives_answer=gives.answer,
        affinity=np.ascontiguousarray(affinity if of_left else affinity.T, dtype=np.float32),
        own_weight=weights[0].as_array().astype(np.float32),
        partner_weight=weights[1].as_array().astype(np.float32)[_EXCHANGED],
        codes=mine.needs.width,
        words=mine.need_words.width,
        circles=mine.circle.width,
    )
    count = len(owner)
    places = [np.empty((count, 2), dtype=np.int8) for _ in range(2)]
    values = [np.empty((count, 2), dtype=np.float32) for _ in range(2)]
    out = ReasonColumns(np.empty(count, dtype=np.uint8), places[0], places[1], values[0], values[1])
    kernels = choose_kernels(count * PAIRS_AS_LONG)
    kernels.run_in_ranges(
        lambda first, last: kernels.fill_reasons(first, last, rows, out), count, parts=4
    )
    return Reasons(gets, gives, *out, work=work)


def _take_rows(side: Profiles) -> SideRows:
    """Return what reasons read of a side."""
    vectors = (side.needs, side.offers, side.need_words, side.offer_words, side.circle)
    needs, offers, need_words, offer_words, circle = (
        SparseRows(one.indptr, one.indices, one.data) for one in vectors
    )
    return SideRows(
        needs=needs, offers=offers, need_words=need_words, offer_words=offer_words, circle=circle,
        languages=np.ascontiguousarray(side.languages), country=side.country, sector=side.sector,
        size=side.size,
    )  # fmt: skip
