"""A session on one's own desk: its place, its questions, its timer, its record; one's pass."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fairlead.apps.attendance.domain.ask_question import (
    MOST,
    ask_question,
    is_open,
    moderate,
    vote,
)
from fairlead.apps.attendance.domain.book_seat import book_seat, cancel_seat, has_clash
from fairlead.apps.attendance.domain.refusals import Refusal
from fairlead.apps.attendance.domain.write_record import write_record
from fairlead.apps.attendance.models import FloorQuestion, QuestionState
from fairlead.apps.attendance.passes import draw_pass, write_pass
from fairlead.apps.attendance.queries.floor import list_questions, may_moderate, read_floor
from fairlead.apps.attendance.queries.seats import (
    find_bar,
    find_bar_to_content,
    find_obstacle,
    read_places,
    read_standing,
)
from fairlead.apps.congress.models import Session
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.meetings.domain.plan_visits import follow_session, leave_session
from fairlead.apps.meetings.models import FollowedSession
from fairlead.apps.meetings.queries.agenda import read_agenda
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.public.programme.session_links import list_links
from fairlead.sites.reading import read_languages
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import TEXTS_BYTES, accept_body


def find_session(request: DeskRequest, code: str) -> Session:
    """Return the session of that code; raises Http404."""
    rows = Session.objects.select_related("room")
    found = get_object_or_404(rows, edition=request.edition, code=code)
    found.edition = request.edition
    return found


def _build_whole() -> QuerySet[Session]:
    followed = FollowedSession.objects.filter(
        session=OuterRef("pk"), participation=Parameter("who")
    )
    rows = Session.objects.select_related("room").annotate(follows=Exists(followed))
    rows = rows.filter(edition=Parameter("edition"), code=Parameter("code", CharField()))
    return read_standing(rows, Parameter("who"))


_WHOLE = PreparedQuery(_build_whole)


def _read_whole(request: DeskRequest, code: str) -> Any:
    """Return the session of that code with all that somebody is to it; one query, or Http404."""
    given = {"edition": request.edition.pk, "who": request.participation.pk}
    found = next(iter(_WHOLE.read(code=code, **given)), None)
    if found is None:
        raise Http404(_("No such session"))
    found.edition = request.edition
    return found


@never_cache
@require_safe
@admit_participants
def show_session(request: DeskRequest, session: str) -> HttpResponse:
    """Show a session to somebody who takes part: the place there, and what is asked."""
    who = request.participation
    found = _read_whole(request, session)
    seat, moderates = getattr(found, "own_seat", None), found.moderates
    bar = "" if found.speaks else find_bar(found, who, seat)
    obstacle = find_obstacle(found, who, seat, speaks=found.speaks, bar=bar)
    clashes = []
    if has_clash(who, found):
        clashes = [
            one
            for one in read_agenda(who, history=False).entries
            if one.begins < found.is_over_at
            and found.begins_at < one.ends
            and one.session != found.pk
        ]
    there = read_floor(found, who, attends=not bar, moderates=moderates)
    context: dict[str, object] = {
        "session": found,
        "seat": seat,
        "places": read_places(found),
        "obstacle": Refusal(obstacle) if obstacle else None,
        "clashes": clashes,
        "follows": found.follows,
        "moderates": moderates,
        "ready": there.ready,
        "record": getattr(found, "record", None),
        "zone": request.edition.zone,
        "most": MOST,
        "attends": not bar,
        "materials": () if bar else list_links(found.materials),
        "links": () if bar else list_links(found.links),
        **_describe_questions(request, found, there.questions, moderates=moderates, bar=bar),
    }
    return show_desk(request, "session", context, section="agenda")


def _describe_questions(
    request: DeskRequest,
    session: Session,
    questions: Sequence[FloorQuestion],
    *,
    moderates: bool,
    bar: str,
) -> dict[str, object]:
    who = request.participation
    return {
        "questions": questions,
        "open": not bar and is_open(session),
        "who": who,
        "moderates": moderates,
        "states": QuestionState,
    }


@accept_body()
@require_POST
@admit_participants
def act_at_session(request: DeskRequest, session: str) -> HttpResponse:
    """Book a place, give it up, follow the session, or leave it."""
    found, who, act = find_session(request, session), request.participation, request.POST.get("act")
    try:
        if act == "book":
            yes = request.POST.get("nevertheless") == "yes"
            seat = book_seat(found, who, by=request.doer, nevertheless=yes)
            messages.success(
                request,
                _("You have a place.")
                if seat.state == "booked"
                else _("All places are taken: you are on the waiting list."),
            )
        elif act == "cancel":
            cancel_seat(found, who, by=request.doer)
            messages.success(request, _("You have given it up."))
        elif act == "follow":
            follow_session(who, found)
            messages.success(request, _("It is in your agenda."))
        elif act == "leave":
            leave_session(who, found.pk)
        else:
            raise Http404
    except Refusal as refused:
        messages.error(request, str(refused))
    return redirect("desk:session", request.edition.code, found.code)


@never_cache
@accept_body()
@admit_participants
def floor(request: DeskRequest, session: str) -> HttpResponse:
    """Show the questions as a part of a page; take new ones, votes, and the moderator's acts."""
    found, who = find_session(request, session), request.participation
    moderates = may_moderate(found, who)
    if request.method != "POST":
        bar = find_bar_to_content(found, who)
        asked = [] if bar else list_questions(found, who, moderates=moderates)
        context = {
            "session": found,
            "edition": request.edition,
            **_describe_questions(request, found, asked, moderates=moderates, bar=bar),
        }
        return render(request, "desk/questions.html", context)
    given = request.POST
    act = given.get("act", "")
    try:
        if act == "ask":
            named = given.get("named") == "yes"
            ask_question(found, who, given.get("text", ""), named=named)
            messages.success(request, _("The moderator has your question."))
        elif act in ("vote", "unvote"):
            vote(_find_question(found, given.get("question")), who, wants=act == "vote")
        elif act in QuestionState.values:
            if not moderates:
                raise Refusal("not_yours")
            question = _find_question(found, given.get("question"))
            moderate(question, QuestionState(act), by=request.doer)
        else:
            raise Http404
    except Refusal as refused:
        messages.error(request, str(refused))
    return redirect("desk:session", request.edition.code, found.code)


