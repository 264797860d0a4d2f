"""The open meeting requests of a fair, and the problem that they give the engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.fair.availability import free_slots
from fairlead.chain.scheduling.own_limits import (
    find_duty_limits,
    find_hours,
    find_own_limits,
)
from fairlead.chain.scheduling.staffing import Staffing, build_staffing
from fairlead.chain.scheduling.unwilling import (
    Came,
    find_unwilling,
    gather_blocks,
    list_avoided,
    tell_apart,
)
from fairlead.engines.scheduling.problem import ONLINE, SHARED_TABLE, Ints, Problem
from fairlead.engines.scheduling.weight_model import SMALL_REQUESTS
from fairlead.folder.choices import OPEN_STATES, REQUIRED
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FairSettings
from fairlead.folder.input_errors import InputError as Fault
from fairlead.folder.input_errors import InvalidInput

MEETING_COLUMNS = {
    "organisations": ("id", "name", "stand"),
    "people": (
        "id", "name", "organisation", "role", "state", "max_per_day", "max_meetings",
        "min_meetings", "min_per_day", "rest",
    ),
    "stands": ("id", "hall", "number"),
    "availability": ("person", "date", "start", "end"),
    "sessions": ("speakers", "moderators", "date", "start", "end"),
    "requests": (
        "id", "requester", "recipient", "person", "assigned", "slots", "place", "preference",
        "weight", "state", "locked_date", "locked_slot", "locked_table",
    ),
    "request_parties": ("request", "number", "organisation", "person", "attends", "answer"),
    "blocks": ("person", "blocked"),
}  # fmt: skip
"""What of a fair a timetable is made of, by table."""
MUST = "must"
_NONE: Ints = np.empty(0, dtype=np.int32)
NO_STAFF, NO_STAND = "no_staff", "no_stand"


@dataclass(frozen=True, slots=True)
class OpenMeetings:
    """The requests to be placed, and the teams of the exhibitors they ask for.

    Everybody who asks, is asked as a person, or comes as a further party is one of the ``people``;
    exhibitors without a name stand for their teams.
    """

    requests: pa.Table
    people: list[str]
    exhibitors: list[str]
    teams: dict[str, Staffing]
    further: Further
    left_out: dict[str, str]
    """Requests that cannot be placed at all, and why: `no_staff`, `no_stand`."""
    blocks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Who wants no requests, by the person of whom."""

    @property
    def without_staff(self) -> list[str]:
        """Return the requests for which an exhibitor has nobody."""
        return [one for one, reason in self.left_out.items() if reason == NO_STAFF]


class Party(NamedTuple):
    """A person, or an exhibitor that sends somebody of its team."""

    person: str | None
    exhibitor: str | None


Further = Sequence[tuple[Party, ...]]
"""Of each request, its third and further parties."""


def gather_meetings(fair: Fair) -> OpenMeetings:
    """Return the open requests (pending or accepted) that somebody can receive."""
    is_open = pc.is_in(fair.requests["state"], value_set=pa.array(OPEN_STATES))
    opened = fair.requests.filter(is_open)
    parties = _gather_parties(fair)
    further = [parties.get(one, ()) for one in opened["id"].to_pylist()]
    staffed = _list_exhibitors(opened, further)
    lasts = pc.greater(opened["slots"], 1)
    long = _list_exhibitors(opened.filter(lasts), list(compress(further, lasts.to_pylist())))
    asking = _list_people(opened, further)
    few = opened.num_rows <= SMALL_REQUESTS
    teams = build_staffing(fair, staffed, asking=asking, long=frozenset(long), few=few)
    left_out = _find_left_out(fair, opened, further, teams)
    meetings = OpenMeetings(
        requests=opened,
        people=_list_distinct(asking),
        exhibitors=staffed,
        teams=teams,
        further=further,
        left_out=left_out,
        blocks=gather_blocks(fair),
    )
    meetings = replace(meetings, teams=tell_apart(fair, meetings))
    return leave_out(meetings, left_out)


def leave_out(meetings: OpenMeetings, gone: Collection[str]) -> OpenMeetings:
    """Return the meetings without some requests, and without those only these ask for."""
    if not gone:
        return meetings
    kept = [one not in gone for one in meetings.requests["id"].to_pylist()]
    requests = meetings.requests.filter(pa.array(kept, pa.bool_()))
    further = list(compress(meetings.further, kept))
    return replace(
        meetings,
        requests=requests,
        people=_list_distinct(_list_people(requests, further)),
        exhibitors=_list_exhibitors(requests, further),
        further=further,
    )


def _gather_parties(fair: Fair) -> dict[str, tuple[Party, ...]]:
    """Return the further parties of requests, those left out who declined."""
    found: dict[str, list[Party]] = {}
    for row in sorted(fair.request_parties.to_pylist(), key=lambda row: int(row["number"])):
        if row["answer"] == "declined":
            continue
        person = row["person"] or row["attends"]
        party = Party(person, None if person else row["organisation"])
        if party not in found.setdefault(row["request"], []):
            found[row["request"]].append(party)
    return {request: tuple(parties) for request, parties in found.items()}


