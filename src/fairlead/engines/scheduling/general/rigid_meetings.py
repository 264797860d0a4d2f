"""Long and large meetings as bookings that cannot be moved, around which the search places others.

Each person in such a meeting has, in each of its slots, a locked meeting with a stand-in who is
never full; each of its tables likewise. What remains is a problem of two people and one slot.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.scheduling.attendance import find_held_ends, list_attendance
from fairlead.engines.scheduling.problem import ONLINE, SHARED_TABLE, Bools, Floats, Ints, Problem
from fairlead.engines.scheduling.representatives import find_uneven_teams


@dataclass(frozen=True, slots=True)
class RigidProblem:
    """A plain problem, and where its requests come from."""

    problem: Problem
    plain: Ints
    """The requests that stand first in it, as positions of the given problem."""
    uncounted: Ints
    """(N, D) of its locked meetings those that are parts of one."""

    def read(self, slot: Ints, wide: Ints) -> Ints:
        """Return the timetable of the given problem: the plain ones here, the others given."""
        found = wide.copy()
        found[self.plain] = slot[: len(self.plain)]
        return found


def find_wide(problem: Problem) -> Bools:
    """Return (R,) which requests the compiled search does not know."""
    wide: Bools = problem.is_long | (problem.locked_table >= 0)
    rests = (problem.find_rests() > 0)[problem.participant]
    wide |= rests[problem.a] | rests[problem.b]
    wide[problem.further[:, 0]] = True
    for person in find_uneven_teams(problem):
        wide |= (problem.a == person) | (problem.b == person)
    return wide


def fix_wide(problem: Problem, slot: Ints, weight: Floats) -> RigidProblem:
    """Return the problem of the plain requests around the wide meetings held in a timetable."""
    wide = find_wide(problem)
    plain = np.flatnonzero(~wide).astype(np.int32)
    ends = find_held_ends(problem, slot)
    held = np.flatnonzero(wide & (slot >= 0)).astype(np.int32)
    own_hall = np.where(problem.host >= 0, problem.hall[np.maximum(problem.host, 0)], -1)
    halls = sorted(set(own_hall[held].tolist()) - {-1})
    # Stand-ins: two that meet at tables, then one for each hall.
    first = problem.people
    place = {hall: first + 2 + at for at, hall in enumerate(halls)}
    rows: list[tuple[int, int, int, int]] = []  # person, stand-in, host, slot
    further: dict[int, list[int]] = {}
    for request, person in problem.further.tolist():
        further.setdefault(request, []).append(person)
    for request in held.tolist():
        hall = int(own_hall[request])
        other = place.get(hall, first)
        host = other if hall >= 0 else ONLINE
        people = [int(problem.a[request]), int(problem.b[request]), *further.get(request, ())]
        for t in range(int(slot[request]), int(ends[request])):
            rows += [(person, other, host, t) for person in people]
            if problem.host[request] == SHARED_TABLE:
                rows.append((first, first + 1, SHARED_TABLE, t))
    extra = np.array(rows, dtype=np.int32).reshape(-1, 4)
    stand_ins = 2 + len(halls)
    sessions, session = _restrict(problem, slot, ends, plain)

    def join(values: Ints, more: Ints | int) -> Ints:
        added = np.broadcast_to(np.asarray(more, dtype=values.dtype), (len(extra),))
        return np.concatenate([values[plain], added])

    def extend(values: Ints, value: int) -> Ints:
        return np.concatenate([values, np.full(stand_ins, value, dtype=values.dtype)])

    position = np.full(problem.requests, -1, dtype=np.int32)
    position[plain] = np.arange(len(plain))
    orders = position[problem.precedences]
    stands = extend(problem.hall, -1)
    stands[first + 2 :] = halls
    fixed = Problem(
        slots_per_day=problem.slots_per_day,
        capacity=extend(problem.capacity, max(len(extra), 1)),
        available=np.vstack(
            [problem.available, np.ones((stand_ins, problem.slots), dtype=np.bool_)]
        ),
        a=join(problem.a, extra[:, 0]),
        b=join(problem.b, extra[:, 1]),
        weight=np.concatenate([weight[plain], np.zeros(len(extra))]),
        host=join(problem.host, extra[:, 2]),
        tables=problem.tables,
        table_room=problem.table_room,
        reduced=problem.reduced,
        hall=stands,
        calendar=extend(problem.calendar, -1),
        organisation=extend(problem.organisation, -1),
        session=np.concatenate([session, np.zeros(len(extra), dtype=np.int32)]),
        sessions=sessions,
        locked=join(problem.locked, extra[:, 3]),
        precedences=orders[(orders >= 0).all(axis=1)],
        walk=problem.walk,
        distance=problem.distance,
        max_per_day=problem.max_per_day,
        max_in_row=problem.max_in_row,
        once_per_pair=problem.once_per_pair,
        person_day=extend(problem.person_day, 2**30 // max(len(extra), 1)),
        person_most=extend(problem.person_most, -1),
        duty_limits=problem.duty_limits,
    )
    return RigidProblem(fixed, plain, _count_parts(problem, fixed, slot, ends, held))


def _restrict(problem: Problem, slot: Ints, ends: Ints, plain: Ints) -> tuple[Bools, Ints]:
    """Return sessions that keep orders and pairs with wide meetings too, and each request's."""
    wide = find_wide(problem)
    open_slots: dict[int, Bools] = {}

    def limit(request: int, allowed: Bools) -> None:
        before = open_slots.get(request)
        if before is None:
            number = int(problem.session[request])
            before = (
                problem.sessions[number - 1] if number else np.ones(problem.slots, dtype=np.bool_)
            )
        open_slots[request] = before & allowed

    every = np.arange(problem.slots)
    for one, two in problem.precedences.tolist():
        if wide[one] and not wide[two] and slot[one] >= 0:
            limit(two, every >= ends[one])
        elif wide[two] and not wide[one] and slot[two] >= 0:
            limit(one, every < slot[two])
    if problem.once_per_pair:
        of_more = set(problem.further[:, 0].tolist())
        held = {
            _find_pair(problem, r)
            for r in np.flatnonzero(wide & (slot >= 0)).tolist()
            if r not in of_more
        } - {None}
        for r in plain.tolist() if held else ():
            if _find_pair(problem, r) in held:
                limit(r, np.zeros(problem.slots, dtype=np.bool_))
    session = problem.session.copy()
    sessions = [problem.sessions] if len(problem.sessions) else []
    for number, (request, allowed) in enumerate(open_slots.items(), len(problem.sessions) + 1):
        sessions.append(allowed[None, :])
        session[request] = number
    none = np.empty((0, problem.slots), dtype=np.bool_)
    return np.vstack([none, *sessions]), session[plain]


def _find_pair(problem: Problem, request: int) -> frozenset[int] | None:
    one = int(problem.organisation[problem.a[request]])
    two = int(problem.organisation[problem.b[request]])
    return frozenset((one, two)) if min(one, two) >= 0 else None


def _count_parts(problem: Problem, fixed: Problem, slot: Ints, ends: Ints, held: Ints) -> Ints:
    """Return (N, D) how many locked parts a participant has beyond one for each wide meeting."""
    count = int(fixed.participant.max(initial=-1)) + 1
    found = np.zeros((count, len(problem.slots_per_day)), dtype=np.int32)
    there = list_attendance(problem)
    is_held = np.zeros(problem.requests, dtype=np.bool_)
    is_held[held] = True
    keep = is_held[there.request]
    request, node = there.request[keep], there.participant[keep]
    np.add.at(found, (node, problem.day[slot[request]]), (ends - slot)[request] - 1)
    return found
