"""Making a timetable the one that everybody sees."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import Timetable, TimetableState


class NotADraft(ValueError):
    """Only a draft can be released."""


def release_timetable(timetable: Timetable) -> Timetable:
    """Return the timetable, released; the one released before is superseded.

    Raises NotADraft for a timetable that is or was released: a version is released once.
    """
    with transaction.atomic():
        # Whoever releases another version of this edition meanwhile, waits here.
        Edition.objects.select_for_update().get(pk=timetable.edition_id)
        timetable.refresh_from_db()
        if timetable.state != TimetableState.DRAFT:
            raise NotADraft(f"Expected a draft, got version {timetable}.")
        released = Timetable.objects.filter(
            edition=timetable.edition_id, state=TimetableState.RELEASED
        )
        released.update(state=TimetableState.SUPERSEDED)
        timetable.state = TimetableState.RELEASED
        timetable.released_at = timezone.now()
        timetable.save(update_fields=["state", "released_at"])
    return timetable
