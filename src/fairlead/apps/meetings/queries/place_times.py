"""Where a request can be held, and when somebody else is there; one query, two for a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import DateTimeRangeField
from django.db.models import QuerySet, SmallIntegerField, Value

from fairlead.apps.meetings.models import MeetingRequest, Place, PlaceBooking, Table, Timetable
from fairlead.apps.meetings.queries.draft_bookings import list_taken_places
from fairlead.apps.meetings.queries.people_times import Span


@dataclass(frozen=True, slots=True)
class PlaceTimes:
    """The stand, or the shared tables in their order, and which seat or table is taken when."""

    stand: int | None
    tables: list[int]
    taken: list[tuple[int | None, Span]]


def read_place_times(request: MeetingRequest, *, draft: Timetable | None = None) -> PlaceTimes:
    """Return the places of a request, whose own meeting takes none, now or by a draft."""
    stand = find_stand(request) if request.place == Place.STAND else None
    tables: list[int] = []
    rows: list[tuple[int | None, int | None, Any]] = []
    if request.place == Place.TABLE:
        tables, rows = _read_tables(request, draft)
    elif stand is not None and draft is None:
        bookings = _list_bookings(request).filter(stand=stand)
        rows = list(bookings.values_list("table_id", "seat", "during"))
    if draft is not None:
        rows = list_taken_places(draft, tables=tables, stand=stand, besides=request.pk)
    taken = [(table or seat, (during.lower, during.upper)) for table, seat, during in rows]
    return PlaceTimes(stand, tables, taken)


def _read_tables(request: MeetingRequest, draft: Timetable | None) -> tuple[list[int], list[Any]]:
    """Return the tables in their order, and, but for a draft, when they are taken; one query."""
    own = Table.objects.filter(edition=request.edition)
    if draft is not None:
        return list(own.values_list("pk", flat=True)), []
    seat = Value(None, SmallIntegerField())
    all_of_them = own.order_by().values_list(
        "pk", seat, Value(None, DateTimeRangeField()), "number"
    )
    bookings = _list_bookings(request).filter(table__edition=request.edition)
    taken = bookings.values_list("table_id", "seat", "during", "table__number")
    rows = list(all_of_them.union(taken, all=True))
    tables = sorted((number, pk) for pk, _seat, during, number in rows if during is None)
    return (
        [pk for _number, pk in tables],
        [(pk, seat, during) for pk, seat, during, _number in rows if during is not None],
    )


def _list_bookings(request: MeetingRequest) -> QuerySet[PlaceBooking]:
    return PlaceBooking.objects.exclude(meeting__request=request)


def find_stand(request: MeetingRequest) -> int | None:
    """Return the stand at which a request is held: its exhibitor's, or that of the one asked."""
    if request.recipient is not None:
        return request.recipient.stand_id
    invitee = request.invitee
    firm = invitee.organisation if invitee is not None else None
    host = getattr(firm, "exhibitor", None) if firm is not None else None
    return host.stand_id if host is not None else None
