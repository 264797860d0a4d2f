"""Whether a timetable keeps every rule, and what it is worth: shares no code with the search."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from fairlead.engines.scheduling.problem import Ints, Problem


@dataclass(frozen=True, slots=True)
class Figures:
    """What a timetable is worth, recomputed from its slots alone."""

    held: int
    weight: float
    breaks: int
    walking: float
    spread: int


def find_broken_rules(
    problem: Problem,
    slot: Ints,
    table: Ints | None = None,
    *,
    all_held: bool = False,
    only_held: bool = False,
) -> list[str]:
    """Return every rule a timetable breaks, in words; empty when it is right.

    ``slot`` (R,) slot of each request or -1; ``table`` (R,) its shared table, checked when given.
    ``all_held``: the published problem, in which every request must be held and breaks are fair.
    ``only_held``: do not ask that locked requests are held.
    """
    if len(slot) != problem.requests:
        return [f"the timetable has {len(slot)} requests, the problem {problem.requests}"]
    if len(slot) and (int(slot.min()) < -1 or int(slot.max()) >= problem.slots):
        bad = [int(r) for r in np.flatnonzero((slot < -1) | (slot >= problem.slots))]
        return [f"request {r} is in slot {slot[r]}, which does not exist" for r in bad]
    held = [int(r) for r in np.flatnonzero(slot >= 0)]
    broken = _check_own_slots(problem, slot, held)
    if not only_held:
        broken += _check_locks(problem, slot)
    broken += _check_bookings(problem, slot, held)
    broken += _check_tables(problem, slot, table, held)
    broken += _check_limits(problem, slot, held)
    broken += _check_walks(problem, slot, held)
    broken += _check_orders(problem, slot)
    broken += _check_once(problem, held)
    if all_held:
        broken += [f"request {r} is not held" for r in np.flatnonzero(slot < 0)]
        broken += _check_fairness(problem, slot)
    return broken


def measure_timetable(problem: Problem, slot: Ints) -> Figures:
    """Return held, weight, breaks, walking and spread of a timetable."""
    held = [int(r) for r in np.flatnonzero(slot >= 0)]
    breaks = count_breaks(problem, slot)
    met = set(problem.participant[problem.a[held]]) | set(problem.participant[problem.b[held]])
    counted = [breaks[n] for n in met]
    return Figures(
        held=len(held),
        weight=float(sum(float(problem.weight[r]) for r in held)),
        breaks=sum(counted),
        walking=_measure_walking(problem, slot, held),
        spread=max(counted) - min(counted) if counted else 0,
    )


def count_breaks(problem: Problem, slot: Ints) -> list[int]:
    """Return the breaks of each participant: idle gaps between two meetings of one day."""
    busy = _find_busy_slots(problem, slot)
    starts = _find_day_starts(problem)
    breaks = []
    for slots in busy:
        ordered = sorted(slots)
        gaps = 0
        for before, after in pairwise(ordered):
            gaps += after > before + 1 and not any(before < s <= after for s in starts)
        breaks.append(gaps)
    return breaks


def _find_day_starts(problem: Problem) -> list[int]:
    return [sum(problem.slots_per_day[:day]) for day in range(len(problem.slots_per_day))]


def _find_busy_slots(problem: Problem, slot: Ints) -> list[set[int]]:
    participant = problem.participant
    busy: list[set[int]] = [set() for _ in range(int(participant.max(initial=-1)) + 1)]
    for request in np.flatnonzero(slot >= 0):
        busy[participant[problem.a[request]]].add(int(slot[request]))
        busy[participant[problem.b[request]]].add(int(slot[request]))
    return busy


def _check_own_slots(problem: Problem, slot: Ints, held: list[int]) -> list[str]:
    broken = []
    for request in held:
        at, session = int(slot[request]), int(problem.session[request])
        broken += [
            f"request {request}: person {person} is not available in slot {at}"
            for person in (int(problem.a[request]), int(problem.b[request]))
            if not problem.available[person, at]
        ]
        if session > 0 and not problem.sessions[session - 1, at]:
            broken.append(f"request {request}: slot {at} is outside session {session}")
    return broken


def _check_locks(problem: Problem, slot: Ints) -> list[str]:
    moved = (problem.locked >= 0) & (slot != problem.locked)
    return [
        f"request {r} is locked to slot {problem.locked[r]}, "
        + (f"got slot {slot[r]}" if slot[r] >= 0 else "and is not held")
        for r in np.flatnonzero(moved)
    ]


def _check_capacities(problem: Problem) -> dict[int, int]:
    participant = problem.participant
    return {int(n): int(c) for n, c in zip(participant, problem.capacity, strict=True)}


def _name_people(problem: Problem) -> dict[int, str]:
    names: dict[int, str] = {}
    for person, number in enumerate(problem.participant):
        calendar = int(problem.calendar[person])
        names[int(number)] = f"calendar {calendar}" if calendar >= 0 else f"person {person}"
    return names


def _check_bookings(problem: Problem, slot: Ints, held: list[int]) -> list[str]:
    participant = problem.participant
    meetings: Counter[tuple[int, int]] = Counter()
    for request in held:
        for person in (problem.a[request], problem.b[request]):
            meetings[int(participant[person]), int(slot[request])] += 1
    capacity, names = _check_capacities(problem), _name_people(problem)
    return [
        f"{names[n]} is in {count} meetings in slot {at}, at most {capacity[n]} at once"
        for (n, at), count in sorted(meetings.items())
        if count > capacity[n]
    ]


def _check_tables(problem: Problem, slot: Ints, table: Ints | None, held: list[int]) -> list[str]:
    shared = [r for r in held if problem.host[r] == -1]
    used = Counter(int(slot[r]) for r in shared)
    broken = [
        f"slot {at} has {count} meetings at shared tables, there are {problem.tables}"
        for at, count in sorted(used.items())
        if count > problem.tables
    ]
    if table is None:
        return broken
    seen: dict[tuple[int, int], int] = {}
    for request in shared:
        place = (int(slot[request]), int(table[request]))
        if not 0 <= place[1] < problem.tables:
            broken.append(f"request {request} has no table from 0 to {problem.tables - 1}")
        elif place in seen:
            broken.append(
                f"requests {seen[place]} and {request} are both at table {place[1]} in slot "
                f"{place[0]}"
            )
        seen[place] = request
    elsewhere = np.flatnonzero((table >= 0) & ((slot < 0) | (problem.host != -1)))
    broken += [f"request {r} has a table that it does not use" for r in elsewhere]
    return broken


def _check_limits(problem: Problem, slot: Ints, held: list[int]) -> list[str]:
    if problem.max_per_day is None and problem.max_in_row is None:
        return []
    participant, day_of = problem.participant, problem.day
    days: dict[tuple[int, int], list[int]] = defaultdict(list)
    for request in held:
        at = int(slot[request])
        for person in (problem.a[request], problem.b[request]):
            days[int(participant[person]), int(day_of[at])].append(at)
    capacity, names = _check_capacities(problem), _name_people(problem)
    broken = []
    for (n, day), slots in sorted(days.items()):
        most = (problem.max_per_day or 0) * capacity[n]
        if problem.max_per_day is not None and len(slots) > most:
            broken.append(f"{names[n]} has {len(slots)} meetings on day {day}, at most {most}")
        if problem.max_in_row is not None:
            most = problem.max_in_row * capacity[n]
            counts = Counter(slots)
            for begin in sorted(counts):
                window = sum(counts[begin + step] for step in range(problem.max_in_row + 1))
                if window > most:
                    broken.append(
                        f"{names[n]} has {window} meetings in slots {begin} to "
                        f"{begin + problem.max_in_row}, at most {most} without a pause"
                    )
    return broken


def _list_days_alone(problem: Problem, slot: Ints, held: list[int]) -> list[tuple[int, list[int]]]:
    """Return the meetings in halls of each participant of capacity 1 and day, in order of time."""
    participant, day_of, capacity = problem.participant, problem.day, _check_capacities(problem)
    days: dict[tuple[int, int], list[int]] = defaultdict(list)
    for request in held:
        if problem.host[request] < 0 or problem.hall[problem.host[request]] < 0:
            continue
        for person in (problem.a[request], problem.b[request]):
            n = int(participant[person])
            if capacity[n] == 1:
                days[n, int(day_of[slot[request]])].append(request)
    return [(n, sorted(r, key=lambda x: int(slot[x]))) for (n, _), r in sorted(days.items())]


def _check_walks(problem: Problem, slot: Ints, held: list[int]) -> list[str]:
    longest = int(problem.walk.max(initial=0))
    if longest == 0:
        return []
    names = _name_people(problem)
    broken = []
    for n, requests in _list_days_alone(problem, slot, held):
        for place, one in enumerate(requests):
            for two in requests[place + 1 :]:
                between = int(slot[two]) - int(slot[one]) - 1
                if between >= longest:
                    break
                halls = (problem.hall[problem.host[one]], problem.hall[problem.host[two]])
                needed = int(problem.walk[halls])
                if 0 <= between < needed:
                    broken.append(
                        f"{names[n]} walks from hall {halls[0]} (request {one}) to hall "
                        f"{halls[1]} (request {two}) with {between} of {needed} slots between"
                    )
    return broken


def _measure_walking(problem: Problem, slot: Ints, held: list[int]) -> float:
    total = 0.0
    for _, requests in _list_days_alone(problem, slot, held):
        halls = [int(problem.hall[problem.host[r]]) for r in requests]
        for one, two in pairwise(halls):
            total += float(problem.distance[one, two]) if problem.distance.size else one != two
    return total


def _check_orders(problem: Problem, slot: Ints) -> list[str]:
    broken = []
    for first, second in problem.precedences.tolist():
        if slot[first] >= 0 and slot[second] >= 0 and slot[first] >= slot[second]:
            broken.append(
                f"request {first} in slot {slot[first]} is not before request {second} in slot "
                f"{slot[second]}"
            )
    return broken


def _check_once(problem: Problem, held: list[int]) -> list[str]:
    if not problem.once_per_pair:
        return []
    seen: dict[frozenset[int], int] = {}
    broken = []
    for request in held:
        one = int(problem.organisation[problem.a[request]])
        two = int(problem.organisation[problem.b[request]])
        if one < 0 or two < 0:
            continue
        pair = frozenset((one, two))
        if pair in seen:
            broken.append(
                f"requests {seen[pair]} and {request} are both held between organisations "
                f"{one} and {two}, which meet once"
            )
        seen[pair] = request
    return broken


def _check_fairness(problem: Problem, slot: Ints) -> list[str]:
    if problem.fairness is None:
        return []
    spread = measure_timetable(problem, slot).spread
    if spread <= problem.fairness:
        return []
    return [f"breaks of two participants differ by {spread}, at most {problem.fairness}"]
