"""Needs that the standing search proposed: who decides them, and the office where nobody does."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Organisation, Person
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.standing_search.domain.decide_need import (
    CannotDecide,
    DecideRule,
    accept_for_economy,
    dismiss_for_economy,
)
from fairlead.apps.standing_search.models import NeedState, ProposedNeed
from fairlead.apps.standing_search.queries.focal_points import find_focal_points, list_posters
from fairlead.apps.standing_search.queries.proposals import list_proposed
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.public.imports.history import name_differences
from fairlead.ui.forms.lengths import TextTooLong
from fairlead.ui.serving import accept_body


@dataclass(frozen=True, slots=True)
class WaitingNeeds:
    """What waits for an economy, and who decides it: ``heard``, or the office for ``posters``."""

    economy: str
    needs: list[tuple[ProposedNeed, object]]
    heard: list[Person]
    posters: list[Organisation]


@never_cache
@admit(Act.SEE_OFFICE)
def show_proposals(request: OfficeRequest) -> HttpResponse:
    """Show the proposed needs that wait, by economy."""
    edition = request.edition
    rows = ProposedNeed.objects.filter(edition=edition, state=NeedState.WAITING)
    economies = sorted(set(rows.order_by().values_list("economy", flat=True)))
    waiting = list_proposed(edition, economies)
    titles = name_differences(edition, [one.difference for one in waiting])
    by_economy: dict[str, list[tuple[ProposedNeed, object]]] = {one: [] for one in economies}
    for need, (_difference, title) in zip(waiting, titles, strict=True):
        by_economy[need.economy].append((need, title))
    heard = find_focal_points(edition, economies)
    posters = list_posters(edition, [one for one in economies if not heard[one]])
    context = {
        "edition": edition,
        "waiting": [
            WaitingNeeds(one, needs, heard[one], posters.get(one, []))
            for one, needs in sorted(by_economy.items(), key=lambda item: bool(heard[item[0]]))
        ],
        "may_decide": may(request.user, Act.SET_UP, edition=edition),
        "sees_people": may(request.user, Act.SEE_PEOPLE, edition=edition),
    }
    return show_page(request, "proposed_needs", context)


@accept_body()
@require_POST
@admit(Act.SET_UP)
def decide_proposal(request: OfficeRequest, number: int) -> HttpResponse:
    """Post a proposed need for an organisation of its economy, or dismiss it for a reason."""
    edition = request.edition
    proposal = get_object_or_404(ProposedNeed, edition=edition, pk=number)
    try:
        if "accept" in request.POST:
            code = request.POST.get("organisation", "")
            poster = Organisation.objects.filter(edition=edition, code=code).first()
            if poster is None:
                raise CannotDecide(DecideRule.ANOTHER_ECONOMY)
            accept_for_economy(proposal, poster, by=Doer(request.user))
            messages.success(request, _("Posted. Those who could make it are told."))
        else:
            reason = request.POST.get("reason", "")
            dismiss_for_economy(proposal, reason=reason, by=Doer(request.user))
            messages.success(request, _("Dismissed. For this cause it is not proposed again."))
    except CannotDecide as refused:
        messages.error(request, _say(refused.rule))
    except TextTooLong as refused:
        messages.error(request, str(refused))
    return redirect("office:proposed_needs", edition.code)


def _say(rule: DecideRule) -> str:
    words = {
        DecideRule.DECIDED: _("It was decided already."),
        DecideRule.POSTED: _("This need was posted already."),
        DecideRule.NO_REASON: _("Please say why."),
        DecideRule.HEARD: _("The head and the focal points of the delegation decide this."),
    }
    return words.get(rule, _("Choose an organisation of this economy to post the need for."))
