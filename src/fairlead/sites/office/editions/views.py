"""The organiser's pages: editions, and what the engines found."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fairlead.apps.meetings.models import RequestState
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import list_editions_with, may
from fairlead.sites.office.access import OfficeRequest, admit, admit_office
from fairlead.sites.office.editions.overview import (
    list_editions_with_counts,
    list_figures,
    list_latest_runs,
    list_request_states,
    list_versions,
)
from fairlead.sites.office.editions.waiting import list_waiting
from fairlead.ui.forms.refusal import show_typed
from fairlead.ui.frame import Frame, list_language_links


def show_page(
    request: HttpRequest, template: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """Return a page of the office in its frame."""
    page = Frame(list_language_links(request))
    shown = render(request, f"office/{template}.html", {**context, "page": page}, status=status)
    return show_typed(request, shown)


@admit_office
def show_editions(request: OfficeRequest) -> HttpResponse:
    """Show the editions at which one has a role."""
    own = list_editions_with(request.user, Act.SEE_OFFICE)
    return show_page(request, "editions", {"editions": list_editions_with_counts().filter(own)})


@admit(Act.SEE_OFFICE)
def show_edition(request: OfficeRequest) -> HttpResponse:
    """Show what waits for a decision, and an edition's meeting requests, timetables and runs."""
    found = request.edition
    states = list_request_states(found)
    return show_page(
        request,
        "edition",
        {
            "edition": found,
            "waiting": list_waiting(request.user, found),
            "versions": list_versions(found),
            "figures": list_figures(found),
            "may_see_projects": may(request.user, Act.SEE_PROJECTS, edition=found),
            "runs": list_latest_runs(found),
            "may_release": may(request.user, Act.RELEASE, edition=found),
            "may_edit": may(request.user, Act.EDIT_TIMETABLE, edition=found),
            "states": [(RequestState(state).label, count) for state, count in states.items()],
        },
    )
