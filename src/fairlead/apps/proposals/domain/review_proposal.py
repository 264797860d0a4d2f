"""Reviewing: a score for each criterion, or the word that one is not to judge."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account
from fairlead.apps.proposals.domain.refusals import Refusal
from fairlead.apps.proposals.models import HIGHEST, UNDER_REVIEW, Proposal, Review
from fairlead.apps.proposals.queries.reviewing import find_conflict


def review_proposal(
    proposal: Proposal,
    reviewer: Account,
    *,
    scores: Mapping[int, int | None],
    comment: str = "",
    by: Doer,
) -> Review:
    """Return the review; ``scores`` are by the criterion's place, one for each.

    Raises Refusal for who is in a conflict, for a score that is missing or none, and for a proposal
    that is not under review.
    """
    with transaction.atomic():
        held = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
        if held.state not in UNDER_REVIEW:
            raise Refusal("not_submitted")
        if find_conflict(held, reviewer):
            raise Refusal("conflict")
        places = list(held.call.criteria.values_list("position", flat=True))
        if not places:
            raise Refusal("criteria")
        given = {place: scores.get(place) for place in places}
        if any(one is None or not 0 <= one <= HIGHEST for one in given.values()):
            raise Refusal("score")
        values = [one for one in given.values() if one is not None]
        review, _ = Review.objects.update_or_create(
            proposal=held,
            account=reviewer,
            defaults={
                "scores": {str(place): one for place, one in given.items()},
                "mean": sum(values) / len(values),
                "comment": comment,
                "conflicted": False,
            },
        )
        record_change("review_proposal", review, by=by, edition=held.edition)
    return review


def declare_conflict(proposal: Proposal, reviewer: Account, *, by: Doer) -> Review:
    """Say that a reviewer is not to judge a proposal: what was scored is gone."""
    with transaction.atomic():
        review, _ = Review.objects.update_or_create(
            proposal=proposal,
            account=reviewer,
            defaults={"scores": {}, "mean": None, "comment": "", "conflicted": True},
        )
        record_change("declare_conflict", review, by=by, edition=proposal.edition)
    return review
