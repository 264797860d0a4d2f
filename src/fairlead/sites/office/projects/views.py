"""The office's list of projects, one project with its ledger, and recording what happened."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fairlead.apps.cooperation.domain.decide_for_party import may_decide
from fairlead.apps.cooperation.models import (
    AmountKind,
    PartnerRole,
    Portfolio,
    Project,
    Stage,
)
from fairlead.apps.cooperation.queries.approvals import list_party_states
from fairlead.apps.cooperation.queries.departures import list_departures
from fairlead.apps.cooperation.queries.headlines import list_headlines
from fairlead.apps.cooperation.queries.ledger import list_entries, list_overrides
from fairlead.apps.cooperation.queries.projects import (
    ProjectStatus,
    find_past_project,
    list_projects,
    sum_by_stage,
)
from fairlead.apps.cooperation.queries.states import NOW, read_states
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.models import Version
from fairlead.apps.fairs.today import find_today
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.trade.models import Assessment
from fairlead.folder.ledger_state import State
from fairlead.sites.as_of import read_as_of, write_as_of
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.projects.acts import ACTS, DOCUMENT_BYTES, Form
from fairlead.sites.office.release import release_draft
from fairlead.ui.forms.refusal import refuse
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.serving import accept_body

PAGE = 100
KINDS: dict[str, type[Version]] = {"dependency": Assessment, "portfolio": Portfolio}


@admit(Act.SEE_PROJECTS)
def show_projects(request: OfficeRequest) -> HttpResponse:
    """Show the projects with stage and amount."""
    edition = request.edition
    as_of, asked = read_as_of(request, edition), write_as_of(request, edition)
    totals = sum_by_stage(edition, as_of=as_of)
    pages = find_pages(request, sum(total.sums.count for total in totals), size=PAGE, query=asked)
    context: dict[str, object] = {
        "edition": edition,
        "standings": list_projects(edition, as_of=as_of, start=pages.rows.start, count=PAGE),
        "pages": pages,
        "as_of": as_of,
        "asked": asked,
        "totals": totals,
        "headlines": list_headlines(edition, as_of),
        "stages": list(Stage),
        "kinds": list(AmountKind),
        "may_edit": may(request.user, Act.EDIT_PROJECTS, edition=edition),
    }
    return show_page(request, "projects", context)


@admit(Act.SEE_PROJECTS)
def show_project(request: OfficeRequest, project: str) -> HttpResponse:
    """Show one project, where its parties stand, and its ledger; nothing is recorded as of then."""
    edition = request.edition
    as_of = read_as_of(request, edition)
    past = find_past_project(edition, project, as_of)
    found = past.project
    state = read_states([found], as_of).get(found.pk, State())
    today = find_today(edition)
    approves = as_of == NOW and may(request.user, Act.APPROVE_PROJECTS, edition=edition)
    states = list_party_states(found, as_of)
    if as_of == NOW:
        prefetch_related_objects([one.partner for one in states], "approvers__account")
    parties = [
        {
            "state": one,
            "late": one.is_late(as_of.day or today),
            "mine": approves and may_decide(one.partner, request.user),
        }
        for one in states
    ]
    departures = list_departures(found, as_of)
    stages, entries = list(Stage), list_entries(found, as_of)
    now = stages.index(Stage(state.stage)) if state.stage else -1
    context: dict[str, object] = {
        "edition": edition,
        "project": found,
        "standing": ProjectStatus(found, state),
        "amounts": [(AmountKind(kind), *said) for kind, said in state.amounts.items()],
        "parties": parties,
        "entries": entries,
        "overrides": list_overrides(entries),
        "departures": departures,
        "members": [
            one
            for one in found.partners.all()
            if one.role != PartnerRole.BODY and one.code not in {gone.code for gone in departures}
        ],
        "next": stages[now + 1 : now + 2],
        "others": [stage for stage in stages if stage != state.stage],
        "kinds": list(AmountKind),
        "as_of": as_of,
        "begins": past.begins,
        "may_edit": as_of == NOW
        and may(request.user, Act.EDIT_PROJECTS, edition=edition)
        and not state.ended,
    }
    return show_page(request, "project", context)


@accept_body(DOCUMENT_BYTES)
@require_POST
@admit(Act.SEE_PROJECTS)
def record(request: OfficeRequest, project: str, act: str) -> HttpResponse:
    """Record what a form of the project's page says, and go back to it."""
    if act not in ACTS:
        raise Http404
    right, do = ACTS[act]
    if not may(request.user, right, edition=request.edition):
        raise PermissionDenied
    found = get_object_or_404(Project, edition=request.edition, code=project)
    try:
        do(Form(request, found))
    except Refusal as refused:
        return refuse(request, str(refused), "office:project", request.edition.code, found.code)
    messages.success(request, _("Recorded."))
    return redirect("office:project", request.edition.code, found.code)


@accept_body()
@require_POST
@admit(Act.RELEASE)
def release_figures(request: OfficeRequest, kind: str, version: int) -> HttpResponse:
    """Release dependency figures or a portfolio, and go back to the edition."""
    if kind not in KINDS:
        raise Http404
    done = {
        "dependency": _("Version %d of the dependency figures is released now."),
        "portfolio": _("Version %d of the portfolio is released now."),
    }
    release_draft(request, KINDS[kind], version=version, done=done[kind])
    return redirect("office:edition", request.edition.code)
