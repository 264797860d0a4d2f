"""What releasing a draft would do, and what it cannot: the same for the preview and the release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from fairlead.apps.meetings.models import OPEN_IN_SQL, PersonLimit, Timetable, TimetableState
from fairlead.apps.meetings.queries.release_notices import LINES, MeetingChangeNotice, build_notice

_KEPT = "SELECT meeting_id FROM meetings_find_promised(%(current)s, %(draft)s, %(left)s)"
# What cannot hold any more: each meeting of the draft with the rule that it would break.
_LEFT = f"""
WITH kept AS (SELECT unnest(%(kept)s::bigint[]) AS id)
SELECT meeting.id, 'meeting_open' FROM meetings_meeting meeting
JOIN meetings_meetingrequest request ON request.id = meeting.request_id
WHERE meeting.timetable_id = %(draft)s AND request.state NOT IN {OPEN_IN_SQL}
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
UNION ALL
SELECT planned.meeting_id, 'meeting_rest' FROM meetings_attendance planned
JOIN meetings_personlimit own USING (participation_id)
JOIN meetings_attendance promised ON promised.participation_id = planned.participation_id
    AND promised.date = planned.date AND promised.meeting_id IN (SELECT id FROM kept)
WHERE planned.timetable_id = %(draft)s AND own.rest > (
    SELECT count(*) FROM fairs_slot slot
    JOIN people_participation person ON person.edition_id = slot.edition_id
    WHERE person.id = planned.participation_id AND slot.date = planned.date
        AND slot.starts_at >= least(upper(planned.during), upper(promised.during))
        AND slot.ends_at <= greatest(lower(planned.during), lower(promised.during))
)
UNION ALL
SELECT id, 'meeting_tables' FROM (
    SELECT meeting.id, kept.id IS NULL AS planned, slot.tables, row_number() OVER (
        PARTITION BY slot.id ORDER BY kept.id NULLS LAST, meeting.id
    ) AS place
    FROM meetings_meeting meeting LEFT JOIN kept ON kept.id = meeting.id
    JOIN fairs_slot first ON first.id = meeting.slot_id
    JOIN fairs_slot slot ON slot.edition_id = first.edition_id AND slot.date = first.date
        AND slot.number BETWEEN first.number AND first.number + meeting.slots - 1
    WHERE slot.tables IS NOT NULL AND meeting.table_id IS NOT NULL
        AND (kept.id IS NOT NULL OR meeting.timetable_id = %(draft)s)
        AND NOT meeting.id = ANY (%(left)s)
) seated WHERE planned AND place > tables
"""  # noqa: S608
# Meetings of one person and day beyond the limit, those that were promised counted first.
_OVER_LIMIT = """
WITH kept AS (
    SELECT unnest(%(kept)s::bigint[]) AS id
), counted AS (
    SELECT attendance.meeting_id, kept.id IS NULL AS planned, own.a_day, own.in_all,
        row_number() OVER (
            PARTITION BY participation_id, date ORDER BY kept.id NULLS LAST, attendance.meeting_id
        ) AS place,
        row_number() OVER (
            PARTITION BY participation_id ORDER BY kept.id NULLS LAST, attendance.meeting_id
        ) AS place_in_all
    FROM meetings_attendance attendance LEFT JOIN kept ON kept.id = attendance.meeting_id
    LEFT JOIN meetings_personlimit own USING (participation_id)
    WHERE (kept.id IS NOT NULL OR timetable_id = %(draft)s)
        AND NOT attendance.meeting_id = ANY (%(left)s)
)
SELECT meeting_id, min(CASE WHEN place_in_all > in_all THEN 'meeting_limit'
    ELSE 'meeting_day_limit' END)
