"""The edition at a glance: how far the chain from a shortage to a project has come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from fairlead.apps.cooperation.queries.projects import sum_all
from fairlead.apps.cooperation.queries.states import NOW, AsOf
from fairlead.apps.fairs.history import find_beginning
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.meetings.queries.timetable import count_meetings_by_hour
from fairlead.apps.trade.models import Dependency
from fairlead.apps.trade.queries.imports import find_released_run, find_subjects
from fairlead.apps.trade.queries.needs import filter_shown
from fairlead.sites.public.catalogue.country_rows import list_countries


@dataclass(frozen=True, slots=True)
class Glance:
    """The figures of the chain, from critical imports to projects.

    Of meetings no history is kept: as of a moment they are None.
    ``begins`` is when the history of exhibitors begins, where that is later than the moment: then
    how many there were is None.
    """

    critical_imports: int
    needs: int
    exhibitors: int | None
    countries: int
    meetings: int | None
    projects: int
    project_amounts: tuple[tuple[str, Decimal], ...]
    begins: dt.datetime | None = None


def read_glance(
    edition: Edition, *, as_of: AsOf = NOW, moment: dt.datetime | None = None
) -> Glance:
    """Return the edition's figures, those of now or those known at a ``moment``."""
    found = _count_all_but_meetings(edition, as_of=as_of, moment=moment)
    if moment is not None:
        begins = find_beginning(edition.code, "organisation", moment)
        return replace(found, begins=begins, exhibitors=None if begins else found.exhibitors)
    hours = count_meetings_by_hour(edition)
    return replace(found, meetings=sum(hour.count for hour in hours))


@keep_by_stamp
def _count_all_but_meetings(edition: Edition, *, as_of: AsOf, moment: dt.datetime | None) -> Glance:
    countries = list_countries(edition, moment=moment)
    projects = sum_all(edition, as_of=as_of)
    return Glance(
        critical_imports=_count_critical_products(edition, moment),
        needs=filter_shown(edition, moment=moment).count(),
        exhibitors=sum(row.exhibitors for row in countries),
        countries=sum(1 for row in countries if row.exhibitors),
        meetings=None,
        projects=projects.count,
        project_amounts=projects.amounts,
    )


def _count_critical_products(edition: Edition, moment: dt.datetime | None) -> int:
    """Return how many products are critical to the economies the fair is about."""
    run = find_released_run(edition, moment=moment)
    return (
        Dependency.objects.filter(run=run, critical=True, economy__in=find_subjects(edition))
        .values("product")
        .distinct()
        .count()
    )
