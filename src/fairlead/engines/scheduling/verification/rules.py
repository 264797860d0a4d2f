"""Whether a timetable keeps every rule: shares no code with the search."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np

from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.verification.measures import measure_timetable
from fairlead.engines.scheduling.verification.meetings import (
    Meeting,
    find_capacities,
    find_hall,
    find_last_slot,
    list_days_alone,
    list_meetings,
)
from fairlead.engines.scheduling.verification.representatives import find_unshared
from fairlead.engines.scheduling.verification.seats import check_seats


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
    meetings = list_meetings(problem, slot)
    broken = _check_own_slots(problem, meetings)
    if not only_held:
        broken += _check_locks(problem, slot)
        if problem.least_required:
            broken += [
                f"person {person} has {least - missing} meetings "
                f"{'in all' if day < 0 else f'on day {day}'}, at least {least} are needed"
                for person, day, least, missing in find_missing(problem, slot)
            ]
    broken += _check_bookings(problem, meetings)
    broken += find_unshared(problem, meetings)
    broken += _check_tables(problem, slot, table, meetings)
    broken += _check_limits(problem, meetings)
    broken += _check_rests(problem, meetings)
    broken += _check_walks(problem, meetings)
    broken += _check_orders(problem, meetings)
    broken += _check_once(problem, held)
    if all_held:
        broken += [f"request {r} is not held" for r in np.flatnonzero(slot < 0)]
        broken += _check_fairness(problem, slot)
    return broken


def _check_own_slots(problem: Problem, meetings: list[Meeting]) -> list[str]:
    broken = []
    further: dict[int, list[int]] = defaultdict(list)
    for request, person in problem.further.tolist():
        further[request].append(person)
    for meeting in meetings:
        request, session = meeting.request, int(problem.session[meeting.request])
        people = [int(problem.a[request]), int(problem.b[request]), *further[request]]
        if not find_last_slot(problem, request, meeting.first)[1]:
            broken.append(
                f"request {request} does not end before a pause or the night when it begins in "
                f"slot {meeting.first}"
            )
        for at in range(meeting.first, meeting.last + 1):
            broken += [
                f"request {request}: person {person} is not available in slot {at}"
                for person in people
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


def list_asked(problem: Problem) -> list[tuple[int, int, int]]:
    """Return (person, day, least meetings) of who is to have some; day -1 for all together."""
    in_all = [(one, -1, least) for one, least in enumerate(problem.least.tolist()) if least]
    days = [(person, day, least) for person, day, least in problem.day_least.tolist() if least]
    return in_all + days


def find_missing(problem: Problem, slot: Ints) -> list[tuple[int, int, int, int]]:
    """Return (person, day, least, missing) of people with fewer meetings than they are to have."""
    held: Counter[tuple[int, int]] = Counter()
    one, day_of = problem.participant.tolist(), problem.day.tolist()

    def count(person: int, request: int) -> None:
        if slot[request] >= 0:
            held.update(((one[person], -1), (one[person], day_of[int(slot[request])])))

    for request in range(problem.requests):
        count(int(problem.a[request]), request)
        count(int(problem.b[request]), request)
    for request, person in problem.further.tolist():
        count(person, request)
    return [
        (person, day, least, least - held[one[person], day])
        for person, day, least in list_asked(problem)
        if held[one[person], day] < least
    ]


def _name_people(problem: Problem) -> dict[int, str]:
    names: dict[int, str] = {}
    for person, number in enumerate(problem.participant):
        calendar = int(problem.calendar[person])
        names[int(number)] = f"calendar {calendar}" if calendar >= 0 else f"person {person}"
    return names


def _check_bookings(problem: Problem, meetings: list[Meeting]) -> list[str]:
    found: Counter[tuple[int, int]] = Counter()
    for meeting in meetings:
        for at in range(meeting.first, meeting.last + 1):
            found.update((n, at) for n in meeting.participants)
    capacity, names = find_capacities(problem), _name_people(problem)
    fewer = find_fewer(problem)
    return [
        f"{names[n]} is in {count} meetings in slot {at}, at most {most} at once"
        for (n, at), count in sorted(found.items())
        if count > (most := fewer.get((n, at), capacity[n]))
    ]


def find_fewer(problem: Problem) -> dict[tuple[int, int], int]:
    """Return how many meetings at once participants have room for in slots with less room."""
    fewer: dict[tuple[int, int], int] = {}
    for person, at, most in problem.reduced.tolist():
        key = (int(problem.participant[person]), at)
        fewer[key] = min(most, fewer.get(key, most))
    return fewer


def _check_rests(problem: Problem, meetings: list[Meeting]) -> list[str]:
    rest = {int(n): 0 for n in problem.participant}
    for person, n in enumerate(problem.participant.tolist()):
        rest[n] = max(rest[n], int(problem.rest[person]))
    names, day = _name_people(problem), problem.day
    mine: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        for n in meeting.participants:
            if rest[n]:
                mine[n].append(meeting)
    broken = []
    for n, found in sorted(mine.items()):
        for one, two in pairwise(sorted(found, key=lambda meeting: meeting.first)):
            between = two.first - one.last - 1
            if day[one.first] == day[two.first] and 0 <= between < rest[n]:
                broken.append(
                    f"{names[n]} has {between} slots of rest between request {one.request} and "
                    f"request {two.request}, at least {rest[n]} are needed"
                )
    return broken


def _check_tables(
    problem: Problem, slot: Ints, table: Ints | None, meetings: list[Meeting]
) -> list[str]:
    shared = [meeting for meeting in meetings if problem.host[meeting.request] == -1]
    room = problem.table_room.tolist() or [problem.tables] * problem.slots
    used = Counter(at for meeting in shared for at in range(meeting.first, meeting.last + 1))
    broken = [
        f"slot {at} has {count} meetings at shared tables, there are {room[at]}"
        for at, count in sorted(used.items())
        if count > room[at]
    ] + _check_locked_tables(problem, shared)
    if table is None:
        return broken or check_seats(problem, shared)
    seen: dict[tuple[int, int], int] = {}
    for meeting in shared:
        request, place = meeting.request, int(table[meeting.request])
        if not 0 <= place < problem.tables:
            broken.append(f"request {request} has no table from 0 to {problem.tables - 1}")
            continue
        wanted = int(problem.locked_table[request])
        if wanted >= 0 and place != wanted:
            broken.append(f"request {request} is locked to table {wanted}, got table {place}")
        for at in range(meeting.first, meeting.last + 1):
            if (at, place) in seen:
                broken.append(
                    f"requests {seen[at, place]} and {request} are both at table {place} in slot "
                    f"{at}"
                )
            seen[at, place] = request
    elsewhere = np.flatnonzero((table >= 0) & ((slot < 0) | (problem.host != -1)))
    broken += [f"request {r} has a table that it does not use" for r in elsewhere]
    return broken


def _check_locked_tables(problem: Problem, shared: list[Meeting]) -> list[str]:
    """Return which meetings cannot all have the tables that they, or others, are locked to."""
    named = set(problem.locked_table.tolist()) - {-1}
    if not named:
        return []
    taken: dict[tuple[int, int], list[int]] = defaultdict(list)
    for meeting in shared:
        table = int(problem.locked_table[meeting.request])
        for at in range(meeting.first, meeting.last + 1) if table >= 0 else ():
            taken[at, table].append(meeting.request)
    return [
        f"requests {' and '.join(map(str, found))} are locked to table {table} in slot {at}"
        for (at, table), found in sorted(taken.items())
        if len(found) > 1
    ]


def find_limits(problem: Problem) -> tuple[dict[int, int], dict[int, int]]:
    """Return the most meetings a day and in all of the participants that have a limit."""
    per_day: dict[int, int] = {}
    in_all: dict[int, int] = {}
    limited = set(problem.duty_limits[:, 0].tolist())
    for person, n in enumerate(problem.participant.tolist()):
        own, most = int(problem.person_day[person]), int(problem.person_most[person])
        if own < 0 and problem.max_per_day is not None:
            own = problem.max_per_day
        if own >= 0 and person not in limited:
            own *= int(problem.capacity[person])
            per_day[n] = min(own, per_day.get(n, own))
        if person in limited:
            # People with representatives share no calendar.
            rows = [row[1:] for row in problem.duty_limits.tolist() if row[0] == person]
            each = dict.fromkeys(range(int(problem.capacity[person])), (own, -1))
            each |= {one: (own if day < 0 else day, total) for one, day, total, _ in rows}
            days, totals = zip(*each.values(), strict=True)
            if min(days) >= 0:
                per_day[n] = sum(days)
            if min(totals) >= 0:
                in_all[n] = sum(totals)
        if most >= 0:
            in_all[n] = min(most, in_all.get(n, most))
    return per_day, in_all


def _check_limits(problem: Problem, meetings: list[Meeting]) -> list[str]:
    per_day, in_all = find_limits(problem)
    capacity, names, day_of = find_capacities(problem), _name_people(problem), problem.day
    days: dict[tuple[int, int], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        for n in meeting.participants:
            days[n, int(day_of[meeting.first])].append(meeting)
    all_days: Counter[int] = Counter()
    broken = []
    for (n, day), found in sorted(days.items()):
        all_days[n] += len(found)
        if n in per_day and len(found) > per_day[n]:
            broken.append(
                f"{names[n]} has {len(found)} meetings on day {day}, at most {per_day[n]}"
            )
        if problem.max_in_row is not None:
            most = problem.max_in_row * capacity[n]
            counts = Counter(
                at for meeting in found for at in range(meeting.first, meeting.last + 1)
            )
            for begin in sorted(counts):
                window = sum(counts[begin + step] for step in range(problem.max_in_row + 1))
                if window > most:
                    broken.append(
                        f"{names[n]} has {window} meetings in slots {begin} to "
                        f"{begin + problem.max_in_row}, at most {most} without a pause"
                    )
    return broken + [
        f"{names[n]} has {count} meetings in all, at most {in_all[n]}"
        for n, count in sorted(all_days.items())
        if n in in_all and count > in_all[n]
    ]


def _check_walks(problem: Problem, meetings: list[Meeting]) -> list[str]:
    longest = int(problem.walk.max(initial=0))
    if longest == 0:
        return []
    names = _name_people(problem)
    broken = []
    for n, found in list_days_alone(problem, meetings):
        for place, one in enumerate(found):
            for two in found[place + 1 :]:
                between = two.first - one.last - 1
                if between >= longest:
                    break
                halls = (find_hall(problem, one), find_hall(problem, two))
                needed = int(problem.walk[halls])
                if 0 <= between < needed:
                    broken.append(
                        f"{names[n]} walks from hall {halls[0]} (request {one.request}) to hall "
                        f"{halls[1]} (request {two.request}) with {between} of {needed} slots "
                        "between"
                    )
    return broken


def _check_orders(problem: Problem, meetings: list[Meeting]) -> list[str]:
    held = {meeting.request: meeting for meeting in meetings}
    broken = []
    for first, second in problem.precedences.tolist():
        if first in held and second in held and held[first].last >= held[second].first:
            broken.append(
                f"request {first} in slot {held[first].first} is not before request {second} in "
                f"slot {held[second].first}"
            )
    return broken


def _check_once(problem: Problem, held: list[int]) -> list[str]:
    if not problem.once_per_pair:
        return []
    seen: dict[frozenset[int], int] = {}
    broken = []
    of_more = set(problem.further[:, 0].tolist())
    for request in held:
        if request in of_more:
            continue
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