FROM counted WHERE planned AND (place > coalesce(a_day, %(limit)s) OR place_in_all > in_all)
GROUP BY 1
"""
# What changes for each request: its meeting of the current timetable, and of the draft.
_CHANGED = """
before AS MATERIALIZED (
    SELECT * FROM meetings_meeting
    WHERE timetable_id = %(current)s AND NOT id = ANY (%(kept)s)
), planned AS MATERIALIZED (
    SELECT * FROM meetings_meeting
    WHERE timetable_id = %(draft)s AND NOT id = ANY (%(left)s)
), changed AS MATERIALIZED (
    SELECT request_id, before.id AS was, planned.id AS becomes,
        before.slot_id AS slot_was, planned.slot_id AS slot,
        before.representative_id AS received, planned.representative_id AS receives,
        coalesce(planned.place, before.place) AS place,
        coalesce(planned.stand_id, before.stand_id) AS stand_id,
        coalesce(planned.table_id, before.table_id) AS table_id
    FROM before FULL JOIN planned USING (request_id)
    WHERE before.id IS NULL OR planned.id IS NULL
        OR (before.slot_id, before.slots, before.representative_id, before.place,
            before.stand_id, before.table_id)
        IS DISTINCT FROM (planned.slot_id, planned.slots, planned.representative_id,
            planned.place, planned.stand_id, planned.table_id)
        OR ARRAY(SELECT participation_id FROM meetings_attendee
            WHERE meeting_id = before.id ORDER BY 1)
        IS DISTINCT FROM ARRAY(SELECT participation_id FROM meetings_attendee
            WHERE meeting_id = planned.id ORDER BY 1)
), concerned AS MATERIALIZED (
    SELECT request_id, participation_id, bool_or(before) AS before, bool_or(after) AS after FROM (
        SELECT request_id, requester_id AS participation_id, was IS NOT NULL AS before,
            becomes IS NOT NULL AS after
        FROM changed JOIN meetings_meetingrequest request ON request.id = request_id
        UNION ALL
        SELECT request_id, received, true, received IS NOT DISTINCT FROM receives FROM changed
        WHERE received IS NOT NULL
        UNION ALL
        SELECT request_id, receives, false, true FROM changed
        WHERE receives IS NOT NULL AND receives IS DISTINCT FROM received
        UNION ALL
        SELECT request_id, participation_id, true, false
        FROM changed JOIN meetings_attendee ON meeting_id = was
        UNION ALL
        SELECT request_id, participation_id, false, true
        FROM changed JOIN meetings_attendee ON meeting_id = becomes
    ) each_side GROUP BY 1, 2
)
"""
_KINDS = """
SELECT CASE WHEN was IS NULL THEN 'added' WHEN becomes IS NULL THEN 'cancelled'
    WHEN slot_was <> slot THEN 'moved' ELSE 'reseated' END, count(*)
FROM changed GROUP BY 1
"""
_TOLD = "SELECT count(DISTINCT participation_id) FROM concerned"
_GRANTED = """
SELECT count(*) FROM planned JOIN meetings_meetingrequest request ON request.id = request_id
WHERE request.state = 'pending'
"""
_SAME = """
SELECT (SELECT count(*) FROM planned) - (SELECT count(*) FROM changed WHERE becomes IS NOT NULL)
    + cardinality(%(kept)s::bigint[])
