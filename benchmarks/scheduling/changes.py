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
    """Whether ours is said to be proved."""
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
    return replace(fair, slots_per_day=days, available=fair.available[:, : sum(days)])


CHANGES: dict[str, Change] = {
    "who does not come": _no_shows,
    "who comes late": _late,
    "a stand closed for three slots": _closed,
    "new requests": _asked_anew,
    "two slots fewer": _shorter,
}
FAIRS = ("ordinary", "patchy", "walks", "precedences", "three in a row")


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
