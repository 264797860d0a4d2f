"""Which of a person's representatives is at each meeting of a timetable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np

from fairlead.engines.scheduling.attendance import find_held_ends
from fairlead.engines.scheduling.problem import Bools, Ints, Problem
from fairlead.engines.scheduling.share_model import ask_solver
from fairlead.engines.scheduling.team import BookedMeeting, Limits, Team

ChosenRepresentatives = dict[tuple[int, int], int]
"""Of a request and a person in it: the representative."""

STEPS = 300
"""Meetings given out one way or another before a solver is asked."""
_MOST_SEARCHED = 300
"""Meetings at most that are given out again without the solver."""


def find_hours(problem: Problem) -> dict[int, Bools]:
    """Return (representatives, slots) when those of each person that has some are there."""
    hours: dict[int, Bools] = {}
    rows = problem.on_duty[np.argsort(problem.on_duty[:, 0], kind="stable")]
    people, first = np.unique(rows[:, 0], return_index=True)
    for person, begin, end in zip(people.tolist(), first, [*first[1:], len(rows)], strict=False):
        there = np.zeros((int(problem.capacity[person]), problem.slots), dtype=np.bool_)
        there[rows[begin:end, 1], rows[begin:end, 2]] = True
        hours[person] = there
    return hours


def find_teams(problem: Problem) -> dict[int, Team]:
    """Return the teams of the people who have representatives."""
    day = problem.day.tolist()
    own: dict[tuple[int, int], list[int]] = {
        (person, one): limits for person, one, *limits in problem.duty_limits.tolist()
    }
    barred: dict[int, dict[int, frozenset[int]]] = defaultdict(dict)
    for person, one, request in problem.avoided.tolist():
        barred[person][request] = barred[person].get(request, frozenset()) | {one}
    teams = {}
    for person, hours in find_hours(problem).items():
        usual = int(problem.person_day[person])
        a_day = usual if usual >= 0 else problem.max_per_day
        limits = []
        for one in range(len(hours)):
            most, in_all, rest = own.get((person, one), (-1, -1, 0))
            limits.append(
                Limits(most if most >= 0 else a_day, in_all if in_all >= 0 else None, rest)
            )
        teams[person] = Team(hours, day, limits, problem.max_in_row, barred.get(person, {}))
    return teams


def find_uneven_teams(problem: Problem) -> dict[int, Team]:
    """Return the teams for whom it is not enough to count who is there.

    Where all keep the same hours and have meetings of one slot, they can always share them evenly;
    where nobody is limited and meetings take one slot, anybody who is there will do. Neither holds
    of those who are not sent to some meetings.
    """
    if not len(problem.on_duty):
        return {}
    long = {n for r in np.flatnonzero(problem.is_long).tolist() for n in problem.parties(r)}
    found = {}
    for person, team in find_teams(problem).items():
        same = len(set(team.limits)) == 1 and not team.limits[0].rest
        alike = same and bool((team.hours == team.hours[:1]).all())
        if alike and person not in long and not team.barred:
            continue
        if team.barred or (person in long and not alike) or _is_limited(problem, team):
            found[person] = team
    return found


def _is_limited(problem: Problem, team: Team) -> bool:
    """Return whether somebody is there for more than a limit allows, or needs rest."""
    days = np.split(team.hours, np.cumsum(problem.slots_per_day)[:-1], axis=1)
    most = np.max([day.sum(axis=1) for day in days], axis=0)
    if team.in_row is not None and team.in_row < most.max(initial=0):
        return True
    whole = team.hours.sum(axis=1)
    return any(
        limits.rest > 0
        or (limits.a_day is not None and limits.a_day < there)
        or (limits.in_all is not None and limits.in_all < in_all)
        for limits, there, in_all in zip(team.limits, most.tolist(), whole.tolist(), strict=True)
    )


def share_out(team: Team, meetings: Sequence[BookedMeeting]) -> list[int] | None:
    """Return who is at each meeting; None where nobody can be found for one of them.

    Who was at a meeting stays: in its old slot first, then in another. Else one comes who has
    fewest meetings that day, then in all. Where that leaves nobody, meetings are given out again.
    As few as possible have somebody whom they avoid.
    """
    in_time = sorted(
        range(len(meetings)), key=lambda at: (meetings[at].span.start, meetings[at].span.stop)
    )
    first = _Share(team, meetings)
    for at in sorted(in_time, key=lambda at: not meetings[at].stays):
        first.keep(at)
    if all(first.chosen[at] >= 0 or first.take_best(at) for at in in_time):
        return first.chosen
    if len(meetings) <= _MOST_SEARCHED:
        anew = _Share(team, meetings)
        if anew.search(in_time):
            return anew.chosen
        if anew.steps > 0 and not any(one.avoids for one in meetings):
            return None
    found = ask_solver(team, meetings)
    if found is None or not any(a in m.avoids for a, m in zip(found, meetings, strict=True)):
        return found
    eased = [
        replace(meeting, avoids=frozenset()) if one in meeting.avoids else meeting
        for one, meeting in zip(found, meetings, strict=True)
    ]
    return share_out(team, eased)


def can_share(team: Team, meetings: Sequence[BookedMeeting]) -> bool:
    """Return whether a team can be at all these meetings."""
    return share_out(team, meetings) is not None


class _Share:
    """Meetings of one person while they are given out."""

    def __init__(self, team: Team, meetings: Sequence[BookedMeeting]) -> None:
        self._team, self._meetings = team, meetings
        # Slots as bits of whole numbers: a search asks for them some hundred times.
        self._free = [_write_bits(np.flatnonzero(hours).tolist()) for hours in team.hours]
        self._taken = [0] * len(team.hours)
        self._load: Counter[tuple[int, int]] = Counter()
        """Meetings of each on a day, and in all (day -1)."""
        self.chosen = [-1] * len(meetings)
        self.steps = STEPS
        """Steps left."""

    def keep(self, at: int) -> None:
        """Leave a meeting to whom it had before, where that is possible."""
        meeting = self._meetings[at]
        if 0 <= meeting.wish < len(self._taken) and self._can_take(meeting.wish, meeting):
            self._take(at, meeting.wish)

    def take_best(self, at: int) -> bool:
        """Give a meeting to the best of those who can take it; return whether there is one."""
        able = self._list_able(at)
        if not able:
            return False
        self._take(at, able[0])
        return True

    def search(self, order: list[int]) -> bool:
        """Give out all meetings in this order, and again where nobody is left for one."""
        if not order:
            return True
        at, *rest = order
        for one in self._list_able(at):
            self.steps -= 1
            if self.steps <= 0:
                return False
            self._take(at, one)
            if self.search(rest):
                return True
            self._leave(at, one)
        return False

    def _list_able(self, at: int) -> list[int]:
        """Return who can take a meeting, the best first."""
        meeting = self._meetings[at]
        day, load = self._team.day[meeting.span.start], self._load
        able = [one for one in range(len(self._taken)) if self._can_take(one, meeting)]
        return sorted(
            able, key=lambda one: (one != meeting.wish, load[one, day], load[one, -1], one)
        )

    def _can_take(self, one: int, meeting: BookedMeeting) -> bool:
        if one in meeting.avoids or one in meeting.barred:
            return False
        span = meeting.span
        team, taken, bits = self._team, self._taken[one], _write_span(span)
        if bits & ~self._free[one] or bits & taken:
            return False
        day, limits = team.day[span.start], team.limits_of(one)
        if limits.a_day is not None and self._load[one, day] >= limits.a_day:
            return False
        if limits.in_all is not None and self._load[one, -1] >= limits.in_all:
            return False
        if limits.rest:
            near = range(max(span.start - limits.rest, 0), span.stop + limits.rest)
            near = range(near.start, min(near.stop, len(team.day)))
            if any(taken >> t & 1 and team.day[t] == day for t in near):
                return False
        if team.in_row is None:
            return True
        first, last = span.start, span.stop
        while first > 0 and team.day[first - 1] == day and taken >> (first - 1) & 1:
            first -= 1
        while last < len(team.day) and team.day[last] == day and taken >> last & 1:
            last += 1
        return last - first <= team.in_row

    def _take(self, at: int, one: int) -> None:
        span = self._meetings[at].span
        self._load[one, self._team.day[span.start]] += 1
        self._load[one, -1] += 1
        self._taken[one] |= _write_span(span)
        self.chosen[at] = one

    def _leave(self, at: int, one: int) -> None:
        span = self._meetings[at].span
        self._load[one, self._team.day[span.start]] -= 1
        self._load[one, -1] -= 1
        self._taken[one] &= ~_write_span(span)
        self.chosen[at] = -1


def _write_bits(slots: Iterable[int]) -> int:
    return sum(1 << t for t in slots)


def _write_span(span: range) -> int:
    return ((1 << len(span)) - 1) << span.start


def assign_representatives(
    problem: Problem,
    slot: Ints,
    *,
    released: tuple[Ints, ChosenRepresentatives] | None = None,
    only: Collection[int] | None = None,
) -> ChosenRepresentatives:
    """Return who of those that represent a person is at each of its meetings.

    ``only``: for meetings of these people; None for everybody who has representatives.
    ``released`` slots and representatives given out before, which meetings keep (`share_out`). A
    timetable that keeps the problem's rules leaves somebody for each meeting.
    """
    teams = find_teams(problem) if len(problem.on_duty) else {}
    if only is not None:
        teams = {person: team for person, team in teams.items() if person in only}
    mine: dict[int, list[int]] = defaultdict(list)
    for request in np.flatnonzero(slot >= 0).tolist() if teams else ():
        for person in problem.parties(request):
            if person in teams:
                mine[person].append(request)
    ends = find_held_ends(problem, slot) if teams else slot
    before, known = released or (np.full(problem.requests, -1), {})
    chosen: ChosenRepresentatives = {}
    for person, requests in mine.items():
        found = share_out(
            teams[person],
            [
                teams[person].book(
                    r,
                    range(int(slot[r]), int(ends[r])),
                    known.get((r, person), -1),
                    stays=bool(slot[r] == before[r]) and (r, person) in known,
                )
                for r in requests
            ],
        )
        if found is None:
            raise ValueError(f"Expected a timetable whose meetings person {person} can share out.")
        chosen.update(zip(((r, person) for r in requests), found, strict=True))
    return chosen
