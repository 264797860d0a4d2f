"""Changing a draft of the programme: each change can be undone and redone, and is checked.

A draft is brought up to what holds before it is changed. The parts of sessions that a step changed
are put back as they were when it is undone, whatever conflicts the world has brought meanwhile:
these are shown.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import IntegrityError, transaction

from fairlead.apps.congress.conflicts import Board, FindElsewhere, Obstacle, find_no_commitments
from fairlead.apps.congress.content import (
    PARTS,
    SINCE,
    TEXTS,
    SessionContent,
    merge_said,
    read_planned,
    read_version,
)
from fairlead.apps.congress.domain.draft_programme import (
    catch_up,
    lock_draft,
    write_sessions,
)
from fairlead.apps.congress.domain.refusals import Refusal, refuse_changed_since
from fairlead.apps.congress.models import (
    PlannedSession,
    Programme,
    ProgrammeStep,
    ProgrammeStepKind,
    Room,
    Session,
)
from fairlead.apps.congress.queries.board import build_near, read_rooms
from fairlead.apps.fairs.draw_code import draw_code
from fairlead.apps.fairs.journal import ChangedSince, append_entry, find_to_redo, find_to_undo
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Participation
from fairlead.folder import bounds
from fairlead.folder.localized_text import LocalizedText

NOTHING_SAID: SessionContent = {
    **{name: {} for name in TEXTS},
    "kind": "",
    "language": "",
    "interpretation": [],
    "capacity": None,
    "access": "",
    "guid": None,
    "stream": "",
    "expected": None,
    "needs": [],
    **SINCE,
    "people": [],
    "minutes": 60,  # as long as most are
    "place": None,
}


@dataclass(frozen=True, slots=True)
class ChangedDraft:
    """A draft after a change: the codes it was about, and what the place is in conflict with.

    ``before`` and ``after`` are the contents of these sessions, ``since`` the draft's stamp
    before the change. ``board`` is the draft as a light board, and ``near`` the codes of those that
    it knows all conflicts of, where the change was checked against it.
    """

    draft: Programme
    codes: tuple[str, ...]
    conflicts: tuple[Obstacle, ...] = ()
    before: Mapping[str, SessionContent | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    after: Mapping[str, SessionContent | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    since: uuid.UUID | None = field(default=None, compare=False)
    board: Board | None = field(default=None, compare=False, repr=False)
    near: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A day of the fair, a time by its clock, and the number of a room."""

    date: dt.date
    start: dt.time
    room: int


class ConflictRefusal(Refusal):
    """A place that nothing may be put into, with all that stands against it."""

    def __init__(self, conflicts: Sequence[Obstacle]) -> None:
        """Take what stands against it."""
        self.conflicts = tuple(conflicts)
        super().__init__(conflicts[0].rule, conflicts[0].rule)


def place_session(
    draft: Programme,
    code: str,
    place: Place,
    *,
    by: Doer,
    minutes: int | None = None,
    find_elsewhere: FindElsewhere = find_no_commitments,
) -> ChangedDraft:
    """Put a session of a draft into a room at a time; what is soft against it is returned.

    Raises ConflictRefusal where something hard is against it, and Refusal for what is no place.
    """
    with change(draft) as held:
        row, before = _find(held, code)
        _refuse_locked(row)
        there, rooms = [(row, before)], read_rooms(held.edition)
        after = before | {"place": _write_place(held, place, rooms)}
        if minutes is not None:
            if minutes not in bounds.SESSION_MINUTES:
                raise Refusal("length")
            after["minutes"] = minutes
        done = _record(held, ProgrammeStepKind.MOVED, {code: before}, {code: after}, by, there)
        said = read_version(held, light=True)
        board, near = build_near(held.edition, said, (before, after), find_elsewhere, rooms)
        conflicts = board.find_conflicts(code)
        if any(one.hard for one in conflicts):
            raise ConflictRefusal([one for one in conflicts if one.hard])
        return replace(done, conflicts=tuple(conflicts), board=board, near=near)


def unplace_session(draft: Programme, code: str, *, by: Doer) -> ChangedDraft:
    """Take a session of a draft out of its room; it is still to be scheduled from then on."""
    with change(draft) as held:
        row, before = _find(held, code)
        _refuse_locked(row)
        if before["place"] is None:
            raise Refusal("nothing")
        after = before | {"place": None}
        return _record(held, ProgrammeStepKind.UNPLACED, {code: before}, {code: after}, by)


