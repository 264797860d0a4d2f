"""What counting alone proves: that no timetable exists, or breaks that none can avoid."""

from __future__ import annotations

from fairlead.engines.scheduling.exact.forum import Forum

NEVER = 10**15


def impossible(forum: Forum) -> bool:
    """Return whether counting shows that not all meetings can be held.

    A meeting has no slot, a participant has fewer places in its slots than meetings (matching of
    its meetings to slots), or the tables of all slots are fewer than the meetings at tables.
    """
    if any(not slots for slots in forum.slots):
        return True
    if sum(forum.at_table) > forum.tables * forum.horizon:
        return True
    return any(not _fits(forum, one) for one in range(len(forum.of)))


def _fits(forum: Forum, participant: int) -> bool:
    """Return whether the meetings of a participant fit its slots, each slot `capacity` times."""
    taken: dict[int, list[int]] = {}

    def place(meeting: int, seen: set[int]) -> bool:
        for slot in forum.slots[meeting]:
            if slot in seen:
                continue
            seen.add(slot)
            here = taken.setdefault(slot, [])
            if len(here) < forum.capacity[participant]:
                here.append(meeting)
                return True
            for at, other in enumerate(here):
                if place(other, seen):
                    here[at] = meeting
                    return True
        return False

    return all(place(meeting, set()) for meeting in forum.of[participant])


def fewest_breaks(forum: Forum) -> list[int]:
    """Return the breaks that each participant has in every timetable, by its own slots alone.

    A dynamic program over the slots: state is the meetings so far, whether the slot before was
    used, and whether the day has a meeting; the meetings so far are kept between those that must
    be over and those that can have begun. 0 for participants of more capacity than 1.
    `NEVER` when the participant cannot have its meetings at all.
    """
    free = [0] * forum.horizon
    return [
        priced_fewest(forum, one, price=free, unit=1) if forum.capacity[one] == 1 else 0
        for one in range(len(forum.of))
    ]


def least_and_most(forum: Forum, participant: int) -> list[tuple[int, int]]:
    """Return, after each slot, the fewest and most meetings the participant has had."""
    spans = [
        (forum.slots[meeting][0], forum.slots[meeting][-1]) for meeting in forum.of[participant]
    ]
    return [
        (sum(last <= slot for _, last in spans), sum(first <= slot for first, _ in spans))
        for slot in range(forum.horizon)
    ]


def priced_fewest(forum: Forum, participant: int, *, price: list[int], unit: int) -> int:
    """Return the least that breaks at ``unit`` each and used slots at ``price`` (T) come to.

    For a participant of capacity 1; `NEVER` when it cannot have its meetings at all.
    """
    if not forum.of[participant]:
        return 0
    usable = set(forum.usable(participant))
    limits = least_and_most(forum, participant)
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
