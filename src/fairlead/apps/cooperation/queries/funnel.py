"""How far people have come, from an invitation to a project: counted, and who they are.

The same rows make a figure and the list behind it, so that neither says more than the other. As of
a moment they are what was recorded by then: requests by their events, participations by their
history (see funnel_rows). Of the timetable no history is kept: figures that need it are of now.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fairlead.apps.cooperation.queries.funnel_rows import choose_rows
from fairlead.apps.fairs.models import Edition
from fairlead.folder.localized_text import LocalizedText


class Reached(TextChoices):
    """What somebody has come to, or lacks."""

    INVITED = "invited", _("invited")
    REGISTERED = "registered", _("registered")
    APPROVED = "approved", _("approved")
    PROFILE = "profile", _("profile complete")
    REQUEST = "request", _("first request")
    ACCEPTED = "accepted", _("accepted")
    HELD = "held", _("held")
    OUTCOME = "outcome", _("outcome")
    CONSORTIUM = "consortium", _("consortium")
    PROJECT = "project", _("project")
    UNASKED = "unasked", _("neither asks nor is asked")
    UNANSWERED = "unanswered", _("owes an answer")
    TIMELESS = "timeless", _("accepted, and waits for a time")
    WITHOUT = "without", _("has requests and no meeting")
    MISSED = "missed", _("did not come to a meeting")


FUNNEL = tuple(Reached)[:10]
LACKING = tuple(Reached)[10:]
NOW_ALONE = frozenset({Reached.TIMELESS, Reached.WITHOUT})
"""What only those of now are known of."""

# Anyone who takes part, with all that each has reached. A request of a firm is its whole team's to
# answer, until somebody is assigned.
_PEOPLE = """
WITH request AS MATERIALIZED ({requests}), booked AS MATERIALIZED (
    SELECT booking.participation_id AS who, meeting.request_id AS request
    FROM meetings_booking booking JOIN meetings_meeting meeting ON meeting.id = meeting_id
    JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
    WHERE timetable.edition_id = %(edition)s
), held AS MATERIALIZED (
    SELECT outcome.request_id AS request FROM meetings_outcome outcome
    JOIN request ON request.id = outcome.request_id WHERE outcome.said_at <= {until}
    UNION
    SELECT checked.request_id FROM meetings_checkin checked
    JOIN request ON request.id = checked.request_id AND request.state = 'accepted'
    WHERE checked.at <= {until}
    GROUP BY checked.request_id, checked.begins HAVING count(DISTINCT checked.side) > 1
), asking AS (
    SELECT requester_id AS who, state, id FROM request
    UNION ALL SELECT invitee_id, state, id FROM request WHERE invitee_id IS NOT NULL
    UNION ALL SELECT assigned_id, state, id FROM request WHERE assigned_id IS NOT NULL
    UNION ALL
    SELECT coalesce(party.attends_id, party.participation_id), request.state, request.id
    FROM meetings_requestparty party JOIN request ON request.id = party.request_id
    WHERE party.answer <> 'declined' AND coalesce(attends_id, participation_id) IS NOT NULL
), asks AS MATERIALIZED (
    SELECT who, bool_or(state = 'accepted') AS accepted,
        bool_or(state = 'accepted' AND id NOT IN (SELECT request FROM booked)) AS timeless
    FROM asking GROUP BY who
), firm AS MATERIALIZED (
    SELECT recipient_id AS id,
        bool_or(state = 'pending' AND assigned_id IS NULL) AS owes
    FROM request WHERE recipient_id IS NOT NULL GROUP BY recipient_id
), owing AS (
    SELECT coalesce(assigned_id, invitee_id) AS who FROM request WHERE state = 'pending'
), met AS MATERIALIZED (
    SELECT who, true AS booked, bool_or(request.state = 'accepted') AS accepted,
        bool_or(held.request IS NOT NULL) AS held,
        bool_or(EXISTS (
            SELECT FROM meetings_outcome outcome WHERE outcome.request_id = booked.request
            AND outcome.said_at <= {until}
        )) AS outcome,
        bool_or(EXISTS (
            SELECT FROM meetings_started started
            WHERE started.request_id = booked.request AND started.kind = 'consortium'
            AND started.at <= {until}
        )) AS consortium,
        bool_or(EXISTS (
            SELECT FROM meetings_started started
            WHERE started.request_id = booked.request AND started.kind = 'project'
            AND started.at <= {until}
        )) AS project
    FROM booked LEFT JOIN held ON held.request = booked.request
    LEFT JOIN request ON request.id = booked.request GROUP BY who
), people AS (
    SELECT part.id, array_remove(ARRAY[
        CASE WHEN EXISTS (
            SELECT FROM outbox_message message WHERE message.person_id = part.person_id
            AND message.edition_id = %(edition)s AND message.purpose = 'invitation'
            AND message.state NOT IN ('held', 'cancelled')
            AND coalesce(message.sent_at, message.queued_at) <= {until}
        ) THEN 'invited' END,
        CASE WHEN part.state <> 'cancelled' THEN 'registered' END,
        CASE WHEN taking THEN 'approved' END,
        CASE WHEN taking AND part.complete THEN 'profile' END,
        CASE WHEN taking AND (asks.who IS NOT NULL OR firm.id IS NOT NULL) THEN 'request' END,
        CASE WHEN taking AND (asks.accepted OR {booked}) THEN 'accepted' END,
        CASE WHEN met.held THEN 'held' END,
        CASE WHEN met.outcome THEN 'outcome' END,
        CASE WHEN met.consortium THEN 'consortium' END,
        CASE WHEN met.project THEN 'project' END,
        CASE WHEN taking AND asks.who IS NULL AND firm.id IS NULL THEN 'unasked' END,
        CASE WHEN taking AND (firm.owes OR part.id IN (SELECT who FROM owing WHERE who IS NOT NULL))
            THEN 'unanswered' END,
        CASE WHEN taking AND asks.timeless THEN 'timeless' END,
        CASE WHEN taking AND met.who IS NULL AND (asks.who IS NOT NULL OR firm.id IS NOT NULL)
            THEN 'without' END,
        CASE WHEN part.id IN (
            SELECT unnest(missed.absent) FROM meetings_noshow missed
            JOIN request ON request.id = missed.request_id WHERE missed.at <= {until}
        ) THEN 'missed' END
    ], NULL) AS reached
    FROM ({parts}) part
    LEFT JOIN asks ON asks.who = part.id
    LEFT JOIN met ON met.who = part.id
    LEFT JOIN firm ON firm.id = part.organisation_id AND 'exhibitor' = ANY (part.roles)
)
"""
_COUNT = _PEOPLE + "SELECT one, count(*) FROM people, unnest(reached) one GROUP BY one"  # noqa: S608  constants
_LIST = _PEOPLE + "SELECT id FROM people WHERE %(reached)s = ANY (reached) ORDER BY id"  # noqa: S608  constants
_REQUESTS = """
SELECT count(*), count(*) FILTER (WHERE state = 'pending'),
    count(*) FILTER (WHERE state = 'accepted'), count(*) FILTER (WHERE state = 'declined'),
    count(*) FILTER (WHERE state = 'expired'),
    percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (
        ORDER BY extract(epoch FROM answered_at - asked_at)
    ) FILTER (WHERE state IN ('accepted', 'declined') AND answered_at >= asked_at)
