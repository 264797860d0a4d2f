"""Whether the timetable of a fair's folder keeps every rule, from the tables alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fairlead.chain.fair.availability import Bools, free_slots
from fairlead.chain.scheduling.problem_file import CheckResult, read_csv_rows
from fairlead.folder.choices import OPEN_STATES
from fairlead.folder.fair import Fair, FairSettings
from fairlead.folder.input_errors import report_invalid

_COLUMNS = ("request", "date", "slot", "place", "table", "requester", "recipient", "representative")
_SAME = ("requester", "recipient", "place")


@dataclass(frozen=True, slots=True)
class FolderMeeting:
    """One row: ``slot`` counts through all days from 0, ``table`` from 1, 0 for none."""

    request: str
    slot: int
    table: int
    values: dict[str, str]

    @property
    def people(self) -> tuple[str, str]:
        return self.values["requester"], self.values["representative"]


def verify_folder_timetable(fair: Fair, path: Path) -> CheckResult:
    """Return the rules that a `timetable.csv` of a fair's folder breaks, and what is not held.

    Shares no code with the step that makes the timetable, but for when people are free. Raises
    `InvalidInput` when the file is no timetable of a fair.
    """
    meetings = read_folder_timetable(path, fair.settings)
    requests = {row["id"]: row for row in fair.requests.to_pylist()}
    broken = [
        *_check_requests(requests, meetings, fair),
        *_check_people(fair, meetings),
        *_check_tables(fair.settings, meetings),
    ]
    held = {meeting.request for meeting in meetings}
    asked = [one for one, row in requests.items() if row["state"] in OPEN_STATES]
    return CheckResult(broken, sum(one not in held for one in asked), len(asked))


def read_folder_timetable(
    path: Path, settings: FairSettings, *, released: bool = False
) -> list[FolderMeeting]:
    """Return the rows of a `timetable.csv`; raises `InvalidInput` when the file is none.

    ``released``: it was given out for the fair as it was, which may have had other days and
    slots; a time that is no longer there is the slot after the last.
    """
    rows = read_csv_rows(path)
    header = next(rows, [])
    missing = [name for name in _COLUMNS if name not in header]
    if missing:
        expected = f"expected a timetable.csv of `fairlead run`: there is no column {missing[0]}"
        raise report_invalid(f"{path.name}:1", expected)
    meetings = []
    for line, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise report_invalid(
                f"{path.name}:{line}", f"expected {len(header)} values, got {len(row)}"
            )
        meetings.append(
            _read_meeting(
                f"{path.name}:{line}",
                dict(zip(header, row, strict=True)),
                settings,
                released=released,
            )
        )
    return meetings


def _read_meeting(
    place: str, values: dict[str, str], settings: FairSettings, *, released: bool
) -> FolderMeeting:
    try:
        day = (dt.date.fromisoformat(values["date"]) - settings.first_day).days
    except ValueError:
        day, released = -1, False
    slot = _number(values["slot"])
    if released and slot and not (0 <= day < settings.days and slot <= settings.slots.per_day):
        end = settings.slot_count
        return FolderMeeting(values["request"], end, _number(values["table"]), values)
    if not 0 <= day < settings.days:
        raise report_invalid(
            place, "expected a day of the fair", field="date", value=values["date"]
        )
    if not 1 <= slot <= settings.slots.per_day:
        expected = f"expected a number from 1 to {settings.slots.per_day}"
        raise report_invalid(place, expected, field="slot", value=values["slot"])
    at = day * settings.slots.per_day + slot - 1
    return FolderMeeting(values["request"], at, _number(values["table"]), values)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _write_time(slot: int, settings: FairSettings) -> str:
    return f"{settings.slot_start(slot):%Y-%m-%d} slot {slot % settings.slots.per_day + 1}"


def _check_requests(
    requests: dict[str, dict[str, Any]], meetings: list[FolderMeeting], fair: Fair
) -> Iterator[str]:
    held = Counter(meeting.request for meeting in meetings)
    yield from (f"request {one} is held {count} times" for one, count in held.items() if count > 1)
    yield from _check_locks(requests, meetings, fair)
    settings = fair.settings
    for meeting in meetings:
        request = requests.get(meeting.request)
        if request is None:
            yield f"request {meeting.request} is not in requests.csv"
            continue
        if request["state"] not in OPEN_STATES:
            yield f"request {meeting.request} is held, and {request['state']}"
        for name in _SAME:
            if meeting.values[name] != request[name]:
                yield (
                    f"request {meeting.request}: its {name} is {request[name]}, "
                    f"got {meeting.values[name]}"
                )
        begin = f"{settings.slot_start(meeting.slot):%H:%M}"
        start = meeting.values.get("start", begin)
        if not start.startswith(begin):
            yield f"request {meeting.request}: its slot starts {begin}, got {start}"


def _check_locks(
    requests: dict[str, dict[str, Any]], meetings: list[FolderMeeting], fair: Fair
) -> Iterator[str]:
    settings = fair.settings
    staff = zip(
        fair.people["role"].to_pylist(), fair.people["organisation"].to_pylist(), strict=True
    )
    staffed = {organisation for role, organisation in staff if role == "exhibitor"}
    slots = {meeting.request: meeting.slot for meeting in meetings}
    for one, request in requests.items():
        if request["locked_slot"] is None or request["state"] not in OPEN_STATES:
            continue
        if one not in slots and request["recipient"] not in staffed:
            continue  # Nobody is there to hold it: it counts as not held.
        day = (request["locked_date"] - settings.first_day).days
        locked = day * settings.slots.per_day + request["locked_slot"] - 1
        if slots.get(one) != locked:
            got = f"got {_write_time(slots[one], settings)}" if one in slots else "and is not held"
            yield f"request {one} is locked to {_write_time(locked, settings)}, {got}"


def _check_people(fair: Fair, meetings: list[FolderMeeting]) -> Iterator[str]:
    people = {row["id"]: row for row in fair.people.to_pylist()}
    names = sorted({one for meeting in meetings for one in meeting.people if one in people})
    free: dict[str, Bools] = dict(zip(names, free_slots(fair, names), strict=True))
    booked: dict[tuple[str, int], list[str]] = defaultdict(list)
    for meeting in meetings:
        host = people.get(meeting.people[1])
        staff = host is not None and host["role"] == "exhibitor"
        if host is None or not staff or host["organisation"] != meeting.values["recipient"]:
            yield (
                f"request {meeting.request}: {meeting.people[1] or 'nobody'} is no exhibitor's "
                f"person of {meeting.values['recipient']}"
            )
        for one in meeting.people:
            booked[one, meeting.slot].append(meeting.request)
            if one in free and not free[one][meeting.slot]:
                yield (
                    f"request {meeting.request}: {one} is not available in "
                    f"{_write_time(meeting.slot, fair.settings)}"
                )
    for (one, slot), found in sorted(booked.items()):
        if len(found) > 1:
            at = _write_time(slot, fair.settings)
            yield f"{one} is in {len(found)} meetings in {at}: requests {' and '.join(found)}"
    most = fair.settings.meetings.max_per_day
    days = Counter((one, slot // fair.settings.slots.per_day) for one, slot in booked)
    for (one, day), count in sorted(days.items()):
        if most is not None and count > most:
            date = fair.settings.first_day + dt.timedelta(days=day)
            yield f"{one} has {count} meetings on {date}, at most {most}"


def _check_tables(settings: FairSettings, meetings: list[FolderMeeting]) -> Iterator[str]:
    seen: dict[tuple[int, int], str] = {}
    for meeting in meetings:
        if meeting.values["place"] != "table":
            if meeting.values["table"]:
                yield f"request {meeting.request} has a table that it does not use"
            continue
        if not 1 <= meeting.table <= settings.meetings.tables:
            yield f"request {meeting.request} has no table from 1 to {settings.meetings.tables}"
            continue
        other = seen.setdefault((meeting.slot, meeting.table), meeting.request)
        if other != meeting.request:
            yield (
                f"requests {other} and {meeting.request} are both at table {meeting.table} in "
                f"{_write_time(meeting.slot, settings)}"
            )
