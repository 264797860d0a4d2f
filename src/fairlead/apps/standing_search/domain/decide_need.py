"""A proposed need is posted with its figures, or dismissed.

A focal point of the economy decides. Where nobody at the edition speaks for an economy the office
decides in its place: it names the organisation of that economy that the need is posted for.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.domain.post_need import find_posted, name_import
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.standing_search.domain.tell_makers import tell_of_need
from fairlead.apps.standing_search.models import Difference, NeedState, ProposedNeed
from fairlead.apps.standing_search.queries.focal_points import find_focal_points, find_own
from fairlead.apps.trade.domain.edit_organisation import SaveOutcome, save_values
from fairlead.apps.trade.models import Need
from fairlead.apps.trade.queries.own_pages import find_last_day
from fairlead.folder import bounds
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.forms.lengths import check_length

COOPERATION = ("supply", "localisation")


class DecideRule(StrEnum):
    """Why a proposed need cannot be decided."""

    NOT_YOURS = "not_yours"
    DECIDED = "decided"
    POSTED = "posted"
    NO_ORGANISATION = "no_organisation"
    NO_REASON = "no_reason"
    HEARD = "heard"
    ANOTHER_ECONOMY = "another_economy"


class CannotDecide(Exception):
    """The proposal cannot be decided so; ``rule`` says why."""

    def __init__(self, rule: DecideRule) -> None:
        """Keep why."""
        super().__init__(str(rule))
        self.rule = rule


def accept_need(proposal: ProposedNeed, who: Participation, *, by: Doer) -> SaveOutcome:
    """Return the need that was posted of a proposal, with the figures it was proposed for.

    Raises CannotDecide for who is no focal point of the economy, for one decided already, and
    where the need was posted from the import itself in the meantime.
    """
    with transaction.atomic():
        held, poster = _take(proposal, who)
        if poster is None:
            raise CannotDecide(DecideRule.NO_ORGANISATION)
        return _accept(held, poster, by=by)


def accept_for_economy(proposal: ProposedNeed, poster: Organisation, *, by: Doer) -> SaveOutcome:
    """Return the need that the office posted for an organisation of an economy nobody speaks for.

    Raises CannotDecide where somebody does, for an organisation of another economy, for a proposal
    decided already, and where the need was posted.
    """
    with transaction.atomic():
        held = _take_unheard(proposal)
        if poster.edition_id != held.edition_id or poster.country != held.economy:
            raise CannotDecide(DecideRule.ANOTHER_ECONOMY)
        return _accept(held, poster, by=by)


def _accept(held: ProposedNeed, poster: Organisation, *, by: Doer) -> SaveOutcome:
    # Posted at once from the import's own page: the second waits here and finds the first.
    Organisation.objects.select_for_update(no_key=True).get(pk=poster.pk)
    if _is_in_force(find_posted(poster, held.product), held.edition):
        raise CannotDecide(DecideRule.POSTED)
    saved = save_values(poster, "need/", _describe(held, held.edition), seen=0, by=by)
    held.need, held.delegation = saved.about.partition("/")[2], poster
    _decide(held, NeedState.ACCEPTED, by=by)
    if not saved.waits:
        tell_of_need(held)
    return saved


def dismiss_need(proposal: ProposedNeed, who: Participation, *, reason: str, by: Doer) -> None:
    """Let a proposal be, for a reason; for its cause it is not proposed again."""
    with transaction.atomic():
        held, _poster = _take(proposal, who)
        _dismiss(held, reason, by=by)


def dismiss_for_economy(proposal: ProposedNeed, *, reason: str, by: Doer) -> None:
    """Dismiss a proposal for an economy that has no delegation."""
    with transaction.atomic():
        _dismiss(_take_unheard(proposal), reason, by=by)


def _dismiss(held: ProposedNeed, reason: str, *, by: Doer) -> None:
    if not reason.strip():
        raise CannotDecide(DecideRule.NO_REASON)
    held.reason = check_length(reason, bounds.MESSAGE_LENGTH)
    _decide(held, NeedState.DISMISSED, by=by)


def _take(proposal: ProposedNeed, who: Participation) -> tuple[ProposedNeed, Organisation | None]:
    """Return the proposal, locked, and who posts its need; two at once decide it once."""
    held = _lock(proposal)
    decided = find_own(who).decided
    if held.edition_id != who.edition_id or held.economy not in decided:
        raise CannotDecide(DecideRule.NOT_YOURS)
    if held.state != NeedState.WAITING:
        raise CannotDecide(DecideRule.DECIDED)
    held.edition = who.edition
    return held, decided[held.economy]


def _take_unheard(proposal: ProposedNeed) -> ProposedNeed:
    """Return the proposal, locked, if it waits for nobody."""
    held = _lock(proposal)
    if held.state != NeedState.WAITING:
        raise CannotDecide(DecideRule.DECIDED)
    if find_focal_points(held.edition, [held.economy])[held.economy]:
        raise CannotDecide(DecideRule.HEARD)
    return held


def _lock(proposal: ProposedNeed) -> ProposedNeed:
    rows = ProposedNeed.objects.select_for_update(of=("self",))
    return rows.select_related("edition", "difference__searched").get(pk=proposal.pk)


def _is_in_force(need: str, edition: Edition) -> bool:
    """Return whether a need that was posted before has not ended; a waiting one has not."""
    ended = Need.objects.filter(edition=edition, code=need, expired=True)
    return bool(need) and not ended.exists()


def _decide(held: ProposedNeed, state: NeedState, *, by: Doer) -> None:
    held.state, held.decided_at = state, timezone.now()
    held.account_id = by.account.pk if by.account is not None else None
    held.save()
    record_change(
        "accept_need" if state is NeedState.ACCEPTED else "dismiss_need",
        held,
        by=by,
        edition=held.edition,
        before={"state": NeedState.WAITING.value},
        after={"state": state.value, "economy": held.economy, "product": held.product}
        | ({"need": held.need} if held.need else {"reason": held.reason}),
    )


def _describe(held: ProposedNeed, edition: Edition) -> dict[str, Any]:
    """Return what the need says: the import by its names, and its figures."""
    last = find_last_day(edition)
    return {
        "title": dict(
            LocalizedText(name_import(edition, held.product, {"en": held.difference.title}))
        ),
        "description": {},
        "products": [held.product],
        "cooperation": list(COOPERATION),
        "expires_on": last.isoformat() if last else None,
        "economy": held.economy,
        "figures": describe_figures(held.difference),
    }


def describe_figures(found: Difference) -> dict[str, Any]:
    """Return the figures of a difference as a need keeps them."""
    searched = found.searched
    return {
        "economy": found.economy,
        "product": found.product,
        "years": searched.years or [int(searched.month[:4])],
        "source": f"{searched.source}, {searched.month}",
        "imports_usd": float(found.imports_after or 0),
        "hhi_imports": found.hhi_after,
        "first_supplier": found.first_after,
        "first_share": found.share_after,
        "second_supplier": "",
        "second_share": None,
        "hhi_world": None,
        "exports_usd": None,
        "engine_version": searched.engine_version,
        "recorded_at": searched.searched_at.isoformat(),
    }
