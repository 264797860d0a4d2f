"""Whether every request is held in so few slots or days, and needs them: no code of the search."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np

from fairlead.engines.scheduling.problem import SHARED_TABLE, Ints, Problem
from fairlead.engines.scheduling.result import Fewest, Refutation, Status, Unit
from fairlead.engines.scheduling.verification.findings import Findings
from fairlead.engines.scheduling.verification.meetings import find_last_slot
from fairlead.engines.scheduling.verification.rules import find_fewer, find_limits


def check_fewest(
    problem: Problem,
    said: Fewest,
    slot: Ints,
    status: Status,
    findings: Findings,
    *,
    seconds: float,
    bound_alone: bool,
) -> None:
    """Add what of the claims is false, shown or unchecked."""
    if status not in (Status.OPTIMAL, Status.FEASIBLE):
        return
    if said.person is not None and not 0 <= said.person < problem.people:
        findings.false.append(f"there is no person {said.person}")
        return
    if not bound_alone:
        missing = int((slot < 0).sum())
        if missing:
            findings.false.append(f"{missing} requests are not held, and all must be")
        used = len(_find_used(problem, slot, said))
        if used != said.used:
            findings.false.append(f"{used} {said.unit} are used, the result says {said.used}")
    if said.bound > said.used or (status == Status.OPTIMAL and said.bound < said.used):
        findings.false.append(f"{said.used} {said.unit} are not the bound {said.bound}")
    claim = f"No timetable holds every request in fewer than {said.bound} {said.unit}"
    if said.person is not None:
        claim += f" of person {said.person}"
    counted, why = count_units(problem, said.unit, said.person)
    if said.bound <= 0:
        return
    if counted >= said.bound:
        findings.shown.append(f"{claim}: {why}")
    elif not isinstance(said.certificate, Refutation):
        findings.false.append(f"{counted} {said.unit} are needed, the result says {said.bound}")
    elif seconds <= 0:
        findings.unchecked.append(f"{claim}: no time was given")
    else:
        _ask_another(problem, said, claim, findings, seconds)


def _ask_another(
    problem: Problem, said: Fewest, claim: str, findings: Findings, seconds: float
) -> None:
    # The second solver is imported when it is asked.
    from fairlead.engines.scheduling.verification.weight import SOLVER, find_fewest_units

    units = _number_units(problem, said.unit)
    used, bound = find_fewest_units(problem, units, seconds=seconds, person=said.person)
    if used < said.bound:
        findings.false.append(f"{claim}: {SOLVER} found one in {used:g}")
    elif bound > said.bound - 1 + 1e-6:
        findings.shown.append(f"{claim}: {SOLVER}, given the rules in other words, agrees")
    else:
        findings.unchecked.append(f"{claim}: {SOLVER} had no answer in {seconds:g} s")


def make_alike(problem: Problem) -> Problem:
    """Return the problem in which every request is worth the same."""
    none = np.zeros(problem.requests, dtype=np.bool_)
    return replace(problem, weight=np.ones(problem.requests), must=none)


def _number_units(problem: Problem, unit: Unit) -> list[int]:
    return problem.day.tolist() if unit == "days" else list(range(problem.slots))


def _find_used(problem: Problem, slot: Ints, said: Fewest) -> set[int]:
    units, used = _number_units(problem, said.unit), set()
    for request in np.flatnonzero(slot >= 0).tolist():
        if said.person is not None and not is_of(problem, request, said.person):
            continue
        first = int(slot[request])
        last = find_last_slot(problem, request, first)[0]
        used |= {units[at] for at in range(first, last + 1)}
    return used


def is_of(problem: Problem, request: int, person: int) -> bool:
    """Return whether somebody of a person's calendar is in a request."""
    calendar = problem.participant
    return bool((calendar[problem.parties(request)] == calendar[person]).any())


