"""Sessions in the office: settings, places, the door, questions, what came of them, figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from fairlead.apps.attendance.domain.ask_question import moderate
from fairlead.apps.attendance.domain.book_seat import invite, withdraw_invitation
from fairlead.apps.attendance.domain.note_arrival import note_arrival, take_back_arrival
from fairlead.apps.attendance.domain.refusals import Refusal
from fairlead.apps.attendance.domain.set_up_session import set_up_session
from fairlead.apps.attendance.domain.write_record import write_record
from fairlead.apps.attendance.models import FloorQuestion, QuestionState, Seat, SessionRecord
from fairlead.apps.attendance.passes import read_pass
from fairlead.apps.attendance.queries.floor import (
    count_arrivals,
    count_arrivals_at,
    count_arrivals_by_time,
    list_questions,
    list_ready,
)
from fairlead.apps.attendance.queries.seats import (
    Places,
    count_places,
    count_places_by_session,
    find_seat_of_day,
    list_people,
)
from fairlead.apps.congress.models import Access, Session
from fairlead.apps.cooperation.models import Project
from fairlead.apps.fairs.folded_address import FoldAddress
from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Organisation, Participation, ParticipationState
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.practices.models import Practice
from fairlead.apps.trade.models import Need
from fairlead.folder import bounds
from fairlead.folder.addresses import fold_address
from fairlead.folder.session_schemas import SESSIONS
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.programme.on_the_day import choose_today
from fairlead.sites.reading import UnreadableField, read_languages, read_number
from fairlead.ui.forms.refusal import refuse
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import TEXTS_BYTES, accept_body

_LISTS = (
    "economies",
    "partners",
    "links",
    "materials",
    "about_products",
    "about_needs",
    "about_projects",
    "about_practices",
)
OVERRULED = ("no_seat", "full", "delegates_only")  # what those at the door may let in nevertheless
_MOST_INVITED = 500  # ids or addresses at once
# A page that scans may use the camera, and no other sensor or device.
_WITH_CAMERA = ", ".join(
    ("camera=(self)", *(f"{one}=()" for one in ("geolocation", "microphone", "payment", "usb")))
)


@never_cache
@require_safe
@admit(Act.RUN_SESSIONS)
def show_sessions(request: OfficeRequest) -> HttpResponse:
    """Show the sessions of a day with their places and how many came."""
    edition = request.edition
    day = choose_today(edition, request.GET.get("day", ""), timezone.now())
    rows = Session.objects.filter(edition=edition, date=day).select_related("room")
    places, came = count_places_by_session(edition), count_arrivals(edition)
    context = {
        "edition": edition,
        "day": day,
        "days": edition.dates,
        "sessions": [
            (one, places.get(one.pk, Places(one.capacity, 0, 0)), came.get(one.pk, 0))
            for one in rows.order_by("start", "code")
        ],
    }
    return show_page(request, "sessions", context)


def find_session(edition: Edition, code: str) -> Session:
    """Return the session of that code; raises Http404."""
    found = get_object_or_404(Session.objects.select_related("room"), edition=edition, code=code)
    found.edition = edition
    return found


@never_cache
@require_safe
@admit(Act.RUN_SESSIONS)
def show_session(request: OfficeRequest, session: str) -> HttpResponse:
    """Show a session: its settings, who booked, who speaks and is there, what is asked."""
    return _show(request, find_session(request.edition, session))


def _show(
    request: OfficeRequest,
    session: Session,
    *,
    error: str = "",
    given: Mapping[str, Any] | None = None,
) -> HttpResponse:
    edition = request.edition
    by_time = count_arrivals_by_time(session)
    context = {
        "edition": edition,
        "session": session,
        "places": count_places(session),
        "people": list_people(session),
        "ready": list_ready(session),
        "questions": list_questions(session, None, moderates=True),
        "record": SessionRecord.objects.filter(session=session).first(),
        "arrivals": by_time,
        "most": max((many for _moment, many, _there in by_time), default=1),
        "may_edit": may(request.user, Act.EDIT_PROGRAMME, edition=edition),
        "sees_addresses": may_see_addresses(request),
        "given": given if given is not None else _write(session),
        "error": error,
        "access": Access.choices,
        "zone": edition.zone,
    }
    return show_page(request, "session", context, status=400 if error else 200)


def _write(session: Session) -> dict[str, Any]:
    """Return the fields of the form as they say what is in force."""
    return {
        "capacity": "" if session.capacity is None else session.capacity,
        "access": session.access,
        "booking": "yes" if session.booking else "",
        "stream": session.stream,
        **{name: "\n".join(getattr(session, name)) for name in _LISTS},
        "texts": [(tag, session.speakers_as.get(tag, "")) for tag in session.edition.languages],
    }


@accept_body(TEXTS_BYTES)
@require_POST
@admit(Act.EDIT_PROGRAMME)
def set_up(request: OfficeRequest, session: str) -> HttpResponse:
    """Save the settings of a session."""
    found, edition = find_session(request.edition, session), request.edition
    try:
        values = _read(edition, request.POST)
    except UnreadableField as unreadable:
        texts = [(tag, request.POST.get(f"speakers_as_{tag}", "")) for tag in edition.languages]
        given = {**request.POST.dict(), "texts": texts}
        return _show(request, found, error=str(unreadable), given=given)
    promoted = set_up_session(found, values, by=Doer(request.user))
    messages.success(request, _("Saved."))
    if promoted:
        said = ngettext(
            "%(many)d person who waited has a place now.",
            "%(many)d people who waited have places now.",
            promoted,
        )
        messages.success(request, said % {"many": promoted})
    return redirect("office:session", edition.code, found.code)


def _read(edition: Edition, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the settings that a form says, each cell read as the fair's folder reads it."""
    capacity = read_number(given, "capacity", most=int(bounds.SEATS.high))
    if capacity == 0:
        raise UnreadableField(
            _("Expected at least one place, or an empty field for no end of them.")
        )
    access = given.get("access", "")
    if access and access not in Access.values:
        raise UnreadableField(_("Expected one of the choices."))
    lists = {name: _read_list(given, name) for name in _LISTS}
    _check_codes(edition, lists)
    return {
        "capacity": capacity,
        "access": access,
        "booking": given.get("booking") == "yes",
        "stream": _read_cell("stream", given.get("stream", "").strip()) or "",
        "speakers_as": read_languages(edition, given, "speakers_as", long=True),
        **lists,
    }


