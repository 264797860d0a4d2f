"""A participant's agenda as iCalendar: a feed to subscribe to (RFC 5545, RFC 7986).

An entry keeps its identifier through all changes, its SEQUENCE counts them, and what is cancelled
stays in the feed as cancelled until the fair is over, so that it leaves the phone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.queries.agenda import Agenda, Entry
from fairlead.folder.localized_text import LocalizedText
from fairlead.report.calendars import escape, fold
from fairlead.report.time_zone import write_span, write_vtimezone
from fairlead.ui.formats import join_items

Say = Callable[[LocalizedText], str]
REFRESH = "PT1H"


def write_feed(edition: Edition, agenda: Agenda, *, say: Say, now: dt.datetime) -> bytes:
    """Return the feed of an agenda; ``say`` chooses the language of names."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Fairlead//Agenda//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escape(say(edition.name))}",
        f"X-WR-CALNAME:{escape(say(edition.name))}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        *write_vtimezone(edition.zone, edition.first_day, edition.last_day),
    ]
    for entry in (*agenda.entries, *agenda.cancelled):
        lines += _write_event(edition, entry, say, now)
    lines.append("END:VCALENDAR")
    return "".join(fold(line) + "\r\n" for line in lines).encode()


def write_invitation(
    edition: Edition, entry: Entry, *, organizer: str, attendee: str, say: Say, now: dt.datetime
) -> str:
    """Return what a mail brings a calendar: a meeting, or that there is none (RFC 5546).

    It asks for no reply, and nothing here would read one.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Fairlead//Agenda//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if entry.cancelled else 'REQUEST'}",
        *write_vtimezone(edition.zone, edition.first_day, edition.last_day),
    ]
    event = list(_write_event(edition, entry, say, now))
    people = (
        f"ORGANIZER;CN={_quote(say(edition.name))}:mailto:{organizer}",
        f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:{attendee}",
    )
    lines += [*event[:-1], *people, event[-1], "END:VCALENDAR"]
    return "".join(fold(line) + "\r\n" for line in lines)


def _quote(words: str) -> str:
    """Return words as the value of a parameter: no quotation mark and no line break fits in."""
    plain = "".join(sign for sign in words.replace('"', "'") if sign.isprintable())
    return f'"{plain}"'


def _write_event(edition: Edition, entry: Entry, say: Say, now: dt.datetime) -> Iterator[str]:
    changed = entry.changed_at or edition.loaded_at
    name = _name_entry(entry)
    yield "BEGIN:VEVENT"
    yield f"UID:{name}.{edition.code}@fairlead"
    yield f"DTSTAMP:{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield f"LAST-MODIFIED:{changed.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"
    yield from write_span(entry.begins, entry.ends, edition.zone)
    yield f"SUMMARY:{escape(say(entry.title))}"
    if entry.people:
        names = join_items(say(one) for one in entry.people)
        yield f"DESCRIPTION:{escape(_('With %(people)s') % {'people': names})}"
    yield f"LOCATION:{escape(describe_place(entry, say))}"
    if entry.link:
        yield f"URL:{entry.link}"
    yield "END:VEVENT"


def _name_entry(entry: Entry) -> str:
    """Return the name of an entry, which stays the same when its time or place changes."""
    if entry.request:
        return entry.request
    return f"visit-{entry.visit}" if entry.visit is not None else f"session-{entry.session}"


def describe_place(entry: Entry, say: Say) -> str:
    """Return where an entry is, in words."""
    if entry.stand is not None:
        stand = _("stand %(number)s") % {"number": entry.stand.number}
        return f"{say(entry.stand.hall.name)}, {stand}"
    if entry.table is not None:
        return _("Table %(number)s") % {"number": entry.table}
    if entry.room is not None:
        return say(entry.room)
    return _("Online") if entry.place == "online" else ""
