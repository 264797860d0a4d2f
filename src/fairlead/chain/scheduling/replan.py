"""A released timetable of a file, changed gently; and why a meeting is not in a timetable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from fairlead.chain.scheduling.problem_file import ScheduleFile, renumber_as_file
from fairlead.chain.scheduling.timetable_file import (
    BETWEEN,
    name_representative,
    read_released_timetable,
    read_timetable,
)
from fairlead.engines.scheduling import Result
from fairlead.engines.scheduling.conflict import WishConflict, find_conflict
from fairlead.engines.scheduling.explain import Reason, explain_unscheduled
from fairlead.engines.scheduling.problem import Ints
from fairlead.engines.scheduling.replan import replan
from fairlead.engines.scheduling.representatives import (
    ChosenRepresentatives,
    assign_representatives,
)
from fairlead.engines.scheduling.verification.rules import find_broken_rules
from fairlead.folder.input_errors import report_invalid

__all__ = ["Change", "Reason", "ReplanResult", "explain_file", "explain_heaviest", "replan_file"]


@dataclass(frozen=True, slots=True)
class Change:
    """A meeting whose slot or table is not what it was, as the file counts; None: not held."""

    meeting: int
    before: int | None
    now: int | None
    table_before: int | None = None
    table_now: int | None = None
    representatives: str = ""
    """Who is at it now, where that is not who was."""

    @property
    def kind(self) -> str:
        """Return "moved", "cancelled", "added" or, in its slot at another table or with another
        representative, "reseated"."""
        if self.before is None:
            return "added"
        if self.now is None:
            return "cancelled"
        return "reseated" if self.before == self.now else "moved"


@dataclass(frozen=True, slots=True)
class ReplanResult:
    """The new timetable of a file and every change against the released one."""

    result: Result
    changes: list[Change]
    fewest: bool
    """Whether it is proved that nothing else keeps more of what was released."""
    chosen: ChosenRepresentatives
    """Who of those that represent a person is at which meeting."""


def replan_file(file: ScheduleFile, released: Path, *, price: float, seed: int = 0) -> ReplanResult:
    """Return a timetable for the file as it is now, near the released one.

    Raises `InvalidInput` when the released timetable is none of this file.
    """
    before, seats, known = read_released_timetable(file, released)
    try:
        plan = replan(file.problem, before, tables=seats, price=price, seed=seed)
    except ValueError as error:
        raise report_invalid(file.name, str(error)) from None
    now, seated = plan.result.slot, plan.result.table
    changed = before != now
    changed[plan.reseated] = True
    chosen = assign_representatives(file.problem, now, released=(before, known))
    others: dict[int, list[str]] = {}
    for (request, person), one in chosen.items():
        if known.get((request, person), one) != one:
            others.setdefault(request, []).append(name_representative(person, one))
    changed[list(others)] = True
    changes = [
        Change(
            request + file.first,
            before=_find_number(before, request, file),
            now=_find_number(now, request, file),
            table_before=_find_number(seats, request, file),
            table_now=_find_number(seated, request, file),
            representatives=BETWEEN.join(others.get(request, ())),
        )
        for request in np.flatnonzero(changed).tolist()
    ]
    return ReplanResult(plan.result, changes, plan.fewest, chosen)


def explain_file(
    file: ScheduleFile, timetable: Path, *, meetings: list[int] | None = None
) -> list[Reason]:
    """Return why each meeting without a slot has none; ``meetings`` asks for some of them.

    Everything is counted as the file counts. Raises `InvalidInput` for a meeting that does not
    exist or is held, and for a timetable that breaks a rule.
    """
    slot, table = read_timetable(file, timetable)
    broken = find_broken_rules(file.problem, slot, table)
    if broken:
        words = renumber_as_file(broken[0], file.first)
        raise report_invalid(timetable.name, f"expected a timetable that keeps every rule: {words}")
    asked = None if meetings is None else _find_positions(file, slot, meetings)
    return [
        _count_reason(reason, file) for reason in explain_unscheduled(file.problem, slot, asked)
    ]


def explain_infeasible(file: ScheduleFile) -> WishConflict:
    """Return wishes in words that no timetable keeps together, counted as the file counts.

    Raises `InvalidInput` for more requests than such wishes are looked for.
    """
    try:
        conflict = find_conflict(file.problem)
    except ValueError:
        expected = (
            "expected the timetable's file after it, or at most 300 requests: of no more is found "
            "why there is no timetable"
        )
        raise report_invalid(file.name, expected, value=str(file.problem.requests)) from None
    return conflict._replace(wishes=[renumber_as_file(one, file.first) for one in conflict.wishes])


def explain_heaviest(file: ScheduleFile, slot: Ints, *, most: int) -> list[Reason]:
    """Return why the weightiest requests without a slot have none, counted as the file counts."""
    left = np.flatnonzero(slot < 0)
    order = np.argsort(-file.problem.weight[left], kind="stable")[:most]
    asked = left[order].astype(np.int32)
    return [
        _count_reason(reason, file) for reason in explain_unscheduled(file.problem, slot, asked)
    ]


def _find_number(numbers: Ints, request: int, file: ScheduleFile) -> int | None:
    number = int(numbers[request])
    return None if number < 0 else number + file.first


def _find_positions(file: ScheduleFile, slot: Ints, meetings: list[int]) -> Ints:
    last = file.problem.requests + file.first - 1
    for meeting in meetings:
        if not file.first <= meeting <= last:
            expected = f"expected a meeting from {file.first} to {last}"
            raise report_invalid(file.name, expected, field="meeting", value=str(meeting))
        if slot[meeting - file.first] >= 0:
            expected = "expected a meeting that the timetable does not hold"
            raise report_invalid(file.name, expected, field="meeting", value=str(meeting))
    return np.array(meetings, dtype=np.int32) - np.int32(file.first)


def _count_reason(reason: Reason, file: ScheduleFile) -> Reason:
    return replace(
        reason,
        request=reason.request + file.first,
        words=renumber_as_file(reason.words, file.first),
        remedy=renumber_as_file(reason.remedy, file.first),
        slot=reason.slot + file.first if reason.slot >= 0 else -1,
    )
