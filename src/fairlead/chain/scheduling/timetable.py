"""The scheduling step: the fair's meeting requests to a timetable with places and hosts."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.fair.availability import free_slots
from fairlead.chain.said import Said, mark_text, say_count, say_text, tell_said
from fairlead.chain.scheduling.staffing import Staffing, assign_hosts, build_staffing
from fairlead.chain.step import SKIPPED, Progress, Step, ignore_progress
from fairlead.engines.scheduling import MeetingParams, solve
from fairlead.engines.scheduling.problem import ONLINE, SHARED_TABLE, Ints, Problem
from fairlead.engines.scheduling.result import Result
from fairlead.engines.scheduling.stop import Progress as Standing
from fairlead.engines.scheduling.stop import Stop
from fairlead.folder.choices import OPEN_STATES
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InputError as Fault
from fairlead.folder.input_errors import InvalidInput, report_invalid

TIMETABLE = pa.schema(
    [
        ("request", pa.string()),
        ("date", pa.date32()),
        ("slot", pa.int64()),
        ("start", pa.time32("s")),
        ("end", pa.time32("s")),
        ("place", pa.string()),
        ("hall", pa.string()),
        ("stand", pa.string()),
        ("table", pa.int64()),
        ("requester", pa.string()),
        ("recipient", pa.string()),
        ("representative", pa.string()),
        ("weight", pa.float64()),
        ("slots", pa.int64()),
        ("attendees", pa.string()),
    ]
)
BETWEEN = "|"  # of the attendees of a meeting
MUST = "must"
MOVES = 200_000  # of the annealing at most: a big fair is within a thousandth before it begins
UNHELD = pa.schema([("request", pa.string()), ("reason", pa.string())])


@dataclass(frozen=True, slots=True)
class Timetable:
    """The meetings held (`TIMETABLE`: by day, slot, hall, stand, table, request; slot from 1
    within its day, shared tables from 1; ``slots`` it takes, ``attendees`` who come for further
    parties, in their order) and the open requests that are not (`UNHELD`)."""

    meetings: pa.Table
    unheld: pa.Table
    step: Step
    result: Result | None = None
    """The engine's own figures and proof; None when there was nothing to place."""
    explained: Mapping[str, Explained] = field(default_factory=dict)
    """Why some of the requests that are left out are, by request: where it was asked for."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a request is left out: the kind in one word, and the engine's sentences with names."""

    kind: str
    words: str
    remedy: str


Released = dict[int, tuple[int, tuple[str, ...]]]
"""The slot, the host and who came for further parties of a request before, by its position."""


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


NO_STAFF, NO_STAND, NO_ROOM = "no_staff", "no_stand", "no_room"


@dataclass(frozen=True, slots=True)
class Party:
    """A person, or an exhibitor that sends somebody of its crew."""

    person: str | None
    exhibitor: str | None


def schedule_meetings(
    fair: Fair,
    *,
    seed: int,
    stop: Stop | None = None,
    progress: Progress = ignore_progress,
    explain: int = 0,
) -> Timetable:
    """Return the timetable of the fair's open requests (pending or accepted).

    Of those left out so many as ``explain`` are explained, the weightiest first.

    Each requester is a person of capacity 1, each exhibitor one of as many as its hosts; after
    solving, every meeting gets a separate host, so that no person is booked twice. Raises
    InvalidInput when locked requests contradict one another or somebody's free time.
    """
    began = time.perf_counter()
    meetings = gather_meetings(fair)
    if not meetings.requests.num_rows:
        said = say_text("No open meeting request can be placed.")
        step = Step(name="scheduling", status=SKIPPED, said=(said,))
        return Timetable(TIMETABLE.empty_table(), tabulate_unheld(meetings), step)
    problem = build_problem(fair, meetings)
    try:
        effort = min(MeetingParams().effort, MOVES / problem.requests)
        params = MeetingParams(effort=effort)
        result = solve(problem, stop=_report_progress(stop, progress), seed=seed, params=params)
    except ValueError as error:
        raise report_invalid("requests.csv", str(error), field="locked_slot") from error
    if result.reason:
        raise report_invalid("requests.csv", f"expected a timetable: {result.reason}")
    table = tabulate_timetable(fair, meetings, result)
    step = _step(result, len(meetings.without_staff), seconds=time.perf_counter() - began)
    explained: Mapping[str, Explained] = {}
    if explain:
        from fairlead.chain.scheduling.explain_fair import explain_left_out

        explained = explain_left_out(fair, meetings, problem, result.slot, most=explain)
    return Timetable(table, tabulate_unheld(meetings, result), step, result, explained)


_STAGES = {
    "placing": mark_text("placing meetings"),
    "exchanging": mark_text("exchanging meetings"),
    "annealing": mark_text("trying changes"),
    "proving": mark_text("proving"),
    "breaks": mark_text("closing breaks"),
    "walking": mark_text("shortening ways"),
    "fairness": mark_text("evening out breaks"),
}
"""What the search does in each of its stages."""


def _report_progress(stop: Stop | None, progress: Progress) -> Stop:
    given = stop or Stop()

    def tell(standing: Standing) -> bool:
        stage = Said(_STAGES.get(standing.stage, standing.stage))
        reached = say_text(
            "– meetings: %(held)s, breaks: %(breaks)s", held=standing.held, breaks=standing.breaks
        )
        words = tell_said(stage, reached)
        done = min(0.99, standing.weight / standing.bound) if standing.bound else None
        progress("scheduling", words, done)
        return given.callback(standing) if given.callback is not None else False

    return replace(given, callback=tell)


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
    stands = _find_stands(fair)
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


