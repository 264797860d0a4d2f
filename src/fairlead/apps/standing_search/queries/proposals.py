"""Needs that are proposed to somebody's economies, and why one was posted."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F

from fairlead.apps.fairs.models import Edition
from fairlead.apps.standing_search.models import NeedState, ProposedNeed
from fairlead.apps.trade.models import Need

MOST_DECIDED = 30


def list_proposed(edition: Edition, economies: Collection[str]) -> list[ProposedNeed]:
    """Return what waits to be decided for the economies, the largest imports first; one query."""
    rows = ProposedNeed.objects.filter(
        edition=edition, economy__in=economies, state=NeedState.WAITING
    )
    return list(
        rows.select_related("difference__searched").order_by(
            "-difference__imports_after", "product"
        )
    )


def list_decided(edition: Edition, economies: Collection[str]) -> list[ProposedNeed]:
    """Return what was decided last, or is no longer so; two queries."""
    rows = ProposedNeed.objects.filter(edition=edition, economy__in=economies)
    decided = rows.exclude(state=NeedState.WAITING).select_related("difference__searched")
    return list(
        decided.prefetch_related("told__organisation").order_by(
            F("decided_at").desc(nulls_last=True), "-month", "product"
        )[:MOST_DECIDED]
    )


def find_cause(edition: Edition, need: str) -> ProposedNeed | None:
    """Return of which proposal a need that everybody may see was posted, if of any."""
    if not Need.objects.visible().filter(edition=edition, code=need).exists():
        return None
    rows = ProposedNeed.objects.filter(edition=edition, need=need, state=NeedState.ACCEPTED)
    return rows.select_related("difference__searched").first()
