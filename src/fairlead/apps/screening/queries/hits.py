"""The hits of an edition's lists; who asks for them may see them (`Act.SEE_SCREENING`)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Case, Count, Q, QuerySet, Value, When

from fairlead.apps.fairs.models import Edition
from fairlead.apps.screening.models import Hit, HitState, RestrictedList


def list_hits(edition: Edition, *, state: str = "") -> QuerySet[Hit]:
    """Return hits with what was decided, those that wait first, the likeliest first."""
    found = Hit.objects.filter(edition=edition).prefetch_related("decisions")
    if state in HitState.values:
        found = found.filter(state=state)
    waiting = Case(When(state=HitState.OPEN, then=Value(0)), default=Value(1))
    return found.order_by(waiting, "-score", "pk")


def count_hits(edition: Edition) -> Mapping[str, int]:
    """Return how many hits there are in each state; one query."""
    states = {state.value: Count("pk", filter=Q(state=state)) for state in HitState}
    counts: Mapping[str, int] = Hit.objects.filter(edition=edition).aggregate(**states)
    return counts


def list_lists(edition: Edition) -> QuerySet[RestrictedList]:
    """Return the lists, the newest first."""
    return RestrictedList.objects.filter(edition=edition).select_related("account")
