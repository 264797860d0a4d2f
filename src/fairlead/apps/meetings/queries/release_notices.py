"""Whom a release tells of what: a line for each meeting that changes for somebody."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection

from fairlead.apps.meetings.queries.sides import join_names
from fairlead.folder.localized_text import LocalizedText

# Asked of `changed` and `concerned`, which the release describes.
LINES = """
SELECT participation_id, participation.person_id,
    CASE WHEN before THEN slot_was END, CASE WHEN after THEN slot END,
    changed.place, changed.stand_id, changed.table_id,
    CASE WHEN participation_id = request.requester_id
        THEN request.recipient_id ELSE requester.organisation_id END,
    CASE WHEN participation_id = request.requester_id
        THEN guest.person_id ELSE requester.person_id END,
    request.slots, request_id, participation.organisation_id
FROM concerned JOIN changed USING (request_id)
JOIN meetings_meetingrequest request ON request.id = request_id
JOIN people_participation participation ON participation.id = participation_id
JOIN people_participation requester ON requester.id = request.requester_id
LEFT JOIN people_participation guest ON guest.id = request.invitee_id
ORDER BY 2, coalesce(slot, slot_was), request_id
"""
# Those who meet by requests of three and more: a firm, a person, or a person who asks for a firm.
_OF_MANY = """
WITH many AS (
    SELECT DISTINCT request_id AS id FROM meetings_requestparty
    WHERE request_id = ANY (%s) AND answer <> 'declined'
)
SELECT request.id, one.organisation_id, one.id, one.person_id, 1 AS place, 0 AS further
FROM many JOIN meetings_meetingrequest request USING (id)
JOIN people_participation one ON one.id = request.requester_id
UNION ALL
SELECT request.id, request.recipient_id, one.id, one.person_id, 2, 0
FROM many JOIN meetings_meetingrequest request USING (id)
LEFT JOIN people_participation one ON one.id = request.invitee_id
UNION ALL
SELECT many.id, party.exhibitor_id, one.id, one.person_id, 3, party.id
FROM many JOIN meetings_requestparty party ON party.request_id = many.id
LEFT JOIN people_participation one ON one.id = party.participation_id
WHERE party.answer <> 'declined'
ORDER BY 1, place, further
"""
_SPOKEN = "SELECT id, languages FROM people_person WHERE id = ANY (%s)"
_FIRMS = "SELECT id, name FROM people_organisation WHERE id = ANY (%s)"
_NAMES = "SELECT id, name FROM people_person WHERE id = ANY (%s)"
_STANDS = "SELECT id, hall_id, number FROM exhibition_stand WHERE id = ANY (%s)"
_TABLES = "SELECT id, number FROM meetings_table WHERE id = ANY (%s)"


_Name = Mapping[str, str]


class MeetingChangeNotice(NamedTuple):
    """A meeting that changes for somebody; a slot that is None: not in it before, or any more."""

    participation: int
    person: int
    languages: tuple[str, ...]
    before: int | None
    after: int | None
    place: str
    hall: int | None
    stand: str | None
    table: int | None
    other: _Name
    slots: int = 1
    """How many it lasts."""


class _Party(NamedTuple):
    """One of those who meet: an exhibitor, or a person, who may ask for a firm."""

    firm: int | None
    participation: int | None
    person: int | None

    def is_of(self, who: int, firm: int | None) -> bool:
        """Return whether a participant with a firm is it, or comes for it."""
        if self.participation is not None:
            return self.participation == who
        return self.firm == firm


def build_notice(rows: Sequence[Any]) -> list[MeetingChangeNotice]:
    """Return the lines of the rows of `LINES`; six queries.

    Names and languages are few beside the lines that have them, so they are read apart.
    """
    parties = _read_parties({row[10] for row in rows})
    of_many = [one for met in parties.values() for one in met]
    spoken = {pk: tuple(languages) for pk, languages in _read(_SPOKEN, {row[1] for row in rows})}
    stands = {pk: (hall, number) for pk, hall, number in _read(_STANDS, {row[5] for row in rows})}
    tables = dict(_read(_TABLES, {row[6] for row in rows}))
    firms = _read_names(_FIRMS, {*(row[7] for row in rows), *(one.firm for one in of_many)})
    names = _read_names(_NAMES, {*(row[8] for row in rows), *(one.person for one in of_many)})
    nowhere, nobody = (None, None), dict[str, str]()

    def name(firm: int | None, person: int | None) -> _Name:
        return firms.get(firm) or names.get(person, nobody)

    def name_others(who: int, firm: int | None, met: Sequence[_Party]) -> _Name:
        others = (one for one in met if not one.is_of(who, firm))
        return join_names(LocalizedText(name(one.firm, one.person)) for one in others)

    return [
        MeetingChangeNotice(
            who,
            person,
            spoken[person],
            before,
            after,
            place,
            *stands.get(stand, nowhere),
            tables.get(table),
            name_others(who, own, parties[asked]) if asked in parties else name(firm, other),
            slots,
        )
        for who, person, before, after, place, stand, table, firm, other, slots, asked, own in rows
    ]


def _read_parties(requests: Collection[int]) -> dict[int, list[_Party]]:
    """Return those who meet by each request of three and more."""
    found: dict[int, list[_Party]] = defaultdict(list)
    for request, firm, participation, person, _place, _further in _read(_OF_MANY, requests):
        found[request].append(_Party(firm, participation, person))
    return dict(found)


def _read_names(query: str, keys: Collection[int | None]) -> dict[int | None, _Name]:
    return {pk: json.loads(name) for pk, name in _read(query, keys)}


def _read(query: str, keys: Collection[int | None]) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, [list({*keys} - {None})])
        found: Sequence[Any] = cursor.fetchall()
        return found
