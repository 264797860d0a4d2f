"""Schedules are read tolerantly, written strictly, and come back as they went."""

from __future__ import annotations

import datetime as dt
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import jsonschema
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.programme.programme import (
    Day,
    Link,
    Programme,
    ProgrammePerson,
    ProgrammeSession,
    Room,
    Track,
)
from fairlead.folder.programme.read import parse_schedule
from fairlead.folder.programme.write_json import write_schedule_json
from fairlead.folder.programme.write_xml import write_schedule_xml
from fairlead.report.programme_calendar import write_programme_calendar, write_xcal

ZONE = ZoneInfo("Asia/Yekaterinburg")
DAY = dt.date(2030, 7, 8)
RECOVER = etree.XMLParser(recover=True)
XCAL = etree.RelaxNG(etree.parse(Path(__file__).with_name("xcal.rng")))
GUID = "0c8b0cb4-6cf9-5ff8-928a-0a0f49558c48"


def write_xml(programme: Programme) -> bytes:
    return write_schedule_xml(programme, generator="Test", generator_version="1")


def write_json(programme: Programme) -> bytes:
    return write_schedule_json(programme, generator="Test", generator_version="1")


def read(content: bytes) -> Programme:
    return parse_schedule(content, "schedule", ZONE).programme


def notes(content: str) -> list[str]:
    return [str(note) for note in parse_schedule(content.encode(), "s.xml", ZONE).notes]


def problems(content: bytes) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        parse_schedule(content, "s.xml", ZONE)
    return [str(problem) for problem in caught.value.problems]


texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn")), max_size=12)
names = texts.filter(bool)
addresses = st.sampled_from(("", "https://example.org/a?b=1&c=2"))


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Return programmes, some of whose sessions end after midnight or have no room."""
    morning = dt.datetime.combine(DAY, dt.time(6), ZONE)
    days = tuple(
        Day(DAY + dt.timedelta(days=at), morning + dt.timedelta(days=at), morning
            + dt.timedelta(days=at + 1))
        for at in range(draw(st.integers(1, 3)))
    )  # fmt: skip
    rooms = draw(st.lists(names.filter(lambda one: one != "-"), unique=True, max_size=3))
    sessions = []
    for number in range(1, draw(st.integers(0, 5)) + 1):
        day = draw(st.sampled_from(days))
        begins = day.begins + dt.timedelta(minutes=draw(st.integers(0, 1439)))
        people = draw(st.lists(names, unique=True, max_size=2))
        sessions.append(
            ProgrammeSession(
                guid=str(draw(st.uuids())),
                number=number,
                title=draw(names),
                day=day.date,
                begins=begins,
                ends=begins + dt.timedelta(minutes=draw(st.integers(1, 1439))),
                room=draw(st.sampled_from([*rooms, ""])),
                code=f"ABC{number:03d}",
                slug=f"fair-session-{number}",
                kind=draw(texts),
                track=draw(texts),
                language=draw(st.sampled_from(("", "en", "ru"))),
                subtitle=draw(texts),
                abstract=draw(texts),
                description=draw(texts),
                people=tuple(ProgrammePerson(one, str(draw(st.uuids()))) for one in people),
                address=draw(addresses),
                links=(Link(draw(texts), "https://example.org/l"),) * draw(st.integers(0, 2)),
                license=draw(texts),
                is_recorded=draw(st.booleans()),
            )
        )
    return Programme(
        acronym="fair",
        title=draw(names),
        version=draw(texts),
        zone=ZONE,
        days=days,
        sessions=tuple(sessions),
        rooms=tuple(Room(one) for one in rooms),
        tracks=tuple(Track(one, "", "#00ff00") for one in draw(st.lists(names, max_size=2))),
    )


@settings(max_examples=60, deadline=None)
@given(programmes())
def test_what_is_written_is_read_again(programme: Programme) -> None:
    for write in (write_xml, write_json):
        again = read(write(programme))
        assert again.sort_sessions() == programme.sort_sessions()
        assert again.days == programme.days
        assert (again.title, again.version, again.tracks) == (
            programme.title, programme.version, programme.tracks,
        )  # fmt: skip
        assert write(again) == write(read(write(again)))


@settings(max_examples=40, deadline=None)
@given(programmes())
def test_other_parsers_read_what_is_written(programme: Programme) -> None:
    root = ET.fromstring(write_xml(programme))  # noqa: S314 - our own
    events = root.findall("day/room/event")
    assert len(events) == len(programme.sessions)
    assert [one.get("index") for one in root.findall("day")] == [
        str(at + 1) for at in range(len(programme.days))
    ]
    for event in events:
        assert re.fullmatch(r"\d{2}:\d{2}", event.findtext("duration") or "")
        assert re.fullmatch(r"[a-z0-9_]{4,}-[a-z0-9\-_]{4,}", event.findtext("slug") or "")
        assert re.search(r"[+-]\d\d:\d\d$", event.findtext("date") or "")
        assert re.fullmatch(r"[0-9A-Z]{6}", event.get("code") or "")
    days = json.loads(write_json(programme))["schedule"]["conference"]["days"]
    assert sum(len(room) for day in days for room in day["rooms"].values()) == len(events)
    stamp = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    sessions = programme.sort_sessions()
    calendar: Any = icalendar.Calendar.from_ical(
        write_programme_calendar(programme, sessions, stamp=stamp)
    )
    read_back = [
        (one["UID"], one["DTSTART"].dt, one["DTEND"].dt) for one in calendar.walk("VEVENT")
    ]
    assert read_back == [(one.guid, one.begins, one.ends) for one in sessions]
    xcal = etree.fromstring(write_xcal(programme, sessions, stamp=stamp))
    XCAL.assertValid(xcal)
    told = [one.findtext(".//{*}summary/{*}text") for one in xcal.iterfind(".//{*}vevent")]
    assert told == [one.title for one in sessions]


MEETING = """<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><properties>
<calscale><text>GREGORIAN</text></calscale><prodid><text>-//Example//EN</text></prodid>
<version><text>2.0</text></version></properties><components><vevent><properties>
<dtstamp><date-time>2008-02-05T19:12:24Z</date-time></dtstamp>
<dtstart><date>2008-10-06</date></dtstart><summary><text>Planning meeting</text></summary>
<uid><text>4088E990AD89CB3DBB484909</text></uid></properties></vevent></components>
</vcalendar></icalendar>"""


def test_the_schema_of_xcal_takes_what_the_standard_has_and_nothing_else() -> None:
    assert XCAL.validate(etree.fromstring(MEETING))
    for old, new in (
        ("<uid><text>4088E990AD89CB3DBB484909</text></uid>", ""),
        ("2008-02-05T19:12:24Z", "20080205T191224Z"),
        ("<summary><text>", "<summary>"),
        ("<date>2008-10-06", "<date>2008-10-6"),
        ("<text>2.0<", "<text>1.0<"),
        ("summary>", "title>"),
    ):
        assert not XCAL.validate(etree.fromstring(MEETING.replace(old, new), RECOVER)), new


def test_xcal_says_what_changed_on_the_day_and_holds_no_control_characters() -> None:
    programme = read(EVENT.encode())
    (one,) = programme.sessions
    later = replace(one, title="A\x07\x00b\ufffe", sequence=3, cancelled=True)
    xcal = etree.fromstring(write_xcal(programme, [later], stamp=one.begins))
    XCAL.assertValid(xcal)
    said = [xcal.findtext(f".//{{*}}vevent//{{*}}{name}/*") for name in ("summary", "sequence")]
    assert said == ["Ab", "3"]
    assert xcal.findtext(".//{*}status/{*}text") == "CANCELLED"


EVENT = f"""<schedule><version>1</version><conference><acronym>fair</acronym><title>Fair</title>
<time_zone_name>Asia/Yekaterinburg</time_zone_name></conference>
<day index="1" date="2030-07-08" start="2030-07-08T06:00:00+05:00" end="2030-07-09T06:00:00+05:00">
<room name="One"><event id="1" guid="{GUID}"><date>2030-07-08T23:30:00+05:00</date>
<start>23:30</start><duration>01:15</duration><room>One</room><title>Night</title></event></room>
</day></schedule>"""


def test_a_sound_schedule_has_no_note() -> None:
    assert notes(EVENT) == []
    session = read(EVENT.encode()).sessions[0]
    assert session.day == DAY
    assert session.ends == dt.datetime(2030, 7, 9, 0, 45, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('index="1"', 'index="0"', 's.xml:3: index "0": expected the day\'s number, from 1'),
        ("23:30:00+05:00", "23:30:00",
         's.xml:4: date "2030-07-08T23:30:00": expected an offset, taken for the time of '
         "Asia/Yekaterinburg"),
        ("23:30:00+05:00", "23:30:00+0500", ""),
        ("23:30:00+05:00", "18:30:00Z", ""),
        ("01:15", "0:75", 's.xml:4: duration "0:75": expected hours to 99 and minutes to 59'),
        ("01:15", "1:15", ""),
        (GUID, "7", 's.xml:4: guid "7": expected a UUID, one was made from the session\'s number'),
        ('id="1"', 'id="x"', 's.xml:4: id "x": expected a number from 1'),
        ("<date>2030-07-08T23:30:00+05:00</date>", "",
         "s.xml:4: date: expected a date, taken for the day it stands under"),
        ("Asia/Yekaterinburg", "Ural time",
         's.xml:1: time_zone_name "Ural time": expected an IANA time zone, taken for '
         "Asia/Yekaterinburg"),
        ("</title></event>", "</title><mood/></event>",
         "s.xml: event/mood: not known, passed over 1 times"),
    ],
)  # fmt: skip
def test_what_is_bent_is_read_and_said(old: str, new: str, said: str) -> None:
    content = EVENT.replace(old, new, 1)
    assert content != EVENT
    found = notes(content)
    assert found[:1] == ([said] if said else [])
    session = read(content.encode()).sessions[0]
    assert session.begins == dt.datetime(2030, 7, 8, 23, 30, tzinfo=ZONE)
    assert session.duration == dt.timedelta(hours=1, minutes=15)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (EVENT.replace("2030-07-08T23:30:00+05:00", "soon"),
         's.xml:4: date "soon": expected a moment such as 2023-07-10T10:00:00+05:00'),
        (EVENT.replace("01:15", "long"),
         's.xml:4: duration "long": expected hours and minutes such as 01:15'),
        (EVENT[:200], "s.xml:3: expected well-formed XML, it is not: unclosed token"),
        ("<rss/>", 's.xml:1: "<rss>": expected <schedule> at the root: of XML only '
         "schedules are read, as frab, pretalx and c3voc write them"),
        ('<rss version="2.0"/>', 's.xml:1: "<rss version="2.0">": expected <schedule> at the root: '
         "of XML only schedules are read, as frab, pretalx and c3voc write them"),
        ("<schedule/>", "s.xml:1: day: expected at least one day"),
        ("{}",
         's.xml: expected an object with "schedule", as in a schedule JSON of version 1 or 2'),
        ('{"version": 3, "talks": {}}', 's.xml: expected an object with "schedule", as in a '
         "schedule JSON of version 1 or 2, found version 3, with talks"),
        ('{"$schema": "https://x.org/v3.json", "schedule": {"version": "3.1", "slots": []}}',
         's.xml: days "$schema https://x.org/v3.json, version 3.1, with slots": expected at least '
         "one day in schedule.conference.days: read are version 1 (each day with its rooms and "
         "their sessions) and version 2 (days beside a list of events)"),
        ("{", "s.xml: expected JSON, it is not"),
        ("hello",
         "s.xml: expected a schedule XML or JSON, an export of Indico or pretalx, or a list"),
        ('<?xml version="1.0" encoding="x-none"?><schedule/>',
         "s.xml:1: expected XML in an encoding that is known, such as UTF-8"),
        ("<!DOCTYPE schedule><schedule/>",
         "s.xml:1: expected XML without a document type: it could hold entities that never end"),
        ("<schedule>" * 50,
         "s.xml:1: expected at most 40 levels and 250,000 elements"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(content: str, said: str) -> None:
    assert problems(content.encode()) == [said]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<p>Raw <b>markup</b> here.</p><p>And more</p> after",
            "Raw markup here.\nAnd more\n after",
        ),
        ("&lt;p&gt;kept&lt;/p&gt;", "<p>kept</p>"),
        ("<![CDATA[<p>kept</p>]]>", "<p>kept</p>"),
        ("<div xmlns='http://www.w3.org/1999/xhtml'>one<br/>two</div>", "one\ntwo"),
    ],
)
def test_text_inside_of_markup_is_not_lost(markup: str, text: str) -> None:
    content = EVENT.replace("</title>", f"</title><description>{markup}</description>")
    assert read(content.encode()).sessions[0].description == text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda day: day.update(rooms=[{"name": "One", "events": [{}]}]),
         's.json: rooms "[{"name": "One", "events": [{}]}]": expected an object of rooms, '
         "each with a list of sessions"),
        (lambda day: day.update(rooms={"One": {"events": []}}),
         's.json: rooms of 2030-07-08 "{"events": []}": expected a list'),
        (lambda day: day["rooms"]["One"][0].update(persons={"name": "Anna"}),
         's.json: persons "{"name": "Anna"}": expected a list'),
    ],
)  # fmt: skip
def test_json_of_another_shape_never_loses_a_session(
    change: Callable[[dict[str, Any]], None], said: str
) -> None:
    schedule = json.loads(write_json(read(EVENT.encode())))
    change(schedule["schedule"]["conference"]["days"][0])
    with pytest.raises(InvalidInput) as caught:
        parse_schedule(json.dumps(schedule).encode(), "s.json", ZONE)
    assert [str(one) for one in caught.value.problems] == [said]


def test_json_of_version_2_is_read_and_written_again() -> None:
    # Its sessions are one list; the second begins after midnight and belongs to the evening.
    day = {"start": "2030-07-08T06:00:00+05:00", "end": "2030-07-09T06:00:00+05:00"}
    conference = {
        "acronym": "fair", "title": "Fair", "time_zone_name": ZONE.key,
        "tracks": [{"name": "Making things", "slug": "making"}],
        "days": [{"index": 1, "date": "2030-07-08", **day}],
    }  # fmt: skip
    events = [
        {
            "guid": f"{GUID[:-1]}{number}", "type": "TALK", "title": f"Talk {number}",
            "start": start, "end": end, "room": {"name": "One", "slug": "one"},
            "track": {"slug": "making"}, "participants": [{"name": "Anna", "role": "SPEAKER"}],
            "links": [
                {"type": "FEEDBACK", "url": "https://example.org/f"},
                {"url": "https://example.org/l", "title": "Link  "},
            ],
        }
        for number, start, end in (
            (1, "2030-07-08T10:30:00+05:00", "2030-07-08T11:00:00+05:00"),
            (2, "2030-07-09T00:15:00+05:00", "2030-07-09T00:45:00+05:00"),
        )
    ]  # fmt: skip
    content = json.dumps(
        {"schedule": {"version": "2", "conference": conference, "events": events}}
    ).encode()
    found = parse_schedule(content, "s.json", ZONE)
    assert found.notes == ()
    first, second = found.programme.sessions
    assert (first.room, first.track, first.kind) == ("One", "Making things", "TALK")
    assert (first.feedback, [one.name for one in first.people]) == (
        "https://example.org/f", ["Anna"]
    )  # fmt: skip
    assert first.links == (Link("Link", "https://example.org/l"),)
    assert (second.day, second.begins.date()) == (DAY, DAY + dt.timedelta(days=1))
    for write in (write_xml, write_json):
        written = write(found.programme)
        assert write(read(written)) == written
        assert len(read(written).sessions) == 2


def test_names_alone_are_people_and_what_is_no_object_is_said() -> None:
    schedule = json.loads(write_json(read(EVENT.encode())))
    events = schedule["schedule"]["conference"]["days"][0]["rooms"]["One"]
    events[0]["persons"] = ["Anna Example", {"public_name": "Bo Example"}, 7]
    events.append("lunch")
    found = parse_schedule(json.dumps(schedule).encode(), "s.json", ZONE)
    (session,) = found.programme.sessions
    assert [who.name for who in session.people] == ["Anna Example", "Bo Example"]
    assert [str(one) for one in found.notes] == [
        's.json: rooms of 2030-07-08 "lunch": expected an object, passed over',
        's.json: persons "7": expected an object, passed over',
    ]


def test_json_as_frab_first_wrote_it_has_times_of_the_day_and_addresses_alone() -> None:
    night = {"id": 2, "start": "01:00", "duration": "1:00", "title": "Night", "persons": None,
             "links": None}  # fmt: skip
    day = {"id": 1, "guid": None, "start": "11:00", "duration": "00:30", "title": "Day",
           "persons": [{"id": 3, "full_public_name": "Anna Example"}],
           "links": ["https://example.org/a"]}  # fmt: skip
    days = [{"index": 0, "date": "2030-07-08", "day_start": "2030-07-08T09:00:00+05:00",
             "day_end": "2030-07-09T03:00:00+05:00", "rooms": {"One": [day, night]}}]  # fmt: skip
    read_json = read(json.dumps({"schedule": {"conference": {"days": days}}}).encode())
    first, second = read_json.sort_sessions()
    assert (first.begins.hour, first.people[0].name) == (11, "Anna Example")
    assert [one.address for one in first.links] == ["https://example.org/a"]
    assert second.begins == dt.datetime(2030, 7, 9, 1, tzinfo=ZONE)
    assert second.day == DAY
    assert problems(json.dumps({"schedule": {"conference": {"days": [
        {**days[0], "rooms": {"One": [{**day, "start": "noon"}]}}
    ]}}}).encode())  # fmt: skip


def test_two_sessions_of_one_number_both_stay() -> None:
    event = EVENT[EVENT.index("<event") : EVENT.index("</room>\n")]
    assert "</event>" in event
    content = EVENT.replace("</room>\n</day>", f"{event}</room>\n</day>")
    read_programme = parse_schedule(content.encode(), "s.xml", ZONE)
    assert len({one.guid for one in read_programme.programme.sessions}) == 2
    assert len({one.number for one in read_programme.programme.sessions}) == 2
    assert len(read_programme.notes) == 2


@pytest.mark.parametrize("write", [write_xml, write_json])
def test_a_day_without_sessions_and_names_of_markup_come_through(
    write: Callable[[Programme], bytes],
) -> None:
    begins = dt.datetime.combine(DAY, dt.time(), ZONE)
    title = '<script>alert("1")</script> & "]]>'
    programme = Programme(
        "X", title, "v<1>", ZONE,
        (Day(DAY, begins, begins + dt.timedelta(days=1)),), (), (Room("<b>"),),
    )  # fmt: skip
    again = read(write(programme))
    assert (again.title, again.version, again.days) == (title, "v<1>", programme.days)
    assert again.rooms[0].name == "<b>"
    assert again.acronym == "fair_x"


def test_an_address_never_begins_a_line_of_a_calendar() -> None:
    """A URL stands in a calendar as it is: one that is none is left out."""
    address = "https://example.org/a\nATTACH:https://example.org/b"
    programme = read(EVENT.replace("</title>", f"</title><url>{address}</url>").encode())
    assert programme.sessions[0].address == address
    stamp = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    for write in (write_programme_calendar, write_xcal):
        assert b"ATTACH" not in write(programme, programme.sessions, stamp=stamp)


def test_real_schedules(shared_data: Path) -> None:
    """Whole programmes of real events keep every session, and their schemas take what we write."""
    folder = shared_data / "schedules"
    schema = etree.XMLSchema(etree.parse(folder / "schedule.xsd"))
    check = jsonschema.Draft6Validator(
        json.loads((folder / "schema-v1.json").read_text()),
        format_checker=jsonschema.FormatChecker(),
    )
    for path in (*folder.glob("*.xml"), *folder.glob("[bv]*.json")):
        programme = read(path.read_bytes())
        for write in (write_xml, write_json):
            written = write(programme)
            assert write(read(written)) == written
            assert len(read(written).sessions) == len(programme.sessions)
        by_xml = write_xml(programme)
        assert write_xml(read(write_json(read(by_xml)))) == by_xml
        schema.assertValid(etree.fromstring(write_xml(programme)))
        stamp = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
        xcal = write_xcal(programme, programme.sort_sessions(), stamp=stamp)
        XCAL.assertValid(etree.fromstring(xcal))
        assert list(check.iter_errors(json.loads(write_json(programme)))) == []


def test_real_schedules_are_calendars_to_two_readers_of_others(shared_data: Path) -> None:
    """Both find every session with its identifier, title, place, beginning and end."""
    stamp = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    for path in (shared_data / "schedules").glob("*.xml"):
        programme = read(path.read_bytes())
        written = write_programme_calendar(programme, programme.sort_sessions(), stamp=stamp)
        said = {
            one.guid: (
                one.title,
                one.room,
                one.begins.astimezone(dt.UTC),
                one.ends.astimezone(dt.UTC),
            )
            for one in programme.sessions
        }
        first: Any = icalendar.Calendar.from_ical(written)
        assert {
            str(one["UID"]): (
                str(one["SUMMARY"]),
                str(one.get("LOCATION", "")),
                one["DTSTART"].dt.astimezone(dt.UTC),
                one["DTEND"].dt.astimezone(dt.UTC),
            )
            for one in first.walk("VEVENT")
        } == said
        second = vobject.readOne(written.decode())
        assert {
            one.uid.value: (
                one.summary.value,
                one.location.value if hasattr(one, "location") else "",
                one.dtstart.value.astimezone(dt.UTC),
                one.dtend.value.astimezone(dt.UTC),
            )
            for one in second.vevent_list
        } == said


BERLIN = ZoneInfo("Europe/Berlin")


def _night(*times: tuple[dt.datetime, dt.datetime], title: str = "Night") -> Programme:
    """Return sessions of the evening before the clocks go back, and of the night."""
    evening = dt.date(2030, 10, 26)
    morning = dt.datetime.combine(evening, dt.time(6), BERLIN)
    return Programme(
        "fair", "Fair", "1", BERLIN,
        (Day(evening, morning, morning + dt.timedelta(days=1)),),
        tuple(
            ProgrammeSession(
                guid=f"{GUID[:-4]}{number:04}", number=number, title=title, day=evening,
                begins=begins, ends=ends, room="Hall", code=f"N{number}", slug=f"fair-{number}",
            )
            for number, (begins, ends) in enumerate(times, start=1)
        ),
        (Room("Hall"),),
    )  # fmt: skip


_MINUTES = st.integers(0, 10 * 60).map(
    lambda minutes: (
        dt.datetime(2030, 10, 26, 19, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    ).astimezone(BERLIN)
)


@settings(max_examples=40, deadline=None)
@given(_MINUTES, st.integers(1, 300))
def test_in_the_night_in_which_clocks_go_back_every_form_says_the_same_moments(
    begins: dt.datetime, minutes: int
) -> None:
    length = dt.timedelta(minutes=minutes)
    ends = (begins.astimezone(dt.UTC) + length).astimezone(BERLIN)
    programme = _night((begins, ends))
    assert programme.sessions[0].duration == length
    for write in (write_xml, write_json):
        (again,) = parse_schedule(write(programme), "s", BERLIN).programme.sessions
        assert [again.begins.timestamp(), again.ends.timestamp()] == [
            begins.timestamp(), ends.timestamp(),
        ]  # fmt: skip
    content = write_programme_calendar(programme, programme.sessions, stamp=begins)
    calendar: Any = icalendar.Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    said = [event[name].dt.astimezone(dt.UTC) for name in ("DTSTART", "DTEND")]
    assert said == [one.astimezone(dt.UTC) for one in (begins, ends)]
    assert f"{ends.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}".encode() in write_xcal(
        programme, programme.sessions, stamp=begins
    ), "a reader that knows no zone gets universal times"


def test_a_calendar_describes_its_zone_for_readers_that_know_none() -> None:
    begins = dt.datetime(2030, 10, 27, 1, 30, tzinfo=BERLIN)
    programme = _night((begins, begins + dt.timedelta(minutes=30)))
    content = write_programme_calendar(programme, programme.sessions, stamp=begins)
    calendar: Any = icalendar.Calendar.from_ical(content)
    (zone,) = calendar.walk("VTIMEZONE")
    own = zone.to_tz(lookup_tzid=False)  # from what the file says, not from any database
    assert begins.replace(tzinfo=own).utcoffset() == dt.timedelta(hours=2)
    assert dt.datetime(2030, 10, 27, 4, tzinfo=own).utcoffset() == dt.timedelta(hours=1)


@pytest.mark.parametrize("root", [
    '<schedule version="99" xmlns="https://example.org/schedule/99">', '<schedule version="1.4">',
])  # fmt: skip
def test_a_schedule_of_another_version_is_read_as_far_as_it_is_known(root: str) -> None:
    content = re.sub(r"<schedule[^>]*>", root, EVENT, count=1)
    content = content.replace("</title></event>", "</title><new><deep/></new></event>", 1)
    found = parse_schedule(content.encode(), "s.xml", ZONE)
    assert found.programme.sessions == parse_schedule(EVENT.encode(), "s", ZONE).programme.sessions
    assert [str(one) for one in found.notes] == ["s.xml: event/new: not known, passed over 1 times"]


def test_a_title_in_three_scripts_comes_through_every_form() -> None:
    title = "Gears · Шестерни · 齿轮 · \u200fتروس\u200e 👩‍🔧"
    begins = dt.datetime(2030, 10, 26, 23, tzinfo=BERLIN)
    programme = _night((begins, begins + dt.timedelta(hours=3)), title=title)
    for write in (write_xml, write_json):
        assert read(write(programme)).sessions[0].title == title
    content = write_programme_calendar(programme, programme.sessions, stamp=begins)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar: Any = icalendar.Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == title


def test_a_schedule_of_ten_megabytes_is_read_and_one_of_forty_is_refused() -> None:
    event = EVENT[EVENT.index("<event") : EVENT.index("</room>\n")]
    long = event.replace("</title>", f"</title><abstract>{'Long. ' * 8_000}</abstract>", 1)
    many = "".join(
        long.replace('id="1"', f'id="{n}"').replace(GUID, f"{GUID[:-4]}{n:04}")
        for n in range(1, 221)
    )
    content = EVENT.replace("</room>\n</day>", f"</room><room name='Large'>{many}</room>\n</day>")
    assert 10_000_000 < len(content) < 12_000_000
    found = parse_schedule(content.encode(), "s.xml", ZONE).programme
    assert len(found.sessions) == 221
    assert problems(content.encode() + b" " * 30_000_000) == ["s.xml: expected at most 32 MiB"]
    bomb = "<schedule>" + "<day/>" * 250_000 + "</schedule>"
    assert problems(bomb.encode()) == ["s.xml:1: expected at most 40 levels and 250,000 elements"]