"""
_LEFT_CODES = """
SELECT meeting.id, request.code FROM meetings_meeting meeting
JOIN meetings_meetingrequest request ON request.id = request_id
WHERE meeting.id = ANY (%(left)s) AND NOT EXISTS (
    SELECT FROM meetings_meeting held
    WHERE held.id = ANY (%(kept)s) AND held.request_id = meeting.request_id
) ORDER BY request.code
"""


@dataclass(frozen=True, slots=True)
class ReleaseEffect:
    """What a release does, counted: ``left`` are the codes of requests, each with the rule."""

    added: int
    moved: int
    reseated: int
    cancelled: int
    same: int
    granted: int
    told: int
    left: tuple[tuple[str, str], ...]

    @property
    def changed(self) -> int:
        """Return how many meetings change."""
        return self.added + self.moved + self.reseated + self.cancelled

    @property
    def left_by_rule(self) -> list[tuple[str, int]]:
        """Return how many meetings cannot hold, by the rule that keeps them from it."""
        return Counter(rule for _, rule in self.left).most_common()


class ReleaseComparison:
    """A draft beside the current timetable."""

    def __init__(self, draft: Timetable) -> None:
        """Find what cannot hold any more; four queries, and four more for each round.

        What cannot hold where the draft has it stays where it was promised, if it was: that may
        take the place of others of the draft.
        """
        current = Timetable.objects.filter(
            edition=draft.edition_id, state=TimetableState.CURRENT
        ).first()
        self._given: dict[str, Any] = {
            "current": current.pk if current is not None else 0,
            "draft": draft.pk,
            "left": [],
            "kept": [],
        }
        self._edition = draft.edition_id
        self.faults: dict[int, str] = {}
        self._find_kept()
        while found := self._find_faults(draft.edition.max_meetings_per_day):
            self.faults |= found
            self._given["left"] = list(self.faults)
            self._find_kept()

    @property
    def given(self) -> dict[str, Any]:
        """Return what the statements of a release are told."""
        return self._given

    def _find_kept(self) -> None:
        """Find the meetings that hold now, were promised a time and stay beside the draft's."""
        with connection.cursor() as cursor:
            cursor.execute(_KEPT, self._given)
            self._given["kept"] = [meeting for (meeting,) in cursor.fetchall()]

    def _find_faults(self, limit: int | None) -> dict[int, str]:
        """Return meetings that cannot hold beside what stays, without those known before."""
        with connection.cursor() as cursor:
            cursor.execute(_LEFT, self._given)
            faults: dict[int, str] = self.faults | dict(cursor.fetchall())
            if (
                limit is not None
                or PersonLimit.objects.filter(participation__edition=self._edition).exists()
            ):
                cursor.execute(_OVER_LIMIT, {**self._given, "left": list(faults), "limit": limit})
                faults.update(cursor.fetchall())
        return {meeting: rule for meeting, rule in faults.items() if meeting not in self.faults}

    def list_left(self) -> tuple[tuple[str, str], ...]:
        """Return the codes of the requests that hold no more, each with the rule."""
        with connection.cursor() as cursor:
            cursor.execute(_LEFT_CODES, self._given)
            return tuple((code, self.faults[meeting]) for meeting, code in cursor.fetchall())

    def count_effect(self) -> ReleaseEffect:
        """Return what a release would do, counted."""
        with connection.cursor() as cursor:
            kinds = dict(_ask(cursor, _KINDS, self._given))
            counts = (_ask(cursor, one, self._given)[0][0] for one in (_SAME, _GRANTED, _TOLD))
            same, granted, told = counts
        return ReleaseEffect(
            added=kinds.get("added", 0),
            moved=kinds.get("moved", 0),
            reseated=kinds.get("reseated", 0),
            cancelled=kinds.get("cancelled", 0),
            same=same,
            granted=granted,
            told=told,
            left=self.list_left(),
        )

    def list_told(self) -> list[MeetingChangeNotice]:
        """Return who is to be told of what, by person and time; seven queries."""
        with connection.cursor() as cursor:
            return build_notice(_ask(cursor, LINES, self._given))

    def list_changed(
        self, *, start: int = 0, most: int
    ) -> Iterator[tuple[str, int, int | None, int | None]]:
        """Yield some requests that change: the kind, the request, the slots before and after."""
        query = (
            "SELECT CASE WHEN was IS NULL THEN 'added' WHEN becomes IS NULL THEN 'cancelled'"
            " WHEN slot_was <> slot THEN 'moved' ELSE 'reseated' END, request_id, slot_was, slot"
            " FROM changed ORDER BY 1, request_id OFFSET %(start)s LIMIT %(most)s"
        )
        with connection.cursor() as cursor:
            yield from _ask(cursor, query, {**self._given, "start": start, "most": most})


def _ask(cursor: Any, query: str, given: Mapping[str, Any]) -> Sequence[Any]:
    cursor.execute(f"WITH {_CHANGED} {query}", given)
    found: Sequence[Any] = cursor.fetchall()
    return found
