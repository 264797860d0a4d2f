"""Whether a problem makes sense as a whole; the compiled search trusts what passed here."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import numpy as np

from fairlead.engines.scheduling.check_people import check_people
from fairlead.engines.scheduling.expectations import MOST_WEIGHT, check_size, expect, find_first
from fairlead.engines.scheduling.problem import ONLINE, SHARED_TABLE, Bools, Problem
from fairlead.engines.scheduling.verification.rules import find_broken_rules

_DAY = 24 * 60


def check(problem: Problem) -> None:
    """Raise `ValueError` naming the first element of the problem that makes no sense.

    A problem that makes sense may have no timetable: see `find_lock_conflict`.
    """
    _check_slots(problem)
    check_people(problem)
    _check_requests(problem)
    _check_times(problem)
    _check_further(problem)
    _check_places(problem)
    _check_rules(problem)
    _check_locks(problem)


def _check_slots(problem: Problem) -> None:
    expect(len(problem.slots_per_day) > 0, "slots_per_day to have at least one day")
    for day, size in enumerate(problem.slots_per_day):
        expect(size >= 1, f"slots_per_day[{day}] >= 1, got {size}")
    check_size(problem.people, problem.slots)


def _check_times(problem: Problem) -> None:
    begin, lasts = problem.slot_begin, problem.slot_minutes
    if not len(begin) and not len(lasts):
        long = np.flatnonzero(problem.minutes > 0)
        expect(not len(long), "times of the slots, as a request has minutes")
        return
    for name, size in (("slot_begin", len(begin)), ("slot_minutes", len(lasts))):
        expect(size == problem.slots, f"{name} for each of {problem.slots} slots, got {size}")
    bad = (begin < 0) | (lasts < 1) | (begin > _DAY) | (lasts > _DAY) | (begin + lasts > _DAY)
    if bad.any():
        at = find_first(bad)
        raise ValueError(
            f"Expected slot {at} to be within the {_DAY} minutes of a day, got {lasts[at]} from "
            f"{begin[at]}."
        )
    day = problem.day
    early = (day[1:] == day[:-1]) & (begin[1:] < (begin + lasts)[:-1])
    if early.any():
        at = find_first(early) + 1
        raise ValueError(
            f"Expected slot {at} to begin when slot {at - 1} has ended, got minute {begin[at]}."
        )


def _check_further(problem: Problem) -> None:
    for name, lowest in (("length", 1), ("minutes", 0)):
        given = getattr(problem, name)
        expect(len(given) == problem.requests, f"{name} for {problem.requests} requests")
        if (given < lowest).any():
            at = find_first(given < lowest)
            raise ValueError(f"Expected {name} of request {at} >= {lowest}, got {given[at]}.")
    expect(len(problem.must) == problem.requests, f"must for {problem.requests} requests")
    rows = problem.further
    expect(rows.ndim == 2 and rows.shape[1:] == (2,), "further as pairs (request, person)")
    participant = problem.participant
    there: dict[int, set[int]] = {}
    for request, person in rows.tolist():
        expect(
            0 <= request < problem.requests,
            f"further people of requests from 0 to {problem.requests - 1}, got {request}",
        )
        expect(
            0 <= person < problem.people,
            f"further people of request {request} from 0 to {problem.people - 1}, got {person}",
        )
        both = (problem.a[request], problem.b[request])
        met = there.setdefault(request, {int(participant[one]) for one in both})
        if int(participant[person]) in met:
            raise ValueError(
                f"Expected different participants in request {request}, got person {person}, who "
                "is there already or shares a calendar."
            )
        met.add(int(participant[person]))


def _check_requests(problem: Problem) -> None:
    for name in ("b", "weight", "host", "session", "locked"):
        size = len(getattr(problem, name))
        expect(size == problem.requests, f"{name} for {problem.requests} requests, got {size}")
    for name in ("a", "b"):
        persons = getattr(problem, name)
        bad = (persons < 0) | (persons >= problem.people)
        if bad.any():
            at = find_first(bad)
            raise ValueError(
                f"Expected {name} of request {at} to be a person from 0 to {problem.people - 1}, "
                f"got {persons[at]}."
            )
    bad = ~((problem.weight >= 0) & (problem.weight <= MOST_WEIGHT))
    if bad.any():
        at = find_first(bad)
        raise ValueError(
            f"Expected the weight of request {at} to be from 0 to {MOST_WEIGHT:g}, "
            f"got {problem.weight[at]:g}."
        )
    _check_pairs(problem)


def _check_pairs(problem: Problem) -> None:
    participant = problem.participant
    same = participant[problem.a] == participant[problem.b]
    if same.any():
        at = find_first(same)
        raise ValueError(
            f"Expected two different participants in request {at}, got {problem.a[at]} and "
            f"{problem.b[at]}, who are one or share a calendar."
        )
    bad = (problem.session < 0) | (problem.session > len(problem.sessions))
    if bad.any():
        at = find_first(bad)
        raise ValueError(
            f"Expected the session of request {at} from 0 to {len(problem.sessions)}, "
            f"got {problem.session[at]}."
        )
    if len(problem.sessions):
        shape = problem.sessions.shape
        expected = (len(problem.sessions), problem.slots)
        expect(shape == expected, f"sessions of shape {expected}, got {shape}")


def _check_places(problem: Problem) -> None:
    expect(problem.tables >= 0, f"tables >= 0, got {problem.tables}")
    host = problem.host
    own = (host == problem.a) | (host == problem.b)
    bad = ~own & ((host >= 0) | (host < ONLINE))
    if bad.any():
        at = find_first(bad)
        raise ValueError(
            f"Expected the host of request {at} to be {problem.a[at]}, {problem.b[at]}, -1 (a "
            f"shared table) or -2 (online), got {host[at]}."
        )
    halls = len(problem.walk)
    square = problem.walk.shape == (halls, halls)
    expect(square, f"walk to be square, got {problem.walk.shape}")
    for name in ("walk", "distance"):
        table = getattr(problem, name)
        if not table.size:
            continue
        expect(table.ndim == 2 and table.shape[0] == table.shape[1], f"{name} to be square")
        within = ((table >= 0) & (table <= MOST_WEIGHT)).all()
        expect(within, f"{name} from 0 to {MOST_WEIGHT:g}, got {table.min():g} to {table.max():g}")
        expect((table == table.T).all(), f"{name}[h1][h2] to equal {name}[h2][h1]")
        expect((np.diag(table) == 0).all(), f"{name} of a hall to itself to be 0")
        bad_hall = np.asarray((problem.hall < -1) | (problem.hall >= len(table)))
        if bad_hall.any():
            at = find_first(bad_hall)
            raise ValueError(
                f"Expected the hall of person {at} from 0 to {len(table) - 1} or none, as {name} "
                f"has {len(table)} halls, got {problem.hall[at]}."
            )
    if (problem.hall < -1).any():
        at = find_first(problem.hall < -1)
        raise ValueError(f"Expected hall >= 0 or none for person {at}, got {problem.hall[at]}.")


def _check_rules(problem: Problem) -> None:
    for name in ("fairness", "max_per_day", "max_in_row"):
        value = getattr(problem, name)
        lowest = 0 if name == "fairness" else 1
        expect(value is None or value >= lowest, f"{name} >= {lowest}, got {value}")
    pairs = problem.precedences
    expect(pairs.ndim == 2 and pairs.shape[1:] == (2,), "precedences as pairs of requests")
    bad: Bools = (pairs < 0) | (pairs >= problem.requests)
    if bad.any():
        at = find_first(np.asarray(bad.any(axis=1)))
        raise ValueError(
            f"Expected precedence {at} between requests 0 to {problem.requests - 1}, got "
            f"{pairs[at].tolist()}."
        )
    same = pairs[:, 0] == pairs[:, 1]
    if same.any():
        at = find_first(same)
        raise ValueError(
            f"Expected precedence {at} between two requests, got {pairs[at, 0]} twice."
        )
    order = TopologicalSorter[int]()
    for first, second in pairs.tolist():
        order.add(second, first)
    try:
        order.prepare()
    except CycleError as error:
        round_trip = ", ".join(map(str, error.args[1]))
        raise ValueError(
            f"Expected precedences in one direction, got requests {round_trip} in a circle."
        ) from None


def _check_locks(problem: Problem) -> None:
    bad = (problem.locked < -1) | (problem.locked >= problem.slots)
    if bad.any():
        at = find_first(bad)
        raise ValueError(
            f"Expected the locked slot of request {at} from 0 to {problem.slots - 1}, "
            f"got {problem.locked[at]}."
        )
    expect(len(problem.locked_table) == problem.requests, "locked_table for each request")
    seat = problem.locked_table
    bad = (seat < -1) | (seat >= problem.tables) | ((seat >= 0) & (problem.host != SHARED_TABLE))
    if bad.any():
        at = find_first(bad)
        raise ValueError(
            f"Expected request {at}, locked to table {seat[at]}, to be at one of {problem.tables} "
            "shared tables."
        )


def find_lock_conflict(problem: Problem) -> str:
    """Return why no timetable keeps all locked meetings in their slots, "" when one does."""
    if not (problem.locked >= 0).any():
        return ""
    broken = find_broken_rules(problem, problem.locked, only_held=True)
    return f"the locks cannot all be kept: {broken[0]}" if broken else ""


def expect_published(problem: Problem) -> None:
    """Raise `ValueError` for what the published problem of fewest breaks does not know."""
    for at in range(problem.requests) if not problem.is_plain else ():
        plain = len(problem.parties(at)) == 2 and problem.length[at] == 1
        expect(
            plain and problem.minutes[at] == 0 and problem.locked_table[at] < 0,
            f'two people, one slot and any table in request {at} with the objective "breaks"',
        )
    changes = len(problem.reduced) or (problem.tables_by_slot != problem.tables).any()
    expect(not changes, 'as much room in each slot as in every other with the objective "breaks"')
    expect(not problem.asked, 'no least meetings with the objective "breaks"')
    expect(not problem.rest.any(), 'nobody to rest with the objective "breaks"')
    own = len(problem.duty_limits) == 0
    expect(own, 'no limits of representatives with the objective "breaks"')
    per_person = (problem.person_day >= 0) | (problem.person_most >= 0)
    if per_person.any():
        at = find_first(per_person)
        raise ValueError(f'Expected no limit of person {at} with the objective "breaks".')
