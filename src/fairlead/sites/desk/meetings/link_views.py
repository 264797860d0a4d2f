"""Answering a request by the signed link of a mail: opening it does nothing, pressing does."""

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
from fairlead.apps.meetings.domain.refusals import Refused, SlotTaken
from fairlead.apps.meetings.models import Booking
from fairlead.apps.meetings.queries.free_times import Offer
from fairlead.apps.meetings.queries.letters import describe_letter
from fairlead.sites.desk.access import DeskRequest
from fairlead.sites.desk.meetings.request_views import act_on
from fairlead.ui.frame import Frame, list_language_links
from fairlead.ui.serving import accept_body

_BY_LINK = frozenset({"accept", "decline", "propose"})


@never_cache
@accept_body()
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_link(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Show what is asked, with buttons; only these do something, and not what opens the page."""
    link = read_answer(token)
    if link is None or link.request.edition.code != code:
        raise Http404(_("This link is not valid any more"))
    if request.method == "POST":
        if request.POST.get("act") in _BY_LINK:
            refused = act_on(cast("DeskRequest", request), link.request, link.participation)
            if refused is not None and (now_is := read_answer(token)) is not None:
                return _show(request, now_is, refused=refused)
        return redirect(request.path)
    return _show(request, link)


def _show(
    request: HttpRequest, link: AnswerLink, *, refused: Refused | None = None
) -> HttpResponse:
    """Show the request; one who was refused a time is shown those that were free next."""
    free = refused.free if isinstance(refused, SlotTaken) else None
    status = 200 if refused is None else 409
    response = render(request, "desk/answer.html", _describe(request, link, free), status=status)
    # The address is a secret to other sites. With no-referrer a browser would send its own form
    # with the origin "null", which is refused as a forgery.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _describe(
    request: HttpRequest, link: AnswerLink, slots: Sequence[Slot] | None
) -> dict[str, object]:
    letter = describe_letter(link.request, link.participation)
    if slots is None and letter.waits_for_me:
        offer = Offer(link.request)
        slots = [one.slot for one in offer.list_free(now=timezone.now(), most=8)]
    held = Booking.objects.filter(meeting__request=link.request).first()
    return {
        "begins": held.during.lower if held is not None else None,
        "letter": letter,
        "asked": link.request,
        "edition": link.request.edition,
        "page": Frame(list_language_links(request, declared=link.request.edition.languages)),
        "slots": slots or (),
        "zone": link.request.edition.zone,
    }
