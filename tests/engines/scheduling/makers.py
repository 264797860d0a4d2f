"""Small problems for the tests, written so that a reader sees what they say."""

from __future__ import annotations

from typing import Any

import numpy as np

from fairlead.engines.scheduling import Problem

FORUM = """% a forum
nBusiness = 3;
nMeetings = 2;
nTables = 1;
nTotalSlots = 4;
nMorningSlots = 2;
requested = [|1, 2,1,
|2, 3,3,
|];
forbidden = [{0},
{4},
{}];
fixed = [0,3];
precedences = [{},
{1}];
"""
"""A published forum, as text."""


def fair(
    requests: list[tuple[int, int]],
    *,
    slots_per_day: tuple[int, ...] = (3,),
    people: int | None = None,
    weight: list[float] | None = None,
    off: dict[int, list[int]] | None = None,
    tables: int | None = None,
    **more: Any,
) -> Problem:
    """Return a fair in which person b hosts each request (a, b), or tables when they are given."""
    count = people or 1 + max(max(pair) for pair in requests)
    available = np.ones((count, sum(slots_per_day)), dtype=np.bool_)
    for person, slots in (off or {}).items():
        available[person, slots] = False
    pairs = np.array(requests, dtype=np.int32).reshape(-1, 2)
    host = pairs[:, 1] if tables is None else np.full(len(pairs), -1, dtype=np.int32)
    fields: dict[str, Any] = {
        "capacity": np.ones(count, dtype=np.int32),
        "weight": np.ones(len(pairs)) if weight is None else np.array(weight),
        "host": host,
    }
    fields.update({k: np.array(v) if isinstance(v, list) else v for k, v in more.items()})
    return Problem(
        slots_per_day=slots_per_day,
        available=available,
        a=pairs[:, 0],
        b=pairs[:, 1],
        tables=tables or 0,
        **fields,
    )


def random_fair(seed: int, *, requests: int = 5, changing: bool = True) -> Problem:
    """Return a tiny fair in which any rule may be in force; ``changing``: also room by slot."""
    random = np.random.default_rng(seed)
    days = [(4,), (2, 2), (3, 1)][random.integers(3)]
    slots, people = sum(days), int(random.integers(3, 6))
    pairs = [random.choice(people, 2, replace=False).tolist() for _ in range(requests)]
    a, b = np.array(pairs, dtype=np.int32).T
    host = np.where(
        random.random(requests) < 0.4, -1, np.where(random.random(requests) < 0.9, b, -2)
    )
    rule = random.random(8) < 0.35
    calendar = np.full(people, -1)
    if rule[0]:
        spare = [n for n in range(people) if n not in (a[0], b[0])][:1]
        others = set(zip(a.tolist(), b.tolist(), strict=True))
        if spare and not {(spare[0], int(a[0])), (int(a[0]), spare[0])} & others:
            calendar[[spare[0], a[0]]] = 7
    capacity = random.integers(1, 3, people)
    capacity[calendar >= 0] = 1
    fields: dict[str, Any] = {
        "capacity": capacity,
        "available": random.random((people, slots)) < 0.8,
        "a": a,
        "b": b,
        "weight": random.choice([1.0, 1.5, 2.0, 3.0], requests),
        "host": host,
        "tables": int(random.integers(0, 3)),
        "hall": random.integers(-1, 2, people),
        "calendar": calendar,
        "organisation": random.integers(-1, 3, people),
        "session": random.integers(0, 2, requests) if rule[1] else np.zeros(requests),
        "sessions": np.arange(slots)[None, :] >= 1,
        "precedences": np.array([[0, 1]]) if rule[2] else np.empty((0, 2)),
        "walk": np.array([[0, 1], [1, 0]]) if rule[3] else np.zeros((2, 2)),
        "max_per_day": int(random.integers(1, 3)) if rule[4] else None,
        "max_in_row": int(random.integers(1, 3)) if rule[5] else None,
        "once_per_pair": bool(rule[6]),
    }
    if rule[7] and changing:
        fields["table_room"] = random.integers(0, fields["tables"] + 1, slots)
        fields["reduced"] = np.array(
            [
                (n, t, 1)
                for n in range(people)
                for t in range(slots)
                if capacity[n] > 1 and random.random() < 0.4
            ]
        ).reshape(-1, 3)
    return Problem(slots_per_day=days, **fields)
