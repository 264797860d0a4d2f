"""Whether the timetable of a fair's folder keeps every rule, from the tables alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from fairlead.chain.fair.availability import Bools, free_slots
from fairlead.chain.scheduling.timetable_file import CheckResult, read_csv_rows
from fairlead.folder.choices import OPEN_STATES, REQUIRED
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FairSettings
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
    def people(self) -> tuple[str, ...]:
        return self.values["requester"], self.values["representative"], *self.attendees

    @property
    def attendees(self) -> tuple[str, ...]:
        """Return who comes for further parties, in their order."""
        return tuple(one for one in self.values.get("attendees", "").split("|") if one)

    @property
    def slots(self) -> int:
        """Return how many slots it takes; 1 in a file that says nothing of it."""
        return _number(self.values.get("slots", "1") or "1")

    @property
    def span(self) -> range:
        """Return the slots it takes, counted through all days."""
        return range(self.slot, self.slot + self.slots)


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
        *_check_least(fair, meetings),
        *_check_tables(fair.settings, meetings),
        *_check_tables_by_slot(fair.settings, meetings),
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
    days = dict(zip(settings.dates, settings.slots_by_day, strict=True))
    try:
        date = dt.date.fromisoformat(values["date"])
    except ValueError:
        date, released = dt.date.min, False
    slot, table = _number(values["slot"]), _number(values["table"])
    if released and slot and slot > days.get(date, 0):
        return FolderMeeting(values["request"], settings.slot_count, table, values)
    if date not in days:
        raise report_invalid(
            place, "expected a day of the fair", field="date", value=values["date"]
        )
    if not 1 <= slot <= days[date]:
        expected = f"expected a number from 1 to {days[date]}"
        raise report_invalid(place, expected, field="slot", value=values["slot"])
    return FolderMeeting(values["request"], settings.find_slot(date, slot), table, values)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _write_time(slot: int, settings: FairSettings) -> str:
    date, number = settings.find_place(slot)
    return f"{date} slot {number}"


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
            if meeting.values[name] != (request[name] or ""):
                yield (
                    f"request {meeting.request}: its {name} is {request[name] or 'none'}, "
                    f"got {meeting.values[name] or 'none'}"
                )
        yield from _check_length(request, meeting, settings)
        if request["locked_table"] not in (None, meeting.table):
            table, got = request["locked_table"], meeting.table or "none"
            yield f"request {meeting.request} is locked to table {table}, got {got}"
        begin = f"{settings.slot_start(meeting.slot):%H:%M}"
        start = meeting.values.get("start", begin)
        if not start.startswith(begin):
            yield f"request {meeting.request}: its slot starts {begin}, got {start}"


def _check_length(
    request: dict[str, Any], meeting: FolderMeeting, settings: FairSettings
) -> Iterator[str]:
    if meeting.slots != request["slots"]:
        wanted, got = request["slots"], meeting.values.get("slots", "1")
        yield f"request {meeting.request}: its slots are {wanted}, got {got}"
        return
    last = meeting.span[-1]
    if not settings.are_one_after_another(meeting.slot, last):
        yield (
            f"request {meeting.request}: its {meeting.slots} slots do not follow one another on "
            "its day"
        )
        return
    end = f"{settings.slot_end(last):%H:%M}"
    got = meeting.values.get("end", end)
    if not got.startswith(end):
        yield f"request {meeting.request}: its last slot ends {end}, got {got}"


def _check_locks(
    requests: dict[str, dict[str, Any]], meetings: list[FolderMeeting], fair: Fair
) -> Iterator[str]:
    settings = fair.settings
    staff = zip(
        fair.people["role"].to_pylist(), fair.people["organisation"].to_pylist(), strict=True
    )
    staffed = {organisation for role, organisation in staff if role == "exhibitor"}
    slots = {meeting.request: meeting.slot for meeting in meetings}
    coming: dict[str, set[str]] = defaultdict(set)
    for row in fair.request_parties.to_pylist():
        if row["answer"] != "declined" and row["attends"] is None and row["organisation"]:
            coming[row["request"]].add(row["organisation"])
    for one, request in requests.items():
        if request["locked_slot"] is None or request["state"] not in OPEN_STATES:
            continue
        firms = {request["recipient"], *coming[one]} - {None}
        if one not in slots and not firms <= staffed:
            continue  # Nobody is there to hold it: it counts as not held.
        locked = settings.find_slot(request["locked_date"], request["locked_slot"])
        if slots.get(one) != locked:
            got = f"got {_write_time(slots[one], settings)}" if one in slots else "and is not held"
            yield f"request {one} is locked to {_write_time(locked, settings)}, {got}"


def _check_people(fair: Fair, meetings: list[FolderMeeting]) -> Iterator[str]:
    people = {row["id"]: row for row in fair.people.to_pylist()}
    names = sorted({one for meeting in meetings for one in meeting.people if one in people})
    free: dict[str, Bools] = dict(zip(names, free_slots(fair, names), strict=True))
    yield from _check_parties(fair, people, meetings)
    booked: dict[tuple[str, int], list[str]] = defaultdict(list)
    days: Counter[tuple[str, dt.date]] = Counter()
    for meeting in meetings:
        for one in meeting.people:
            days[one, fair.settings.find_place(meeting.slot)[0]] += 1
            for slot in range(meeting.slot, min(meeting.span[-1] + 1, fair.settings.slot_count)):
                booked[one, slot].append(meeting.request)
                if one in free and not free[one][slot]:
                    at = _write_time(slot, fair.settings)
                    yield f"request {meeting.request}: {one} is not available in {at}"
    for (one, slot), found in sorted(booked.items()):
        if len(found) > 1:
            at = _write_time(slot, fair.settings)
            yield f"{one} is in {len(found)} meetings in {at}: requests {' and '.join(found)}"
    for (one, date), count in sorted(days.items()):
        own = people[one]["max_per_day"] if one in people else None
        most = fair.settings.meetings.max_per_day if own is None else own
        if most is not None and count > most:
            yield f"{one} has {count} meetings on {date}, at most {most}"
    yield from _check_limits(people, days)
    yield from _check_rests(people, meetings, fair.settings)


def _check_limits(
    people: Mapping[str, dict[str, Any]], days: Counter[tuple[str, dt.date]]
) -> Iterator[str]:
    """Yield who has too many meetings on all days together."""
    in_all: Counter[str] = Counter()
    for (one, _), count in days.items():
        in_all[one] += count
    for one, count in sorted(in_all.items()):
        most = people[one]["max_meetings"] if one in people else None
        if most is not None and count > most:
            yield f"{one} has {count} meetings in all, at most {most}"


def _check_rests(
    people: Mapping[str, dict[str, Any]], meetings: list[FolderMeeting], settings: FairSettings
) -> Iterator[str]:
    """Yield who has fewer slots of rest after a meeting than that person needs."""
    last: dict[tuple[str, dt.date], FolderMeeting] = {}
    for meeting in sorted(meetings, key=lambda one: one.slot):
        for one in meeting.people:
            rest = people[one]["rest"] if one in people else None
            day = one, settings.find_place(meeting.slot)[0]
            before = last.get(day)
            if rest and before is not None and meeting.slot <= before.span[-1] + rest:
                yield (
                    f"{one} has less than {rest} slots of rest between requests {before.request} "
                    f"and {meeting.request}"
                )
            last[day] = meeting


def _check_least(fair: Fair, meetings: list[FolderMeeting]) -> Iterator[str]:
    """Yield who has fewer meetings than there must be; who receive for a firm have theirs
    together."""
    if fair.settings.meetings.min_meetings != REQUIRED:
        return
    people = {row["id"]: row for row in fair.people.to_pylist()}
    asks = set()
    for row in fair.requests.to_pylist():
        if row["state"] in OPEN_STATES:
            asks |= {row["requester"], row["person"]}
    for row in fair.request_parties.to_pylist():
        if row["answer"] != "declined":
            asks |= {row["person"] or row["attends"]}
    held = Counter(
        (one, fair.settings.find_place(meeting.slot)[0])
        for meeting in meetings
        for one in meeting.people
    )
    daily = [one for one, row in people.items() if row["min_per_day"]]
    free: dict[str, Bools] = dict(zip(daily, free_slots(fair, daily), strict=True))
    ends = list(accumulate(fair.settings.slots_by_day, initial=0))
    days = dict(zip(fair.settings.dates, pairwise(ends), strict=True))
    wanted: Counter[tuple[str, dt.date | None]] = Counter()
    got: Counter[tuple[str, dt.date | None]] = Counter()
    for one, row in people.items():
        if (row["state"] or "approved") != "approved":
            continue
        receives = row["role"] == "exhibitor" and one not in asks
        name = f"who receive for {row['organisation']}" if receives else one
        wanted[name, None] += row["min_meetings"] or 0
        for date, (begin, end) in days.items() if one in free else ():
            wanted[name, date] += row["min_per_day"] * bool(free[one][begin:end].any())
        for date in fair.settings.dates:
            got[name, None] += held[one, date]
            got[name, date] += held[one, date]
    for (name, when), least in wanted.items():
        if got[name, when] < least:
            on = "" if when is None else f" on {when}"
            yield f"{name}: {got[name, when]} meetings{on} of at least {least}"


def _check_parties(
    fair: Fair, people: dict[str, dict[str, Any]], meetings: list[FolderMeeting]
) -> Iterator[str]:
    """Yield who comes for a party that is not theirs, and parties for which nobody comes."""
    asked = {row["id"]: row["person"] for row in fair.requests.to_pylist()}
    parties: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(fair.request_parties.to_pylist(), key=lambda row: int(row["number"])):
        if row["answer"] != "declined":
            parties[row["request"]].append(row)
    for meeting in meetings:
        representative, person = meeting.values["representative"], asked.get(meeting.request)
        if person is None:
            firm = meeting.values["recipient"]
            yield from _check_staff(people, meeting.request, representative, firm)
        elif representative != person:
            yield (
                f"request {meeting.request}: {person} is asked, got {representative or 'nobody'}"
            )
        further = parties[meeting.request]
        if len(further) != len(meeting.attendees):
            yield (
                f"request {meeting.request} has {len(further)} further parties, "
                f"{len(meeting.attendees)} come for them"
            )
            continue
        for party, one in zip(further, meeting.attendees, strict=True):
            expected = party["person"] or party["attends"]
            if expected is None:
                yield from _check_staff(people, meeting.request, one, party["organisation"])
            elif one != expected:
                yield f"request {meeting.request}: {expected} is to come, got {one}"


def _check_staff(
    people: dict[str, dict[str, Any]], request: str, one: str, firm: str
) -> Iterator[str]:
    host = people.get(one)
    if host is None or host["role"] != "exhibitor" or host["organisation"] != firm:
        yield f"request {request}: {one or 'nobody'} is no exhibitor's person of {firm}"


def _check_tables_by_slot(settings: FairSettings, meetings: list[FolderMeeting]) -> Iterator[str]:
    """Yield the slots in which more tables are used than can be then."""
    used = Counter(
        slot for meeting in meetings if meeting.values["place"] == "table" for slot in meeting.span
    )
    for one in settings.fewer_tables:
        slot = settings.find_slot(one.date, one.slot)
        if used[slot] > one.tables:
            at = _write_time(slot, settings)
            yield f"{used[slot]} meetings are at shared tables in {at}, at most {one.tables}"


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
        for slot in meeting.span:
            other = seen.setdefault((slot, meeting.table), meeting.request)
            if other != meeting.request:
                yield (
                    f"requests {other} and {meeting.request} are both at table {meeting.table} in "
                    f"{_write_time(slot, settings)}"
                )
