"""Stands: found by number or firm, renumbered, changed with others, removed; meetings follow.

What a change does to meetings, and who is told, is shown first, and done when it is confirmed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fairlead.apps.exhibition.models import Stand
from fairlead.apps.meetings.domain.follow_stands import StandMoveNotices
from fairlead.apps.meetings.domain.rearrange_stands import (
    foresee,
    hold_meetings_elsewhere,
    move_firms,
    remove_stand,
    renumber_stand,
    swap_stands,
)
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.models import Place
from fairlead.apps.meetings.queries.stands import (
    count_meetings,
    describe_told,
    list_other_stands,
    list_stands,
)
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.roles import Act
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.reading import read_text
from fairlead.ui.formats import number
from fairlead.ui.forms.lengths import TextTooLong
from fairlead.ui.forms.refusal import refuse
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.serving import accept_body

_PAGE, _SHOWN, _LONGEST_NUMBER = 50, 200, 20


@never_cache
@require_safe
@admit(Act.EDIT_HALLS)
def show_stands(request: OfficeRequest) -> HttpResponse:
    """Show the stands with their exhibitors, narrowed by words."""
    words = request.GET.get("words", "").replace("\0", "").strip()[:200]
    found = list_stands(request.edition, words=words)
    total = found.count()
    pages = find_pages(
        request, total, size=_PAGE, query=urlencode({"words": words} if words else {})
    )
    stands = list(found[pages.rows])
    meetings = count_meetings(stands, now=timezone.now())
    context = {
        "edition": request.edition,
        "rows": [(stand, meetings.get(stand.pk, 0)) for stand in stands],
        "pages": pages,
        "total": total,
        "words": words,
    }
    return show_page(request, "stands", context)


@never_cache
@accept_body()
@admit(Act.EDIT_HALLS)
def edit_stand(request: OfficeRequest, stand: int) -> HttpResponse:
    """Show a stand; show what a change of it would do, and do it once that is confirmed."""
    held = get_object_or_404(list_stands(request.edition), pk=stand)
    if request.method != "POST":
        return _show(request, held)
    given = request.POST
    try:
        if given.get("act") == "remove":
            remove_stand(held, by=Doer(request.user))
            messages.success(request, _("Removed."))
            return redirect("office:stands", request.edition.code)
        act = _read_act(request, held)
        if given.get("step") != "do":
            return _show(request, held, effect=foresee(act))
        with transaction.atomic():
            done = act()
            if _fingerprint(done) != given.get("seen"):
                transaction.set_rollback(True)
    except (Refusal, TextTooLong) as refused:
        return refuse(request, str(refused), "office:stand", request.edition.code, held.pk)
    if _fingerprint(done) != given.get("seen"):
        messages.warning(request, _("Meetings changed meanwhile. Look again at what would happen."))
        return _show(request, held, effect=done)
    messages.success(request, _say_told(done))
    return redirect("office:stand", request.edition.code, held.pk)


def _read_act(request: OfficeRequest, held: Stand) -> Callable[[], StandMoveNotices]:
    """Return what a form asks for; raises Refusal for what there is not."""
    given, by = request.POST, Doer(request.user)
    match given.get("act"):
        case "renumber":
            said = read_text(given, "number", most=_LONGEST_NUMBER)
            return partial(renumber_stand, held, said, by=by)
        case "move":
            return partial(move_firms, held, _find_other(request, given), by=by)
        case "swap":
            return partial(swap_stands, held, _find_other(request, given), by=by)
        case "elsewhere":
            return partial(hold_meetings_elsewhere, held, given.get("place", ""), by=by)
    raise Refusal("request_act")


def _find_other(request: OfficeRequest, given: Mapping[str, str]) -> Stand | None:
    """Return the stand of an id, or of a number that only one of the edition has."""
    said = given.get("other", "").strip()[:64]
    stands = Stand.objects.filter(edition=request.edition)
    if not said or "\0" in said:
        return None
    if found := stands.filter(code=said).first():
        return found
    alike = stands.filter(Q(code__iexact=said) | Q(number__iexact=said))[:2]
    return alike[0] if len(alike) == 1 else None


def _fingerprint(effect: StandMoveNotices) -> str:
    return hashlib.sha256(repr(effect).encode()).hexdigest()[:16]


def _say_told(done: StandMoveNotices) -> str:
    said = ngettext("Done. One person is told.", "Done. %(many)s people are told.", done.people) % {
        "many": number(done.people)
    }
    return said if done.people else _("Done. Nobody has to be told.")


def _show(
    request: OfficeRequest, held: Stand, *, effect: StandMoveNotices | None = None
) -> HttpResponse:
    edition = request.edition
    names = ("act", "number", "other", "place")
    lines = describe_told(edition, effect.told) if effect is not None else []
    context = {
        "edition": edition,
        "stand": held,
        "exhibitors": list(held.exhibitors.all()),
        "meetings": count_meetings([held], now=timezone.now()).get(held.pk, 0),
        "others": list_other_stands(held),
        "places": [(one.value, one.label) for one in (Place.TABLE, Place.ONLINE)],
        "longest": _LONGEST_NUMBER,
        "effect": effect,
        "lines": lines[:_SHOWN],
        "more": max(0, len(lines) - _SHOWN),
        "gone": any(line.gone for line in lines),
        "asked": [(name, request.POST.get(name, "")) for name in names] if effect else [],
        "seen": _fingerprint(effect) if effect is not None else "",
    }
    return show_page(request, "stand", context)
