"""Who stands for an exhibitor: how many meetings at once, and which person takes which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import NamedTuple

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.chain.fair.availability import free_slots
from fairlead.engines.scheduling.representatives import share_out
from fairlead.engines.scheduling.team import BookedMeeting, Team
from fairlead.engines.scheduling.team import Limits as EngineLimits
from fairlead.folder.fair import Fair

Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]


class Limits(NamedTuple):
    """How many meetings a person has at most on a day, and on all days; None for no own limit.

    At least ``least`` of them in all and ``daily`` on each day there, each with ``rest`` slots
    without one after it.
    """

    a_day: int | None
    in_all: int | None
    least: int = 0
    rest: int = 0
    daily: int = 0

    def to_engine(self) -> EngineLimits:
        """Return what a representative can take on."""
        return EngineLimits(self.a_day, self.in_all, self.rest)


@dataclass(frozen=True, slots=True)
class Staffing:
    """The people who receive an exhibitor's guests.

    ``free`` is (hosts, slots). ``room`` (slots,) meetings can be held at once: as many as hosts
    are there, each with its own hours. ``shared`` is a host who also asks for meetings of its
    own, and then is the only host: its two roles share one calendar. ``limits`` are those of each
    host. ``apart``: whether the engine has to tell the hosts apart, because it is not enough that
    in every slot some are there. ``long``: whether they have meetings of several slots.
    ``limited``: each has the fair's limit a day that it can reach. ``few``: whether the fair has
    so few requests that hosts may be told apart for their hours alone.
    """

    hosts: tuple[str, ...]
    free: Bools
    room: Ints
    shared: str | None = None
    limits: tuple[Limits, ...] = ()
    apart: bool = False
    long: bool = False
    limited: bool = False
    few: bool = True

    @property
    def capacity(self) -> int:
        """Return the meetings that can be held at once where most hosts are there."""
        return len(self.hosts) if self.apart else max(1, int(self.room.max(initial=0)))

    @property
    def available(self) -> Bools:
        """Return (slots,) where any meeting can be held."""
        there: Bools = self.room > 0
        return there

    def make_team(self, days: Sequence[int]) -> Team:
        """Return the hosts as the engine shares meetings among them.

        Hosts who are not told apart keep the fair's limit a day too: see `choose_room`.
        """
        day_of = [day for day, count in enumerate(days) for _ in range(count)]
        bounded = self.apart or self.limited
        limits = [one.to_engine() for one in self.limits] if bounded else ()
        return Team(self.free, day_of, limits)


def build_staffing(
    fair: Fair,
    exhibitors: Sequence[str],
    *,
    asking: Iterable[str],
    long: Container[str] = (),
    few: bool = True,
) -> dict[str, Staffing]:
    """Return the team of each exhibitor that has staff.

    Staff who ask for meetings themselves do not host, so that nobody is needed in two places;
    where all of them ask, the one who asks least hosts too, on one calendar with its own wishes.
    Hosts are told apart where they have limits or, of the ``long`` exhibitors, who have meetings of
    several slots, different hours. So they are under the fair's limit a day where requests are
    ``few``; where there are many the stand holds in each slot what offers most meetings, and hosts
    of long meetings keep the same hours.
    """
    wishes = Counter(asking)
    staff: dict[str, list[str]] = {exhibitor: [] for exhibitor in exhibitors}
    approved = pc.equal(pc.fill_null(fair.people["state"], "approved"), "approved")
    hosting = fair.people.filter(pc.and_(pc.equal(fair.people["role"], "exhibitor"), approved))
    for person, owner in zip(
        hosting["id"].to_pylist(), hosting["organisation"].to_pylist(), strict=True
    ):
        if owner in staff:
            staff[owner].append(person)
    chosen = {owner: _list_hosts(people, wishes) for owner, people in staff.items() if people}
    limits = read_limits(fair)
    everyone = [person for hosts, _ in chosen.values() for person in hosts]
    free = free_slots(fair, everyone)
    a_day = fair.settings.meetings.max_per_day
    none = Limits(None, None)
    found: dict[str, Staffing] = {}
    row = 0
    for owner, (hosts, shared) in chosen.items():
        own = free[row : row + len(hosts)]
        each = tuple(limits.get(host, none) for host in hosts)
        limited = len(hosts) > 1 and _is_limited(fair, own)
        # The limits of who is alone are the engine's limits of a person.
        apart = len(hosts) > 1 and any(_asks_for_less(one) for one in each)
        each = tuple(one if one.a_day is not None else one._replace(a_day=a_day) for one in each)
        team = Staffing(
            hosts,
            own,
            _count_there(own),
            shared,
            each,
            apart=apart or (limited and few),
            long=owner in long,
            limited=limited,
            few=few,
        )
        found[owner] = choose_room(team, own)
        row += len(hosts)
    return found


_LIMITS = ("max_per_day", "max_meetings", "min_meetings", "rest", "min_per_day")


def read_limits(fair: Fair) -> dict[str, Limits]:
    """Return the limits of the people who have some of their own."""
    columns = [fair.people[name] for name in _LIMITS]
    given = reduce(pc.or_, (column.is_valid() for column in columns))
    rows = fair.people.filter(given)
    found = zip(*(rows[name].to_pylist() for name in ("id", *_LIMITS)), strict=True)
    return {
        one: Limits(a_day, in_all, least or 0, rest or 0, daily or 0)
        for one, a_day, in_all, least, rest, daily in found
    }


def _asks_for_less(limits: Limits) -> bool:
    """Return whether somebody has a limit or a rest."""
    return limits.a_day is not None or limits.in_all is not None or limits.rest > 0


def _count_there(free: Bools) -> Ints:
    there: Ints = free.sum(axis=0).astype(np.int32)
    return there


def _is_limited(fair: Fair, free: Bools) -> bool:
    """Return whether somebody is there on a day for more slots than the fair's limit allows."""
    most = fair.settings.meetings.max_per_day
    if most is None:
        return False
    days = np.split(free, np.cumsum(fair.settings.slots_by_day)[:-1], axis=1)
    return any(bool((day.sum(axis=1) > most).any()) for day in days)


