"""Making drafts of the programme, and keeping them up with what holds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from fairlead.apps.congress.content import (
    SessionContent,
    find_programme_stamp,
    merge_current,
    place_said,
    plan_columns,
    read_current,
    read_planned,
    read_version,
)
from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.models import (
    PlannedSession,
    PlannedSpeaker,
    Programme,
    ProgrammeOrigin,
)
from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.people.models import Participation


def record_held(edition: Edition) -> Programme | None:
    """Return the released version, which says what holds; None without any session ever.

    What came into the programme otherwise than by a release becomes a version here.
    """
    with transaction.atomic():
        Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
        taken = find_programme_stamp(edition)
        last = find_released(edition)
        if last is not None and last.taken == taken:
            return last
        current = read_current(edition)
        said = read_version(last) if last is not None else {}
        held = {code: one for code, one in said.items() if one["place"] is not None}
        if last is None and not current:
            return None
        if last is not None and held == current:
            last.taken = taken
            last.save(update_fields=("taken",))
            return last
        made = _add_version(edition, ProgrammeOrigin.RECORDED, taken=taken)
        waiting = {
            code: one for code, one in said.items() if one["place"] is None and code not in current
        }
        write_sessions(made, current | waiting)
        Programme.objects.filter(edition=edition, state=VersionState.RELEASED).update(
            state=VersionState.SUPERSEDED
        )
        made.state, made.released_at = VersionState.RELEASED, timezone.now()
        made.save(update_fields=("state", "released_at"))
        return made


def find_released(edition: Edition) -> Programme | None:
    """Return the version that was released last."""
    return Programme.objects.filter(edition=edition, state=VersionState.RELEASED).first()


def draft_programme(edition: Edition) -> Programme:
    """Return a new draft of what holds now, with what is still to be scheduled."""
    with transaction.atomic():
        held = record_held(edition)
        return _draft(edition, held, ProgrammeOrigin.DRAFTED)


def find_or_make_draft(edition: Edition) -> Programme:
    """Return the newest draft, or a new one: what is added without a draft in mind goes there."""
    with transaction.atomic():
        Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
        drafts = Programme.objects.filter(edition=edition, state=VersionState.DRAFT)
        return drafts.order_by("version").last() or draft_programme(edition)


def restore_programme(version: Programme) -> Programme:
    """Return a new draft that says what another version does.

    Sessions that came later are in it without a place.
    """
    with transaction.atomic():
        record_held(version.edition)
        return _draft(version.edition, version, ProgrammeOrigin.RESTORED)


def _draft(edition: Edition, of: Programme | None, origin: ProgrammeOrigin) -> Programme:
    current = read_current(edition)
    said = read_version(of) if of is not None else {}
    wanted = said | {
        code: place_said(one, None) for code, one in current.items() if code not in said
    }
    made = _add_version(
        edition,
        origin,
        taken=find_programme_stamp(edition),
        made_from=of.version if of is not None else None,
    )
    write_sessions(made, wanted, bases=current)
    return made


def _add_version(
    edition: Edition, origin: ProgrammeOrigin, *, taken: str, made_from: int | None = None
) -> Programme:
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    last = Programme.objects.filter(edition=edition).aggregate(Max("version"))["version__max"]
    return Programme.objects.create(
        edition=edition, version=(last or 0) + 1, origin=origin, taken=taken, made_from=made_from
    )


def write_sessions(
    programme: Programme,
    said: Mapping[str, SessionContent],
    *,
    bases: Mapping[str, SessionContent] | None = None,
    there: Sequence[tuple[PlannedSession, SessionContent]] | None = None,
) -> None:
    """Write the given content of sessions into a version; what it holds already is not written.

    ``bases`` are what holds of them now, where that is to be noted; ``there`` what the version says
    of those of them that it has, where that was read already.
    """
    found = read_planned(programme, said) if there is None else there
    held = {row.code: (row, one) for row, one in found}
    rows: dict[str, PlannedSession] = {}
    changed: dict[str, set[str]] = {}
    for code, one in said.items():
        row = held[code][0] if code in held else PlannedSession(programme=programme, code=code)
        columns = plan_columns(one)
        if bases is not None:
            columns["base"] = bases.get(code)
        changed[code] = {name for name in columns if getattr(row, name) != columns[name]}
        for name in changed[code]:
            setattr(row, name, columns[name])
        rows[code] = row
    PlannedSession.objects.bulk_create([row for row in rows.values() if row.pk is None])
    _write_changed({row: changed[code] for code, row in rows.items() if code in held})
    people = {code: one["people"] for code, one in said.items()}
    _write_people(
        programme,
        {
            rows[code]: one
            for code, one in people.items()
            if one != (held[code][1]["people"] if code in held else [])
        },
    )


def _write_changed(changed: Mapping[PlannedSession, set[str]]) -> None:
    """Write what changed of rows that are there: those of one in its own statement."""
    written = {row: names for row, names in changed.items() if names}
    if len(written) == 1:
        ((row, names),) = written.items()
        row.save(update_fields=names)
    elif written:
        PlannedSession.objects.bulk_update(written, sorted(set().union(*written.values())))


def _write_people(
    programme: Programme, people: Mapping[PlannedSession, Sequence[Sequence[Any]]]
) -> None:
    """Let these and nobody else speak at sessions of a version, in this order."""
    if not people:
        return
    PlannedSpeaker.objects.filter(session__in=list(people)).delete()
    known = _find_known(programme.edition_id, people.values())
    PlannedSpeaker.objects.bulk_create(
        PlannedSpeaker(session=row, participation_id=who, position=place, moderates=moderates)
        for row, named in people.items()
        for place, (who, moderates) in enumerate(named)
        if who in known
    )


def _find_known(edition: int, people: Iterable[Sequence[Sequence[Any]]]) -> set[int]:
    """Return who of the people named still takes part: somebody may have been removed since."""
    named = {who for one in people for who, _ in one}
    return set(
        Participation.objects.filter(edition=edition, pk__in=named).values_list("pk", flat=True)
    )


def catch_up(draft: Programme) -> list[str]:
    """Return the codes of the sessions of a locked draft that changed in what holds since.

    They are in the draft as `merge_current` has them from then on.
    """
    taken = find_programme_stamp(draft.edition)
    if draft.taken == taken:
        return []
    current = read_current(draft.edition)
    changed = merge_current(read_planned(draft), current)
    if changed:
        write_sessions(draft, changed, bases=current)
    draft.taken = taken
    draft.stamp = uuid.uuid4()
    draft.save(update_fields=("taken", "stamp"))
    return list(changed)


def throw_draft_away(draft: Programme) -> None:
    """Remove a draft with all that was done to it; raises Refusal for what was released."""
    with transaction.atomic():
        held = lock_draft(draft)
        PlannedSpeaker.objects.filter(session__programme=held).delete()
        held.steps.all().delete()
        held.sessions.all().delete()
        held.delete()


def lock_draft(draft: Programme) -> Programme:
    """Return the draft, locked: one changes it at a time. Raises Refusal for what is none."""
    held = Programme.objects.select_for_update(of=("self",)).select_related("edition")
    found = held.filter(pk=draft.pk).first()
    if found is None or found.state != VersionState.DRAFT:
        raise Refusal("no_draft")
    return found
