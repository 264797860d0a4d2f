"""The agenda of a person, and the calendar feed of it."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fairlead.apps.meetings.calendar_feed import describe_place, write_feed
from fairlead.apps.meetings.models import AgendaFeed
from fairlead.apps.meetings.models.feeds import draw_token
from fairlead.apps.meetings.queries.agenda import Entry, read_agenda
from fairlead.apps.messages.words import choose_language
from fairlead.apps.people.models import ParticipationState
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.ui.formats import name_zone
from fairlead.ui.serving import accept_body
from fairlead.ui.spoken import choose_for_reader


@never_cache
@admit_participants
def show_agenda(request: DeskRequest) -> HttpResponse:
    """Show what is on now and next, and a day of the agenda."""
    edition, now = request.edition, timezone.now()
    agenda = read_agenda(request.participation)
    date = _choose_day(request, now)
    current, coming = agenda.find_now_and_next(now)
    feed = AgendaFeed.objects.filter(participation=request.participation).first()
    address = reverse("desk_open:feed", args=(edition.code, feed.token)) if feed else ""
    say = choose_for_reader(edition.languages)

    def place(entry: Entry) -> str:
        return describe_place(entry, say)

    context = {
        "date": date,
        "days": [(one, len(agenda.on(one, edition)), one == date) for one in edition.dates],
        "entries": [(one, place(one)) for one in agenda.on(date, edition)],
        "moments": [
            (title, one, place(one))
            for title, one in ((_("Now"), current), (_("Next"), coming))
            if one is not None
        ],
        "feed": address and request.build_absolute_uri(address),
        "zone": edition.zone,
        "zone_name": name_zone(edition.zone, date),
    }
    return show_desk(request, "agenda", context, section="agenda")


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