def _find_stands(fair: Fair) -> dict[str, tuple[str, str, str]]:
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
    stands = _find_stands(fair)
    return np.array(
        [order[stands[exhibitor][1]] for exhibitor in meetings.exhibitors], dtype=np.int32
    )


def _find_halls_of_people(fair: Fair, people: list[str]) -> Ints:
    """Return the hall of the stand of each person's exhibitor, -1 for none."""
    order = {hall.code: row for row, hall in enumerate(fair.settings.halls)}
    halls = {one: order[stand[1]] for one, stand in _find_stands(fair).items()}
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


def tabulate_timetable(
    fair: Fair, meetings: OpenMeetings, result: Result, released: Released | None = None
) -> pa.Table:
    """Return the meetings held as `TIMETABLE`; hosts stay what they were where they can."""
    rows = sorted(_build_rows(fair, meetings, result, released or {}), key=_order)
    columns = list(zip(*rows, strict=True)) or [()] * len(TIMETABLE)
    arrays = [pa.array(column, one.type) for column, one in zip(columns, TIMETABLE, strict=True)]
    return pa.Table.from_arrays(arrays, schema=TIMETABLE)


_Row = tuple[object, ...]


def _order(row: _Row) -> tuple[object, ...]:
    request, date, slot, _, _, _, hall, stand, table = row[:9]
    return date, slot, hall or "~", stand or "~", table or 0, request


def _build_rows(
    fair: Fair, meetings: OpenMeetings, result: Result, released: Released
) -> Iterator[_Row]:
    settings, stands = fair.settings, _find_stands(fair)
    per_day = settings.slots.per_day
    columns = (fair.people[name].to_pylist() for name in ("id", "organisation"))
    employer = dict(zip(*columns, strict=True))
    starts = [settings.slot_start(slot) for slot in range(settings.slot_count)]
    ends = [settings.slot_end(slot) for slot in range(settings.slot_count)]
    names = ("id", "requester", "recipient", "person", "place", "weight", "slots")
    listed = [meetings.requests[name].to_pylist() for name in names]
    sent = _find_hosts(meetings, result, released, per_day=per_day)
    for row, (request, requester, recipient, person, place, weight, slots) in enumerate(
        zip(*listed, strict=True)
    ):
        slot = int(result.slot[row])
        if slot < 0:
            continue
        at_home = recipient or employer[person]
        stand, hall, _ = stands[at_home] if place == "stand" else (None, None, None)
        table = int(result.table[row]) + 1 if place == "table" else None
        attendees = [
            party.person or sent[row, party.exhibitor or ""] for party in meetings.further[row]
        ]
        yield (
            request, starts[slot].date(), slot % per_day + 1, starts[slot].time(),
            ends[slot + slots - 1].time(), place, hall, stand, table, requester, recipient,
            person or sent[row, recipient], weight, slots, BETWEEN.join(attendees) or None,
        )  # fmt: skip


def _find_hosts(
    meetings: OpenMeetings, result: Result, released: Released, *, per_day: int
) -> dict[tuple[int, str], str]:
    """Return who comes to each request held for each exhibitor, by its position."""
    held: dict[str, list[tuple[int, int, tuple[int, str] | None]]] = {}
    names = ("recipient", "assigned", "slots")
    recipients, assigned, lengths = (meetings.requests[name].to_pylist() for name in names)
    for row in np.flatnonzero(result.slot >= 0).tolist():
        slot = int(result.slot[row])
        firms = [recipients[row], *(party.exhibitor for party in meetings.further[row])]
        before, hosts = released.get(row, (slot, (assigned[row],) if assigned[row] else ()))
        for number, firm in enumerate(firms):
            if firm is not None:
                wish = (before, hosts[number]) if number < len(hosts) else None
                held.setdefault(firm, []).append((slot, row, wish))
    found: dict[tuple[int, str], str] = {}
    for exhibitor, placed in held.items():
        placed.sort(key=lambda one: one[:2])
        chosen = assign_hosts(
            meetings.crews[exhibitor],
            [slot for slot, _, _ in placed],
            per_day=per_day,
            released=[wish for _, _, wish in placed],
            lengths=[lengths[row] for _, row, _ in placed],
        )
        pairs = zip(placed, chosen, strict=True)
        found.update(((row, exhibitor), name) for (_, row, _), name in pairs)
    return found


def tabulate_unheld(meetings: OpenMeetings, result: Result | None = None) -> pa.Table:
    """Return the open requests that are not held, as `UNHELD`."""
    left = []
    if result is not None:
        left = meetings.requests["id"].filter(pa.array(result.slot < 0)).to_pylist()
    reasons = [*meetings.left_out.items(), *((request, NO_ROOM) for request in left)]
    columns = list(zip(*sorted(reasons), strict=True)) or [(), ()]
    return pa.Table.from_arrays([pa.array(one, pa.string()) for one in columns], schema=UNHELD)


def _step(result: Result, without_staff: int, *, seconds: float) -> Step:
    said = [
        say_text(
            "%(held)s of %(requested)s requested meetings held; breaks: %(breaks)s.",
            held=result.held,
            requested=result.requested,
            breaks=result.breaks,
        )
    ]
    if without_staff:
        said.append(
            say_count(
                "%(count)s more request asks an exhibitor without staff.",
                "%(count)s more requests ask exhibitors without staff.",
                without_staff,
            )
        )
    return Step(
        name="scheduling",
        status=str(result.status),
        said=tuple(said),
        measure="weight of the meetings held",
        objective=result.weight,
        bound=result.bound,
        seconds=seconds,
    )
