"""The organiser's pages: editions, what the engines found, and releasing a timetable."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import RequestState, Timetable
from fairlead.sites.office.access import admit_organisers_only
from fairlead.sites.office.editions.overview import (
    list_editions_with_counts,
    list_latest_runs,
    list_versions,
    request_states,
)
from fairlead.sites.office.release import release_draft
from fairlead.ui.frame import Frame, list_language_links
from fairlead.ui.serving import accept_body


def show_page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Return a page of the office in its frame."""
    page = Frame(list_language_links(request))
    return render(request, f"office/{template}.html", {**context, "page": page})


@admit_organisers_only
def show_editions(request: HttpRequest) -> HttpResponse:
    """Show the editions."""
    return show_page(request, "editions", {"editions": list_editions_with_counts()})


@admit_organisers_only
def show_edition(request: HttpRequest, code: str) -> HttpResponse:
    """Show an edition's meeting requests, timetables and runs."""
    found = get_object_or_404(Edition, code=code)
    states = request_states(found)
    return show_page(
        request,
        "edition",
        {
            "edition": found,
            "versions": list_versions(found),
            "runs": list_latest_runs(found),
            "states": [(RequestState(state).label, count) for state, count in states.items()],
        },
    )


@accept_body()
@require_POST
@admit_organisers_only
def release(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Release a draft and go back to the edition; a second press changes nothing."""
    done = _("Version %d is the released timetable now.")
    release_draft(request, Timetable, code=code, version=version, done=done)
    return redirect("office:edition", code)
