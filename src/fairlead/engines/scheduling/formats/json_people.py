"""The people of the JSON of a meeting problem: their hours, limits and representatives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.expectations import check_hours
from fairlead.engines.scheduling.formats.errors import FormatError
from fairlead.engines.scheduling.formats.json_values import (
    LARGEST,
    read_by_slot,
    read_slot_list,
    read_whole,
)
from fairlead.engines.scheduling.problem import Ints

PERSON_LIMITS = {"max_per_day": "person_day", "max_meetings": "person_most"}
_PERSON_KEYS = {
    *(
        "representatives",
        "hall",
        "capacity",
        "capacity_by_slot",
        "unavailable",
        "calendar",
        "organisation",
        "rest",
    ),
    "min_meetings",
    "min_per_day",
    *PERSON_LIMITS,
}
DUTY_LIMITS = {"max_per_day": -1, "max_meetings": -1, "rest": 0}
"""Of a single representative, and what each is where it is left out."""


def read_people_numbers(
    people: list[Any], name: str, *, default: int = -1, lowest: int = 0
) -> Ints:
    """Return (P,) one number of each person, the default where it is left out.

    Raises `FormatError` naming the element for anything else.
    """
    numbers = np.full(len(people), default, dtype=np.int32)
    for at, person in enumerate(people):
        if not isinstance(person, dict) or not person.keys() <= _PERSON_KEYS:
            expected = f"an object with {', '.join(sorted(_PERSON_KEYS))}"
            raise FormatError(expected, element=f"people[{at}]")
        value = person.get(name)
        if value is not None:
            numbers[at] = read_whole(value, f"people[{at}].{name}", lowest=lowest)
    return numbers


def read_available(people: list[Any], slots: int) -> NDArray[np.bool_]:
    """Return (P, T) whether each person is there in each slot."""
    available = np.ones((len(people), slots), dtype=np.bool_)
    for at, person in enumerate(people):
        available[
            at, read_slot_list(person.get("unavailable", []), f"people[{at}].unavailable", slots)
        ] = False
    return available


def read_reduced(people: list[Any], capacity: Ints, available: NDArray[np.bool_]) -> Ints:
    """Return the rows of less room: person, slot, meetings at most.

    Where there is none at all the person is not available, which is noted in ``available`` (P, T).
    """
    rows = []
    for at, person in enumerate(people):
        most, slots = int(capacity[at]), available.shape[1]
        name = f"people[{at}].capacity_by_slot"
        for slot, number in read_by_slot(
            person.get("capacity_by_slot", {}), name, slots, most=most
        ):
            if number == 0:
                available[at, slot] = False
            elif number < most:
                rows.append((at, slot, number))
    return np.array(rows, dtype=np.int32).reshape(-1, 3)


def read_representatives(people: list[Any], capacity: Ints, available: NDArray[np.bool_]) -> Ints:
    """Return the rows of when each representative is there: person, its number, slot.

    A person is there where one of them is, and takes on as many meetings as there are of them:
    noted in ``capacity`` (P,) and ``available`` (P, T).
    """
    rows: list[Ints] = []
    count, slots = 0, available.shape[1]
    for at, person in enumerate(people):
        found, name = person.get("representatives"), f"people[{at}].representatives"
        if found is None:
            continue
        if not isinstance(found, list) or not found:
            raise FormatError("a list of objects, one for each", element=name)
        for other in ("capacity", "capacity_by_slot", "calendar"):
            if person.get(other) is not None:
                raise FormatError(
                    "nothing beside representatives, whose number and hours it follows from"
                    if other != "calendar"
                    else "no calendar shared with others beside representatives",
                    element=f"people[{at}].{other}",
                )
        capacity[at] = len(found)
        count += len(found)
        check_hours(count, slots)
        there = np.ones((len(found), slots), dtype=np.bool_)
        for number, one in enumerate(found):
            keys = ["unavailable", "avoids", *DUTY_LIMITS]
            if not isinstance(one, dict) or not one.keys() <= set(keys):
                expected = f"an object with {', '.join(keys)}"
                raise FormatError(expected, element=f"{name}[{number}]")
            place = f"{name}[{number}].unavailable"
            there[number, read_slot_list(one.get("unavailable", []), place, slots)] = False
        there &= available[at]
        available[at] &= there.any(axis=0)
        hours = np.argwhere(there).astype(np.int32)
        rows.append(np.insert(hours, 0, at, axis=1))
    return np.vstack([np.empty((0, 3), dtype=np.int32), *rows])


def read_duty_limits(people: list[Any]) -> Ints:
    """Return the rows of the limits of single representatives: person, number, `DUTY_LIMITS`."""
    rows = []
    for at, person in enumerate(people):
        for number, one in enumerate(person.get("representatives") or ()):
            limits = []
            for key, usual in DUTY_LIMITS.items():
                value, name = one.get(key), f"people[{at}].representatives[{number}].{key}"
                limits.append(usual if value is None else read_whole(value, name, lowest=0))
            if limits != list(DUTY_LIMITS.values()):
                rows.append((at, number, *limits))
    return np.array(rows, dtype=np.int32).reshape(-1, 5)


def read_avoided(people: list[Any], requests: int) -> Ints:
    """Return the rows of meetings to which representatives are not sent: person, number, request.

    Raises `FormatError` naming the element for anything but requests.
    """
    rows = []
    for at, person in enumerate(people):
        for number, one in enumerate(person.get("representatives") or ()):
            found, name = one.get("avoids", []), f"people[{at}].representatives[{number}].avoids"
            if not isinstance(found, list):
                raise FormatError("a list of requests", element=name)
            rows += [
                (at, number, read_whole(request, name, lowest=0, most=requests - 1))
                for request in found
            ]
    return np.array(rows, dtype=np.int32).reshape(-1, 3)


def read_day_leasts(people: list[Any], available: NDArray[np.bool_], days: Sequence[int]) -> Ints:
    """Return the rows of least meetings of a day: person, day, number.

    One number is that of each day on which the person is there; ``days``: the slots of each.
    """
    ends = np.cumsum(days)
    rows = []
    for at, person in enumerate(people):
        found, name = person.get("min_per_day"), f"people[{at}].min_per_day"
        if isinstance(found, dict):
            rows += [
                (at, day, number)
                for day, number in read_by_slot(found, name, len(days), most=LARGEST, of="day")
            ]
        elif found is not None:
            number = read_whole(found, name, lowest=0)
            there = [part.any() for part in np.split(available[at], ends[:-1])]
            rows += [(at, day, number) for day in np.flatnonzero(there).tolist()]
    return np.array(rows, dtype=np.int32).reshape(-1, 3)


def count_room(on_duty: Ints, capacity: Ints, slots: int) -> Ints:
    """Return the rows of slots in which some representatives are away: person, slot, the rest."""
    cells, there = np.unique(on_duty[:, 0] * np.int64(slots) + on_duty[:, 2], return_counts=True)
    person, slot = np.divmod(cells, slots)
    fewer = there < capacity[person]
    rows: Ints = np.column_stack([person, slot, there])[fewer].astype(np.int32)
    return rows
