"""Changing what holds on the day: late, moved, cancelled, held after all.

Pages and screens have it with their next request, for the database counts the change; who is told
is the caller's to say, in the same transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, connection, transaction

from fairlead.apps.congress.conflicts import FindElsewhere, find_no_commitments
from fairlead.apps.congress.content import read_current
from fairlead.apps.congress.domain.change_draft import ConflictRefusal, Place
from fairlead.apps.congress.domain.draft_programme import record_held
from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.models import LiveChange, LiveKind, Room, Session
from fairlead.apps.congress.queries.board import build_board, list_people
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.folder import bounds
from fairlead.folder.session_times import find_span

_RULES = {"session_room_once": "room_taken", "meeting_speaking": "meeting_speaking"}


def delay_session(session: Session, minutes: int, *, by: Doer) -> LiveChange:
    """Let a session begin so many minutes later than planned; 0 is on time."""
    if minutes not in bounds.DELAY_MINUTES:
        raise Refusal("delay")
    with _change(session) as held:
        _refuse_cancelled(held)
        if held.delay == minutes:
            raise Refusal("nothing")
        return _record(held, LiveKind.LATE, {"delay": minutes}, by)


def cancel_session(session: Session, *, by: Doer) -> LiveChange:
    """Cancel a session: it stays on the pages, marked, and takes neither room nor speakers."""
    with _change(session) as held:
        _refuse_cancelled(held)
        return _record(held, LiveKind.CANCELLED, {"cancelled": True, "delay": 0}, by)


def hold_after_all(session: Session, *, by: Doer) -> LiveChange:
    """Hold a session that was cancelled; raises Refusal where its room has another one now."""
    with _change(session) as held:
        if not held.cancelled:
            raise Refusal("nothing")
        return _record(held, LiveKind.RESTORED, {"cancelled": False}, by)


def move_session(
    session: Session, place: Place, *, by: Doer, find_elsewhere: FindElsewhere = find_no_commitments
) -> LiveChange:
    """Move a session to another room or time, as long as before; delays are over with that.

    Raises ConflictRefusal where something hard is against it.
    """
    with _change(session) as held:
        _refuse_cancelled(held)
        room = Room.objects.filter(edition=held.edition_id, pk=place.room).first()
        if room is None:
            raise Refusal("no_room")
        if place.date not in held.edition.dates:
            raise Refusal("no_day")
        begins, ends = find_span(held.date, held.start, held.end)
        later = dt.datetime.combine(place.date, place.start) + (ends - begins)
        _refuse_conflicts(held, place, later, find_elsewhere)
        # The room as it was called: it may have no session any more.
        was = {"room_name": dict(held.room.name)}
        after = {
            "date": place.date, "start": place.start, "end": later.time(), "room_id": room.pk,
            "delay": 0,
        }  # fmt: skip
        if all(getattr(held, name) == value for name, value in after.items()):
            raise Refusal("nothing")
        return _record(held, LiveKind.MOVED, after, by, was)


def _refuse_conflicts(
    held: Session, place: Place, ends: dt.datetime, find_elsewhere: FindElsewhere
) -> None:
    gone = Session.objects.filter(edition=held.edition_id, cancelled=True)
    cancelled = set(gone.values_list("code", flat=True))
    said = {c: one for c, one in read_current(held.edition).items() if c not in cancelled}
    people = list_people([said[held.code]])
    board = build_board(held.edition, said, find_elsewhere(people), people=people)
    begins = dt.datetime.combine(place.date, place.start)
    found = [one for one in board.check(held.code, begins, ends, place.room) if one.hard]
    if found:
        raise ConflictRefusal(found)


@contextmanager
def _change(session: Session) -> Iterator[Session]:
    try:
        with transaction.atomic():
            record_held(session.edition)
            rows = Session.objects.select_for_update(of=("self",))
            held = rows.select_related("edition", "room").get(pk=session.pk)
            yield held
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        rule = next((rule for name, rule in _RULES.items() if name in str(error)), "")
        if not rule:
            raise
        raise Refusal(rule) from error
    session.refresh_from_db()


def _refuse_cancelled(held: Session) -> None:
    if held.cancelled:
        raise Refusal("cancelled")


def _record(
    held: Session,
    kind: LiveKind,
    after: dict[str, Any],
    by: Doer,
    was: dict[str, Any] | None = None,
) -> LiveChange:
    before = {name: getattr(held, name) for name in after}
    Session.objects.filter(pk=held.pk).update(**after)
    written = (_write(before) | (was or {}), _write(after))
    number = held.live_changes.count() + 1
    change = LiveChange.objects.create(
        session=held,
        number=number,
        kind=kind,
        before=written[0],
        after=written[1],
        account=by.account,
    )
    record_change(
        f"session_{kind}", held, by=by, edition=held.edition, before=written[0], after=written[1]
    )
    return change


def _write(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, (dt.date, dt.time)) else value
        for name, value in values.items()
    }
