"""Months of the standing search: the list, what differed in one, an economy's history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from fairlead.apps.delegations.models import Delegation
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.standing_search.models import (
    Difference,
    MonthFigures,
    SearchedMonth,
    SearchRules,
)

A_YEAR = 13
"""Months of a year's history: thirteen ends say what twelve months came to."""


def find_search_rules(edition: Edition) -> SearchRules:
    """Return what an edition asks of its standing search."""
    return SearchRules.objects.filter(edition=edition).first() or SearchRules(edition=edition)


def list_judged(edition: Edition) -> list[str]:
    """Return the economies whose months are judged, in order.

    Those that are chosen, or else those that the fair is about: its own, the partner country, the
    bloc's members and those of delegations.
    """
    chosen = find_search_rules(edition).economies
    if chosen:
        return sorted(set(chosen))
    of_delegations = Delegation.objects.filter(edition=edition).values_list("economy", flat=True)
    about = {edition.country, edition.partner_country, *edition.bloc, *of_delegations}
    return sorted(about - {""})


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month with how many economies it judged and how many changes of each kind there are."""

    searched: SearchedMonth
    economies: int
    critical: int
    became: int
    worse: int
    ceased: int
    other: int


def list_months(edition: Edition, *, start: int = 0, stop: int | None = None) -> list[MonthRow]:
    """Return the months, the newest first; two queries."""
    rows = list(SearchedMonth.objects.filter(edition=edition, current=True)[start:stop])
    kinds = ("critical", "became", "worse", "ceased", "untraded", "unknown")
    summed: dict[int, Any] = {
        one["searched"]: one
        for one in MonthFigures.objects.filter(searched__in=rows)
        .values("searched")
        .annotate(judged=Count("id"), **{f"sum_{kind}": Sum(kind) for kind in kinds})
    }
    found = []
    for row in rows:
        figures = summed.get(row.pk, {})
        counts = {kind: int(figures.get(f"sum_{kind}", 0)) for kind in kinds}
        other = counts.pop("untraded") + counts.pop("unknown")
        found.append(MonthRow(row, int(figures.get("judged", 0)), other=other, **counts))
    return found


def list_differences(
    searched: SearchedMonth, *, change: str = "", economy: str = ""
) -> QuerySet[Difference]:
    """Return what differed in a month, the largest imports first."""
    rows = Difference.objects.filter(searched=searched)
    if change:
        rows = rows.filter(change=change)
    if economy:
        rows = rows.filter(economy=economy)
    return rows.order_by("economy", "change", "-imports_after", "product")


def list_history(edition: Edition, economy: str, *, most: int = A_YEAR) -> list[MonthFigures]:
    """Return an economy's last months, the oldest first, each with its month; one query."""
    rows = MonthFigures.objects.filter(
        searched__edition=edition, searched__current=True, economy=economy
    )
    newest = rows.select_related("searched").order_by("-searched__month")[:most]
    return list(reversed(newest))


def list_history_changes(edition: Edition, economy: str, *, most: int = 20) -> list[Difference]:
    """Return what entered and left an economy's critical imports, the newest first; one query."""
    rows = Difference.objects.filter(
        searched__edition=edition,
        searched__current=True,
        economy=economy,
        change__in=("became", "ceased"),
    )
    return list(
        rows.select_related("searched").order_by("-searched__month", "change", "-imports_after")[
            :most
        ]
    )


@keep_by_stamp
def list_watched_economies(edition: Edition) -> list[str]:
    """Return the economies that have a history."""
    rows = MonthFigures.objects.filter(searched__edition=edition, searched__current=True)
    return list(rows.order_by("economy").values_list("economy", flat=True).distinct())


@keep_by_stamp
def has_public_history(edition: Edition, economy: str) -> bool:
    """Return whether everybody may see an economy's history, and there is one."""
    rows = MonthFigures.objects.filter(searched__edition=edition, searched__current=True)
    return find_search_rules(edition).public and rows.filter(economy=economy).exists()
