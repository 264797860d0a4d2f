"""Making a timetable the one that everybody goes by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from fairlead.apps.fairs.domain.release_version import NotADraft, release_version
from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
from fairlead.apps.meetings.models import Timetable

__all__ = ["NotADraft", "Release", "release_timetable"]

# What cannot hold any more: each meeting of the draft with the rule that it would break.
_LEFT = """
WITH kept AS (SELECT meeting_id AS id FROM meetings_find_promised(%(current)s, %(draft)s))
SELECT meeting.id, 'meeting_open' FROM meetings_meeting meeting
JOIN meetings_meetingrequest request ON request.id = meeting.request_id
WHERE meeting.timetable_id = %(draft)s AND request.state NOT IN ('pending', 'accepted')
UNION ALL
SELECT meeting.id, CASE WHEN represents THEN 'meeting_stand' ELSE 'meeting_representative' END
FROM (
    SELECT meeting.id, CASE
        WHEN request.invitee_id IS NOT NULL
            THEN meeting.representative_id IS NOT DISTINCT FROM request.invitee_id
        WHEN meeting.representative_id IS NOT NULL
            THEN person.organisation_id IS NOT DISTINCT FROM request.recipient_id
        ELSE true
    END AS represents,
    meeting.stand_id IS NULL OR meeting.stand_id IS NOT DISTINCT FROM host.stand_id AS at_home
    FROM meetings_meeting meeting
    JOIN meetings_meetingrequest request ON request.id = meeting.request_id
    LEFT JOIN people_participation person ON person.id = meeting.representative_id
    LEFT JOIN exhibition_exhibitor host
        ON host.organisation_id = coalesce(request.recipient_id, person.organisation_id)
    WHERE meeting.timetable_id = %(draft)s
) meeting WHERE NOT (represents AND at_home)
UNION ALL
SELECT meeting_id, rule FROM meetings_find_faults(%(draft)s, NULL)
WHERE rule <> 'meeting_day_limit'
UNION ALL
SELECT planned.meeting_id, 'booking_person_once' FROM meetings_attendance planned
JOIN meetings_booking booking ON booking.participation_id = planned.participation_id
    AND booking.during && planned.during AND booking.meeting_id IN (SELECT id FROM kept)
WHERE planned.timetable_id = %(draft)s
UNION ALL
SELECT meeting.id, 'booking_table_once' FROM meetings_meeting meeting
JOIN meetings_attendance planned ON planned.meeting_id = meeting.id
JOIN meetings_placebooking booking ON booking.table_id = meeting.table_id
    AND booking.during && planned.during AND booking.meeting_id IN (SELECT id FROM kept)
