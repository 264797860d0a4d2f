"""Putting sessions and visits into one's own agenda."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fairlead.apps.congress.models import Session
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.domain.plan_visits import (
    drop_visit,
    follow_session,
    leave_session,
    plan_visit,
)
from fairlead.apps.meetings.models import FollowedSession
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body


@never_cache
@accept_body()
@admit_participants
def plan(request: DeskRequest) -> HttpResponse:
    """Show the programme and the times to visit a firm; put what is chosen in the agenda."""
    if request.method == "POST":
        return _change(request)
    edition, who = request.edition, request.participation
    firm = None
    if code := request.GET.get("firm", ""):
        firm = get_object_or_404(
            Exhibitor.objects.select_related("organisation", "stand__hall"),
            edition=edition,
            organisation__code=code,
        )
    sessions = Session.objects.filter(edition=edition).select_related("room")
    followed = set(
        FollowedSession.objects.filter(participation=who).values_list("session", flat=True)
    )
    context: dict[str, object] = {
        "firm": firm,
        "sessions": [
            (one, one.pk in followed) for one in sessions.order_by("date", "start", "code")
        ],
        "slots": Slot.objects.filter(edition=edition) if firm is not None else (),
        "zone": edition.zone,
    }
    return show_desk(request, "plan", context, section="agenda")


def _change(request: DeskRequest) -> HttpResponse:
    edition, who, given = request.edition, request.participation, request.POST
    act = given.get("act", "")
    if act == "follow":
        session = get_object_or_404(Session, edition=edition, pk=_read_key(given.get("session")))
        follow_session(who, session)
        messages.success(request, _("It is in your agenda."))
    elif act == "leave":
        leave_session(who, _read_key(given.get("session")))
    elif act == "visit":
        firm = get_object_or_404(
            Exhibitor, edition=edition, organisation__code=given.get("firm", "")
        )
        slot = get_object_or_404(Slot, edition=edition, pk=_read_key(given.get("slot")))
        plan_visit(who, firm, slot.starts_at)
        messages.success(request, _("It is in your agenda."))
    elif act == "drop":
        drop_visit(who, _read_key(given.get("visit")))
    else:
        raise Http404
    if act == "follow" and given.get("back") == "plan":
        return redirect("desk:plan", edition.code)
    return redirect("desk:agenda", edition.code)


def _read_key(given: object) -> int:
    key = read_key(given)
    if key is None:
        raise Http404
    return key