def edit_session(draft: Programme, code: str, said: Mapping[str, Any], *, by: Doer) -> ChangedDraft:
    """Change parts of a session in a draft; ``said`` are parts of a `SessionContent`."""
    with change(draft) as held:
        _, before = _find(held, code)
        after = _check(held, before | dict(said) | {"place": before["place"]})
        if after == before:
            return ChangedDraft(held, (code,))
        return _record(held, ProgrammeStepKind.EDITED, {code: before}, {code: after}, by)


def add_session(
    draft: Programme, said: Mapping[str, Any], *, by: Doer, code: str = ""
) -> ChangedDraft:
    """Add a session that is still to be scheduled to a draft, under a new code if none is given.

    ``said`` are parts as `SessionContent` has them, those left out are empty.
    """
    with change(draft) as held:
        fresh = code or draw_code("s", length=8)
        if PlannedSession.objects.filter(programme=held, code=fresh).exists():
            raise Refusal("nothing")
        after = _check(held, NOTHING_SAID | dict(said) | {"place": None})
        return _record(held, ProgrammeStepKind.ADDED, {fresh: None}, {fresh: after}, by)


def remove_session(draft: Programme, code: str, *, by: Doer) -> ChangedDraft:
    """Remove a session from a draft that was never released."""
    with change(draft) as held:
        _, before = _find(held, code)
        if Session.objects.filter(edition=held.edition_id, code=code).exists():
            raise Refusal("has_base")
        return _record(held, ProgrammeStepKind.REMOVED, {code: before}, {code: None}, by)


def lock_session(draft: Programme, code: str, *, locked: bool) -> ChangedDraft:
    """Lock a session of a draft where it is, or unlock it; that is no step of the journal."""
    with change(draft) as held:
        if not PlannedSession.objects.filter(programme=held, code=code).update(locked=locked):
            raise Refusal("no_session")
        return ChangedDraft(held, (code,), since=_renew(held))


def place_sessions(
    draft: Programme, places: Mapping[str, Place], *, by: Doer, only_open: bool = True
) -> ChangedDraft:
    """Put several sessions into their places in one step, as the engine proposes them.

    Sessions that somebody placed meanwhile, or that are gone, are left as they are.
    """
    with change(draft) as held:
        rows = {row.code: said for row, said in read_planned(held, places)}
        before = {
            code: said for code, said in rows.items() if not only_open or said["place"] is None
        }
        rooms = read_rooms(held.edition)
        after = {
            code: said | {"place": _write_place(held, places[code], rooms)}
            for code, said in before.items()
        }
        if not after:
            return ChangedDraft(held, ())
        return _record(held, ProgrammeStepKind.PROPOSED, before, after, by)


def take_sessions(
    draft: Programme, said: Mapping[str, SessionContent], *, by: Doer
) -> ChangedDraft:
    """Change a draft to another system's programme, in one step that can be undone.

    ``said`` are whole sessions by code, new ones among them; locked ones stay where they are.
    """
    with change(draft) as held:
        rows = {row.code: (row, one) for row, one in read_planned(held, said)}
        after = {code: _check(held, one) for code, one in said.items()}
        for code, (row, one) in rows.items():
            if row.locked:
                after[code] = after[code] | {name: one[name] for name in ("place", "minutes")}
        before = {code: rows[code][1] if code in rows else None for code in after}
        changed = [code for code, one in after.items() if one != before[code]]
        if not changed:
            return ChangedDraft(held, ())
        return _record(
            held,
            ProgrammeStepKind.EDITED,
            {code: before[code] for code in changed},
            {code: after[code] for code in changed},
            by,
        )


def undo_step(draft: Programme, *, by: Doer) -> ChangedDraft | None:
    """Undo somebody's last change of a draft that is not undone; None when there is none."""
    with change(draft) as held:
        return _go(held, find_to_undo(held.steps.all(), by=by.key), undo=True)


def redo_step(draft: Programme, *, by: Doer) -> ChangedDraft | None:
    """Redo the change of a draft that somebody undid last; None when there is none."""
    with change(draft) as held:
        return _go(held, find_to_redo(held.steps.all(), by=by.key), undo=False)


