"""At a meeting and after it: saying that one is there, what came of it, and what is to be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.consortia.domain.open_from_meeting import open_from_meeting
from fairlead.apps.consortia.queries.access import may_open
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.meetings.domain.attend_meeting import check_in, report_no_show
from fairlead.apps.meetings.domain.follow_up import add_follow_up, mark_follow_up
from fairlead.apps.meetings.domain.record_outcome import (
    Result,
    read_value,
    record_outcome,
    start_together,
    write_note,
)
from fairlead.apps.meetings.models import FollowUp, MeetingRequest, StartedKind
from fairlead.apps.meetings.queries.letters import find_letter
from fairlead.apps.meetings.queries.sides import NAMED, name_other_side
from fairlead.apps.people.models import Participation
from fairlead.apps.trade.models import Need
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.ui.forms.lengths import TextTooLong
from fairlead.ui.forms.refusal import refuse_at
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body

EncounterAction = Callable[[DeskRequest, MeetingRequest], str]


@accept_body()
@require_POST
@admit_participants
def act_at_meeting(request: DeskRequest, name: str) -> HttpResponse:
    """Do at a meeting, or after it, what was pressed, and say what came of it."""
    letter = find_letter(request.participation, name)
    if letter is None:
        raise Http404(_("No such request"))
    doing = _DOINGS.get(request.POST.get("act", ""))
    if doing is None:
        raise Http404(_("No such act"))
    from_agenda = request.POST.get("back") == "agenda"
    page = ("agenda",) if from_agenda else ("request", name)
    back = reverse(f"desk:{page[0]}", args=(request.edition.code, *page[1:]))
    try:
        messages.success(request, doing(request, letter.request))
    except (Refusal, TextTooLong) as refused:
        return refuse_at(request, str(refused), back)
    return redirect(back)


def _check_in(request: DeskRequest, asked: MeetingRequest) -> str:
    check_in(asked, who=request.participation)
    return _("You are there: noted.")


def _check_all_in(request: DeskRequest, asked: MeetingRequest) -> str:
    check_in(asked, who=request.participation, everybody=True)
    return _("Everybody is there: noted.")


def _report(request: DeskRequest, asked: MeetingRequest) -> str:
    if report_no_show(asked, by=request.participation).was_over:
        return _("Noted.")
    return _("Noted. The time goes to the waiting list.")


def _record(request: DeskRequest, asked: MeetingRequest) -> str:
    given = request.POST
    value, currency = read_value(given.get("value", ""), given.get("currency", ""))
    result = Result(given.get("interest", ""), given.get("next_step", ""), value, currency)
    record_outcome(asked, result, by=request.participation)
    return _("Saved.")


def _write_note(request: DeskRequest, asked: MeetingRequest) -> str:
    if request.doer.acting_for is not None:
        raise PermissionDenied  # a note is its side's: not the organiser's, as anybody
    write_note(asked, request.POST.get("note", ""), by=request.participation)
    return _("Saved, for your own side alone.")


def _add_task(request: DeskRequest, asked: MeetingRequest) -> str:
    day = _read_day(request.POST.get("day", ""))
    add_follow_up(asked, request.POST.get("text", ""), day, by=request.participation)
    return _("It is on your list; you are reminded on the day.")


def _start_project(request: DeskRequest, asked: MeetingRequest) -> str:
    start_together(asked, StartedKind.PROJECT, by=request.participation)
    return _("The project's office is told; it opens the project with you.")


def _start_consortium(request: DeskRequest, asked: MeetingRequest) -> str:
    rows = Need.objects.select_related("organisation")
    need = get_object_or_404(rows, edition=request.edition, code=request.POST.get("need", ""))
    need.edition = request.edition
    if not may_open(need, request.participation, request.user):
        raise PermissionDenied
    open_from_meeting(asked, need, by=request.participation, doer=request.doer)
    return _("The consortium is open; whom you met is invited to it.")


_DOINGS: dict[str, EncounterAction] = {
    "here": _check_in,
    "all_here": _check_all_in,
    "no_show": _report,
    "outcome": _record,
    "note": _write_note,
    "follow_up": _add_task,
    "project": _start_project,
    "consortium": _start_consortium,
}


def _read_day(given: str) -> dt.date | None:
    try:
        return parse_date(given)
    except ValueError:
        return None


@never_cache
@accept_body()
@admit_participants
def show_to_do(request: DeskRequest) -> HttpResponse:
    """Show what the person means to do after meetings, and mark it as done or not."""
    who = request.participation
    tasks = FollowUp.objects.filter(participation=who)
    if request.method == "POST":
        task = get_object_or_404(tasks, pk=read_key(request.POST.get("task")))
        mark_follow_up(task, done=request.POST.get("act") == "done")
        return redirect("desk:to_do", request.edition.code)
    rows = tasks.select_related(*(f"request__{one}" for one in NAMED))
    named = [(one, _name(one, who)) for one in rows]
    context = {
        "open": [pair for pair in named if pair[0].done_at is None],
        "done": [pair for pair in named if pair[0].done_at is not None],
        "today": _find_today(request),
    }
    return show_desk(request, "to_do", context, section="to_do")


def _name(task: FollowUp, who: Participation) -> LocalizedText:
    return name_other_side(task.request, who)


def _find_today(request: DeskRequest) -> dt.date:
    return dt.datetime.now(request.edition.zone).date()
