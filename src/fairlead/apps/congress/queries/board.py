"""A version of the programme as a board to be built on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from fairlead.apps.congress.conflicts import NOWHERE, Board, Elsewhere, RoomFacts, Span
from fairlead.apps.congress.content import Said, read_brought_up
from fairlead.apps.congress.models import Programme, Room, RoomHours
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Availability
from fairlead.folder.session_times import find_span


def read_board(
    programme: Programme, elsewhere: Elsewhere = NOWHERE, *, light: bool = False
) -> Board:
    """Return a version as a board, a draft brought up to what holds; eight queries at most.

    The sessions of a ``light`` one say no more than a board is built of.
    """
    return build_board(programme.edition, read_brought_up(programme, light=light), elsewhere)


def build_board(edition: Edition, said: Mapping[str, Said], elsewhere: Elsewhere) -> Board:
    """Return sessions as a board; three queries."""
    people = {who for one in said.values() for who, _ in one["people"]}
    free: dict[int, list[Span]] = defaultdict(list)
    for row in Availability.objects.filter(participation__in=people):
        free[row.participation_id].append(
            (dt.datetime.combine(row.date, row.start), dt.datetime.combine(row.date, row.end))
        )
    opening = {date: find_span(date, *times) for date, *times in edition.opening_hours}
    return Board(said, _read_rooms(edition), edition.dates, free, elsewhere, opening)


def _read_rooms(edition: Edition) -> dict[int, RoomFacts]:
    hours: dict[int, list[Span]] = defaultdict(list)
    for row in RoomHours.objects.filter(room__edition=edition):
        hours[row.room_id].append(find_span(row.date, row.opens, row.closes))
    return {
        room.pk: RoomFacts(
            room.capacity,
            room.hall_id,
            frozenset(room.features),
            tuple(sorted(hours[room.pk])) if room.pk in hours else None,
        )
        for room in Room.objects.filter(edition=edition)
    }
