"""Whether the people of a problem make sense: their room, limits and representatives."""

from __future__ import annotations

import numpy as np

from fairlead.engines.scheduling.expectations import check_hours, expect, find_first
from fairlead.engines.scheduling.problem import Problem
from fairlead.engines.scheduling.representatives import find_hours


def check_people(problem: Problem) -> None:
    """Raise `ValueError` naming the first person of the problem who makes no sense."""
    people, slots = problem.people, problem.slots
    shape = problem.available.shape
    expect(shape == (people, slots), f"available of shape {(people, slots)}, got {shape}")
    for name in ("hall", "calendar", "organisation"):
        size = len(getattr(problem, name))
        expect(size == people, f"{name} for each of {people} people, got {size}")
    _check_changing_room(problem)
    for name in ("person_day", "person_most"):
        given = getattr(problem, name)
        expect(len(given) == people, f"{name} for each of {people} people, got {len(given)}")
        if (given < -1).any():
            at = find_first(given < -1)
            raise ValueError(f"Expected {name} >= 0 or -1 for person {at}, got {given[at]}.")
    if (problem.capacity < 1).any():
        at = find_first(problem.capacity < 1)
        raise ValueError(f"Expected capacity >= 1, got {problem.capacity[at]} for person {at}.")
    shared = np.flatnonzero(problem.calendar >= 0)
    _, first, inverse = np.unique(problem.calendar[shared], return_index=True, return_inverse=True)
    differs = problem.capacity[shared] != problem.capacity[shared[first]][inverse]
    if differs.any():
        at = int(shared[find_first(differs)])
        raise ValueError(
            f"Expected the same capacity for all people of calendar {problem.calendar[at]}, "
            f"got {problem.capacity[at]} for person {at}."
        )


def _check_changing_room(problem: Problem) -> None:
    rows = problem.reduced
    expect(rows.ndim == 2 and rows.shape[1:] == (3,), "reduced as rows of person, slot, most")
    for at, (person, slot, most) in enumerate(rows.tolist()):
        expect(0 <= person < problem.people, f"the person of reduced[{at}], got {person}")
        expect(0 <= slot < problem.slots, f"the slot of reduced[{at}], got {slot}")
        capacity = int(problem.capacity[person])
        if not 1 <= most <= capacity:
            raise ValueError(
                f"Expected 1 to {capacity} meetings at once for person {person} in slot {slot}, "
                f"got {most}."
            )
    _check_representatives(problem)
    room = problem.table_room
    if len(room):
        expect(len(room) == problem.slots, f"table_room for each slot, got {len(room)}")
        bad = (room < 0) | (room > problem.tables)
        if bad.any():
            at = find_first(bad)
            raise ValueError(f"Expected 0 to {problem.tables} tables in slot {at}, got {room[at]}.")
    expect(len(problem.least) == problem.people, f"least for each of {problem.people} people")
    bad = (problem.least < 0) | ((problem.person_most >= 0) & (problem.least > problem.person_most))
    if bad.any():
        at = find_first(bad)
        raise ValueError(
            f"Expected the least meetings of person {at} from 0 to the most, got "
            f"{problem.least[at]}."
        )
    _check_leasts_of_days(problem)
    expect(len(problem.rest) == problem.people, f"rest for each of {problem.people} people")
    bad = (problem.rest < 0) | ((problem.rest > 0) & (problem.capacity > 1))
    if bad.any():
        at = find_first(bad)
        raise ValueError(
            f"Expected a rest of 0 or more for person {at}, and none of more than one meeting at "
            f"once, got {problem.rest[at]}."
        )


def _check_leasts_of_days(problem: Problem) -> None:
    rows = problem.day_least
    expect(rows.ndim == 2 and rows.shape[1:] == (3,), "day_least as rows of person, day, least")
    days, known = len(problem.slots_per_day), set[tuple[int, int]]()
    for person, day, least in rows.tolist():
        expect(0 <= person < problem.people, f"day_least of a person, got {person}")
        expect(0 <= day < days, f"day_least of a day from 0 to {days - 1}, got {day}")
        expect((person, day) not in known, f"the least of person {person} on day {day} once")
        known.add((person, day))
        most = int(problem.person_day[person])
        limit = int(problem.capacity[person]) * most
        if least < 0 or (most >= 0 and least > limit):
            words = "from 0 to the most a day" if most >= 0 else "from 0"
            raise ValueError(
                f"Expected the least meetings of person {person} on day {day} {words}, got {least}."
            )


def _check_duty_limits(problem: Problem) -> None:
    rows = problem.duty_limits
    expect(rows.ndim == 2 and rows.shape[1:] == (5,), "duty_limits as rows of five numbers")
    if not len(rows):
        return
    people, known = set(problem.on_duty[:, 0].tolist()), set[tuple[int, int]]()
    for person, one, a_day, in_all, rest in rows.tolist():
        if person not in people or not 0 <= one < problem.capacity[person]:
            raise ValueError(f"Expected no limits of representative {one} of person {person}.")
        name = f"representative {one} of person {person}"
        expect((person, one) not in known, f"the limits of {name} once")
        expect(a_day >= -1 and in_all >= -1 and rest >= 0, f"limits and rest >= 0 of {name}")
        known.add((person, one))


def _check_avoided(problem: Problem) -> None:
    rows = problem.avoided
    expect(rows.ndim == 2 and rows.shape[1:] == (3,), "avoided as rows of three numbers")
    people = set(problem.on_duty[:, 0].tolist())
    for person, one, request in rows.tolist():
        if person not in people or not 0 <= one < problem.capacity[person]:
            raise ValueError(f"Expected representative {one} of person {person} to avoid nothing.")
        there = 0 <= request < problem.requests and person in problem.parties(request)
        name = f"representative {one} of person {person}"
        expect(there, f"{name} to avoid meetings of that person, got request {request}")


def _check_representatives(problem: Problem) -> None:
    _check_duty_limits(problem)
    _check_avoided(problem)
    rows = problem.on_duty
    expect(rows.ndim == 2 and rows.shape[1:] == (3,), "on_duty as rows of three numbers")
    if not len(rows):
        return
    person, representative, slot = rows.T
    for name, numbers, size in (("person", person, problem.people), ("slot", slot, problem.slots)):
        wrong = (numbers < 0) | (numbers >= size)
        if wrong.any():
            at = find_first(wrong)
            raise ValueError(f"Expected the {name} of on_duty[{at}], got {numbers[at]}.")
    most = problem.capacity[person] - 1
    wrong = (representative < 0) | (representative > most)
    if wrong.any():
        at = find_first(wrong)
        raise ValueError(
            f"Expected a representative of person {person[at]} from 0 to {most[at]}, got "
            f"{representative[at]}."
        )
    shared = problem.calendar[person] >= 0
    if shared.any():
        raise ValueError(
            f"Expected no calendar of person {person[find_first(shared)]}, who has representatives."
        )
    check_hours(int(problem.capacity[np.unique(person)].sum(dtype=np.int64)), problem.slots)
    room = problem.find_room()
    node = problem.participant
    for one, hours in find_hours(problem).items():
        there = hours.sum(axis=0)
        most_there = np.where(problem.available[one], room[node[one]], 0)
        wrong = there < most_there
        if wrong.any():
            at = find_first(wrong)
            raise ValueError(
                f"Expected as many meetings at once of person {one} in slot {at} as "
                f"representatives are there, {there[at]}, got {most_there[at]}."
            )
