"""What is done to a draft from its pages: moved, locked, taken out, undone, redone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.domain.adjust_draft import (
    AdjustedDraft,
    lock_in_draft,
    move_in_draft,
    redo_adjustment,
    take_out_of_draft,
    undo_adjustment,
)
from fairlead.apps.meetings.domain.move_meeting import move_meeting
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.models import Meeting, Timetable, TimetableState
from fairlead.apps.meetings.queries.grid import list_entries
from fairlead.apps.meetings.queries.meeting_times import build_times
from fairlead.apps.meetings.queries.sides import name_asked, name_asking
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.roles import Act
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.timetables.grid import (
    describe_journal,
    find_request,
    find_stamp,
    find_version,
    list_options,
    read_view,
    write_entries,
)
from fairlead.sites.reading import read_way_back
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body


@admit(Act.EDIT_TIMETABLE)
def show_request(request: OfficeRequest, version: int, number: int) -> HttpResponse:
    """Show one request of a version: where it is, where it could go, and what can be done."""
    held_in, asked = find_version(request, version), find_request(request, number)
    rows = Meeting.objects.select_related(
        "slot__edition", "stand__hall", "table", "representative__person"
    )
    meeting = rows.filter(timetable=held_in, request=asked).first()
    draft = held_in.state == TimetableState.DRAFT
    current = held_in.state == TimetableState.CURRENT
    moves = (draft and not (meeting and meeting.locked)) or (current and meeting is not None)
    options = list_options(held_in, asked, meeting) if moves else []
    find_times = build_times(Slot.objects.filter(edition=request.edition))
    return show_page(
        request,
        "timetable_request",
        {
            "edition": request.edition,
            "held_in": held_in,
            "asked": asked,
            "asking_name": name_asking(asked),
            "asked_name": name_asked(asked),
            "meeting": meeting,
            "unheld": held_in.unheld.filter(request=asked).first(),
            "times": find_times(meeting.slot, meeting.slots) if meeting is not None else None,
            "free": [
                (slot.pk, find_times(slot, asked.slots))
                for slot, why in options
                if not why and not _is_here(meeting, slot)
            ],
            "others": [
                (find_times(slot, asked.slots), why)
                for slot, why in options
                if why and not _is_here(meeting, slot)
            ],
            "draft": draft,
            "moves": moves,
            "may_tell": current,
        },
    )


def _is_here(meeting: Meeting | None, slot: Slot) -> bool:
    return meeting is not None and meeting.slot_id == slot.pk


@accept_body()
@require_POST
@admit(Act.EDIT_TIMETABLE)
def act(request: OfficeRequest, version: int) -> HttpResponse:
    """Do something to a version; a script gets what became of it, a form goes back."""
    held_in = find_version(request, version)
    try:
        done, said = _do(request, held_in)
    except Refusal as refused:
        if _wants_data(request):
            return JsonResponse({"refused": str(refused)}, status=409)
        messages.error(request, str(refused))
        return redirect(_find_way_back(request, held_in))
    if _wants_data(request):
        return JsonResponse({**_describe(request, held_in, done), "said": str(said)})
    if said:
        messages.success(request, said)
    return redirect(_find_way_back(request, held_in))


def _do(request: OfficeRequest, held_in: Timetable) -> tuple[AdjustedDraft | None, str]:
    name = request.POST.get("act", "")
    by = Doer(request.user)
    if name in ("undo", "redo"):
        go = undo_adjustment if name == "undo" else redo_adjustment
        done = go(held_in, by=by)
        words = {"undo": _("Undone."), "redo": _("Done again.")}[name]
        return done, words if done is not None else _("Nothing of yours is left.")
    number = read_key(request.POST.get("request"))
    if number is None:
        raise Http404
    asked = find_request(request, number)
    if name == "move":
        slot = _find_slot(request)
        if held_in.state == TimetableState.CURRENT:
            meeting = move_meeting(asked, slot, by=None)
            record_change("move_meeting", meeting, by=by, edition=request.edition)
            return None, _("Moved. Those concerned are told.")
        return move_in_draft(held_in, asked, slot, by=by), _("Moved.")
    acts: dict[str, tuple[Callable[[], AdjustedDraft], str]] = {
        "take_out": (lambda: take_out_of_draft(held_in, asked, by=by), _("Taken out.")),
        "lock": (lambda: lock_in_draft(held_in, asked, locked=True, by=by), _("Locked.")),
        "unlock": (lambda: lock_in_draft(held_in, asked, locked=False, by=by), _("Unlocked.")),
    }
    if name not in acts:
        raise Http404
    do, words = acts[name]
    return do(), words


def _find_slot(request: OfficeRequest) -> Slot:
    return get_object_or_404(Slot, edition=request.edition, pk=read_key(request.POST.get("slot")))


def _wants_data(request: OfficeRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _describe(
    request: OfficeRequest, held_in: Timetable, done: AdjustedDraft | None
) -> dict[str, Any]:
    """Return what became of a draft: the meetings of the request, to be drawn again."""
    held_in.refresh_from_db()
    by = read_view(request)
    entries = [] if done is None else list_entries(held_in, by, request=done.request.pk)
    return {
        "stamp": find_stamp(held_in),
        "request": done.request.pk if done is not None else None,
        "meetings": write_entries(entries),
        **describe_journal(request, held_in),
    }


def _find_way_back(request: OfficeRequest, held_in: Timetable) -> str:
    return read_way_back(
        request.POST, reverse("office:timetable", args=(request.edition.code, held_in.version))
    )
