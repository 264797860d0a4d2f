"""One participant's agenda and requests: what that person sees, and nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet

from fairlead.apps.congress.models import Speaker
from fairlead.apps.exhibition.models import Stand
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import (
    Answer,
    Booking,
    Change,
    ChangeKind,
    Meeting,
    MeetingRequest,
    RequestParty,
    RequestState,
    Side,
)
from fairlead.apps.meetings.queries.sides import find_party, find_side
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in an agenda: a meeting (with its request) or a session at which one speaks."""

    begins: dt.datetime
    ends: dt.datetime
    title: LocalizedText
    people: tuple[LocalizedText, ...] = ()
    place: str = ""
    stand: Stand | None = None
    table: int | None = None
    room: LocalizedText | None = None
    link: str = ""
    request: MeetingRequest | None = None
    sequence: int = 0
    changed_at: dt.datetime | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """The entries of a participant in order of time, and what was cancelled."""

    entries: tuple[Entry, ...]
    cancelled: tuple[Entry, ...] = field(default=())

    def on(self, date: dt.date, edition: Edition) -> list[Entry]:
        """Return what is on a day of the fair."""
        return [one for one in self.entries if one.begins.astimezone(edition.zone).date() == date]

    def find_now_and_next(self, now: dt.datetime) -> tuple[Entry | None, Entry | None]:
        """Return what is on now, and what comes next."""
        current = [one for one in self.entries if one.begins <= now < one.ends]
        coming = [one for one in self.entries if one.begins > now]
        return (current[0] if current else None), (coming[0] if coming else None)


def read_agenda(who: Participation) -> Agenda:
    """Return a participant's agenda; five queries at most."""
    entries = sorted(
        (*_list_meetings(who), *_list_sessions(who)), key=lambda one: (one.begins, one.ends)
    )
    return Agenda(tuple(entries), tuple(_list_cancelled(who)))


def _list_meetings(who: Participation) -> Iterator[Entry]:
    mine = Booking.objects.filter(participation=who).values("meeting")
    found = (
        Meeting.objects.filter(pk__in=mine)
        .select_related(
            "request__requester__person",
            "request__requester__organisation",
            "request__recipient__organisation",
            "request__invitee__person",
            "stand__hall",
            "table",
        )
        .prefetch_related(
            Prefetch("bookings", Booking.objects.select_related("participation__person")),
            Prefetch(
                "request__changes", Change.objects.order_by("sequence"), to_attr="known_changes"
            ),
        )
    )
    for meeting in found:
        request, bookings = meeting.request, list(meeting.bookings.all())
        changes: list[Change] = request.known_changes  # type: ignore[attr-defined]
        yield Entry(
            begins=bookings[0].during.lower,
            ends=bookings[0].during.upper,
            title=name_other_side(request, who),
            people=tuple(
                one.participation.person.name for one in bookings if one.participation_id != who.pk
            ),
            place=meeting.place,
            stand=meeting.stand,
            table=meeting.table.number if meeting.table is not None else None,
            link=request.link if meeting.place == "online" else "",
            request=request,
            sequence=changes[-1].sequence if changes else 0,
            changed_at=changes[-1].at if changes else None,
        )


def _list_sessions(who: Participation) -> Iterator[Entry]:
    rows = Speaker.objects.filter(participation=who).select_related(
        "session__edition", "session__room"
    )
    for row in rows:
        session = row.session
        yield Entry(
            begins=session.starts_at,
            ends=session.ends_at,
            title=session.title,
            place="session",
            room=session.room.name if session.room is not None else None,
        )


def _list_cancelled(who: Participation) -> Iterator[Entry]:
    """Yield what was in the agenda and is not any more: calendars have to be told."""
    latest = (
        Change.objects.filter(Q(people__contains=[who.pk]) | Q(gone__contains=[who.pk]))
        .filter(list_own_requests(who, prefix="request__"))
        .select_related(
            "request__requester__person",
            "request__requester__organisation",
            "request__recipient__organisation",
            "request__invitee__person",
        )
        .order_by("request", "-sequence")
        .distinct("request")
    )
    for change in latest:
        if change.kind == ChangeKind.CANCELLED or who.pk in change.gone:
            yield Entry(
                begins=change.during.lower,
                ends=change.during.upper,
                title=name_other_side(change.request, who),
                place=change.place,
                request=change.request,
                sequence=change.sequence,
                changed_at=change.at,
                cancelled=True,
            )


def list_own_requests(who: Participation, *, prefix: str = "") -> Q:
    """Return the condition that a request is one that a participant may see."""
    own = Q(**{f"{prefix}requester": who}) | Q(**{f"{prefix}invitee": who})
    own |= Q(**{f"{prefix}parties__participation": who})
    if who.organisation_id is not None:
        firm = who.organisation_id
        own |= Q(**{f"{prefix}recipient": firm}) | Q(**{f"{prefix}asking_firm": firm})
        own |= Q(**{f"{prefix}parties__exhibitor": firm})
    return own


def name_other_side(request: MeetingRequest, who: Participation) -> LocalizedText:
    """Return whom somebody meets: the firm where there is one, else the person."""
    found: LocalizedText
    if find_side(request, who) != Side.REQUESTER:
        requester = request.requester
        firm = requester.organisation
        found = firm.name if firm is not None else requester.person.name
    elif request.recipient is not None:
        found = request.recipient.organisation.name
    else:
        found = request.invitee.person.name if request.invitee is not None else LocalizedText({})
    return found


@dataclass(frozen=True, slots=True)
class Letter:
    """A request as one of its parties sees it."""

    request: MeetingRequest
    other: LocalizedText
    waits_for_me: bool
    can_cancel: bool
    mine: bool


def list_letters(who: Participation) -> list[Letter]:
    """Return a participant's requests, those that wait for an answer first; two queries."""
    found = _with_sides(MeetingRequest.objects.filter(list_own_requests(who)).distinct())
    letters = [describe_letter(request, who) for request in found]
    return sorted(letters, key=lambda one: (not one.waits_for_me, -one.request.pk))


def find_letter(who: Participation, code: str) -> Letter | None:
    """Return one of a participant's requests by its code."""
    rows = MeetingRequest.objects.filter(list_own_requests(who), edition=who.edition_id, code=code)
    request = _with_sides(rows.distinct()).first()
    return describe_letter(request, who) if request is not None else None


def _with_sides(rows: QuerySet[MeetingRequest]) -> QuerySet[MeetingRequest]:
    return rows.select_related(
        "edition",
        "requester__person",
        "requester__organisation",
        "recipient__organisation",
        "recipient__stand__hall",
        "invitee__person",
        "invitee__organisation",
        "assigned__person",
        "proposed",
        "locked",
    ).prefetch_related(
        Prefetch(
            "parties",
            RequestParty.objects.select_related("exhibitor__organisation", "participation__person"),
        )
    )


def describe_letter(request: MeetingRequest, who: Participation) -> Letter:
    """Return a request as a participant sees it."""
    side = find_side(request, who)
    pending = request.state == RequestState.PENDING
    if side is None:
        party = find_party(request, who)
        waits = party is not None and party.answer == Answer.PENDING
    else:
        # A recipient who has accepted waits for further parties.
        waits = side == request.turn and (side == Side.REQUESTER or request.answered_at is None)
    cancels = request.state == RequestState.ACCEPTED and side is not None
    mine = side == Side.REQUESTER
    return Letter(
        request=request,
        other=name_other_side(request, who),
        waits_for_me=pending and waits,
        can_cancel=cancels or (pending and mine),
        mine=mine,
    )
