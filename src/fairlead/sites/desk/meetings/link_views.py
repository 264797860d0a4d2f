"""Answering a request by the signed link of a mail: opening it does nothing, pressing does."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fairlead.apps.meetings.answer_links import AnswerLink, read_answer
from fairlead.apps.meetings.queries.agenda import describe_letter
from fairlead.apps.meetings.queries.free_times import Offer
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
            done = act_on(cast("DeskRequest", request), link.request, link.participation)
            if not done and (now_is := read_answer(token)) is not None:
                return _show(request, now_is, status=409)
        return redirect(request.path)
    return _show(request, link)


def _show(request: HttpRequest, link: AnswerLink, *, status: int = 200) -> HttpResponse:
    response = render(request, "desk/answer.html", _describe(request, link), status=status)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _describe(request: HttpRequest, link: AnswerLink) -> dict[str, object]:
    letter = describe_letter(link.request, link.participation)
    free = Offer(link.request).list_free(now=timezone.now(), most=8) if letter.waits_for_me else []
    return {
        "letter": letter,
        "asked": link.request,
        "edition": link.request.edition,
        "page": Frame(list_language_links(request, declared=link.request.edition.languages)),
        "slots": [one.slot for one in free],
        "zone": link.request.edition.zone,
    }
