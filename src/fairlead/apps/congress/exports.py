"""The programme of an edition as a programme that files are written of."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from django.conf import settings
from django.utils.translation import override

from fairlead.apps.congress.models import Session, SessionKind, Speaker
from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.folder.kinds import split_link
from fairlead.folder.programme.extras import read_extras, split_extras
from fairlead.folder.programme.identifiers import derive_guid, make_guid
from fairlead.folder.programme.programme import (
    STREAM,
    Day,
    Link,
    Programme,
    ProgrammePerson,
    ProgrammeSession,
    Room,
    Track,
)

_MORNING = dt.time(5)  # what begins before belongs to the evening before


def build_programme(
    edition: Edition,
    sessions: Iterable[Session],
    *,
    address: Callable[[str], str],
    version: str = "",
) -> Programme:
    """Return the sessions as a programme in the reader's language.

    Every day of the fair is in it, also one without sessions. ``address`` gives the address of the
    session of a code, and that of the programme for "". Identifiers hang on the codes of edition,
    session and participant alone, so the same slot keeps its own in every version; nothing of an
    e-mail address is in them. Without a ``version`` given it is a digest of the sessions: another
    one is another programme.
    """
    choose = chooser(edition)
    listed = list(sessions)
    rooms = _name_rooms(edition, listed, choose)
    built = tuple(_build_session(one, rooms[one.room_id], choose, address) for one in listed)
    tracks = dict.fromkeys(track for session in listed if (track := choose(session.track)))
    return Programme(
        acronym=edition.code,
        title=choose(edition.name),
        version=version or hashlib.sha256(repr(built).encode()).hexdigest()[:12],
        zone=edition.zone,
        days=tuple(_build_day(edition, date) for date in edition.dates),
        sessions=built,
        rooms=tuple(
            Room(name, make_guid(edition.code, "room", str(room))) for room, name in rooms.items()
        ),
        tracks=tuple(Track(name) for name in tracks),
        address=address(""),
    )


def identify_session(session: Session) -> str:
    """Return the identifier of a session in exports: its own, or one made from its code."""
    return str(session.guid or derive_guid(session.edition.code, session.code))


@cache
def list_kinds() -> dict[str, str]:
    """Return the kinds of sessions by what exports call them in any language, in small letters."""
    found: dict[str, str] = {}
    for tag, _name in settings.LANGUAGES:
        with override(tag):
            found |= {str(one.label).casefold(): one.value for one in SessionKind}
    return found


def _build_day(edition: Edition, date: dt.date) -> Day:
    begins = dt.datetime.combine(date, _MORNING, edition.zone)
    return Day(
        date, begins, dt.datetime.combine(date + dt.timedelta(days=1), _MORNING, edition.zone)
    )


def _name_rooms(
    edition: Edition, sessions: Iterable[Session], choose: Callable[..., str]
) -> dict[int, str]:
    """Return what the rooms are called, by number, in their order.

    Formats know a room by its name alone: of rooms that are called the same in a language each has
    its name in the edition's own language beside it.
    """
    rooms = {one.room_id: one.room for one in sessions}.values()
    ordered = sorted(rooms, key=lambda one: (one.position, choose(one.name), one.pk))
    often = Counter(choose(one.name) for one in ordered)
    own = edition.languages[0]
    return {
        one.pk: name if often[name] == 1 else f"{name} ({one.name.in_language(own)})"
        for one in ordered
        for name in (choose(one.name),)
    }


def _build_session(
    session: Session, room: str, choose: Callable[..., str], address: Callable[[str], str]
) -> ProgrammeSession:
    extras = split_extras(session.extras)
    links = (
        *((Link(STREAM, session.stream),) if session.stream else ()),
        *(Link(*split_link(one)) for one in session.links),
    )
    attachments = tuple(Link(*split_link(one)) for one in session.materials)
    return ProgrammeSession(
        guid=identify_session(session),
        number=session.pk,
        title=choose(session.title),
        subtitle=choose(session.subtitle),
        day=session.date,
        begins=session.begins_at,
        ends=session.is_over_at,
        cancelled=session.cancelled,
        sequence=len(session.live_changes.all()),
        room=room,
        kind=str(SessionKind(session.kind).label) if session.kind else extras.get("kind", ""),
        track=choose(session.track),
        level=session.level,
        language=session.language,
        abstract=choose(session.abstract),
        description=choose(session.description),
        people=tuple(_build_person(one, choose) for one in session.speaker_set.all()),
        address=address(session.code),
        # Where not everybody may attend, they are for those who may, on their desk.
        links=() if session.access else links,
        attachments=() if session.access else attachments,
        **read_extras(extras),
    )


def _build_person(speaker: Speaker, choose: Callable[..., str]) -> ProgrammePerson:
    who = speaker.participation
    return ProgrammePerson(
        choose(who.person.name), make_guid(str(who.edition_id), "person", who.code)
    )
