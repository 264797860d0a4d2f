"""Profiles brought into the shape the kernels read: dense left side, tables by attribute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.cooperation import answer_table
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.vectors import Bits, Floats, Ints, Positions, Vectors

# The last divisions of ISIC rev. 4's sections, for "the same section".
_SECTION_ENDS = np.array(
    [3, 9, 33, 35, 39, 43, 47, 53, 56, 63, 66, 68, 75, 82, 84, 85, 88, 93, 96, 98, 99]
)
STOP = np.float32(-np.inf)


WIDE_SHARE = 16
"""A feature that one in so many left profiles has is kept as a whole row."""


@dataclass(frozen=True, slots=True, eq=False)
class Channels:
    """Sparse products: five roads between a left and a right profile, one after another.

    Road c: left entries by feature (``start``, ``holder``, ``amount``, features counted on from
    road to road; those that many have also as rows of ``dense``), right rows
    ``indptr[c, j]:indptr[c, j + 1]`` of indices (already moved by base) and data.
    Roads: needs to offers, offers to needs, the same two for words, circle to circle.
    """

    start: Positions
    holder: Ints
    amount: Floats
    wide: Ints
    dense: Floats
    indptr: Positions
    indices: Ints
    data: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Weighted terms by attribute: for right row j add table rows ``row[j]``; -inf stops a pair.

    Cooperation depends on the road: ``gets[gets_kind[j]]`` is how well what right j offers answers
    what each left seeks, ``gives[gives_kind[j]]`` how well what each left offers answers what j
    seeks.
    """

    row: Ints
    forward: Floats
    backward: Floats
    gets_kind: Ints
    gives_kind: Ints
    gets: Floats
    gives: Floats
    stopped_by_language: int


def make_channels(left: Profiles, right: Profiles) -> Channels:
    """Return the five roads between the sides."""
    roads = (
        (left.needs, right.offers),
        (left.offers, right.needs),
        (left.need_words, right.offer_words),
        (left.offer_words, right.need_words),
        (left.circle, right.circle),
    )
    base = np.cumsum([0] + [one.width for one, _ in roads])
    offset = np.cumsum([0] + [len(other.indices) for _, other in roads])
    feature = np.concatenate([_move_rows(one, b) for (one, _), b in zip(roads, base, strict=False)])
    holder = np.concatenate([one.rows for one, _ in roads]).astype(np.int32)
    amount = np.concatenate([one.data for one, _ in roads])
    order = np.lexsort((holder, feature))
    held = np.bincount(feature, minlength=int(base[-1]))
    many = np.flatnonzero(held * WIDE_SHARE >= max(len(left), 1))
    wide = np.full(int(base[-1]), -1, dtype=np.int32)
    wide[many] = np.arange(len(many), dtype=np.int32)
    dense = np.zeros((len(many), len(left)), dtype=np.float32)
    some = wide[feature] >= 0
    dense[wide[feature[some]], holder[some]] = amount[some]
    return Channels(
        start=np.concatenate([[0], np.cumsum(held)]).astype(np.int64),
        holder=holder[order],
        amount=amount[order],
        wide=wide,
        dense=dense,
        indptr=np.stack([r.indptr + o for (_, r), o in zip(roads, offset, strict=False)]),
        indices=np.concatenate([_move_rows(r, b) for (_, r), b in zip(roads, base, strict=False)]),
        data=np.concatenate([other.data for _, other in roads]),
    )


def _move_rows(vectors: Vectors, base: int) -> Ints:
    return (vectors.indices + np.int32(base)).astype(np.int32)


def make_tables(problem: Problem, params: Params) -> Tables:
    """Return the weighted attribute terms of every left profile for every kind of right profile."""
    left, right = problem.left, problem.right
    makers = (
        ("sector", _build_value_term(left.sector, right.sector, compute_sector_term)),
        ("country", _build_country_term(problem)),
        ("language", _build_language_term(left, right)),
        ("size", _build_value_term(left.size, right.size, size_term)),
    )
    rows: list[NDArray[np.intp]] = []
    forward: list[Floats] = []
    backward: list[Floats] = []
    start, stopped = 0, 0
    for name, (kind, term) in makers:
        stops = ~np.isfinite(term)
        if name == "language":
            stopped = int(stops.sum(axis=1) @ np.bincount(kind, minlength=len(term)))
        rows.append(kind + start)
        start += len(term)
        for weights, tables in ((params.left, forward), (params.right, backward)):
            weight = np.float32(getattr(weights, name))
            tables.append(np.where(stops, STOP, weight * np.where(stops, 0, term)))
    offered, gets_kind = np.unique(right.offer_kinds, return_inverse=True)
    sought, gives_kind = np.unique(right.need_kinds, return_inverse=True)
    answers = answer_table(problem.complements)
    return Tables(
        row=np.stack(rows, axis=1).astype(np.int32),
        forward=np.concatenate(forward).astype(np.float32),
        backward=np.concatenate(backward).astype(np.float32),
        gets_kind=gets_kind.astype(np.int32),
        gives_kind=gives_kind.astype(np.int32),
        gets=answers[left.need_kinds[None, :], offered[:, None]],
        gives=answers[sought[:, None], left.offer_kinds[None, :]],
        stopped_by_language=stopped,
    )


