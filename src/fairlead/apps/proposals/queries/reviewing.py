"""Which proposals a reviewer sees, and which scores: others' only once the own is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Literal

from fairlead.apps.people.models import Account, Participation
from fairlead.apps.proposals.models import (
    UNDER_REVIEW,
    Call,
    Proposal,
    ProposalSpeaker,
    ProposalState,
    Review,
    Reviewer,
)
from fairlead.folder.addresses import fold_address

Conflict = Literal["", "own", "organisation", "declared"]


def is_reviewer(call: Call, account: Account) -> bool:
    """Return whether an account reviews a call."""
    return Reviewer.objects.filter(call=call, account=account).exists()


def find_conflict(proposal: Proposal, account: Account) -> Conflict:
    """Return why an account is not to judge a proposal; empty where nothing is against it."""
    return find_conflicts([proposal], account).get(proposal.pk, "")


def find_conflicts(proposals: Sequence[Proposal], account: Account) -> dict[int, Conflict]:
    """Return why an account is not to judge some proposals of a fair, by their numbers.

    It is one's own, or one is to speak at it; one is of the organisation of who proposes it or is
    to speak; or one said so. Those that nothing is against are left out. Three queries.
    """
    if not proposals:
        return {}
    reviews = Review.objects.filter(proposal__in=proposals, account=account, conflicted=True)
    declared = set(reviews.values_list("proposal", flat=True))
    accounts: dict[int, set[int | None]] = {one.pk: {one.account_id} for one in proposals}
    addresses: dict[int, set[str]] = {one.pk: set() for one in proposals}
    speakers = ProposalSpeaker.objects.filter(proposal__in=proposals)
    for number, speaker, email in speakers.values_list("proposal", "account", "email"):
        accounts[number].add(speaker)
        addresses[number].add(email)
    firm = _list_colleagues(proposals[0].edition_id, account)
    found: dict[int, Conflict] = {}
    for number in accounts:
        if number in declared:
            found[number] = "declared"
        elif account.pk in accounts[number] or fold_address(account.email) in addresses[number]:
            found[number] = "own"
        elif accounts[number] & firm.accounts or addresses[number] & firm.addresses:
            found[number] = "organisation"
    return found


@dataclass(frozen=True, slots=True)
class _Colleagues:
    """Who is of somebody's organisations: numbers of accounts, addresses folded."""

    accounts: frozenset[int]
    addresses: frozenset[str]


def _list_colleagues(edition: int, account: Account) -> _Colleagues:
    taking_part = Participation.objects.filter(edition=edition)
    mine = taking_part.filter(person=account.person_id, organisation__isnull=False)
    rows = taking_part.none()
    if account.person_id is not None:
        rows = taking_part.filter(organisation__in=mine.values("organisation"))
    people = list(rows.order_by().values_list("person__account", "person__email"))
    return _Colleagues(
        frozenset(number for number, _ in people if number is not None),
        frozenset(fold_address(email) for _, email in people if email),
    )


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """What reviewers say of a proposal together; mean and spread are None without a review."""

    proposal: Proposal
    mean: float | None
    spread: float | None
    reviews: int
    conflicts: int


def weigh(proposal: Proposal, reviews: list[Review]) -> ReviewSummary:
    """Return the mean of the means, and their standard deviation."""
    means = [one.mean for one in reviews if one.mean is not None]
    return ReviewSummary(
        proposal,
        fmean(means) if means else None,
        pstdev(means) if means else None,
        len(means),
        sum(one.conflicted for one in reviews),
    )


def list_review_summaries(call: Call, *, states: tuple[str, ...] = ()) -> list[ReviewSummary]:
    """Return the proposals of a call for the office, the best first; two queries. No drafts."""
    rows = Proposal.objects.filter(call=call).exclude(state=ProposalState.DRAFT)
    if states:
        rows = rows.filter(state__in=states)
    found = rows.prefetch_related("reviews").order_by("submitted_at")
    opinions = [weigh(one, list(one.reviews.all())) for one in found]
    return sorted(opinions, key=lambda one: (one.mean is None, -(one.mean or 0)))


@dataclass(frozen=True, slots=True)
class ReviewTask:
    """A proposal as a reviewer sees it; ``others`` are told only once the own review is given."""

    proposal: Proposal
    own: Review | None
    conflict: Conflict
    others: tuple[Review, ...] = ()


def list_to_review(call: Call, account: Account) -> list[ReviewTask]:
    """Return the submitted proposals of a call; those to be reviewed yet come first.

    Five queries.
    """
    rows = list(Proposal.objects.filter(call=call, state__in=UNDER_REVIEW).order_by("submitted_at"))
    reviews = Review.objects.filter(account=account, proposal__call=call)
    own = {one.proposal_id: one for one in reviews}
    conflicts = find_conflicts(rows, account)
    found = [ReviewTask(one, own.get(one.pk), conflicts.get(one.pk, "")) for one in rows]
    return sorted(found, key=lambda one: (bool(one.conflict), one.own is not None))


def find_to_review(call: Call, account: Account, code: str) -> ReviewTask | None:
    """Return a proposal for a reviewer; None for one that is not to be reviewed."""
    one = Proposal.objects.filter(call=call, code=code, state__in=UNDER_REVIEW).first()
    if one is None:
        return None
    own = Review.objects.filter(proposal=one, account=account).first()
    conflict = find_conflict(one, account)
    others: tuple[Review, ...] = ()
    if own is not None and not own.conflicted and not conflict:
        rows = one.reviews.filter(conflicted=False).exclude(account=account)
        others = tuple(rows.order_by("given_at"))
    return ReviewTask(one, own, conflict, others)
