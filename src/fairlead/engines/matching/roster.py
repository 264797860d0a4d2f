"""One side of a market, kept so that one profile is scored against all of it at once.

The same steps of single precision as a whole run takes, so the chances are those to the bit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.cooperation import answer_table
from fairlead.engines.matching.kernels.choose import PAIRS_AS_LONG, choose_kernels
from fairlead.engines.matching.kernels.records import HeldRows, ProfileRows
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.problem import PairOdds, Problem
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.terms import compute_country_term, compute_sector_term, size_term
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Positions, Vectors

_VECTORS = ("offers", "needs", "offer_words", "need_words", "circle")


class Postings:
    """What each of one side holds, by feature."""

    def __init__(self, vectors: Vectors) -> None:
        order = np.argsort(vectors.indices, kind="stable")
        counts = np.bincount(vectors.indices, minlength=vectors.width)
        self._start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self._holder = vectors.rows[order].astype(np.int32)
        self._amount = vectors.data[order]
        self._at = np.empty(len(order), dtype=np.int64)
        self._at[order] = np.arange(len(order))
        self._indptr = vectors.indptr
        self._changed: dict[int, Vectors] = {}
        self._more: dict[int, dict[int, np.float32]] = {}

    def multiply(self, one: Vectors) -> Floats:
        """Return the products of one row with those of everybody."""
        line = np.zeros(len(self._indptr) - 1, dtype=np.float32)
        rows = HeldRows(self._start, self._holder, self._amount)
        choose_kernels(len(line) * PAIRS_AS_LONG).add_held(rows, one.indices, one.data, line)
        for feature, value in zip(one.indices.tolist(), one.data, strict=True):
            for row, amount in self._more.get(feature, {}).items():
                line[row] += value * amount
        return line

    def replace(self, row: int, one: Vectors) -> None:
        """Let a row hold something else."""
        if row in self._changed:
            for feature in self._changed[row].indices.tolist():
                del self._more[feature][row]
        else:
            self._amount[self._at[self._indptr[row] : self._indptr[row + 1]]] = 0
        self._changed[row] = one
        for feature, amount in zip(one.indices.tolist(), one.data, strict=True):
            self._more.setdefault(feature, {})[row] = amount


class Roster:
    """The participants of one side: `Profiles` in which single rows are changed in place."""

    def __init__(self, side: Profiles) -> None:
        for field in fields(Profiles):
            if field.name not in _VECTORS:
                setattr(self, field.name, getattr(side, field.name).copy())
        self.postings = {name: Postings(getattr(side, name)) for name in _VECTORS}
        self.says_nothing: Flags = side.says_nothing.copy()
        self.out: Flags = side.embargoed | (side.capacity <= 0)

    def __getattr__(self, name: str) -> Any:
        """Return a column of the profiles; all of them are set when the roster is made."""
        raise AttributeError(name)

    def __len__(self) -> int:
        """Return the number of participants."""
        return len(self.key)

    def replace(self, row: int, one: Profiles) -> None:
        """Let a participant be another."""
        for field in fields(Profiles):
            if field.name in _VECTORS:
                self.postings[field.name].replace(row, getattr(one, field.name))
            else:
                getattr(self, field.name)[row] = getattr(one, field.name)[0]
        self.says_nothing[row] = one.says_nothing[0]
        self.out[row] = one.embargoed[0] or one.capacity[0] <= 0


@dataclass(frozen=True, slots=True, eq=False)
class _Pairing:
    """One profile (left or right) with the other side; columns of both broadcast to it."""

    one: Profiles
    other: Roster
    of_left: bool

    def column(self, name: str, *, left: bool) -> NDArray[Any]:
        """Return a column of the left or of the right side."""
        found: NDArray[Any] = getattr(self.one if left == self.of_left else self.other, name)
        return found

    def both(self, name: str) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return a column of either side."""
        return self.column(name, left=True), self.column(name, left=False)

    def road(self, left: str, right: str) -> Floats:
        """Return the products over a road from what the left has to what the right has."""
        mine, theirs = (left, right) if self.of_left else (right, left)
        return self.other.postings[theirs].multiply(getattr(self.one, mine))

    def list_values(
        self, name: str, term: Callable[[Ints, Ints], Floats]
    ) -> tuple[Ints, Floats, int]:
        """Return the values of an attribute, their terms from the first value on, and that one."""
        mine, theirs = getattr(self.one, name), getattr(self.other, name)
        first, last = int(theirs.min(initial=0)), int(theirs.max(initial=0))
        values = np.arange(first, last + 1, dtype=np.int32)
        found = term(mine, values) if self.of_left else term(values, mine)
        return theirs, np.ascontiguousarray(found, dtype=np.float32), first


