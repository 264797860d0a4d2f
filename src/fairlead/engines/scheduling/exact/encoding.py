"""The question "is there a timetable with at most so many breaks?" as clauses.

After the encoding of Bofill and others (JAIR 74, 2022): one variable per meeting and slot, one per
participant and slot that says it is used. Different here: the meetings a participant has had up to
each slot are counted exactly, runs of used slots are counted by their beginnings, and the
participant's meetings before three cuts of the time are counted a second time, by meeting, so
that the solver sees which half and quarter can take them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.exact.bound import find_least_and_most
from fairlead.engines.scheduling.exact.breaks import limit_breaks
from fairlead.engines.scheduling.exact.clauses import Clauses
from fairlead.engines.scheduling.exact.forum import Forum
from fairlead.engines.scheduling.exact.spans import keep_together

Places = list[dict[int, int]]


@dataclass(frozen=True, slots=True)
class Question:
    """Clauses that can be satisfied exactly when such a timetable exists."""

    most: int | None
    """The breaks allowed; None for any number."""
    clauses: Clauses
    places: Places
    """(M) for each meeting the variable of each slot."""
    more: list[int]
    """The literals "at least 1, 2, ... breaks more than `least`": one of them false allows fewer
    breaks than `most`."""
    least: int
    """The breaks that nobody can avoid."""

    def fewer(self, most: int) -> list[int]:
        """Return the literals that must be true for at most so many breaks."""
        return [-literal for literal in self.more[most - self.least :][:1]]

    @property
    def told(self) -> int:
        """Return the last variable that says where a meeting is; they come first."""
        return max((variable for at in self.places for variable in at.values()), default=0)

    def timetable(self, true: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return (M,) the slot of each meeting, given the variables that are true."""
        holds = set(true.tolist())
        slots = [
            next(slot for slot, variable in at.items() if variable in holds) for at in self.places
        ]
        return np.array(slots, dtype=np.int32)


def ask(forum: Forum, most: int | None, *, fewest: list[int], seed: int) -> Question:
    """Return the question for a forum in which counting found nothing impossible.

    ``most`` breaks allowed, None for any number; ``fewest`` (N) breaks of each participant alone.
    ``seed`` orders the variables, which leads the solver other ways.
    """
    clauses = Clauses()
    places: Places = [{} for _ in forum.meetings]
    for meeting in np.random.default_rng(seed).permutation(len(places)).tolist():
        places[meeting] = {slot: clauses.new() for slot in forum.slots[meeting]}
    order = _Order(clauses, places)
    used = [_use(clauses, forum, places, one) for one in range(len(forum.of))]
    held = [_count_meetings(clauses, forum, order, used[one], one) for one in range(len(forum.of))]
    _share_tables(clauses, forum, places, used)
    _keep_orders(clauses, forum, places, order)
    breaks = limit_breaks(clauses, forum, used, most=most, fewest=fewest)
    for one, broken in enumerate(breaks.broken):
        if held[one] and broken is not True and len(forum.days) == 1:
            total = len(forum.of[one])
            keep_together(clauses, used[one], held[one], total=total, unless=broken or None)
    return Question(most, clauses, places, breaks.more, sum(fewest))


class _Order:
    """For each meeting the literals "in this slot or before", which also give it one slot."""

    __slots__ = ("_by", "_slots")

    def __init__(self, clauses: Clauses, places: Places) -> None:
        self._slots = [list(at) for at in places]
        self._by = [_chain(clauses, list(at.values())) for at in places]

    def by(self, meeting: int, slot: int) -> int | bool:
        """Return the literal "the meeting is in the slot or before", or whether it must be."""
        at = int(np.searchsorted(self._slots[meeting], slot, side="right"))
        if at == 0:
            return False
        return True if at == len(self._slots[meeting]) else self._by[meeting][at - 1]


def _chain(clauses: Clauses, literals: list[int]) -> list[int]:
    """Add that exactly one literal is true; return "one of the first 1, 2, ... is"."""
    by = literals[:1]
    if len(literals) == 1:
        clauses.add(literals[0])
        return by
    for literal in literals[1:-1]:
        here = clauses.new()
        clauses.add(-by[-1], here)
        clauses.add(-literal, here)
        clauses.add(-here, by[-1], literal)
        clauses.add(-literal, -by[-1])
        by.append(here)
    clauses.add(literals[-1], by[-1])
    clauses.add(-literals[-1], -by[-1])
    return by


def _use(clauses: Clauses, forum: Forum, places: Places, participant: int) -> dict[int, int]:
    """Add what binds a participant's meetings; return for each usable slot the literal "used"."""
    capacity = forum.capacity[participant]
    used = {}
    for slot in forum.usable(participant):
        here = [places[m][slot] for m in forum.of[participant] if slot in places[m]]
        used[slot] = clauses.any_of(here)
        if capacity == 1:
            clauses.at_most_one(here)
        else:
            clauses.at_most(here, capacity)
    _limit_days(clauses, forum, places, used, participant)
    return used


