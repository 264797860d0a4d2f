"""Whether meetings of several slots can each keep one table: shares no code with the search."""

from __future__ import annotations

from collections import defaultdict

from fairlead.engines.scheduling.problem import Problem
from fairlead.engines.scheduling.verification.meetings import Meeting

_STATES = 20_000
"""Most seatings that are followed at once; beyond, the check gives no answer."""


def check_seats(problem: Problem, shared: list[Meeting]) -> list[str]:
    """Return in which days meetings of several slots find no table for all their slots.

    Only beside meetings that are locked to a table can that be where there are enough tables.
    """
    locked = problem.locked_table.tolist()
    named = sorted(set(locked) - {-1})
    if not named:
        return []
    taken = {
        (at, locked[meeting.request])
        for meeting in shared
        for at in range(meeting.first, meeting.last + 1)
        if locked[meeting.request] >= 0
    }
    by_day: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in shared:
        request = meeting.request
        if locked[request] < 0 and (problem.length[request] > 1 or problem.minutes[request] > 0):
            by_day[int(problem.day[meeting.first])].append(meeting)
    names = named + [-1] * (problem.tables - len(named))
    return [
        f"the meetings of several slots of day {day} find no tables beside those that others are "
        "locked to"
        for day, meetings in sorted(by_day.items())
        if not _can_sit(sorted(meetings, key=lambda one: one.first), names, taken)
    ]


def _can_sit(meetings: list[Meeting], names: list[int], taken: set[tuple[int, int]]) -> bool:
    """Return whether all can sit, by following every way to seat one after another."""
    ways = {tuple((name, -1) for name in names)}
    for meeting in meetings:
        span = range(meeting.first, meeting.last + 1)
        further = set()
        for way in ways:
            for name, last in set(way):
                if last < span.start and not any((at, name) in taken for at in span):
                    rest = list(way)
                    rest.remove((name, last))
                    # What ended before this meeting begins no longer matters.
                    rest = [(n, before if before >= span.start else -1) for n, before in rest]
                    further.add(tuple(sorted([*rest, (name, span.stop - 1)])))
            if len(further) > _STATES:
                return True
        ways = further
    return bool(ways)
