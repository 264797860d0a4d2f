"""A version of the programme as a board to be built on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from fairlead.apps.congress.conflicts import (
    NO_COMMITMENTS,
    Board,
    FindElsewhere,
    OtherCommitments,
    RoomFacts,
    Span,
    list_near,
)
from fairlead.apps.congress.content import SessionContent, read_brought_up
from fairlead.apps.congress.models import Programme, Room, RoomHours
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Availability
from fairlead.folder.session_times import find_span


def read_board(
    programme: Programme, elsewhere: OtherCommitments = NO_COMMITMENTS, *, light: bool = False
) -> Board:
    """Return a version as a board, a draft brought up to what holds; eight queries at most.

    The sessions of a ``light`` one say no more than a board is built of.
    """
    return build_board(programme.edition, read_brought_up(programme, light=light), elsewhere)


def build_board(
    edition: Edition,
    said: Mapping[str, SessionContent],
    elsewhere: OtherCommitments,
    *,
    people: Collection[int] | None = None,
    rooms: Mapping[int, RoomFacts] | None = None,
) -> Board:
    """Return sessions as a board; three queries, one where the rooms are given.

    With ``people`` it knows only of these when they are free, so that sessions of others are
    compared with other sessions and rooms only.
    """
    asked = list_people(said.values()) if people is None else people
    free: dict[int, list[Span]] = defaultdict(list)
    rows = Availability.objects.filter(participation__in=asked)
    for who, date, start, end in rows.values_list("participation", "date", "start", "end"):
        free[who].append((dt.datetime.combine(date, start), dt.datetime.combine(date, end)))
    opening = {date: find_span(date, *times) for date, *times in edition.opening_hours}
    rooms = read_rooms(edition) if rooms is None else rooms
    return Board(said, rooms, edition.dates, free, elsewhere, opening)


def build_near(
    edition: Edition,
    said: Mapping[str, SessionContent],
    changed: Iterable[SessionContent | None],
    find_elsewhere: FindElsewhere,
    rooms: Mapping[int, RoomFacts] | None = None,
) -> tuple[Board, list[str]]:
    """Return sessions as a board, and the codes of those whose conflicts may have changed.

    Of these, those near to what ``changed``, it finds all conflicts, as `build_board` says.
    """
    near = list_near(said, [one for one in changed if one is not None])
    people = list_people(said[code] for code in near)
    return build_board(edition, said, find_elsewhere(people), people=people, rooms=rooms), near


def list_people(said: Iterable[SessionContent]) -> set[int]:
    """Return who speaks at these sessions."""
    return {who for one in said for who, _ in one["people"]}


def read_rooms(edition: Edition) -> dict[int, RoomFacts]:
    """Return what each room has; two queries."""
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
