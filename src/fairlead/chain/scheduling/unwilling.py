"""Who of a team is not sent to a meeting, because that person wants no requests of who asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fairlead.chain.fair.availability import free_slots
from fairlead.chain.scheduling.staffing import Staffing, choose_room
from fairlead.engines.scheduling.problem import Ints
from fairlead.folder.fair import Fair

if TYPE_CHECKING:
    from fairlead.chain.scheduling.open_meetings import OpenMeetings

Came = Mapping[int, Collection[str]]
"""Who came to a meeting before, by the request's position."""


def gather_blocks(fair: Fair) -> dict[str, frozenset[str]]:
    """Return who wants no requests, by the person of whom."""
    found: dict[str, set[str]] = {}
    columns = (fair.blocks[name].to_pylist() for name in ("person", "blocked"))
    for person, blocked in zip(*columns, strict=True):
        found.setdefault(blocked, set()).add(person)
    return {blocked: frozenset(people) for blocked, people in found.items()}


def tell_apart(fair: Fair, meetings: OpenMeetings) -> dict[str, Staffing]:
    """Return the teams; those are told apart of whom some are not sent to a meeting."""
    teams = dict(meetings.teams)
    for _, exhibitor in find_unwilling(fair, meetings):
        team = replace(teams[exhibitor], apart=True)
        teams[exhibitor] = choose_room(team, team.free)
    return teams


def find_unwilling(
    fair: Fair, meetings: OpenMeetings, came: Came | None = None
) -> dict[tuple[int, str], frozenset[str]]:
    """Return who is not sent to requests, by the request's position and the exhibitor.

    Not whom the team named, nor who ``came`` before; nobody where a request is locked, or where no
    colleague is ever there when the one who asks is.
    """
    found: dict[tuple[int, str], frozenset[str]] = {}
    names = ("requester", "recipient", "assigned", "locked_slot")
    columns = (meetings.requests[name].to_pylist() for name in names) if meetings.blocks else ()
    blocked = sorted(meetings.blocks)
    free = dict(zip(blocked, free_slots(fair, blocked), strict=True))
    for row, (one, firm, assigned, locked) in enumerate(zip(*columns, strict=True)):
        blocking = meetings.blocks.get(one)
        if blocking is None or locked is not None:
            continue
        firms = [firm, *(party.exhibitor for party in meetings.further[row])]
        for exhibitor in firms:
            team = meetings.teams.get(exhibitor or "")
            if team is None:
                continue
            gone = blocking & set(team.hosts)
            gone -= {assigned, *(came or {}).get(row, ())}
            willing = [at for at, host in enumerate(team.hosts) if host not in gone]
            if gone and (team.free[willing] & free[one]).any():
                found[row, exhibitor or ""] = gone
    return found


def list_avoided(
    meetings: OpenMeetings, unwilling: Mapping[tuple[int, str], frozenset[str]]
) -> Ints:
    """Return rows (person, representative, request) of teams whose hosts are told apart."""
    first = len(meetings.people)
    position = {one: first + at for at, one in enumerate(meetings.exhibitors)}
    rows = [
        (position[exhibitor], meetings.teams[exhibitor].hosts.index(host), row)
        for (row, exhibitor), hosts in unwilling.items()
        for host in sorted(hosts)
        if meetings.teams[exhibitor].apart and meetings.teams[exhibitor].free.any()
    ]
    return np.array(rows, dtype=np.int32).reshape(-1, 3)
