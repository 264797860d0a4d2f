"""Making a timetable the one that everybody goes by."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q

from fairlead.apps.fairs.domain.release_version import NotADraft, release_version
from fairlead.apps.fairs.garbage_collection import pause_collection
from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
from fairlead.apps.meetings.domain.tell_of_release import tell_of_release
from fairlead.apps.meetings.models import Meeting, MeetingRequest, Timetable, TimetableState
from fairlead.apps.meetings.queries.release_effect import ReleaseComparison
from fairlead.apps.people.domain.record_change import Doer, record_change

__all__ = ["NotADraft", "Release", "release_timetable"]

# What the draft plans, at a stand on seats above those of meetings that stay there.
_PLANNED = """
    WITH beside AS (
        SELECT stand_id, max(seat) AS seats FROM meetings_placebooking
        WHERE stand_id IS NOT NULL AND meeting_id = ANY (%(kept)s) GROUP BY stand_id
    ), planned AS (
        SELECT meeting.id, timetable_id, request_id, slot_id, slots, representative_id, place,
            meeting.stand_id, seat + coalesce(beside.seats, 0) AS seat, table_id,
            locked
        FROM meetings_meeting meeting LEFT JOIN beside ON beside.stand_id = meeting.stand_id
        WHERE timetable_id = %(draft)s AND NOT id = ANY (%(left)s)
    )
"""
_APPLY = (
    """
    DELETE FROM meetings_meeting meeting
    WHERE timetable_id = %(current)s
        AND NOT id = ANY (%(kept)s) AND NOT EXISTS (
        SELECT FROM meetings_meeting planned
        WHERE planned.timetable_id = %(draft)s AND planned.request_id = meeting.request_id
            AND NOT planned.id = ANY (%(left)s)
    )
    """,
    """
    DELETE FROM meetings_attendee attendee USING meetings_meeting held, meetings_meeting planned
    WHERE held.timetable_id = %(current)s AND planned.timetable_id = %(draft)s
        AND planned.request_id = held.request_id AND attendee.meeting_id = held.id
        AND NOT planned.id = ANY (%(left)s) AND (held.slot_id <> planned.slot_id OR NOT EXISTS (
            SELECT FROM meetings_attendee kept WHERE kept.meeting_id = planned.id
                AND kept.participation_id = attendee.participation_id
        ))
    """,
    """
    UPDATE meetings_meetingrequest SET state = 'accepted', answered_at = now(),
        proposed_id = NULL, changed_by_id = NULL
    WHERE state = 'pending' AND id IN (
        SELECT request_id FROM meetings_meeting
        WHERE timetable_id = %(draft)s AND NOT id = ANY (%(left)s)
    )
    """,
    _PLANNED  # noqa: S608  constants
    + """
    UPDATE meetings_meeting meeting SET slot_id = planned.slot_id, slots = planned.slots,
        representative_id = planned.representative_id, place = planned.place,
        stand_id = planned.stand_id, seat = planned.seat, table_id = planned.table_id,
        locked = planned.locked
    FROM planned
    WHERE meeting.timetable_id = %(current)s AND planned.request_id = meeting.request_id
        AND (meeting.slot_id, meeting.slots, meeting.representative_id, meeting.place,
            meeting.stand_id, meeting.seat, meeting.table_id, meeting.locked) IS DISTINCT FROM
            (planned.slot_id, planned.slots, planned.representative_id, planned.place,
            planned.stand_id, planned.seat, planned.table_id, planned.locked)
    """,
    _PLANNED  # noqa: S608  constants
    + """
    INSERT INTO meetings_meeting (
        timetable_id, request_id, slot_id, slots, representative_id, place, stand_id, seat,
        table_id, locked
    )
    SELECT %(current)s, request_id, slot_id, slots, representative_id, place, stand_id, seat,
        table_id, locked
    FROM planned
    WHERE NOT EXISTS (
        SELECT FROM meetings_meeting held
        WHERE held.timetable_id = %(current)s AND held.request_id = planned.request_id
    )
    ORDER BY id
    """,
    """
    INSERT INTO meetings_attendee (meeting_id, participation_id)
    SELECT held.id, attendee.participation_id FROM meetings_attendee attendee
    JOIN meetings_meeting planned ON planned.id = attendee.meeting_id
    JOIN meetings_meeting held ON held.timetable_id = %(current)s
        AND held.request_id = planned.request_id
    WHERE planned.timetable_id = %(draft)s AND NOT planned.id = ANY (%(left)s)
    ON CONFLICT DO NOTHING
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
    told: int
    """How many people were told what changed for them."""


@pause_collection()
def release_timetable(
    timetable: Timetable, *, tell: bool = False, by: Doer | None = None
) -> Release:
    """Return the release; the version released before is superseded, and this one holds now.

    The current timetable becomes what the version says, by as few changes as that takes: pending
    requests it holds are granted, meetings that were promised a time and are not in it stay, and
    a meeting that cannot hold any more is left out. Those for whom something changes are told,
    each in one message, where ``tell`` is true; that somebody released it is recorded where ``by``
    names who. Raises NotADraft for a timetable that is or was released.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # Those who book take a request first, then what the edition shares: in another order each
        # would wait for the other.
        _lock_requests(timetable)
        release_version(timetable)
        current = find_or_make_current(timetable.edition)
        # Those who book are waited for, and wait.
        Timetable.objects.select_for_update().get(pk=current.pk)
        # What was just written is unknown to the planner: it takes 100,000 meetings for one.
        cursor.execute("SET LOCAL enable_nestloop = off")
        releasing = ReleaseComparison(timetable)
        concerned = releasing.list_told() if tell else []
        cursor.execute(_LAST_CHANGE)
        since = int(cursor.fetchone()[0])
        for statement in _APPLY:
            cursor.execute(statement, releasing.given)
        left = releasing.list_left()
        cursor.execute("SET LOCAL enable_nestloop = on")
        for table in ("meeting", "booking", "personslot"):
            cursor.execute(f"ANALYZE meetings_{table}")
        told = tell_of_release(timetable, concerned)
        if by is not None:
            record_change(
                "release",
                timetable,
                by=by,
                edition=timetable.edition,
                before={"state": TimetableState.DRAFT},
                after={"state": str(timetable.state), "version": timetable.version, "told": told},
            )
    return Release(timetable, left, since, told)


def _lock_requests(draft: Timetable) -> None:
    """Hold the requests it has, and those that hold now, in one order: nobody answers meanwhile."""
    current = Q(timetable__edition=draft.edition_id, timetable__state=TimetableState.CURRENT)
    held = Meeting.objects.filter(Q(timetable=draft) | current).values("request")
    rows = MeetingRequest.objects.select_for_update(no_key=True).filter(pk__in=held)
    deque(rows.order_by("pk").values_list("pk", flat=True).iterator(), maxlen=0)
