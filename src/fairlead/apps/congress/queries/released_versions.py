"""Versions of the programme that were released: everybody may read them ever after."""

from __future__ import annotations

from collections import defaultdict

from django.http import Http404

from fairlead.apps.congress.content import hold_columns, read_planned
from fairlead.apps.congress.models import (
    LiveChange,
    PlannedSpeaker,
    Programme,
    Room,
    Session,
    Speaker,
)
from fairlead.apps.fairs.models import Edition, VersionState

_BEYOND = 1_000_000_000  # numbers of sessions that hold no more are no numbers of those that do


def list_released(edition: Edition) -> list[Programme]:
    """Return the versions that were released, the last first; one query."""
    rows = Programme.objects.filter(edition=edition).exclude(state=VersionState.DRAFT)
    return list(rows.order_by("-version"))


def find_release(edition: Edition, version: int) -> Programme:
    """Return a version that was released; raises Http404 for a draft, as for none."""
    for one in list_released(edition):
        if one.version == version:
            one.edition = edition
            return one
    raise Http404(version)


def list_version_sessions(programme: Programme) -> list[Session]:
    """Return the sessions of a version in order of time, as those that hold are listed.

    They are written nowhere: their numbers are those of the sessions that hold under the same
    code. Five queries.
    """
    edition = programme.edition
    rooms = {one.pk: one for one in Room.objects.filter(edition=edition)}
    numbers = dict(Session.objects.filter(edition=edition).values_list("code", "pk"))
    people: dict[int, list[PlannedSpeaker]] = defaultdict(list)
    speakers = PlannedSpeaker.objects.filter(session__programme=programme).order_by("position")
    for one in speakers.select_related("participation__person", "participation__organisation"):
        people[one.session_id].append(one)
    found = []
    for row, said in read_planned(programme):
        if said["place"] is None:
            continue
        columns = hold_columns(said)
        room = rooms[columns.pop("room_id")]
        session = Session(
            pk=numbers.get(row.code, _BEYOND + row.pk), edition=edition, code=row.code, room=room
        )
        for name, value in columns.items():
            setattr(session, name, value)
        _attach_speakers(session, people[row.pk])
        found.append(session)
    return sorted(
        found,
        key=lambda one: (one.date, one.start, one.room.position, str(one.room.name), one.code),
    )


def _attach_speakers(session: Session, planned: list[PlannedSpeaker]) -> None:
    """Let a session that is written nowhere know who speaks, as one that was read with them."""
    rows = Speaker.objects.none()
    rows._result_cache = [
        Speaker(
            session=session,
            participation=one.participation,
            position=one.position,
            moderates=one.moderates,
        )
        for one in planned
    ]
    changes = LiveChange.objects.none()
    changes._result_cache = []
    cache = {"speaker_set": rows, "live_changes": changes}
    session._prefetched_objects_cache = cache  # type: ignore[attr-defined]
