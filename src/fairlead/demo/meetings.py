"""Who asks whom for a meeting at the synthetic fair, and when some are free."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fairlead.demo.firms import Firm
from fairlead.demo.market import INPUTS, Columns
from fairlead.demo.names import SECTORS
from fairlead.demo.people import People
from fairlead.demo.size import Size
from fairlead.demo.world import Floats, stream

Positions = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
_FROM_STAFF = 0.12  # share of requests that exhibitors make of one another
_MOST_BY_ONE = 30
_MOST_APPEAL = 0.04  # of all wishes, so that a small fair is not one firm's
_STATES = ("pending", "accepted", "declined", "withdrawn")
_STATE_SHARES = (0.66, 0.24, 0.07, 0.03)
_PLACES = ("stand", "table", "online")
_PLACE_SHARES = (0.78, 0.17, 0.05)
_WEIGHTS = (1.0, 2.0, 3.0, 5.0)
_WEIGHT_SHARES = (0.62, 0.22, 0.11, 0.05)
_WITH_WINDOWS = 0.08
_LOCKED = 0.004
_WINDOWS = ((10, 14), (12, 17), (14, 19), (10, 19), (10, 19))


@dataclass(frozen=True, slots=True)
class Meetings:
    """Columns of requests.csv and of availability.csv."""

    requests: Columns
    availability: Columns


def make_meetings(
    firms: list[Firm], people: People, size: Size, *, days: list[dt.date], per_day: int, seed: int
) -> Meetings:
    """Return ``size.requests`` requests, no two alike, and the windows of some who ask.

    A few exhibitors are asked by very many, most by few; buyers ask for what their trade needs.
    """
    draw = stream(seed, "meetings")
    asker, asked = _draw_pairs(firms, people, size, draw)
    windows = _draw_windowed(asker, draw)
    states = draw.choice(_STATES, len(asker), p=_STATE_SHARES)
    places = draw.choice(_PLACES, len(asker), p=_PLACE_SHARES)
    free = _mark_always_free(asker, asked, people, windows, firms=len(firms))
    locked = _choose_locked(asker, asked, able=free & (states == "accepted"), draw=draw)
    places[locked] = "stand"
    dates: list[object] = [None] * len(asker)
    slots: list[object] = [None] * len(asker)
    for request in locked.tolist():
        dates[request] = days[int(draw.integers(len(days)))]
        slots[request] = int(draw.integers(per_day)) + 1
    ids = people.columns["id"]
    return Meetings(
        requests={
            "id": [f"r-{i + 1:06d}" for i in range(len(asker))],
            "requester": [ids[p] for p in asker.tolist()],
            "recipient": [firms[f].id for f in asked.tolist()],
            "weight": draw.choice(_WEIGHTS, len(asker), p=_WEIGHT_SHARES).tolist(),
            "state": states.tolist(),
            "place": places.tolist(),
            "locked_date": dates,
            "locked_slot": slots,
        },
        availability=_make_availability(np.flatnonzero(windows), ids, days, draw),
    )


def _draw_pairs(
    firms: list[Firm], people: People, size: Size, draw: np.random.Generator
) -> tuple[Positions, Positions]:
    """Return who asks (positions of people) whom (positions of firms), no pair twice."""
    appeal = _compute_appeal(firms, draw)
    home = np.full(len(people.columns["id"]), -1, dtype=np.int64)
    home[people.staff], home[people.visitors] = people.staff_firm, people.visitor_firm
    keys = np.empty(0, dtype=np.int64)
    eager = draw.pareto(1.6, len(home)) + 0.05
    while len(keys) < size.requests:
        count = int(1.4 * (size.requests - len(keys))) + 100
        by_staff = draw.random(count) < _FROM_STAFF
        asker = np.where(
            by_staff,
            _draw_positions(_choose_envoys(people), eager, count, draw),
            _draw_positions(people.visitors, eager, count, draw),
        )
        asked = _draw_asked(asker, home, firms, appeal, draw)
        fresh = (asker * len(firms) + asked)[home[asker] != asked]
        # In the order drawn, so that nobody's first wishes are lost to the sorting.
        every = np.concatenate([keys, fresh])
        keys = every[np.sort(np.unique(every, return_index=True)[1])]
        keys = keys[_rank_within(keys // len(firms)) < _MOST_BY_ONE][: size.requests]
    return keys // len(firms), keys % len(firms)


def _choose_envoys(people: People) -> Positions:
    """Return the staff who go and ask: one of each firm that has others to stay on the stand."""
    later = people.staff_firm[1:] == people.staff_firm[:-1]
    last_of_several = np.append(False, later) & np.append(~later, True)
    envoys: Positions = people.staff[last_of_several]
    return envoys


def _compute_appeal(firms: list[Firm], draw: np.random.Generator) -> Floats:
    """Return how much each firm is asked for; zero for those without a stand."""
    by_scale = {"micro": 0.5, "small": 0.8, "medium": 1.2, "large": 3.0}
    scale = np.array([by_scale[f.scale] if f.exhibits else 0.0 for f in firms])
    appeal = scale * draw.lognormal(0, 0.8, len(firms))
    capped: Floats = np.minimum(appeal, _MOST_APPEAL * appeal.sum())
    return capped


def _draw_positions(
    among: Positions, eager: Floats, count: int, draw: np.random.Generator
) -> Positions:
    weights = eager[among]
    return draw.choice(among, count, p=weights / weights.sum())


def _draw_asked(
    asker: Positions, home: Positions, firms: list[Firm], appeal: Floats, draw: np.random.Generator
) -> Positions:
    """Return whom each asks: by appeal, and two in three of a firm's people for its inputs."""
    every = np.arange(len(firms))
    asked = draw.choice(every, len(asker), p=appeal / appeal.sum())
    sector = np.array([SECTORS.index(f.sector) for f in firms])
    wants_input = (home[asker] >= 0) & (draw.random(len(asker)) < 2 / 3)
    for s, name in enumerate(SECTORS):
        mine = np.flatnonzero(wants_input & (sector[home[asker]] == s))
        chances = appeal * np.isin(sector, [SECTORS.index(i) for i in INPUTS[name]])
        if len(mine) and chances.sum() > 0:
            asked[mine] = draw.choice(every, len(mine), p=chances / chances.sum())
    return asked


