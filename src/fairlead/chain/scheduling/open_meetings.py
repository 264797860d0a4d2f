"""The open meeting requests of a fair, and the problem that they give the engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.fair.availability import free_slots
from fairlead.chain.scheduling.staffing import Staffing, build_staffing
from fairlead.engines.scheduling.problem import ONLINE, SHARED_TABLE, Ints, Problem
from fairlead.folder.choices import OPEN_STATES
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InputError as Fault
from fairlead.folder.input_errors import InvalidInput

MUST = "must"
NO_STAFF, NO_STAND = "no_staff", "no_stand"


@dataclass(frozen=True, slots=True)
class OpenMeetings:
    """The requests to be placed, and the crews of the exhibitors they ask for.

    Everybody who asks, is asked as a person, or comes as a further party is one of the ``people``;
    exhibitors without a name stand for their crews.
    """

    requests: pa.Table
    people: list[str]
    exhibitors: list[str]
    crews: dict[str, Staffing]
    further: list[tuple[Party, ...]]
    """Of each request, its third and further parties."""
    left_out: dict[str, str]
    """Requests that cannot be placed at all, and why: `no_staff`, `no_stand`."""

    @property
    def without_staff(self) -> list[str]:
        """Return the requests for which an exhibitor has nobody."""
        return [one for one, reason in self.left_out.items() if reason == NO_STAFF]


@dataclass(frozen=True, slots=True)
class Party:
    """A person, or an exhibitor that sends somebody of its crew."""

    person: str | None
    exhibitor: str | None


def gather_meetings(fair: Fair) -> OpenMeetings:
    """Return the open requests (pending or accepted) that somebody can receive."""
    is_open = pc.is_in(fair.requests["state"], value_set=pa.array(OPEN_STATES))
    opened = fair.requests.filter(is_open)
    parties = _gather_parties(fair)
    rows = opened.select(["id", "requester", "recipient", "person", "place", "slots"]).to_pylist()
    named = [one for row in rows for one in _list_people(row, parties)]
    asked = [_list_exhibitors(row, parties) for row in rows]
    exhibitors = _list_distinct(one for firms in asked for one in firms)
    lasting = (firms for row, firms in zip(rows, asked, strict=True) if row["slots"] > 1)
    long = {one for firms in lasting for one in firms}
    crews = build_staffing(fair, exhibitors, asking=named, long=long)
    left_out = _find_left_out(fair, rows, asked, parties, crews)
    kept = [row["id"] not in left_out for row in rows]
    requests = opened.filter(pa.array(kept, pa.bool_()))
    placed = [row for row, one in zip(rows, kept, strict=True) if one]
    firms = [one for one, keep in zip(asked, kept, strict=True) if keep]
    people = [row["requester"] for row in placed]
    people += [one for row in placed for one in _list_people(row, parties)[1:]]
    return OpenMeetings(
        requests=requests,
        people=_list_distinct(people),
        exhibitors=_list_distinct(one for found in firms for one in found),
        crews=crews,
        further=[parties.get(row["id"], ()) for row in placed],
        left_out=left_out,
    )


def leave_out(meetings: OpenMeetings, gone: Collection[str]) -> OpenMeetings:
    """Return the meetings without some requests, and without those only these ask for."""
    ids = meetings.requests["id"].to_pylist()
    kept = [one not in gone for one in ids]
    requests = meetings.requests.filter(pa.array(kept, pa.bool_()))
    further = [one for one, keep in zip(meetings.further, kept, strict=True) if keep]
    parties = [party for found in further for party in found]
    people = [*requests["requester"].to_pylist(), *requests["person"].to_pylist()]
    firms = [*requests["recipient"].to_pylist(), *(party.exhibitor for party in parties)]
    people += [party.person for party in parties]
    return replace(
        meetings,
        requests=requests,
        people=_list_distinct(one for one in people if one is not None),
        exhibitors=_list_distinct(one for one in firms if one is not None),
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


def _list_people(row: dict[str, Any], parties: dict[str, tuple[Party, ...]]) -> list[str]:
    """Return who comes to a request in person, who asked first."""
    further = [party.person for party in parties.get(row["id"], ())]
    return [one for one in (row["requester"], row["person"], *further) if one is not None]


def _list_exhibitors(row: dict[str, Any], parties: dict[str, tuple[Party, ...]]) -> list[str]:
    """Return the exhibitors whose crews a request asks for."""
    firms = [row["recipient"], *(party.exhibitor for party in parties.get(row["id"], ()))]
    return [one for one in firms if one is not None]


def _find_left_out(
    fair: Fair,
    rows: list[dict[str, Any]],
    asked: list[list[str]],
    parties: dict[str, tuple[Party, ...]],
    crews: dict[str, Staffing],
) -> dict[str, str]:
    """Return the requests that cannot be placed at all, and why."""
    stands = find_stands(fair)
    employer = dict(
        zip(fair.people["id"].to_pylist(), fair.people["organisation"].to_pylist(), strict=True)
    )
    left_out = {}
    for row, firms in zip(rows, asked, strict=True):
        comes = _list_people(row, parties)
        alone = {crews[one].shared for one in firms if one in crews}
        missing = any(one not in crews for one in firms)
        if missing or alone & set(comes) or len(set(comes)) < len(comes):
            left_out[row["id"]] = NO_STAFF
        elif row["place"] == "stand" and row["person"] and employer[row["person"]] not in stands:
            left_out[row["id"]] = NO_STAND
    return left_out


def _list_distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def build_problem(fair: Fair, meetings: OpenMeetings) -> Problem:
    """Return the engine's problem: people first, then exhibitors, in their order.

    Raises `InvalidInput` for a locked slot in which somebody is not free.
    """
    requests, settings = meetings.requests, fair.settings
    people, count = meetings.people, len(meetings.people)
    hosts = [meetings.crews[exhibitor] for exhibitor in meetings.exhibitors]
    position = {one: row for row, one in enumerate(people)}
    crew_of = {one: count + row for row, one in enumerate(meetings.exhibitors)}
    a = pc.index_in(requests["requester"], value_set=pa.array(people)).to_numpy()
    asked = zip(requests["recipient"].to_pylist(), requests["person"].to_pylist(), strict=True)
    second = [position[who] if firm is None else crew_of[firm] for firm, who in asked]
    b = np.array(second, dtype=np.int32)
    place = requests["place"].to_numpy(zero_copy_only=False)
    host = np.where(place == "stand", b, np.where(place == "table", SHARED_TABLE, ONLINE))
    available = np.vstack([free_slots(fair, people), *(crew.available for crew in hosts)])
    locked = _find_locked_slots(fair, requests)
    further = [
        (row, position[party.person] if party.person else crew_of[party.exhibitor or ""])
        for row, parties in enumerate(meetings.further)
        for party in parties
    ]
    problem = Problem(
        slots_per_day=(settings.slots.per_day,) * settings.days,
        capacity=np.array([1] * count + [crew.capacity for crew in hosts], dtype=np.int32),
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
    )
    _check_locks(requests, problem)
    return problem


def _find_calendars(meetings: OpenMeetings, hosts: list[Staffing]) -> Ints:
    """Return for each person the calendar of a host who also asks, -1 for everyone else."""
    count = len(meetings.people)
    calendar = np.full(count + len(hosts), -1, dtype=np.int32)
    position = {person: row for row, person in enumerate(meetings.people)}
    for row, crew in enumerate(hosts):
        if crew.shared is not None and crew.shared in position:
            calendar[position[crew.shared]] = row
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
    dates, slots = requests["locked_date"].to_pylist(), requests["locked_slot"].to_pylist()
    for row, (date, slot) in enumerate(zip(dates, slots, strict=True)):
        if date is not None and slot is not None:
            locked[row] = (date - settings.first_day).days * settings.slots.per_day + slot - 1
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
