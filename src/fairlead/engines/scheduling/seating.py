"""Tables for meetings of several slots where other meetings are locked to some.

A meeting keeps one table through all its slots. Where nobody is locked to a table, that is possible
whenever there are enough tables in each slot; beside locked meetings it is not, and is asked here.
Meetings of one slot always find a table among those that are left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fairlead.engines.scheduling.attendance import find_held_ends
from fairlead.engines.scheduling.problem import Ints, Problem

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

SPARE = -1
"""Any of the tables to which nothing is locked."""
STEPS = 20_000
"""Tables tried at most before it is left to a solver."""
Span = tuple[int, int]
"""First slot and the slot after the last."""


@dataclass(frozen=True, slots=True)
class TakenTables:
    """The tables of a day that locked meetings take, and how many other tables there are."""

    spans: Mapping[int, Sequence[Span]]
    """Of each table to which something is locked, also where that is not held."""
    spare: int

    def is_free(self, table: int, span: Span) -> bool:
        """Return whether no locked meeting is at a table in a span."""
        return all(stop <= span[0] or first >= span[1] for first, stop in self.spans[table])


def find_seats(
    spans: Sequence[Span], taken: TakenTables, *, wishes: Sequence[int] = (), steps: int = STEPS
) -> list[int] | None:
    """Return a table, or `SPARE`, for each meeting; None where there is no way to seat them.

    ``wishes``: a table each would like, -1 for any, of all meetings or of none. Raises
    `TimeoutError` after so many steps.
    """
    order = sorted(range(len(spans)), key=lambda at: spans[at])
    if not wishes and _count_most(spans) <= taken.spare:
        return [SPARE] * len(spans)
    names = sorted(taken.spans)
    failed: set[tuple[int, tuple[int, ...], tuple[int, ...]]] = set()
    # Until when each table is taken, and the spare ones that are, at each step.
    states: list[tuple[tuple[int, ...], tuple[int, ...]]] = [((0,) * len(names), ())]
    chosen: list[int] = []

    def list_choices() -> Iterator[int]:
        at = order[len(chosen)]
        (first, stop), (until, spare) = spans[at], states[-1]
        free = []
        for place, name in enumerate(names):
            if until[place] <= first and taken.is_free(name, (first, stop)):
                later = [begin for begin, _ in taken.spans[name] if begin >= stop]
                free.append((min(later, default=1 << 30), name))
        found = [name for _, name in sorted(free)]
        if sum(one > first for one in spare) < taken.spare:
            found.append(SPARE)
        wish = wishes[at] if wishes else None
        # Who wishes a table to which nothing is locked has one of those.
        wish = SPARE if wish is not None and wish not in taken.spans else wish
        return iter(sorted(found, key=lambda name: name != wish))

    def describe() -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        first = spans[order[len(chosen)]][0]
        until, spare = states[-1]
        return (
            len(chosen),
            tuple(max(one, first) for one in until),
            tuple(sorted(one for one in spare if one > first)),
        )

    entered = [describe()] if order else []
    waiting = [list_choices()] if order else []
    while waiting:
        choice = next(waiting[-1], None)
        if choice is None:
            failed.add(entered.pop())
            waiting.pop()
            if chosen:
                chosen.pop()
                states.pop()
            continue
        steps -= 1
        if steps < 0:
            raise TimeoutError
        until, spare = states[-1]
        stop = spans[order[len(chosen)]][1]
        if choice == SPARE:
            states.append((until, (*spare, stop)))
        else:
            at = names.index(choice)
            states.append(((*until[:at], stop, *until[at + 1 :]), spare))
        chosen.append(choice)
        if len(chosen) == len(order):
            seats = dict(zip(order, chosen, strict=True))
            return [seats[at] for at in range(len(order))]
        entered.append(describe())
        waiting.append(iter(()) if entered[-1] in failed else list_choices())
    return None if order else []


def _count_most(spans: Sequence[Span]) -> int:
    """Return how many of the spans are in one slot at most."""
    begun = {first for first, _ in spans}
    return max((sum(one <= t < stop for one, stop in spans) for t in begun), default=0)


def seat_long(
    problem: Problem,
    slot: Ints,
    *,
    wishes: Ints | None = None,
    kept: Sequence[tuple[int, int]] = (),
) -> dict[int, int] | None:
    """Return the table, or `SPARE`, of each held meeting that `Problem.is_apart` names.

    ``wishes`` (R,): the table each would like, -1 for none. ``kept``: tables and
    slots that meetings of one slot keep where all the others have a table without them. None where
    not all can have one.
    """
    apart = np.flatnonzero(problem.is_apart & (slot >= 0))
    if not len(apart):
        return {}
    ends = find_held_ends(problem, slot)
    locked = np.flatnonzero((problem.locked_table >= 0) & (slot >= 0)).tolist()
    names = problem.named_tables
    seats: dict[int, int] = {}
    day = problem.day
    for today in np.unique(day[slot[apart]]).tolist():
        taken: dict[int, list[Span]] = {name: [] for name in names}
        for request in locked:
            if day[slot[request]] == today:
                span = (int(slot[request]), int(ends[request]))
                taken[int(problem.locked_table[request])].append(span)
        mine = [r for r in apart.tolist() if day[slot[r]] == today]
        found = _seat_beside(
            [(int(slot[r]), int(ends[r])) for r in mine],
            TakenTables(taken, problem.tables - len(names)),
            [] if wishes is None or (wishes[mine] < 0).all() else wishes[mine].tolist(),
            [(table, t) for table, t in kept if table in taken and day[t] == today],
        )
        if found is None:
            return None
        seats |= zip(mine, found, strict=True)
    return seats


def _seat_beside(
    spans: Sequence[Span],
    taken: TakenTables,
    wishes: Sequence[int],
    kept: Sequence[tuple[int, int]],
) -> list[int] | None:
    """Return what `_seat` does, and take as few of the kept tables as one by one can be left."""

    def leave(listed: Sequence[tuple[int, int]]) -> list[int] | None:
        given = {name: list(found) for name, found in taken.spans.items()}
        for name, t in listed:
            given[name].append((t, t + 1))
        return _seat(spans, TakenTables(given, taken.spare), wishes)

    found = leave(kept)
    if found is not None or not kept:
        return found
    found = leave([])
    left: list[tuple[int, int]] = []
    for one in kept if found is not None else ():
        better = leave([*left, one])
        if better is not None:
            found, left = better, [*left, one]
    return found


def _seat(spans: Sequence[Span], taken: TakenTables, wishes: Sequence[int]) -> list[int] | None:
    """Return what `find_seats` does, by a solver where that takes too long."""
    try:
        return find_seats(spans, taken, wishes=wishes)
    except TimeoutError:
        pass
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    one = model.new_constant(1)
    blocked = {
        (name, t) for name, found in taken.spans.items() for span in found for t in range(*span)
    }
    spare: dict[int, int] = defaultdict(lambda: taken.spare)
    held = [(span, one) for span in spans]
    options = state_seats(model, held, list(taken.spans), blocked=blocked, spare=spare)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [
        next((name for name, variable in mine.items() if solver.value(variable)), SPARE)
        for mine in options
    ]


def state_seats(
    model: cp_model.CpModel,
    held: Sequence[tuple[Span, cp_model.IntVar]],
    names: Sequence[int],
    *,
    spare: Mapping[int, int],
    locked: Mapping[tuple[int, int], Sequence[cp_model.IntVar]] | None = None,
    blocked: Collection[tuple[int, int]] = (),
) -> list[dict[int, cp_model.IntVar]]:
    """State that each meeting of several slots that is held has one table in all of them.

    ``names``: the tables to which others are ``locked``, with those in each of its slots;
    ``blocked`` are tables and slots that cannot be had, ``spare`` how many other tables each slot
    has. Return who is at which of the named tables.
    """
    at: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    there: dict[int, list[cp_model.LinearExprT]] = defaultdict(list)
    who: list[dict[int, cp_model.IntVar]] = []
    for span, variable in held:
        slots = range(*span)
        able = [name for name in names if not any((name, t) in blocked for t in slots)]
        mine = {name: model.new_bool_var("") for name in able}
        who.append(mine)
        if mine:
            model.add(sum(mine.values()) <= variable)
        for t in slots:
            there[t].append(variable - sum(mine.values()))
            for name, seat in mine.items():
                at[name, t].append(seat)
    for t, listed in there.items():
        model.add(sum(listed) <= int(spare[t]))
    for key, seats in at.items():
        model.add_at_most_one([*seats, *(locked or {}).get(key, ())])
    return who
