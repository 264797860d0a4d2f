"""What the office shows of an edition."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from fairlead.apps.cooperation.models import Portfolio
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition, Run
from fairlead.apps.meetings.models import MeetingRequest, Timetable, TimetableState
from fairlead.apps.people.models import Participation
from fairlead.apps.trade.models import Assessment

RUNS_SHOWN = 40


def list_editions_with_counts() -> QuerySet[Edition]:
    """Return the editions, the latest first, with ``exhibiting`` and ``taking_part`` counted."""
    return Edition.objects.annotate(
        exhibiting=_count(Exhibitor), taking_part=_count(Participation)
    ).order_by("-first_day", "code")


def _count(model: type[Model]) -> Coalesce:
    """Return how many rows of a model the edition has, counted apart from any other."""
    counted = (
        model._default_manager.filter(edition=OuterRef("pk"))
        .order_by()
        .values("edition")
        .annotate(rows=Count("*"))
        .values("rows")
    )
    return Coalesce(Subquery(counted), 0)


def list_latest_runs(edition: Edition) -> QuerySet[Run]:
    """Return the newest runs of the engines over the edition."""
    return edition.runs.all()[:RUNS_SHOWN]


@dataclass(frozen=True, slots=True)
class Version:
    """A timetable with its figures; ``reached`` is its weight over the bound, 1 at most."""

    timetable: Timetable
    meetings: int
    reached: float | None


def list_versions(edition: Edition) -> list[Version]:
    """Return the edition's timetables, the newest first; one query."""
    rows = (
        Timetable.objects.filter(edition=edition)
        .exclude(state=TimetableState.CURRENT)
        .select_related("run")
        .annotate(held=Count("meetings"))
        .order_by("-version")
    )
    return [Version(row, row.held, _compute_reached(row.run)) for row in rows]


@dataclass(frozen=True, slots=True)
class Figures:
    """A version of the dependency figures or of the portfolio."""

    kind: str
    label: str
    version: Assessment | Portfolio


def list_figures(edition: Edition) -> list[Figures]:
    """Return the dependency figures and portfolios, the newest of each first; two queries."""
    found = [
        *(
            Figures("dependency", gettext("Dependency"), one)
            for one in Assessment.objects.filter(edition=edition).select_related("run")
        ),
        *(
            Figures("portfolio", gettext("Portfolio"), one)
            for one in Portfolio.objects.filter(edition=edition).select_related("run")
        ),
    ]
    return sorted(found, key=lambda one: (one.kind, -one.version.version))


def list_request_states(edition: Edition) -> dict[str, int]:
    """Return how many meeting requests are in each state; one query."""
    counted = (
        MeetingRequest.objects.filter(edition=edition)
        .values(name=F("state"))
        .annotate(count=Count("id"))
        .order_by("name")
    )
    return {row["name"]: row["count"] for row in counted}


def _compute_reached(run: Run | None) -> float | None:
    if run is None or run.objective is None or not run.bound:
        return None
    return run.objective / run.bound
