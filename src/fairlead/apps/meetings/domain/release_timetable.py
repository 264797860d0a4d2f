"""Making a timetable the one that everybody sees."""

from __future__ import annotations

from fairlead.apps.fairs.domain.release_version import NotADraft, release_version
from fairlead.apps.meetings.models import Timetable

__all__ = ["NotADraft", "release_timetable"]


def release_timetable(timetable: Timetable) -> Timetable:
    """Return the timetable, released; the one released before is superseded.

    Raises NotADraft for a timetable that is or was released.
    """
    return release_version(timetable)
