"""Telling those who could make what a posted need asks for: by their watch, and by the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fairlead.apps.market.queries.watchers import find_watchers
from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.people.models import Organisation, Person
from fairlead.apps.people.queries.team import list_managing
from fairlead.apps.standing_search.models import NeedState, ProposedNeed, ToldBasis, ToldMaker
from fairlead.apps.trade.models import Need
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.folder.localized_text import LocalizedText

WATCH = ToldBasis.WATCH.value
MOST_TOLD = 20
"""Makers that the engine finds are told of a need, the best first, this many at most."""


@dataclass(frozen=True, slots=True)
class FoundMaker:
    """An exhibitor that could make what a need asks for, as the engine found it."""

    organisation: str
    basis: str
    score: float
    reason: Mapping[str, str]


def tell_of_need(proposal: ProposedNeed) -> int:
    """Return how many who watch its product were told of a posted need; makers are looked for.

    In the caller's transaction; each person is told of a need once, in whatever way.
    """
    need = Need.objects.visible().filter(edition=proposal.edition_id, code=proposal.need).first()
    if need is None:
        return 0
    watchers = find_watchers(proposal.edition, need.products, kind="need")
    readers = [one for one in watchers if one.organisation_id != proposal.delegation_id]
    by_firm = {one.organisation_id for one in readers if one.organisation_id is not None}
    ToldMaker.objects.bulk_create(
        (ToldMaker(proposal=proposal, organisation_id=firm, basis=WATCH) for firm in by_firm),
        ignore_conflicts=True,
    )
    ProposedNeed.objects.filter(pk=proposal.pk).update(told_at=timezone.now())
    queue_work(
        "find_makers",
        edition=proposal.edition,
        parameters={"proposal": proposal.pk},
        key=f"find_makers {proposal.pk}",
    )
    return _tell(proposal, need, [(one.person, WATCH) for one in readers])


def tell_found_makers(proposal: ProposedNeed, makers: Sequence[FoundMaker]) -> int:
    """Return how many of the exhibitors that the engine found were told of a posted need.

    Those who manage the exhibitor are told; who was told by the watch is not told again.
    """
    need = Need.objects.visible().filter(edition=proposal.edition_id, code=proposal.need).first()
    if need is None:
        return 0
    rows = Organisation.objects.filter(
        edition=proposal.edition_id, code__in=[one.organisation for one in makers]
    )
    firms = {one.code: one for one in rows}
    told = [one for one in makers if one.organisation in firms][:MOST_TOLD]
    with transaction.atomic():
        ToldMaker.objects.bulk_create(
            (
                ToldMaker(
                    proposal=proposal,
                    organisation=firms[one.organisation],
                    basis=one.basis,
                    score=one.score,
                    reason=LocalizedText(one.reason),
                )
                for one in told
            ),
            ignore_conflicts=True,
        )
        managing = list_managing([firms[one.organisation].pk for one in told])
        people = [
            (person, one.basis)
            for one in told
            for person in managing.get(firms[one.organisation].pk, ())
        ]
        return _tell(proposal, need, people)


def _tell(proposal: ProposedNeed, need: Need, people: Iterable[tuple[Person, str]]) -> int:
    """Queue a message to each; the key is that by which watchers are told of any new need."""
    found = proposal.difference
    searched = found.searched
    drafts = [
        Draft(
            key=f"{proposal.edition.code}:need/{need.code}",
            person=person,
            template="need_to_make",
            context={
                "title": need.title,
                "economy": proposal.economy,
                "product": proposal.product,
                "basis": basis,
                "month": proposal.month,
                "before": found.compared_with,
                "hhi_before": found.hhi_before,
                "hhi_after": found.hhi_after,
                "source": searched.source,
                "digest": searched.digest,
                "day": searched.searched_at,
                "fair": proposal.edition.name,
            },
            link=reverse("desk:why_need", args=(proposal.edition.code, need.code)),
        )
        for person, basis in people
    ]
    return queue_messages(drafts, edition=proposal.edition, purpose="marketplace")


def tell_of_accepted() -> int:
    """Return of how many needs those who could make them were told: of such as waited to be seen.

    A need that the organiser looks at first is told of when it is approved.
    """
    waiting = ProposedNeed.objects.filter(state=NeedState.ACCEPTED, told_at=None)
    seen = Need.objects.visible().values("edition_id", "code")
    told = 0
    for one in waiting.select_related("edition", "difference__searched").order_by("pk")[:200]:
        if not seen.filter(edition_id=one.edition_id, code=one.need).exists():
            continue
        with transaction.atomic():
            held = ProposedNeed.objects.select_for_update().filter(pk=one.pk, told_at=None)
            if held.exists():
                tell_of_need(one)
                told += 1
    return told