def _rank_within(groups: Positions) -> Positions:
    """Return, for each element, how many of its group come before it."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    within = np.arange(len(groups)) - np.repeat(starts, np.diff(np.append(starts, len(groups))))
    rank = np.empty(len(groups), dtype=np.int64)
    rank[order] = within
    return rank


def _draw_windowed(asker: Positions, draw: np.random.Generator) -> Bools:
    """Return, by position of person, who is free only at times."""
    windowed = np.zeros(int(asker.max()) + 1, dtype=np.bool_)
    askers = np.unique(asker)
    windowed[askers] = draw.random(len(askers)) < _WITH_WINDOWS
    return windowed


def _mark_always_free(
    asker: Positions, asked: Positions, people: People, windows: Bools, *, firms: int
) -> Bools:
    """Return, per request, whether a visitor asks and neither side is ever away."""
    staff = people.staff[people.staff < len(windows)]
    away = np.bincount(people.staff_firm[staff], weights=windows[staff], minlength=firms) > 0
    visits = np.zeros(len(windows), dtype=np.bool_)
    visits[people.visitors[people.visitors < len(windows)]] = True
    free: Bools = visits[asker] & ~windows[asker] & ~away[asked]
    return free


def _choose_locked(
    asker: Positions, asked: Positions, *, able: Bools, draw: np.random.Generator
) -> Positions:
    """Return requests to lock among the ``able``: one a person and firm, so that none collide."""
    chosen = draw.permutation(np.flatnonzero(able))
    chosen = chosen[np.sort(np.unique(asker[chosen], return_index=True)[1])]
    chosen = chosen[np.sort(np.unique(asked[chosen], return_index=True)[1])]
    return np.sort(chosen[: max(2, int(_LOCKED * len(asker)))])


def _make_availability(
    people: Positions, ids: list[object], days: list[dt.date], draw: np.random.Generator
) -> Columns:
    rows: list[tuple[object, dt.date, dt.time, dt.time]] = []
    for person in people.tolist():
        count = 1 + int(draw.integers(2))
        for day in sorted(draw.choice(len(days), count, replace=False).tolist()):
            start, end = _WINDOWS[int(draw.integers(len(_WINDOWS)))]
            rows.append((ids[person], days[day], dt.time(start), dt.time(end)))
    return {
        "person": [row[0] for row in rows],
        "date": [row[1] for row in rows],
        "start": [row[2] for row in rows],
        "end": [row[3] for row in rows],
    }
