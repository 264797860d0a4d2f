"""The organiser's dashboard: each figure opens its people, and they can be written to."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fairlead.apps.cooperation.queries.funnel import (
    FUNNEL,
    LACKING,
    NOW_ALONE,
    Dashboard,
    FigureKey,
    FunnelStage,
    list_behind,
    read_dashboard,
)
from fairlead.apps.fairs.folded_address import FoldAddress
from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.messages.models import BouncedAddress, MailWish, Wish
from fairlead.apps.messages.purposes import PURPOSES, Purpose
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.folder.addresses import fold_address
from fairlead.sites.as_of import find_moment, read_as_of, write_as_of
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.formats import format_hours
from fairlead.ui.forms.lengths import check_length, check_line
from fairlead.ui.forms.refusal import refuse_at
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.serving import accept_body

PAGE = 100
_LONGEST_SUBJECT, _LONGEST_BODY = 200, 5_000
# What the organiser may write about: each of these can be left by who does not want it.
_PURPOSES = ("news", "programme", "meeting_request", "project", "team", "marketplace")


@never_cache
@require_safe
@admit(Act.SEE_OFFICE)
def show_dashboard(request: OfficeRequest) -> HttpResponse:
    """Show how far people have come, now or as of a day and moment."""
    return show_page(request, "dashboard", _describe(request))


@never_cache
@require_safe
@admit(Act.SEE_OFFICE)
def show_figures(request: OfficeRequest) -> HttpResponse:
    """Return the figures alone: the page asks for them again and again."""
    return render(request, "office/dashboard_figures.html", _describe(request))


def _describe(request: OfficeRequest) -> dict[str, object]:
    edition = request.edition
    as_of, asked = read_as_of(request, edition), write_as_of(request, edition)
    moment = find_moment(as_of, edition)
    found = read_dashboard(edition, moment=moment)
    home = reverse("office:behind", args=(edition.code,))
    most = max((found.reached.get(one, 0) for one in FUNNEL), default=0) or 1
    unknown = NOW_ALONE if moment is not None else frozenset()

    def open_figure(reached: FunnelStage) -> str:
        return f"{home}?reached={reached}{'&' if asked else ''}{asked}"

    return {
        "edition": edition,
        "found": found,
        "as_of": as_of,
        "asked": asked,
        "zone": edition.zone,
        "funnel": [
            (one.label, None if one in unknown else found.reached.get(one, 0), open_figure(one),
             round(100 * found.reached.get(one, 0) / most))
            for one in FUNNEL
        ],
        "lacking": [
            (one.label, found.reached.get(one, 0), open_figure(one))
            for one in LACKING
            if one not in unknown
        ],
        "fill": _lay_out(found, home),
        "behind": home,
        "now": timezone.now(),
        "may_see_people": may(request.user, Act.SEE_PEOPLE, edition=edition),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """An hour of a hall in the table."""

    meetings: int
    share: float | None
    address: str
    shade: int


def _lay_out(found: Dashboard, home: str) -> tuple[list[object], list[tuple[object, ...]]]:
    """Return the halls in order, and for each day and hour a cell a hall."""
    halls: dict[str, object] = {}
    cells: dict[tuple[dt.date, int], dict[str, Cell]] = {}
    for one in found.fill:
        halls.setdefault(one.hall, one.name)
        query = urlencode({"date": one.date.isoformat(), "hour": one.hour, "hall": one.hall})
        shade = 1 if one.share is None else min(4, int(one.share * 4) + (one.share > 0))
        cells.setdefault((one.date, one.hour), {})[one.hall] = Cell(
            one.meetings, one.share, f"{home}?{query}", shade
        )
    order = sorted(halls, key=lambda code: (code == "", len(code), code))
    rows: list[tuple[object, ...]] = [
        (format_hours(date, dt.time(hour)), [by_hall.get(code) for code in order])
        for (date, hour), by_hall in sorted(cells.items())
    ]
    return [halls[code] for code in order], rows


@never_cache
@require_safe
@admit(Act.SEE_PEOPLE)
def show_behind(request: OfficeRequest) -> HttpResponse:
    """Show exactly the people that a figure counts."""
    edition, behind = request.edition, read_behind(request)
    people = list_behind(edition, behind, moment=read_moment(request))
    query = _write_all(request, behind)
    pages = find_pages(request, len(people), size=PAGE, query=query)
    rows = (
        Participation.objects.filter(pk__in=people[pages.rows])
        .select_related("person", "organisation")
        .order_by("pk")
    )
    return show_page(
        request,
        "behind",
        {
            "edition": edition,
            "title": _name(behind),
            "as_of": read_as_of(request, edition),
            "zone": edition.zone,
            "count": len(people),
            "rows": rows,
            "pages": pages,
            "query": query,
            "purposes": [PURPOSES[name] for name in _PURPOSES],
            "may_write": may(request.user, Act.SEND_MESSAGES, edition=edition),
        },
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be written to the people behind a figure."""

    purpose: Purpose
    subject: str
    body: str


