"""Small changes of a released timetable, and what is the best after each, by its own model."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.scheduling.small import PlainModel, make_small
from benchmarks.scheduling.solvers import run_cp_sat
from fairlead.engines.scheduling import MeetingParams, Problem, Stop, solve
from fairlead.engines.scheduling.problem import Ints
from fairlead.engines.scheduling.replan import replan

Change = Callable[[Problem, Ints, np.random.Generator], Problem]
Aims = tuple[int, int, int]
"""Weight held, released meetings held, those of them in their slots: in this order."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Our replan and CP-SAT's on one change."""

    ours: Aims
    fewest: bool
    """Whether our result claims to be proved."""
    seconds: float
    theirs: Aims | None
    """None where CP-SAT had no proof in the time."""
    their_seconds: float


def _no_shows(fair: Problem, _: Ints, random: np.random.Generator) -> Problem:
    available = fair.available.copy()
    available[random.choice(fair.people, max(1, fair.people // 20), replace=False)] = False
    return replace(fair, available=available)


def _late(fair: Problem, _: Ints, random: np.random.Generator) -> Problem:
    available = fair.available.copy()
    for person in random.choice(fair.people, max(1, fair.people // 10), replace=False).tolist():
        available[person, : random.integers(1, 6)] = False
    return replace(fair, available=available)


def _closed(fair: Problem, _: Ints, random: np.random.Generator) -> Problem:
    available = fair.available.copy()
    begin = int(random.integers(0, fair.slots - 3))
    available[random.choice(np.unique(fair.b)), begin : begin + 3] = False
    return replace(fair, available=available)


def _asked_anew(fair: Problem, _: Ints, random: np.random.Generator) -> Problem:
    more = max(2, fair.requests // 20)
    like = random.integers(0, fair.requests, more)
    others = random.permutation(fair.b[like])
    others = np.where(others == fair.a[like], fair.b[like], others)
    return replace(
        fair,
        a=np.concatenate([fair.a, fair.a[like]]),
        b=np.concatenate([fair.b, others]),
        weight=np.concatenate([fair.weight, random.choice([1.0, 3.0], more)]),
        host=np.concatenate([fair.host, others]),
        session=np.concatenate([fair.session, np.zeros(more, dtype=np.int32)]),
        locked=np.concatenate([fair.locked, np.full(more, -1, dtype=np.int32)]),
        length=np.concatenate([fair.length, np.ones(more, dtype=np.int32)]),
        minutes=np.concatenate([fair.minutes, np.zeros(more, dtype=np.int32)]),
        must=np.concatenate([fair.must, np.zeros(more, dtype=np.bool_)]),
        locked_table=np.concatenate([fair.locked_table, np.full(more, -1, dtype=np.int32)]),
    )


def _shorter(fair: Problem, _: Ints, __: np.random.Generator) -> Problem:
    """End the last day two slots earlier."""
    days = (*fair.slots_per_day[:-1], fair.slots_per_day[-1] - 2)
    kept = fair.reduced[:, 1] < sum(days)
    available = fair.available[:, : sum(days)]
    return replace(fair, slots_per_day=days, available=available, reduced=fair.reduced[kept])


def _longer(fair: Problem, _: Ints, __: np.random.Generator) -> Problem:
    """End the last day two slots later; everybody is free then."""
    days = (*fair.slots_per_day[:-1], fair.slots_per_day[-1] + 2)
    more = np.ones((fair.people, 2), dtype=np.bool_)
    available = np.concatenate([fair.available, more], axis=1)
    return replace(fair, slots_per_day=days, available=available)


def _long_slots(fair: Problem, _: Ints, random: np.random.Generator) -> Problem:
    """Make every other slot half as long, and let some meetings need the time of a whole one."""
    lasts = np.where(np.arange(fair.slots) % 2, 15, 30).astype(np.int32)
    begin = np.zeros(fair.slots, dtype=np.int32)
    for day in range(len(fair.slots_per_day)):
        mine = fair.day == day
        begin[mine] = 540 + np.cumsum(lasts[mine]) - lasts[mine]
    minutes = np.where(random.random(fair.requests) < 0.1, 30, 0)
    return replace(fair, slot_begin=begin, slot_minutes=lasts, minutes=minutes)


def _fewer_tables(fair: Problem, released: Ints, random: np.random.Generator) -> Problem:
    """Hold half of the meetings at shared tables, of which some slots have fewer than they had."""
    shared = random.random(fair.requests) < 0.5
    held = np.bincount(released[shared & (released >= 0)], minlength=fair.slots)
    room = np.maximum(held - (random.random(fair.slots) < 0.3), 0)
    return replace(
        fair,
        host=np.where(shared, -1, fair.host),
        tables=max(1, int(held.max(initial=0))),
        table_room=room,
    )


def _representative_leaves(fair: Problem, _: Ints, random: np.random.Generator) -> Problem:
    """Leave one at each of some stands from a slot of the last day on: others had two before."""
    stands = np.flatnonzero(fair.capacity > 1)
    leaving = random.permutation(stands)[: max(1, len(stands) // 4)].tolist()
    begin = fair.slots - int(random.integers(1, fair.slots_per_day[-1] + 1))
    known = {(p, t) for p, t, _ in fair.reduced.tolist()}
    rows = [(p, t, 1) for p in leaving for t in range(begin, fair.slots) if (p, t) not in known]
    return replace(fair, reduced=np.array([*fair.reduced.tolist(), *rows]).reshape(-1, 3))


CHANGES: dict[str, Change] = {
    "who does not come": _no_shows,
    "who comes late": _late,
    "a stand closed for three slots": _closed,
    "new requests": _asked_anew,
    "two slots fewer": _shorter,
    "two slots more": _longer,
    "slots of other lengths": _long_slots,
    "fewer tables in some slots": _fewer_tables,
    "a representative leaves": _representative_leaves,
}
FAIRS = ("ordinary", "patchy", "walks", "precedences", "three in a row", "representatives")


def compare(change: str, kind: str, requests: int, seed: int, *, seconds: float) -> Compared:
    """Return both on a fair of the kind, released by the engine, that changes then."""
    fair = make_small(kind, requests, seed)
    params = MeetingParams(share=1.0, polish=False)
    released = solve(fair, stop=Stop(seconds=2.0), params=params).slot
    random = np.random.default_rng((seed, 7))
    now = CHANGES[change](fair, released, random)
    before = np.full(now.requests, -1, dtype=np.int32)
    before[: len(released)] = released
    began = time.perf_counter()
    plan = replan(now, before)
    taken = time.perf_counter() - began
    began = time.perf_counter()
    model = PlainModel(now)
    theirs: list[int] = []
    for goal in model.list_aims(before):
        answer = run_cp_sat(
            model.maximise(goal), began=began, seconds=seconds * (1 + len(theirs)) / 3
        )
        if answer.value is None or answer.note != "optimal":
            break
        theirs.append(round(answer.value))
        model.model.add(goal >= theirs[-1])
    proved = (theirs[0], theirs[1], theirs[2]) if len(theirs) == 3 else None
    held = plan.result.slot >= 0
    ours = (
        int(now.weight[held].sum()),
        int((held & (before >= 0)).sum()),
        int((held & (before == plan.result.slot)).sum()),
    )
    return Compared(ours, plan.fewest, taken, proved, time.perf_counter() - began)
