"""One's choice of sessions, kept with the participation; the programme's script asks for it."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.cache import never_cache

from fairlead.apps.meetings.domain.plan_visits import follow_sessions, leave_sessions
from fairlead.apps.meetings.models import FollowedSession
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.ui.serving import accept_body

_MOST = 500  # of a browser's choice


@never_cache
@accept_body()
@admit_participants
def favourites(request: DeskRequest) -> HttpResponse:
    """Return the sessions that somebody follows; put some in (``act=keep``) or out (``drop``)."""
    who = request.participation
    if request.method == "POST":
        codes = request.POST.getlist("session")[:_MOST]
        if request.POST.get("act") == "drop":
            leave_sessions(who, codes)
        else:
            follow_sessions(who, codes)
    rows = FollowedSession.objects.filter(participation=who).order_by("session__code")
    return JsonResponse(
        {
            "kept": list(rows.values_list("session__code", flat=True)),
            "agenda": reverse("desk:agenda", args=(request.edition.code,)),
            "token": get_token(request),
        }
    )
