"""Calendars: what RFC 5545 asks for, zones included."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.folder.read import read_fair
from fairlead.report.calendars import escape, fold, write_calendars
from fairlead.report.time_zone import write_span, write_vtimezone
from fairlead.ui.texts import find_language_now

SMALL = Path(__file__).parents[1] / "folder" / "small"
MEETINGS = pa.table(
    {
        "request": ["r1", "r4", "r5"],
        "date": [dt.date(2024, 7, 8), dt.date(2024, 7, 8), dt.date(2024, 7, 9)],
        "slot": [1, 2, 3],
        "start": [dt.time(10), dt.time(10, 30), dt.time(11)],
        "end": [dt.time(10, 30), dt.time(11), dt.time(11, 30)],
        "place": ["stand", "table", "online"],
        "hall": ["1", None, None],
        "stand": ["1-A1", None, None],
        "table": [None, 2, None],
        "requester": ["v1", "v2", "v3"],
        "recipient": ["gear", "pump", "chip"],
        "representative": ["g1", "u1", "c1"],
    }
)


def unfolded(calendar: bytes) -> list[str]:
    """Return the content lines of a calendar."""
    text = calendar.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_both_sides_get_the_meeting() -> None:
    found = dict(write_calendars(read_fair(SMALL), MEETINGS, language="en"))
    assert sorted(found) == ["c1", "g1", "u1", "v1", "v2", "v3"]
    guest = unfolded(found["v1"])
    assert "UID:r1.river-fair-2024@fairlead" in guest
    assert "DTSTART;TZID=Asia/Yekaterinburg:20240708T100000" in guest
    assert "DTEND;TZID=Asia/Yekaterinburg:20240708T103000" in guest
    assert "SUMMARY:Gear Works" in guest
    assert "DESCRIPTION:With Person One\\, Gear Works" in guest
    assert "LOCATION:Hall 1\\, stand A1" in guest
    host = unfolded(found["g1"])
    assert "SUMMARY:Person Six\\, Ore Mine" in host
    assert "UID:r1.river-fair-2024@fairlead" in host
    assert "LOCATION:Table 2" in unfolded(found["v2"])
    assert "LOCATION:Online" in unfolded(found["v3"])
    assert "SUMMARY:Персона Восемь" in unfolded(found["c1"])


def test_an_agenda_is_in_the_persons_first_language() -> None:
    found = dict(write_calendars(read_fair(SMALL), MEETINGS))
    russian, english = unfolded(found["v1"]), unfolded(found["g1"])
    assert "DESCRIPTION:С кем: Person One\\, Завод передач" in russian
    assert "LOCATION:Павильон 1\\, стенд A1" in russian
    assert "DESCRIPTION:Person Six\\, Ore Mine asked for this meeting" in english
    assert "LOCATION:Table 2" in unfolded(found["u1"])


def test_an_agenda_speaks_a_language() -> None:
    fair = read_fair(SMALL)
    found = {}
    for language in ("ru", "ar", "zh"):
        found[language] = dict(write_calendars(fair, MEETINGS, language=language))
        assert find_language_now() == "en", "nobody else is spoken to in it"
    assert "LOCATION:Стол 2" in unfolded(found["ru"]["v2"])
    assert "LOCATION:الطاولة 2" in unfolded(found["ar"]["v2"])
    assert "LOCATION:2 号洽谈桌" in unfolded(found["zh"]["v2"])


def test_the_same_meetings_give_the_same_bytes() -> None:
    fair = read_fair(SMALL)
    assert list(write_calendars(fair, MEETINGS)) == list(write_calendars(fair, MEETINGS))


def test_structure() -> None:
    for _, calendar in write_calendars(read_fair(SMALL), MEETINGS):
        lines = unfolded(calendar)
        stack: list[str] = []
        for line in lines:
            if line.startswith("BEGIN:"):
                stack.append(line[6:])
            elif line.startswith("END:"):
                assert stack.pop() == line[4:]
        assert stack == []
        assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
        assert "TZID:Asia/Yekaterinburg" in lines


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "Asia/Yekaterinburg", "UTC",
                                  "Australia/Lord_Howe", "Africa/Casablanca"])  # fmt: skip
def test_zones_say_what_the_database_says(name: str) -> None:
    zone = ZoneInfo(name)
    first, last = dt.date(2023, 3, 20), dt.date(2023, 4, 2)
    onsets = _onsets(write_vtimezone(zone, first, last))
    moment = dt.datetime(2023, 1, 2, 3, tzinfo=dt.UTC)
    while moment.year < 2024:
        local = moment.astimezone(zone)
        latest = max(onset for onset in onsets if onset[0] <= moment)
        assert latest[1] == local.utcoffset(), (name, moment)
        moment += dt.timedelta(hours=7)


def _onsets(lines: list[str]) -> list[tuple[dt.datetime, dt.timedelta]]:
    """Return the moments (UTC) at which an offset of a VTIMEZONE begins."""
    found, part = [], {}
    for line in lines:
        key, _, value = line.partition(":")
        part[key] = value
        if key == "END" and value in ("STANDARD", "DAYLIGHT"):
            start = dt.datetime.strptime(part["DTSTART"], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
            found.append((start - _delta(part["TZOFFSETFROM"]), _delta(part["TZOFFSETTO"])))
    return found


def _delta(text: str) -> dt.timedelta:
    size = dt.timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))
    return -size if text[0] == "-" else size


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_folding_is_undone_and_never_too_long(text: str) -> None:
    line = "SUMMARY:" + escape(text)
    folded = fold(line)
    assert folded.replace("\r\n ", "") == line
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))


def test_escaping() -> None:
    assert escape("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"


@pytest.mark.parametrize(
    ("begins", "expected"),
    [
        ("2027-10-30T22:30", (";TZID=Europe/Berlin:20271031T003000", ":20271031T010000")),
        ("2027-10-30T23:30", (":20271030T233000Z", ":20271031T000000Z")),
        ("2027-10-31T00:00", (":20271031T000000Z", ":20271031T003000Z")),
        ("2027-10-31T01:30", (":20271031T013000Z", ":20271031T020000Z")),
        ("2027-10-31T02:00", (":20271031T030000", ":20271031T033000")),
    ],
)
def test_an_hour_that_the_clock_shows_twice_is_written_by_utc(
    begins: str, expected: tuple[str, str]
) -> None:
    begin = dt.datetime.fromisoformat(begins).replace(tzinfo=dt.UTC)
    lines = write_span(begin, begin + dt.timedelta(minutes=30), ZoneInfo("Europe/Berlin"))
    assert all(line.endswith(end) for line, end in zip(lines, expected, strict=True))
    forms = {line.partition(":")[0].partition(";")[2] for line in lines}
    assert len(forms) == 1, "both of one form"