def _list_people(requests: pa.Table, further: Further) -> list[str]:
    """Return who comes in person: those who ask, then those who are asked, request by request."""
    people: list[str] = requests["requester"].to_pylist()
    for person, parties in zip(requests["person"].to_pylist(), further, strict=True):
        if person is not None:
            people.append(person)
        people.extend(party.person for party in parties if party.person is not None)
    return people


def _list_exhibitors(requests: pa.Table, further: Further) -> list[str]:
    """Return the exhibitors whose teams requests ask for, each once."""
    firms: dict[str, None] = {}
    for recipient, parties in zip(requests["recipient"].to_pylist(), further, strict=True):
        if recipient is not None:
            firms[recipient] = None
        firms.update((party.exhibitor, None) for party in parties if party.exhibitor is not None)
    return list(firms)


def _find_left_out(
    fair: Fair, requests: pa.Table, further: Further, teams: dict[str, Staffing]
) -> dict[str, str]:
    """Return the requests that cannot be placed at all, and why."""
    homes = find_stands(fair).keys()
    columns = (fair.people[name].to_pylist() for name in ("id", "organisation"))
    employer = dict(zip(*columns, strict=True))
    left_out = {}
    names = ("id", "requester", "recipient", "person", "place")
    columns = (requests[name].to_pylist() for name in names)
    for request, requester, recipient, person, place, parties in zip(
        *columns, further, strict=True
    ):
        if recipient is not None and not parties:  # as almost all are
            team = teams.get(recipient)
            staffed = team is not None and team.shared != requester
        else:
            first = (Party(requester, None), Party(person, recipient))
            staffed = _is_staffed((*first, *parties), teams)
        if not staffed:
            left_out[request] = NO_STAFF
        elif place == "stand" and person is not None and employer[person] not in homes:
            left_out[request] = NO_STAND
    return left_out


def _is_staffed(parties: tuple[Party, ...], teams: dict[str, Staffing]) -> bool:
    """Return whether each exhibitor has somebody for the meeting, and nobody would come twice."""
    comes = [party.person for party in parties if party.person is not None]
    for party in parties:
        if party.exhibitor is not None:
            team = teams.get(party.exhibitor)
            if team is None or team.shared in comes:
                return False
    return len(set(comes)) == len(comes)


def _list_distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def build_problem(fair: Fair, meetings: OpenMeetings, came: Came | None = None) -> Problem:
    """Return the engine's problem: people first, then exhibitors, in their order.

    ``came``: who did to meetings held before, and may again.

    Raises `InvalidInput` for a locked slot in which somebody is not free.
    """
    requests, settings = meetings.requests, fair.settings
    people, count = meetings.people, len(meetings.people)
    hosts = [meetings.teams[exhibitor] for exhibitor in meetings.exhibitors]
    position = {one: row for row, one in enumerate(people)}
    team_of = {one: count + row for row, one in enumerate(meetings.exhibitors)}
    a = _find_rows(requests["requester"], people)
    invited, firm = (
        _find_rows(requests["person"], people),
        _find_rows(requests["recipient"], meetings.exhibitors),
    )
    b = np.where(firm >= 0, count + firm, invited).astype(np.int32)
    place = requests["place"].to_numpy(zero_copy_only=False)
    host = np.where(place == "stand", b, np.where(place == "table", SHARED_TABLE, ONLINE))
    available = np.vstack([free_slots(fair, people), *(team.available for team in hosts)])
    locked = _find_locked_slots(fair, requests)
    further = [
        (row, position[party.person] if party.person else team_of[party.exhibitor or ""])
        for row, parties in enumerate(meetings.further)
        for party in parties
    ]
    own = find_own_limits(fair, meetings.people, dict(zip(meetings.exhibitors, hosts, strict=True)))
    begins, lasts = _find_unequal_slots(settings)
    problem = Problem(
        slots_per_day=settings.slots_by_day,
        capacity=np.array([1] * count + [team.capacity for team in hosts], dtype=np.int32),
        reduced=_find_fewer_hosts(hosts, count),
        on_duty=find_hours(hosts, count),
        duty_limits=find_duty_limits(hosts, count),
        avoided=list_avoided(meetings, find_unwilling(fair, meetings, came)),
        available=available,
        a=a,
        b=b,
        weight=requests["weight"].to_numpy(),
        host=host,
        tables=settings.meetings.tables,
        hall=np.concatenate([_find_halls_of_people(fair, people), _find_halls(fair, meetings)]),
        calendar=_find_calendars(meetings, hosts),
        locked=locked,
        max_per_day=settings.meetings.max_per_day,
        must=requests["preference"].to_numpy(zero_copy_only=False) == MUST,
        length=requests["slots"].to_numpy().astype(np.int32),
        further=np.array(further, dtype=np.int32).reshape(-1, 2),
        person_day=own.a_day,
        person_most=own.in_all,
        least=own.least,
        day_least=own.day_least,
        least_required=settings.meetings.min_meetings == REQUIRED,
        rest=own.rest,
        table_room=_find_tables(settings),
        locked_table=_find_locked_tables(requests),
        slot_begin=begins,
        slot_minutes=lasts,
    )
    _check_locks(requests, problem)
    return problem


