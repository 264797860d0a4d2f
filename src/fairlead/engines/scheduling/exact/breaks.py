"""The breaks of each participant counted in clauses: fair between them, few in sum."""

from __future__ import annotations

from dataclasses import dataclass

from fairlead.engines.scheduling.exact.clauses import Clauses
from fairlead.engines.scheduling.exact.forum import Forum


@dataclass(frozen=True, slots=True)
class Breaks:
    """The breaks in clauses."""

    broken: list[int | bool]
    """(N) the literal "has a break", or whether the participant has one."""
    more: list[int]
    """The literals "at least 1, 2, ... breaks beyond those that nobody can avoid", one for each
    that the clauses allow; empty without a limit."""


def limit_breaks(
    clauses: Clauses,
    forum: Forum,
    used: list[dict[int, int]],
    *,
    most: int | None,
    fewest: list[int],
) -> Breaks:
    """Add that the breaks are fair and, unless ``most`` is None, at most so many in sum.

    ``used`` (N) the literal "used" of each usable slot; ``fewest`` (N) breaks that each
    participant has in any case.
    """
    meeting = [one for one, meetings in enumerate(forum.of) if meetings]
    caps = {one: _bound_breaks(forum, used[one], one) for one in meeting}
    # Someone has at most `base` breaks: with fewer breaks than participants, none.
    base = min(caps.values(), default=0)
    if most is not None:
        spare = most - sum(fewest)
        base = min(base, most // max(1, len(meeting)))
        caps = {one: min(cap, fewest[one] + spare) for one, cap in caps.items()}
    if forum.fairness is not None:
        caps = {one: min(cap, base + forum.fairness) for one, cap in caps.items()}
    unfair = forum.fairness is not None and base > 0
    if any(cap < fewest[one] for one, cap in caps.items()):
        clauses.fail()
        return Breaks([False] * len(used), [])
    counted = {
        one: _encode_breaks(clauses, forum, used[one], cap=caps[one], exact=unfair)
        for one in meeting
    }
    for one, literals in counted.items():
        for literal in literals[: fewest[one]]:
            clauses.add(literal)
    if forum.fairness is not None and unfair:
        _encode_fairness(clauses, list(counted.values()), base, forum.fairness)
    more: list[int] = []
    if most is not None:
        extra = [x for one, literals in counted.items() for x in literals[fewest[one] :]]
        total = clauses.sorted(extra, spare + 1)
        if len(total) > spare:
            clauses.add(-total[spare])
        more = total[:spare]
    broken = [_has_one(counted.get(one, []), fewest[one]) for one in range(len(used))]
    return Breaks(broken, more)


def _has_one(literals: list[int], fewest: int) -> int | bool:
    return fewest > 0 or (literals[0] if literals else False)


def _bound_breaks(forum: Forum, used: dict[int, int], participant: int) -> int:
    """Return a number of breaks that the participant cannot exceed."""
    runs, last = 0, -2
    for day in forum.days:
        for slot in day:
            if slot in used and (slot > last + 1 or slot == day.start):
                runs, last = runs + 1, slot
    return max(0, min(len(forum.of[participant]), runs) - 1)


def _encode_breaks(
    clauses: Clauses, forum: Forum, used: dict[int, int], *, cap: int, exact: bool
) -> list[int]:
    """Return the literals "at least 1, 2, ..., cap breaks" and add that there are no more.

    On each day the breaks are the runs of used slots but one; a run is known by its beginning.
    """
    total: list[int] = []
    for day in forum.days:
        begins = [_encode_begin(clauses, used, day, slot) for slot in day if slot in used]
        if not begins:
            continue
        runs = clauses.counts(begins, cap + 2, exact=exact)[-1]
        total = clauses.merged(total, runs[1:], cap + 1, exact=exact) if total else runs[1:]
    if len(total) > cap:
        clauses.add(-total[cap])
    return total[:cap]


def _encode_begin(clauses: Clauses, used: dict[int, int], day: range, slot: int) -> int:
    """Return the literal "a run of used slots begins here"."""
    here = used[slot]
    before = used.get(slot - 1) if slot > day.start else None
    if before is None:
        return here
    begin = clauses.new()
    clauses.add(-here, before, begin)
    clauses.add(-begin, here)
    clauses.add(-begin, -before)
    return begin


def _encode_fairness(clauses: Clauses, breaks: list[list[int]], base: int, fairness: int) -> None:
    """Add that who has `fairness` + f breaks or more leaves nobody with fewer than f."""
    for floor in range(1, base + 1):
        raised = clauses.new()
        for literals in breaks:
            if len(literals) >= floor + fairness:
                clauses.add(-literals[floor + fairness - 1], raised)
            clauses.add(-raised, *literals[floor - 1 : floor])
