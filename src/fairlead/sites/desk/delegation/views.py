"""The cockpit of one's own delegation, its visit as a calendar, its briefing on paper."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fairlead.apps.consortia.briefing import PrintedBriefing, PrintedPart, print_briefing
from fairlead.apps.consortia.queries.access import read_rights
from fairlead.apps.consortia.queries.cockpit import Cockpit, read_cockpit
from fairlead.apps.consortia.queries.visit import Entry, list_planned, read_visit
from fairlead.apps.consortia.visit_calendar import speak, write_visit
from fairlead.apps.delegations.domain.plan_visit import remove_from_visit
from fairlead.apps.delegations.models import Delegate, Delegation
from fairlead.apps.delegations.queries.own import may_plan, read_own_delegation
from fairlead.apps.fairs.domain.refused import Refused
from fairlead.apps.messages.words import choose_language
from fairlead.apps.trade.models import Dependency
from fairlead.sites.as_of import find_moment, read_as_of
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.office.delegations.visit_form import add_entry
from fairlead.sites.reading import Unreadable
from fairlead.ui import formats
from fairlead.ui.forms.lengths import TooLong
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import serve_apart
from fairlead.ui.spoken import choose_for_reader
from fairlead.ui.text_language import choose_text_language, find_text_language


def _find(request: DeskRequest) -> tuple[Delegation, list[Delegate]]:
    found, delegates = read_own_delegation(request.participation)
    if found is None:
        raise Http404(_("You are in no delegation."))
    return found, delegates


def name_kind(kind: str) -> str:
    """Return the word for a kind of entry of a visit."""
    words = {
        "meeting": _("meeting"),
        "session": _("session"),
        "stand": _("stand"),
        "signing": _("signing"),
        "visit": _("visit"),
    }
    return words[kind]


@never_cache
@admit_participants
def show_cockpit(request: DeskRequest) -> HttpResponse:
    """Show what the delegation's economy lacks, seeks, finds and agrees; and its visit."""
    delegation, delegates = _find(request)
    as_of, who = read_as_of(request, request.edition), request.participation
    planned = list_planned(delegation)
    visit = read_visit(delegation, delegates, planned)
    cockpit = read_cockpit(delegation, delegates, as_of, moment=find_moment(as_of, request.edition))
    rights = read_rights(who, request.user)
    joint = [row.consortium for row in cockpit.consortia]
    context: dict[str, object] = {
        "cockpit": cockpit,
        "opens": {one.pk for one in joint if rights.has_part(one)},
        "as_of": as_of,
        "begins": cockpit.begins,
        "delegation": delegation,
        "visit": [(one, name_kind(one.kind)) for one in visit],
        "meetings": sum(one.kind == "meeting" for one in visit),
        "zone": request.edition.zone,
        "may_plan": may_plan(who, delegates),
        "items": planned,
    }
    return show_desk(request, "delegation", context, section="delegation")


@require_POST
@admit_participants
def plan_visit(request: DeskRequest) -> HttpResponse:
    """Add to the programme of the visit, or take out of it: its head and focal points do."""
    (delegation, delegates), sent = _find(request), request.POST
    if not may_plan(request.participation, delegates):
        raise PermissionDenied
    try:
        if sent.get("act") == "remove":
            held = delegation.items.filter(pk=read_key(sent.get("item")) or 0).first()
            if held is not None:
                held.delegation = delegation
                remove_from_visit(held, by=request.doer)
        else:
            add_entry(delegation, sent, by=request.doer)
    except (Refused, TooLong, Unreadable) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("desk:delegation", request.edition.code)