FROM ({requests}) request
"""
_FILL = """
WITH room AS (
    SELECT hall.id, hall.code, hall.name, count(DISTINCT host.stand_id) AS stands
    FROM exhibition_hall hall JOIN exhibition_stand stand ON stand.hall_id = hall.id
    JOIN exhibition_exhibitor host ON host.stand_id = stand.id
    WHERE hall.edition_id = %(edition)s GROUP BY hall.id
), hour AS (
    SELECT date, extract(hour FROM starts_at AT TIME ZONE %(zone)s)::int AS hour,
        count(*) AS slots, array_agg(id) AS ids
    FROM fairs_slot WHERE edition_id = %(edition)s GROUP BY 1, 2
), taken AS (
    SELECT meeting.slot_id, stand.hall_id, count(DISTINCT meeting.stand_id) AS stands,
        count(*) AS meetings
    FROM meetings_meeting meeting
    JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
    LEFT JOIN exhibition_stand stand ON stand.id = meeting.stand_id
    WHERE timetable.edition_id = %(edition)s AND timetable.state = 'current' GROUP BY 1, 2
)
SELECT hour.date, hour.hour, room.code, room.name, sum(taken.meetings)::int,
    sum(taken.stands)::float / nullif(room.stands * hour.slots, 0)
FROM taken JOIN hour ON taken.slot_id = ANY (hour.ids)
LEFT JOIN room ON room.id = taken.hall_id
GROUP BY hour.date, hour.hour, hour.slots, room.code, room.name, room.stands
ORDER BY hour.date, hour.hour, room.code NULLS LAST
"""
_OVER_ASKED = """
WITH slots AS (
    SELECT count(*) AS count FROM fairs_slot WHERE edition_id = %(edition)s
), team AS (
    SELECT organisation_id, count(*) AS people FROM people_participation
    WHERE edition_id = %(edition)s AND state = 'approved' AND 'exhibitor' = ANY (roles)
    GROUP BY organisation_id
)
SELECT firm.code, firm.name, asked.count, coalesce(team.people, 0),
    coalesce(team.people, 0) * slots.count