_Term = tuple[NDArray[np.intp], NDArray[np.float32]]


def _group_kinds(*columns: NDArray[np.generic]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Return one row that stands for each kind of row, and every row's kind."""
    kind = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:  # much faster than rows at once
        values, place = np.unique(column, return_inverse=True)
        _, kind = np.unique(kind * len(values) + place, return_inverse=True)
    _, first = np.unique(kind, return_index=True)
    return first, kind


def score_answers(
    problem: Problem, left: NDArray[np.generic], right: NDArray[np.generic]
) -> tuple[Floats, Floats]:
    """Return how well the right's offers answer the left's needs, and the left's the right's."""
    table = answer_table(problem.complements)
    one, other = problem.left, problem.right
    gets: Floats = table[one.need_kinds[left], other.offer_kinds[right]]
    gives: Floats = table[other.need_kinds[right], one.offer_kinds[left]]
    return gets, gives


def compute_sector_term(one: Ints, other: Ints) -> Floats:
    """Return 1 for the same ISIC division, .5 for the same section, else 0."""
    section = np.searchsorted(_SECTION_ENDS, one), np.searchsorted(_SECTION_ENDS, other)
    near = np.where(one == other, 1.0, np.where(section[0] == section[1], 0.5, 0.0))
    return np.where((one < 0) | (other < 0), 0.0, near).astype(np.float32)


def size_term(one: Ints, other: Ints) -> Floats:
    """Return 1 for the same size class, .5 for a class apart, else 0."""
    apart = np.abs(one - other)
    near = np.where(apart == 0, 1.0, np.where(apart == 1, 0.5, 0.0))
    return np.where((one < 0) | (other < 0), 0.0, near).astype(np.float32)


def compute_country_term(one: Ints, other: Ints, affinity: Floats | None) -> Floats:
    """Return the affinity of two economies; without a table, 1 for the same one."""
    unknown = (one < 0) | (other < 0)
    near = (one == other).astype(np.float32) if affinity is None else affinity[one, other]
    return np.where(unknown, 0.0, near).astype(np.float32)


def compute_language_term(one: Bits, other: Bits, interpreted: NDArray[np.bool_]) -> Floats:
    """Return .5 for one shared language, 1 for more, -inf for none without an interpreter."""
    shared = np.bitwise_count(one & other).sum(axis=-1)
    term = np.minimum(shared, 2).astype(np.float32) / 2
    mute = one.any(axis=-1) & other.any(axis=-1) & (shared == 0) & ~interpreted
    return np.where(mute, STOP, term).astype(np.float32)


def is_mute(
    left: Profiles, right: Profiles, i: NDArray[np.generic], j: NDArray[np.generic]
) -> NDArray[np.bool_]:
    """Return which pairs share no language and have no interpreter."""
    helped = left.interpreter[i] | right.interpreter[j]
    return ~np.isfinite(compute_language_term(left.languages[i], right.languages[j], helped))


def _build_value_term(one: Ints, other: Ints, term: Callable[[Ints, Ints], Floats]) -> _Term:
    values, kind = np.unique(other, return_inverse=True)
    return kind, term(one[None, :], values[:, None])


def _build_country_term(problem: Problem) -> _Term:
    values, kind = np.unique(problem.right.country, return_inverse=True)
    term = compute_country_term(problem.left.country[None, :], values[:, None], problem.affinity)
    return kind, term


def _build_language_term(left: Profiles, right: Profiles) -> _Term:
    words = np.ascontiguousarray(right.languages).view(np.int64)
    first, kind = _group_kinds(*words.T, right.interpreter)
    interpreted = left.interpreter[None, :] | right.interpreter[first][:, None]
    return kind, compute_language_term(
        left.languages[None, :, :], right.languages[first][:, None, :], interpreted
    )