def _find_fewer_hosts(hosts: list[Staffing], first: int) -> Ints:
    """Return rows (person, slot, meetings at once) of slots in which fewer hosts are there."""
    rows = [
        (first + row, slot, int(team.room[slot]))
        for row, team in enumerate(hosts)
        for slot in np.flatnonzero((team.room > 0) & (team.room < team.capacity)).tolist()
    ]
    return np.array(rows, dtype=np.int32).reshape(-1, 3)


def _find_tables(settings: FairSettings) -> Ints:
    """Return the tables that can be used at once in each slot; empty for all in every slot."""
    if not settings.fewer_tables:
        return _NONE
    tables = np.full(settings.slot_count, settings.meetings.tables, dtype=np.int32)
    for one in settings.fewer_tables:
        tables[settings.find_slot(one.date, one.slot)] = one.tables
    return tables


def _find_locked_tables(requests: pa.Table) -> Ints:
    """Return the table each request is locked to, from 0, -1 for any; empty where none is."""
    given = requests["locked_table"]
    if given.null_count == len(given):
        return _NONE
    numbers: Ints = (pc.fill_null(given, 0).to_numpy() - 1).astype(np.int32)
    return numbers


def _find_unequal_slots(settings: FairSettings) -> tuple[Ints, Ints]:
    """Return the minute at which each slot begins and how many it lasts; empty for equal ones."""
    if not settings.own_days:
        return _NONE, _NONE
    times = settings.slot_times
    begins = [one.start.hour * 60 + one.start.minute for one in times]
    lasts = [int((one.end - one.start).total_seconds()) // 60 for one in times]
    return np.array(begins, dtype=np.int32), np.array(lasts, dtype=np.int32)


def _find_rows(values: pa.ChunkedArray, known: list[str]) -> Ints:
    """Return where each value is among the known ones, -1 for null."""
    rows = pc.index_in(values, value_set=pa.array(known, pa.string()))
    found: Ints = pc.fill_null(rows, -1).to_numpy()
    return found


def _find_calendars(meetings: OpenMeetings, hosts: list[Staffing]) -> Ints:
    """Return for each person the calendar of a host who also asks, -1 for everyone else."""
    count = len(meetings.people)
    calendar = np.full(count + len(hosts), -1, dtype=np.int32)
    position = {person: row for row, person in enumerate(meetings.people)}
    for row, team in enumerate(hosts):
        if team.shared is not None and team.shared in position:
            calendar[position[team.shared]] = row
            calendar[count + row] = row
    return calendar


def find_stands(fair: Fair) -> dict[str, tuple[str, str, str]]:
    """Return the stand's id, hall and number by exhibitor."""
    columns = [fair.stands[name].to_pylist() for name in ("id", "hall", "number")]
    stands = {row[0]: row for row in zip(*columns, strict=True)}
    owners = zip(
        fair.organisations["id"].to_pylist(),
        fair.organisations["stand"].to_pylist(),
        strict=True,
    )
    return {owner: stands[stand] for owner, stand in owners if stand is not None}


def _find_halls(fair: Fair, meetings: OpenMeetings) -> Ints:
    order = {hall.code: row for row, hall in enumerate(fair.settings.halls)}
    stands = find_stands(fair)
    return np.array(
        [order[stands[exhibitor][1]] for exhibitor in meetings.exhibitors], dtype=np.int32
    )


def _find_halls_of_people(fair: Fair, people: list[str]) -> Ints:
    """Return the hall of the stand of each person's exhibitor, -1 for none."""
    order = {hall.code: row for row, hall in enumerate(fair.settings.halls)}
    halls = {one: order[stand[1]] for one, stand in find_stands(fair).items()}
    columns = (fair.people[name].to_pylist() for name in ("id", "organisation"))
    employer = dict(zip(*columns, strict=True))
    found = [halls.get(employer.get(person) or "", -1) for person in people]
    return np.array(found, dtype=np.int32)


def _find_locked_slots(fair: Fair, requests: pa.Table) -> Ints:
    settings = fair.settings
    locked = np.full(requests.num_rows, -1, dtype=np.int32)
    given = requests["locked_slot"].is_valid()
    rows = np.flatnonzero(given.to_numpy()).tolist()
    names = ("locked_date", "locked_slot")
    columns = (requests[name].filter(given).to_pylist() for name in names)
    for row, date, slot in zip(rows, *columns, strict=True):
        if date is not None:
            locked[row] = settings.find_slot(date, slot)
    return locked


def _check_locks(requests: pa.Table, problem: Problem) -> None:
    rows = np.flatnonzero(problem.locked >= 0)
    ids, slots = requests["id"].to_pylist(), requests["locked_slot"].to_pylist()
    faults = [
        Fault(
            "requests.csv",
            "expected a slot in which the requester and the exhibitor's staff are free",
            field="locked_slot",
            value=f"{slots[row]} of {ids[row]}",
        )
        for row in rows.tolist()
        if not problem.allowed(row).any()
    ]
    if faults:
        raise InvalidInput(faults)
