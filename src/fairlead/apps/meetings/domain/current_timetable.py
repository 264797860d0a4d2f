"""The timetable that holds now."""

from __future__ import annotations

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import Timetable, TimetableState


def find_or_make_current(edition: Edition) -> Timetable:
    """Return the edition's current timetable; the first to need it makes it, empty."""
    return Timetable.objects.get_or_create(
        edition=edition, version=0, defaults={"state": TimetableState.CURRENT}
    )[0]
