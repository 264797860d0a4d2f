"""Whether a DRAT proof refutes clauses: every line is checked forward, by unit propagation.

The format is that of the competitions of satisfiability solvers: a line adds a clause that follows
by unit propagation, or whose first literal can be resolved away (a resolution asymmetric
tautology), and a line that begins with d forgets one. A clause that stands for a value found is
never forgotten, as drat-trim has it: that only leaves more to contradict. Shares no code with any
solver; Heule, Hunt and Wetzler (FMCAD 2013) describe the check.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from fairlead.engines.scheduling.formats.drat import Bools, Ints, Steps

TRUE, FALSE = 1, 2
_REFUTED, _UNDER_WAY, _WRONG = 1, 0, -1
_DEFINED = 1_000
"""Variables that a proof may bring in, or as many as it has lines."""
_BUDGET = 2_000_000
"""Clauses looked at between two looks at the clock."""


class CheckOutcome(NamedTuple):
    """What came of a check: ``refuted`` is None when there was no time for an answer."""

    refuted: bool | None
    line: int
    """The line of the proof that is wrong, from 0; all of them where none refutes the clauses."""


def check_proof(clauses: Sequence[Sequence[int]], steps: Steps, *, seconds: float) -> CheckOutcome:
    """Return whether the proof refutes the clauses, within ``seconds`` of checking.

    Raises ValueError for a proof with more variables than its lines could have brought in.
    """
    given = [list(dict.fromkeys(clause)) for clause in clauses]
    if any(not clause for clause in given):
        return CheckOutcome(True, 0)
    most = max((abs(one) for clause in given for one in clause), default=0)
    most += max(_DEFINED, len(steps.forgets))
    if np.abs(steps.literals).max(initial=0) > most:
        raise ValueError(f"Expected literals of variables up to {most}.")
    began = time.perf_counter()
    state = _open(given, steps)
    outcome, line = _UNDER_WAY, 0
    while outcome == _UNDER_WAY:
        outcome, line = _check_lines(state, line, _BUDGET)
        if outcome == _UNDER_WAY and time.perf_counter() - began > seconds:
            return CheckOutcome(None, line)
    return CheckOutcome(outcome == _REFUTED, line)


class _State(NamedTuple):
    """Clauses by their literals, and what is known so far. A literal v is 2v, its opposite 2v+1."""

    literals: Ints
    start: NDArray[np.int64]
    size: Ints
    first: Ints
    """The first literal of each line, which the order of watching loses."""
    forgets: Bools
    alive: Bools
    kept: Bools
    """Whether a value for good rests on the clause."""
    head: NDArray[np.int64]
    """The first watch of each literal: 2 * clause + 0 or 1."""
    following: NDArray[np.int64]
    bucket: NDArray[np.int64]
    """The first clause of each hash."""
    same: NDArray[np.int64]
    """The next clause of the same hash."""
    value: NDArray[np.int8]
    trail: Ints
    counts: NDArray[np.int64]
    """What is on the trail for good, what is propagated of it, given clauses taken in, looks."""
    mark: NDArray[np.int64]
    given: int


def _open(given: list[list[int]], steps: Steps) -> _State:
    sizes = np.array([len(clause) for clause in given], dtype=np.int64)
    flat = np.fromiter((one for clause in given for one in clause), np.int32, int(sizes.sum()))
    literals = np.concatenate([flat, steps.literals])
    literals = (2 * np.abs(literals) + (literals < 0)).astype(np.int32)
    ends = np.cumsum(sizes)
    offset = int(ends[-1]) if len(ends) else 0
    start = np.concatenate([[0], ends, steps.begins[1:] + offset]).astype(np.int64)
    size = np.diff(start).astype(np.int32)
    count, room = len(size), int(literals.max(initial=1)) + 2
    first = np.zeros(count, dtype=np.int32)
    first[size > 0] = literals[start[:-1][size > 0]]
    return _State(
        literals=literals,
        start=start,
        size=size,
        first=first,
        forgets=np.concatenate([np.zeros(len(given), dtype=np.bool_), steps.forgets]),
        alive=np.zeros(count, dtype=np.bool_),
        kept=np.zeros(count, dtype=np.bool_),
        head=np.full(room, -1, dtype=np.int64),
        following=np.full(2 * count, -1, dtype=np.int64),
        bucket=np.full(1 << max(4, count.bit_length()), -1, dtype=np.int64),
        same=np.full(count, -1, dtype=np.int64),
        value=np.zeros(room, dtype=np.int8),
        trail=np.zeros(room, dtype=np.int32),
        counts=np.zeros(4, dtype=np.int64),
        mark=np.full(room, -1, dtype=np.int64),
        given=len(given),
    )


@njit(cache=True)
def _check_lines(state: _State, line: int, budget: int) -> tuple[int, int]:
    """Return how the check stands after so many looks at clauses, and at which line it is."""
    counts = state.counts
    counts[3] = 0
    while counts[2] < state.given:
        clause = counts[2]
        counts[2] += 1
        if _add(state, clause) and _propagate(state, counts[0], True) >= 0:
            return 1, 0
        if counts[0] < 0:
            return 1, 0
    lines = len(state.size) - state.given
    while line < lines:
        if counts[3] > budget:
            return 0, line
        clause = state.given + line
        if state.forgets[clause]:
            _forget(state, clause)
            line += 1
            continue
        if not _follows(state, clause) and not _is_resolved_away(state, clause):
            return -1, line
        if state.size[clause] == 0:
            return 1, line
        _add(state, clause)
        if counts[0] < 0 or _propagate(state, counts[0], True) >= 0:
            return 1, line
        line += 1
    return -1, line


@njit(cache=True)
def _add(state: _State, clause: int) -> bool:
    """Take a clause in. Where it has no value true and one open it gives that value, for good.

    With no open literal at all the clauses contradict each other: the count of the trail is -1.
    """
    literals, start, size = state.literals, state.start[clause], state.size[clause]
    value, counts = state.value, state.counts
    state.alive[clause] = True
    at = _hash(state, clause)
    state.same[clause] = state.bucket[at]
    state.bucket[at] = clause
    # Two watches that are not false, the true ones first.
    found = 0
    for wanted in (TRUE, 0):
        for j in range(start + found, start + size):
            if found < 2 and value[literals[j]] == wanted:
                swapped = literals[start + found]
                literals[start + found] = literals[j]
                literals[j] = swapped
                found += 1
    if size >= 2:
        for k in range(2):
            watch = 2 * clause + k
            state.following[watch] = state.head[literals[start + k]]
            state.head[literals[start + k]] = watch
    if found == 0:
        counts[0] = -1
        return True
    only = literals[start]
    if found == 1 and value[only] == 0:
        _assign(state, only, counts[0])
        counts[0] += 1
        state.kept[clause] = True
        return True
    if size == 1:
        state.kept[clause] = True
    return False


@njit(cache=True)
def _assign(state: _State, literal: int, at: int) -> None:
    state.value[literal] = TRUE
    state.value[literal ^ 1] = FALSE
    state.trail[at] = literal


@njit(cache=True)
def _propagate(state: _State, end: int, for_good: bool) -> int:  # noqa: FBT001  (compiled)
    """Follow what the values on the trail entail; return a clause that is false, -1 for none.

    For good, counts[0] is where the trail ends then, and counts[1] what is propagated; else
    counts[1] is where it ends.
    """
    literals, starts, sizes = state.literals, state.start, state.size
    value, trail, head, following = state.value, state.trail, state.head, state.following
    counts = state.counts
    now = counts[1] if for_good else counts[0]
    while now < end:
        false = trail[now] ^ 1
        now += 1
        before, watch = -1, head[false]
        while watch >= 0:
            after = following[watch]
            clause, k = watch >> 1, watch & 1
            moved = not state.alive[clause]
            if not moved:
                counts[3] += 1
                start = starts[clause]
                other = literals[start + 1 - k]
                if value[other] != TRUE:
                    for j in range(start + 2, start + sizes[clause]):
                        if value[literals[j]] != FALSE:
                            literals[start + k] = literals[j]
                            literals[j] = false
                            new = literals[start + k]
                            following[watch] = head[new]
                            head[new] = watch
                            moved = True
                            break
                    if not moved:
                        if value[other] == FALSE:
                            if not for_good:
                                counts[1] = end
                            return int(clause)
                        _assign(state, other, end)
                        end += 1
                        if for_good:
                            state.kept[clause] = True
            if moved:
                if before < 0:
                    head[false] = after
                else:
                    following[before] = after
            else:
                before = watch
            watch = after
    counts[1] = end
    if for_good:
        counts[0] = end
    return -1


@njit(cache=True)
def _follows(state: _State, clause: int) -> bool:
    """Return whether the opposite of a line's clause leads to a contradiction."""
    return _contradicts(state, clause, 0, clause)


