"""The congress programme."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch

from fairlead.apps.congress.models import Session, Speaker
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp


@keep_by_stamp
def count_sessions_by_day(edition: Edition) -> dict[dt.date, int]:
    """Return how many sessions each day has, in order of days; a query when it has changed."""
    days: dict[dt.date, int] = {}
    for date in (
        Session.objects.filter(edition=edition).order_by("date").values_list("date", flat=True)
    ):
        days[date] = days.get(date, 0) + 1
    return days


def list_sessions_on(edition: Edition, date: dt.date) -> list[Session]:
    """Return the day's sessions in order of time with rooms and speakers; two queries."""
    speakers = Speaker.objects.select_related(
        "participation__person", "participation__organisation"
    )
    return list(
        Session.objects.filter(edition=edition, date=date)
        .select_related("room")
        .prefetch_related(Prefetch("speaker_set", speakers.order_by("position")))
        .order_by("start", "room__name", "code")
    )
