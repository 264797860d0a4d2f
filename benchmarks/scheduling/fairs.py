"""Fairs made from a seed: few exhibitors that everybody wants, many visitors."""

from __future__ import annotations

import numpy as np

from fairlead.engines.scheduling.problem import SHARED_TABLE, Bools, Problem

DAYS = (24, 24, 24)


def make_fair(
    requests: int,
    *,
    exhibitors: int,
    visitors: int,
    seed: int,
    window: int | None = None,
    tables: int | None = None,
    patchy: float = 0.0,
    both: bool = False,
) -> Problem:
    """Return a fair whose exhibitors' popularity is heavy-tailed and whose visitors stay 1-3 days.

    With ``window`` a visitor has only that many slots, one after the other on one day; an
    exhibitor too, on each day, with ``both``. With ``tables`` every meeting is at a shared table,
    of which there are so many in a slot. With ``patchy`` everybody is away for that part of the
    slots, here and there. A third
    of the requests is wished by both sides and weighs 2, a tenth of the rest 3.
    """
    random = np.random.default_rng(seed)
    slots = sum(DAYS)
    pull = random.lognormal(0.0, 0.6, exhibitors)
    drawn = 3 * requests
    pair = random.choice(exhibitors, drawn, p=pull / pull.sum()) * visitors
    pair = np.unique(pair + random.integers(0, visitors, drawn))
    pair = random.permutation(pair)[:requests]
    weight = random.choice([1.0, 2.0, 3.0], len(pair), p=[0.6, 1 / 3, 1 - 0.6 - 1 / 3])
    available = np.ones((exhibitors + visitors, slots), dtype=np.bool_)
    available[exhibitors:] = _stays(random, visitors, window)
    if window and both:
        hour = np.concatenate([np.arange(size) for size in DAYS])
        begin = random.integers(0, min(DAYS) - window + 1, (exhibitors, len(DAYS)))
        first = np.repeat(begin, DAYS, axis=1)
        available[:exhibitors] = (hour >= first) & (hour < first + window)
    if patchy:
        available &= random.random(available.shape) >= patchy
    hosts = (pair // visitors).astype(np.int32)
    halls = np.full(exhibitors + visitors, -1, dtype=np.int32)
    halls[:exhibitors] = random.integers(0, 6, exhibitors)
    return Problem(
        slots_per_day=DAYS,
        capacity=np.ones(exhibitors + visitors, dtype=np.int32),
        available=available,
        a=(exhibitors + pair % visitors).astype(np.int32),
        b=hosts,
        weight=weight,
        host=np.full(len(pair), SHARED_TABLE, dtype=np.int32) if tables else hosts,
        tables=tables or 0,
        hall=halls,
    )


def _stays(random: np.random.Generator, visitors: int, window: int | None) -> Bools:
    day = np.repeat(np.arange(len(DAYS)), DAYS)
    hour = np.concatenate([np.arange(size) for size in DAYS])
    if window is None:
        first = random.integers(0, len(DAYS), visitors)
        last = random.integers(first, len(DAYS))
        return np.asarray((day >= first[:, None]) & (day <= last[:, None]), dtype=np.bool_)
    on = random.integers(0, len(DAYS), visitors)
    begin = random.integers(0, DAYS[0] - window + 1, visitors)
    inside = (hour >= begin[:, None]) & (hour < begin[:, None] + window)
    return np.asarray((day == on[:, None]) & inside, dtype=np.bool_)
