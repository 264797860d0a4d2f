"""The documented JSON of a meeting problem: `fairlead-meetings/1`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.expectations import MOST_CELLS, check_size
from fairlead.engines.scheduling.formats.errors import FormatError
from fairlead.engines.scheduling.formats.json_people import (
    PERSON_LIMITS,
    count_room,
    read_available,
    read_avoided,
    read_day_leasts,
    read_duty_limits,
    read_people_numbers,
    read_reduced,
    read_representatives,
)
from fairlead.engines.scheduling.formats.json_values import (
    LARGEST,
    load_object,
    read_by_request,
    read_by_slot,
    read_list,
    read_optional,
    read_rows,
    read_slot_list,
    read_whole,
    read_yes_or_no,
    walk_requests,
)
from fairlead.engines.scheduling.problem import Ints, Problem

FORMAT = "fairlead-meetings/1"
_KEYS = {
    *("format", "slots_per_day", "tables", "people", "requests", "sessions", "walk", "locked"),
    *("precedences", "distance", "fairness", "max_per_day", "max_in_row", "once_per_pair"),
    *("further", "length", "minutes", "must", "slot_times", "tables_by_slot", "locked_table"),
    "min_meetings_required",
}


def parse_json(text: str, *, fairness: int | None = None) -> Problem:
    """Return the problem a JSON text states (docs/reference/scheduling.md).

    ``fairness`` replaces that of the text. Raises `FormatError` naming the element, and
    `ValueError` for more than there is memory for.
    """
    if text.strip() and text.lstrip()[0] not in "{[":
        kinds = f"a published forum named .dzn, JSON of {FORMAT}, or the folder of a fair"
        raise FormatError(kinds)
    found = load_object(text)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise FormatError(f'an object with "format": "{FORMAT}"', element="format")
    unknown = sorted(set(found) - _KEYS)
    if unknown:
        raise FormatError(f"one of {', '.join(sorted(_KEYS))}", element=unknown[0])
    slots_per_day = tuple(
        read_whole(n, f"slots_per_day[{d}]", lowest=1, most=10_000)
        for d, n in enumerate(read_list(found, "slots_per_day"))
    )
    slots = sum(slots_per_day)
    if not 1 <= slots <= 10_000:
        raise FormatError(f"1 to 10000 slots, got {slots}", element="slots_per_day")
    people = read_list(found, "people")
    check_size(len(people), slots)
    requests = _list_request_rows(read_list(found, "requests"))
    own = read_optional(found, "fairness", 0)
    times = _read_times(read_list(found, "slot_times", []), slots)
    limits = {
        name: read_people_numbers(people, key, lowest=0) for key, name in PERSON_LIMITS.items()
    }
    tables = read_whole(found.get("tables", 0), "tables", lowest=0)
    available = read_available(people, slots)
    capacity = read_people_numbers(people, "capacity", default=1, lowest=1)
    on_duty = read_representatives(people, capacity, available)
    duty_limits = read_duty_limits(people)
    # Where nobody is ever there, nothing is to be limited.
    duty_limits = duty_limits[np.isin(duty_limits[:, 0], on_duty[:, 0])]
    avoided = read_avoided(people, len(requests))
    reduced = np.vstack(
        [read_reduced(people, capacity, available), count_room(on_duty, capacity, slots)]
    )
    return Problem(
        slots_per_day=slots_per_day,
        capacity=capacity,
        reduced=reduced,
        on_duty=on_duty,
        duty_limits=duty_limits,
        available=available,
        a=requests[:, 0].astype(np.int32),
        b=requests[:, 1].astype(np.int32),
        weight=requests[:, 2],
        host=requests[:, 3].astype(np.int32),
        session=requests[:, 4].astype(np.int32),
        tables=tables,
        table_room=_read_table_room(found.get("tables_by_slot", {}), tables, slots),
        least=read_people_numbers(people, "min_meetings", default=0),
        day_least=read_day_leasts(people, available, slots_per_day),
        avoided=avoided[np.isin(avoided[:, 0], on_duty[:, 0])],
        least_required=read_yes_or_no(found, "min_meetings_required"),
        rest=read_people_numbers(people, "rest", default=0),
        locked_table=read_by_request(
            found, "locked_table", len(requests), default=-1, lowest=0, most=LARGEST
        ),
        hall=read_people_numbers(people, "hall"),
        calendar=read_people_numbers(people, "calendar"),
        organisation=read_people_numbers(people, "organisation"),
        sessions=_read_sessions(read_list(found, "sessions", []), slots),
        locked=_read_locked(found.get("locked", {}), len(requests), slots),
        precedences=_read_pairs(read_list(found, "precedences", [])),
        walk=_read_square(read_list(found, "walk", []), "walk").astype(np.int32),
        distance=_read_square(read_list(found, "distance", []), "distance"),
        fairness=own if fairness is None else fairness,
        max_per_day=read_optional(found, "max_per_day", 1),
        max_in_row=read_optional(found, "max_in_row", 1),
        once_per_pair=read_yes_or_no(found, "once_per_pair"),
        must=_read_must(read_list(found, "must", []), len(requests)),
        further=_read_further(found.get("further", {}), len(requests)),
        length=read_by_request(found, "length", len(requests), default=1, most=slots),
        minutes=read_by_request(found, "minutes", len(requests), default=0, most=24 * 60),
        slot_begin=times[:, 0],
        slot_minutes=times[:, 1],
        **limits,
    )


def _read_table_room(found: Any, tables: int, slots: int) -> Ints:
    """Return (T,) the tables of each slot, empty where all have as many."""
    room = np.full(slots, tables, dtype=np.int32)
    for slot, number in read_by_slot(found, "tables_by_slot", slots, most=tables):
        room[slot] = number
    return room if found else np.empty(0, dtype=np.int32)


def _list_request_rows(rows: list[Any]) -> NDArray[np.float64]:
    expected = "five numbers [a, b, weight, host, session]"
    table = read_rows(rows, "requests", 5, expected)
    numbers = table[:, [0, 1, 3, 4]]
    bad = (numbers != np.rint(numbers)) | ~(np.abs(numbers) <= LARGEST)
    if bad.any():
        at = int(np.flatnonzero(bad.any(axis=1))[0])
        raise FormatError("whole numbers but for the weight", element=f"requests[{at}]")
    return table


def _read_sessions(lists: list[Any], slots: int) -> NDArray[np.bool_]:
    most = MOST_CELLS // slots
    if len(lists) > most:
        raise FormatError(f"at most {most} sessions, got {len(lists)}", element="sessions")
    sessions = np.zeros((len(lists), slots), dtype=np.bool_)
    for at, members in enumerate(lists):
        sessions[at, read_slot_list(members, f"sessions[{at}]", slots)] = True
    return sessions


def _read_locked(found: Any, requests: int, slots: int) -> Ints:
    locked = np.full(requests, -1, dtype=np.int32)
    for request, element, value in walk_requests(found, "locked", "slot", requests):
        locked[request] = read_whole(value, element, lowest=0, most=slots - 1)
    return locked


def _read_further(found: Any, requests: int) -> Ints:
    rows = []
    for request, element, value in walk_requests(found, "further", "people", requests):
        if not isinstance(value, list):
            raise FormatError("a list of people", element=element)
        rows += [(request, read_whole(person, element, lowest=0)) for person in value]
    return np.array(rows, dtype=np.int32).reshape(-1, 2)


def _read_must(rows: list[Any], requests: int) -> NDArray[np.bool_]:
    must = np.zeros(requests, dtype=np.bool_)
    for at, request in enumerate(rows):
        must[read_whole(request, f"must[{at}]", lowest=0, most=requests - 1)] = True
    return must


def _read_times(rows: list[Any], slots: int) -> Ints:
    if rows and len(rows) != slots:
        raise FormatError(f"the times of {slots} slots, got {len(rows)}", element="slot_times")
    for at, row in enumerate(rows):
        if not isinstance(row, list) or len(row) != 2:
            raise FormatError("[begin, minutes]", element=f"slot_times[{at}]")
        for value in row:
            read_whole(value, f"slot_times[{at}]", lowest=0, most=24 * 60)
    return np.array(rows, dtype=np.int32).reshape(-1, 2)


def _read_pairs(rows: list[Any]) -> Ints:
    for at, row in enumerate(rows):
        if not isinstance(row, list) or len(row) != 2:
            raise FormatError("two requests [first, second]", element=f"precedences[{at}]")
        for value in row:
            read_whole(value, f"precedences[{at}]", lowest=0)
    return np.array(rows, dtype=np.int32).reshape(-1, 2)


def _read_square(rows: list[Any], name: str) -> NDArray[np.float64]:
    expected = f"a square table of numbers, {len(rows)} in this row"
    table = read_rows(rows, name, len(rows), expected)
    if name == "walk" and ((table != np.rint(table)) | ~(np.abs(table) <= LARGEST)).any():
        raise FormatError("whole numbers of slots", element=name)
    return table
