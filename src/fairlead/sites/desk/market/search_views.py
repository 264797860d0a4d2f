"""What the standing search says to a delegation, and why somebody was told of a need."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.standing_search.domain.decide_need import (
    CannotDecide,
    DecideRule,
    accept_need,
    dismiss_need,
)
from fairlead.apps.standing_search.models import ProposedNeed, ToldMaker
from fairlead.apps.standing_search.queries.focal_points import OwnEconomies, find_own
from fairlead.apps.standing_search.queries.months import list_watched_economies
from fairlead.apps.standing_search.queries.proposals import (
    find_cause,
    list_proposals,
)
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.organisation.views import say_saved
from fairlead.sites.public.imports.history import describe_history, name_differences


def _find_own(request: DeskRequest) -> OwnEconomies:
    """Return the economies of one's delegations; raises PermissionDenied for who is in none."""
    own = find_own(request.participation)
    if not own.economies:
        raise PermissionDenied
    return own


@never_cache
@admit_participants
def show_proposed(request: DeskRequest) -> HttpResponse:
    """Show the needs that are proposed to the delegation, with their figures."""
    own, edition = _find_own(request), request.edition
    waiting, decided = list_proposals(edition, own.economies)
    named = name_differences(edition, [one.difference for one in (*waiting, *decided)])
    titles = [title for _difference, title in named]
    watched = set(list_watched_economies(edition))
    context: dict[str, object] = {
        "waiting": list(zip(waiting, titles, strict=False)),
        "decided": list(zip(decided, titles[len(waiting) :], strict=True)),
        "decides": set(own.decided),
        "histories": sorted(own.economies & watched),
    }
    return show_desk(request, "proposed_needs", context, section="imports")


@require_POST
@admit_participants
def decide(request: DeskRequest, number: int) -> HttpResponse:
    """Post a proposed need, or dismiss it for a reason."""
    economies, edition = _find_own(request).economies, request.edition
    proposal = get_object_or_404(ProposedNeed, edition=edition, economy__in=economies, pk=number)
    who = request.participation
    try:
        if "accept" in request.POST:
            saved = accept_need(proposal, who, by=request.doer)
            say_saved(request, waits=saved.waits)
        else:
            reason = request.POST.get("reason", "")
            dismiss_need(proposal, who, reason=reason, by=request.doer)
            messages.success(request, _("Dismissed. For this cause it is not proposed again."))
    except CannotDecide as refused:
        messages.error(request, _say(refused.rule))
    return redirect("desk:proposed_needs", edition.code)


def _say(rule: DecideRule) -> str:
    words = {
        DecideRule.NOT_YOURS: _("The head and the focal points of the delegation decide this."),
        DecideRule.DECIDED: _("It was decided already."),
        DecideRule.POSTED: _("This need was posted already."),
        DecideRule.NO_ORGANISATION: _(
            "Your delegation has no organisation to post a need for: the organiser can name one."
        ),
        DecideRule.NO_REASON: _("Please say why."),
    }
    return words[rule]


@admit_participants
def show_history(request: DeskRequest, economy: str) -> HttpResponse:
    """Show the history of one's own economy."""
    if economy not in _find_own(request).economies:
        raise PermissionDenied
    context = describe_history(request.edition, economy)
    return show_desk(request, "search_history", context, section="imports")


@never_cache
@admit_participants
def show_why(request: DeskRequest, need: str) -> HttpResponse:
    """Show why there is a need, and why one was told: the rule, the figures, the file, the day."""
    edition, who = request.edition, request.participation
    cause = find_cause(edition, need)
    if cause is None:
        raise Http404(_("No such need"))
    told = ToldMaker.objects.filter(proposal=cause, organisation=who.organisation_id).first()
    ((difference, title),) = name_differences(edition, [cause.difference])
    context: dict[str, object] = {
        "cause": cause,
        "one": difference,
        "title": title,
        "searched": difference.searched,
        "told": told,
        "economies": find_own(who).economies,
    }
    return show_desk(request, "why_need", context, section="watches")
