"""Building a draft: its page, the data that the page's script asks for, and what is done to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.congress.conflicts import Board, Obstacle
from fairlead.apps.congress.content import find_times, read_brought_up
from fairlead.apps.congress.domain.change_draft import (
    ChangedDraft,
    ConflictRefusal,
    Place,
    lock_session,
    place_session,
    redo_step,
    remove_session,
    undo_step,
    unplace_session,
)
from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.models import Programme, Room
from fairlead.apps.congress.queries.board import build_board, list_people, read_board
from fairlead.apps.delegations.queries.commitments import read_elsewhere
from fairlead.apps.fairs.journal import count_journal
from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.programme.board_data import (
    count_minutes,
    describe_change,
    describe_whole,
    find_hours,
)
from fairlead.sites.office.programme.conflict_words import ConflictWords
from fairlead.sites.reading import read_text, read_way_back
from fairlead.ui.formats import format_short_day, join_items
from fairlead.ui.lists.name_pattern import holds_words
from fairlead.ui.lists.pagination import parse_page_number, split_pages
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body

_PAGE = 50
MOST_MINUTES = 9_999  # of a session or a delay, as a form says it; the domain says what fits


def find_programme(edition: Edition, version: int) -> Programme:
    """Return a version of the edition's programme; raises Http404."""
    rows = Programme.objects.select_related("edition", "run")
    return get_object_or_404(rows, edition=edition, version=version)


def may_change(request: OfficeRequest, programme: Programme) -> bool:
    """Return whether who asks may change the version: a draft, and they build it."""
    draft = programme.state == VersionState.DRAFT
    return draft and may(request.user, Act.EDIT_PROGRAMME, edition=request.edition)


@never_cache
@admit(Act.SEE_PROGRAMME)
def show_building(request: OfficeRequest, version: int) -> HttpResponse:
    """Show a version: the board where scripts run, and its sessions page by page."""
    programme = find_programme(request.edition, version)
    board = read_board(programme, read_elsewhere(request.edition), light=True)
    words = ConflictWords(request.edition, board.sessions)
    looked_for = read_text(request.GET, "q", most=100)
    conflicts = board.find_all()
    rows = _list_rows(board, words, conflicts, looked_for, request.edition)
    number = parse_page_number(request.GET.get("page", "1"))

    def address(page: int) -> str:
        said = {"q": looked_for, "page": str(page)}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    pages = split_pages(len(rows), number=number, size=_PAGE, address=address)
    editable = may_change(request, programme)
    return show_page(
        request,
        "programme_building",
        {
            "edition": request.edition,
            "programme": programme,
            "editable": editable,
            "may_release": may(request.user, Act.RELEASE, edition=request.edition),
            "may_run": may(request.user, Act.EDIT_PROGRAMME, edition=request.edition),
            "journal": count_journal(programme.steps.all(), by=request.user.pk),
            "rows": rows[(pages.number - 1) * _PAGE : pages.number * _PAGE],
            "open": sum(one["place"] is None for one in board.sessions.values()),
            "in_conflict": len(conflicts),
            "looked_for": looked_for,
            "pages": pages,
            "said": _list_words(),
        },
    )


def _list_rows(
    board: Board,
    words: ConflictWords,
    conflicts: Mapping[str, list[Obstacle]],
    looked_for: str,
    edition: Edition,
) -> list[dict[str, Any]]:
    """Return the sessions of a version, those still to be scheduled first, then by time."""
    choose = chooser(edition)
    rooms = {one.pk: one.name for one in Room.objects.filter(edition=edition)}
    found = []
    for code, said in board.sessions.items():
        title = words.title(code)
        people = [words.people.get(who, "") for who, _ in said["people"]]
        if not holds_words(looked_for, code, title, *people):
            continue
        times = find_times(said)
        found.append(
            {
                "code": code,
                "title": title,
                "track": choose(LocalizedText(said["track"])),
                "people": join_items(people),
                "day": format_short_day(times[0].date()) if times else "",
                "time": f"{times[0]:%H:%M}–{times[1]:%H:%M}" if times else "",
                "minutes": said["minutes"],
                "room": choose(rooms[said["place"]["room"]]) if times else "",
                "conflicts": words.say_all(conflicts.get(code, ())),
                "order": (times is not None, times or (), title),
            }
        )
    return sorted(found, key=lambda one: one["order"])


def _list_words() -> dict[str, str]:
    """Return what the board's script says to people, with places for its values."""
    return {
        "picked": _("{name}: picked up. Arrows move it, Enter puts it down, Escape leaves it where"
                    " it was."),
        "free": _("{time}, {room}: free."),
        "warned": _("{time}, {room}: {reason}"),
        "refused": _("{time}, {room}: not possible. {reason}"),
        "dropped": _("{name} is at {time}, {room} now."),
        "aside": _("{name} is still to be scheduled now."),
        "left": _("It stays where it was."),
        "failed": _("The server gave no answer. Nothing was changed."),
        "locked": _("locked"),
        "minutes": _("{many} min"),
        "conflict": _("in conflict"),
        "none": _("Everything is scheduled."),
    }  # fmt: skip


