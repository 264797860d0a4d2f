"""Who stands for an exhibitor: how many meetings at once, and which person takes which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.chain.fair.availability import free_slots
from fairlead.folder.fair import Fair

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Staffing:
    """The people who receive an exhibitor's guests.

    ``free`` is (hosts, slots). ``capacity`` meetings can be held at once in the slots where
    ``available`` is true. ``shared`` is a host who also asks for meetings of its own, and then
    is the only host: its two roles share one calendar. ``steady``: the hosts keep the same hours.
    """

    hosts: tuple[str, ...]
    free: Bools
    capacity: int
    available: Bools
    shared: str | None = None
    steady: bool = False


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
    so many slots only, spread over the day, and so never has more meetings.
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
    everyone = [person for hosts, _ in chosen.values() for person in hosts]
    limits = read_limits(fair)
    free = free_slots(fair, everyone)
    asks = {shared for _, shared in chosen.values()}
    for row, host in enumerate(everyone):
        if host in limits and host not in asks:
            free[row] = ration_slots(free[row], limits[host], days=fair.settings.slots_by_day)
    found: dict[str, Staffing] = {}
    row = 0
    for owner, (hosts, shared) in chosen.items():
        found[owner] = choose_staffing(
            hosts, free[row : row + len(hosts)], shared, steady=owner in long
        )
        row += len(hosts)
    return found


class Limits(NamedTuple):
    """How many meetings a person has at most on a day, and on all days; None for no own limit."""

    a_day: int | None
    in_all: int | None


def read_limits(fair: Fair) -> dict[str, Limits]:
    """Return the limits of the people who have some of their own."""
    given = pc.or_(fair.people["max_per_day"].is_valid(), fair.people["max_meetings"].is_valid())
    rows = fair.people.filter(given)
    columns = (rows[name].to_pylist() for name in ("id", "max_per_day", "max_meetings"))
    return {one: Limits(a_day, in_all) for one, a_day, in_all in zip(*columns, strict=True)}


def ration_slots(free: Bools, limits: Limits, *, days: Sequence[int]) -> Bools:
    """Return (slots,) some of the slots somebody is free in, as many as the limits allow.

    They lie evenly among those of the day, and of the fair.
    """
    kept = free.copy()
    ends = np.cumsum(days).tolist()
    if limits.a_day is not None:
        for begin, end in zip([0, *ends], ends, strict=False):
            kept[begin:end] = _spread(kept[begin:end], limits.a_day)
    return kept if limits.in_all is None else _spread(kept, limits.in_all)


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


def choose_staffing(
    hosts: tuple[str, ...], free: Bools, shared: str | None, *, steady: bool = False
) -> Staffing:
    """Return the crew with the capacity that offers most meetings over the slots it is there.

    Of a ``steady`` one, which has meetings of several slots, the hosts keep the same hours.
    """
    if steady:
        return _choose_steady(hosts, free, shared)
    there = free.sum(axis=0)
    offered = [(size * int((there >= size).sum()), size) for size in range(1, len(hosts) + 1)]
    capacity = max(offered)[1]
    return Staffing(hosts, free, capacity, there >= capacity, shared)


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
    return Staffing(names, free[chosen], capacity, together[capacity - 1], shared, steady=True)


def assign_hosts(
    crew: Staffing,
    slots: Sequence[int],
    *,
    days: Sequence[int],
    released: Sequence[tuple[int, str] | None] = (),
    lengths: Sequence[int] = (),
) -> list[str]:
    """Return the host of each meeting of one exhibitor, given the meetings' slots in order.

    ``days`` says how many slots each day has.

    In every slot each host has at most one meeting, only while free; within a day the host with
    the fewest meetings so far comes first. ``released`` gives the slot and the host that a
    meeting had before: it keeps the host in its old slot, and in another one where that is as
    even. ``lengths`` are the slots each takes. Raises RuntimeError when a slot has more meetings
    than free hosts, which a timetable within the crew's capacity never has.
    """
    load: Counter[tuple[int, int]] = Counter()
    taken: set[tuple[int, int]] = set()
    before = list(released) or [None] * len(slots)
    chosen: list[str | None] = [None] * len(slots)

    spans = list(lengths) or [1] * len(slots)
    free = crew.free.tolist()
    day_of = [day for day, count in enumerate(days) for _ in range(count)]

    def is_free(at: int, host: int) -> bool:
        if spans[at] == 1:
            return free[host][slots[at]] and (host, slots[at]) not in taken
        return all(
            free[host][slot] and (host, slot) not in taken
            for slot in range(slots[at], slots[at] + spans[at])
        )

    def take(at: int, host: int) -> None:
        load[host, day_of[slots[at]]] += 1
        taken.update((host, slot) for slot in range(slots[at], slots[at] + spans[at]))
        chosen[at] = crew.hosts[host]

    for at, (slot, known) in enumerate(zip(slots, before, strict=True)):
        if known is not None and known[0] == slot and known[1] in crew.hosts:
            host = crew.hosts.index(known[1])
            if is_free(at, host):
                take(at, host)
    for at, (slot, known) in enumerate(zip(slots, before, strict=True)):
        if chosen[at] is not None:
            continue
        day = day_of[slot]
        candidates = [host for host in range(len(crew.hosts)) if is_free(at, host)]
        if not candidates and any(before):
            # Long meetings between kept ones may leave nobody: then nobody is kept.
            return assign_hosts(crew, slots, days=days, lengths=lengths)
        if not candidates:
            raise RuntimeError(f"Expected a free host in slot {slot}, got none of {crew.hosts}.")
        wish = None if known is None else known[1]
        take(at, min(candidates, key=lambda one: _rank_host(crew, load, one, day, wish)))
    return [host for host in chosen if host is not None]


def _rank_host(
    crew: Staffing, load: Counter[tuple[int, int]], host: int, day: int, wish: str | None
) -> tuple[int, bool, int]:
    return load[host, day], crew.hosts[host] != wish, host
