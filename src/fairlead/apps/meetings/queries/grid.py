"""A timetable as a grid: stands, people or tables as rows, slots across, the meetings within.

A page asks for the rows first, which are few words each, and for the meetings of those rows that
it shows. So a fair of a thousand exhibitors is looked at as quickly as one of ten.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import connection

from fairlead.apps.fairs.language import chooser
from fairlead.apps.meetings.models import Timetable, TimetableState
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.formats import join_items

By = Literal["stands", "people", "tables"]
VIEWS: tuple[By, ...] = ("stands", "people", "tables")
ONLINE = 0  # the row of what is held online, among the tables
MOST_ROWS = 200

_ROWS: dict[str, str] = {
    "stands": """
        SELECT stand.id, firms.names, hall.code || ' ' || stand.number,
            coalesce(seats.seats, 1)
        FROM exhibition_stand stand JOIN exhibition_hall hall ON hall.id = stand.hall_id
        JOIN (
            SELECT stand_id, jsonb_agg(firm.name ORDER BY firm.id) AS names
            FROM exhibition_exhibitor host
            JOIN people_organisation firm ON firm.id = host.organisation_id
            WHERE host.edition_id = %(edition)s GROUP BY 1
        ) firms ON firms.stand_id = stand.id
        LEFT JOIN (
            SELECT stand_id, max(seat) AS seats FROM meetings_meeting
            WHERE timetable_id = %(held_in)s GROUP BY 1
        ) seats ON seats.stand_id = stand.id
        WHERE stand.edition_id = %(edition)s ORDER BY hall.code, stand.number, stand.id
    """,
    "people": """
        WITH asked AS (
            SELECT requester_id AS id FROM meetings_meetingrequest WHERE id = ANY (
                SELECT request_id FROM meetings_meeting WHERE timetable_id = %(held_in)s
                UNION SELECT request_id FROM meetings_unheld WHERE timetable_id = %(held_in)s
            )
            UNION SELECT participation_id FROM meetings_attendance WHERE timetable_id = %(held_in)s
        )
        SELECT who.id, jsonb_build_array(person.name), firm.name::text, 1
        FROM asked JOIN people_participation who ON who.id = asked.id
        JOIN people_person person ON person.id = who.person_id
        LEFT JOIN people_organisation firm ON firm.id = who.organisation_id
        ORDER BY who.code, who.id
    """,
    "tables": """
        SELECT id, NULL, number::text, 1 FROM meetings_table WHERE edition_id = %(edition)s
        UNION ALL
        SELECT 0, NULL, '', max(many) FROM (
            SELECT count(*) AS many FROM meetings_meeting
            WHERE timetable_id = %(held_in)s AND place = 'online' GROUP BY slot_id
        ) online HAVING max(many) > 0
        ORDER BY 1
    """,
}
_ENTRIES = """
SELECT {row}, meeting.slot_id, meeting.slots, meeting.request_id, meeting.locked,
    request.state = 'pending', coalesce(asking.name, asker.name), coalesce(asked.name, guest.name)
    {further}
FROM meetings_meeting meeting
JOIN meetings_meetingrequest request ON request.id = meeting.request_id
{join}
JOIN people_participation requester ON requester.id = request.requester_id
JOIN people_person asker ON asker.id = requester.person_id
LEFT JOIN people_organisation asking ON asking.id = requester.organisation_id
LEFT JOIN people_organisation asked ON asked.id = request.recipient_id
LEFT JOIN people_participation invitee ON invitee.id = request.invitee_id
LEFT JOIN people_person guest ON guest.id = invitee.person_id
WHERE meeting.timetable_id = %(held_in)s AND {where}
    AND (%(request)s::bigint IS NULL OR meeting.request_id = %(request)s)
ORDER BY 1, 2, meeting.id
"""
_PARTS: dict[str, dict[str, str]] = {
    "stands": {
        "row": "meeting.stand_id",
        "join": "",
        "further": ", false",
        "where": "(%(keys)s::bigint[] IS NULL AND meeting.stand_id IS NOT NULL"
        " OR meeting.stand_id = ANY (%(keys)s))",
    },
    "people": {
        "row": "attendance.participation_id",
        "join": "JOIN meetings_attendance attendance ON attendance.meeting_id = meeting.id"
        " AND attendance.timetable_id = %(held_in)s",
        "further": ", attendance.participation_id = request.requester_id",
        "where": "(%(keys)s::bigint[] IS NULL OR attendance.participation_id = ANY (%(keys)s))",
    },
    "tables": {
        "row": "coalesce(meeting.table_id, 0)",
        "join": "",
        "further": ", false",
        "where": "meeting.place <> 'stand' AND (%(keys)s::bigint[] IS NULL"
        " OR coalesce(meeting.table_id, 0) = ANY (%(keys)s))",
    },
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the grid: a stand with its firms, a person with the firm, or a table.

    ``also`` are the row's own names in the languages in which they are not shown.
    """

    key: int
    name: str
    beside: str
    lanes: int
    also: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting in a row: the request's number, who is met there, and how it stands."""

    row: int
    slot: int
    slots: int
    request: int
    name: str
    locked: bool
    pending: bool


def list_rows(held_in: Timetable, by: By) -> list[Row]:
    """Return the rows of a view in their order; one query."""
    choose = chooser(held_in.edition)

    def read(texts: Any) -> list[LocalizedText]:
        found = json.loads(texts) if isinstance(texts, str) else texts
        return [LocalizedText(one) for one in found or ()]

    def build(key: int, named: list[LocalizedText], beside: Any, lanes: int) -> Row:
        shown = [choose(one) for one in named]
        said = {one for text in named for _tag, one in text.items()}
        also = " ".join(sorted(said.difference(map(str, shown))))
        if by == "people":
            beside = join_items(choose(one) for one in read(f"[{beside}]" if beside else None))
        return Row(key, join_items(shown), beside, lanes, also)

    rows = _ask(_ROWS[by], _tell(held_in))
    return [build(key, read(names), beside, lanes) for key, names, beside, lanes in rows]


def list_entries(
    held_in: Timetable, by: By, *, keys: Sequence[int] | None = None, request: int | None = None
) -> list[Entry]:
    """Return the meetings of some rows of a view, or of one request; one query."""
    choose = chooser(held_in.edition)
    named: dict[str, str] = {}

    def name(text: Any) -> str:
        if text not in named:
            named[text] = str(choose(LocalizedText(json.loads(text)))) if text else ""
        return named[text]

    given = _tell(held_in) | {"keys": None if keys is None else list(keys), "request": request}
    found = []
    for row, slot, slots, asked_for, locked, pending, asks, asked, mine in _ask(
        _ENTRIES.format(**_PARTS[by]), given
    ):
        if by == "tables":
            shown = f"{name(asks)} – {name(asked)}"
        else:
            shown = name(asked) if mine else name(asks)
        found.append(Entry(row, slot, slots, asked_for, shown, locked, pending))
    return found


def is_editable(held_in: Timetable) -> bool:
    """Return whether meetings can be moved about in it: it is a draft."""
    return held_in.state == TimetableState.DRAFT


def _tell(held_in: Timetable) -> dict[str, Any]:
    return {"edition": held_in.edition_id, "held_in": held_in.pk}


def _ask(query: str, given: dict[str, Any]) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        found: Sequence[Any] = cursor.fetchall()
    return found
