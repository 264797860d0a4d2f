"""The edition at a glance: how far the chain from a shortage to a project has come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from fairlead.apps.cooperation.queries.projects import sum_all
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.meetings.queries.timetable import count_meetings_by_hour
from fairlead.apps.trade.models import Dependency, Need
from fairlead.apps.trade.queries.imports import find_released_run, find_subjects
from fairlead.sites.public.catalogue.country_rows import list_countries


@dataclass(frozen=True, slots=True)
class Glance:
    """The figures of the chain, from critical imports to projects."""

    critical_imports: int
    needs: int
    exhibitors: int
    countries: int
    meetings: int
    projects: int
    project_amounts: tuple[tuple[str, Decimal], ...]


def read_glance(edition: Edition) -> Glance:
    """Return the edition's figures; queries for what has changed."""
    hours = count_meetings_by_hour(edition)
    return replace(_count_all_but_meetings(edition), meetings=sum(hour.count for hour in hours))


@keep_by_stamp
def _count_all_but_meetings(edition: Edition) -> Glance:
    countries = list_countries(edition)
    projects = sum_all(edition)
    return Glance(
        critical_imports=_count_critical_products(edition),
        needs=Need.objects.visible().filter(edition=edition).count(),
        exhibitors=sum(row.exhibitors for row in countries),
        countries=sum(1 for row in countries if row.exhibitors),
        meetings=0,
        projects=projects.count,
        project_amounts=projects.amounts,
    )


def _count_critical_products(edition: Edition) -> int:
    """Return how many products are critical to the economies the fair is about."""
    return (
        Dependency.objects.filter(
            run=find_released_run(edition), critical=True, economy__in=find_subjects(edition)
        )
        .values("product")
        .distinct()
        .count()
    )
