"""Why a meeting of any number of people and slots is not held, and what would make it possible."""

from __future__ import annotations

import numpy as np

from fairlead.engines.scheduling.bookings import Bookings, Cause, Obstacle
from fairlead.engines.scheduling.problem import Problem
from fairlead.engines.scheduling.reasons import Reason, Why, write_slots
from fairlead.engines.scheduling.remedies import join_remedies, write_remedy

_KINDS = {
    Cause.REPRESENTATIVES: Why.REPRESENTATIVES,
    Cause.TABLES: Why.TABLES,
    Cause.SEAT: Why.TABLES,
    Cause.REST: Why.REST,
    Cause.DAY: Why.LIMIT,
    Cause.ALL_DAYS: Why.LIMIT,
    Cause.ROW: Why.LIMIT,
    Cause.WALK: Why.WALK,
    Cause.ORDER: Why.ORDER,
    Cause.PAIR: Why.MEET_ALREADY,
}
_ORDER = list(Cause)


def explain_general(bookings: Bookings, asked: list[int]) -> list[Reason]:
    """Return the reason of each request asked for, in order; none of them is held."""
    return [_explain(bookings, request) for request in asked]


def _explain(bookings: Bookings, request: int) -> Reason:
    problem = bookings.problem
    starts = bookings.find_starts(request)
    people = problem.parties(request)
    if not starts:
        return _explain_never(problem, request, people)
    pair = next(
        (one for one in bookings.find_obstacles(request, starts[0]) if one.cause == Cause.PAIR),
        None,
    )
    if pair is not None:
        words = f"Request {pair.meetings[0]} between the same organisations is held."
        return Reason(request, Why.MEET_ALREADY, words, "Allow more than one meeting.", -1)
    found = {t: bookings.find_obstacles(request, t) for t in starts}
    free = [t for t in starts if not found[t]]
    if free:
        words = f"Slot {free[0]} is free for all of them."
        return Reason(request, Why.ROOM, words, f"Hold it in slot {free[0]}.", free[0])
    unbooked = [t for t in starts if all(one.cause != Cause.BUSY for one in found[t])]
    if not unbooked:
        return _explain_busy(bookings, request, people, found)
    slot = min(unbooked, key=lambda t: (max(_ORDER.index(o.cause) for o in found[t]), t))
    return _explain_rule(bookings, request, found[slot][0], slot)


def _explain_never(problem: Problem, request: int, people: list[int]) -> Reason:
    there = [np.flatnonzero(problem.available[person]) for person in people]
    together = np.flatnonzero(np.logical_and.reduce(problem.available[people], axis=0))
    if not len(together):
        each = [
            f"person {person} is there in {write_slots(slots)}"
            for person, slots in zip(people, there, strict=True)
        ]
        words = f"{', '.join(each)}: never together."
        words = words[0].upper() + words[1:]
        remedy, slot = _find_coming(problem, request, people)
        return Reason(request, Why.NEVER_TOGETHER, words, remedy, slot)
    ends = problem.find_ends(request)
    needed = f"{int(problem.length[request])} slots"
    if problem.minutes[request] > 0:
        needed = f"{int(problem.minutes[request])} minutes"
    words = f"All of them are there in {write_slots(together)}, and never for {needed} one after "
    words += "another" + (" in its session." if problem.session[request] > 0 else ".")
    if not (ends > 0).any():
        words = f"No day has {needed} one after another without a pause."
    remedy, slot = _find_coming(problem, request, people)
    return Reason(request, Why.NEVER_TOGETHER, words, remedy, slot)


def _find_coming(problem: Problem, request: int, people: list[int]) -> tuple[str, int]:
    """Return what would bring all of them together soonest, and the slot for it: as few as
    possible come in slots in which they are not there."""
    session = int(problem.session[request])
    wanted = problem.sessions[session - 1] if session > 0 else np.ones(problem.slots, np.bool_)
    options = []
    for slot, end in enumerate(problem.find_ends(request).tolist()):
        if end <= 0:
            continue
        away = [one for one in people if not problem.available[one, slot:end].all()]
        outside = not wanted[slot:end].all()
        options.append((len(away) + outside, outside, slot, end, away))
    if not options:
        return "A shorter meeting.", -1
    _, outside, slot, end, away = min(options)
    needed = ["Allow any session."] if outside else []
    at = write_slots(list(range(slot, end)))
    teams = set(problem.on_duty[:, 0].tolist())
    alone = [str(one) for one in away if one not in teams]
    if alone:
        who = "Persons" if len(alone) > 1 else "Person"
        come = "come" if len(alone) > 1 else "comes"
        needed.append(f"{who} {' and '.join(alone)} {come} in {at}.")
    needed += [f"Another representative of person {one} in {at}." for one in away if one in teams]
    return join_remedies(needed), slot


