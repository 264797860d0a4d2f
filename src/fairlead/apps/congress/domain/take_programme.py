"""A programme of another system into a draft: rooms and speakers that are missing come along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db import transaction

from fairlead.apps.congress.content import SessionContent, read_version
from fairlead.apps.congress.domain.change_draft import NOTHING_SAID, take_sessions
from fairlead.apps.congress.domain.draft_programme import catch_up, find_or_make_draft
from fairlead.apps.congress.exports import list_kinds
from fairlead.apps.congress.models import Programme, Room, Session
from fairlead.apps.fairs.draw_code import draw_code
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation, ParticipationState, Person, Role
from fairlead.folder.input_errors import InputError, InvalidInput
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.programme.extras import split_extras
from fairlead.folder.programme.fair_rooms import NamedRooms, fold_name
from fairlead.folder.programme.fair_sessions import build_session_row
from fairlead.folder.programme.identifiers import derive_guid
from fairlead.folder.programme.near_names import note_near_names
from fairlead.folder.programme.programme import TEXTS, ProgrammeSession
from fairlead.folder.programme.programme import Programme as Schedule
from fairlead.folder.programme.texts import choose_tongues
from fairlead.folder.schemas import PEOPLE
from fairlead.folder.session_schemas import SESSIONS

_MOST_FAULTS = 200
_LONG = ("abstract", "description")


@dataclass(frozen=True, slots=True)
class ProgrammeImport:
    """What a programme changes in a draft."""

    draft: Programme
    sessions: int
    new: int
    changed: int
    people: int
    rooms: int
    notes: tuple[InputError, ...] = ()


def take_programme_into_draft(
    edition: Edition, schedule: Schedule, file: str, *, by: Doer, dry: bool
) -> ProgrammeImport:
    """Return what the newest draft says otherwise from now on, or would: ``dry`` writes nothing.

    A session is known by its identifier. A speaker is the participant of that name, whatever the
    capitals and spaces; others become speakers. Raises InvalidInput with everything that does not
    fit, and then nothing has happened.
    """
    with transaction.atomic():
        draft = find_or_make_draft(edition)
        catch_up(draft)
        held = read_version(draft)
        codes = {one["guid"] or derive_guid(edition.code, code): code for code, one in held.items()}
        names = _Names(edition, schedule, by)
        said: dict[str, SessionContent] = {}
        faults: list[InputError] = []
        sessions = schedule.sort_sessions()
        faults += _check_names(sessions, file)
        if not faults:
            names.add_people(who.name for one in sessions for who in one.people)
        late = {one.code: one for one in Session.objects.filter(edition=edition, delay__gt=0)}
        for said_of in sessions if not faults else ():
            code = codes.get(said_of.guid) or draw_code("s", length=8)
            session = _place_as_planned(said_of, late.get(code), edition)
            try:
                said[code] = _say(edition, session, held.get(code), names)
            except ValueError as error:
                faults.append(InputError(file, str(error), 0, "session", session.title))
        if faults:
            raise InvalidInput(faults[:_MOST_FAULTS])
        changed = take_sessions(draft, said, by=by)
        fresh = [code for code in changed.codes if code not in held]
        taken = ProgrammeImport(
            draft,
            len(said),
            len(fresh),
            len(changed.codes) - len(fresh),
            names.new_people,
            names.new_rooms,
            tuple(note_near_names(names.fresh, names.called, file)),
        )
        if dry:
            transaction.set_rollback(True)
        else:
            record_change(
                "take_programme",
                draft,
                by=by,
                edition=edition,
                after={"new": taken.new, "changed": taken.changed, "file": file[:200]},
            )
    return taken


class _Names:
    """The rooms and people of an edition by their names, and those that come to it."""

    def __init__(self, edition: Edition, schedule: Schedule, by: Doer) -> None:
        self.edition, self.by = edition, by
        self.new_people = self.new_rooms = 0
        rooms = list(Room.objects.filter(edition=edition).order_by("pk"))
        self.named = NamedRooms(edition.languages, (room.name for room in rooms), schedule)
        self.rooms = {place: room.pk for place, room in enumerate(rooms)}
        self.people: dict[str, int] = {}
        self.called: list[str] = []
        self.fresh: list[str] = []
        rows = Participation.objects.filter(edition=edition).select_related("person")
        for who in rows.order_by("pk"):
            self.called += who.person.name.values()
            for name in who.person.name.values():
                self.people.setdefault(fold_name(name), who.pk)

    def find_room(self, name: str) -> int:
        """Return the room of that name in any language, a new one where there is none.

        Raises ValueError for a name that no room can have.
        """
        place = self.named.find(name)
        if place not in self.rooms:
            called = LocalizedText(self.named.names[place])
            for tongue in called.values():
                SESSIONS.field("room").kind.parse(tongue)
            self.rooms[place] = Room.objects.create(edition=self.edition, name=called).pk
            self.new_rooms += 1
        return self.rooms[place]

    def add_people(self, named: Iterable[str]) -> None:
        """Let those become speakers whom the edition does not know by these names."""
        fresh: dict[str, str] = {}
        for name in named:
            if fold_name(name) not in self.people:
                fresh.setdefault(fold_name(name), name)
        own = self.edition.languages[0]
        persons = Person.objects.bulk_create(
            Person(name=LocalizedText({own: name})) for name in fresh.values()
        )
        made = Participation.objects.bulk_create(
            Participation(
                edition=self.edition,
                person=person,
                code=draw_code("sp", length=10),
                roles=[Role.SPEAKER],
                state=ParticipationState.APPROVED,
            )
            for person in persons
        )
        self.people |= dict(zip(fresh, (one.pk for one in made), strict=True))
        self.fresh += fresh.values()
        self.new_people += len(made)

    def find_person(self, name: str) -> int:
        """Return the participant of that name, who is there: see `add_people`."""
        return self.people[fold_name(name)]


def _check_names(sessions: Iterable[ProgrammeSession], file: str) -> Iterator[InputError]:
    kind = PEOPLE.field("name").kind
    for session in sessions:
        for person in session.people:
            try:
                kind.parse(person.name)
            except ValueError as error:
                yield InputError(file, str(error), 0, "person", person.name[:80])


def _place_as_planned(
    session: ProgrammeSession, late: Session | None, edition: Edition
) -> ProgrammeSession:
    if late is None:
        return session
    late.edition = edition
    delay = dt.timedelta(minutes=late.delay)
    return session.place_as_planned(late.starts_at, late.ends_at, delay)


def _count_minutes(session: ProgrammeSession, edition: Edition) -> int:
    """Return how long it lasts by the fair's own clock, which in a night may go back meanwhile."""
    begins, ends = (
        one.astimezone(edition.zone).replace(tzinfo=None) for one in (session.begins, session.ends)
    )
    by_clock = ends - begins
    return int((by_clock if by_clock > dt.timedelta() else session.duration).total_seconds() // 60)


def _keep_extras(extras: list[str], before: SessionContent | None) -> list[str]:
    """Return what to keep besides; not the slug and code that exports make of themselves."""
    known = split_extras(before["extras"] if before else extras)
    return [one for one in extras if one.partition("=")[0] not in {"slug", "code"} - known.keys()]


def _say(
    edition: Edition, session: ProgrammeSession, before: SessionContent | None, names: _Names
) -> SessionContent:
    """Return what a session says, its texts in the fair's own language; raises ValueError.

    What the fair says already, in whichever language, stays as it is: the file may be an export
    of the fair for readers of another one.
    """
    kind = list_kinds().get(session.kind.casefold(), session.kind)
    row, _lost = build_session_row(replace(session, kind=kind), edition.zone)
    for name in (*TEXTS, "room"):
        if row[name]:
            SESSIONS.field(name).kind.parse(row[name])
    if row["date"] not in edition.dates:
        raise ValueError(f"expected a day of the fair, {edition.dates[0]} to {edition.dates[-1]}")
    minutes = _count_minutes(session, edition)
    if not 0 < minutes < 24 * 60:
        raise ValueError("expected a session longer than nothing and shorter than a day")
    own = edition.languages[0]
    said: SessionContent = {**NOTHING_SAID, **(before or {})}
    for name in TEXTS:
        if before is not None and row[name] and row[name] in before[name].values():
            continue
        spoken = choose_tongues(session.read_tongues(name), edition.languages)
        if name not in _LONG:
            spoken = {tag: " ".join(text.split()) for tag, text in spoken.items()}
        for tongue in spoken.values():
            SESSIONS.field(name).kind.parse(tongue)
        others = {tag: text for tag, text in said[name].items() if tag != own}
        others |= {tag: text for tag, text in spoken.items() if tag != own}
        text = spoken.get(own) or row[name] or ""
        said[name] = dict(LocalizedText(({own: text} if text.strip() else {}) | others))
    said |= {name: row[name] or NOTHING_SAID[name] for name in ("kind", "language")}
    for name in ("links", "materials"):
        if row[name] or not said["access"]:  # exports leave them out where not all may attend
            said[name] = row[name] or NOTHING_SAID[name]
    said["stream"] = row["stream"] or said["stream"]
    said["extras"] = _keep_extras(row["extras"], before)
    if row["level"]:  # most formats have no field for it: the stored value stays
        said["level"] = row["level"]
    moderators = [one for one in said["people"] if one[1]]
    leads = {who for who, _ in moderators}
    people = dict.fromkeys(names.find_person(one.name) for one in session.people)
    place = {
        "date": row["date"].isoformat(),
        "start": row["start"].isoformat("seconds" if row["start"].second else "minutes"),
        "room": names.find_room(session.room),
    }
    return said | {
        "guid": session.guid if before is None or before["guid"] else None,
        "minutes": minutes,
        "people": [*moderators, *([who, False] for who in people if who not in leads)],
        "place": place,
    }
