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
from fairlead.apps.meetings.models import OPEN_IN_SQL
from fairlead.folder.localized_text import LocalizedText


class FunnelStage(TextChoices):
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


FUNNEL = tuple(FunnelStage)[:10]
LACKING = tuple(FunnelStage)[10:]
NOW_ALONE = frozenset({FunnelStage.TIMELESS, FunnelStage.WITHOUT})
"""What only those of now are known of."""

# Anyone who takes part, with all that each has reached. A request of a firm is its whole team's to
# answer, until somebody is assigned. What came of meetings is looked up from its own rows, of which
# there are few before a fair; bookings belong to the meetings that hold now.
_PEOPLE = """
WITH timed AS (
    SELECT meeting.request_id FROM meetings_meeting meeting WHERE meeting.timetable_id = (
        SELECT id FROM meetings_timetable
        WHERE edition_id = %(edition)s AND state = 'current'
    )
), request AS MATERIALIZED (
    SELECT one.*, one.state = 'accepted' AND timed.request_id IS NULL AS timeless
    FROM ({requests}) one LEFT JOIN timed ON timed.request_id = one.id
), said AS MATERIALIZED (
    SELECT outcome.request_id AS request FROM meetings_outcome outcome
    JOIN request ON request.id = outcome.request_id WHERE outcome.said_at <= {until}
    GROUP BY outcome.request_id
), came AS (
    SELECT request, bool_or(outcome) AS outcome, bool_or(outcome OR held) AS held,
        bool_or(consortium) AS consortium, bool_or(project) AS project
    FROM (
        SELECT request, true AS outcome, false AS held, false AS consortium, false AS project
        FROM said
        UNION ALL
        SELECT checked.request_id, false, true, false, false FROM meetings_checkin checked
        JOIN request ON request.id = checked.request_id AND request.state = 'accepted'
        WHERE checked.at <= {until}
        GROUP BY checked.request_id, checked.begins HAVING count(DISTINCT checked.side) > 1
        UNION ALL
        SELECT started.request_id, false, false, started.kind = 'consortium',
            started.kind = 'project'
        FROM meetings_started started JOIN request ON request.id = started.request_id
        WHERE started.at <= {until}
    ) one GROUP BY request
), met AS MATERIALIZED (
    SELECT booking.participation_id AS who, bool_or(held) AS held, bool_or(outcome) AS outcome,
        bool_or(consortium) AS consortium, bool_or(project) AS project
    FROM came JOIN meetings_meeting meeting ON meeting.request_id = came.request
    JOIN meetings_booking booking ON booking.meeting_id = meeting.id
    GROUP BY booking.participation_id
), asking AS (
    SELECT requester_id AS who, state = 'accepted' AS accepted, timeless, false AS owes
    FROM request
    UNION ALL
    SELECT one.who, state = 'accepted', timeless,
        state = 'pending' AND one.who = coalesce(assigned_id, invitee_id)
    FROM request CROSS JOIN LATERAL (VALUES (invitee_id), (assigned_id)) one (who)
    WHERE coalesce(invitee_id, assigned_id) IS NOT NULL AND one.who IS NOT NULL
    UNION ALL
    SELECT coalesce(party.attends_id, party.participation_id), request.state = 'accepted',
        request.timeless, false
    FROM meetings_requestparty party JOIN request ON request.id = party.request_id
    WHERE party.answer <> 'declined' AND coalesce(attends_id, participation_id) IS NOT NULL
), asks AS MATERIALIZED (
    SELECT who, bool_or(accepted) AS accepted, bool_or(timeless) AS timeless,
        bool_or(owes) AS owes
    FROM asking GROUP BY who
), firm AS MATERIALIZED (
    SELECT recipient_id AS id,
        bool_or(state = 'pending' AND assigned_id IS NULL) AS owes
    FROM request WHERE recipient_id IS NOT NULL GROUP BY recipient_id
), part AS (
    SELECT part.*, asks.who IS NOT NULL OR firm.id IS NOT NULL AS has_requests,
        asks.accepted, asks.timeless, asks.owes OR firm.owes AS owes,
        met.held, met.outcome, met.consortium, met.project, EXISTS (
            SELECT FROM meetings_booking booking WHERE booking.participation_id = part.id
        ) AS booked
    FROM ({parts}) part
    LEFT JOIN asks ON asks.who = part.id
    LEFT JOIN met ON met.who = part.id
    LEFT JOIN firm ON firm.id = part.organisation_id AND 'exhibitor' = ANY (part.roles)
), people AS (
    SELECT id,
        person_id IN (
            SELECT message.person_id FROM outbox_message message
            WHERE message.edition_id = %(edition)s AND message.purpose = 'invitation'
            AND message.state NOT IN ('held', 'cancelled')
            AND coalesce(message.sent_at, message.queued_at) <= {until}
            AND message.person_id IS NOT NULL
        ) AS invited,
        state <> 'cancelled' AS registered,
        taking AS approved,
        taking AND complete AS profile,
        taking AND has_requests AS request,
        taking AND (accepted OR {booked}) AS accepted,
        held, outcome, consortium, project,
        taking AND NOT has_requests AS unasked,
        taking AND owes AS unanswered,
        taking AND timeless AS timeless,
        taking AND has_requests AND NOT booked AS without,
        id IN (
            SELECT unnest(missed.absent) FROM meetings_noshow missed
            JOIN request ON request.id = missed.request_id WHERE missed.at <= {until}
        ) AS missed
    FROM part
)
"""
_COUNTS = ", ".join(f"count(*) FILTER (WHERE {one})" for one in FunnelStage.values)
_COUNT = f"{_PEOPLE} SELECT {_COUNTS} FROM people"  # noqa: S608  constants
_LIST = {
    one: f"{_PEOPLE} SELECT id FROM people WHERE {one} ORDER BY id"  # noqa: S608  constants
    for one in FunnelStage.values
}
_REQUESTS = """
SELECT count(*), count(*) FILTER (WHERE state = 'pending'),
    count(*) FILTER (WHERE state = 'accepted'), count(*) FILTER (WHERE state = 'declined'),
    count(*) FILTER (WHERE state = 'expired'),
    percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (
        ORDER BY extract(epoch FROM answered_at - asked_at)
    ) FILTER (WHERE state IN ('accepted', 'declined') AND answered_at >= asked_at)
FROM ({requests}) request
"""
# A meeting is of the hour in which it begins; the time of a stand is taken by all its slots.
_FILL = """
WITH room AS (
    SELECT hall.id, hall.code, hall.name, count(DISTINCT host.stand_id) AS stands
    FROM exhibition_hall hall JOIN exhibition_stand stand ON stand.hall_id = hall.id
    JOIN exhibition_exhibitor host ON host.stand_id = stand.id
    WHERE hall.edition_id = %(edition)s GROUP BY hall.id
), slot AS MATERIALIZED (
    SELECT id, date, extract(hour FROM starts_at AT TIME ZONE %(zone)s)::int AS hour
    FROM fairs_slot WHERE edition_id = %(edition)s
), hour AS (
    SELECT date, hour, count(*) AS slots FROM slot GROUP BY date, hour
), beginning AS (
    SELECT slot_id, stand_id, count(*) AS meetings, 0 AS stands FROM meetings_meeting
    WHERE timetable_id = (
        SELECT id FROM meetings_timetable
        WHERE edition_id = %(edition)s AND state = 'current'
    )
    GROUP BY slot_id, stand_id
), used AS (
    SELECT DISTINCT slot_id, stand_id, 0 AS meetings, 1 AS stands FROM meetings_placeslot
    WHERE slot_id IN (SELECT id FROM slot) AND stand_id IS NOT NULL
), taken AS (
    SELECT slot.date, slot.hour, stand.hall_id, sum(meetings) AS meetings,
        sum(one.stands) AS stands
    FROM (TABLE beginning UNION ALL TABLE used) one JOIN slot ON slot.id = one.slot_id
    LEFT JOIN exhibition_stand stand ON stand.id = one.stand_id
    GROUP BY slot.date, slot.hour, stand.hall_id
)
SELECT date, hour, room.code, room.name, taken.meetings::int,
    taken.stands::float / nullif(room.stands * hour.slots, 0)
FROM taken JOIN hour USING (date, hour) LEFT JOIN room ON room.id = taken.hall_id
ORDER BY date, hour, room.code NULLS LAST
"""
_OVER_ASKED = f"""
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
    WHERE edition_id = %(edition)s AND state IN {OPEN_IN_SQL}
        AND recipient_id IS NOT NULL
    GROUP BY recipient_id
) asked
JOIN people_organisation firm ON firm.id = asked.recipient_id
CROSS JOIN slots LEFT JOIN team ON team.organisation_id = asked.recipient_id
WHERE asked.count > coalesce(team.people, 0) * slots.count
ORDER BY asked.count - coalesce(team.people, 0) * slots.count DESC, firm.code LIMIT 20
"""  # noqa: S608
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
class OverloadedExhibitor:
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
    over_asked: tuple[OverloadedExhibitor, ...]


@dataclass(frozen=True, slots=True)
class FigureKey:
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
    reached = dict(zip(FunnelStage.values, _ask(_COUNT, given)[0], strict=True))
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


def _read_over_asked(given: dict[str, Any]) -> Iterator[OverloadedExhibitor]:
    for code, name, asked, team, room in _ask(_OVER_ASKED, given):
        yield OverloadedExhibitor(code, _read_text(name) or LocalizedText({}), asked, team, room)


def list_behind(
    edition: Edition, behind: FigureKey, *, moment: dt.datetime | None = None
) -> list[int]:
    """Return the participations that a figure counts, by their numbers; one query.

    Nobody is behind a figure that is of now alone, as of a ``moment``.
    """
    given = _give(edition, moment)
    if moment is not None and behind.reached not in set(FunnelStage) - NOW_ALONE:
        return []
    if behind.reached:
        rows = _ask(_LIST[behind.reached], given)
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
