"""Which of a person's representatives is at each meeting of a timetable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from fairlead.engines.scheduling.attendance import find_held_ends
from fairlead.engines.scheduling.problem import Bools, Ints, Problem

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

ChosenRepresentatives = dict[tuple[int, int], int]
"""Of a request and a person in it: the representative."""

STEPS = 300
"""Meetings given out one way or another before a solver is asked."""
_SEARCHED = 300
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


class Limits(NamedTuple):
    """What one representative can take on."""

    a_day: int | None = None
    """Most meetings on a day."""
    in_all: int | None = None
    """Most meetings on all days together."""
    rest: int = 0
    """Slots of the day without a meeting after each."""


_UNLIMITED = Limits()


@dataclass(frozen=True, slots=True)
class Team:
    """The representatives of a person, and what each of them can take on."""

    hours: Bools
    """(representatives, slots) when each is there."""
    day: Sequence[int]
    """(T,) the day of each slot."""
    limits: Sequence[Limits] = ()
    """Of each representative; empty: nobody has any."""
    in_row: int | None = None
    """Most slots with a meeting without a pause of each."""

    @property
    def adds_up(self) -> bool:
        """Return whether the meetings of one day count on another."""
        return any(one.in_all is not None for one in self.limits)

    def limits_of(self, one: int) -> Limits:
        """Return the limits of a representative."""
        return self.limits[one] if self.limits else _UNLIMITED

    def is_free(self, one: int, span: range) -> bool:
        """Return whether a representative is there all the time."""
        return bool(self.hours[one, span.start : span.stop].all())


@dataclass(frozen=True, slots=True)
class BookedMeeting:
    """A meeting of a person, and which representative it had before."""

    span: range
    wish: int = -1
    """Who was at it, -1 for nobody."""
    stays: bool = False
    """Whether it is in its old slot: then who was at it comes first."""
    avoids: frozenset[int] = frozenset()
    """Who is to come only where nobody else can."""


def find_teams(problem: Problem) -> dict[int, Team]:
    """Return the teams of the people who have representatives."""
    day = problem.day.tolist()
    own: dict[tuple[int, int], list[int]] = {
        (person, one): limits for person, one, *limits in problem.duty_limits.tolist()
    }
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
        teams[person] = Team(hours, day, limits, problem.max_in_row)
    return teams


def find_uneven_teams(problem: Problem) -> dict[int, Team]:
    """Return the teams for whom it is not enough to count who is there.

    Where all keep the same hours and have meetings of one slot, they can always share them evenly;
    where nobody is limited and meetings take one slot, anybody who is there will do.
    """
    if not len(problem.on_duty):
        return {}
    long = {n for r in np.flatnonzero(problem.is_long).tolist() for n in problem.parties(r)}
    found = {}
    for person, team in find_teams(problem).items():
        same = len(set(team.limits)) == 1 and not team.limits[0].rest
        alike = same and bool((team.hours == team.hours[:1]).all())
        if alike and person not in long:
            continue
        if (person in long and not alike) or _is_limited(problem, team):
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
    if len(meetings) <= _SEARCHED:
        anew = _Share(team, meetings)
        if anew.search(in_time):
            return anew.chosen
        if anew.steps > 0 and not any(one.avoids for one in meetings):
            return None
    found = _ask_solver(team, meetings)
    if found is None or not any(a in m.avoids for a, m in zip(found, meetings, strict=True)):
        return found
    eased = [
        replace(meeting, avoids=frozenset()) if one in meeting.avoids else meeting
        for one, meeting in zip(found, meetings, strict=True)
    ]
    return share_out(team, eased)


def can_share(team: Team, spans: Sequence[range]) -> bool:
    """Return whether a team can be at all these meetings."""
    return share_out(team, [BookedMeeting(span) for span in spans]) is not None


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
        if one in meeting.avoids:
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


def _ask_solver(team: Team, meetings: Sequence[BookedMeeting]) -> list[int] | None:
    """Return who is at each meeting, as CP-SAT finds it; None where there is no way.

    Fewest whom their meetings avoid come first, then who was at them before.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    spans = [(meeting.span, model.new_constant(1)) for meeting in meetings]
    who = state_shares(model, team, spans)
    pairs = list(zip(who, meetings, strict=True))
    kept = sum(
        mine[meeting.wish] * (1 + meeting.stays) for mine, meeting in pairs if meeting.wish in mine
    )
    avoided = sum(mine[one] for mine, meeting in pairs for one in meeting.avoids & mine.keys())
    model.maximize(kept - avoided * (2 * len(meetings) + 1))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [next(one for one, x in mine.items() if solver.value(x)) for mine in who]


def state_shares(
    model: cp_model.CpModel, team: Team, spans: Sequence[tuple[range, cp_model.IntVar]]
) -> list[dict[int, cp_model.IntVar]]:
    """State that of each span that is held one representative has it; return the variables.

    Each is of the representatives who are there all the time.
    """
    who: list[dict[int, cp_model.IntVar]] = []
    at: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    of_day: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    in_all: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    rested: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    for span, held in spans:
        able = [one for one in range(len(team.hours)) if team.is_free(one, span)]
        mine = {one: model.new_bool_var("") for one in able}
        who.append(mine)
        model.add(sum(mine.values()) == held)
        for one, variable in mine.items():
            day, rest = team.day[span.start], team.limits_of(one).rest
            of_day[one, day].append(variable)
            in_all[one].append(variable)
            for t in span:
                at[one, t].append(variable)
            for t in range(span.start, min(span.stop + rest, len(team.day))) if rest else ():
                if team.day[t] == day:  # the rest ends with the day
                    rested[one, t].append(variable)
    for listed in at.values():
        model.add_at_most_one(listed)
    for listed in rested.values():
        model.add_at_most_one(listed)
    sums = [(listed, team.limits_of(one).a_day) for (one, _), listed in of_day.items()]
    sums += [(listed, team.limits_of(one).in_all) for one, listed in in_all.items()]
    for listed, most in sums:
        if most is not None and len(listed) > most:
            model.add(sum(listed) <= most)
    if team.in_row is not None:
        night = [t for t in range(1, len(team.day)) if team.day[t] != team.day[t - 1]]
        for begin, end in pairwise([0, *night, len(team.day)]):
            for first in range(begin, end - team.in_row):
                for one in range(len(team.hours)):
                    window = range(first, first + team.in_row + 1)
                    listed = [variable for t in window for variable in at[one, t]]
                    if len(listed) > team.in_row:
                        model.add(sum(listed) <= team.in_row)
    return who


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
                BookedMeeting(
                    range(int(slot[r]), int(ends[r])),
                    known.get((r, person), -1),
                    bool(slot[r] == before[r]) and (r, person) in known,
                )
                for r in requests
            ],
        )
        if found is None:
            raise ValueError(f"Expected a timetable whose meetings person {person} can share out.")
        chosen.update(zip(((r, person) for r in requests), found, strict=True))
    return chosen
