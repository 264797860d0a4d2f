"""One's choice of sessions without a script: in a signed cookie, or, signed in, with the account.

A link of the programme leads here and shows what would be kept; a button keeps it. What a browser
chose before signing in goes into the agendas of who signs in there.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fairlead.apps.congress.models import Session
from fairlead.apps.congress.queries.programme import list_sessions
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.plan_visits import follow_sessions, leave_sessions
from fairlead.apps.meetings.models import FollowedSession
from fairlead.apps.meetings.queries.editions import find_edition
from fairlead.apps.people.models import Account, Participation, ParticipationState
from fairlead.sites.desk.access import find_participation
from fairlead.sites.public.frame import build_frame
from fairlead.ui.serving import accept_body

_PREFIX, _SALT, _BETWEEN = "choice_", "fairlead.choice", "|"
_DAYS = 180
_MOST, _BYTES = 200, 3_000  # an address and a cookie hold no more


@never_cache
@accept_body()
def choice(request: HttpRequest, code: str) -> HttpResponse:
    """Show the sessions of one's choice and those asked about; keep some, or leave them out."""
    edition = find_edition(code)
    who = _find_who(request, edition)
    sessions = {one.code: one for one in list_sessions(edition)}
    kept = [one for one in _read(request, edition, who) if one in sessions]
    if request.method == "POST":
        return _change(request, edition, who, sessions, kept)
    asked = [one for one in request.GET.getlist("session")[:_MOST] if one in sessions]
    feed = reverse("public:programme_file", args=(edition.code, "ics"))
    context = {
        "page": build_frame(request, edition=edition, section="programme"),
        "asked": [sessions[one] for one in dict.fromkeys(asked) if one not in kept],
        "there": [sessions[one] for one in dict.fromkeys(asked) if one in kept],
        "kept": [one for one in sessions.values() if one.code in kept],
        "feed": f"{feed}?{urlencode([('session', one) for one in kept[:_MOST]])}",
        "who": who,
    }
    return render(request, "desk/choice.html", context)


def _change(
    request: HttpRequest,
    edition: Edition,
    who: Participation | None,
    sessions: dict[str, Session],
    kept: list[str],
) -> HttpResponse:
    given = [one for one in request.POST.getlist("session")[:_MOST] if one in sessions]
    drops = request.POST.get("act") == "drop"
    answer = redirect("desk:choice", edition.code)
    if who is not None:
        (leave_sessions if drops else follow_sessions)(who, given)
        return answer
    after = [one for one in kept if one not in given] if drops else [*kept, *given]
    after = list(dict.fromkeys(after))
    if len(after) > _MOST or len(_BETWEEN.join(after)) > _BYTES:
        said = _("Your choice holds no more sessions. Sign in to keep as many as you like.")
        messages.error(request, said)
        return answer
    _write(answer, edition.code, after)
    return answer


def take_over(request: HttpRequest, account: Account, answer: HttpResponse) -> None:
    """Put what a browser chose at each fair into the agenda of who signed in; then forget it."""
    for name in [one for one in request.COOKIES if one.startswith(_PREFIX)]:
        code = name.removeprefix(_PREFIX)
        edition = Edition.objects.filter(code=code).first()
        who = find_participation(account, edition) if edition is not None else None
        if who is None or who.state != ParticipationState.APPROVED:
            continue  # kept until they take part
        follow_sessions(who, _read_cookie(request, code))
        answer.delete_cookie(name)


def _find_who(request: HttpRequest, edition: Edition) -> Participation | None:
    if not isinstance(request.user, Account):
        return None
    found = find_participation(request.user, edition)
    return found if found is not None and found.state == ParticipationState.APPROVED else None


def _read(request: HttpRequest, edition: Edition, who: Participation | None) -> Iterable[str]:
    if who is None:
        return _read_cookie(request, edition.code)
    rows = FollowedSession.objects.filter(participation=who).order_by("pk")
    return rows.values_list("session__code", flat=True)


def _read_cookie(request: HttpRequest, edition: str) -> list[str]:
    """Return the codes in the cookie; none where it is another's making."""
    said = request.get_signed_cookie(f"{_PREFIX}{edition}", default="", salt=_SALT)
    return [one for one in (said or "").split(_BETWEEN)[:_MOST] if one]


def _write(answer: HttpResponse, edition: str, codes: list[str]) -> None:
    name = f"{_PREFIX}{edition}"
    if not codes:
        answer.delete_cookie(name)
        return
    answer.set_signed_cookie(
        name,
        _BETWEEN.join(codes),
        salt=_SALT,
        max_age=_DAYS * 86_400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
