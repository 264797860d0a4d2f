"""Small markets made from a seed, for tests that compare or turn things around."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from fairlead.engines.matching.codebook import build_codebook
from fairlead.engines.matching.problem import PairOdds, Problem, build_pairs
from fairlead.engines.matching.profiles import Profiles, make_profiles
from fairlead.engines.matching.vectors import compute_inverse_frequency, gather_vectors

CODES = (
    "HS:848210", "HS:848220", "HS:848340", "HS:8517", "HS:851762", "HS:720851", "HS:28",
    "ISIC4:2610", "ISIC4:28", "CPV:42000000", "CPV:42124130", "HS2017:854231",
)  # fmt: skip
_BOOK = build_codebook(CODES)

Order: TypeAlias = npt.NDArray[np.int64]


def random_side(rng: np.random.Generator, count: int, *, first_organisation: int) -> Profiles:
    """Return profiles of every kind: with and without codes, words, languages, slots."""

    def codes() -> Any:
        entries = 2 * count
        rows = np.sort(rng.integers(0, count, entries))
        return _BOOK.vectors(rows, rng.integers(0, len(CODES), entries), rows=count)

    def words() -> Any:
        return gather_vectors(
            rng.integers(0, count, 2 * count), rng.integers(0, 6, 2 * count),
            rng.uniform(0.1, 1, 2 * count), rows=count, width=6,
        ).scaled(np.ones(6))  # fmt: skip

    offers, needs = codes(), codes()
    weight = compute_inverse_frequency(offers, needs)
    return make_profiles(
        offers.scaled(weight),
        needs.scaled(weight),
        offer_words=words(),
        need_words=words(),
        circle=words(),
        offer_kinds=rng.integers(0, 128, count),
        need_kinds=rng.integers(0, 128, count),
        country=rng.integers(-1, 4, count),
        sector=rng.choice([-1, 10, 26, 28, 46], count),
        size=rng.integers(-1, 4, count),
        languages=rng.integers(0, 8, count),
        free=rng.integers(0, 16, (count, 1)),
        organisation=first_organisation + rng.integers(0, max(1, count // 2), count),
        capacity=rng.integers(0, 5, count),
        interpreter=rng.random(count) < 0.2,
        embargoed=rng.random(count) < 0.1,
        activity=rng.normal(0, 0.5, count),
        appeal=rng.normal(0, 0.5, count),
    )


def random_problem(seed: int, *, left: int = 7, right: int = 9) -> Problem:
    """Return a market in which every filter and every term occurs."""
    rng = np.random.default_rng(seed)

    def some(count: int) -> Any:
        return build_pairs(rng.integers(0, left, count), rng.integers(0, right, count))

    known = np.unique(np.stack([rng.integers(0, left, 5), rng.integers(0, right, 5)]), axis=1)
    return Problem(
        random_side(rng, left, first_organisation=0),
        random_side(rng, right, first_organisation=2),
        blocked=some(3),
        declined=some(3),
        known=PairOdds(
            build_pairs(known[0], known[1]),
            left_asks=rng.normal(0, 1, known.shape[1:]),
            right_asks=rng.normal(0, 1, known.shape[1:]),
        ),
        affinity=rng.random((4, 4)).astype(np.float32),
    )


def relabelled(problem: Problem, seed: int) -> tuple[Problem, Order, Order]:
    """Return the problem with its rows in another order, and which was each on both sides."""
    rng = np.random.default_rng(seed)
    left, right = rng.permutation(len(problem.left)), rng.permutation(len(problem.right))
    to_left, to_right = np.argsort(left), np.argsort(right)
    known = problem.known
    again = replace(
        problem,
        left=problem.left.take(left),
        right=problem.right.take(right),
        blocked=build_pairs(to_left[problem.blocked.left], to_right[problem.blocked.right]),
        declined=build_pairs(to_left[problem.declined.left], to_right[problem.declined.right]),
        known=replace(
            known, pairs=build_pairs(to_left[known.pairs.left], to_right[known.pairs.right])
        ),
    )
    return again, left, right
