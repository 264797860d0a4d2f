"""Saying when one is free."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Availability, Participation

Span = tuple[dt.date, dt.time, dt.time]


def build_never(day: dt.date) -> Span:
    """Return a time in which no meeting has room: without any, one would always be free."""
    return day, dt.time(), dt.time(0, 1)


def set_availability(who: Participation, spans: Sequence[Span], *, by: Doer) -> None:
    """Let a participant be free at these times and no others; always, when there is none.

    The database refuses hours that leave out a meeting there is: raises IntegrityError with the
    rule ``meeting_available``, and nothing is changed.
    """
    with transaction.atomic():
        # Locked first, so that nobody is booked in between.
        Participation.objects.select_for_update(no_key=True).get(pk=who.pk)
        rows = [
            Availability(
                edition_id=who.edition_id, participation=who, date=date, start=start, end=end
            )
            for date, start, end in spans
        ]
        known = Availability.objects.filter(participation=who)
        before = known.count()
        wanted = {(one.date, one.start, one.end) for one in rows}
        Availability.objects.bulk_create(rows, ignore_conflicts=True)
        gone = [one.pk for one in known if (one.date, one.start, one.end) not in wanted]
        Availability.objects.filter(pk__in=gone).delete()
        record_change(
            "set_availability",
            who,
            by=by,
            edition=who.edition,
            before={"times": before},
            after={"times": len(rows)},
        )