def _list_hosts(people: list[str], wishes: Counter[str]) -> tuple[tuple[str, ...], str | None]:
    idle = tuple(person for person in people if not wishes[person])
    if idle:
        return idle, None
    least = min(people, key=lambda person: (wishes[person], person))
    return (least,), least


def choose_room(team: Staffing, free: Bools) -> Staffing:
    """Return the team with these hours (hosts, slots): it holds a meeting for each host there.

    Hosts who are not told apart and ``limited`` hold as many in each slot in which they are there,
    the number that offers most meetings: the limit of each then is that of all, evenly shared.
    """
    differ = team.long and not bool((free == free[:1]).all())
    apart = team.apart or (differ and team.few)
    if differ and not apart:
        return _keep_same_hours(team, free)
    there = _count_there(free)
    if team.limited and not apart:
        sizes = range(1, len(team.hosts) + 1)
        most = max((size * int((there >= size).sum()), size) for size in sizes)[1]
        there = np.where(there >= most, most, 0).astype(np.int32)
    return replace(team, free=free, room=there, apart=apart)


def _keep_same_hours(team: Staffing, free: Bools) -> Staffing:
    """Return the team of those who are there most, as many as offer most meetings together."""
    order = np.argsort(-free.sum(axis=1), kind="stable")
    sizes = range(1, len(team.hosts) + 1)
    together: list[Bools] = [np.logical_and.reduce(free[order[:size]]) for size in sizes]
    offered = [
        (size * int(there.sum()), -size) for size, there in zip(sizes, together, strict=True)
    ]
    most = -max(offered)[1]
    chosen = order[:most].tolist()
    return replace(
        team,
        hosts=tuple(team.hosts[one] for one in chosen),
        free=free[chosen],
        room=np.where(together[most - 1], most, 0).astype(np.int32),
        limits=tuple(team.limits[one] for one in chosen),
    )


def assign_hosts(
    team: Staffing,
    slots: Sequence[int],
    *,
    days: Sequence[int],
    released: Sequence[tuple[int, str] | None] = (),
    lengths: Sequence[int] = (),
    avoided: Sequence[Collection[str]] = (),
) -> list[str]:
    """Return the host of each meeting of one exhibitor, given the meetings' slots in order.

    ``days`` says how many slots each day has. ``released`` gives the slot and the host that a
    meeting had before, which it keeps where it can: see the engine's `share_out`. ``lengths`` are
    the slots each takes, ``avoided`` who comes to each only where no colleague can. Raises
    RuntimeError when a slot has more meetings than free hosts, which
    a timetable within the team's capacity never has.
    """
    before = list(released) or [None] * len(slots)
    spans = list(lengths) or [1] * len(slots)
    unwilling = list(avoided) or [()] * len(slots)
    numbers = {host: number for number, host in enumerate(team.hosts)}
    meetings = [
        BookedMeeting(
            range(slot, slot + length),
            -1 if known is None else numbers.get(known[1], -1),
            known is not None and known[0] == slot,
            frozenset(numbers[one] for one in others if one in numbers),
        )
        for slot, length, known, others in zip(slots, spans, before, unwilling, strict=True)
    ]
    found = share_out(team.make_team(days), meetings)
    if found is None:
        raise RuntimeError(f"Expected a free host for each meeting, got none of {team.hosts}.")
    return [team.hosts[one] for one in found]
