"""What a draft takes, and what is promised besides: as the current timetable would after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import connection

from fairlead.apps.meetings.models import Timetable

# Meetings of the current timetable that were promised a time, and that the draft says nothing of:
# a release leaves them where they are.
_PROMISED = """
    FROM meetings_meeting held
    JOIN meetings_timetable current ON current.id = held.timetable_id
        AND current.edition_id = %(edition)s AND current.state = 'current'
    JOIN meetings_meetingrequest request ON request.id = held.request_id
        AND request.locked_id IS NOT NULL AND request.id <> %(besides)s
    JOIN fairs_slot slot ON slot.id = held.slot_id
"""
_UNSAID = """
    NOT EXISTS (
        SELECT FROM meetings_meeting planned
        WHERE planned.timetable_id = %(draft)s AND planned.request_id = held.request_id
    )
"""
_PEOPLE = f"""
SELECT attendance.participation_id, attendance.during, attendance.date
FROM meetings_attendance attendance
JOIN meetings_meeting meeting ON meeting.id = attendance.meeting_id
WHERE attendance.timetable_id = %(draft)s AND attendance.participation_id = ANY (%(people)s)
    AND meeting.request_id <> %(besides)s
UNION ALL
SELECT booking.participation_id, booking.during, slot.date {_PROMISED}
    JOIN meetings_booking booking ON booking.meeting_id = held.id
WHERE booking.participation_id = ANY (%(people)s) AND {_UNSAID}
"""  # noqa: S608  texts of ours
_PLACES = f"""
SELECT meeting.table_id, meeting.seat, (
    SELECT attendance.during FROM meetings_attendance attendance
    WHERE attendance.meeting_id = meeting.id LIMIT 1
) FROM meetings_meeting meeting
WHERE meeting.timetable_id = %(draft)s AND meeting.request_id <> %(besides)s
    AND (meeting.table_id = ANY (%(tables)s) OR meeting.stand_id = %(stand)s)
UNION ALL
SELECT booking.table_id, booking.seat, booking.during {_PROMISED}
    JOIN meetings_placebooking booking ON booking.meeting_id = held.id
WHERE (booking.table_id = ANY (%(tables)s) OR booking.stand_id = %(stand)s) AND {_UNSAID}
"""  # noqa: S608  texts of ours


def list_taken_people(
    draft: Timetable, people: Collection[int], *, besides: int | None
) -> list[tuple[int, Any, dt.date]]:
    """Return who of some people is taken when, and on which day; one query."""
    given = {"people": list(people), "besides": besides or 0}
    return _ask(_PEOPLE, draft, given)


def list_taken_places(
    draft: Timetable, *, tables: Collection[int], stand: int | None, besides: int | None
) -> list[tuple[int | None, int | None, Any]]:
    """Return which of the tables, or which seats of the stand, are taken when; one query."""
    given = {"tables": list(tables), "stand": stand, "besides": besides or 0}
    return _ask(_PLACES, draft, given)


def _ask(query: str, draft: Timetable, given: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, {**given, "draft": draft.pk, "edition": draft.edition_id})
        return list(cursor.fetchall())
