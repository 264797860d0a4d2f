"""Whether a problem makes sense as a whole; the compiled search trusts what passed here."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import numpy as np

from fairlead.engines.scheduling.problem import ONLINE, SHARED_TABLE, Bools, Problem
from fairlead.engines.scheduling.representatives import find_hours
from fairlead.engines.scheduling.verification.rules import find_broken_rules

MOST_SLOTS = 10_000
MOST_CELLS = 500_000_000
MOST_HOURS = 20_000_000
MOST_WEIGHT = 1e9
_DAY = 24 * 60


def check(problem: Problem) -> None:
    """Raise `ValueError` naming the first element of the problem that makes no sense.

    A problem that makes sense may have no timetable: see `find_lock_conflict`.
    """
    _check_slots(problem)
    _check_people(problem)
    _check_requests(problem)
    _check_times(problem)
    _check_further(problem)
    _check_places(problem)
    _check_rules(problem)
    _check_locks(problem)


def _expect(good: object, expected: str) -> None:
    if not good:
        raise ValueError(f"Expected {expected}.")


def _find_first(bad: Bools) -> int:
    return int(np.flatnonzero(bad)[0])


def _check_slots(problem: Problem) -> None:
    _expect(len(problem.slots_per_day) > 0, "slots_per_day to have at least one day")
    for day, size in enumerate(problem.slots_per_day):
        _expect(size >= 1, f"slots_per_day[{day}] >= 1, got {size}")
    check_size(problem.people, problem.slots)


def check_size(people: int, slots: int) -> None:
    """Raise `ValueError` for more people and slots than there is memory for.

    Readers ask before they make the table of who is there when.
    """
    _expect(slots <= MOST_SLOTS, f"at most {MOST_SLOTS} slots, got {slots}")
    cells = people * slots
    _expect(cells <= MOST_CELLS, f"people times slots <= {MOST_CELLS}, got {cells}")


def check_hours(representatives: int, slots: int) -> None:
    """Raise `ValueError` for more representatives and slots than there is memory for."""
    cells = representatives * slots
    _expect(cells <= MOST_HOURS, f"representatives times slots <= {MOST_HOURS}, got {cells}")


def _check_times(problem: Problem) -> None:
    begin, lasts = problem.slot_begin, problem.slot_minutes
    if not len(begin) and not len(lasts):
        long = np.flatnonzero(problem.minutes > 0)
        _expect(not len(long), "times of the slots, as a request has minutes")
        return
    for name, size in (("slot_begin", len(begin)), ("slot_minutes", len(lasts))):
        _expect(size == problem.slots, f"{name} for each of {problem.slots} slots, got {size}")
    bad = (begin < 0) | (lasts < 1) | (begin > _DAY) | (lasts > _DAY) | (begin + lasts > _DAY)
    if bad.any():
        at = _find_first(bad)
        raise ValueError(
            f"Expected slot {at} to be within the {_DAY} minutes of a day, got {lasts[at]} from "
            f"{begin[at]}."
        )
    day = problem.day
    early = (day[1:] == day[:-1]) & (begin[1:] < (begin + lasts)[:-1])
    if early.any():
        at = _find_first(early) + 1
        raise ValueError(
            f"Expected slot {at} to begin when slot {at - 1} has ended, got minute {begin[at]}."
        )


def _check_further(problem: Problem) -> None:
    for name, lowest in (("length", 1), ("minutes", 0)):
        given = getattr(problem, name)
        _expect(len(given) == problem.requests, f"{name} for {problem.requests} requests")
        if (given < lowest).any():
            at = _find_first(given < lowest)
            raise ValueError(f"Expected {name} of request {at} >= {lowest}, got {given[at]}.")
    _expect(len(problem.must) == problem.requests, f"must for {problem.requests} requests")
    rows = problem.further
    _expect(rows.ndim == 2 and rows.shape[1:] == (2,), "further as pairs (request, person)")
    participant = problem.participant
    there: dict[int, set[int]] = {}
    for request, person in rows.tolist():
        _expect(
            0 <= request < problem.requests,
            f"further people of requests from 0 to {problem.requests - 1}, got {request}",
        )
        _expect(
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


def _check_people(problem: Problem) -> None:
    people, slots = problem.people, problem.slots
    shape = problem.available.shape
    _expect(shape == (people, slots), f"available of shape {(people, slots)}, got {shape}")
    for name in ("hall", "calendar", "organisation"):
        size = len(getattr(problem, name))
        _expect(size == people, f"{name} for each of {people} people, got {size}")
    _check_changing_room(problem)
    for name in ("person_day", "person_most"):
        given = getattr(problem, name)
        _expect(len(given) == people, f"{name} for each of {people} people, got {len(given)}")
        if (given < -1).any():
            at = _find_first(given < -1)
            raise ValueError(f"Expected {name} >= 0 or -1 for person {at}, got {given[at]}.")
    if (problem.capacity < 1).any():
        at = _find_first(problem.capacity < 1)
        raise ValueError(f"Expected capacity >= 1, got {problem.capacity[at]} for person {at}.")
    shared = np.flatnonzero(problem.calendar >= 0)
    _, first, inverse = np.unique(problem.calendar[shared], return_index=True, return_inverse=True)
    differs = problem.capacity[shared] != problem.capacity[shared[first]][inverse]
    if differs.any():
        at = int(shared[_find_first(differs)])
        raise ValueError(
            f"Expected the same capacity for all people of calendar {problem.calendar[at]}, "
            f"got {problem.capacity[at]} for person {at}."
        )


def _check_changing_room(problem: Problem) -> None:
    rows = problem.reduced
    _expect(rows.ndim == 2 and rows.shape[1:] == (3,), "reduced as rows of person, slot, most")
    for at, (person, slot, most) in enumerate(rows.tolist()):
        _expect(0 <= person < problem.people, f"the person of reduced[{at}], got {person}")
        _expect(0 <= slot < problem.slots, f"the slot of reduced[{at}], got {slot}")
        capacity = int(problem.capacity[person])
        if not 1 <= most <= capacity:
            raise ValueError(
                f"Expected 1 to {capacity} meetings at once for person {person} in slot {slot}, "
                f"got {most}."
            )
    _check_representatives(problem)
    room = problem.table_room
    if len(room):
        _expect(len(room) == problem.slots, f"table_room for each slot, got {len(room)}")
        bad = (room < 0) | (room > problem.tables)
        if bad.any():
            at = _find_first(bad)
            raise ValueError(f"Expected 0 to {problem.tables} tables in slot {at}, got {room[at]}.")
    _expect(len(problem.least) == problem.people, f"least for each of {problem.people} people")
    bad = (problem.least < 0) | ((problem.person_most >= 0) & (problem.least > problem.person_most))
    if bad.any():
        at = _find_first(bad)
        raise ValueError(
            f"Expected the least meetings of person {at} from 0 to the most, got "
            f"{problem.least[at]}."
        )
    _expect(len(problem.rest) == problem.people, f"rest for each of {problem.people} people")
    bad = (problem.rest < 0) | ((problem.rest > 0) & (problem.capacity > 1))
    if bad.any():
        at = _find_first(bad)
        raise ValueError(
            f"Expected a rest of 0 or more for person {at}, and none of more than one meeting at "
            f"once, got {problem.rest[at]}."
        )


def _check_duty_limits(problem: Problem) -> None:
    rows = problem.duty_limits
    _expect(rows.ndim == 2 and rows.shape[1:] == (5,), "duty_limits as rows of five numbers")
    if not len(rows):
        return
    people, known = set(problem.on_duty[:, 0].tolist()), set[tuple[int, int]]()
    for person, one, a_day, in_all, rest in rows.tolist():
        if person not in people or not 0 <= one < problem.capacity[person]:
            raise ValueError(f"Expected no limits of representative {one} of person {person}.")
        name = f"representative {one} of person {person}"
        _expect((person, one) not in known, f"the limits of {name} once")
        _expect(a_day >= -1 and in_all >= -1 and rest >= 0, f"limits and rest >= 0 of {name}")
        known.add((person, one))


def _check_representatives(problem: Problem) -> None:
    _check_duty_limits(problem)
    rows = problem.on_duty
    _expect(rows.ndim == 2 and rows.shape[1:] == (3,), "on_duty as rows of three numbers")
    if not len(rows):
        return
    person, representative, slot = rows.T
    for name, numbers, size in (("person", person, problem.people), ("slot", slot, problem.slots)):
        wrong = (numbers < 0) | (numbers >= size)
        if wrong.any():
            at = _find_first(wrong)
            raise ValueError(f"Expected the {name} of on_duty[{at}], got {numbers[at]}.")
    most = problem.capacity[person] - 1
    wrong = (representative < 0) | (representative > most)
    if wrong.any():
        at = _find_first(wrong)
        raise ValueError(
            f"Expected a representative of person {person[at]} from 0 to {most[at]}, got "
            f"{representative[at]}."
        )
    shared = problem.calendar[person] >= 0
    if shared.any():
        raise ValueError(
            f"Expected no calendar of person {person[_find_first(shared)]}, who has "
            "representatives."
        )
    check_hours(int(problem.capacity[np.unique(person)].sum(dtype=np.int64)), problem.slots)
    room = problem.find_room()
    node = problem.participant
    for one, hours in find_hours(problem).items():
        there = hours.sum(axis=0)
        most_there = np.where(problem.available[one], room[node[one]], 0)
        wrong = there < most_there
        if wrong.any():
            at = _find_first(wrong)
            raise ValueError(
                f"Expected as many meetings at once of person {one} in slot {at} as "
                f"representatives are there, {there[at]}, got {most_there[at]}."
            )


def _check_requests(problem: Problem) -> None:
    for name in ("b", "weight", "host", "session", "locked"):
        size = len(getattr(problem, name))
        _expect(size == problem.requests, f"{name} for {problem.requests} requests, got {size}")
    for name in ("a", "b"):
        persons = getattr(problem, name)
        bad = (persons < 0) | (persons >= problem.people)
        if bad.any():
            at = _find_first(bad)
            raise ValueError(
                f"Expected {name} of request {at} to be a person from 0 to {problem.people - 1}, "
                f"got {persons[at]}."
            )
    bad = ~((problem.weight >= 0) & (problem.weight <= MOST_WEIGHT))
    if bad.any():
        at = _find_first(bad)
        raise ValueError(
            f"Expected the weight of request {at} to be from 0 to {MOST_WEIGHT:g}, "
            f"got {problem.weight[at]:g}."
        )
    _check_pairs(problem)


def _check_pairs(problem: Problem) -> None:
    participant = problem.participant
    same = participant[problem.a] == participant[problem.b]
    if same.any():
        at = _find_first(same)
        raise ValueError(
            f"Expected two different participants in request {at}, got {problem.a[at]} and "
            f"{problem.b[at]}, who are one or share a calendar."
        )
    bad = (problem.session < 0) | (problem.session > len(problem.sessions))
    if bad.any():
        at = _find_first(bad)
        raise ValueError(
            f"Expected the session of request {at} from 0 to {len(problem.sessions)}, "
            f"got {problem.session[at]}."
        )
    if len(problem.sessions):
        shape = problem.sessions.shape
        expected = (len(problem.sessions), problem.slots)
        _expect(shape == expected, f"sessions of shape {expected}, got {shape}")


def _check_places(problem: Problem) -> None:
    _expect(problem.tables >= 0, f"tables >= 0, got {problem.tables}")
    host = problem.host
    own = (host == problem.a) | (host == problem.b)
    bad = ~own & ((host >= 0) | (host < ONLINE))
    if bad.any():
        at = _find_first(bad)
        raise ValueError(
            f"Expected the host of request {at} to be {problem.a[at]}, {problem.b[at]}, -1 (a "
            f"shared table) or -2 (online), got {host[at]}."
        )
    halls = len(problem.walk)
    square = problem.walk.shape == (halls, halls)
    _expect(square, f"walk to be square, got {problem.walk.shape}")
    for name in ("walk", "distance"):
        table = getattr(problem, name)
        if not table.size:
            continue
        _expect(table.ndim == 2 and table.shape[0] == table.shape[1], f"{name} to be square")
        within = ((table >= 0) & (table <= MOST_WEIGHT)).all()
        _expect(within, f"{name} from 0 to {MOST_WEIGHT:g}, got {table.min():g} to {table.max():g}")
        _expect((table == table.T).all(), f"{name}[h1][h2] to equal {name}[h2][h1]")
        _expect((np.diag(table) == 0).all(), f"{name} of a hall to itself to be 0")
        bad_hall = np.asarray((problem.hall < -1) | (problem.hall >= len(table)))
        if bad_hall.any():
            at = _find_first(bad_hall)
            raise ValueError(
                f"Expected the hall of person {at} from 0 to {len(table) - 1} or none, as {name} "
                f"has {len(table)} halls, got {problem.hall[at]}."
            )
    if (problem.hall < -1).any():
        at = _find_first(problem.hall < -1)
        raise ValueError(f"Expected hall >= 0 or none for person {at}, got {problem.hall[at]}.")


def _check_rules(problem: Problem) -> None:
    for name in ("fairness", "max_per_day", "max_in_row"):
        value = getattr(problem, name)
        lowest = 0 if name == "fairness" else 1
        _expect(value is None or value >= lowest, f"{name} >= {lowest}, got {value}")
    pairs = problem.precedences
    _expect(pairs.ndim == 2 and pairs.shape[1:] == (2,), "precedences as pairs of requests")
    bad: Bools = (pairs < 0) | (pairs >= problem.requests)
    if bad.any():
        at = _find_first(np.asarray(bad.any(axis=1)))
        raise ValueError(
            f"Expected precedence {at} between requests 0 to {problem.requests - 1}, got "
            f"{pairs[at].tolist()}."
        )
    same = pairs[:, 0] == pairs[:, 1]
    if same.any():
        at = _find_first(same)
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
        at = _find_first(bad)
        raise ValueError(
            f"Expected the locked slot of request {at} from 0 to {problem.slots - 1}, "
            f"got {problem.locked[at]}."
        )
    _expect(len(problem.locked_table) == problem.requests, "locked_table for each request")
    seat = problem.locked_table
    bad = (seat < -1) | (seat >= problem.tables) | ((seat >= 0) & (problem.host != SHARED_TABLE))
    if bad.any():
        at = _find_first(bad)
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
        _expect(
            plain and problem.minutes[at] == 0 and problem.locked_table[at] < 0,
            f'two people, one slot and any table in request {at} with the objective "breaks"',
        )
    changes = len(problem.reduced) or (problem.tables_by_slot != problem.tables).any()
    _expect(not changes, 'as much room in each slot as in every other with the objective "breaks"')
    _expect(not problem.least.any(), 'no least meetings with the objective "breaks"')
    _expect(not problem.rest.any(), 'nobody to rest with the objective "breaks"')
    own = len(problem.duty_limits) == 0
    _expect(own, 'no limits of representatives with the objective "breaks"')
    per_person = (problem.person_day >= 0) | (problem.person_most >= 0)
    if per_person.any():
        at = _find_first(per_person)
        raise ValueError(f'Expected no limit of person {at} with the objective "breaks".')
