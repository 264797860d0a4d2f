"""Meetings at stands follow their firm to another one; people are told where they are to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from fairlead.apps.fairs.draw_code import draw_code
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.tell_of_release import tell_of_meetings
from fairlead.apps.meetings.models import (
    Booking,
    Meeting,
    TimetableState,
    Unheld,
)
from fairlead.apps.meetings.queries.release_notices import MeetingChangeNotice
from fairlead.apps.meetings.queries.sides import name_other_side
from fairlead.apps.people.models import Participation
from fairlead.folder.choices import CHANGED_SINCE
from fairlead.folder.stand_seats import Times, choose_seats

_CURRENT, _DRAFT = TimetableState.CURRENT, TimetableState.DRAFT
Place = tuple[int, int]
"""A stand and the seat there."""
_ELSEWHERE = """
SELECT meeting.id, timetable.version, request.code, host.stand_id
FROM meetings_meeting meeting
JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
JOIN meetings_meetingrequest request ON request.id = meeting.request_id
LEFT JOIN people_participation person ON person.id = meeting.representative_id
LEFT JOIN exhibition_exhibitor host
    ON host.organisation_id = coalesce(request.recipient_id, person.organisation_id)
WHERE timetable.edition_id = %s AND timetable.state IN ('current', 'draft')
    AND meeting.stand_id IS NOT NULL AND meeting.stand_id IS DISTINCT FROM host.stand_id
ORDER BY meeting.id
"""
_MOVE = """
UPDATE meetings_meeting meeting SET stand_id = place.stand, seat = place.seat
FROM unnest(%s::bigint[], %s::bigint[], %s::int[]) AS place (meeting, stand, seat)
WHERE meeting.id = place.meeting
"""


@dataclass(frozen=True, slots=True)
class MisplacedMeeting:
    """A meeting at another stand than its firm's: its version and the code of its request."""

    pk: int
    version: int
    request: str
    stand: int | None
    """Its firm's stand, None for a firm that has none."""

    @property
    def key(self) -> tuple[int, str]:
        """Return what it is known by in an edition."""
        return self.version, self.request


@dataclass(frozen=True, slots=True)
class StandMoveNotices:
    """Who is told of which meetings, by person and time, and how many people that are.

    ``moved`` are the firms that changed stands, each with the one before and the one after.
    """

    told: tuple[MeetingChangeNotice, ...] = ()
    people: int = 0
    moved: tuple[tuple[int, int, int], ...] = ()


def list_elsewhere(edition: Edition) -> list[MisplacedMeeting]:
    """Return the meetings of what holds now and of drafts whose firm has another stand, or none."""
    with connection.cursor() as cursor:
        cursor.execute(_ELSEWHERE, [edition.pk])
        return [MisplacedMeeting(*row) for row in cursor.fetchall()]


def find_places(elsewhere: Sequence[MisplacedMeeting]) -> dict[int, Place | None]:
    """Return where meetings are to be at their firms' stands: on seats that nobody else has then.

    One of a firm without a stand has no place.
    """
    homes = {one.pk: one.stand for one in elsewhere if one.stand is not None}
    coming: dict[int, tuple[int, Times]] = {}
    taken: list[tuple[int, Times]] = []
    going = {one.pk for one in elsewhere}
    here = Meeting.objects.filter(stand__in=set(homes.values())).exclude(pk__in=going)
    rows = Meeting.objects.filter(timetable__state__in=(_CURRENT, _DRAFT)).order_by("pk")
    names = ("pk", "timetable", "stand", "seat", "slot__date", "slot__number", "slots")
    for pk, timetable, stand, seat, date, first, slots in rows.filter(
        Q(pk__in=homes) | Q(pk__in=here.values("pk"))
    ).values_list(*names):
        home = homes.get(pk, stand)
        times = [(timetable, home, date, number) for number in range(first, first + slots)]
        if pk in homes:
            coming[pk] = seat, times
        else:
            taken.append((seat, times))
    seats = choose_seats(taken, coming)
    return {
        one.pk: (one.stand, seats[one.pk]) if one.stand is not None else None for one in elsewhere
    }


def follow_stands(
    edition: Edition,
    places: Mapping[int, Place | None],
    *,
    renumbered: Collection[int] = (),
    now: dt.datetime | None = None,
) -> StandMoveNotices:
    """Return who was told that meetings of theirs are elsewhere, or none any more.

    ``places`` are the new ones, by meeting, all written at once. A meeting without one comes out
    of its timetable: its request stays as it is, and a draft lists it among those left out.
    ``renumbered`` are stands that have another number from now on. People are told of what holds
    now and is to come.
    """
    moment = now or timezone.now()
    gone = [meeting for meeting, place in places.items() if place is None]
    moved = [(meeting, *place) for meeting, place in places.items() if place is not None]
    with transaction.atomic():
        cancelled = list_told(Q(meeting__in=gone), now=moment, gone=True)
        _take_out(gone)
        if moved:
            with connection.cursor() as cursor:
                cursor.execute(_MOVE, [list(column) for column in zip(*moved, strict=True)])
        concerned = Q(meeting__in=[meeting for meeting, _, _ in moved])
        concerned |= Q(meeting__stand__in=renumbered)
        return tell_of_places(edition, [*cancelled, *list_told(concerned, now=moment)])


def tell_of_places(edition: Edition, told: Iterable[MeetingChangeNotice]) -> StandMoveNotices:
    """Tell people where their meetings are, each in one message."""
    ordered = tuple(sorted(told, key=lambda one: (one.person, one.before or 0)))
    people = tell_of_meetings(edition, ordered, key=draw_code(f"stands:{edition.code}"))
    return StandMoveNotices(ordered, people)


def _take_out(meetings: list[int]) -> None:
    held = Meeting.objects.filter(pk__in=meetings)
    drafts = held.filter(timetable__state=_DRAFT)
    left = [
        Unheld(timetable_id=timetable, request_id=request, reason=CHANGED_SINCE)
        for timetable, request in drafts.values_list("timetable_id", "request_id")
    ]
    held._raw_delete(held.db)  # the rest goes with them
    Unheld.objects.bulk_create(left, ignore_conflicts=True)


def list_told(which: Q, *, now: dt.datetime, gone: bool = False) -> list[MeetingChangeNotice]:
    """Return who is to be told of meetings of the current timetable that are to come."""
    rows = (
        Booking.objects.filter(which, during__endswith__gt=now)
        .select_related(
            "participation__person",
            "participation__type",
            "meeting__stand",
            "meeting__table",
            "meeting__request__requester__person",
            "meeting__request__requester__organisation",
            "meeting__request__recipient__organisation",
            "meeting__request__invitee__person",
        )
        .order_by("participation", "meeting")
    )
    return [_describe(row.meeting, row.participation, gone=gone) for row in rows]


def _describe(meeting: Meeting, who: Participation, *, gone: bool) -> MeetingChangeNotice:
    stand = meeting.stand
    return MeetingChangeNotice(
        participation=who.pk,
        person=who.person_id,
        languages=tuple(who.person.languages),
        before=meeting.slot_id,
        after=None if gone else meeting.slot_id,
        place=meeting.place,
        hall=stand.hall_id if stand is not None else None,
        stand=stand.number if stand is not None else None,
        table=meeting.table.number if meeting.table is not None else None,
        other=name_other_side(meeting.request, who),
        slots=meeting.slots,
    )
