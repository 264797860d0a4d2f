"""A programme as calendars: iCalendar (RFC 5545, RFC 7986) and xCal (RFC 6321)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape as escape_xml

from fairlead.folder.controls import drop_controls
from fairlead.folder.programme.programme import Programme, ProgrammeSession
from fairlead.folder.programme.texts import keep_address
from fairlead.report.calendars import escape, fold
from fairlead.report.time_zone import write_span, write_vtimezone
from fairlead.ui.formats import join_items

_REFRESH = "PT1H"
_PRODUCT = "-//Fairlead//Programme//EN"


def write_programme_calendar(
    programme: Programme, sessions: Sequence[ProgrammeSession], *, stamp: dt.datetime
) -> bytes:
    """Return these sessions of a programme as iCalendar, times in the fair's zone.

    An event keeps its UID in all versions of the programme. ``stamp`` is when the programme last
    changed: the same programme gives the same bytes.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escape(programme.title)}",
        f"X-WR-CALNAME:{escape(programme.title)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}",
        f"X-PUBLISHED-TTL:{_REFRESH}",
        *write_vtimezone(programme.zone, programme.days[0].date, programme.days[-1].date),
    ]
    for session in sessions:
        lines += _write_event(programme, session, stamp)
    lines.append("END:VCALENDAR")
    return "".join(fold(line) + "\r\n" for line in lines).encode()


def _write_event(
    programme: Programme, session: ProgrammeSession, stamp: dt.datetime
) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{session.guid}"
    yield f"DTSTAMP:{_write_utc(stamp)}"
    yield f"LAST-MODIFIED:{_write_utc(stamp)}"
    yield from write_span(session.begins, session.ends, programme.zone)
    if session.sequence:
        yield f"SEQUENCE:{session.sequence}"
    for name, value in _list_properties(session):
        yield f"{name}:{value if name == 'URL' else escape(value)}"
    yield "END:VEVENT"


def write_xcal(
    programme: Programme, sessions: Sequence[ProgrammeSession], *, stamp: dt.datetime
) -> bytes:
    """Return these sessions as xCal; times in UTC, so that no zone has to be described."""

    def tag(name: str, kind: str, value: str) -> str:
        return f"<{name}><{kind}>{escape_xml(drop_controls(value))}</{kind}></{name}>"

    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar><properties>',
        tag("version", "text", "2.0"),
        tag("prodid", "text", _PRODUCT),
        tag("calscale", "text", "GREGORIAN"),
        tag("method", "text", "PUBLISH"),
        tag("name", "text", programme.title),
        tag("refresh-interval", "duration", _REFRESH),
        "</properties><components>",
    ]
    for session in sessions:
        times = (
            ("dtstamp", stamp),
            ("last-modified", stamp),
            ("dtstart", session.begins),
            ("dtend", session.ends),
        )
        lines += [
            "<vevent><properties>",
            tag("uid", "text", session.guid),
            *(tag(name, "date-time", _write_xml_utc(moment)) for name, moment in times),
            *([tag("sequence", "integer", str(session.sequence))] if session.sequence else ()),
            *(
                tag(name.lower(), "uri" if name == "URL" else "text", value)
                for name, value in _list_properties(session)
            ),
            "</properties></vevent>",
        ]
    lines.append("</components></vcalendar></icalendar>")
    return ("\n".join(lines) + "\n").encode()


def _list_properties(session: ProgrammeSession) -> Iterator[tuple[str, str]]:
    people = join_items(person.name for person in session.people)
    said = (session.subtitle, people, session.abstract, session.description)
    yield "SUMMARY", session.title
    if session.cancelled:
        yield "STATUS", "CANCELLED"
    if any(said):
        yield "DESCRIPTION", "\n\n".join(one for one in said if one)
    for name, value in (
        ("LOCATION", session.room),
        ("CATEGORIES", session.track),
        ("URL", keep_address(session.address)),
    ):
        if value:
            yield name, value


def _write_utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _write_xml_utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
