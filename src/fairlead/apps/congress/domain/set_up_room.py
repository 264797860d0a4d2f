"""Setting up the rooms of the programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.models import Room, RoomHours
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.programme.fair_rooms import fold_name

if TYPE_CHECKING:
    from django.db.models import Model

Hours: TypeAlias = tuple[dt.date, dt.time, dt.time]


def set_up_room(
    edition: Edition,
    room: Room | None,
    *,
    name: LocalizedText,
    hall: Model | None,
    capacity: int | None,
    position: int,
    features: Sequence[str],
    hours: Sequence[Hours],
    by: Doer,
) -> Room:
    """Return the room, or a new one, as it is from now on; without hours it is always open.

    In the edition's own language a room has a name that no other has: files know it by that.
    Raises Refusal without one, for a name that another room has, and for hours of no length or
    twice at a time.
    """
    own = edition.languages[0]
    if own not in name:
        raise Refusal("room_name")
    begun = {(date, opens) for date, opens, _ in hours}
    if len(begun) != len(hours) or any(opens == closes for _, opens, closes in hours):
        raise Refusal("room_hours")
    held = room or Room(edition=edition)
    before = _describe(held) if room is not None else {}
    held.name, held.capacity, held.position = name, capacity, position
    held.features, held.hall_id = list(features), hall.pk if hall is not None else None
    try:
        with transaction.atomic():
            _refuse_known(edition, held, own)
            held.save()
            held.hours.all().delete()
            RoomHours.objects.bulk_create(
                RoomHours(room=held, date=date, opens=opens, closes=closes)
                for date, opens, closes in hours
            )
            record_change(
                "set_up_room", held, by=by, edition=edition, before=before, after=_describe(held)
            )
    except IntegrityError as error:
        if "room_name" not in str(error):
            raise
        raise Refusal("room_known") from error
    return held


def _refuse_known(edition: Edition, room: Room, own: str) -> None:
    """Refuse a name that another room has, of rooms that are set up one at a time."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    others = Room.objects.filter(edition=edition).exclude(pk=room.pk)
    if fold_name(room.name[own]) in {fold_name(one.name.get(own, "")) for one in others}:
        raise Refusal("room_known")


def remove_room(room: Room, *, by: Doer) -> None:
    """Remove a room in which no version of the programme has a session; else raises Refusal."""
    try:
        with transaction.atomic():
            record_change("remove_room", room, by=by, edition=room.edition, before=_describe(room))
            room.delete()
    except ProtectedError as error:
        raise Refusal("room_used") from error


def _describe(room: Room) -> dict[str, Any]:
    return {
        "name": dict(room.name),
        "capacity": room.capacity,
        "position": room.position,
        "features": list(room.features),
        "hall": room.hall_id,
    }
