"""Releasing a draft: from then on everybody goes by what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from fairlead.apps.congress.content import (
    SessionContent,
    find_programme_stamp,
    hold_columns,
    read_current,
    read_version,
)
from fairlead.apps.congress.domain.draft_programme import (
    catch_up,
    lock_draft,
    record_held,
)
from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.models import Programme, Session, Speaker
from fairlead.apps.congress.queries.programme_changes import (
    ProgrammeChange,
    compare_programmes,
)
from fairlead.apps.fairs.domain.release_version import release_version
from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.people.domain.record_change import Doer, record_change

_RULES = {
    "session_room_once": "room_taken",
    "meeting_speaking": "meeting_speaking",
    "session_guid": "same_guid",
}


@dataclass(frozen=True, slots=True)
class ProgrammeRelease:
    """What a release changed."""

    programme: Programme
    changes: tuple[ProgrammeChange, ...]


def release_programme(draft: Programme, *, by: Doer) -> ProgrammeRelease:
    """Return the release: the draft becomes the current programme, by as few changes as possible.

    Those concerned are told by the caller, in the same transaction, while sessions that go are
    still known by their changes. Raises Refusal where the database's rules are against it: a room
    taken twice, a speaker who has a meeting, a session that something is set up in.
    """
    try:
        with transaction.atomic():
            Edition.objects.select_for_update(no_key=True).get(pk=draft.edition_id)
            held = lock_draft(draft)
            record_held(held.edition)
            catch_up(held)
            current, said = read_current(held.edition), read_version(held)
            changes = compare_programmes(current, said)
            _apply(held.edition, changes)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            release_version(held)
            held.taken = find_programme_stamp(held.edition)
            held.save(update_fields=("taken",))
            record_change(
                "release_programme",
                held,
                by=by,
                edition=held.edition,
                before={"state": VersionState.DRAFT},
                after={"state": str(held.state), "version": held.version, "changes": len(changes)},
            )
    except ProtectedError as error:
        raise Refusal("needed") from error
    except IntegrityError as error:
        rule = next((rule for name, rule in _RULES.items() if name in str(error)), "")
        if not rule:
            raise
        raise Refusal(rule) from error
    draft.refresh_from_db()
    return ProgrammeRelease(held, tuple(changes))


def _apply(edition: Edition, changes: Iterable[ProgrammeChange]) -> None:
    changed = list(changes)
    gone = [one.code for one in changed if one.after is None]
    if gone:
        Session.objects.filter(edition=edition, code__in=gone).delete()
    kept = {one.code: one.after for one in changed if one.after is not None}
    moved = {one.code for one in changed if "moved" in one.kinds}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS session_room_once DEFERRED")
    rows = write_held(edition, kept)
    for code in moved:
        # What was late or cancelled was so at another time.
        rows[code].delay, rows[code].cancelled = 0, False
    Session.objects.bulk_update([rows[code] for code in moved], ("delay", "cancelled"))


def write_held(edition: Edition, said: Mapping[str, SessionContent]) -> dict[str, Session]:
    """Return the sessions of the new programme with their speakers; others are left as they are."""
    rows = {one.code: one for one in Session.objects.filter(edition=edition, code__in=list(said))}
    # First who speaks no more: of those who stay the database asks whether they have the time.
    spoken = _clear_speakers(rows, said)
    fresh: list[Session] = []
    there: list[Session] = []
    names: tuple[str, ...] = ()
    for code, one in said.items():
        row = rows.get(code) or Session(edition=edition, code=code)
        columns = hold_columns(one)
        names = tuple(columns)
        for name, value in columns.items():
            setattr(row, name, value)
        (there if row.pk else fresh).append(row)
    Session.objects.bulk_create(fresh)
    if there:
        Session.objects.bulk_update(there, names)
    rows |= {one.code: one for one in fresh}
    Speaker.objects.bulk_create(
        Speaker(session=rows[code], participation_id=who, position=place, moderates=moderates)
        for code in spoken
        for place, (who, moderates) in enumerate(said[code]["people"])
    )
    return rows


def _clear_speakers(rows: Mapping[str, Session], said: Mapping[str, SessionContent]) -> list[str]:
    """Return the codes of the sessions whose speakers change; they have none from then on."""
    held: dict[int, list[list[object]]] = {}
    found = Speaker.objects.filter(session__in=list(rows.values())).order_by("position")
    for session, who, moderates in found.values_list("session", "participation", "moderates"):
        held.setdefault(session, []).append([who, moderates])
    changed = [
        code
        for code, one in said.items()
        if (held.get(rows[code].pk, []) if code in rows else []) != one["people"]
    ]
    there = [rows[code] for code in changed if code in rows]
    Speaker.objects.filter(session__in=there).delete()
    return changed
