"""The limits of persons and of those who receive for an exhibitor, as the engine takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

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
    owed = _sum_owed(fair, limits, besides=set(people))
    for exhibitor, team in teams.items():
        least = owed[exhibitor]
        alone = limits.get(team.hosts[0], none) if len(team.hosts) == 1 else none
        own.append(alone._replace(least=least))
    a_day, in_all = (
        np.array([-1 if one is None else one for one in values], dtype=np.int32)
        for values in ((one.a_day for one in own), (one.in_all for one in own))
    )
    at_least = np.array([one.least for one in own], dtype=np.int32)
    rests = np.array([one.rest for one in own], dtype=np.int32)
    return OwnLimits(
        a_day, in_all, at_least if at_least.any() else _NONE, rests if rests.any() else _NONE
    )


def _sum_owed(
    fair: Fair, limits: Mapping[str, Limits], *, besides: Collection[str]
) -> Counter[str]:
    """Return how many meetings the people are to have who receive for each exhibitor."""
    owed: Counter[str] = Counter()
    names = ("id", "role", "state", "organisation")
    columns = (fair.people[name].to_pylist() for name in names)
    for one, role, state, organisation in zip(*columns, strict=True):
        if role == "exhibitor" and (state or "approved") == "approved" and one not in besides:
            owed[organisation] += limits[one].least if one in limits else 0
    return owed


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
