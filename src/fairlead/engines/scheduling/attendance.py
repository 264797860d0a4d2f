"""Who is in a meeting and how long, for whole timetables at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.problem import Ints, Problem

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Rows (request, participant): everybody who is in a meeting, once each."""

    request: Ints
    participant: Ints


def list_attendance(problem: Problem) -> Attendance:
    """Return who is in which meeting: all first people, all second ones, then the further."""
    participant = problem.participant
    every = np.arange(problem.requests, dtype=np.int32)
    return Attendance(
        np.concatenate([every, every, problem.further[:, 0]]),
        np.concatenate(
            [participant[problem.a], participant[problem.b], participant[problem.further[:, 1]]]
        ),
    )


def list_long_kinds(problem: Problem) -> list[tuple[Longs, Ints]]:
    """Return requests that may take more than one slot, by kind, with (T,) their ends."""
    kinds = np.stack([problem.length, problem.minutes], axis=1)
    long = np.flatnonzero((problem.length > 1) | (problem.minutes > 0))
    if not len(long):
        return []
    _, inverse = np.unique(kinds[long], axis=0, return_inverse=True)
    inverse = inverse.reshape(-1)
    return [
        (members, problem.find_ends(int(members[0])))
        for members in (long[inverse == kind] for kind in range(int(inverse.max()) + 1))
    ]


def find_held_ends(problem: Problem, slot: Ints) -> Ints:
    """Return (R,) the slot after the last of each meeting held, 0 for what is not held."""
    ends = np.where(slot >= 0, slot + 1, 0).astype(np.int32)
    for members, of_kind in list_long_kinds(problem):
        held = members[slot[members] >= 0]
        ends[held] = of_kind[slot[held]]
    return ends
