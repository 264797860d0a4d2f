"""A timetable planned near a version of an edition, after no-shows, closed stands, new requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from fairlead.apps.fairs.domain.digest_fair import digest_fair
from fairlead.apps.fairs.garbage_collection import pause_collection
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.fairs.runs import record_step, was_run
from fairlead.apps.meetings.models import OPEN_IN_SQL, Timetable
from fairlead.apps.meetings.queries.absent_parties import AbsentParties, find_away
from fairlead.apps.meetings.runs import BaseVersion, record_timetable
from fairlead.apps.transfer.gather import gather_some
from fairlead.chain.scheduling.open_meetings import MEETING_COLUMNS
from fairlead.chain.scheduling.replan_fair import HeldMeeting, ReplannedFair, Situation, replan_fair
from fairlead.chain.step import Progress, ignore_progress
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InputError, InvalidInput

_HELD = f"""
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
WHERE meeting.timetable_id = %(held_in)s AND request.state IN {OPEN_IN_SQL}
ORDER BY meeting.id
"""  # noqa: S608
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
class ReplanRequest:
    """What a timetable is to be planned near, and who is not there any more."""

    base: int = 0
    stands: Sequence[str] = ()
    people: Sequence[str] = ()
    keep: bool = False


@dataclass(frozen=True, slots=True)
class ReplanOutcome:
    """What was found, to be recorded."""

    fair: Fair
    version: Timetable
    found: ReplannedFair


@pause_collection()
def find_replan(
    edition: Edition,
    wanted: ReplanRequest,
    *,
    seed: int = 0,
    progress: Progress = ignore_progress,
    now: dt.datetime | None = None,
) -> ReplanOutcome:
    """Return a timetable near a version, not recorded yet.

    Raises InvalidInput for a stand or a person there is none of.
    """
    version = Timetable.objects.get(edition=edition, version=wanted.base)
    away = find_away(edition, wanted.stands, wanted.people)
    _refuse_unknown(away)
    fair = gather_some(edition, MEETING_COLUMNS)
    situation = Situation(
        held=_list_held(version),
        away=away.codes,
        first=_count_past(edition, now or timezone.now()),
        keep=wanted.keep,
    )
    found = replan_fair(fair, situation, seed=seed, progress=progress)
    progress("scheduling", found.timetable.step.summary, 1.0)
    return ReplanOutcome(fair, version, found)


def record_replan(edition: Edition, near: ReplanOutcome, *, seed: int = 0) -> Timetable | None:
    """Return the draft of what was found; None when there was nothing to plan."""
    step = near.found.timetable.step
    if not was_run(step):
        return None
    digest = digest_fair(near.fair, flows_digest=edition.flows_digest)
    with transaction.atomic():
        run = record_step(edition, step, seed=seed, input_digest=digest)
        kept = BaseVersion(near.version, near.found.carried)
        return record_timetable(run, near.found.timetable, near=kept)


def _list_held(version: Timetable) -> list[HeldMeeting]:
    """Return what a version holds, with all who come where the engine may not plan it."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"held_in": version.pk, "edition": version.edition_id})
        rows = cursor.fetchall()
        of_many = [row[0] for row in rows if row[-1]]
        people: dict[str, list[str]] = {}
        if of_many:
            cursor.execute(_WHO_COMES, {"held_in": version.pk, "requests": of_many})
            people = dict(cursor.fetchall())
    return [HeldMeeting._make((*row[:-1], tuple(people.get(row[0], ())))) for row in rows]


def _count_past(edition: Edition, now: dt.datetime) -> int:
    """Return how many slots have begun: what is held in them stays as it was."""
    return Slot.objects.filter(edition=edition, starts_at__lte=now).count()


def _refuse_unknown(found: AbsentParties) -> None:
    expected = {
        "expected a stand of the edition, such as 2-A14": found.unknown_stands,
        "expected the code or the address of somebody who takes part": found.unknown_people,
    }
    faults = [
        InputError("replan", words, value=one) for words, given in expected.items() for one in given
    ]
    if faults:
        raise InvalidInput(faults)