def _explain_busy(
    bookings: Bookings, request: int, people: list[int], found: dict[int, list[Obstacle]]
) -> Reason:
    """Return the reason with the lightest meetings that would have to go as its remedy."""
    problem = bookings.problem
    node = problem.participant
    full = [
        person
        for person in people
        if all(
            any(one.cause == Cause.BUSY and one.participant == node[person] for one in obstacles)
            for obstacles in found.values()
        )
    ]
    options = []
    for slot, obstacles in found.items():
        away = {
            min(one.meetings, key=lambda r: (float(problem.weight[r]), r))
            for one in obstacles
            if one.cause == Cause.BUSY
        }
        options.append((float(problem.weight[sorted(away)].sum()), slot, sorted(away)))
    lost, slot, lightest = min(options)
    gone = tuple(lightest)
    names = " and ".join(str(other) for other in gone)
    plural = "s" if len(gone) > 1 else ""
    remedy = f"Slot {slot}, if request{plural} {names} (weight {lost:g}) made way"
    remedy += ", or another representative."
    slots = write_slots(sorted(found))
    if len(full) == len(people):
        words = f"Each of its people has a meeting in every slot that all could begin in ({slots})."
        return Reason(request, Why.BOTH_FULL, words, remedy, slot, gone)
    if full:
        words = f"Person {full[0]} has a meeting in every slot that all could begin in ({slots})."
        return Reason(request, Why.ONE_FULL, words, remedy, slot, gone)
    words = f"In every slot that all could begin in ({slots}) one of them has a meeting."
    return Reason(request, Why.NEVER_FREE_TOGETHER, words, remedy, slot, gone)


def _explain_rule(bookings: Bookings, request: int, obstacle: Obstacle, slot: int) -> Reason:
    problem, kind = bookings.problem, _KINDS[obstacle.cause]
    n = obstacle.participant
    person = bookings.find_person(request, n)
    others = obstacle.meetings
    remedy = write_remedy(bookings, request, obstacle)
    if obstacle.cause == Cause.TABLES:
        tables = int(problem.tables_by_slot[obstacle.slot])
        words = f"All of them are free in slot {slot}, and all {tables} tables are taken "
        words += f"in slot {obstacle.slot}."
        if not bookings.tables.is_full(obstacle.slot):
            words = f"All of them are free in slot {slot}, and no table is left for all slots of "
            words += "each meeting there, beside those that are locked to one."
        return Reason(request, kind, words, remedy, slot)
    if obstacle.cause == Cause.SEAT:
        table = int(problem.locked_table[request])
        words = f"It is locked to table {table}, where request {others[0]} is in slot "
        words += f"{obstacle.slot}."
        return Reason(request, kind, words, remedy, slot)
    if obstacle.cause == Cause.REPRESENTATIVES:
        words = f"No representative of person {person} is left for it in slot {slot}: those who "
        words += "are there have other meetings, too short a stay, or as many as they may."
        return Reason(request, kind, words, remedy, slot)
    if obstacle.cause == Cause.REST:
        rest = bookings.rest[n]
        words = f"Person {person} rests {rest} slots after a meeting, and request {others[0]} is "
        words += f"too near to slot {slot}."
        return Reason(request, kind, words, remedy, slot)
    if obstacle.cause == Cause.DAY:
        most, day = bookings.per_day[n], int(problem.day[slot])
        words = f"Person {person} has {most} meetings on day {day}, the most allowed."
        return Reason(request, kind, words, remedy, slot)
    if obstacle.cause == Cause.ALL_DAYS:
        most = bookings.in_all[n]
        words = f"Person {person} has {most} meetings in all, the most allowed."
        return Reason(request, kind, words, remedy, slot)
    if obstacle.cause == Cause.ROW:
        words = f"With slot {slot} person {person} would have more than {problem.max_in_row} "
        words += "meetings without a pause."
        return Reason(request, kind, words, remedy, slot)
    if obstacle.cause == Cause.WALK:
        words = f"Person {person} cannot walk between slot {slot} and request {others[0]} in time."
        return Reason(request, kind, words, remedy, slot)
    begun = int(bookings.slot[others[0]])
    words = f"Its order with request {others[0]} in slot {begun} would break."
    return Reason(request, kind, words, remedy, slot)
