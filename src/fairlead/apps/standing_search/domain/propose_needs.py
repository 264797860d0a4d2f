"""What a month proposes: a need for every import that became critical, once for its cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.standing_search.models import (
    ChangeKind,
    Difference,
    NeedState,
    ProposedNeed,
    SearchedMonth,
)
from fairlead.apps.standing_search.queries.focal_points import find_focal_points
from fairlead.apps.trade.models import Need
from fairlead.apps.trade.queries.entries import find_product_titles, label

_NAMED = 5  # products that a mail names


def propose_needs(searched: SearchedMonth) -> int:
    """Return how many needs a revision of a month proposes; in the caller's transaction.

    An import that became critical is the cause of a proposal, and of one only: while another of
    the same import waits or its need is posted there is none. What waits and is no longer so, by
    this revision or a later month, is withdrawn.
    """
    edition = searched.edition
    became = list(searched.differences.filter(change=ChangeKind.BECAME))
    _withdraw(searched, {(one.economy, one.product) for one in became})
    known = {
        (one.economy, one.product): one
        for one in ProposedNeed.objects.filter(edition=edition, month=searched.month)
    }
    taken = _list_taken(edition, became)
    new = []
    for one in became:
        held = known.get((one.economy, one.product))
        if held is not None and held.state != NeedState.WITHDRAWN:
            held.difference = one
            held.save(update_fields=("difference",))
        elif (one.economy, one.product) not in taken:
            fresh = held or ProposedNeed(
                edition=edition, economy=one.economy, product=one.product, month=searched.month
            )
            fresh.difference, fresh.state = one, NeedState.WAITING
            fresh.save()
            new.append(one)
    _tell(searched, new)
    return len(new)


def _withdraw(searched: SearchedMonth, became: set[tuple[str, str]]) -> None:
    """Withdraw what waits of this month and did not become so, and what ceased in it."""
    edition = searched.edition
    waiting = ProposedNeed.objects.filter(edition=edition, state=NeedState.WAITING)
    ceased = set(
        searched.differences.filter(change=ChangeKind.CEASED).values_list("economy", "product")
    )
    for one in waiting.filter(month__lte=searched.month):
        key = one.economy, one.product
        if key in ceased or (one.month == searched.month and key not in became):
            one.state = NeedState.WITHDRAWN
            one.save(update_fields=("state",))


def _list_taken(edition: Edition, became: Sequence[Difference]) -> set[tuple[str, str]]:
    """Return the imports that wait in another proposal, or whose need is posted and in force."""
    economies, products = {one.economy for one in became}, [one.product for one in became]
    waiting = ProposedNeed.objects.filter(edition=edition, state=NeedState.WAITING)
    taken = set(waiting.filter(economy__in=economies).values_list("economy", "product"))
    needs = Need.objects.filter(
        Q(organisation=None), edition=edition, economy__in=economies, expired=False
    ).filter(products__overlap=products)
    for economy, codes in needs.values_list("economy", "products"):
        taken |= {(economy, code) for code in codes}
    return taken


def _tell(searched: SearchedMonth, new: Sequence[Difference]) -> None:
    """Queue one message to each focal point of an economy."""
    edition = searched.edition
    by_economy: dict[str, list[Difference]] = defaultdict(list)
    for one in new:
        by_economy[one.economy].append(one)
    titles = find_product_titles(edition, {one.product for one in new})
    people = find_focal_points(edition, by_economy)
    drafts = []
    for economy, found in by_economy.items():
        largest = sorted(found, key=lambda one: -(one.imports_after or 0))[:_NAMED]
        context = {
            "count": len(found),
            "economy": economy,
            "month": searched.month,
            "before": searched.before,
            "fair": edition.name,
            "rows": [
                {
                    "title": label(one.product, titles).title or one.title,
                    "product": one.product,
                    "imports": one.imports_after,
                    "first": one.first_after,
                    "share": one.share_after,
                    "before": one.hhi_before,
                    "after": one.hhi_after,
                }
                for one in largest
            ],
            "source": searched.source,
            "digest": searched.digest,
            "day": searched.searched_at,
        }
        drafts += [
            Draft(
                key=f"{edition.code}:{economy}:{searched.month}:{searched.revision}",
                person=person,
                template="proposed_needs",
                context=context,
                link=reverse("desk:proposed_needs", args=(edition.code,)),
            )
            for person in people[economy]
        ]
    queue_messages(drafts, edition=edition, purpose="standing_search")