def _read_list(given: Mapping[str, str], name: str) -> list[str]:
    lines = given.get(name, "").splitlines()
    said = [" ".join(line.split()) for line in lines if line.strip()]
    if any("|" in line for line in said):
        raise UnreadableField(_("Expected a value on each line, without the sign |."))
    return _read_cell(name, "|".join(said)) or []


def _read_cell(name: str, text: str) -> Any:
    if not text:
        return None
    try:
        return SESSIONS.field(name).kind.parse(text)
    except ValueError as error:
        raise UnreadableField(
            _("%(field)s: “%(text)s” cannot be read (%(why)s).")
            % {"field": name, "text": text[:80], "why": error}
        ) from error


def _check_codes(edition: Edition, lists: Mapping[str, list[str]]) -> None:
    """Raise Unreadable for codes of partners, needs or projects that the edition has not."""
    known = {
        "partners": ("organisations", Organisation.objects),
        "about_needs": ("needs", Need.objects),
        "about_projects": ("projects", Project.objects),
        "about_practices": ("practices", Practice.objects),
    }
    for name, (file, rows) in known.items():
        there = set(
            rows.filter(edition=edition, code__in=lists[name]).values_list("code", flat=True)
        )
        missing = [code for code in lists[name] if code not in there]
        if missing:
            raise UnreadableField(
                _("There is no row of the id “%(code)s” in %(file)s.")
                % {"code": missing[0], "file": f"{file}.csv"}
            )