@never_cache
@require_safe
@admit_participants
def serve_calendar(request: DeskRequest) -> HttpResponse:
    """Hand the programme of the visit as a calendar."""
    delegation, delegates = _find(request)
    say = choose_for_reader(request.edition.languages)
    visit = read_visit(delegation, delegates, list_planned(delegation))
    body = write_visit(delegation, visit, say=say, now=timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="visit.ics"'
    return response


@serve_apart("dear")
@never_cache
@require_safe
@admit_participants
def serve_briefing(request: DeskRequest) -> HttpResponse:
    """Hand the cockpit as PDF in the delegation's language, or that of the page without one."""
    (delegation, delegates), edition = _find(request), request.edition
    wanted = delegation.language or find_text_language()
    with (
        override(choose_language([wanted], edition.languages)),
        choose_text_language(wanted),
        timezone.override(edition.zone),
    ):
        visit = read_visit(delegation, delegates, list_planned(delegation))
        body = print_briefing(_describe(read_cockpit(delegation, delegates), visit))
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="briefing.pdf"'
    return response


def _join(texts: Iterable[str]) -> str:
    """Return texts of any direction beside one another, in the order of the page's language."""
    return " · ".join(formats.isolate(text) for text in texts if text)


def _name_supplier(one: Dependency) -> str:
    """Return the first supplier of an import with its share; "" where there is none."""
    if not one.first_supplier:
        return ""
    share = "" if one.first_share is None else formats.share(one.first_share)
    return f"{formats.name_country(one.first_supplier)} {share}".strip()


def _describe(cockpit: Cockpit, visit: list[Entry]) -> PrintedBriefing:
    delegation = cockpit.delegation
    edition = delegation.edition
    say = choose_for_reader(edition.languages)
    economy = str(formats.name_country(delegation.economy))
    zone = edition.zone
    nothing = _("Nothing yet.")
    stay = " – ".join(
        formats.isolate(formats.format_moment(one.astimezone(zone)))
        for one in (delegation.arrives_at, delegation.leaves_at)
        if one is not None
    )
    parts = [
        PrintedPart(
            _("Programme of the visit"),
            nothing,
            3,
            [
                (
                    formats.format_span(one.begins.astimezone(zone), one.ends.astimezone(zone)),
                    name_kind(one.kind),
                    _join(speak(text, say) for text in (one.title, *one.place, *one.people)),
                )
                for one in visit
            ],
        ),
        PrintedPart(
            _("Critical imports"),
            nothing,
            3,
            [
                (
                    one.product,
                    formats.format_money(one.imports_usd, "USD"),
                    _join((say(one.title), _name_supplier(one))),
                )
                for one in cockpit.imports
            ],
        ),
        PrintedPart(
            _("Needs"),
            nothing,
            2,
            [
                (_("makers: %(count)d") % {"count": row.makers}, str(say(row.need.title)))
                for row in cockpit.needs
            ],
        ),
        PrintedPart(
            _("Consortia"),
            nothing,
            2,
            [
                (
                    _("members: %(count)d") % {"count": row.members},
                    str(say(row.consortium.title)),
                )
                for row in cockpit.consortia
            ],
        ),
        PrintedPart(
            _("Projects"),
            nothing,
            2,
            [
                (
                    formats.format_exact_money(row.state.amount, row.state.currency)
                    if row.state.amount is not None
                    else "–",
                    str(say(row.project.title)),
                )
                for row in cockpit.projects
            ],
        ),
        PrintedPart(
            _("Delegates"),
            nothing,
            2,
            [
                (one.get_office_display(), str(say(one.participation.person.name)))
                for one in cockpit.delegates
            ],
        ),
        PrintedPart(
            _("Interpreters"),
            nothing,
            3,
            [
                (
                    formats.format_span(
                        one.during.lower.astimezone(zone), one.during.upper.astimezone(zone)
                    ),
                    formats.name_language(one.language),
                    _join((say(one.interpreter.name), one.purpose)),
                )
                for one in cockpit.interpreters
            ],
        ),
        PrintedPart(
            _("Joint stand"),
            nothing,
            2,
            [
                (
                    f"{say(one.stand.hall.name)} {one.stand.number}",
                    str(say(one.organisation.name)),
                )
                for one in cockpit.exhibitors
            ],
        ),
    ]
    return PrintedBriefing(
        title=str(say(delegation.name)),
        line=_join((say(edition.name), economy, stay)),
        printed=_("Printed %(when)s; the online version prevails.")
        % {"when": formats.format_moment(timezone.localtime(timezone.now()))},
        language=(get_language() or "en").partition("-")[0],
        direction="rtl" if get_language_bidi() else "ltr",
        figures=[
            (str(name), str(count))
            for name, count in (
                (_("critical imports"), cockpit.critical),
                (_("needs"), cockpit.counts.needs),
                (_("makers found"), cockpit.counts.makers),
                (_("meetings"), sum(one.kind == "meeting" for one in visit)),
                (_("consortia"), cockpit.counts.consortia),
                (_("projects"), cockpit.counts.projects),
            )
        ],
        parts=parts,
    )
