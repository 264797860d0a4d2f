"""The agenda of a person, and the calendar feed of it."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fairlead.apps.meetings.agenda_print import PrintedAgenda, PrintedDay, PrintedRow
from fairlead.apps.meetings.agenda_print import print_agenda as write_pdf
from fairlead.apps.meetings.calendar_feed import write_feed
from fairlead.apps.meetings.models import AgendaFeed
from fairlead.apps.meetings.models.feeds import draw_token
from fairlead.apps.meetings.queries.agenda import read_agenda, read_day
from fairlead.apps.messages.words import choose_reading
from fairlead.apps.people.models import Participation, ParticipationState
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.meetings.agenda_lines import Line, Lines
from fairlead.sites.desk.meetings.agenda_markup import write_line
from fairlead.sites.desk.meetings.moments import list_moments, write_token
from fairlead.sites.desk.meetings.offline_views import name_owner
from fairlead.ui.formats import format_day, format_moment, isolate, join_items, name_zone
from fairlead.ui.serving import accept_body, serve_apart
from fairlead.ui.spoken import Choose, choose_for_reader, mark_language
from fairlead.ui.text_language import write_in


@never_cache
@admit_participants
def show_agenda(request: DeskRequest) -> HttpResponse:
    """Show what is on now and next, and a day of the agenda."""
    edition, now = request.edition, timezone.now()
    date = _choose_day(request, now)
    agenda = read_day(request.participation, date, now)
    counts = agenda.count_days(edition)
    address = reverse("desk_open:feed", args=(edition.code, agenda.feed)) if agenda.feed else ""
    lines, say = Lines(request.participation, agenda, now), choose_for_reader(edition.languages)
    owner = name_owner(request)
    token = write_token(request)
    context = {
        "date": date,
        "days": [(one, counts[one], one == date) for one in edition.dates],
        "lines": [
            write_line(lines.make(one), edition.code, token, lambda text: mark_language(say(text)))
            for one in agenda.on(date, edition)
        ],
        "moments": list(list_moments(lines, agenda, now, code=edition.code, token=token)),
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
    body = write_pdf(build_printed_agenda(request.participation, timezone.now()))
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="agenda.pdf"'
    return response


def build_printed_agenda(who: Participation, now: dt.datetime) -> PrintedAgenda:
    """Return what is on the paper of a person's agenda, each text in its own direction."""
    edition, agenda = who.edition, read_agenda(who, history=False)
    lines, say = Lines(who, agenda, now), choose_for_reader(edition.languages)
    with timezone.override(edition.zone):
        days = [
            PrintedDay(format_day(date), [_print_row(lines.make(one), say) for one in entries])
            for date in edition.dates
            if (entries := agenda.on(date, edition))
        ]
        printed = _("Printed %(when)s; the online version prevails.") % {
            "when": format_moment(timezone.localtime(now))
        }
    zone = name_zone(edition.zone, edition.first_day)
    return PrintedAgenda(
        title=isolate(str(say(who.person.name))),
        line=f"{isolate(str(say(edition.name)))} · {zone}",
        printed=printed,
        empty=_("Nothing on this day"),
        direction="rtl" if get_language_bidi() else "ltr",
        days=days,
    )


def _print_row(line: Line, say: Choose) -> PrintedRow:
    entry = line.entry
    return PrintedRow(
        line.hours,
        isolate(str(say(entry.title))),
        join_items(isolate(str(say(one))) for one in entry.people),
        isolate(line.place) if line.place else "",
        line.way,
        entry.link,
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
    """Serve the calendar of the token's owner; 404 for a token that is nobody's."""
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
    with write_in(*choose_reading(who.person.languages, edition.languages)):
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
