"""The days on which somebody has meetings who has not said anything about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fairlead.apps.people.models import Availability, Participation

END_OF_DAY = dt.time(23, 59, 59)
"""When somebody is free until who is free until the end of a day."""


def give_days(who: Participation, days: Sequence[dt.date]) -> None:
    """Let a new participant be free on whole days, and on no others."""
    Availability.objects.bulk_create(
        Availability(
            edition_id=who.edition_id,
            participation=who,
            date=day,
            start=dt.time(),
            end=END_OF_DAY,
        )
        for day in days
    )
