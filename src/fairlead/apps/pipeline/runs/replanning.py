"""A timetable planned near a version of an edition, after no-shows, closed stands, new requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.domain.digest_fair import digest_fair
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.fairs.runs import record_step, was_run
from fairlead.apps.fairs.uncollected import pause_collection
from fairlead.apps.meetings.models import Timetable
from fairlead.apps.meetings.runs import Nearby, record_timetable
from fairlead.apps.transfer.gather import gather_some
from fairlead.chain.scheduling.open_meetings import MEETING_COLUMNS
from fairlead.chain.scheduling.replan_fair import Held, Replanned, Situation, replan_fair
from fairlead.chain.step import Progress, ignore_progress
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InputError, InvalidInput

_HELD = """
WITH place AS MATERIALIZED (
    SELECT id, row_number() OVER (ORDER BY date, number) - 1 AS slot FROM fairs_slot
    WHERE edition_id = %(edition)s
)
SELECT request.code, place.slot, who.code, shared.number, meeting.locked, meeting.slots,
    meeting.slots > 1 OR request.recipient_id IS NULL OR EXISTS (
        SELECT FROM meetings_requestparty party WHERE party.request_id = request.id
    )
FROM meetings_meeting meeting
JOIN meetings_meetingrequest request ON request.id = meeting.request_id
JOIN place ON place.id = meeting.slot_id
LEFT JOIN people_participation who ON who.id = meeting.representative_id
LEFT JOIN meetings_table shared ON shared.id = meeting.table_id
WHERE meeting.timetable_id = %(held_in)s AND request.state IN ('pending', 'accepted')
ORDER BY meeting.id
"""
_WHO_COMES = """
SELECT request.code, array_agg(person.code)
FROM meetings_meeting meeting
JOIN meetings_meetingrequest request ON request.id = meeting.request_id
JOIN meetings_attendance attendance ON attendance.meeting_id = meeting.id
    AND attendance.timetable_id = %(held_in)s
JOIN people_participation person ON person.id = attendance.participation_id
WHERE meeting.timetable_id = %(held_in)s AND request.code = ANY (%(requests)s)
GROUP BY request.code
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a timetable is to be planned near, and who is not there any more."""

    base: int = 0
    stands: Sequence[str] = ()
    people: Sequence[str] = ()
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """What was found, to be recorded."""

    fair: Fair
    version: Timetable
    found: Replanned


@pause_collection()
def find_replan(
    edition: Edition,
    wanted: Wanted,
    *,
    seed: int = 0,
    progress: Progress = ignore_progress,
    now: dt.datetime | None = None,
) -> Near:
    """Return a timetable near a version, not recorded yet.

    Raises InvalidInput for a stand or a person there is none of.
    """
    version = Timetable.objects.get(edition=edition, version=wanted.base)
    away = _find_exhibitors(edition, wanted.stands) | _find_people(edition, wanted.people)
    fair = gather_some(edition, MEETING_COLUMNS)
    situation = Situation(
        held=_list_held(version),
        away=away,
        first=_count_past(edition, now or timezone.now()),
        keep=wanted.keep,
    )
    found = replan_fair(fair, situation, seed=seed, progress=progress)
    progress("scheduling", found.timetable.step.summary, 1.0)
    return Near(fair, version, found)


def record_replan(edition: Edition, near: Near, *, seed: int = 0) -> Timetable | None:
    """Return the draft of what was found; None when there was nothing to plan."""
    step = near.found.timetable.step
    if not was_run(step):
        return None
    digest = digest_fair(near.fair, flows_digest=edition.flows_digest)
    with transaction.atomic():
        run = record_step(edition, step, seed=seed, input_digest=digest)
        kept = Nearby(near.version, near.found.carried)
        return record_timetable(run, near.found.timetable, near=kept)


def _list_held(version: Timetable) -> list[Held]:
    """Return what a version holds, with all who come where the engine may not plan it."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"held_in": version.pk, "edition": version.edition_id})
        rows = cursor.fetchall()
        of_many = [row[0] for row in rows if row[-1]]
        people: dict[str, list[str]] = {}
        if of_many:
            cursor.execute(_WHO_COMES, {"held_in": version.pk, "requests": of_many})
            people = dict(cursor.fetchall())
    return [Held._make((*row[:-1], tuple(people.get(row[0], ())))) for row in rows]


def _count_past(edition: Edition, now: dt.datetime) -> int:
    """Return how many slots have begun: what is held in them stays as it was."""
    return Slot.objects.filter(edition=edition, starts_at__lte=now).count()


def _find_exhibitors(edition: Edition, stands: Sequence[str]) -> set[str]:
    """Return the codes of the exhibitors at some stands, given by code or as hall and number."""
    if not stands:
        return set()
    rows = Stand.objects.filter(edition=edition).values_list("pk", "code", "hall__code", "number")
    places: dict[str, int] = {}
    for stand, code, hall, number in rows:
        places |= {code.upper(): stand, f"{hall}-{number}".upper(): stand}
    given = {one: places.get(one.upper()) or places.get(_join_place(one)) for one in stands}
    unknown = [one for one, stand in given.items() if stand is None]
    _refuse(unknown, "expected a stand of the edition, such as 2-A14")
    hosts = Exhibitor.objects.filter(stand__in=given.values())
    return set(hosts.values_list("organisation__code", flat=True))


def _join_place(one: str) -> str:
    """Return a hall and a number, written with a blank or a dash between them, as one word."""
    return one.replace(" ", "-", 1).upper()


_PEOPLE = """
WITH given AS (SELECT word, upper(word) AS said FROM unnest(%(people)s::text[]) word)
SELECT word, code FROM given
JOIN people_participation one ON upper(one.code) = said AND one.edition_id = %(edition)s
UNION
SELECT word, code FROM given
JOIN people_person person ON upper(person.email) = said
JOIN people_participation one ON one.person_id = person.id AND one.edition_id = %(edition)s
"""


def _find_people(edition: Edition, people: Sequence[str]) -> set[str]:
    """Return the codes of participants, given by code or address."""
    if not people:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, {"people": list(people), "edition": edition.pk})
        found: list[tuple[str, str]] = cursor.fetchall()
    known = {word for word, _ in found}
    unknown = [one for one in people if one not in known]
    _refuse(unknown, "expected the code or the address of somebody who takes part")
    return {code for _, code in found}


def _refuse(unknown: Sequence[str], expected: str) -> None:
    if unknown:
        raise InvalidInput([InputError("replan", expected, value=one) for one in unknown])
