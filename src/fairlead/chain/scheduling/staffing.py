"""Who stands for an exhibitor: how many meetings at once, and which person takes which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.chain.fair.availability import free_slots
from fairlead.engines.scheduling.representatives import Booked, Crew, share_out
from fairlead.folder.fair import Fair

Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Staffing:
    """The people who receive an exhibitor's guests.

    ``free`` is (hosts, slots). ``room`` (slots,) meetings can be held at once: as many as hosts
    are there, each with its own hours. ``shared`` is a host who also asks for meetings of its
    own, and then is the only host: its two roles share one calendar. ``steady``: the hosts keep
    the same hours; ``limited``: each has a limit a day that it can reach, so that in every slot
    there are as many of them.
    """

    hosts: tuple[str, ...]
    free: Bools
    room: Ints
    shared: str | None = None
    steady: bool = False
    limited: bool = False

    @property
    def capacity(self) -> int:
        """Return the meetings that can be held at once where most hosts are there."""
        return max(1, int(self.room.max(initial=0)))

    @property
    def available(self) -> Bools:
        """Return (slots,) where any meeting can be held."""
        there: Bools = self.room > 0
        return there


def build_staffing(
    fair: Fair,
    exhibitors: Sequence[str],
    *,
    asking: Iterable[str],
    long: Container[str] = (),
) -> dict[str, Staffing]:
    """Return the crew of each exhibitor that has staff.

    Staff who ask for meetings themselves do not host, so that nobody is needed in two places;
    where all of them ask, the one who asks least hosts too, on one calendar with its own wishes.
    Of the ``long`` ones, who have meetings of several slots, the hosts keep the same hours: one of
    them then is free as long as a meeting lasts. Who receives under a limit of the own is there in
    so many slots only, spread over the day, and so never has more meetings; who needs rest and is
    not the only host is there in slots with the rest between them.
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
    for owner in chosen:
        if owner in long:
            chosen[owner] = (_list_lasting(chosen[owner][0], limits), chosen[owner][1])
    everyone = [person for hosts, _ in chosen.values() for person in hosts]
    free = free_slots(fair, everyone)
    asks = {shared for _, shared in chosen.values()}
    alone = {hosts[0] for hosts, _ in chosen.values() if len(hosts) == 1}
    for row, host in enumerate(everyone):
        if host in limits and host not in asks:
            # The rest of who is alone is the engine's to keep.
            kept = limits[host]._replace(rest=0) if host in alone else limits[host]
            free[row] = ration_slots(free[row], kept, days=fair.settings.slots_by_day)
    found: dict[str, Staffing] = {}
    row = 0
    for owner, (hosts, shared) in chosen.items():
        own = free[row : row + len(hosts)]
        found[owner] = choose_staffing(
            hosts, own, shared, steady=owner in long, limited=_is_limited(fair, own)
        )
        row += len(hosts)
    return found


class Limits(NamedTuple):
    """How many meetings a person has at most on a day, and on all days; None for no own limit.

    At least ``least`` of them, each with ``rest`` slots without one after it.
    """

    a_day: int | None
    in_all: int | None
    least: int = 0
    rest: int = 0


_LIMITS = ("max_per_day", "max_meetings", "min_meetings", "rest")


def read_limits(fair: Fair) -> dict[str, Limits]:
    """Return the limits of the people who have some of their own."""
    columns = [fair.people[name] for name in _LIMITS]
    given = reduce(pc.or_, (column.is_valid() for column in columns))
    rows = fair.people.filter(given)
    found = zip(*(rows[name].to_pylist() for name in ("id", *_LIMITS)), strict=True)
    return {
        one: Limits(a_day, in_all, least or 0, rest or 0)
        for one, a_day, in_all, least, rest in found
    }


def ration_slots(free: Bools, limits: Limits, *, days: Sequence[int]) -> Bools:
    """Return (slots,) some of the slots somebody is free in, as many as the limits allow.

    They lie evenly among those of the day, and of the fair, and none within the rest after
    another.
    """
    kept = free.copy()
    ends = np.cumsum(days).tolist()
    if limits.rest:
        for begin, end in zip([0, *ends], ends, strict=False):
            rested = begin
            for slot in np.flatnonzero(free[begin:end]) + begin:
                kept[slot] = slot >= rested
                rested = int(slot) + limits.rest + 1 if kept[slot] else rested
    if limits.a_day is not None:
        for begin, end in zip([0, *ends], ends, strict=False):
            kept[begin:end] = _spread(kept[begin:end], limits.a_day)
    return kept if limits.in_all is None else _spread(kept, limits.in_all)


def _is_limited(fair: Fair, free: Bools) -> bool:
    """Return whether somebody is there on a day for more slots than the fair's limit allows."""
    most = fair.settings.meetings.max_per_day
    if most is None:
        return False
    days = np.split(free, np.cumsum(fair.settings.slots_by_day)[:-1], axis=1)
    return any(bool((day.sum(axis=1) > most).any()) for day in days)


