"""Small problems of meetings of any number of people and slots, musts first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from tests.engines.scheduling.makers import random_fair

from fairlead.engines.scheduling import Problem


def general_fair(seed: int, *, requests: int = 5) -> Problem:
    """Return a tiny fair of such meetings in which any rule may be in force."""
    problem = random_fair(seed, requests=requests)
    random = np.random.default_rng(seed + 77)
    part = problem.participant
    further = []
    for request in range(requests):
        person = int(random.integers(problem.people))
        there = (part[problem.a[request]], part[problem.b[request]])
        if random.random() < 0.4 and part[person] not in there:
            further.append((request, person))
    most = random.choice([-1, -1, 1, 2, 3], problem.people)
    tired = (random.random(problem.people) < 0.2) & (problem.capacity == 1)
    seated = (random.random(requests) < 0.4) & (problem.host == -1) & (problem.tables > 0)
    more: dict[str, Any] = _random_times(problem, random) if random.random() < 0.5 else {}
    return replace(
        problem,
        further=np.array(further, dtype=np.int32).reshape(-1, 2),
        length=random.choice([1, 1, 2], requests),
        rest=np.where(tired, random.integers(1, 3, problem.people), 0),
        locked_table=np.where(seated, random.integers(0, max(problem.tables, 1), requests), -1),
        least=np.minimum(random.choice([0, 0, 0, 1, 2], problem.people), most % 4),
        must=random.random(requests) < 0.3,
        person_day=random.choice([-1, -1, 1, 2], problem.people),
        person_most=most,
        **more,
    )


def _random_times(problem: Problem, random: np.random.Generator) -> dict[str, Any]:
    lasts = random.choice([20, 30], problem.slots)
    begin = np.zeros(problem.slots, dtype=np.int32)
    day = problem.day
    for slot in range(problem.slots):
        if slot == 0 or day[slot] != day[slot - 1]:
            begin[slot] = 540
        else:
            begin[slot] = begin[slot - 1] + lasts[slot - 1] + 15 * (random.random() < 0.2)
    minutes = random.choice([0, 0, 30, 40], problem.requests)
    return {"slot_begin": begin, "slot_minutes": lasts, "minutes": minutes}
