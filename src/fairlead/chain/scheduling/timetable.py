"""The scheduling step: the fair's meeting requests to a timetable with places and hosts."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.fair.availability import free_slots
from fairlead.chain.said import say_count, say_text
from fairlead.chain.scheduling.staffing import Staffing, assign_hosts, build_staffing
from fairlead.chain.step import SKIPPED, Progress, Step, ignore_progress
from fairlead.engines.scheduling import MeetingParams, solve
from fairlead.engines.scheduling.problem import ONLINE, SHARED_TABLE, Bools, Ints, Problem
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
    ]
)
MOVES = 200_000  # of the annealing at most: a big fair is within a thousandth before it begins
UNHELD = pa.schema([("request", pa.string()), ("reason", pa.string())])


@dataclass(frozen=True, slots=True)
class Timetable:
    """The meetings held (`TIMETABLE`: by day, slot, hall, stand, table, request; slot from 1
    within its day, shared tables from 1) and the open requests that are not (`UNHELD`)."""

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


Released = dict[int, tuple[int, str]]
"""The slot and the host that a request had before, by its position."""


@dataclass(frozen=True, slots=True)
class OpenMeetings:
    """The requests to be placed, and the crews of the exhibitors they ask for."""

    requests: pa.Table
    requesters: list[str]
    exhibitors: list[str]
    crews: dict[str, Staffing]
    without_staff: list[str]
    by_hand: list[str]
    """Of two persons, of three and more parties, or of several slots: planned by hand."""


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


def _report_progress(stop: Stop | None, progress: Progress) -> Stop:
    given = stop or Stop()

    def tell(standing: Standing) -> bool:
        words = f"{standing.stage}: {standing.held:,} meetings, {standing.breaks:,} breaks"
        done = min(0.99, standing.weight / standing.bound) if standing.bound else None
        progress("scheduling", words, done)
        return given.callback(standing) if given.callback is not None else False

    return replace(given, callback=tell)


def gather_meetings(fair: Fair) -> OpenMeetings:
    """Return the open requests (pending or accepted) that somebody can receive."""
    is_open = pc.is_in(fair.requests["state"], value_set=pa.array(OPEN_STATES))
    opened = fair.requests.filter(is_open)
    joined = pc.is_in(opened["id"], value_set=fair.request_parties["request"].combine_chunks())
    plain = pc.and_(
        pc.and_(pc.is_valid(opened["recipient"]), pc.equal(opened["slots"], 1)), pc.invert(joined)
    )
    requests = opened.filter(plain)
    exhibitors = _list_distinct(requests["recipient"].to_pylist())
    found = build_staffing(fair, exhibitors, asking=requests["requester"].to_pylist())
    staffed = pc.is_in(requests["recipient"], value_set=pa.array(list(found), pa.string()))
    without = requests.filter(pc.invert(staffed))["id"].to_pylist()
    requests = requests.filter(staffed)
    return OpenMeetings(
        requests=requests,
        requesters=_list_distinct(requests["requester"].to_pylist()),
        exhibitors=[exhibitor for exhibitor in exhibitors if exhibitor in found],
        crews=found,
        without_staff=without,
        by_hand=opened.filter(pc.invert(plain))["id"].to_pylist(),
    )


def _list_distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def build_problem(fair: Fair, meetings: OpenMeetings) -> Problem:
    """Return the engine's problem: requesters first, then exhibitors, in their order.

    Raises `InvalidInput` for a locked slot in which somebody is not free.
    """
    requests, settings = meetings.requests, fair.settings
    people, count = meetings.requesters, len(meetings.requesters)
    hosts = [meetings.crews[exhibitor] for exhibitor in meetings.exhibitors]
    a = pc.index_in(requests["requester"], value_set=pa.array(people)).to_numpy()
    b = pc.index_in(requests["recipient"], value_set=pa.array(meetings.exhibitors)).to_numpy()
    b = b + count
    place = requests["place"].to_numpy(zero_copy_only=False)
    host = np.where(place == "stand", b, np.where(place == "table", SHARED_TABLE, ONLINE))
    available = np.vstack([free_slots(fair, people), *(crew.available for crew in hosts)])
    locked = _find_locked_slots(fair, requests)
    _check_locks(requests, locked, available[a] & available[b])
    return Problem(
        slots_per_day=(settings.slots.per_day,) * settings.days,
        capacity=np.array([1] * count + [crew.capacity for crew in hosts], dtype=np.int32),
        available=available,
        a=a,
        b=b,
        weight=requests["weight"].to_numpy(),
        host=host,
        tables=settings.meetings.tables,
        hall=np.concatenate([np.full(count, -1), _find_halls(fair, meetings.exhibitors)]),
        calendar=_find_calendars(meetings, hosts),
        locked=locked,
        max_per_day=settings.meetings.max_per_day,
    )


def _find_calendars(meetings: OpenMeetings, hosts: list[Staffing]) -> Ints:
    """Return for each person the calendar of a host who also asks, -1 for everyone else."""
    count = len(meetings.requesters)
    calendar = np.full(count + len(hosts), -1, dtype=np.int32)
    position = {person: row for row, person in enumerate(meetings.requesters)}
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


def _find_halls(fair: Fair, exhibitors: list[str]) -> Ints:
    order = {hall.code: row for row, hall in enumerate(fair.settings.halls)}
    stands = _find_stands(fair)
    return np.array([order[stands[exhibitor][1]] for exhibitor in exhibitors], dtype=np.int32)


def _find_locked_slots(fair: Fair, requests: pa.Table) -> Ints:
    settings = fair.settings
    locked = np.full(requests.num_rows, -1, dtype=np.int32)
    dates, slots = requests["locked_date"].to_pylist(), requests["locked_slot"].to_pylist()
    for row, (date, slot) in enumerate(zip(dates, slots, strict=True)):
        if date is not None and slot is not None:
            locked[row] = (date - settings.first_day).days * settings.slots.per_day + slot - 1
    return locked


def _check_locks(
    requests: pa.Table,
    locked: Ints,
    free: Bools,
) -> None:
    rows = np.flatnonzero(locked >= 0)
    ids, slots = requests["id"].to_pylist(), requests["locked_slot"].to_pylist()
    faults = [
        Fault(
            "requests.csv",
            "expected a slot in which the requester and the exhibitor's staff are free",
            field="locked_slot",
            value=f"{slots[row]} of {ids[row]}",
        )
        for row in rows[~free[rows, locked[rows]]]
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
    starts = [settings.slot_start(slot) for slot in range(settings.slot_count)]
    ends = [settings.slot_end(slot) for slot in range(settings.slot_count)]
    columns = [
        meetings.requests[name].to_pylist()
        for name in ("id", "requester", "recipient", "place", "weight")
    ]
    hosts = _find_hosts(meetings, result, released, per_day=per_day)
    requests = zip(*columns, strict=True)
    for row, (request, requester, recipient, place, weight) in enumerate(requests):
        slot = int(result.slot[row])
        if slot < 0:
            continue
        stand, hall, _ = stands[recipient] if place == "stand" else (None, None, None)
        table = int(result.table[row]) + 1 if place == "table" else None
        yield (
            request, starts[slot].date(), slot % per_day + 1, starts[slot].time(),
            ends[slot].time(), place, hall, stand, table, requester, recipient, hosts[row], weight,
        )  # fmt: skip


def _find_hosts(
    meetings: OpenMeetings, result: Result, released: Released, *, per_day: int
) -> dict[int, str]:
    """Return the host of each request held, by its position."""
    held: dict[str, list[tuple[int, int]]] = {}
    recipients = meetings.requests["recipient"].to_pylist()
    for row in np.flatnonzero(result.slot >= 0):
        held.setdefault(recipients[row], []).append((int(result.slot[row]), int(row)))
    found: dict[int, str] = {}
    for exhibitor, placed in held.items():
        placed.sort()
        slots = [slot for slot, _ in placed]
        before = [released.get(row) for _, row in placed]
        crew = meetings.crews[exhibitor]
        names = assign_hosts(crew, slots, per_day=per_day, released=before)
        found.update((row, name) for (_, row), name in zip(placed, names, strict=True))
    return found


def tabulate_unheld(meetings: OpenMeetings, result: Result | None = None) -> pa.Table:
    """Return the open requests that are not held, as `UNHELD`."""
    left = []
    if result is not None:
        left = meetings.requests["id"].filter(pa.array(result.slot < 0)).to_pylist()
    reasons = [(request, "no_staff") for request in meetings.without_staff]
    reasons += [(request, "by_hand") for request in meetings.by_hand]
    reasons += [(request, "no_room") for request in left]
    columns = list(zip(*sorted(reasons), strict=True)) or [(), ()]
    return pa.Table.from_arrays([pa.array(one, pa.string()) for one in columns], schema=UNHELD)


def _step(result: Result, without_staff: int, *, seconds: float) -> Step:
    said = [
        say_text(
            "%(held)s of %(requested)s requested meetings held, %(breaks)s breaks.",
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