@never_cache
@admit(Act.SEE_PROGRAMME)
def give_board(request: OfficeRequest, version: int) -> HttpResponse:
    """Return a version as JSON for the board: days, rooms, sessions and their conflicts."""
    programme = find_programme(request.edition, version)
    board = read_board(programme, read_elsewhere(request.edition), light=True)
    choose = chooser(request.edition)
    rooms = Room.objects.filter(edition=request.edition).select_related("hall")
    listed = [
        [one.pk, choose(one.name), choose(one.hall.name) if one.hall else "", one.capacity]
        for one in rooms
    ]
    if all(one.position == 0 for one in rooms):
        listed.sort(key=lambda one: str(one[1]))
    return JsonResponse(
        {
            "days": [
                [index, format_short_day(day), *find_hours(board, index)]
                for index, day in enumerate(board.days)
            ],
            "rooms": listed,
            **describe_whole(request, programme, board),
        }
    )


@never_cache
@admit(Act.EDIT_PROGRAMME)
def give_obstacles(request: OfficeRequest, version: int, session: str) -> HttpResponse:
    """Return as JSON what stands against a session: a room or none, from, until, hard, why."""
    programme = find_programme(request.edition, version)
    edition, sessions = request.edition, read_brought_up(programme, light=True)
    if session not in sessions:
        raise Http404
    people = list_people([sessions[session]])
    board = build_board(edition, sessions, read_elsewhere(edition, people), people=people)
    words = ConflictWords(edition, sessions, people)
    begins, ends = count_minutes(board, board.whole[0]), count_minutes(board, board.whole[1])
    return JsonResponse(
        {
            "obstacles": [
                [
                    one.room,
                    max(begins, count_minutes(board, one.begins)),
                    min(ends, count_minutes(board, one.ends)),
                    int(one.hard),
                    words.say(one),
                ]
                for one in board.list_obstacles(session)
            ]
        }
    )


@accept_body()
@require_POST
@admit(Act.EDIT_PROGRAMME)
def act(request: OfficeRequest, version: int) -> HttpResponse:
    """Do something to a draft; a script gets what became of it, a form goes back."""
    programme = find_programme(request.edition, version)
    wants_data = "application/json" in request.headers.get("Accept", "")
    way_back = _find_way_back(request, programme)
    try:
        done, said = _do(request, programme)
    except Refusal as refused:
        why = explain(request, programme, refused)
        if wants_data:
            return JsonResponse({"refused": why}, status=409)
        messages.error(request, why)
        return redirect(way_back)
    if wants_data:
        held = done.draft if done is not None else programme
        return JsonResponse({**describe_change(request, held, done), "said": said})
    messages.success(request, said)
    if done is not None and done.conflicts:
        board = read_board(programme, light=True)
        for why, _hard in ConflictWords(request.edition, board.sessions).say_all(done.conflicts):
            messages.warning(request, why)
    return redirect(way_back)


def explain(request: OfficeRequest, programme: Programme, refused: Refusal) -> str:
    """Return why something cannot be done, with the names of what stands against it."""
    if not isinstance(refused, ConflictRefusal):
        return str(refused)
    words = ConflictWords(request.edition, read_board(programme, light=True).sessions)
    return " ".join(said for said, _ in words.say_all(refused.conflicts))


def _do(request: OfficeRequest, programme: Programme) -> tuple[ChangedDraft | None, str]:
    given, by = request.POST, Doer(request.user)
    name, code = given.get("act", ""), given.get("session", "")
    if name in ("undo", "redo"):
        go = undo_step if name == "undo" else redo_step
        done = go(programme, by=by)
        said = {"undo": _("Undone."), "redo": _("Done again.")}[name]
        return done, said if done is not None else _("Nothing of yours is left.")
    acts: dict[str, tuple[Callable[[], ChangedDraft], str]] = {
        "place": (lambda: _place(request, programme, code), _("Moved.")),
        "unplace": (lambda: unplace_session(programme, code, by=by), _("Taken out.")),
        "remove": (lambda: remove_session(programme, code, by=by), _("Removed.")),
        "lock": (lambda: lock_session(programme, code, locked=True), _("Locked.")),
        "unlock": (lambda: lock_session(programme, code, locked=False), _("Unlocked.")),
    }
    if name not in acts:
        raise Http404
    do, words = acts[name]
    return do(), words


def _place(request: OfficeRequest, programme: Programme, code: str) -> ChangedDraft:
    place, minutes = read_place(request.edition, request.POST)
    return place_session(
        programme,
        code,
        place,
        minutes=minutes,
        by=Doer(request.user),
        find_elsewhere=partial(read_elsewhere, request.edition),
    )


def read_place(edition: Edition, given: Any) -> tuple[Place, int | None]:
    """Return the place a form says: ``room``, and ``at`` in minutes or ``date`` and ``start``.

    Raises Refusal for what cannot be read.
    """
    room, at = read_key(given.get("room")), given.get("at", "")
    minutes = read_key(given.get("minutes"), most=MOST_MINUTES)
    if room is None:
        raise Refusal("no_room")
    if given.get("minutes") and minutes is None:
        raise Refusal("length")
    try:
        if at:
            if len(at) > 7:
                raise ValueError(at)
            moment = dt.datetime.combine(edition.first_day, dt.time()) + dt.timedelta(
                minutes=int(at)
            )
        else:
            date = dt.date.fromisoformat(given.get("date", ""))
            moment = dt.datetime.combine(date, dt.time.fromisoformat(given.get("start", "")))
    except ValueError:
        raise Refusal("no_day") from None
    return Place(moment.date(), moment.time().replace(tzinfo=None), room), minutes


def _find_way_back(request: OfficeRequest, programme: Programme) -> str:
    return read_way_back(
        request.POST,
        reverse("office:programme_version", args=(request.edition.code, programme.version)),
    )