FROM (
    SELECT recipient_id, count(*) AS count FROM meetings_meetingrequest
    WHERE edition_id = %(edition)s AND state IN ('pending', 'accepted')
        AND recipient_id IS NOT NULL
    GROUP BY recipient_id
) asked
JOIN people_organisation firm ON firm.id = asked.recipient_id
CROSS JOIN slots LEFT JOIN team ON team.organisation_id = asked.recipient_id
WHERE asked.count > coalesce(team.people, 0) * slots.count
ORDER BY asked.count - coalesce(team.people, 0) * slots.count DESC, firm.code LIMIT 20
"""
_AT_HOUR = """
SELECT DISTINCT booking.participation_id FROM meetings_booking booking
JOIN meetings_meeting meeting ON meeting.id = booking.meeting_id
JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
JOIN fairs_slot slot ON slot.id = meeting.slot_id
LEFT JOIN exhibition_stand stand ON stand.id = meeting.stand_id
LEFT JOIN exhibition_hall hall ON hall.id = stand.hall_id
WHERE timetable.edition_id = %(edition)s AND timetable.state = 'current'
    AND slot.date = %(date)s
    AND extract(hour FROM slot.starts_at AT TIME ZONE %(zone)s)::int = %(hour)s
    AND coalesce(hall.code, '') = %(hall)s
"""
_OF_FIRM = """
SELECT part.id FROM people_participation part
JOIN people_organisation firm ON firm.id = part.organisation_id
WHERE part.edition_id = %(edition)s AND part.state = 'approved'
    AND 'exhibitor' = ANY (part.roles) AND firm.code = %(firm)s
"""


@dataclass(frozen=True, slots=True)
class RequestFigures:
    """The requests of an edition, and how long answers were waited for."""

    total: int
    pending: int
    accepted: int
    declined: int
    expired: int
    half_within: dt.timedelta | None
    most_within: dt.timedelta | None

    @property
    def acceptance(self) -> float | None:
        """Return the share of those answered, or over unanswered, that were accepted."""
        answered = self.accepted + self.declined + self.expired
        return self.accepted / answered if answered else None


@dataclass(frozen=True, slots=True)
class HallHour:
    """The meetings of an hour in a hall, or elsewhere; ``share`` of its stands' time is taken."""

    date: dt.date
    hour: int
    hall: str
    name: LocalizedText | None
    meetings: int
    share: float | None


@dataclass(frozen=True, slots=True)
class OverAsked:
    """An exhibitor that more people ask for than its team has time for."""

    code: str
    name: LocalizedText
    asked: int
    team: int
    room: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All figures of the dashboard."""

    reached: dict[str, int]
    requests: RequestFigures
    fill: tuple[HallHour, ...]
    over_asked: tuple[OverAsked, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """Which figure's people are asked for: what they reached, an hour of a hall, or a firm."""

    reached: str = ""
    date: dt.date | None = None
    hour: int = 0
    hall: str = ""
    firm: str = ""


def read_dashboard(edition: Edition, *, moment: dt.datetime | None = None) -> Dashboard:
    """Return the figures of an edition; four queries, each over sets.

    As of a ``moment`` they are two, of people and of requests: what else there is, is of now.
    """
    given = _give(edition, moment)
    total, pending, accepted, declined, expired, waits = _ask(_REQUESTS, given)[0]
    half, most = (dt.timedelta(seconds=one) for one in waits) if waits else (None, None)
    reached = dict(_ask(_COUNT, given))
    if moment is not None:
        reached = {name: count for name, count in reached.items() if name not in NOW_ALONE}
    return Dashboard(
        reached=reached,
        requests=RequestFigures(total, pending, accepted, declined, expired, half, most),
        fill=() if moment else tuple(_read_fill(given)),
        over_asked=() if moment else tuple(_read_over_asked(given)),
    )


def _read_fill(given: dict[str, Any]) -> Iterator[HallHour]:
    for date, hour, hall, name, meetings, share in _ask(_FILL, given):
        yield HallHour(date, hour, hall or "", _read_text(name), meetings, share)


def _read_over_asked(given: dict[str, Any]) -> Iterator[OverAsked]:
    for code, name, asked, team, room in _ask(_OVER_ASKED, given):
        yield OverAsked(code, _read_text(name) or LocalizedText({}), asked, team, room)


def list_behind(
    edition: Edition, behind: Behind, *, moment: dt.datetime | None = None
) -> list[int]:
    """Return the participations that a figure counts, by their numbers; one query.

    Nobody is behind a figure that is of now alone, as of a ``moment``.
    """
    given = _give(edition, moment)
    if moment is not None and behind.reached not in set(Reached) - NOW_ALONE:
        return []
    if behind.reached:
        rows = _ask(_LIST, {**given, "reached": behind.reached})
    elif behind.firm:
        rows = _ask(_OF_FIRM, {**given, "firm": behind.firm})
    else:
        at = {"date": behind.date, "hour": behind.hour, "hall": behind.hall}
        rows = _ask(_AT_HOUR, {**given, **at})
    return sorted(number for (number,) in rows)


def _give(edition: Edition, moment: dt.datetime | None) -> dict[str, Any]:
    given = {"edition": edition.pk, "code": edition.code, "zone": edition.time_zone}
    return given if moment is None else {**given, "at": moment}


def _ask(query: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(choose_rows(query, then="at" in given), given)
        return list(cursor.fetchall())


def _read_text(value: Any) -> LocalizedText | None:
    if value is None:
        return None
    return LocalizedText(json.loads(value) if isinstance(value, str) else value)
