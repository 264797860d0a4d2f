"""Entries of an agenda as they are shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from fairlead.apps.meetings.calendar_feed import describe_place
from fairlead.apps.meetings.queries.agenda import Agenda, Entry
from fairlead.apps.meetings.queries.encounters import may_check_in, may_report
from fairlead.apps.meetings.queries.ways import count_walking_minutes
from fairlead.apps.people.models import Participation
from fairlead.ui.formats import format_clock_span
from fairlead.ui.spoken import choose_for_reader, mark_language

_CODE = "CODE-OF-A-REQUEST"


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is shown: where it is, the way there, and what can be pressed now.

    ``address`` is that of the place on the hall's plan, ``way_address`` that of the way there on
    it, ``asked`` that of the meeting's request.
    """

    entry: Entry
    hours: str
    title: SafeString
    place: str
    way: str = ""
    tight: bool = False
    address: str = ""
    way_address: str = ""
    asked: str = ""
    here: bool = False
    may_check_in: bool = False
    may_report: bool = False
    begun: bool = False


class Lines:
    """Makes lines of the entries of an agenda, for a reader at a moment."""

    def __init__(self, who: Participation, agenda: Agenda, now: dt.datetime) -> None:
        """Keep what all lines need."""
        self._who, self._agenda, self._now = who, agenda, now
        self._say = choose_for_reader(who.edition.languages)
        self._grace = dt.timedelta(minutes=agenda.grace_minutes)
        # To find an address takes as long as to write the line.
        self._requests = reverse("desk:request", args=(who.edition.code, _CODE))
        self._plans: dict[str, str] = {}

    def make(self, entry: Entry) -> Line:
        """Return the line of an entry."""
        way, tight, start = self._find_way(entry)
        own, there = entry.own, entry.there
        begins, ends = (
            one.astimezone(self._who.edition.zone) for one in (entry.begins, entry.ends)
        )
        return Line(
            entry,
            format_clock_span(begins, ends),
            mark_language(self._say(entry.title)),
            describe_place(entry, self._say),
            way,
            tight,
            self._find_plan(entry),
            self._find_plan(entry, **start) if way else "",
            self._requests.replace(_CODE, entry.request) if entry.request else "",
            here=own is not None and own.key in there,
            may_check_in=own is not None and may_check_in(entry.begins, entry.ends, self._now),
            may_report=own is not None
            and may_report(
                entry.begins, entry.ends, self._now, own=own, there=there, grace=self._grace
            ),
            begun=own is not None and entry.begins <= self._now,
        )

    def _find_way(self, entry: Entry) -> tuple[str, bool, dict[str, str]]:
        """Return in words how far it is from the last place, whether that is too far, and where
        the way begins on the hall's plan."""
        before = self._agenda.find_before(entry) if entry.stand is not None else None
        if before is None or before.stand is None or entry.stand is None:
            return "", False, {}
        if before.stand == entry.stand:
            return "", False, {}
        minutes = count_walking_minutes(
            before.stand, entry.stand, between_halls=self._agenda.between_halls
        )
        words = ngettext(
            "%(count)d minute from stand %(stand)s, %(hall)s",
            "%(count)d minutes from stand %(stand)s, %(hall)s",
            minutes,
        ) % {
            "count": minutes,
            "stand": before.stand.number,
            "hall": self._say(before.stand.hall.name),
        }
        near = before.stand.hall == entry.stand.hall
        start = {"from": before.stand.number} if near else {"door": "1"}
        there = before.ends.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)
        return words, there > entry.begins, start

    def _find_plan(self, entry: Entry, **start: str) -> str:
        if entry.stand is None:
            return ""
        hall = entry.stand.hall.code
        page = self._plans.get(hall)
        if page is None:
            page = reverse("public:hall", args=(self._who.edition.code, hall))
            self._plans[hall] = page
        return f"{page}?{urlencode({'stand': entry.stand.number, **start})}#here"
