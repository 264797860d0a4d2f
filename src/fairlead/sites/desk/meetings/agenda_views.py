"""The agenda of a person, and the calendar feed of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fairlead.apps.meetings.agenda_print import PrintedAgenda, PrintedDay, PrintedRow
from fairlead.apps.meetings.agenda_print import print_agenda as write_pdf
from fairlead.apps.meetings.calendar_feed import describe_place, write_feed
from fairlead.apps.meetings.models import AgendaFeed
from fairlead.apps.meetings.models.feeds import draw_token
from fairlead.apps.meetings.queries.agenda import Agenda, Entry, read_agenda, read_day
from fairlead.apps.meetings.queries.encounters import may_check_in, may_report
from fairlead.apps.meetings.queries.ways import count_walking_minutes
from fairlead.apps.messages.words import choose_language
from fairlead.apps.people.models import Participation, ParticipationState
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.meetings.agenda_markup import write_acts, write_body, write_way_out
from fairlead.sites.desk.meetings.offline_views import name_owner
from fairlead.ui.formats import format_day, join_items, name_zone
from fairlead.ui.serving import accept_body, serve_apart
from fairlead.ui.spoken import Choose, choose_for_reader, mark_language

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
            f"{begins:%H:%M}–{ends:%H:%M}",
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

    def write(self, entry: Entry, *, token: str) -> tuple[SafeString, SafeString]:
        """Return what a line says as markup, and what can be pressed beside it."""
        code, line = self._who.edition.code, self.make(entry)
        body = write_body(line, code, lambda one: mark_language(self._say(one)))
        return body, write_acts(line, code, token) + write_way_out(entry, code, token)

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
        return words, before.ends + dt.timedelta(minutes=minutes) > entry.begins, start

    def _find_plan(self, entry: Entry, **start: str) -> str:
        if entry.stand is None:
            return ""
        hall = entry.stand.hall.code
        page = self._plans.get(hall)
        if page is None:
            page = reverse("public:hall", args=(self._who.edition.code, hall))
            self._plans[hall] = page
        return f"{page}?{urlencode({'stand': entry.stand.number, **start})}#here"


@never_cache
@admit_participants
def show_agenda(request: DeskRequest) -> HttpResponse:
    """Show what is on now and next, and a day of the agenda."""
    edition, now = request.edition, timezone.now()
    date = _choose_day(request, now)
    agenda = read_day(request.participation, date, now)
    counts = agenda.count_days(edition)
    current, coming = agenda.find_now_and_next(now)
    address = reverse("desk_open:feed", args=(edition.code, agenda.feed)) if agenda.feed else ""
    lines = Lines(request.participation, agenda, now)
    owner = name_owner(request)
    token = f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'
    context = {
        "date": date,
        "days": [(one, counts[one], one == date) for one in edition.dates],
        "lines": [lines.write(one, token=token) for one in agenda.on(date, edition)],
        "moments": [
            (title, line, write_acts(line, edition.code, token))
            for title, one in ((_("Now"), current), (_("Next"), coming))
            if one is not None
            for line in (lines.make(one),)
        ],
        "feed": address and request.build_absolute_uri(address),
        "zone": edition.zone,
        "zone_name": name_zone(edition.zone, date),
        "made": now.isoformat(),
        "owner": owner,
    }
    response = show_desk(request, "agenda", context, section="agenda")
    if owner:
        response.headers["X-Agenda-Of"] = owner
    return response


@serve_apart("dear")
@never_cache
@require_safe
@admit_participants
def print_agenda(request: DeskRequest) -> HttpResponse:
    """Return the whole agenda as PDF, to be printed."""
    edition, now, who = request.edition, timezone.now(), request.participation
    agenda = read_agenda(who, history=False)
    lines, say = Lines(who, agenda, now), choose_for_reader(edition.languages)
    with timezone.override(edition.zone):
        days = [
            PrintedDay(format_day(date), [_print_row(lines.make(one), say) for one in entries])
            for date in edition.dates
            if (entries := agenda.on(date, edition))
        ]
        printed = _("Printed %(when)s; what is online holds.") % {
            "when": f"{timezone.localtime(now):%Y-%m-%d %H:%M}"
        }
    body = write_pdf(
        PrintedAgenda(
            title=str(say(who.person.name)),
            line=f"{say(edition.name)} · {name_zone(edition.zone, edition.first_day)}",
            printed=printed,
            empty=_("Nothing on this day"),
            direction="rtl" if get_language_bidi() else "ltr",
            days=days,
        )
    )
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="agenda.pdf"'
    return response


def _print_row(line: Line, say: Choose) -> PrintedRow:
    entry = line.entry
    return PrintedRow(
        line.hours,
        str(say(entry.title)),
        join_items(say(one) for one in entry.people),
        line.place,
        line.way,
    )


def _choose_day(request: DeskRequest, now: dt.datetime) -> dt.date:
    days = {one.isoformat(): one for one in request.edition.dates}
    today = now.astimezone(request.edition.zone).date().isoformat()
    return days.get(request.GET.get("day", "")) or days.get(today) or request.edition.first_day


@accept_body()
@require_POST
@admit_participants
def renew_feed(request: DeskRequest) -> HttpResponse:
    """Give the feed an address, or a new one: the old one is nobody's any more."""
    AgendaFeed.objects.update_or_create(
        participation=request.participation,
        defaults={"token": draw_token(), "renewed_at": timezone.now()},
    )
    return redirect("desk:agenda", request.edition.code)


@require_safe
def serve_feed(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Serve the calendar of whoever the token belongs to; 404 for a token that is nobody's."""
    feed = (
        AgendaFeed.objects.select_related("participation__person", "participation__edition")
        .filter(
            token=token,
            participation__edition__code=code,
            participation__state=ParticipationState.APPROVED,
        )
        .first()
    )
    if feed is None:
        raise Http404(_("No such calendar"))
    who, edition = feed.participation, feed.participation.edition
    agenda = read_agenda(who)
    changes = [one.changed_at for one in (*agenda.entries, *agenda.cancelled) if one.changed_at]
    language = choose_language(who.person.languages, edition.languages)
    with override(language):
        say = choose_for_reader(edition.languages)
        # The stamp of an entry is that of the last change: the same agenda gives the same bytes.
        body = write_feed(edition, agenda, say=say, now=max(changes, default=edition.loaded_at))
    tag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8; method=PUBLISH")
        response.headers["Content-Disposition"] = 'inline; filename="agenda.ics"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
