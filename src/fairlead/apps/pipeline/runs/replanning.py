"""A timetable planned near a version of an edition, after no-shows, closed stands, new requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.domain.digest_fair import digest_fair
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.fairs.runs import record_step, was_run
from fairlead.apps.meetings.models import Timetable
from fairlead.apps.meetings.runs import Nearby, record_timetable
from fairlead.apps.people.models import Participation
from fairlead.apps.transfer.gather import gather_fair
from fairlead.chain.scheduling.replan_fair import Held, Replanned, Situation, replan_fair
from fairlead.chain.step import Progress, ignore_progress
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InputError, InvalidInput

_HELD = """
SELECT request.code, slot.date, slot.number, who.code, shared.number,
    meeting.locked, meeting.slots, CASE
        WHEN meeting.slots > 1 OR request.recipient_id IS NULL
            OR EXISTS (SELECT FROM meetings_requestparty party WHERE party.request_id = request.id)
        THEN ARRAY(SELECT person.code FROM meetings_attendance attendance
            JOIN people_participation person ON person.id = attendance.participation_id
            WHERE attendance.meeting_id = meeting.id AND attendance.timetable_id = %(held_in)s)
    END
FROM meetings_meeting meeting
JOIN meetings_meetingrequest request ON request.id = meeting.request_id
JOIN fairs_slot slot ON slot.id = meeting.slot_id
LEFT JOIN people_participation who ON who.id = meeting.representative_id
LEFT JOIN meetings_table shared ON shared.id = meeting.table_id
WHERE meeting.timetable_id = %(held_in)s AND request.state IN ('pending', 'accepted')
ORDER BY meeting.id
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
    fair = gather_fair(edition)
    situation = Situation(
        held=_list_held(edition, version, fair),
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


def _list_held(edition: Edition, version: Timetable, fair: Fair) -> list[Held]:
    per_day = fair.settings.slots.per_day
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"held_in": version.pk})
        rows = cursor.fetchall()
    return [
        Held(
            request=code,
            slot=(date - edition.first_day).days * per_day + number - 1,
            representative=who,
            table=table,
            locked=locked,
            slots=slots,
            people=tuple(people or ()),
        )
        for code, date, number, who, table, locked, slots, people in rows
    ]


def _count_past(edition: Edition, now: dt.datetime) -> int:
    """Return how many slots have begun: what is held in them stays as it was."""
    return Slot.objects.filter(edition=edition, starts_at__lte=now).count()


def _find_exhibitors(edition: Edition, stands: Sequence[str]) -> set[str]:
    """Return the codes of the exhibitors at some stands, given by code or as hall and number."""
    found: set[str] = set()
    unknown = []
    for one in stands:
        hall, _, number = one.replace(" ", "-").partition("-")
        place = Stand.objects.filter(
            Q(code__iexact=one) | Q(hall__code__iexact=hall, number__iexact=number),
            edition=edition,
        )
        if not place.exists():
            unknown.append(one)
        hosts = Exhibitor.objects.filter(stand__in=place)
        found.update(hosts.values_list("organisation__code", flat=True))
    _refuse(unknown, "expected a stand of the edition, such as 2-A14")
    return found


def _find_people(edition: Edition, people: Sequence[str]) -> set[str]:
    """Return the codes of participants, given by code or address."""
    found: set[str] = set()
    unknown = []
    for one in people:
        rows = Participation.objects.filter(
            Q(code__iexact=one) | Q(person__email__iexact=one), edition=edition
        )
        codes = set(rows.values_list("code", flat=True))
        if not codes:
            unknown.append(one)
        found |= codes
    _refuse(unknown, "expected the code or the address of somebody who takes part")
    return found


def _refuse(unknown: Sequence[str], expected: str) -> None:
    if unknown:
        raise InvalidInput([InputError("replan", expected, value=one) for one in unknown])
