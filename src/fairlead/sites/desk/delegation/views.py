"""The cockpit of one's own delegation, its visit as a calendar, its briefing on paper."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fairlead.apps.consortia.briefing import print_briefing
from fairlead.apps.consortia.queries.access import read_rights
from fairlead.apps.consortia.queries.cockpit import read_cockpit
from fairlead.apps.consortia.queries.visit import ask_visit, read_visit
from fairlead.apps.consortia.visit_calendar import write_visit
from fairlead.apps.delegations.domain.plan_visit import remove_from_visit
from fairlead.apps.delegations.models import Delegate, Delegation
from fairlead.apps.delegations.queries.own import may_plan, read_own_delegation
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.query_batch import QueryBatch
from fairlead.apps.messages.words import choose_language
from fairlead.sites.as_of import find_moment, read_as_of, write_as_of
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.delegation.briefing import describe_briefing, name_kind
from fairlead.sites.desk.delegation.rows import write_needs, write_projects
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.office.delegations.visit_form import add_entry
from fairlead.sites.reading import UnreadableField
from fairlead.ui.forms.lengths import TextTooLong
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import serve_apart
from fairlead.ui.spoken import choose_for_reader
from fairlead.ui.text_language import choose_text_language, find_text_language


def _find(request: DeskRequest) -> tuple[Delegation, list[Delegate]]:
    found, delegates = read_own_delegation(request.participation)
    if found is None:
        raise Http404(_("You are in no delegation."))
    return found, delegates


@never_cache
@admit_participants
def show_cockpit(request: DeskRequest) -> HttpResponse:
    """Show what the delegation's economy lacks, seeks, finds and agrees; and its visit."""
    delegation, delegates = _find(request)
    as_of, who = read_as_of(request, request.edition), request.participation
    moment = find_moment(as_of, request.edition)
    together = QueryBatch()
    asked, visit = write_as_of(request, request.edition), ask_visit(delegation, together)
    cockpit = read_cockpit(delegation, delegates, together, as_of, moment=moment)
    entries, rights = visit.list_entries(), read_rights(who, request.user)
    context: dict[str, object] = {
        "cockpit": cockpit,
        "needs": write_needs(cockpit.needs, request.edition, now=moment is None),
        "projects": write_projects(cockpit.projects, request.edition, asked),
        "opens": {
            row.consortium.pk
            for row in cockpit.consortia
            if rights.has_part(row.consortium, row.parties)
        },
        "as_of": as_of,
        "asked": asked,
        "begins": cockpit.begins,
        "delegation": delegation,
        "visit": [(one, name_kind(one.kind)) for one in entries],
        "meetings": sum(one.kind == "meeting" for one in entries),
        "zone": request.edition.zone,
        "may_plan": may_plan(who, delegates),
        "items": visit.planned,
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
    except (Refusal, TextTooLong, UnreadableField) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("desk:delegation", request.edition.code)


@never_cache
@require_safe
@admit_participants
def serve_calendar(request: DeskRequest) -> HttpResponse:
    """Hand the programme of the visit as a calendar."""
    delegation, _delegates = _find(request)
    say = choose_for_reader(request.edition.languages)
    body = write_visit(delegation, read_visit(delegation), say=say, now=timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="visit.ics"'
    return response


@serve_apart("dear")
@never_cache
@require_safe
@admit_participants
def serve_briefing(request: DeskRequest) -> HttpResponse:
    """Hand the cockpit as PDF in the delegation's language, or that of the page without one.

    It is of the same day and moment as the cockpit that leads to it.
    """
    (delegation, delegates), edition = _find(request), request.edition
    as_of = read_as_of(request, edition)
    wanted = delegation.language or find_text_language()
    with (
        override(choose_language([wanted], edition.languages)),
        choose_text_language(wanted),
        timezone.override(edition.zone),
    ):
        together = QueryBatch()
        visit = ask_visit(delegation, together)
        moment = find_moment(as_of, edition)
        cockpit = read_cockpit(delegation, delegates, together, as_of, moment=moment)
        body = print_briefing(describe_briefing(cockpit, visit.list_entries(), as_of))
    response = HttpResponse(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="briefing.pdf"'
    return response
