"""What else stands in the way of a request where its first remedy is applied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from fairlead.engines.scheduling.bookings import Bookings, Cause, Obstacle
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.reasons import Reason, Why, write_slots

_JOINT = "; and "
_MOVABLE = (Cause.BUSY, Cause.SEAT, Cause.REST, Cause.WALK, Cause.ORDER)
"""What a meeting is in the way of, which can be moved."""


def complete_remedies(bookings: Bookings, reasons: list[Reason]) -> list[Reason]:
    """Return the reasons, each remedy with all that its slot needs beside it."""
    return [_complete(bookings, reason) for reason in reasons]


def book_around(problem: Problem, slot: Ints, requests: Ints) -> Bookings:
    """Return the bookings of a timetable that concern some requests."""
    bookings = Bookings(problem)
    bookings.become_around(np.asarray(slot, dtype=np.int32), requests)
    return bookings


def write_remedy(bookings: Bookings, request: int, obstacle: Obstacle) -> str:
    """Return what would take one obstacle out of the way of a request."""
    if obstacle.cause == Cause.TABLES:
        return f"One more table in slot {obstacle.slot}."
    if obstacle.cause == Cause.REPRESENTATIVES:
        person = bookings.find_person(request, obstacle.participant)
        taken = range(obstacle.slot, bookings.find_end(request, obstacle.slot))
        return f"Another representative of person {person} in {write_slots(list(taken))}."
    if obstacle.cause in (Cause.DAY, Cause.ALL_DAYS):
        return _write_limit(bookings, request, obstacle)
    if obstacle.cause == Cause.ROW:
        return "A longer row of meetings."
    if obstacle.cause == Cause.PAIR:
        return "Allow more than one meeting."
    return f"Request {_find_lightest(bookings, obstacle)} in another slot."


def _write_limit(bookings: Bookings, request: int, obstacle: Obstacle) -> str:
    """Return which limit would have to be higher."""
    n = obstacle.participant
    person = bookings.find_person(request, n)
    of_each = person in bookings.problem.duty_limits[:, 0]
    if obstacle.cause == Cause.DAY:
        if of_each:
            return f"A higher limit a day of a representative of person {person}."
        each = bookings.per_day[n] // int(bookings.problem.capacity[person]) + 1
        return f"A limit of {each} meetings a day for person {person}."
    most = bookings.in_all[n]
    if of_each and bookings.problem.person_most[person] != most:
        return f"A higher limit in all of a representative of person {person}."
    beside = ", and a higher one of a representative" if _is_all_of_each(bookings, person) else ""
    return f"A limit of {most + 1} meetings in all for person {person}{beside}."


def _is_all_of_each(bookings: Bookings, person: int) -> bool:
    """Return whether representatives may have no more meetings in all than the person."""
    rows = bookings.problem.duty_limits
    mine = rows[rows[:, 0] == person, 3]
    limited = len(mine) == bookings.problem.capacity[person] and bool((mine >= 0).all())
    return limited and int(mine.sum()) <= int(bookings.problem.person_most[person])


def _complete(bookings: Bookings, reason: Reason) -> Reason:
    if reason.why == Why.MEET_ALREADY:
        reason = replace(reason, slot=_choose_slot(bookings, reason.request))
    if reason.slot < 0 or reason.why == Why.ROOM:
        return reason
    placed: list[tuple[int, int]] = []
    waiting = list(reason.gone)
    needed: dict[str, None] = {}
    while True:
        placed += [(r, int(bookings.slot[r])) for r in waiting]
        for request in waiting:
            bookings.take(request)
        obstacles = bookings.find_obstacles(reason.request, reason.slot)
        movable = [one for one in obstacles if one.cause in _MOVABLE]
        waiting = list({_find_lightest(bookings, one) for one in movable})
        # Who is moved may take other obstacles along: those are looked at last.
        listed = movable or obstacles
        needed |= dict.fromkeys(write_remedy(bookings, reason.request, one) for one in listed)
        if not movable:
            break
    for request, slot in placed:
        bookings.put(request, slot)
    return replace(reason, remedy=join_remedies([*reason.remedy.split(_JOINT), *needed]))


def join_remedies(parts: Iterable[str]) -> str:
    """Return what is all needed as one sentence, nothing of it twice."""
    listed = dict.fromkeys(f"{one[0].lower()}{one[1:].removesuffix('.')}" for one in parts)
    words = _JOINT.join(listed)
    return f"{words[0].upper()}{words[1:]}."


def _choose_slot(bookings: Bookings, request: int) -> int:
    """Return the slot in which the least is in the way of a request."""
    return min(
        bookings.find_starts(request),
        key=lambda slot: (len(bookings.find_obstacles(request, slot)), slot),
    )


def _find_lightest(bookings: Bookings, obstacle: Obstacle) -> int:
    weight = bookings.problem.weight
    return min(obstacle.meetings, key=lambda r: (float(weight[r]), r))
