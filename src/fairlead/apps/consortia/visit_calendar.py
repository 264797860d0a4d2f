"""The programme of a visit as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from fairlead.apps.consortia.queries.visit import Entry
from fairlead.apps.delegations.models import Delegation
from fairlead.folder.localized_text import LocalizedText
from fairlead.report.calendars import escape, fold
from fairlead.report.time_zone import write_vtimezone
from fairlead.ui.formats import join_items, join_place

Say = Callable[[LocalizedText], str]


def write_visit(
    delegation: Delegation, entries: Sequence[Entry], *, say: Say, now: dt.datetime
) -> bytes:
    """Return the calendar of a visit; ``say`` chooses the language of names."""
    edition = delegation.edition
    days = [edition.first_day, edition.last_day, *(one.begins.date() for one in entries)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Fairlead//Visit//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(say(delegation.name))}",
        *write_vtimezone(edition.zone, min(days), max(days)),
    ]
    for entry in entries:
        lines += _write_event(delegation, entry, say, now)
    lines.append("END:VCALENDAR")
    return "".join(fold(line) + "\r\n" for line in lines).encode()


def speak(text: LocalizedText | str, say: Say) -> str:
    """Return a text in a language, or as it was typed."""
    return say(text) if isinstance(text, LocalizedText) else text


def _write_event(delegation: Delegation, entry: Entry, say: Say, now: dt.datetime) -> Iterator[str]:
    zone = delegation.edition.zone
    begins, ends = entry.begins.astimezone(zone), entry.ends.astimezone(zone)
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.name}.{delegation.code}.{delegation.edition.code}@fairlead"
    yield f"DTSTAMP:{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;TZID={zone.key}:{begins:%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={zone.key}:{ends:%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{escape(speak(entry.title, say))}"
    if entry.people:
        yield f"DESCRIPTION:{escape(join_items(say(one) for one in entry.people))}"
    if entry.place:
        yield f"LOCATION:{escape(join_place(*(speak(one, say) for one in entry.place)))}"
    yield "END:VEVENT"