def count_units(problem: Problem, unit: Unit, person: int | None = None) -> tuple[int, str]:
    """Return how many slots or days are needed at least by counting, and who needs them.

    ``person``: those of this one alone.
    """
    units = _number_units(problem, unit)
    node = problem.participant.tolist()
    capacity: dict[int, int] = dict(zip(node, problem.capacity.tolist(), strict=True))
    fewer = find_fewer(problem)
    tables: list[int] = problem.table_room.tolist() or [problem.tables] * problem.slots
    heads: dict[int, list[int]] = {r: [] for r in range(problem.requests)}
    for request in range(problem.requests):
        heads[request] = [node[problem.a[request]], node[problem.b[request]]]
    for request, further in problem.further.tolist():
        heads[request].append(node[further])
    open_in: dict[int, set[int]] = defaultdict(set)
    seats: set[int] = set()
    load: Counter[int] = Counter()
    meetings: Counter[int] = Counter()
    at_tables, forced = 0, set[int]()
    for request, people in heads.items():
        takes = max(1, int(problem.length[request]))
        touched, needed = set(), None
        for first in np.flatnonzero(problem.allowed(request)).tolist():
            last = find_last_slot(problem, request, first)[0]
            touched |= set(range(first, last + 1))
            inside = {units[at] for at in range(first, last + 1)}
            needed = inside if needed is None else needed & inside
        if person is None or is_of(problem, request, person):
            forced |= needed or set()
        for n in people:
            open_in[n] |= touched
            load[n] += takes
            meetings[n] += 1
        if problem.host[request] == SHARED_TABLE:
            seats |= touched
            at_tables += takes
    per_day = find_limits(problem)[0]
    best = (len(forced), "requests that can be held in one alone need them")
    for n, wanted in load.items():
        if person is not None and n != node[person]:
            continue
        room: Counter[int] = Counter()
        for at in open_in[n]:
            room[units[at]] += fewer.get((n, at), capacity[n])
        for most, asked in ((None, wanted), (per_day.get(n), meetings[n])):
            if most is not None and unit == "slots":
                continue
            offered = {u: p if most is None else min(p, most) for u, p in room.items()}
            found = _count_needed(offered, asked, forced)
            best = max(best, (found, f"person {_name(problem, n)} needs them"))
    if person is not None:
        return best
    room = Counter()
    for at in seats:
        room[units[at]] += tables[at]
    best = max(best, (_count_needed(room, at_tables, forced), "the shared tables need them"))
    for members, wanted in _find_parts(heads, problem):
        in_slot: Counter[int] = Counter()
        for n in members:
            for at in open_in[n]:
                in_slot[at] += min(fewer.get((n, at), capacity[n]), meetings[n])
        room = Counter()
        for at, heads_there in in_slot.items():
            room[units[at]] += heads_there // 2
        found = _count_needed(room, wanted, forced)
        best = max(best, (found, f"{len(members)} people meet only one another, two by two"))
    return best


def _name(problem: Problem, n: int) -> int:
    return int(np.flatnonzero(problem.participant == n)[0])


def _count_needed(room: dict[int, int], wanted: int, forced: set[int]) -> int:
    """Return the units needed: those that are anyway, then the largest."""
    left = wanted - sum(room.get(unit, 0) for unit in forced)
    used = len(forced)
    for places in sorted((p for u, p in room.items() if u not in forced), reverse=True):
        if left <= 0:
            break
        left -= places
        used += 1
    return used


def _find_parts(heads: dict[int, list[int]], problem: Problem) -> list[tuple[set[int], int]]:
    """Return the people who meet only one another, and the slots all their requests take."""
    meets: dict[int, set[int]] = defaultdict(set)
    for people in heads.values():
        for n in people:
            meets[n].update(people)
    parts: list[set[int]] = []
    seen: set[int] = set()
    for begin in meets:
        if begin in seen:
            continue
        part, waiting = {begin}, [begin]
        while waiting:
            new = meets[waiting.pop()] - part
            part |= new
            waiting += new
        seen |= part
        parts.append(part)
    takes = [max(1, length) for length in problem.length.tolist()]
    return [
        (part, sum(takes[request] for request, people in heads.items() if people[0] in part))
        for part in parts
    ]
