"""Needs that are proposed to somebody's economies, and why one was posted."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Exists, F, Prefetch, Q

from fairlead.apps.fairs.models import Edition
from fairlead.apps.standing_search.models import NeedState, ProposedNeed, ToldMaker
from fairlead.apps.trade.models import Need

MOST_DECIDED = 30


def list_proposed(edition: Edition, economies: Collection[str]) -> list[ProposedNeed]:
    """Return what waits to be decided for the economies, the largest imports first; one query."""
    rows = ProposedNeed.objects.filter(
        edition=edition, economy__in=economies, state=NeedState.WAITING
    )
    return _order(rows.select_related("difference__searched"))


def list_proposals(
    edition: Edition, economies: Collection[str]
) -> tuple[list[ProposedNeed], list[ProposedNeed]]:
    """Return what waits to be decided for the economies, and what was decided last.

    The largest imports come first, and what was decided last or is no longer so. Two queries, one
    where nobody was told of any.
    """
    rows = ProposedNeed.objects.filter(edition=edition, economy__in=economies)
    by_decision = (F("decided_at").desc(nulls_last=True), "-month", "product")
    last = rows.exclude(state=NeedState.WAITING).order_by(*by_decision)[:MOST_DECIDED]
    told = Prefetch("told", ToldMaker.objects.select_related("organisation"))
    found = list(
        rows.filter(Q(state=NeedState.WAITING) | Q(pk__in=last.values("pk")))
        .select_related("difference__searched")
        .prefetch_related(told)
        .order_by(*by_decision)
    )
    waiting = [one for one in found if one.state == NeedState.WAITING]
    decided = [one for one in found if one.state != NeedState.WAITING]
    return _order(waiting), decided


def _order(waiting: Iterable[ProposedNeed]) -> list[ProposedNeed]:
    """Return needs with the largest imports first."""
    return sorted(sorted(waiting, key=lambda one: one.product), key=_weigh, reverse=True)


def _weigh(one: ProposedNeed) -> float:
    """Return the imports by which a list is sorted; unknown ones come first."""
    value = one.difference.imports_after
    return float("inf") if value is None else float(value)


def find_cause(edition: Edition, need: str) -> ProposedNeed | None:
    """Return of which proposal a need that everybody may see was posted, if of any."""
    seen = Need.objects.visible().filter(edition=edition, code=need)
    rows = ProposedNeed.objects.filter(edition=edition, need=need, state=NeedState.ACCEPTED)
    return rows.filter(Exists(seen)).select_related("difference__searched").first()
