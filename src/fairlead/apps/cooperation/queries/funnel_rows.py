"""The rows that the figures of the funnel are counted from: those of now, or as of a moment.

They are SQL, constants all of them. What a reader asks for goes to the database as parameters:
``edition`` and ``code``, the number and code of the edition, and ``at``, the moment.
"""

from __future__ import annotations

_REQUESTS_NOW = """
    SELECT id, requester_id, recipient_id, invitee_id, assigned_id, state, asked_at, answered_at
    FROM meetings_meetingrequest WHERE edition_id = %(edition)s
"""
# One that came with a folder has no events: it was answered when it says so, or long ago. Without a
# day it was asked when who asks was there.
_REQUESTS_THEN = """
    SELECT request.id, requester_id, recipient_id, invitee_id, assigned_id, asked_at,
        CASE WHEN answered_at <= %(at)s THEN answered_at END AS answered_at,
        coalesce(before.state, CASE
            WHEN answered_at > %(at)s OR after.state IS NOT NULL THEN 'pending'
            ELSE request.state END) AS state
    FROM meetings_meetingrequest request
    JOIN people_participation asker ON asker.id = requester_id
    LEFT JOIN (
        SELECT DISTINCT ON (request_id) request_id, event.state
        FROM meetings_requestevent event JOIN meetings_meetingrequest one ON one.id = request_id
        WHERE one.edition_id = %(edition)s AND event.at <= %(at)s
        ORDER BY request_id, event.at DESC, event.id DESC
    ) before ON before.request_id = request.id
    LEFT JOIN (
        SELECT DISTINCT ON (request_id) request_id, event.state
        FROM meetings_requestevent event JOIN meetings_meetingrequest one ON one.id = request_id
        WHERE one.edition_id = %(edition)s AND event.at > %(at)s
        ORDER BY request_id
    ) after ON after.request_id = request.id
    WHERE request.edition_id = %(edition)s AND coalesce(asked_at, registered_at) <= %(at)s
"""
_PARTS_NOW = """
    SELECT part.id, person_id, organisation_id, roles, state, state = 'approved' AS taking,
        person.country <> '' AND cardinality(person.languages) > 0 AND part.position <> '{}'
            AND part.organisation_id IS NOT NULL AS complete
    FROM people_participation part JOIN people_person person ON person.id = part.person_id
    WHERE edition_id = %(edition)s
"""
# Team, roles and state are those that the database keeps. Where that begins later, the first change
# that is recorded after the moment says what the state was before it.
_PARTS_THEN = """
    SELECT past.*, past.state = 'approved' AS taking FROM (
        SELECT part.id, part.person_id, firm.id AS organisation_id,
            coalesce(
                ARRAY(SELECT jsonb_array_elements_text(was.state -> 'roles')), part.roles
            ) AS roles,
            (was.state -> 'complete')::bool AS complete,
            CASE WHEN was.is_known THEN was.state ->> 'state'
                ELSE coalesce(later.state, was.state ->> 'state', part.state) END AS state
        FROM people_participation part
        LEFT JOIN (
            SELECT DISTINCT ON (key) key, state, since <= %(at)s AS is_known FROM fairs_history
            WHERE edition = %(code)s AND kind = 'participation' AND state IS NOT NULL
            ORDER BY key, since > %(at)s, CASE WHEN since <= %(at)s THEN since END DESC, since
        ) was ON was.key = part.code
        LEFT JOIN people_organisation firm
            ON firm.edition_id = part.edition_id AND firm.code = was.state ->> 'organisation'
        LEFT JOIN (
            SELECT DISTINCT ON (about_id) about_id, before ->> 'state' AS state
            FROM people_change
            WHERE edition = %(code)s AND about = 'people_participation' AND at > %(at)s
                AND before -> 'state' IS NOT NULL
            ORDER BY about_id, id
        ) later ON later.about_id = part.id
        WHERE part.edition_id = %(edition)s AND part.registered_at <= %(at)s
    ) past
"""

# Timetables of before are not kept: somebody had a meeting who has one now that was accepted then.
_BOOKED_THEN = """
    (held OR part.id IN (
        SELECT booking.participation_id FROM request
        JOIN meetings_meeting meeting ON meeting.request_id = request.id
        JOIN meetings_booking booking ON booking.meeting_id = meeting.id
        WHERE request.state = 'accepted'
    ))
"""

_NOW = {
    "requests": _REQUESTS_NOW,
    "parts": _PARTS_NOW,
    "until": "'infinity'",
    "booked": "booked",
}
_THEN = {
    "requests": _REQUESTS_THEN,
    "parts": _PARTS_THEN,
    "until": "%(at)s",
    "booked": _BOOKED_THEN,
}


def choose_rows(query: str, *, then: bool) -> str:
    """Return a query with its places filled, ``then`` for a moment; ``{{`` is a brace itself.

    Its places are {requests} and {parts}, rows of requests and of participations, {until}, the last
    moment of what counts, and {booked}, whether somebody had a meeting by then.
    """
    return query.format_map(_THEN if then else _NOW)
