"""Wishes of a problem without a timetable of which none can be left out: why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from fairlead.engines.scheduling.checks import find_lock_conflict
from fairlead.engines.scheduling.problem import Ints, Problem
from fairlead.engines.scheduling.result import Status
from fairlead.engines.scheduling.solve import solve
from fairlead.engines.scheduling.weight_model import is_provable


class _Wish(NamedTuple):
    """What a problem asks for, in words, and how it is left out."""

    words: str
    leave_out: Callable[[Problem], Problem]


class WishConflict(NamedTuple):
    """Wishes in words that no timetable keeps together; none where no such are proved."""

    wishes: list[str]
    is_least: bool
    """Whether without any one of them there is a timetable; False where that is not decided."""


def find_conflict(problem: Problem) -> WishConflict:
    """Return wishes that no timetable keeps together, beside what always holds.

    That is that nobody is at two meetings at once, and that shared tables are as many as there are.
    Raises `ValueError` above `SMALL_REQUESTS` requests.
    """
    if not is_provable(problem):
        raise ValueError(f"Expected at most 300 requests, got {problem.requests}.")
    if _decide(problem) != Status.INFEASIBLE:
        return WishConflict([], is_least=True)
    kept, is_least = [], True
    for wish in _list_wishes(problem):
        eased = wish.leave_out(problem)
        status = _decide(eased)
        if status == Status.INFEASIBLE:
            problem = eased
        else:
            kept.append(wish.words)
            is_least &= status != Status.UNKNOWN
    return WishConflict(kept, is_least)


def _decide(problem: Problem) -> Status:
    """Return that there is no timetable, that there is one, or that it is unknown."""
    if find_lock_conflict(problem):
        return Status.INFEASIBLE
    if not problem.least_required or not problem.asked:
        return Status.FEASIBLE
    # What requests weigh does not matter here.
    alike = replace(
        problem, weight=np.zeros(problem.requests), must=np.zeros(problem.requests, dtype=np.bool_)
    )
    return solve(alike).status


def _list_wishes(problem: Problem) -> Iterator[_Wish]:
    """Yield what is left out first where it can be: limits and hours before locks and leasts."""
    if problem.once_per_pair:
        yield _Wish("organisations meet once", lambda one: replace(one, once_per_pair=False))
    if problem.walk.any():
        yield _Wish(
            "the ways between halls", lambda one: replace(one, walk=np.zeros_like(one.walk))
        )
    if problem.max_per_day is not None:
        words = "the most meetings a day of everybody"
        yield _Wish(words, lambda one: replace(one, max_per_day=None))
    if problem.max_in_row is not None:
        words = "the most meetings without a pause"
        yield _Wish(words, lambda one: replace(one, max_in_row=None))
    if (problem.tables_by_slot != problem.tables).any():
        yield _Wish(
            "fewer tables in some slots", lambda one: replace(one, table_room=one.table_room[:0])
        )
    for at, pair in enumerate(problem.precedences.tolist()):
        words = f"request {pair[0]} before request {pair[1]}"
        yield _Wish(words, _leave_out_pair(problem.precedences[at]))
    for request in np.flatnonzero(problem.locked_table >= 0).tolist():
        words = f"request {request} at table {problem.locked_table[request]}"
        yield _Wish(words, _set("locked_table", request, -1))
    for request in np.flatnonzero(problem.session > 0).tolist():
        yield _Wish(f"the session of request {request}", _set("session", request, 0))
    yield from _list_wishes_of_people(problem)
    for request in np.flatnonzero(problem.locked >= 0).tolist():
        words = f"request {request} locked to slot {problem.locked[request]}"
        yield _Wish(words, _set("locked", request, -1))


def _list_wishes_of_people(problem: Problem) -> Iterator[_Wish]:
    for name, usual, words in (
        ("rest", 0, "the rest of person {}"),
        ("person_day", -1, "the most meetings a day of person {}"),
        ("person_most", -1, "the most meetings in all of person {}"),
    ):
        for person in np.flatnonzero(getattr(problem, name) != usual).tolist():
            yield _Wish(words.format(person), _set(name, person, usual))
    teams = set(problem.on_duty[:, 0].tolist())
    for person in np.flatnonzero(~problem.available.all(axis=1)).tolist():
        if person not in teams:
            yield _Wish(f"the hours of person {person}", _set("available", person, 1))
    if not problem.least_required:
        return
    for person in np.flatnonzero(problem.least).tolist():
        words = f"at least {problem.least[person]} meetings of person {person}"
        yield _Wish(words, _set("least", person, 0))
    for person, day, least in problem.day_least.tolist():
        words = f"at least {least} meetings of person {person} on day {day}"
        yield _Wish(words, _leave_out_day(person, day))


def _set(name: str, at: int, value: int) -> Callable[[Problem], Problem]:
    def leave_out(problem: Problem) -> Problem:
        values = getattr(problem, name).copy()
        values[at] = value
        return replace(problem, **{name: values})

    return leave_out


def _leave_out_pair(pair: Ints) -> Callable[[Problem], Problem]:
    def leave_out(problem: Problem) -> Problem:
        return replace(
            problem, precedences=problem.precedences[(problem.precedences != pair).any(axis=1)]
        )

    return leave_out


def _leave_out_day(person: int, day: int) -> Callable[[Problem], Problem]:
    def leave_out(problem: Problem) -> Problem:
        rows = problem.day_least
        return replace(problem, day_least=rows[(rows[:, 0] != person) | (rows[:, 1] != day)])

    return leave_out