def score_against(
    one: Profiles, other: Roster, *, position: int, of_left: bool, problem: Problem, params: Params
) -> tuple[Floats, Floats]:
    """Return the chances of one profile with everybody: that the left asks, that the right does.

    ``position`` is its place in the problem: known, blocked and declined pairs hold.
    """
    rows = _gather_rows(_Pairing(one, other, of_left), position, problem, params)
    ask, answer = (np.empty(len(other), dtype=np.float32) for _ in range(2))
    choose_kernels(len(other) * PAIRS_AS_LONG).score_profile(rows, ask, answer)
    return ask, answer


def _gather_rows(pairing: _Pairing, position: int, problem: Problem, params: Params) -> ProfileRows:
    one, other, of_left = pairing.one, pairing.other, pairing.of_left

    def affine(one: Ints, other: Ints) -> Floats:
        one, other = np.broadcast_arrays(one, other)
        return compute_country_term(one, other, problem.affinity)

    answers = answer_table(problem.complements)
    sought = other.offer_kinds, answers[one.need_kinds[0]]  # by the one, and what answers it
    offered = other.need_kinds, answers[:, one.offer_kinds[0]]
    (gets_kind, gets_answer), (gives_kind, gives_answer) = (
        (sought, offered) if of_left else (offered, sought)
    )
    sector, sector_term, sector_first = pairing.list_values("sector", compute_sector_term)
    country, country_term, country_first = pairing.list_values("country", affine)
    size, size_term_of, size_first = pairing.list_values("size", size_term)
    pairs = problem.known.pairs
    here = np.flatnonzero((pairs.left if of_left else pairs.right) == position)
    return ProfileRows(
        base=_compute_base(pairing, params),
        gets=pairing.road("needs", "offers"),
        gives=pairing.road("offers", "needs"),
        text=np.maximum(
            pairing.road("need_words", "offer_words"), pairing.road("offer_words", "need_words")
        ),
        circle=pairing.road("circle", "circle"),
        gets_kind=gets_kind,
        gives_kind=gives_kind,
        gets_answer=np.ascontiguousarray(gets_answer),
        gives_answer=np.ascontiguousarray(gives_answer),
        sector=sector,
        sector_term=sector_term,
        country=country,
        country_term=country_term,
        size=size,
        size_term=size_term_of,
        spoken=np.ascontiguousarray(one.languages[0]),
        languages=np.ascontiguousarray(other.languages),
        interpreted=one.interpreter | other.interpreter,
        weight=np.array([params.left.as_array(), params.right.as_array()], dtype=np.float32),
        known=(pairs.right if of_left else pairs.left)[here].astype(np.int64),
        known_odds=_gather_known(problem.known, here),
        closed=_find_closed(pairing, position, problem),
        sector_first=sector_first,
        country_first=country_first,
        size_first=size_first,
    )


def _compute_base(pairing: _Pairing, params: Params) -> Floats:
    """Return what does not hang on what both say: bias, activity and appeal."""
    left_activity, right_activity = pairing.both("activity")
    left_appeal, right_appeal = pairing.both("appeal")
    base = np.empty((2, len(pairing.other)), dtype=np.float32)
    for line, weights, own, more in (
        (base[0], params.left, left_activity, right_appeal),
        (base[1], params.right, left_appeal, right_activity),
    ):
        line[:] = own.astype(np.float32) + np.float32(weights.bias) + more.astype(np.float32)
    return base


def _gather_known(known: PairOdds, here: Positions) -> Floats:
    """Return what is known of some pairs, that the left asks and that the right does."""
    odds = np.zeros((2, len(here)), dtype=np.float32)
    for line, column in zip(odds, (known.left_asks, known.right_asks), strict=True):
        if len(column):
            line[:] = column[here]
    return odds


def _find_closed(pairing: _Pairing, position: int, problem: Problem) -> Flags:
    """Return with whom the one cannot meet, whatever both speak."""
    one, other = pairing.one, pairing.other
    out = other.out | bool(one.embargoed[0] or one.capacity[0] <= 0)
    closed: Flags = out | (other.organisation == one.organisation[0])
    mine, theirs = one.free, other.free
    if mine.shape[1]:
        closed |= ~np.any(mine & theirs, axis=1)
    for pairs in (problem.blocked, problem.declined):
        near, far = (pairs.left, pairs.right) if pairing.of_left else (pairs.right, pairs.left)
        closed[far[near == position]] = True
    return closed
