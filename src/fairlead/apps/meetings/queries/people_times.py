"""What takes the time of people, and when they are there: one query for any number of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    Case,
    DateTimeField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import JSONArray

from fairlead.apps.attendance.models import Seat, SeatState
from fairlead.apps.congress.models import Speaker
from fairlead.apps.fairs.prepared_query import IsAmong, Parameter, PreparedQuery
from fairlead.apps.meetings.models import Block, Booking, MeetingRequest
from fairlead.apps.people.models import Availability, Participation, ParticipationState, Role
from fairlead.folder.session_times import find_span

Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class PersonTimes:
    """What somebody does when, and how many meetings at most: in a day, in all, after what rest.

    ``represents`` is the exhibitor, of those asked about, for which the person may come;
    ``booked`` has the day of each meeting's slot beside its time; ``blocks`` says that the person
    wants no requests of who asks for the meeting.
    """

    person: int
    represents: int | None
    a_day: int | None
    in_all: int | None
    rest: int | None
    booked: list[tuple[Span, dt.date]]
    speaking: list[Span]
    seated: list[Span]
    free: list[Span]
    blocks: bool = False


def list_staff(organisation: int) -> list[int]:
    """Return who may represent an exhibitor, as `find_staff` says; a query."""
    return list(find_staff(organisation).order_by("id").values_list("pk", flat=True))


def find_staff(organisation: int | Parameter) -> QuerySet[Participation]:
    """Return who may represent an exhibitor: its people who take part as exhibitors."""
    return Participation.objects.filter(_STAFF, organisation=organisation)


_STAFF = Q(roles__contains=[Role.EXHIBITOR], state=ParticipationState.APPROVED)


def read_people_times(
    people: Collection[int], exhibitors: Collection[int], *, besides: int | None, zone: ZoneInfo
) -> list[PersonTimes]:
    """Return the times of some people, and of all who may represent some exhibitors; one query.

    The meeting of the request ``besides`` takes nobody; ``zone`` is that of the fair's own clock.
    """
    given = {"people": list(people), "exhibitors": list(exhibitors), "besides": besides or 0}
    return [_read(one, zone) for one in _PEOPLE.read(**given)]


def _read(row: Any, zone: ZoneInfo) -> PersonTimes:
    return PersonTimes(
        row.pk,
        row.comes_for,
        row.a_day,
        row.in_all,
        row.rest,
        [
            ((_read_moment(begins), _read_moment(ends)), dt.date.fromisoformat(date))
            for begins, ends, date in row.booked
        ],
        [_find_hours(*one, zone=zone) for one in row.speaking],
        [_find_hours(*one, zone=zone) for one in row.seated],
        [
            (read_clock(_combine(date, start), zone), read_clock(_combine(date, end), zone))
            for date, start, end in row.free
        ],
        row.blocks_asking,
    )


def read_clock(shown: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return the moment at which a clock shows a day and time, as the database reads it.

    Of an hour that is shown twice it is the later one; in an hour that is left out the clock is
    read as before it.
    """
    first, second = (shown.replace(tzinfo=zone, fold=one) for one in (0, 1))
    twice = (first.utcoffset() or _NONE) > (second.utcoffset() or _NONE)
    return second if twice else first


_NONE = dt.timedelta()


def _read_moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _combine(date: str, time: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(date), dt.time.fromisoformat(time))


def _find_hours(date: str, start: str, end: str, *, zone: ZoneInfo) -> Span:
    """Return when a session is, which may end after midnight."""
    times = (dt.time.fromisoformat(one) for one in (start, end))
    begins, ends = find_span(dt.date.fromisoformat(date), *times)
    return read_clock(begins, zone), read_clock(ends, zone)


def _build_people() -> QuerySet[Participation]:
    """Return the people with their times, each kind of them as an array of JSON."""
    staff = _STAFF & Q(IsAmong(F("organisation"), Parameter("exhibitors", _NUMBERS)))
    named = Q(IsAmong(F("pk"), Parameter("people", _NUMBERS)))
    own = {"participation": OuterRef("pk")}
    held = {**own, "session__cancelled": False}
    asks = MeetingRequest.objects.filter(pk=Parameter("besides")).values("requester")
    bookings = Booking.objects.filter(**own).exclude(meeting__request=Parameter("besides"))
    during = (
        Func("during", function=name, output_field=DateTimeField()) for name in ("lower", "upper")
    )
    seats = Seat.objects.filter(**held, state=SeatState.BOOKED, beside=False)
    return (
        Participation.objects.filter(staff | named)
        .only("pk")
        .order_by("pk")
        .annotate(
            comes_for=Case(When(staff, then=F("organisation"))),
            a_day=F("meeting_limit__a_day"),
            blocks_asking=Exists(Block.objects.filter(by=OuterRef("pk"), whom__in=asks)),
            in_all=F("meeting_limit__in_all"),
            rest=F("meeting_limit__rest"),
            booked=ArraySubquery(bookings.values(row=JSONArray(*during, "meeting__slot__date"))),
            speaking=_list_sessions(Speaker.objects.filter(**held)),
            seated=_list_sessions(seats),
            free=ArraySubquery(
                Availability.objects.filter(**own).values(row=JSONArray("date", "start", "end"))
            ),
        )
    )


def _list_sessions(rows: QuerySet[Any]) -> ArraySubquery:
    times = JSONArray("session__date", "session__start", "session__end")
    return ArraySubquery(rows.order_by().values(row=times))


_NUMBERS: ArrayField[Any, Any] = ArrayField(BigIntegerField())
_PEOPLE = PreparedQuery(_build_people)
