"""Answering a request, handing it on and cancelling it by the signed link of a mail.

Opening it does nothing, pressing does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.answer_links import AnswerLink, read_answer
from fairlead.apps.meetings.domain.refusals import Refusal, SlotTaken
from fairlead.apps.meetings.models import Booking
from fairlead.apps.meetings.queries.free_times import Offer
from fairlead.apps.meetings.queries.request_page import RequestPage, read_request_page
from fairlead.sites.desk.access import DeskRequest
from fairlead.sites.desk.meetings.request_views import act_on, count_minutes
from fairlead.ui.formats import name_zone
from fairlead.ui.frame import Frame, list_language_links
from fairlead.ui.serving import accept_body

_BY_LINK = frozenset({"accept", "decline", "propose", "hand", "cancel"})


@never_cache
@accept_body()
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_link(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Show what is asked, with buttons; only these do something, and not what opens the page."""
    link = read_answer(token)
    found = _read(link) if link is not None and link.request.edition.code == code else None
    if link is None or found is None:
        raise Http404(_("This link is not valid any more"))
    if request.method != "POST":
        return _show(request, found)
    if request.POST.get("act") not in _BY_LINK:
        return redirect(request.path)
    refused = act_on(cast("DeskRequest", request), link.request, link.participation)
    # Who handed on what was asked of nobody else is on it no more: the link ends with this page.
    now_is = _read(link)
    if refused is None and now_is is not None:
        return redirect(request.path)
    return _show(request, now_is or found, refused=refused, ended=now_is is None)


def _read(link: AnswerLink) -> RequestPage | None:
    """Return the request as it is now; None for who is on it no more."""
    return read_request_page(link.participation, link.request.code)


def _show(
    request: HttpRequest,
    found: RequestPage,
    *,
    refused: Refusal | None = None,
    ended: bool = False,
) -> HttpResponse:
    """Show the request; one who was refused a time is shown those that were free next."""
    free = refused.free if isinstance(refused, SlotTaken) else None
    status = 200 if refused is None else 409
    context = _describe(request, found, free) | {"ended": ended}
    response = render(request, "desk/answer.html", context, status=status)
    # The address is a secret to other sites. With no-referrer a browser would send its own form
    # with the origin "null", which is refused as a forgery.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _describe(
    request: HttpRequest, found: RequestPage, slots: Sequence[Slot] | None
) -> dict[str, object]:
    letter, now = found.letter, timezone.now()
    asked = letter.request
    edition = asked.edition
    if slots is None and letter.waits_for_me:
        offer = Offer(asked)
        slots = [one.slot for one in offer.list_free(now=now, most=8)]
    held = Booking.objects.filter(meeting__request=asked).first()
    begins, ends = (None, None) if held is None else (held.during.lower, held.during.upper)
    return {
        "begins": begins,
        "ends": ends,
        "over": ends is not None and ends <= now,
        "letter": letter,
        "asked": asked,
        "colleagues": found.colleagues,
        "minutes": count_minutes(asked, begins, ends),
        "edition": edition,
        "page": Frame(list_language_links(request, declared=edition.languages)),
        "slots": slots or (),
        "zone": edition.zone,
        "zone_name": name_zone(edition.zone, edition.first_day),
    }
