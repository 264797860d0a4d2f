"""The limits of persons and of those who receive for an exhibitor, as the engine takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from fairlead.chain.fair.availability import free_slots
from fairlead.chain.scheduling.staffing import Limits, Staffing, read_limits
from fairlead.engines.scheduling.problem import Ints
from fairlead.folder.fair import Fair

_NONE: Ints = np.empty(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class OwnLimits:
    """The limits of each person and team as the engine takes them; empty where nobody has any."""

    a_day: Ints = field(default_factory=lambda: _NONE)
    in_all: Ints = field(default_factory=lambda: _NONE)
    least: Ints = field(default_factory=lambda: _NONE)
    rest: Ints = field(default_factory=lambda: _NONE)
    day_least: Ints = field(default_factory=lambda: np.empty((0, 3), dtype=np.int32))
    """Rows (person, day, least)."""


def find_own_limits(fair: Fair, people: Sequence[str], teams: Mapping[str, Staffing]) -> OwnLimits:
    """Return the limits of ``people`` and then of the team of each exhibitor.

    Each is (people + teams,) or empty; -1 for no limit.

    Those of an exhibitor's hosts are here where there is one alone; else each has its own
    (`find_duty_limits`). What its people are to have at least who ask for nothing is its team's
    together.
    """
    limits = read_limits(fair)
    if not limits:
        return OwnLimits()
    none = Limits(None, None)
    own = [limits.get(one, none) for one in people]
    receiving = _list_receiving(fair, besides=set(people))
    owed = {
        firm: sum(limits.get(one, none).least for one in of_firm)
        for firm, of_firm in receiving.items()
    }
    for exhibitor, team in teams.items():
        least = owed.get(exhibitor, 0)
        alone = limits.get(team.hosts[0], none) if len(team.hosts) == 1 else none
        own.append(alone._replace(least=least))
    a_day, in_all = (
        np.array([-1 if one is None else one for one in values], dtype=np.int32)
        for values in ((one.a_day for one in own), (one.in_all for one in own))
    )
    at_least = np.array([one.least for one in own], dtype=np.int32)
    rests = np.array([one.rest for one in own], dtype=np.int32)
    return OwnLimits(
        a_day,
        in_all,
        at_least if at_least.any() else _NONE,
        rests if rests.any() else _NONE,
        _find_day_leasts(
            fair, limits, [*([one] for one in people), *(receiving.get(one, []) for one in teams)]
        ),
    )


def _list_receiving(fair: Fair, *, besides: Collection[str]) -> dict[str, list[str]]:
    """Return the people who receive for each exhibitor, as they ask for nothing."""
    found: dict[str, list[str]] = {}
    names = ("id", "role", "state", "organisation")
    columns = (fair.people[name].to_pylist() for name in names)
    for one, role, state, organisation in zip(*columns, strict=True):
        if role == "exhibitor" and (state or "approved") == "approved" and one not in besides:
            found.setdefault(organisation, []).append(one)
    return found


def _find_day_leasts(
    fair: Fair, limits: Mapping[str, Limits], groups: Sequence[Sequence[str]]
) -> Ints:
    """Return rows (group, day, least): of a group what its people are to have together.

    Each is to have them on the days on which that person is there.
    """
    mine = [(at, one) for at, group in enumerate(groups) for one in group]
    mine = [(at, one) for at, one in mine if one in limits and limits[one].daily]
    if not mine:
        return np.empty((0, 3), dtype=np.int32)
    free = free_slots(fair, [one for _, one in mine])
    days = np.split(free, np.cumsum(fair.settings.slots_by_day)[:-1], axis=1)
    wanted: Counter[tuple[int, int]] = Counter()
    for row, (at, one) in enumerate(mine):
        for day, there in enumerate(days):
            wanted[at, day] += limits[one].daily * bool(there[row].any())
    rows = [(at, day, least) for (at, day), least in wanted.items() if least]
    return np.array(rows, dtype=np.int32).reshape(-1, 3)


def find_hours(teams: Sequence[Staffing], first: int) -> Ints:
    """Return rows (person, representative, slot) of when hosts are there who are told apart.

    ``first``: the position of the first team among the people.
    """
    rows = [
        np.insert(np.argwhere(team.free), 0, first + at, axis=1).astype(np.int32)
        for at, team in enumerate(teams)
        if team.apart
    ]
    return np.vstack([np.empty((0, 3), dtype=np.int32), *rows])


def find_duty_limits(teams: Sequence[Staffing], first: int) -> Ints:
    """Return rows (person, representative, most a day, most in all, rest) of such hosts.

    Hosts of whom nobody is ever there hold nothing, whatever their limits.
    """
    rows = [
        (
            *(first + at, number),
            *(-1 if most is None else most for most in (one.a_day, one.in_all)),
            one.rest,
        )
        for at, team in enumerate(teams)
        for number, one in enumerate(team.limits if team.apart and team.free.any() else ())
    ]
    return np.array(rows, dtype=np.int32).reshape(-1, 5)
