"""One session of a version: where it is, where it could go, and its content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fairlead.apps.congress.conflicts import Board
from fairlead.apps.congress.content import SessionContent, find_times, place_said
from fairlead.apps.congress.domain.change_draft import (
    NOTHING_SAID,
    add_session,
    edit_session,
)
from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.models import (
    MOST_OF_A_FEATURE,
    Access,
    Level,
    PlannedSession,
    Room,
    SessionKind,
)
from fairlead.apps.congress.queries.board import build_board, read_board
from fairlead.apps.delegations.queries.commitments import read_elsewhere
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Participation
from fairlead.apps.people.roles import Act
from fairlead.folder import bounds
from fairlead.folder.controls import write_line
from fairlead.folder.session_schemas import SESSIONS
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.programme.building import (
    find_programme,
    may_change,
    read_place,
)
from fairlead.sites.office.programme.conflict_words import ConflictWords
from fairlead.sites.reading import UnreadableField, read_languages, read_number, read_text
from fairlead.ui.serving import accept_body

_PLAIN = ("kind", "level", "language", "capacity", "expected", "access", "stream", "minutes")
_LINES, _LONG_TEXTS = ("title", "subtitle", "track"), ("abstract", "description")
_LONG = 2 * 2**20
_MOST = 200  # people of one session


@never_cache
@accept_body(_LONG)
@admit(Act.SEE_PROGRAMME)
def show_session(request: OfficeRequest, version: int, session: str) -> HttpResponse:
    """Show a session of a version, check a place asked about, or save what was submitted."""
    programme = find_programme(request.edition, version)
    editable = may_change(request, programme)
    board = read_board(programme, read_elsewhere(request.edition))
    if session not in board.sessions:
        raise Http404
    said, error = board.sessions[session], ""
    if request.method == "POST":
        if not editable:
            return HttpResponse(status=403)
        try:
            read = _read_form(request.edition, request.POST, said)
            edit_session(programme, session, read, by=Doer(request.user))
        except (Refusal, UnreadableField) as refused:
            error = str(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(request.path)
    words = ConflictWords(request.edition, board.sessions)
    asked, found = _check_place(request, board, session, words)
    return show_page(
        request,
        "programme_session",
        {
            "edition": request.edition,
            "programme": programme,
            "code": session,
            "title": words.title(session),
            "said": said,
            "times": find_times(said),
            "room": Room.objects.filter(pk=said["place"]["room"]).first()
            if said["place"]
            else None,
            "locked": PlannedSession.objects.filter(
                programme=programme, code=session, locked=True
            ).exists(),
            "conflicts": words.say_all(board.find_conflicts(session)),
            "asked": asked or _describe_place(said),
            "found": found,
            "checked": found is not None,
            "editable": editable,
            "error": error,
            **_describe_form(request.edition, said, request.POST if error else None),
        },
        status=400 if error else 200,
    )


def _check_place(
    request: OfficeRequest, board: Board, session: str, words: ConflictWords
) -> tuple[dict[str, Any], Sequence[tuple[str, bool]] | None]:
    """Return the place that is asked about, and what is against it, None where none is asked.

    What is against it is words, and whether nothing may be placed there.
    """
    if "room" not in request.GET:
        return {}, None
    asked = {name: request.GET.get(name, "") for name in ("date", "start", "room", "minutes")}
    try:
        place, minutes = read_place(request.edition, request.GET)
        if place.date not in request.edition.dates:
            raise Refusal("no_day")
        if place.room not in board.rooms:
            raise Refusal("no_room")
    except Refusal as refused:
        return asked, [(str(refused), True)]
    said = board.sessions[session] | {"minutes": minutes or board.sessions[session]["minutes"]}
    there = {"date": place.date.isoformat(), "start": f"{place.start:%H:%M}", "room": place.room}
    moved = {**board.sessions, session: place_said(said, there)}
    tried = build_board(request.edition, moved, board.elsewhere)
    return asked, words.say_all(tried.find_conflicts(session))


def _describe_place(said: SessionContent) -> dict[str, Any]:
    place = said["place"] or {"date": "", "start": "", "room": ""}
    return {**place, "room": str(place["room"]), "minutes": said["minutes"]}


@never_cache
@accept_body(_LONG)
@admit(Act.EDIT_PROGRAMME)
def add(request: OfficeRequest, version: int) -> HttpResponse:
    """Show the form of a new session, and save what was submitted."""
    programme = find_programme(request.edition, version)
    if not may_change(request, programme):
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            read = _read_form(request.edition, request.POST, NOTHING_SAID)
            done = add_session(programme, read, by=Doer(request.user))
        except (Refusal, UnreadableField) as refused:
            error = str(refused)
        else:
            return redirect(
                "office:programme_session", request.edition.code, version, done.codes[0]
            )
    return show_page(
        request,
        "programme_session_new",
        {
            "edition": request.edition,
            "programme": programme,
            "error": error,
            "editable": True,
            **_describe_form(request.edition, NOTHING_SAID, request.POST if error else None),
        },
        status=400 if error else 200,
    )


def _describe_form(
    edition: Edition, said: SessionContent, given: Mapping[str, str] | None
) -> dict[str, Any]:
    """Return the fields of the form: as they were typed, or as they are stored."""
    codes = dict(
        Participation.objects.filter(pk__in=[who for who, _ in said["people"]]).values_list(
            "pk", "code"
        )
    )
    known: dict[str, Any] = {name: said[name] if said[name] is not None else "" for name in _PLAIN}
    known |= {name: ", ".join(said[name]) for name in ("interpretation", "needs")}
    known |= {
        name: "\n".join(codes[who] for who, moderates in said["people"] if moderates is is_one)
        for name, is_one in (("moderators", True), ("speakers", False))
    }
    field = known if given is None else {name: given.get(name, "") for name in known}
    texts = {
        name: [
            (tag, (given or {}).get(f"{name}_{tag}", "") if given else said[name].get(tag, ""))
            for tag in edition.languages
        ]
        for name in (*_LINES, *_LONG_TEXTS)
    }
    return {
        "field": field,
        "texts": texts,
        "kinds": SessionKind.choices,
        "levels": Level.choices,
        "accesses": Access.choices,
        "rooms": Room.objects.filter(edition=edition),
        "days": edition.dates,
    }


def _read_form(edition: Edition, given: Mapping[str, str], said: SessionContent) -> dict[str, Any]:
    """Return what the form says; raises Refusal and Unreadable."""
    minutes = read_number(given, "minutes", most=int(bounds.SESSION_MINUTES.high))
    kind, level, access = (given.get(name, "") for name in ("kind", "level", "access"))
    return {
        **{name: dict(read_languages(edition, given, name)) for name in _LINES},
        **{name: dict(read_languages(edition, given, name, long=True)) for name in _LONG_TEXTS},
        "kind": kind if kind in SessionKind.values else "",
        "level": level if level in Level.values else "",
        "access": access if access in Access.values else "",
        "language": next(iter(_read_languages(given, "language")), ""),
        "interpretation": _read_languages(given, "interpretation"),
        "capacity": read_number(given, "capacity", most=int(bounds.SEATS.high)) or None,
        "expected": read_number(given, "expected", most=int(bounds.SEATS.high)) or None,
        "needs": read_features(given, "needs"),
        "stream": _read_stream(given),
        "minutes": minutes if minutes is not None else said["minutes"],
        "people": [
            *_read_people(edition, given, "moderators", moderates=True),
            *_read_people(edition, given, "speakers", moderates=False),
        ],
    }


def _read_languages(given: Mapping[str, str], name: str) -> list[str]:
    words = given.get(name, "").lower().replace(",", " ").split()[:20]
    return list(dict.fromkeys(_read_cell("language", word) for word in words))


def read_features(given: Mapping[str, str], name: str) -> list[str]:
    """Return words of what rooms have, separated by commas, each once."""
    words = given.get(name, "").casefold().replace("|", ",").split(",")
    named = (write_line(word)[:MOST_OF_A_FEATURE].rstrip() for word in words[:50])
    return sorted({word for word in named if word})


def _read_stream(given: Mapping[str, str]) -> str:
    stream = read_text(given, "stream")
    return _read_cell("stream", stream) if stream else ""


def _read_cell(name: str, text: str) -> str:
    """Return a value as the fair's folder reads it, which holds it later; raises Refusal."""
    try:
        return str(SESSIONS.field(name).kind.parse(text))
    except ValueError:
        raise Refusal(name) from None


def _read_people(
    edition: Edition, given: Mapping[str, str], name: str, *, moderates: bool
) -> list[list[Any]]:
    codes = given.get(name, "").replace(",", " ").split()
    known = dict(
        Participation.objects.filter(edition=edition, code__in=codes).values_list("code", "pk")
    )
    if len(codes) > _MOST or any(code not in known for code in codes):
        raise Refusal("person")
    return [[known[code], moderates] for code in codes]
