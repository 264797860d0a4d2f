"""Whether each meeting has a representative who is there: shares no code with the search."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.verification.meetings import Meeting, list_meetings

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Row = tuple[list[int], int]
"""Columns, and how many of them at most."""


def find_wrong_representatives(
    problem: Problem, slot: Ints, chosen: dict[tuple[int, int], int]
) -> list[str]:
    """Return what is wrong with who is at which meeting, by request and person."""
    there = set(map(tuple, problem.on_duty.tolist()))
    avoided = set(map(tuple, problem.avoided.tolist()))
    represented = {person for person, _, _ in there}
    wrong = [
        f"request {request} has a representative of person {person}, who is not in it or has none"
        for request, person in chosen
        if person not in represented or person not in problem.parties(request)
    ]
    taken: dict[tuple[int, int, int], int] = {}
    met: dict[tuple[int, int], set[int]] = defaultdict(set)
    for meeting in list_meetings(problem, slot):
        for person in problem.parties(meeting.request):
            if person not in represented:
                continue
            one = chosen.get((meeting.request, person), -1)
            if one < 0:
                wrong.append(f"request {meeting.request} has no representative of person {person}")
                continue
            met[person, one].add(meeting.request)
            words = f"representative {one} of person {person}"
            if (person, one, meeting.request) in avoided:
                wrong.append(f"{words} is sent to request {meeting.request}, which it avoids")
            for at in range(meeting.first, meeting.last + 1):
                if (person, one, at) not in there:
                    wrong.append(f"{words} is not there in slot {at} of request {meeting.request}")
                other = taken.setdefault((person, one, at), meeting.request)
                if other != meeting.request:
                    both = f"request {other} and request {meeting.request}"
                    wrong.append(f"{words} is at {both} in slot {at}")
    return wrong + _find_too_many(problem, slot, met, set(taken))


def _find_too_many(
    problem: Problem,
    slot: Ints,
    met: dict[tuple[int, int], set[int]],
    taken: set[tuple[int, int, int]],
) -> list[str]:
    """Return which representatives have more meetings on a day, or in a row, than they may."""
    wrong, day, row = [], problem.day, problem.max_in_row
    own, every = _find_own_limits(problem), np.arange(problem.requests)
    for (person, one), requests in sorted(met.items()):
        words = f"representative {one} of person {person}"
        of_day = np.bincount(day[[int(slot[r]) for r in requests]])
        most, in_all, rest = own.get((person, one), (find_limit(problem, person), None, 0))
        wrong += [
            f"{words} has {count} meetings on day {at}, at most {most} are allowed"
            for at, count in enumerate(of_day.tolist())
            if most is not None and count > most
        ]
        if in_all is not None and len(requests) > in_all:
            wrong.append(f"{words} has {len(requests)} meetings in all, at most {in_all}")
        if rest:
            mine = list_meetings(problem, np.where(np.isin(every, list(requests)), slot, -1))
            wrong += [
                f"{words} has less than {rest} slots of rest between request {first.request} and "
                f"request {then.request}"
                for first, then in pairwise(sorted(mine, key=lambda one: one.first))
                if day[first.first] == day[then.first] and then.first <= first.last + rest
            ]
        wrong += [
            f"{words} has more than {row} meetings without a pause from slot {first} on"
            for first in range(problem.slots - row if row is not None else 0)
            if day[first] == day[first + (row or 0)]
            and all((person, one, at) in taken for at in range(first, first + (row or 0) + 1))
        ]
    return wrong


def _find_own_limits(problem: Problem) -> dict[tuple[int, int], tuple[int | None, int | None, int]]:
    """Return the most meetings a day and in all, and the rest, of representatives with some."""
    found: dict[tuple[int, int], tuple[int | None, int | None, int]] = {}
    for person, one, a_day, in_all, rest in problem.duty_limits.tolist():
        most = find_limit(problem, person) if a_day < 0 else a_day
        found[person, one] = most, None if in_all < 0 else in_all, rest
    return found


def find_limit(problem: Problem, person: int) -> int | None:
    """Return the most meetings on a day of a person's representatives without limits of their
    own, None for any."""
    own = int(problem.person_day[person])
    return own if own >= 0 else problem.max_per_day


def find_unshared(problem: Problem, meetings: list[Meeting]) -> list[str]:
    """Return whose representatives cannot share their meetings among them.

    Where giving them out one by one leaves somebody over HiGHS says so.

    Those of a day, where nobody is limited over all days. Where meetings take one slot and nobody
    is limited, enough of them are there: who has too many meetings at once is found elsewhere.
    """
    day, broken = problem.day, []
    mine: dict[tuple[int, int], list[Meeting]] = defaultdict(list)
    represented = set(problem.on_duty[:, 0].tolist())
    whole = set(problem.duty_limits[problem.duty_limits[:, 3] >= 0, 0].tolist())
    for meeting in meetings if represented else ():
        for person in problem.parties(meeting.request):
            if person in represented:
                mine[person, -1 if person in whole else int(day[meeting.first])].append(meeting)
    for (person, at), found in sorted(mine.items()):
        if not may_be_unshared(problem, person, long=any(one.last > one.first for one in found)):
            continue
        rows, owners = list_share_rows(
            problem, person, [(one.request, one.first, one.last) for one in found]
        )
        width = len(owners)
        own: list[list[int]] = [[] for _ in found]
        for column, owner in enumerate(owners):
            own[owner].append(column)
        if _is_shared_one_by_one(rows, own):
            continue
        matrix = write_rows([*(columns for columns, _ in rows), *own], width)
        least = [-np.inf] * len(rows) + [1.0] * len(own)
        most = [*(float(count) for _, count in rows), *([1.0] * len(own))]
        if not all(own) or not _is_possible(matrix, least, most):
            broken.append(
                f"the representatives of person {person} cannot share its {len(found)} meetings "
                + ("of all days" if at < 0 else f"on day {at}")
            )
    return broken


def may_be_unshared(problem: Problem, person: int, *, long: bool) -> bool:
    """Return whether there can be enough representatives in each slot, and yet no way to share."""
    limited = find_limit(problem, person) is not None or problem.max_in_row is not None
    own = person in problem.duty_limits[:, 0] or person in problem.avoided[:, 0]
    return long or limited or own


def _is_shared_one_by_one(rows: list[Row], own: list[list[int]]) -> bool:
    """Return whether each span, one after the other, finds a column for which all rows have room.

    Where that fails the columns may still be shared otherwise, which is left to a solver.
    """
    room = [count for _, count in rows]
    needs: dict[int, Counter[int]] = defaultdict(Counter)
    for number, (columns, _) in enumerate(rows):
        for column in columns:
            needs[column][number] += 1
    for columns in own:
        free = (c for c in columns if all(room[row] >= n for row, n in needs[c].items()))
        taken = next(free, None)
        if taken is None:
            return False
        for row, count in needs[taken].items():
            room[row] -= count
    return True


def _is_possible(matrix: csr_array, least: list[float], most: list[float]) -> bool:
    from scipy.optimize import Bounds, LinearConstraint, milp  # a third of a second to import

    width = int(matrix.shape[1])
    answer = milp(
        np.zeros(width),
        constraints=[LinearConstraint(matrix, least, most)],
        integrality=np.ones(width, dtype=np.int8),
        bounds=Bounds(0, 1),
    )
    return answer.x is not None


def list_share_rows(
    problem: Problem, person: int, spans: list[tuple[int, int, int]]
) -> tuple[list[Row], list[int]]:
    """Return what the representatives keep, over one column for each of them and span it can take.

    ``spans`` are requests with their first and last slots. The second list has the span of each
    column.
    """
    there: dict[int, set[int]] = defaultdict(set)
    for one, at in problem.on_duty[problem.on_duty[:, 0] == person, 1:].tolist():
        there[one].add(at)
    owners: list[int] = []
    busy: dict[tuple[int, int], list[int]] = defaultdict(list)
    daily: dict[tuple[int, int], list[int]] = defaultdict(list)
    day = problem.day.tolist()
    avoided = {(one, r) for who, one, r in problem.avoided.tolist() if who == person}
    for number, (request, first, last) in enumerate(spans):
        for one, hours in there.items():
            if (one, request) in avoided or not hours.issuperset(range(first, last + 1)):
                continue
            column = len(owners)
            owners.append(number)
            daily[one, day[first]].append(column)
            for at in range(first, last + 1):
                busy[one, at].append(column)
    rows: list[Row] = [(columns, 1) for columns in busy.values()]
    usual, row = find_limit(problem, person), problem.max_in_row
    own = _find_own_limits(problem)
    for one in there:
        most, in_all, rest = own.get((person, one), (usual, None, 0))
        mine = [columns for (other, _), columns in daily.items() if other == one]
        if most is not None:
            rows += [(columns, most) for columns in mine]
        if in_all is not None:
            rows.append(([column for columns in mine for column in columns], in_all))
        for columns in mine if rest else ():
            rows += [
                ([first, then], 1)
                for first in columns
                for then in columns
                if 0 <= spans[owners[then]][1] - spans[owners[first]][2] - 1 < rest
            ]
    if row is not None:
        edges = [at for at in range(1, problem.slots) if day[at] != day[at - 1]]
        for begin, end in pairwise([0, *edges, problem.slots]):
            rows += [
                ([c for at in range(first, first + row + 1) for c in busy.get((one, at), ())], row)
                for first in range(begin, end - row)
                for one in there
            ]
    return rows, owners


def write_rows(rows: list[list[int]], width: int) -> csr_array:
    """Return a matrix with an entry for each time a row names a column."""
    from scipy.sparse import csr_array

    places = [(at, column) for at, row in enumerate(rows) for column in row]
    table = np.array(places, dtype=np.int64).reshape(-1, 2)
    return csr_array((np.ones(len(table)), (table[:, 0], table[:, 1])), (len(rows), width))
