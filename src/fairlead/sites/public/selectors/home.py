"""The edition at a glance: how far the chain from a shortage to a project has come."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Count, Q, Sum

from fairlead.apps.cooperation.models import Project
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.models import Dependency, Need
from fairlead.sites.public.kept import kept
from fairlead.sites.public.selectors.imports import latest_run, subjects_of
from fairlead.sites.public.selectors.timetable import meetings_by_hour, released_timetable


@dataclass(frozen=True, slots=True)
class Glance:
    """The figures of the chain, from critical imports to projects."""

    critical_imports: int
    needs: int
    exhibitors: int
    countries: int
    meetings: int
    projects: int
    project_amount: float


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country at the fair: its exhibitors, its needs, its critical imports."""

    code: str
    exhibitors: int
    needs: int
    critical: int


def glance(edition: Edition) -> Glance:
    """Return the edition's figures; queries for what has changed."""
    timetable = released_timetable(edition)
    hours = meetings_by_hour(timetable, edition) if timetable else []
    return replace(_all_but_meetings(edition), meetings=sum(hour.count for hour in hours))


@kept
def _all_but_meetings(edition: Edition) -> Glance:
    countries = list_countries(edition)
    projects = Project.objects.filter(edition=edition).aggregate(
        count=Count("id"), amount=Sum("amount", default=0.0)
    )
    return Glance(
        critical_imports=_critical_products(edition),
        needs=Need.objects.visible().filter(edition=edition).count(),
        exhibitors=sum(row.exhibitors for row in countries),
        countries=sum(1 for row in countries if row.exhibitors),
        meetings=0,
        projects=projects["count"],
        project_amount=projects["amount"],
    )


@kept
def list_countries(edition: Edition) -> list[CountryRow]:
    """Return every country that exhibits, needs or depends; most exhibitors first.

    Asks four queries when the edition has changed.
    """
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
        Dependency.objects.filter(run=latest_run(edition))
        .values_list("economy")
        .annotate(critical_count=Count("pk", filter=Q(critical=True)))
    )
    rows = [
        CountryRow(code, exhibitors.get(code, 0), needs.get(code, 0), critical.get(code, 0))
        for code in {*exhibitors, *needs, *critical} - {Dependency.BLOC}
    ]
    return sorted(rows, key=lambda row: (-row.exhibitors, -row.critical, row.code))


def _critical_products(edition: Edition) -> int:
    """Return how many products are critical to the economies the fair is about."""
    return (
        Dependency.objects.filter(
            run=latest_run(edition), critical=True, economy__in=subjects_of(edition)
        )
        .values("product")
        .distinct()
        .count()
    )
