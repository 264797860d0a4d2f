"""What a month proposes: a need for every import that became critical, once for its cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.people.models import Participation, Person
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

_MOST_NAMED = 5  # products that a mail names


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


def tell_lead(who: Participation, economy: str) -> int:
    """Return how many messages tell a new head or focal point of what waits for its economy.

    One, of the newest month of which something waits; none where nothing does, or it was told.
    """
    edition = who.edition
    waiting = ProposedNeed.objects.filter(
        edition=edition, economy=economy, state=NeedState.WAITING
    ).select_related("difference__searched")
    newest = waiting.order_by("-month").first()
    if newest is None:
        return 0
    found = [one.difference for one in waiting.filter(month=newest.month)]
    draft = _draft(newest.difference.searched, economy, found, [who.person], edition=edition)
    return queue_messages(draft, edition=edition, purpose="standing_search")


def _tell(searched: SearchedMonth, new: Sequence[Difference]) -> None:
    """Queue one message to each focal point of an economy."""
    edition = searched.edition
    by_economy: dict[str, list[Difference]] = defaultdict(list)
    for one in new:
        by_economy[one.economy].append(one)
    people = find_focal_points(edition, by_economy)
    drafts = []
    for economy, found in by_economy.items():
        drafts += _draft(searched, economy, found, people[economy], edition=edition)
    queue_messages(drafts, edition=edition, purpose="standing_search")


def _draft(
    searched: SearchedMonth,
    economy: str,
    found: Sequence[Difference],
    people: Sequence[Person],
    *,
    edition: Edition,
) -> list[Draft]:
    """Return what tells people of the imports of an economy that became critical in a month."""
    if not people:
        return []
    largest = sorted(found, key=lambda one: -(one.imports_after or 0))[:_MOST_NAMED]
    titles = find_product_titles(edition, {one.product for one in largest})
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
    return [
        Draft(
            key=f"{edition.code}:{economy}:{searched.month}:{searched.revision}",
            person=person,
            template="proposed_needs",
            context=context,
            link=reverse("desk:proposed_needs", args=(edition.code,)),
        )
        for person in people
    ]