@accept_body(TEXTS_BYTES)
@require_POST
@admit(Act.RUN_SESSIONS)
def act(request: OfficeRequest, session: str, act: str) -> HttpResponse:
    """Invite, take an invitation back, note who speaks and is there, moderate, write the record."""
    found, given, by = find_session(request.edition, session), request.POST, Doer(request.user)
    if act in ("invite", "withdraw", "record") and not may(
        request.user, Act.EDIT_PROGRAMME, edition=request.edition
    ):
        raise PermissionDenied
    if act == "invite":
        said = given.get("people", "").replace(",", " ").replace(";", " ").split()
        if len(said) > _MOST_INVITED:
            words = _("Expected at most %d lines.") % _MOST_INVITED
            return refuse(request, words, "office:session", request.edition.code, found.code)
        _invite(request, found, said, by)
    elif act == "withdraw":
        seat = get_object_or_404(Seat, session=found, invited=True, pk=read_key(given.get("seat")))
        withdraw_invitation(seat, by=by)
    elif act in ("here", "not_here"):
        who = get_object_or_404(
            Participation, edition=request.edition, pk=read_key(given.get("who"))
        )
        if act == "here":
            try:
                note_arrival(found, who, by=by, anyway=True)
            except Refusal as refused:
                messages.error(request, str(refused))
        else:
            take_back_arrival(found, who)
    elif act == "moderate" and given.get("state") in QuestionState.values:
        question = get_object_or_404(
            FloorQuestion, session=found, pk=read_key(given.get("question"))
        )
        question.session = found
        moderate(question, QuestionState(given["state"]), by=by)
    elif act == "record":
        write_record(
            found,
            summary=read_languages(request.edition, given, "summary", long=True),
            agreements=read_languages(request.edition, given, "agreements", long=True),
            published=given.get("published") == "yes",
            by=by,
        )
        messages.success(request, _("Saved."))
    else:
        raise Http404
    return redirect("office:session", request.edition.code, found.code)


def _invite(request: OfficeRequest, session: Session, said: Sequence[str], by: Doer) -> None:
    rows = Participation.objects.filter(
        edition=request.edition, state=ParticipationState.APPROVED
    ).select_related("person")
    found = {
        *rows.filter(code__in=said),
        *rows.alias(folded=FoldAddress("person__email")).filter(
            folded__in=[fold_address(one) for one in said]
        ),
    }
    known = {one.code for one in found} | {fold_address(one.person.email) for one in found}
    missing = [one for one in said if one not in known and fold_address(one) not in known]
    if missing:
        messages.error(request, f"{Refusal('nobody')} ({', '.join(missing[:5])})")
    if found:
        session.edition = request.edition
        invited = invite(session, sorted(found, key=lambda one: one.pk), by=by)
        said_back = ngettext("%(many)d invited.", "%(many)d invited.", invited)
        messages.success(request, said_back % {"many": invited})


@never_cache
@accept_body()
@admit(Act.RUN_SESSIONS)
def check_in(request: OfficeRequest, session: str) -> HttpResponse:
    """Let people in by their passes: scanned by the phone's camera, by a reader, or typed."""
    found, edition = find_session(request.edition, session), request.edition
    outcome: dict[str, Any] = {}
    if request.method == "POST":
        outcome = _let_in(request, found)
    context = {
        "edition": edition,
        "session": found,
        "places": count_places(found),
        "came": count_arrivals_at(found),
        **outcome,
    }
    page = show_page(request, "check_in", context)
    page.headers["Permissions-Policy"] = _WITH_CAMERA
    return page


def may_see_addresses(request: OfficeRequest) -> bool:
    """Return whether the addresses of who speaks are shown: to those who see people or plan."""
    acts = (Act.SEE_PEOPLE, Act.EDIT_PROGRAMME)
    return any(may(request.user, act, edition=request.edition) for act in acts)


def say_refusal(refused: Refusal, edition: Edition, who: Participation | None) -> str:
    """Return why somebody is not let in, and where else there is a place for this person."""
    said = str(refused)
    seat = find_seat_of_day(who, timezone.now()) if who and refused.rule == "no_seat" else None
    if seat is None:
        return said
    choose, session = chooser(edition), seat.session
    where = {
        "time": f"{session.late_start:%H:%M}",
        "room": choose(session.room.name),
        "title": choose(session.title),
    }
    return f"{said} {_('A place is booked at %(time)s, %(room)s: %(title)s.') % where}"


def _let_in(request: OfficeRequest, session: Session) -> dict[str, Any]:
    code = request.POST.get("pass", "")[:200]
    who = read_pass(request.edition, code)
    if who is None:
        return {"refused": Refusal("pass")}
    anyway = request.POST.get("anyway") == "yes"
    try:
        arrival, fresh = note_arrival(session, who, by=Doer(request.user), anyway=anyway)
    except Refusal as refused:
        again = code.strip()[:40] if refused.rule in OVERRULED else ""
        said = say_refusal(refused, request.edition, who)
        return {"refused": said, "who": who, "again": again}
    return {"who": who, "arrival": arrival, "fresh": fresh, "zone": request.edition.zone}
