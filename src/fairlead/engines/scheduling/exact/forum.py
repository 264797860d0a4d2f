"""The problem as the exact search sees it: participants with meetings, meetings with slots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.scheduling.problem import SHARED_TABLE, Problem


@dataclass(frozen=True, slots=True)
class Forum:
    """M meetings, all to be held, of N participants in T slots."""

    meetings: tuple[tuple[int, int], ...]
    """(M) the two participants of each."""
    slots: tuple[tuple[int, ...], ...]
    """(M) the slots each may take, rising."""
    at_table: tuple[bool, ...]
    """(M) whether it takes a shared table."""
    of: tuple[tuple[int, ...], ...]
    """(N) the meetings of each participant."""
    capacity: tuple[int, ...]
    """(N)"""
    days: tuple[range, ...]
    tables: int
    precedences: tuple[tuple[int, int], ...]
    apart: tuple[tuple[int, int, int], ...]
    """Pairs of meetings of one participant, and the empty slots needed between them."""
    fairness: int | None
    max_per_day: int | None
    max_in_row: int | None

    @property
    def horizon(self) -> int:
        """Return T."""
        return self.days[-1].stop

    def usable(self, participant: int) -> tuple[int, ...]:
        """Return the slots in which the participant may have a meeting, rising."""
        found = {slot for meeting in self.of[participant] for slot in self.slots[meeting]}
        return tuple(sorted(found))


def open_forum(problem: Problem) -> Forum:
    """Return the forum that a checked problem states; its requests are the meetings."""
    participant = problem.participant
    pairs = [
        (int(participant[a]), int(participant[b]))
        for a, b in zip(problem.a, problem.b, strict=True)
    ]
    count = int(participant.max(initial=-1)) + 1
    of: list[list[int]] = [[] for _ in range(count)]
    for meeting, pair in enumerate(pairs):
        for one in pair:
            of[one].append(meeting)
    capacity = [1] * count
    for person, one in enumerate(participant):
        capacity[one] = int(problem.capacity[person])
    ends = np.cumsum(problem.slots_per_day).tolist()
    return Forum(
        meetings=tuple(pairs),
        slots=tuple(
            tuple(np.flatnonzero(problem.allowed(meeting)).tolist())
            for meeting in range(problem.requests)
        ),
        at_table=tuple((problem.host == SHARED_TABLE).tolist()),
        of=tuple(tuple(meetings) for meetings in of),
        capacity=tuple(capacity),
        days=tuple(
            range(end - size, end) for end, size in zip(ends, problem.slots_per_day, strict=True)
        ),
        tables=problem.tables,
        precedences=tuple((first, second) for first, second in problem.precedences.tolist()),
        apart=tuple(_list_pairs_apart(problem, of, capacity)),
        fairness=problem.fairness,
        max_per_day=problem.max_per_day,
        max_in_row=problem.max_in_row,
    )


def _list_pairs_apart(
    problem: Problem, of: list[list[int]], capacity: list[int]
) -> list[tuple[int, int, int]]:
    """Return the pairs of meetings between which a participant of capacity 1 must walk."""
    if not problem.walk.any():
        return []
    hall = np.where(problem.host >= 0, problem.hall[np.maximum(problem.host, 0)], -1).tolist()
    walk = problem.walk.tolist()
    pairs = []
    for one, meetings in enumerate(of):
        placed = [meeting for meeting in meetings if hall[meeting] >= 0 and capacity[one] == 1]
        for at, first in enumerate(placed):
            for second in placed[at + 1 :]:
                needed = walk[hall[first]][hall[second]]
                if needed:
                    pairs.append((first, second, needed))
    return pairs
