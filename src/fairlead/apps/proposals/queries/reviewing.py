"""Which proposals a reviewer sees, and which scores: others' only once the own is given."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Literal

from django.db.models import Q

from fairlead.apps.people.models import Account, Participation
from fairlead.apps.proposals.models import (
    Call,
    Proposal,
    ProposalState,
    Review,
    Reviewer,
)

Conflict = Literal["", "own", "organisation", "declared"]


def is_reviewer(call: Call, account: Account) -> bool:
    """Return whether an account reviews a call."""
    return Reviewer.objects.filter(call=call, account=account).exists()


def find_conflict(proposal: Proposal, account: Account) -> Conflict:
    """Return why an account is not to judge a proposal; empty where nothing is against it.

    It is one's own, or one is to speak at it; one is of the organisation of who proposes it or is
    to speak; or one said so.
    """
    if Review.objects.filter(proposal=proposal, account=account, conflicted=True).exists():
        return "declared"
    if proposal.account_id == account.pk:
        return "own"
    speakers = proposal.speakers.all()
    if speakers.filter(Q(account=account) | Q(email=account.email.lower())).exists():
        return "own"
    if account.person_id is None:
        return ""
    taking_part = Participation.objects.filter(edition=proposal.edition_id)
    firm = taking_part.filter(person=account.person_id, organisation__isnull=False)
    others = taking_part.filter(
        Q(person__account=proposal.account_id)
        | Q(person__account__in=speakers.values("account"))
        | Q(person__email__in=speakers.values("email"))
    )
    mine = firm.values("organisation")
    return "organisation" if others.filter(organisation__in=mine).exists() else ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What reviewers say of a proposal together; mean and spread are None without a review."""

    proposal: Proposal
    mean: float | None
    spread: float | None
    reviews: int
    conflicts: int


def weigh(proposal: Proposal, reviews: list[Review]) -> Opinion:
    """Return the mean of the means, and their standard deviation."""
    means = [one.mean for one in reviews if one.mean is not None]
    return Opinion(
        proposal,
        fmean(means) if means else None,
        pstdev(means) if means else None,
        len(means),
        sum(one.conflicted for one in reviews),
    )


def list_opinions(call: Call, *, states: tuple[str, ...] = ()) -> list[Opinion]:
    """Return the proposals of a call for the office, the best first; two queries. No drafts."""
    rows = Proposal.objects.filter(call=call).exclude(state=ProposalState.DRAFT)
    if states:
        rows = rows.filter(state__in=states)
    found = rows.select_related("account__person").prefetch_related("reviews", "speakers")
    opinions = [weigh(one, list(one.reviews.all())) for one in found.order_by("submitted_at")]
    return sorted(opinions, key=lambda one: (one.mean is None, -(one.mean or 0)))


@dataclass(frozen=True, slots=True)
class ToReview:
    """A proposal as a reviewer sees it; ``others`` are told only once the own review is given."""

    proposal: Proposal
    own: Review | None
    conflict: Conflict
    others: tuple[Review, ...] = ()


def list_to_review(call: Call, account: Account) -> list[ToReview]:
    """Return the submitted proposals of a call; those to be reviewed yet come first."""
    rows = Proposal.objects.filter(
        call=call, state__in=(ProposalState.SUBMITTED, ProposalState.WAITING)
    ).order_by("submitted_at")
    own = {one.proposal_id: one for one in Review.objects.filter(account=account)}
    found = [ToReview(one, own.get(one.pk), find_conflict(one, account)) for one in rows]
    return sorted(found, key=lambda one: (bool(one.conflict), one.own is not None))


def find_to_review(call: Call, account: Account, code: str) -> ToReview | None:
    """Return a proposal for a reviewer; None for one that is not to be reviewed."""
    one = Proposal.objects.filter(
        call=call, code=code, state__in=(ProposalState.SUBMITTED, ProposalState.WAITING)
    ).first()
    if one is None:
        return None
    own = Review.objects.filter(proposal=one, account=account).first()
    conflict = find_conflict(one, account)
    others: tuple[Review, ...] = ()
    if own is not None and not own.conflicted and not conflict:
        rows = one.reviews.filter(conflicted=False).exclude(account=account)
        others = tuple(rows.order_by("given_at"))
    return ToReview(one, own, conflict, others)
