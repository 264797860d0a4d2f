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
from fairlead.engines.matching.kernels.numbers import (
    CIRCLE_PART,
    CIRCLE_STEP,
    ONE,
    STOPPED,
)
from fairlead.engines.matching.kernels.plain.numbers import compute_chance, take_log
from fairlead.engines.matching.params import Params, Weights
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.terms import (
    STOP,
    compute_country_term,
    compute_language_term,
    compute_sector_term,
    size_term,
)
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Vectors

_VECTORS = ("offers", "needs", "offer_words", "need_words", "circle")


class Postings:
    """What each of one side holds, by feature."""

    def __init__(self, vectors: Vectors) -> None:
        order = np.argsort(vectors.indices, kind="stable")
        counts = np.bincount(vectors.indices, minlength=vectors.width)
        self._start = np.concatenate([[0], np.cumsum(counts)])
        self._holder, self._amount = vectors.rows[order], vectors.data[order]
        self._at = np.empty(len(order), dtype=np.int64)
        self._at[order] = np.arange(len(order))
        self._indptr = vectors.indptr
        self._changed: dict[int, Vectors] = {}
        self._more: dict[int, dict[int, np.float32]] = {}

    def multiply(self, one: Vectors) -> Floats:
        """Return the products of one row with those of everybody."""
        line = np.zeros(len(self._indptr) - 1, dtype=np.float32)
        for feature, value in zip(one.indices.tolist(), one.data, strict=True):
            here = slice(self._start[feature], self._start[feature + 1])
            line[self._holder[here]] += value * self._amount[here]
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
        self.has_circle: Flags = np.diff(side.circle.indptr) > 0
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
        self.has_circle[row] = len(one.circle.indices) > 0
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

    def add_value(self, name: str, term: Callable[[Ints, Ints], Floats]) -> Floats:
        """Return the terms of an attribute; few values are looked at once each."""
        mine, theirs = getattr(self.one, name), getattr(self.other, name)
        values = np.arange(theirs.min(initial=0), theirs.max(initial=0) + 1, dtype=np.int32)
        found = term(mine, values) if self.of_left else term(values, mine)
        line: Floats = found[theirs - values[0]]
        return line


def score_against(
    one: Profiles, other: Roster, *, position: int, of_left: bool, problem: Problem, params: Params
) -> tuple[Floats, Floats]:
    """Return the chances of one profile with everybody: that the left asks, that the right does.

    ``position`` is its place in the problem: known, blocked and declined pairs hold.
    """
    pairing = _Pairing(one, other, of_left)
    gets, gives = pairing.road("needs", "offers"), pairing.road("offers", "needs")
    text = np.maximum(
        pairing.road("need_words", "offer_words"), pairing.road("offer_words", "need_words")
    )
    shared = pairing.road("circle", "circle")
    answers = answer_table(problem.complements)
    left_needs, right_needs = pairing.both("need_kinds")
    left_offers, right_offers = pairing.both("offer_kinds")
    types = np.maximum(
        answers[left_needs, right_offers] * gets, answers[right_needs, left_offers] * gives
    )
    attributes = _list_attributes(pairing, problem)
    left_activity, right_activity = pairing.both("activity")
    left_appeal, right_appeal = pairing.both("appeal")
    out = pairing.other.out | bool(one.embargoed[0] or one.capacity[0] <= 0)
    closed = out | (pairing.other.organisation == one.organisation[0]) | _list_apart(pairing)
    for pairs in (problem.blocked, problem.declined):
        mine, theirs = (pairs.left, pairs.right) if of_left else (pairs.right, pairs.left)
        closed[theirs[mine == position]] = True
    circles = shared != 0
    found = []
    for weights, base, more, product, demand, known in (
        (params.left, left_activity, right_appeal, gets, gives, problem.known.left_asks),
        (params.right, left_appeal, right_activity, gives, gets, problem.known.right_asks),
    ):
        odds = base.astype(np.float32) + np.float32(weights.bias) + more.astype(np.float32)
        odds = odds + np.float32(weights.product) * product
        odds += np.float32(weights.demand) * demand
        odds += np.float32(weights.cooperation) * types
        _add_attributes(odds, weights, attributes)
        odds += np.float32(weights.text) * text
        if circles.any():
            part = take_log(ONE + CIRCLE_STEP * shared[circles]) * CIRCLE_PART
            odds[circles] += np.float32(weights.circle) * part
        pairs = problem.known.pairs
        mine, theirs = (pairs.left, pairs.right) if of_left else (pairs.right, pairs.left)
        here = mine == position
        if len(known) and here.any():
            np.add.at(odds, theirs[here], known[here].astype(np.float32))
        odds[closed] = STOPPED
        found.append(compute_chance(odds))
    return found[0], found[1]


def _list_attributes(pairing: _Pairing, problem: Problem) -> dict[str, Floats]:
    def affine(one: Ints, other: Ints) -> Floats:
        one, other = np.broadcast_arrays(one, other)
        return compute_country_term(one, other, problem.affinity)

    one, other = pairing.one, pairing.other
    return {
        "sector": pairing.add_value("sector", compute_sector_term),
        "country": pairing.add_value("country", affine),
        "language": compute_language_term(
            one.languages, other.languages, one.interpreter | other.interpreter
        ),
        "size": pairing.add_value("size", size_term),
    }


def _add_attributes(odds: Floats, weights: Weights, attributes: dict[str, Floats]) -> None:
    for name, term in attributes.items():
        weight = np.float32(getattr(weights, name))
        if name == "language":
            stops = ~np.isfinite(term)
            odds += np.where(stops, STOP, weight * np.where(stops, np.float32(0), term))
        else:
            odds += weight * term


def _list_apart(pairing: _Pairing) -> Flags:
    """Return with whom there is no common slot."""
    mine, theirs = pairing.one.free, pairing.other.free
    apart: Flags = np.zeros(len(pairing.other), dtype=bool)
    if mine.shape[1]:
        apart = ~np.any(mine & theirs, axis=1)
    return apart
