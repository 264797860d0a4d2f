"""Who comes to each meeting of a timetable for the exhibitors: who came before, where possible."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.chain.scheduling.open_meetings import OpenMeetings
from fairlead.chain.scheduling.staffing import assign_hosts
from fairlead.engines.scheduling.problem import Ints
from fairlead.engines.scheduling.result import Result

Bools = NDArray[np.bool_]


class EarlierMeetings(NamedTuple):
    """How requests were held before."""

    slot: Ints
    """(R,), -1 for not held."""
    host: Sequence[str]
    """(R,) who received, empty where that is not known or nobody."""
    came: Mapping[int, tuple[str, ...]]
    """Who came for the further parties, by the request's position."""


class HostAssignment(NamedTuple):
    """Who comes for exhibitors to the meetings held."""

    hosts: list[str | None]
    """Of the exhibitor that is asked, meeting by meeting; None where a person is."""
    further: dict[tuple[int, str], str]
    """Of further parties too, by the request's position and the exhibitor."""


def find_hosts(
    meetings: OpenMeetings, result: Result, released: EarlierMeetings | None, *, days: Sequence[int]
) -> HostAssignment:
    """Return who comes to each meeting held for each exhibitor.

    ``days`` says how many slots each day has. Where all meetings of an exhibitor stay, with hosts
    who can still be at theirs, there is nothing to share out; so it is with most of them when few
    meetings change.
    """
    held: Ints = np.flatnonzero(result.slot >= 0).astype(np.int32)
    firm = _find_rows(meetings.requests["recipient"].take(pa.array(held)), meetings.exhibitors)
    settled = _find_settled(meetings, result, released, held, firm, slots=sum(days))
    hosts: list[str | None] = [None] * len(held)
    if released is not None:
        for at in np.flatnonzero((firm >= 0) & settled[firm]).tolist():
            hosts[at] = released.host[held[at]]
    among = [one for row, one in enumerate(meetings.exhibitors) if not settled[row]]
    found = _share_out(meetings, result, released, among=among, days=days)
    for at in np.flatnonzero(~settled[firm]).tolist():
        hosts[at] = found[int(held[at]), meetings.exhibitors[firm[at]]]
    return HostAssignment(hosts, found)


def _find_rows(values: pa.ChunkedArray | pa.Array, known: Sequence[str]) -> Ints:
    """Return where each value is among the known ones, -1 for none."""
    found = pc.fill_null(pc.index_in(values, value_set=pa.array(known, pa.string())), -1)
    rows: Ints = found.to_numpy()
    return rows


def _find_settled(
    meetings: OpenMeetings,
    result: Result,
    released: EarlierMeetings | None,
    held: Ints,
    firm: Ints,
    *,
    slots: int,
) -> Bools:
    """Return (exhibitors + 1,) whether all meetings of one can have the hosts they had before.

    One that sends somebody to a meeting of another is not settled, nor is one whose hosts have
    limits of which they may have too many meetings now. The last is for no exhibitor.
    """
    teams = [meetings.teams[one] for one in meetings.exhibitors]
    settled = np.zeros(len(teams) + 1, dtype=np.bool_)
    settled[-1] = True
    if released is None or not teams:
        return settled
    first = np.cumsum([0, *(len(team.hosts) for team in teams)])
    free = np.vstack([team.free for team in teams])
    known = pa.array(released.host, pa.string()).take(pa.array(held))
    host = _find_rows(known, [one for team in teams for one in team.hosts])
    slot = result.slot[held]
    stays = (firm >= 0) & (released.slot[held] == slot)
    stays &= (host >= first[firm]) & (host < first[firm + 1])
    there = np.flatnonzero(stays)
    length = meetings.requests["slots"].to_numpy()[held][there]
    at = np.repeat(there, length)
    time = slot[at] + np.arange(len(at)) - np.repeat(np.cumsum(length) - length, length)
    booked = np.bincount(host[at] * slots + time, minlength=1)
    stays[at[~free[host[at], time] | (booked[host[at] * slots + time] > 1)]] = False
    settled[:-1] = [not team.apart for team in teams]
    settled[firm[(firm >= 0) & ~stays]] = False
    abroad = {party.exhibitor for row in held.tolist() for party in meetings.further[row]} - {None}
    settled[_find_rows(pa.array(sorted(abroad), pa.string()), meetings.exhibitors)] = False
    settled[-1] = True
    return settled


def _share_out(
    meetings: OpenMeetings,
    result: Result,
    released: EarlierMeetings | None,
    *,
    among: Collection[str],
    days: Sequence[int],
) -> dict[tuple[int, str], str]:
    """Return who comes for some exhibitors to each meeting, by the request's position."""
    names = ("requester", "recipient", "assigned", "slots")
    columns = (meetings.requests[name].to_pylist() for name in names)
    requesters, recipients, assigned, lengths = columns
    placed: dict[str, list[tuple[int, int, tuple[int, str] | None]]] = {one: [] for one in among}
    for row in np.flatnonzero(result.slot >= 0).tolist():
        further = meetings.further[row]
        if not further and recipients[row] not in placed:
            continue
        slot = int(result.slot[row])
        before = slot
        hosts: tuple[str, ...] = (assigned[row],) if assigned[row] else ()
        if released is not None and released.slot[row] >= 0:
            before = int(released.slot[row])
            hosts = (released.host[row], *released.came.get(row, ()))
        firms = [recipients[row], *(party.exhibitor for party in further)]
        for number, firm in enumerate(firms):
            if firm in placed:
                wish = (before, hosts[number]) if number < len(hosts) else None
                placed[firm].append((slot, row, wish))
    found: dict[tuple[int, str], str] = {}
    for exhibitor, rows in placed.items():
        rows.sort(key=lambda one: one[:2])
        chosen = assign_hosts(
            meetings.teams[exhibitor],
            [slot for slot, _, _ in rows],
            days=days,
            released=[wish for _, _, wish in rows],
            lengths=[lengths[row] for _, row, _ in rows],
            avoided=[
                _find_unwilling(meetings.blocks.get(requesters[row]), slot, wish, assigned[row])
                for slot, row, wish in rows
            ],
        )
        found.update(
            ((row, exhibitor), name) for (_, row, _), name in zip(rows, chosen, strict=True)
        )
    return found


def _find_unwilling(
    blocking: frozenset[str] | None,
    slot: int,
    wish: tuple[int, str] | None,
    assigned: str | None,
) -> Collection[str]:
    """Return who takes no requests of the one who asks for a meeting.

    Not among them is whom the team named for it, and who keeps a meeting that does not move.
    """
    if blocking is None:
        return ()
    stays = {wish[1]} if wish is not None and wish[0] == slot else set()
    return blocking - {assigned} - stays