WHERE meeting.timetable_id = %(draft)s
"""
# Meetings of one person and day beyond the limit, those that were promised counted first.
_OVER_LIMIT = """
WITH kept AS (
    SELECT meeting_id AS id FROM meetings_find_promised(%(current)s, %(draft)s)
), counted AS (
    SELECT attendance.meeting_id, kept.id IS NULL AS planned, row_number() OVER (
        PARTITION BY participation_id, date ORDER BY kept.id NULLS LAST, attendance.meeting_id
    ) AS place
    FROM meetings_attendance attendance LEFT JOIN kept ON kept.id = attendance.meeting_id
    WHERE (kept.id IS NOT NULL OR timetable_id = %(draft)s)
        AND NOT attendance.meeting_id = ANY (%(left)s)
)
SELECT DISTINCT meeting_id, 'meeting_day_limit' FROM counted
WHERE planned AND place > %(limit)s
"""
_APPLY = (
    """
    DELETE FROM meetings_meeting meeting
    WHERE timetable_id = %(current)s
        AND id NOT IN (SELECT meeting_id FROM meetings_find_promised(%(current)s, %(draft)s))
        AND NOT EXISTS (
        SELECT FROM meetings_meeting planned
        WHERE planned.timetable_id = %(draft)s AND planned.request_id = meeting.request_id
            AND NOT planned.id = ANY (%(left)s)
    )
    """,
    """
    UPDATE meetings_meetingrequest SET state = 'accepted', answered_at = now(),
        proposed_id = NULL, changed_by_id = NULL
    WHERE state = 'pending' AND id IN (
        SELECT request_id FROM meetings_meeting
        WHERE timetable_id = %(draft)s AND NOT id = ANY (%(left)s)
    )
    """,
    """
    WITH beside AS (
        SELECT stand_id, max(seat) AS seats FROM meetings_placebooking
        WHERE stand_id IS NOT NULL AND meeting_id IN (
            SELECT meeting_id FROM meetings_find_promised(%(current)s, %(draft)s)
        ) GROUP BY stand_id
    ), planned AS (
        SELECT meeting.id, timetable_id, request_id, slot_id, slots, representative_id, place,
            meeting.stand_id, seat + coalesce(beside.seats, 0) AS seat, table_id
        FROM meetings_meeting meeting LEFT JOIN beside ON beside.stand_id = meeting.stand_id
        WHERE timetable_id = %(draft)s AND NOT id = ANY (%(left)s)
    )
    UPDATE meetings_meeting meeting SET slot_id = planned.slot_id, slots = planned.slots,
        representative_id = planned.representative_id, place = planned.place,
        stand_id = planned.stand_id, seat = planned.seat, table_id = planned.table_id
    FROM planned
    WHERE meeting.timetable_id = %(current)s AND planned.request_id = meeting.request_id
        AND (meeting.slot_id, meeting.slots, meeting.representative_id, meeting.place,
            meeting.stand_id, meeting.seat, meeting.table_id) IS DISTINCT FROM
            (planned.slot_id, planned.slots, planned.representative_id, planned.place,
            planned.stand_id, planned.seat, planned.table_id)
    """,
    """
    WITH beside AS (
        SELECT stand_id, max(seat) AS seats FROM meetings_placebooking
        WHERE stand_id IS NOT NULL AND meeting_id IN (
            SELECT meeting_id FROM meetings_find_promised(%(current)s, %(draft)s)
        ) GROUP BY stand_id
    ), planned AS (
        SELECT meeting.id, timetable_id, request_id, slot_id, slots, representative_id, place,
            meeting.stand_id, seat + coalesce(beside.seats, 0) AS seat, table_id
        FROM meetings_meeting meeting LEFT JOIN beside ON beside.stand_id = meeting.stand_id
        WHERE timetable_id = %(draft)s AND NOT id = ANY (%(left)s)
    )
    INSERT INTO meetings_meeting (
        timetable_id, request_id, slot_id, slots, representative_id, place, stand_id, seat, table_id
    )
    SELECT %(current)s, request_id, slot_id, slots, representative_id, place, stand_id, seat,
        table_id
    FROM planned
    WHERE NOT EXISTS (
        SELECT FROM meetings_meeting held
        WHERE held.timetable_id = %(current)s AND held.request_id = planned.request_id
    )
    ORDER BY id
    """,
)
_LAST_CHANGE = "SELECT coalesce(max(id), 0) FROM meetings_change"


@dataclass(frozen=True, slots=True)
class Release:
    """What a release did: ``left`` names the requests that cannot hold any more, and why."""

    timetable: Timetable
    left: tuple[tuple[str, str], ...]
    since: int
    """The number of the last change before it: those it made come after."""


def release_timetable(timetable: Timetable) -> Release:
    """Return the release; the version released before is superseded, and this one holds now.

    The current timetable becomes what the version says, by as few changes as that takes: pending
    requests it holds are granted, meetings that were promised a time and are not in it stay, and
    a meeting that cannot hold any more is left out. Raises NotADraft for a timetable that is or
    was released.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        release_version(timetable)
        current = find_or_make_current(timetable.edition)
        # Those who book are waited for, and wait.
        Timetable.objects.select_for_update().get(pk=current.pk)
        # What was just written is unknown to the planner: it takes 100,000 meetings for one.
        cursor.execute("SET LOCAL enable_nestloop = off")
        given: dict[str, Any] = {"current": current.pk, "draft": timetable.pk}
        faults = _find_faults(cursor, given, limit=timetable.edition.max_meetings_per_day)
        given["left"] = list(faults)
        cursor.execute(_LAST_CHANGE)
        since = int(cursor.fetchone()[0])
        for statement in _APPLY:
            cursor.execute(statement, given)
        cursor.execute(
            "SELECT meeting.id, request.code FROM meetings_meeting meeting"
            " JOIN meetings_meetingrequest request ON request.id = request_id"
            " WHERE meeting.id = ANY (%(left)s) ORDER BY request.code",
            given,
        )
        left = tuple((code, faults[meeting]) for meeting, code in cursor.fetchall())
        cursor.execute("SET LOCAL enable_nestloop = on")
    return Release(timetable, left, since)


def _find_faults(cursor: Any, given: dict[str, Any], *, limit: int | None) -> dict[int, str]:
    cursor.execute(_LEFT, given)
    faults: dict[int, str] = dict(cursor.fetchall())
    if limit is not None:
        cursor.execute(_OVER_LIMIT, {**given, "left": list(faults), "limit": limit})
        faults.update(cursor.fetchall())
    return faults
