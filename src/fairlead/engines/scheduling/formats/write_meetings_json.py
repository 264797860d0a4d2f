"""Writes a meeting problem as the documented JSON `fairlead-meetings/1`."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import numpy as np

from fairlead.engines.scheduling.formats.json_people import DUTY_LIMITS, PERSON_LIMITS
from fairlead.engines.scheduling.formats.meetings_json import FORMAT
from fairlead.engines.scheduling.problem import Problem
from fairlead.engines.scheduling.representatives import find_hours


def write_json(problem: Problem) -> str:
    """Return the JSON text of a problem; `parse_json` gives the same problem back."""
    people = []
    reduced: dict[int, dict[str, int]] = defaultdict(dict)
    hours = find_hours(problem)
    for person, slot, most in problem.reduced.tolist():
        if person not in hours:
            reduced[person][str(slot)] = most
    days: dict[int, dict[str, int]] = defaultdict(dict)
    for person, day, least in problem.day_least.tolist():
        days[person][str(day)] = least
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
        if days[person]:
            entry["min_per_day"] = days[person]
        if problem.rest[person] > 0:
            entry["rest"] = int(problem.rest[person])
        if reduced[person]:
            entry["capacity_by_slot"] = reduced[person]
        for key, name in PERSON_LIMITS.items():
            if getattr(problem, name)[person] >= 0:
                entry[key] = int(getattr(problem, name)[person])
        people.append(entry)
    for person, one, *limits in problem.duty_limits.tolist():
        given = zip(DUTY_LIMITS.items(), limits, strict=True)
        own = {key: number for (key, usual), number in given if number != usual}
        people[person]["representatives"][one] |= own
    for person, one, request in problem.avoided.tolist():
        people[person]["representatives"][one].setdefault("avoids", []).append(request)
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