def _spread(free: Bools, most: int) -> Bools:
    there = np.flatnonzero(free)
    if len(there) <= most:
        return free
    kept = np.zeros_like(free)
    kept[there[np.arange(most) * len(there) // most]] = True
    return kept


def _list_hosts(people: list[str], wishes: Counter[str]) -> tuple[tuple[str, ...], str | None]:
    idle = tuple(person for person in people if not wishes[person])
    if idle:
        return idle, None
    least = min(people, key=lambda person: (wishes[person], person))
    return (least,), least


def _list_lasting(hosts: tuple[str, ...], limits: Mapping[str, Limits]) -> tuple[str, ...]:
    """Return those who can be at one meeting in slots one after another: who need no rest, or one
    of those who do, alone."""
    restless = tuple(one for one in hosts if one not in limits or not limits[one].rest)
    return restless or hosts[:1]


def choose_staffing(
    hosts: tuple[str, ...],
    free: Bools,
    shared: str | None,
    *,
    steady: bool = False,
    limited: bool = False,
) -> Staffing:
    """Return the crew: in every slot it holds as many meetings as hosts are there.

    Of a ``steady`` one, which has meetings of several slots, the hosts keep the same hours. A
    ``limited`` one holds as many in each slot in which it is there, the number that offers most
    meetings: the limit of each host then is that of all, evenly shared.
    """
    if steady:
        return _choose_steady(hosts, free, shared)
    there = free.sum(axis=0).astype(np.int32)
    if not limited:
        return Staffing(hosts, free, there, shared)
    offered = [(size * int((there >= size).sum()), size) for size in range(1, len(hosts) + 1)]
    capacity = max(offered)[1]
    room = np.where(there >= capacity, capacity, 0).astype(np.int32)
    return Staffing(hosts, free, room, shared, limited=True)


def _choose_steady(hosts: tuple[str, ...], free: Bools, shared: str | None) -> Staffing:
    """Return the crew of those who are there most, as many as offer most meetings together."""
    order = np.argsort(-free.sum(axis=1), kind="stable")
    together: list[Bools] = [
        np.logical_and.reduce(free[order[:size]]) for size in range(1, len(hosts) + 1)
    ]
    offered = [(size * int(there.sum()), -size) for size, there in enumerate(together, start=1)]
    capacity = -max(offered)[1]
    chosen = order[:capacity]
    names = tuple(hosts[one] for one in chosen)
    room = np.where(together[capacity - 1], capacity, 0).astype(np.int32)
    return Staffing(names, free[chosen], room, shared, steady=True)


def assign_hosts(
    crew: Staffing,
    slots: Sequence[int],
    *,
    days: Sequence[int],
    released: Sequence[tuple[int, str] | None] = (),
    lengths: Sequence[int] = (),
) -> list[str]:
    """Return the host of each meeting of one exhibitor, given the meetings' slots in order.

    ``days`` says how many slots each day has. ``released`` gives the slot and the host that a
    meeting had before, which it keeps where it can: see the engine's `share_out`. ``lengths`` are
    the slots each takes. Raises RuntimeError when a slot has more meetings than free hosts, which
    a timetable within the crew's capacity never has.
    """
    before = list(released) or [None] * len(slots)
    spans = list(lengths) or [1] * len(slots)
    if _can_all_stay(crew, slots, before, spans):
        return [known[1] for known in before if known is not None]
    day_of = [day for day, count in enumerate(days) for _ in range(count)]
    numbers = {host: number for number, host in enumerate(crew.hosts)}
    meetings = [
        Booked(
            range(slot, slot + length),
            -1 if known is None else numbers.get(known[1], -1),
            known is not None and known[0] == slot,
        )
        for slot, length, known in zip(slots, spans, before, strict=True)
    ]
    found = share_out(Crew(crew.free, day_of), meetings)
    if found is None:
        raise RuntimeError(f"Expected a free host for each meeting, got none of {crew.hosts}.")
    return [crew.hosts[one] for one in found]


def _can_all_stay(
    crew: Staffing,
    slots: Sequence[int],
    released: Sequence[tuple[int, str] | None],
    lengths: Sequence[int],
) -> bool:
    """Return whether no meeting has moved and each host still can be at all of theirs.

    Then there is nothing to share out, which is so at most stands when a few meetings change.
    """
    numbers = {host: number for number, host in enumerate(crew.hosts)}
    hosts: list[int] = []
    times: list[int] = []
    for slot, known, length in zip(slots, released, lengths, strict=True):
        if known is None or known[0] != slot or known[1] not in numbers:
            return False
        hosts += [numbers[known[1]]] * length
        times += range(slot, slot + length)
    taken = len(set(zip(hosts, times, strict=True)))
    return taken == len(hosts) and bool(crew.free[hosts, times].all())