@never_cache
@accept_body()
@require_POST
@admit(Act.SEND_MESSAGES)
def write_behind(request: OfficeRequest) -> HttpResponse:
    """Show a message before it goes, with how many get it; then send it, once."""
    edition, behind = request.edition, read_behind(request)
    if not may(request.user, Act.SEE_PEOPLE, edition=edition):
        raise Http404
    letter = _read_letter(request)
    query = _write_all(request, behind)
    back = f"{reverse('office:behind', args=(edition.code,))}?{query}"
    if letter is None:
        return refuse_at(request, _("Please write a subject and a text."), back)
    people = list_behind(edition, behind, moment=read_moment(request))
    digest = hashlib.blake2b(repr(people).encode(), digest_size=16).hexdigest()
    occasion = _read_occasion(request)
    if occasion and request.POST.get("people") == digest:
        return _send(request, letter, people, occasion, back)
    if occasion:
        messages.info(request, _("These are other people by now: please look again."))
    rows = Participation.objects.filter(pk__in=people).select_related("person")
    persons = [one.person_id for one in rows]
    left = MailWish.objects.filter(
        person__in=persons, purpose=letter.purpose.name, wish=Wish.NEVER
    ).count()
    addresses = [fold_address(one.person.email) for one in rows]
    folded = BouncedAddress.objects.alias(folded=FoldAddress("address"))
    bounced = folded.filter(folded__in=[one for one in addresses if one]).count()
    return show_page(
        request,
        "write",
        {
            "edition": edition,
            "title": _name(behind),
            "query": query,
            "letter": letter,
            "count": len(people),
            "left": left,
            "unreachable": addresses.count("") + bounced,
            "people": digest,
            "occasion": uuid.uuid4().hex,
        },
    )


def _send(
    request: OfficeRequest, letter: Letter, people: list[int], occasion: str, back: str
) -> HttpResponse:
    edition = request.edition
    rows = Participation.objects.filter(pk__in=people).select_related("person").order_by("pk")
    drafts = (
        Draft(key=f"office:{occasion}", person=one.person, subject=letter.subject, body=letter.body)
        for one in rows.iterator(chunk_size=1000)
    )
    queued = queue_messages(drafts, edition=edition, purpose=letter.purpose.name)
    if queued:
        record_change(
            "write_to_people",
            edition,
            by=Doer(request.user),
            edition=edition,
            after={"purpose": letter.purpose.name, "subject": letter.subject, "people": queued},
        )
        words = ngettext("%d message is on its way.", "%d messages are on their way.", queued)
        messages.success(request, words % queued)
    else:
        messages.info(request, _("They were on their way already; nobody gets it twice."))
    return redirect(back)


def _read_letter(request: OfficeRequest) -> Letter | None:
    given = request.POST
    name = given.get("purpose", "")
    if name not in _PURPOSES:
        raise Http404
    subject = check_line(given.get("subject", ""), _LONGEST_SUBJECT)
    body = check_length(given.get("body", ""), _LONGEST_BODY)
    return Letter(PURPOSES[name], subject, body) if subject and body else None


def _read_occasion(request: OfficeRequest) -> str:
    """Return what names this one sending; empty before it was looked at."""
    given = request.POST.get("occasion", "")
    try:
        return uuid.UUID(given).hex if given else ""
    except ValueError:
        raise Http404 from None


def read_behind(request: OfficeRequest) -> FigureKey:
    """Return the figure that the address names; raises Http404."""
    given = request.GET
    reached, firm = given.get("reached", ""), given.get("firm", "")
    if reached in FunnelStage.values:
        return FigureKey(reached=reached)
    if firm:
        return FigureKey(firm=firm[:64])
    try:
        date, hour = dt.date.fromisoformat(given.get("date", "")), int(given.get("hour", ""))
    except ValueError:
        raise Http404 from None
    if not 0 <= hour < 24:
        raise Http404
    return FigureKey(date=date, hour=hour, hall=given.get("hall", "")[:64])


def read_moment(request: OfficeRequest) -> dt.datetime | None:
    """Return the moment that a figure's people are asked for, None for now."""
    return find_moment(read_as_of(request, request.edition), request.edition)


def _write_all(request: OfficeRequest, behind: FigureKey) -> str:
    asked = write_as_of(request, request.edition)
    return f"{_write(behind)}{'&' if asked else ''}{asked}"


def _write(behind: FigureKey) -> str:
    if behind.reached:
        return urlencode({"reached": behind.reached})
    if behind.firm:
        return urlencode({"firm": behind.firm})
    assert behind.date is not None  # noqa: S101  one of the three is given
    at = {"date": behind.date.isoformat(), "hour": behind.hour, "hall": behind.hall}
    return urlencode(at)


def _name(behind: FigureKey) -> str:
    if behind.reached:
        return str(FunnelStage(behind.reached).label)
    if behind.firm:
        return _("team of %(firm)s") % {"firm": behind.firm}
    assert behind.date is not None  # noqa: S101  one of the three is given
    return f"{format_hours(behind.date, dt.time(behind.hour))} {behind.hall}".strip()