@njit(cache=True)
def _contradicts(state: _State, clause: int, pivot: int, other: int) -> bool:
    """Return whether the opposites of the literals of two clauses, but for the pivot's of the
    other, lead to a contradiction; nothing of it stays."""
    counts, value = state.counts, state.value
    good = counts[0]
    end, found = good, False
    for one in range(2):
        at = clause if one == 0 else other
        if one == 1 and other == clause:
            break
        for j in range(state.start[at], state.start[at] + state.size[at]):
            literal = state.literals[j]
            if one == 1 and literal == (pivot ^ 1):
                continue
            if value[literal] == TRUE:
                found = True
                break
            if value[literal] == 0:
                _assign(state, literal ^ 1, end)
                end += 1
        if found:
            break
    if not found:
        found = _propagate(state, end, False) >= 0
        end = counts[1]
    for j in range(good, end):
        value[state.trail[j]] = 0
        value[state.trail[j] ^ 1] = 0
    counts[1] = good
    return found


@njit(cache=True)
def _is_resolved_away(state: _State, clause: int) -> bool:
    """Return whether every clause with the opposite of the first literal, resolved, follows."""
    if state.size[clause] == 0:
        return False
    pivot = state.first[clause]
    for other in range(clause):
        if not state.alive[other]:
            continue
        state.counts[3] += 1
        has = False
        for j in range(state.start[other], state.start[other] + state.size[other]):
            has = has or state.literals[j] == (pivot ^ 1)
        if has and not _contradicts(state, clause, pivot, other):
            return False
    return True


@njit(cache=True)
def _hash(state: _State, clause: int) -> int:
    total, product, start = 0, 1, state.start[clause]
    for j in range(start, start + state.size[clause]):
        literal = int(state.literals[j])
        total += literal
        product = (product * (2 * literal + 1)) & 0x3FFFFFFF
    return int((total * 1023 + product) % len(state.bucket))


@njit(cache=True)
def _forget(state: _State, line: int) -> None:
    """Forget the clause of these literals, unless a value for good rests on it."""
    start, size = state.start[line], state.size[line]
    for j in range(start, start + size):
        state.mark[state.literals[j]] = line
    at = _hash(state, line)
    before, clause = np.int64(-1), state.bucket[at]
    while clause >= 0:
        if state.size[clause] == size and not state.kept[clause]:
            equal = True
            for j in range(state.start[clause], state.start[clause] + size):
                equal = equal and state.mark[state.literals[j]] == line
            if equal:
                state.alive[clause] = False
                if before < 0:
                    state.bucket[at] = state.same[clause]
                else:
                    state.same[before] = state.same[clause]
                return
        before = clause
        clause = state.same[clause]
