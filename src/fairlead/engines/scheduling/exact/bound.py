"""What counting alone proves: that no timetable exists, or breaks that none can avoid."""

from __future__ import annotations

from collections import deque

from fairlead.engines.scheduling.exact.forum import Forum

NEVER = 10**15


def is_impossible(forum: Forum) -> bool:
    """Return whether counting shows that not all meetings can be held.

    A meeting has no slot, a participant has fewer places in its slots than meetings (matching of
    its meetings to slots), or the tables of all slots are fewer than the meetings at tables.
    """
    if any(not slots for slots in forum.slots):
        return True
    if sum(forum.at_table) > forum.tables * forum.horizon:
        return True
    return any(not _has_room(forum, one) for one in range(len(forum.of)))


def _has_room(forum: Forum, participant: int) -> bool:
    """Return whether the meetings of a participant fit its slots, each slot `capacity` times."""
    held: dict[int, list[int]] = {}
    at: dict[int, int] = {}
    most = forum.capacity[participant]
    return all(_place(forum, meeting, held, at, most) for meeting in forum.of[participant])


def _place(
    forum: Forum, meeting: int, held: dict[int, list[int]], at: dict[int, int], most: int
) -> bool:
    """Find the meeting a slot by the shortest way on which others make room; tell if there is one.

    ``held`` the meetings in each slot, at ``most`` so many; ``at`` the slot of each.
    """
    via: dict[int, int] = {}  # the meeting that would come into the slot
    waiting = deque([meeting])
    while waiting:
        mover = waiting.popleft()
        for slot in forum.slots[mover]:
            if slot in via:
                continue
            via[slot] = mover
            here = held.setdefault(slot, [])
            if len(here) < most:
                _shift(slot, via, held, at)
                return True
            waiting.extend(here)
    return False


def _shift(slot: int, via: dict[int, int], held: dict[int, list[int]], at: dict[int, int]) -> None:
    """Move every meeting of the way that ends in the slot one step on."""
    free: int | None = slot
    while free is not None:
        mover = via[free]
        before = at.get(mover)
        if before is not None:
            held[before].remove(mover)
        held[free].append(mover)
        at[mover] = free
        free = before


def find_fewest_breaks(forum: Forum) -> list[int]:
    """Return the breaks that each participant has in every timetable, by its own slots alone.

    A dynamic program over the slots: state is the meetings so far, whether the slot before was
    used, and whether the day has a meeting; the meetings so far are kept between those that must
    be over and those that can have begun. 0 for participants of more capacity than 1.
    `NEVER` when the participant cannot have its meetings at all.
    """
    free = [0] * forum.horizon
    return [
        find_priced_fewest(forum, one, price=free, unit=1) if forum.capacity[one] == 1 else 0
        for one in range(len(forum.of))
    ]


def find_least_and_most(forum: Forum, participant: int) -> list[tuple[int, int]]:
    """Return, after each slot, the fewest and most meetings the participant has had."""
    spans = [
        (forum.slots[meeting][0], forum.slots[meeting][-1]) for meeting in forum.of[participant]
    ]
    return [
        (sum(last <= slot for _, last in spans), sum(first <= slot for first, _ in spans))
        for slot in range(forum.horizon)
    ]


def find_priced_fewest(forum: Forum, participant: int, *, price: list[int], unit: int) -> int:
    """Return the least that breaks at ``unit`` each and used slots at ``price`` (T) come to.

    For a participant of capacity 1; `NEVER` when it cannot have its meetings at all.
    """
    if not forum.of[participant]:
        return 0
    usable = set(forum.usable(participant))
    limits = find_least_and_most(forum, participant)
    best = {(0, False, False): 0}
    for day in forum.days:
        best = _start_day(best)
        for slot in day:
            least, most = limits[slot]
            fee = price[slot] if slot in usable else None
            best = {
                state: cost
                for state, cost in _step(best, fee, unit).items()
                if least <= state[0] <= most
            }
    total = len(forum.of[participant])
    return min((cost for (held, _, _), cost in best.items() if held == total), default=NEVER)


_States = dict[tuple[int, bool, bool], int]


def _start_day(best: _States) -> _States:
    fresh: _States = {}
    for (held, _, _), cost in best.items():
        fresh[held, False, False] = min(cost, fresh.get((held, False, False), NEVER))
    return fresh


def _step(best: _States, fee: int | None, unit: int) -> _States:
    """Return the states after a slot that costs ``fee`` to use, None when it is not usable."""
    after: _States = {}

    def keep(state: tuple[int, bool, bool], cost: int) -> None:
        after[state] = min(cost, after.get(state, NEVER))

    for (held, busy, met), cost in best.items():
        keep((held, False, met), cost)
        if fee is not None:
            keep((held + 1, True, True), cost + fee + unit * (met and not busy))
    return after
