"""Changing a draft by hand: who made a change can undo it, and redo it until doing something else.

What is undone or redone is put back as it was, by the same rules that the database keeps of every
draft; where the world has changed meanwhile it is refused, in words, and nothing changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from fairlead.apps.fairs.journal import ChangedSince, append_entry, find_to_redo, find_to_undo
from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.domain.book_meeting import choose_option
from fairlead.apps.meetings.domain.refusals import DraftChangedSince, Refusal, find_rule
from fairlead.apps.meetings.models import (
    Adjustment,
    AdjustmentKind,
    Attendee,
    Meeting,
    MeetingRequest,
    RequestState,
    Timetable,
    TimetableState,
    Unheld,
)
from fairlead.apps.meetings.queries.free_times import Offer, Option
from fairlead.apps.people.domain.record_change import Doer

BY_HAND = "taken_out"
_FIELDS = ("slot_id", "slots", "representative_id", "place", "stand_id", "seat", "table_id")


@dataclass(frozen=True, slots=True)
class AdjustedDraft:
    """A draft after a change: the request it is about, and its meeting, if it has one."""

    timetable: Timetable
    request: MeetingRequest
    meeting: Meeting | None


def move_in_draft(
    draft: Timetable,
    request: MeetingRequest,
    slot: Slot,
    *,
    by: Doer,
    now: dt.datetime | None = None,
) -> AdjustedDraft:
    """Put a request into a slot of a draft, in which everybody is free and has a place.

    Of the exhibitor's team comes who came before, if free. Raises SlotTaken, with the next free
    slots, and Refusal for a meeting that is locked.
    """
    with _change(draft) as held:
        before = _describe(held, request)
        known = before["meeting"]
        if known and known["locked"]:
            raise Refusal("draft_locked")
        if request.edition_id != held.edition_id or request.state not in (
            RequestState.PENDING,
            RequestState.ACCEPTED,
        ):
            raise Refusal("request_answered")
        offer = Offer(request, prefer=known and known["representative_id"], draft=held)
        option = choose_option(offer, slot, now=now or timezone.now())
        kind = AdjustmentKind.MOVED if known else AdjustmentKind.ADDED
        return _record(held, request, kind, before, describe_held(offer, option), by)


def describe_held(offer: Offer, option: Option) -> dict[str, Any]:
    """Return what a draft says of a request that it holds as was offered."""
    meeting = offer.describe(option) | {"locked": False, "attendees": sorted(option.attendees)}
    return {"meeting": meeting, "unheld": None}


def take_out_of_draft(draft: Timetable, request: MeetingRequest, *, by: Doer) -> AdjustedDraft:
    """Take a request's meeting out of a draft; it is among those left out from then on."""
    with _change(draft) as held:
        before = _describe(held, request)
        if before["meeting"] is None:
            raise Refusal("meeting_none")
        if before["meeting"]["locked"]:
            raise Refusal("draft_locked")
        after = {"meeting": None, "unheld": {"reason": BY_HAND, "said": []}}
        return _record(held, request, AdjustmentKind.REMOVED, before, after, by)


def lock_in_draft(
    draft: Timetable, request: MeetingRequest, *, locked: bool, by: Doer
) -> AdjustedDraft:
    """Lock a meeting of a draft in its slot, or unlock it."""
    with _change(draft) as held:
        before = _describe(held, request)
        if before["meeting"] is None:
            raise Refusal("meeting_none")
        after = {**before, "meeting": {**before["meeting"], "locked": locked}}
        kind = AdjustmentKind.LOCKED if locked else AdjustmentKind.UNLOCKED
        return _record(held, request, kind, before, after, by)


def undo_adjustment(draft: Timetable, *, by: Doer) -> AdjustedDraft | None:
    """Undo somebody's last change of a draft that is not undone; None when there is none."""
    with _change(draft) as held:
        return _go(held, find_to_undo(held.adjustments.all(), by=by.key), undo=True)


def redo_adjustment(draft: Timetable, *, by: Doer) -> AdjustedDraft | None:
    """Redo the change of a draft that somebody undid last; None when there is none."""
    with _change(draft) as held:
        return _go(held, find_to_redo(held.adjustments.all(), by=by.key), undo=False)


def _go(draft: Timetable, change: Adjustment | None, *, undo: bool) -> AdjustedDraft | None:
    if change is None:
        return None
    request = MeetingRequest.objects.get(pk=change.request_id)
    meeting = write_in_draft(draft, request, change.before if undo else change.after)
    change.undone = undo
    change.save(update_fields=["undone"])
    draft.refresh_from_db()
    return AdjustedDraft(draft, request, meeting)


@contextmanager
def _change(draft: Timetable) -> Iterator[Timetable]:
    """Yield the draft, locked: one changes it at a time."""
    try:
        with transaction.atomic():
            held = Timetable.objects.select_for_update(of=("self",)).get(pk=draft.pk)
            if held.state != TimetableState.DRAFT:
                raise Refusal("draft_no_more")
            yield held
    except ChangedSince as since:
        raise DraftChangedSince(since.name_doer()) from since
    except IntegrityError as error:
        rule = find_rule(error)
        if not rule:
            raise
        raise Refusal(rule) from error


def _record(
    draft: Timetable,
    request: MeetingRequest,
    kind: AdjustmentKind,
    before: dict[str, Any],
    after: dict[str, Any],
    by: Doer,
) -> AdjustedDraft:
    if after == before:  # nothing to undo, and what was undone can still be redone
        return AdjustedDraft(draft, request, _find(draft, request))
    meeting = write_in_draft(draft, request, after)
    append_entry(
        draft.adjustments.all(),
        timetable=draft,
        kind=kind,
        request=request,
        before=before,
        after=after,
        account=by.account,
    )
    draft.refresh_from_db()
    return AdjustedDraft(draft, request, meeting)


def _find(draft: Timetable, request: MeetingRequest) -> Meeting | None:
    return Meeting.objects.filter(timetable=draft, request=request).first()


def _describe(draft: Timetable, request: MeetingRequest) -> dict[str, Any]:
    """Return all that a draft says of a request."""
    held = _find(draft, request)
    meeting = None
    if held is not None:
        meeting = {name: getattr(held, name) for name in (*_FIELDS, "locked")}
        meeting["attendees"] = sorted(held.attendees.values_list("participation_id", flat=True))
    left = Unheld.objects.filter(timetable=draft, request=request).first()
    unheld = {"reason": left.reason, "said": left.said} if left is not None else None
    return {"meeting": meeting, "unheld": unheld}


def write_in_draft(
    draft: Timetable, request: MeetingRequest, state: dict[str, Any]
) -> Meeting | None:
    """Let a draft say of a request what it is to say; the database checks it."""
    held = _find(draft, request)
    given = dict(state["meeting"] or {})
    attendees = given.pop("attendees", ())
    if not given:
        if held is not None:
            held.delete()
        held = None
    elif held is None:
        held = Meeting.objects.create(timetable=draft, request=request, **given)
    else:
        if held.attendees.exists():
            held.attendees.all().delete()
        Meeting.objects.filter(pk=held.pk).update(**given)
        held.refresh_from_db()
    if held is not None and attendees:
        Attendee.objects.bulk_create(
            Attendee(meeting=held, participation_id=one) for one in attendees
        )
    Unheld.objects.filter(timetable=draft, request=request).delete()
    if state["unheld"] is not None:
        Unheld.objects.create(timetable=draft, request=request, **state["unheld"])
    return held
