"""A generated congress: sessions in tracks, speakers, what people want to see, rooms in halls."""

from __future__ import annotations

import numpy as np

from fairlead.engines.scheduling.programme import ProgrammeProblem

_DAY, _GAP = 36, 4  # quarters of an hour from 9:00 to 18:00, and between two days
_WAY = 1


def make_instance(*, sessions: int, rooms: int, days: int, seed: int) -> ProgrammeProblem:
    """Return a problem: tracks of 40, a fifth of the speakers away for half a day, rooms by size.

    Three quarters of the rooms' time is asked for by as many sessions as rooms hold in that.
    """
    draw = np.random.default_rng(seed)
    steps = days * (_DAY + _GAP)
    step = np.arange(steps)
    open_steps = step % (_DAY + _GAP) < _DAY
    lengths = draw.choice([2, 3, 4, 6], size=sessions, p=[0.2, 0.3, 0.4, 0.1])
    capacity = np.sort(draw.choice([30, 60, 100, 150, 300, 800], size=rooms))
    expected = draw.choice([20, 40, 60, 90, 140, 250, 700], size=sessions)
    stage = np.arange(rooms) % 3 == 0
    needs_stage = draw.random(sessions) < 0.15
    speakers = [tuple(set(draw.integers(0, sessions * 2 // 3, size=3))) for _ in range(sessions)]
    away = draw.random(sessions) < 0.2
    half = draw.integers(0, 2 * days, size=sessions)
    allowed = np.zeros((sessions, rooms, steps), dtype=bool)
    for one in range(sessions):
        there = open_steps.copy()
        if away[one]:
            first = half[one] // 2 * (_DAY + _GAP) + half[one] % 2 * (_DAY // 2)
            there[first : first + _DAY // 2] = False
        can = there.copy()
        for later in range(1, lengths[one]):
            can &= np.concatenate([there[later:], np.zeros(later, dtype=bool)])
        suits = (capacity * 2 >= expected[one]) & (stage | ~needs_stage[one])
        allowed[one][suits] = can
    short = np.maximum(0, expected[:, None] - capacity) / expected[:, None]
    waste = np.maximum(0, capacity - expected[:, None]) / capacity
    by_person: dict[int, list[int]] = {}
    for one, who in enumerate(speakers):
        for person in who:
            by_person.setdefault(int(person), []).append(one)
    tracks = draw.integers(0, max(1, sessions // 40), size=sessions)
    wanted = np.zeros((sessions, sessions))
    for _ in range(sessions * 5):
        chosen = draw.choice(sessions, size=4, replace=False)
        wanted[np.ix_(chosen, chosen)] += 1
    pairs = np.argwhere(np.triu(wanted, 1) > 0)
    return ProgrammeProblem(
        lengths=lengths.astype(np.int64),
        values=np.full(sessions, 1000.0),
        allowed=allowed,
        fit=np.round(100 * short + 5 * waste, 1),
        halls=np.arange(rooms, dtype=np.int64) % 3,
        people=tuple(tuple(one) for one in by_person.values() if len(one) > 1),
        cliques=tuple(
            (tuple(np.flatnonzero(tracks == track).tolist()), 10.0) for track in np.unique(tracks)
        ),
        pairs=pairs.astype(np.int64),
        pair_weights=wanted[pairs[:, 0], pairs[:, 1]],
        fixed_start=np.full(sessions, -1, dtype=np.int64),
        fixed_room=np.full(sessions, -1, dtype=np.int64),
        way=_WAY,
    )
