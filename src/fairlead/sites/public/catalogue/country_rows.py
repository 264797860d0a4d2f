"""How many exhibitors, offers and needs each country brings."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.history import read_history
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.trade.models import Dependency, Need
from fairlead.apps.trade.queries.imports import find_released_run


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country at the fair: its exhibitors, its needs, its critical imports."""

    code: str
    exhibitors: int
    needs: int
    critical: int


def list_countries(edition: Edition, *, moment: dt.datetime | None = None) -> list[CountryRow]:
    """Return every country that exhibits, needs or depends; most exhibitors first.

    As of a moment they are those that exhibited then, without other details.
    """
    return _count_now(edition) if moment is None else _count_then(edition, moment=moment)


@keep_by_stamp
def _count_then(edition: Edition, *, moment: dt.datetime) -> list[CountryRow]:
    past = read_history(edition.code, "organisation", moment=moment).values()
    found = Counter(
        one.state["country"] for one in past if one.is_known and one.state and one.state["stand"]
    )
    return [CountryRow(code, count, 0, 0) for code, count in found.most_common()]


@keep_by_stamp
def _count_now(edition: Edition) -> list[CountryRow]:
    """Ask four queries when the edition has changed."""
    exhibitors = dict(
        Exhibitor.objects.filter(edition=edition)
        .values_list("organisation__country")
        .annotate(Count("pk"))
    )
    needs = dict(
        Need.objects.visible()
        .filter(edition=edition)
        .exclude(economy="")
        .values_list("economy")
        .annotate(Count("pk"))
    )
    critical = dict(
        Dependency.objects.filter(run=find_released_run(edition))
        .values_list("economy")
        .annotate(critical_count=Count("pk", filter=Q(critical=True)))
    )
    rows = [
        CountryRow(code, exhibitors.get(code, 0), needs.get(code, 0), critical.get(code, 0))
        for code in {*exhibitors, *needs, *critical} - {Dependency.BLOC}
    ]
    return sorted(rows, key=lambda row: (-row.exhibitors, -row.critical, row.code))