def _count_meetings(
    clauses: Clauses, forum: Forum, order: _Order, used: dict[int, int], participant: int
) -> list[list[int]]:
    """Add, implied by the rest, how many meetings the participant can have had by each slot.

    Returns (T) the literals "at least 1, 2, ... meetings up to the slot", up to one more than
    there are; nothing for participants of more capacity than 1 or fewer than two meetings.
    """
    meetings = forum.of[participant]
    if forum.capacity[participant] > 1 or len(meetings) < 2:
        return []
    total = len(meetings)
    counted = clauses.counts(list(used.values()), total + 1, exact=True)
    rows = dict(zip(used, counted, strict=True))
    held: list[list[int]] = []
    for slot, (least, most) in enumerate(find_least_and_most(forum, participant)):
        held.append(rows.get(slot, held[-1] if held else []))
        if least and slot in rows:
            clauses.add(held[slot][least - 1])
        if most < len(held[slot]) and slot in rows:
            clauses.add(-held[slot][most])
    for quarter in (1, 2, 3):
        cut = forum.horizon * quarter // 4 - 1
        by = [order.by(meeting, cut) for meeting in meetings]
        free = [literal for literal in by if not isinstance(literal, bool)]
        if cut >= 0 and held[cut] and free:
            counted_again = clauses.counts(free, len(free), exact=True)[-1]
            clauses.equal(counted_again, held[cut][sum(literal is True for literal in by) :])
    return held


def _limit_days(
    clauses: Clauses, forum: Forum, places: Places, used: dict[int, int], participant: int
) -> None:
    """Add the most meetings per day and in a row of a participant."""
    if forum.max_per_day is None and forum.max_in_row is None:
        return
    capacity = forum.capacity[participant]

    def within(slots: range) -> list[int]:
        if capacity == 1:
            return [used[slot] for slot in slots if slot in used]
        return [at[s] for m in forum.of[participant] for s in slots if s in (at := places[m])]

    for day in forum.days:
        if forum.max_per_day is not None:
            clauses.at_most(within(day), capacity * forum.max_per_day)
        if forum.max_in_row is not None:
            for begin in range(day.start, day.stop - forum.max_in_row):
                window = within(range(begin, begin + forum.max_in_row + 1))
                clauses.at_most(window, capacity * forum.max_in_row)


def _share_tables(
    clauses: Clauses, forum: Forum, places: Places, used: list[dict[int, int]]
) -> None:
    """Add that the meetings at tables in a slot are no more than the tables.

    Counted are groups of meetings that share a participant, of which one at most is held; and,
    implied, the participants that only meet at tables, two for each table.
    """
    only_tables = [
        one
        for one, meetings in enumerate(forum.of)
        if forum.capacity[one] == 1 and all(forum.at_table[meeting] for meeting in meetings)
    ]
    for slot in range(forum.horizon):
        here = [m for m, at in enumerate(places) if slot in at and forum.at_table[m]]
        if len(here) <= forum.tables:
            continue
        groups = [
            clauses.any_of([places[meeting][slot] for meeting in group])
            for group in _group_meetings(forum, here)
        ]
        clauses.at_most(groups, forum.tables)
        busy = [used[one][slot] for one in only_tables if slot in used[one]]
        clauses.at_most(busy, 2 * forum.tables)


def _group_meetings(forum: Forum, meetings: list[int]) -> list[list[int]]:
    """Return the meetings in groups of which one at most is held: the largest group first."""
    left = dict.fromkeys(meetings)
    groups: list[list[int]] = []
    while left:
        size = Counter(one for m in left for one in forum.meetings[m] if forum.capacity[one] == 1)
        if not size:
            return groups + [[meeting] for meeting in left]
        hub = min(size, key=lambda one: (-size[one], one))
        groups.append([meeting for meeting in left if hub in forum.meetings[meeting]])
        for meeting in groups[-1]:
            del left[meeting]
    return groups


def _keep_orders(clauses: Clauses, forum: Forum, places: Places, order: _Order) -> None:
    """Add the precedences, and the empty slots that walking needs."""
    for first, second in forum.precedences:
        for slot in forum.slots[second]:
            earlier = order.by(first, slot - 1)
            if earlier is not True:
                clauses.add(-places[second][slot], *([earlier] if earlier else []))
        for slot in forum.slots[first]:
            too_early = order.by(second, slot)
            if too_early is not False:
                clauses.add(-places[first][slot], *([] if too_early is True else [-too_early]))
    day_of = {slot: day for day in forum.days for slot in day}
    for first, second, empty in forum.apart:
        for slot, variable in places[first].items():
            for other in range(slot - empty, slot + empty + 1):
                if other in places[second] and other in day_of[slot]:
                    clauses.add(-variable, -places[second][other])