def _go(draft: Programme, step: ProgrammeStep | None, *, undo: bool) -> ChangedDraft | None:
    if step is None:
        return None
    old, new = (step.after, step.before) if undo else (step.before, step.after)
    held = {row.code: one for row, one in read_planned(draft, new)}
    # What the step left alone stays as it is: it may have changed in what holds since.
    said: dict[str, SessionContent | None] = {
        code: one and merge_said(old[code], one, held.get(code)) for code, one in new.items()
    }
    written = _write(draft, said)
    step.undone = undo
    step.save(update_fields=["undone"])
    return ChangedDraft(draft, tuple(said), before=held, after=written, since=_renew(draft))


@contextmanager
def change(draft: Programme) -> Iterator[Programme]:
    """Yield the draft, locked and brought up to date with the current programme."""
    try:
        with transaction.atomic():
            held = lock_draft(draft)
            catch_up(held)
            yield held
    except ChangedSince as since:
        raise refuse_changed_since(since.name_doer()) from since
    except IntegrityError as error:
        if "guid" not in str(error):
            raise
        raise Refusal("same_guid") from error


def _record(
    draft: Programme,
    kind: ProgrammeStepKind,
    before: Mapping[str, SessionContent | None],
    after: Mapping[str, SessionContent | None],
    by: Doer,
    there: Sequence[tuple[PlannedSession, SessionContent]] | None = None,
) -> ChangedDraft:
    _write(draft, after, there)
    append_entry(
        draft.steps.all(),
        programme=draft,
        kind=kind,
        before=dict(before),
        after=dict(after),
        account=by.account,
    )
    return ChangedDraft(draft, tuple(after), before=before, after=after, since=_renew(draft))


def _renew(draft: Programme) -> uuid.UUID:
    """Let a changed draft have a new stamp; return the one it had."""
    since, draft.stamp = draft.stamp, uuid.uuid4()
    draft.save(update_fields=("stamp",))
    return since


def _write(
    draft: Programme,
    said: Mapping[str, SessionContent | None],
    there: Sequence[tuple[PlannedSession, SessionContent]] | None = None,
) -> dict[str, SessionContent | None]:
    """Let a draft say of these sessions what it is to say; None is that it has no such session.

    Return what it says then: nothing is in a room that is gone.
    """
    gone = [code for code, one in said.items() if one is None]
    if gone:
        PlannedSession.objects.filter(programme=draft, code__in=gone).delete()
    kept = {code: one for code, one in said.items() if one is not None}
    named = {one["place"]["room"] for one in kept.values() if one["place"] is not None}
    rooms = Room.objects.filter(edition=draft.edition_id, pk__in=named)
    known = set(rooms.values_list("pk", flat=True)) if named else set()
    for code, one in kept.items():
        if one["place"] is not None and one["place"]["room"] not in known:
            kept[code] = one | {"place": None}
    if kept:
        write_sessions(draft, kept, there=there)
    return {**said, **kept}


def _find(draft: Programme, code: str) -> tuple[PlannedSession, SessionContent]:
    found = read_planned(draft, [code])
    if not found:
        raise Refusal("no_session")
    row, said = found[0]
    return row, said


def _refuse_locked(row: PlannedSession) -> None:
    if row.locked:
        raise Refusal("locked")


def _write_place(draft: Programme, place: Place, rooms: Collection[int]) -> dict[str, Any]:
    if place.date not in draft.edition.dates:
        raise Refusal("no_day")
    if place.room not in rooms:
        raise Refusal("no_room")
    return {
        "date": place.date.isoformat(),
        "start": place.start.isoformat("minutes"),
        "room": place.room,
    }


def _check(draft: Programme, said: SessionContent) -> SessionContent:
    """Return what is to be said of a session, in the form that is compared; raises Refusal."""
    unknown = set(said) - {*PARTS}
    if unknown:
        raise ValueError(f"Expected parts of a session, got {sorted(unknown)}.")
    checked = said | {name: dict(LocalizedText(said[name])) for name in TEXTS}
    if not checked["title"]:
        raise Refusal("title")
    if said["minutes"] not in bounds.SESSION_MINUTES:
        raise Refusal("length")
    people = [[int(who), bool(moderates)] for who, moderates in said["people"]]
    people.sort(key=lambda one: not one[1])  # those who moderate come first
    named = [who for who, _ in people]
    known = Participation.objects.filter(edition=draft.edition_id, pk__in=named).count()
    if len(set(named)) != len(named) or known != len(named):
        raise Refusal("person")
    return checked | {"people": people}
