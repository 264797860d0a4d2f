"""The documented JSON of a meeting problem: `fairlead-meetings/1`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.checks import MOST_CELLS, check_hours, check_size
from fairlead.engines.scheduling.formats.errors import FormatError
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.representatives import find_hours

FORMAT = "fairlead-meetings/1"
_KEYS = {
    *("format", "slots_per_day", "tables", "people", "requests", "sessions", "walk", "locked"),
    *("precedences", "distance", "fairness", "max_per_day", "max_in_row", "once_per_pair"),
    *("further", "length", "minutes", "must", "slot_times", "tables_by_slot", "locked_table"),
    "min_meetings_required",
}
_PERSON_LIMITS = {"max_per_day": "person_day", "max_meetings": "person_most"}
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
    *_PERSON_LIMITS,
}
_DUTY_LIMITS = {"max_per_day": -1, "max_meetings": -1, "rest": 0}
"""Of a single representative, and what each is where it is left out."""
_LARGEST = 2_000_000_000


def parse_json(text: str, *, fairness: int | None = None) -> Problem:
    """Return the problem a JSON text states (docs/reference/scheduling.md).

    ``fairness`` replaces that of the text. Raises `FormatError` naming the element, and
    `ValueError` for more than there is memory for.
    """
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        if text.strip() and text.lstrip()[0] not in "{[":
            kinds = f"a published forum named .dzn, JSON of {FORMAT}, or the folder of a fair"
            raise FormatError(kinds) from None
        raise FormatError(f"JSON: {error.msg}; is the file cut?", line=error.lineno) from None
    except RecursionError:
        raise FormatError("JSON of a few levels, got lists nested too deeply") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise FormatError(f'an object with "format": "{FORMAT}"', element="format")
    unknown = sorted(set(found) - _KEYS)
    if unknown:
        raise FormatError(f"one of {', '.join(sorted(_KEYS))}", element=unknown[0])
    slots_per_day = tuple(
        _read_whole(n, f"slots_per_day[{d}]", lowest=1, most=10_000)
        for d, n in enumerate(_list(found, "slots_per_day"))
    )
    slots = sum(slots_per_day)
    if not 1 <= slots <= 10_000:
        raise FormatError(f"1 to 10000 slots, got {slots}", element="slots_per_day")
    people = _list(found, "people")
    check_size(len(people), slots)
    requests = _request_rows(_list(found, "requests"))
    own = _read_optional(found, "fairness", 0)
    times = _read_times(_list(found, "slot_times", []), slots)
    limits = {
        name: _read_people_numbers(people, key, lowest=0) for key, name in _PERSON_LIMITS.items()
    }
    tables = _read_whole(found.get("tables", 0), "tables", lowest=0)
    available = _read_available(people, slots)
    capacity = _read_people_numbers(people, "capacity", default=1, lowest=1)
    on_duty = _read_representatives(people, capacity, available)
    duty_limits = _read_duty_limits(people)
    # Where nobody is ever there, nothing is to be limited.
    duty_limits = duty_limits[np.isin(duty_limits[:, 0], on_duty[:, 0])]
    reduced = np.vstack(
        [_read_reduced(people, capacity, available), _count_room(on_duty, capacity, slots)]
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
        least=_read_people_numbers(people, "min_meetings", default=0),
        least_required=_read_yes_or_no(found, "min_meetings_required"),
        rest=_read_people_numbers(people, "rest", default=0),
        locked_table=_read_by_request(
            found, "locked_table", len(requests), default=-1, lowest=0, most=_LARGEST
        ),
        hall=_read_people_numbers(people, "hall"),
        calendar=_read_people_numbers(people, "calendar"),
        organisation=_read_people_numbers(people, "organisation"),
        sessions=_read_sessions(_list(found, "sessions", []), slots),
        locked=_read_locked(found.get("locked", {}), len(requests), slots),
        precedences=_read_pairs(_list(found, "precedences", [])),
        walk=_read_square(_list(found, "walk", []), "walk").astype(np.int32),
        distance=_read_square(_list(found, "distance", []), "distance"),
        fairness=own if fairness is None else fairness,
        max_per_day=_read_optional(found, "max_per_day", 1),
        max_in_row=_read_optional(found, "max_in_row", 1),
        once_per_pair=_read_yes_or_no(found, "once_per_pair"),
        must=_read_must(_list(found, "must", []), len(requests)),
        further=_read_further(found.get("further", {}), len(requests)),
        length=_read_by_request(found, "length", len(requests), default=1, most=slots),
        minutes=_read_by_request(found, "minutes", len(requests), default=0, most=24 * 60),
        slot_begin=times[:, 0],
        slot_minutes=times[:, 1],
        **limits,
    )


def write_json(problem: Problem) -> str:
    """Return the JSON text of a problem; `parse_json` gives the same problem back."""
    people = []
    reduced: dict[int, dict[str, int]] = defaultdict(dict)
    hours = find_hours(problem)
    for person, slot, most in problem.reduced.tolist():
        if person not in hours:
            reduced[person][str(slot)] = most
    for person in range(problem.people):
        entry: dict[str, Any] = {"capacity": int(problem.capacity[person])}
        if person in hours:
            away = [np.flatnonzero(~there).tolist() for there in hours[person]]
            each: list[dict[str, Any]] = [{"unavailable": slots} for slots in away]
            entry = {"representatives": each}
        off = np.flatnonzero(~problem.available[person]).tolist()
        entry["unavailable"] = off
        for name in ("hall", "calendar", "organisation"):
            value = int(getattr(problem, name)[person])
            if value >= 0 or name == "hall":
                entry[name] = value if value >= 0 else None
        if problem.least[person] > 0:
            entry["min_meetings"] = int(problem.least[person])
        if problem.rest[person] > 0:
            entry["rest"] = int(problem.rest[person])
        if reduced[person]:
            entry["capacity_by_slot"] = reduced[person]
        for key, name in _PERSON_LIMITS.items():
            if getattr(problem, name)[person] >= 0:
                entry[key] = int(getattr(problem, name)[person])
        people.append(entry)
    for person, one, *limits in problem.duty_limits.tolist():
        given = zip(_DUTY_LIMITS.items(), limits, strict=True)
        own = {key: number for (key, usual), number in given if number != usual}
        people[person]["representatives"][one] |= own
    weight = [int(w) if w == int(w) else float(w) for w in problem.weight.tolist()]
    columns = (problem.a, problem.b, problem.host, problem.session)
    a, b, host, session = (column.tolist() for column in columns)
    locked = np.flatnonzero(problem.locked >= 0)
    document: dict[str, Any] = {
        "format": FORMAT,
        "slots_per_day": list(problem.slots_per_day),
        "tables": problem.tables,
        "people": people,
        "requests": [list(row) for row in zip(a, b, weight, host, session, strict=True)],
        "sessions": [np.flatnonzero(row).tolist() for row in problem.sessions],
        "walk": problem.walk.tolist(),
        "locked": {str(r): int(problem.locked[r]) for r in locked},
        "precedences": problem.precedences.tolist(),
        "once_per_pair": problem.once_per_pair,
    }
    if problem.distance.size:
        document["distance"] = problem.distance.tolist()
    for name in ("fairness", "max_per_day", "max_in_row"):
        if getattr(problem, name) is not None:
            document[name] = getattr(problem, name)
    document |= _write_general(problem)
    return json.dumps(document, separators=(",", ":"))


def _write_general(problem: Problem) -> dict[str, Any]:
    """Return what only some problems have: more people and slots, musts, times."""
    written: dict[str, Any] = {}
    further: dict[str, list[int]] = {}
    for request, person in problem.further.tolist():
        further.setdefault(str(request), []).append(person)
    if further:
        written["further"] = further
    for name, usual in (("length", 1), ("minutes", 0)):
        numbers = getattr(problem, name)
        if (numbers != usual).any():
            others = np.flatnonzero(numbers != usual).tolist()
            written[name] = {str(r): int(numbers[r]) for r in others}
    if problem.least_required:
        written["min_meetings_required"] = True
    seated = np.flatnonzero(problem.locked_table >= 0).tolist()
    if seated:
        written["locked_table"] = {str(r): int(problem.locked_table[r]) for r in seated}
    if len(problem.table_room):
        room = problem.table_room.tolist()
        written["tables_by_slot"] = {str(t): tables for t, tables in enumerate(room)}
    if problem.must.any():
        written["must"] = np.flatnonzero(problem.must).tolist()
    if len(problem.slot_begin):
        times = zip(problem.slot_begin.tolist(), problem.slot_minutes.tolist(), strict=True)
        written["slot_times"] = [list(pair) for pair in times]
    return written


def _list(found: dict[str, Any], name: str, default: list[Any] | None = None) -> list[Any]:
    value = found.get(name, default)
    if not isinstance(value, list):
        raise FormatError("a list", element=name)
    return value


def _read_whole(value: Any, element: str, *, lowest: int, most: int = _LARGEST) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= most:
        raise FormatError(
            f"a whole number from {lowest} to {most}, got {value!r:.40}", element=element
        )
    return value


def _read_optional(found: dict[str, Any], name: str, lowest: int) -> int | None:
    value = found.get(name)
    return None if value is None else _read_whole(value, name, lowest=lowest)


def _read_yes_or_no(found: dict[str, Any], name: str) -> bool:
    value = found.get(name, False)
    if not isinstance(value, bool):
        raise FormatError(f"true or false, got {value!r:.40}", element=name)
    return value


def _read_people_numbers(
    people: list[Any], name: str, *, default: int = -1, lowest: int = 0
) -> Ints:
    numbers = np.full(len(people), default, dtype=np.int32)
    for at, person in enumerate(people):
        if not isinstance(person, dict) or not person.keys() <= _PERSON_KEYS:
            expected = f"an object with {', '.join(sorted(_PERSON_KEYS))}"
            raise FormatError(expected, element=f"people[{at}]")
        value = person.get(name)
        if value is not None:
            numbers[at] = _read_whole(value, f"people[{at}].{name}", lowest=lowest)
    return numbers


def _read_available(people: list[Any], slots: int) -> NDArray[np.bool_]:
    available = np.ones((len(people), slots), dtype=np.bool_)
    for at, person in enumerate(people):
        available[
            at, _read_slot_list(person.get("unavailable", []), f"people[{at}].unavailable", slots)
        ] = False
    return available


def _read_by_slot(found: Any, name: str, slots: int, *, most: int) -> Iterator[tuple[int, int]]:
    """Yield the slot and the number of each entry of an object by slot."""
    if not isinstance(found, dict):
        raise FormatError('an object {"slot": number}', element=name)
    for key, value in found.items():
        digits = key.isascii() and key.isdigit() and len(key) < 12
        if not digits or int(key) >= slots:
            element = f'{name}["{key:.20}"]'
            raise FormatError(f"a slot from 0 to {slots - 1}", element=element)
        yield int(key), _read_whole(value, f'{name}["{key}"]', lowest=0, most=most)


def _read_table_room(found: Any, tables: int, slots: int) -> Ints:
    """Return (T,) the tables of each slot, empty where all have as many."""
    room = np.full(slots, tables, dtype=np.int32)
    for slot, number in _read_by_slot(found, "tables_by_slot", slots, most=tables):
        room[slot] = number
    return room if found else np.empty(0, dtype=np.int32)


def _read_reduced(people: list[Any], capacity: Ints, available: NDArray[np.bool_]) -> Ints:
    """Return the rows of less room; where there is none at all the person is not available."""
    rows = []
    for at, person in enumerate(people):
        most, slots = int(capacity[at]), available.shape[1]
        name = f"people[{at}].capacity_by_slot"
        for slot, number in _read_by_slot(
            person.get("capacity_by_slot", {}), name, slots, most=most
        ):
            if number == 0:
                available[at, slot] = False
            elif number < most:
                rows.append((at, slot, number))
    return np.array(rows, dtype=np.int32).reshape(-1, 3)


def _read_representatives(people: list[Any], capacity: Ints, available: NDArray[np.bool_]) -> Ints:
    """Return when each representative is there; a person is where one of them is."""
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
            keys = ["unavailable", *_DUTY_LIMITS]
            if not isinstance(one, dict) or not one.keys() <= set(keys):
                expected = f"an object with {', '.join(keys)}"
                raise FormatError(expected, element=f"{name}[{number}]")
            place = f"{name}[{number}].unavailable"
            there[number, _read_slot_list(one.get("unavailable", []), place, slots)] = False
        there &= available[at]
        available[at] &= there.any(axis=0)
        hours = np.argwhere(there).astype(np.int32)
        rows.append(np.insert(hours, 0, at, axis=1))
    return np.vstack([np.empty((0, 3), dtype=np.int32), *rows])


def _read_duty_limits(people: list[Any]) -> Ints:
    """Return the rows of the limits of single representatives."""
    rows = []
    for at, person in enumerate(people):
        for number, one in enumerate(person.get("representatives") or ()):
            limits = []
            for key, usual in _DUTY_LIMITS.items():
                value, name = one.get(key), f"people[{at}].representatives[{number}].{key}"
                limits.append(usual if value is None else _read_whole(value, name, lowest=0))
            if limits != list(_DUTY_LIMITS.values()):
                rows.append((at, number, *limits))
    return np.array(rows, dtype=np.int32).reshape(-1, 5)


def _count_room(on_duty: Ints, capacity: Ints, slots: int) -> Ints:
    """Return the rows of slots in which some representatives of a person are away."""
    cells, there = np.unique(on_duty[:, 0] * np.int64(slots) + on_duty[:, 2], return_counts=True)
    person, slot = np.divmod(cells, slots)
    fewer = there < capacity[person]
    rows: Ints = np.column_stack([person, slot, there])[fewer].astype(np.int32)
    return rows


def _read_slot_list(value: Any, element: str, slots: int) -> list[int]:
    if not isinstance(value, list):
        raise FormatError("a list of slots", element=element)
    for slot in value:
        if type(slot) is not int or not 0 <= slot < slots:
            raise FormatError(f"slots from 0 to {slots - 1}, got {slot!r:.40}", element=element)
    return value


def _request_rows(rows: list[Any]) -> NDArray[np.float64]:
    expected = "five numbers [a, b, weight, host, session]"
    try:
        table = np.array(rows, dtype=np.float64).reshape(len(rows), 5 if not rows else -1)
    except (ValueError, TypeError, OverflowError):
        table = np.empty((len(rows), 0))
    if table.shape[1] != 5:
        at = next((i for i, row in enumerate(rows) if not _is_request(row)), 0)
        raise FormatError(expected, element=f"requests[{at}]")
    numbers = table[:, [0, 1, 3, 4]]
    bad = (numbers != np.rint(numbers)) | (np.abs(numbers) > _LARGEST)
    if bad.any():
        at = int(np.flatnonzero(bad.any(axis=1))[0])
        raise FormatError("whole numbers but for the weight", element=f"requests[{at}]")
    return table


def _is_request(row: Any) -> bool:
    return (
        isinstance(row, list)
        and len(row) == 5
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in row)
    )


def _read_sessions(lists: list[Any], slots: int) -> NDArray[np.bool_]:
    most = MOST_CELLS // slots
    if len(lists) > most:
        raise FormatError(f"at most {most} sessions, got {len(lists)}", element="sessions")
    sessions = np.zeros((len(lists), slots), dtype=np.bool_)
    for at, members in enumerate(lists):
        sessions[at, _read_slot_list(members, f"sessions[{at}]", slots)] = True
    return sessions


def _read_locked(found: Any, requests: int, slots: int) -> Ints:
    locked = np.full(requests, -1, dtype=np.int32)
    for request, element, value in _walk_requests(found, "locked", "slot", requests):
        locked[request] = _read_whole(value, element, lowest=0, most=slots - 1)
    return locked


def _walk_requests(found: Any, name: str, of: str, requests: int) -> Iterator[tuple[int, str, Any]]:
    """Yield the request, the name and the value of each entry of an object by request."""
    if not isinstance(found, dict):
        raise FormatError(f'an object {{"request": {of}}}', element=name)
    for key, value in found.items():
        digits = key.isascii() and key.isdigit() and len(key) < 12
        if not digits or int(key) >= requests:
            element = f'{name}["{key:.20}"]'
            raise FormatError(f"a request from 0 to {requests - 1}", element=element)
        yield int(key), f'{name}["{key}"]', value


def _read_by_request(
    found: dict[str, Any], name: str, requests: int, *, default: int, most: int, lowest: int = 1
) -> Ints:
    numbers = np.full(requests, default, dtype=np.int32)
    for request, element, value in _walk_requests(found.get(name, {}), name, "number", requests):
        numbers[request] = _read_whole(value, element, lowest=lowest, most=most)
    return numbers


def _read_further(found: Any, requests: int) -> Ints:
    rows = []
    for request, element, value in _walk_requests(found, "further", "people", requests):
        if not isinstance(value, list):
            raise FormatError("a list of people", element=element)
        rows += [(request, _read_whole(person, element, lowest=0)) for person in value]
    return np.array(rows, dtype=np.int32).reshape(-1, 2)


def _read_must(rows: list[Any], requests: int) -> NDArray[np.bool_]:
    must = np.zeros(requests, dtype=np.bool_)
    for at, request in enumerate(rows):
        must[_read_whole(request, f"must[{at}]", lowest=0, most=requests - 1)] = True
    return must


def _read_times(rows: list[Any], slots: int) -> Ints:
    if rows and len(rows) != slots:
        raise FormatError(f"the times of {slots} slots, got {len(rows)}", element="slot_times")
    for at, row in enumerate(rows):
        if not isinstance(row, list) or len(row) != 2:
            raise FormatError("[begin, minutes]", element=f"slot_times[{at}]")
        for value in row:
            _read_whole(value, f"slot_times[{at}]", lowest=0, most=24 * 60)
    return np.array(rows, dtype=np.int32).reshape(-1, 2)


def _read_pairs(rows: list[Any]) -> Ints:
    for at, row in enumerate(rows):
        if not isinstance(row, list) or len(row) != 2:
            raise FormatError("two requests [first, second]", element=f"precedences[{at}]")
        for value in row:
            _read_whole(value, f"precedences[{at}]", lowest=0)
    return np.array(rows, dtype=np.int32).reshape(-1, 2)


def _read_square(rows: list[Any], name: str) -> NDArray[np.float64]:
    try:
        table = np.array(rows, dtype=np.float64).reshape(len(rows), len(rows))
    except (ValueError, TypeError):
        raise FormatError("a square table of numbers", element=name) from None
    if name == "walk" and ((table != np.rint(table)) | (np.abs(table) > _LARGEST)).any():
        raise FormatError("whole numbers of slots", element=name)
    return table
