"""Setting when the fair itself is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change


def set_opening(
    edition: Edition, hours: Sequence[tuple[dt.date, dt.time, dt.time]], *, by: Doer
) -> None:
    """Let the fair be open at these hours, a day at most once; a day without is not checked.

    Raises Refusal for a day that is none of the fair, twice the same, or hours of no length.
    """
    dates = [date for date, _, _ in hours]
    if not set(dates) <= set(edition.dates):
        raise Refusal("no_day")
    if len(set(dates)) != len(dates) or any(opens == closes for _, opens, closes in hours):
        raise Refusal("opening")
    with transaction.atomic():
        held = Edition.objects.select_for_update().get(pk=edition.pk)
        before = held.opening
        held.opening = [
            [date.isoformat(), f"{opens:%H:%M:%S}", f"{closes:%H:%M:%S}"]
            for date, opens, closes in sorted(hours)
        ]
        if held.opening == before:
            return
        held.save(update_fields=["opening"])
        record_change(
            "set_opening",
            held,
            by=by,
            edition=held,
            before={"opening": before},
            after={"opening": held.opening},
        )