def _find_question(session: Session, number: str | None) -> FloorQuestion:
    question = get_object_or_404(FloorQuestion, session=session, pk=read_key(number))
    question.session = session
    return question


@never_cache
@require_safe
@admit_participants
def show_timer(request: DeskRequest, session: str) -> HttpResponse:
    """Show those who moderate or speak how much time is left, large enough to be read afar."""
    found = find_session(request, session)
    now = timezone.now()
    context = {
        "session": found,
        "edition": request.edition,
        "now": now,
        "before": found.begins_at > now,
        "minutes": max(0, int((found.is_over_at - now).total_seconds() // 60)),
    }
    return render(request, "desk/timer.html", context)


@accept_body(TEXTS_BYTES)
@require_POST
@admit_participants
def keep_record(request: DeskRequest, session: str) -> HttpResponse:
    """Take what came of a session from those who moderate it."""
    found = find_session(request, session)
    if not may_moderate(found, request.participation):
        messages.error(request, str(Refusal("not_yours")))
    else:
        write_record(
            found,
            summary=read_languages(request.edition, request.POST, "summary", long=True),
            agreements=read_languages(request.edition, request.POST, "agreements", long=True),
            published=request.POST.get("published") == "yes",
            by=request.doer,
        )
        messages.success(request, _("Saved."))
    return redirect("desk:session", request.edition.code, found.code)


@never_cache
@require_safe
@admit_participants
def show_pass(request: DeskRequest) -> HttpResponse:
    """Show the pass by which one is let in: a QR code that names nobody."""
    code = write_pass(request.participation)
    path, side = draw_pass(code)
    return show_desk(request, "pass", {"code": code, "path": path, "side": side}, section="pass")
