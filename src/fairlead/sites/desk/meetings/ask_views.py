"""Asking an exhibitor or a person for a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.meetings.domain.refusals import Refusal, explain_rule
from fairlead.apps.meetings.domain.request_meeting import (
    Whom,
    Wish,
    find_hindrance,
    may_have_stand,
    request_meeting,
)
from fairlead.apps.meetings.models import Place, Preference
from fairlead.apps.meetings.queries.askable import list_askable
from fairlead.apps.meetings.queries.hindrances import find_request_back
from fairlead.apps.meetings.queries.sides import find_firm
from fairlead.apps.trade.models import Cooperation
from fairlead.folder import bounds
from fairlead.folder.kinds import WEBSITE
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.meetings.further_parties import (
    MOST_OTHERS,
    explain_others,
    find_others,
    list_others,
)
from fairlead.ui.forms.lengths import TextTooLong, check_length
from fairlead.ui.serving import accept_body

_MOST_SLOTS = 4
_USUAL_EXPIRY, _LONGEST_LINK = 7, 500
# Days that a request waits for its answer, as they are chosen.
_EXPIRIES = {
    "1": gettext_lazy("one day"),
    "3": gettext_lazy("three days"),
    "7": gettext_lazy("a week"),
    "30": gettext_lazy("a month"),
}


@never_cache
@accept_body()
@admit_participants
def ask(request: DeskRequest) -> HttpResponse:
    """Show the form to ask an exhibitor or a person, with others if need be, and ask."""
    whom = _find_whom(request)
    why = find_hindrance(request.participation, whom, now=timezone.now())
    if why == "request_mutual" and request.method == "POST":
        return _show_request_back(request, whom)
    others, unknown = find_others(request, whom)
    said = explain_rule(why) if why else ""
    places = [one for one in Place.values if one != Place.STAND or may_have_stand(whom)]
    if request.method == "POST" and not why:
        try:
            wish = _read_wish(request, places[0])
            if len(list_others(request)) > MOST_OTHERS:
                said = _("Expected at most %d others.") % MOST_OTHERS
            elif named := explain_others(request, others):
                said = named
            elif unknown:
                said = _("Nobody here has this name, or several have: %(name)s") % {
                    "name": unknown[0]
                }
            else:
                request_meeting(author=request.participation, whom=whom, wish=wish, others=others)
                messages.success(request, _("Your request is on its way."))
                return redirect("desk:requests", request.edition.code)
        except (Refusal, TextTooLong) as refused:
            if isinstance(refused, Refusal) and refused.rule == "request_mutual":
                return _show_request_back(request, whom)
            said = str(refused)
    minutes = request.edition.slot_minutes
    context: dict[str, object] = {
        "firm": whom if isinstance(whom, Exhibitor) else None,
        "whom": whom,
        "hindered": bool(why) and request.method != "POST",  # what was typed stays
        "why": said,
        "asks_back": (
            find_request_back(request.participation, whom) if why == "request_mutual" else None
        ),
        "given": request.POST,
        "preferences": Preference.choices,
        "purposes": Cooperation.choices,
        "places": [one for one in Place.choices if one[0] in places],
        "lengths": [(count, count * minutes) for count in range(1, _MOST_SLOTS + 1)],
        "expiries": list(_EXPIRIES.items()),
        "longest": bounds.MESSAGE_LENGTH,
        "most_others": MOST_OTHERS,
        "for_firm": find_firm(request.participation) is not None,
    }
    return show_desk(request, "ask", context, section="requests", status=409 if said else 200)


def _show_request_back(request: DeskRequest, whom: Whom) -> HttpResponse:
    """Lead to the request by which who is asked asks already: one meeting is enough."""
    messages.info(request, explain_rule("request_mutual"))
    found = find_request_back(request.participation, whom)
    if found is None:
        return redirect("desk:requests", request.edition.code)
    return redirect("desk:request", request.edition.code, found.code)


def _find_whom(request: DeskRequest) -> Whom:
    """Return the exhibitor or the person that is asked; raises Http404."""
    given = request.POST if request.method == "POST" else request.GET
    if code := given.get("person", ""):
        return get_object_or_404(list_askable(request.edition), code=code)
    rows = Exhibitor.objects.select_related("organisation", "stand__hall")
    return get_object_or_404(rows, edition=request.edition, organisation__code=given.get("firm"))


def _read_wish(request: DeskRequest, usual: str) -> Wish:
    """Return what the form says; raises Refusal for a link that is none.

    Where it names no place, that is the ``usual`` one.
    """
    given = request.POST
    place = _choose(given.get("place", ""), Place.values, usual)
    days = _EXPIRIES.get(given.get("expires", ""))
    return Wish(
        message=check_length(given.get("message", ""), bounds.MESSAGE_LENGTH),
        preference=_choose(given.get("preference", ""), Preference.values, Preference.WOULD_LIKE),
        purpose=_choose(given.get("purpose", ""), Cooperation.values, ""),
        place=place,
        slots=_read_slots(given.get("slots", "")),
        link=read_link_of(place, given),
        for_firm=given.get("for_firm") == "yes" and find_firm(request.participation) is not None,
        expires_at=_find_end(request, int(given["expires"]) if days is not None else _USUAL_EXPIRY),
    )


def _find_end(request: DeskRequest, days: int) -> dt.datetime:
    """Return when a request is over that waits so many days: at the latest with the fair."""
    edition = request.edition
    over = dt.datetime.combine(edition.last_day, dt.time.max, edition.zone)
    return min(timezone.now() + dt.timedelta(days=days), over)


def _read_slots(given: str) -> int:
    return int(given) if given in {str(one) for one in range(1, _MOST_SLOTS + 1)} else 1


def read_link_of(place: str, given: Mapping[str, str]) -> str:
    """Return the link that a form names, online only; raises Refusal for one that is none."""
    link = given.get("link", "").strip() if place == Place.ONLINE else ""
    if len(link) > _LONGEST_LINK:
        raise Refusal("request_link")
    if link:
        try:
            URLValidator(schemes=["https", "http"])(link)
            WEBSITE.parse(link)
        except (ValidationError, ValueError):
            raise Refusal("request_link") from None
    return link


def _choose(given: str, known: Sequence[str], otherwise: str) -> str:
    return given if given in known else otherwise
