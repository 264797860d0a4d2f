"""One participant's agenda: what that person sees, and nobody else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import JSONObject

from fairlead.apps.congress.models import Session, Speaker
from fairlead.apps.exhibition.models import Hall, Stand
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import (
    Booking,
    Change,
    ChangeKind,
    CheckIn,
    FollowedSession,
    MeetingRequest,
    MeetingRules,
    Visit,
)
from fairlead.apps.meetings.queries.sides import NAMED, list_own_requests, name_other_side
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.session_times import find_span

_PLANS = ("feed", "between_halls", "grace", "sessions_planned", "visits_planned")
_ANYBODY = -1
"""Stands for a participation in a statement that is written once."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in an agenda: a meeting (with its request), a session or a visit (by its number).

    ``there`` are the sides that have said that they are at the meeting.
    """

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
    session: int | None = None
    speaks: bool = False
    visit: int | None = None
    there: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Agenda:
    """The entries of a participant in order of time, and what was cancelled.

    ``feed`` is the token of its calendar, ``between_halls`` the minutes from hall to hall, and
    ``grace_minutes`` how long one waits for who does not come.
    """

    entries: tuple[Entry, ...]
    cancelled: tuple[Entry, ...] = ()
    feed: str = ""
    between_halls: int = 5
    grace_minutes: int = 10

    def on(self, date: dt.date, edition: Edition) -> list[Entry]:
        """Return what is on a day of the fair."""
        return [one for one in self.entries if one.begins.astimezone(edition.zone).date() == date]

    def find_now_and_next(self, now: dt.datetime) -> tuple[Entry | None, Entry | None]:
        """Return what is on now, and what comes next."""
        current = [one for one in self.entries if one.begins <= now < one.ends]
        coming = [one for one in self.entries if one.begins > now]
        return (current[0] if current else None), (coming[0] if coming else None)

    def find_before(self, entry: Entry) -> Entry | None:
        """Return the entry at a stand that ends last before this one begins, on the same day."""
        zone = entry.begins.tzinfo
        ended = [
            one
            for one in self.entries
            if one.stand is not None
            and one.ends <= entry.begins
            and one.ends.astimezone(zone).date() == entry.begins.date()
        ]
        return max(ended, key=lambda one: one.ends) if ended else None


def read_agenda(who: Participation, *, history: bool = True) -> Agenda:
    """Return a participant's agenda; three queries, however much is in it.

    Without the history, which calendars have to be told, there are two: nothing was cancelled and
    no entry has a sequence.
    """
    latest = _read_latest_changes(who) if history else {}
    plans = _read_plans(who)
    entries = sorted(
        (*_list_meetings(who, latest), *_list_sessions(who, plans), *_list_visits(plans)),
        key=lambda one: (one.begins, one.ends),
    )
    return Agenda(
        tuple(entries),
        tuple(_list_cancelled(who, latest)),
        feed=plans["feed"] or "",
        **_choose_rules(plans),
    )


def _choose_rules(plans: Mapping[str, Any]) -> dict[str, int]:
    usual = MeetingRules()
    halls, grace = plans["between_halls"], plans["grace"]
    return {
        "between_halls": usual.hall_minutes if halls is None else halls,
        "grace_minutes": usual.grace_minutes if grace is None else grace,
    }


def _list_meetings(who: Participation, latest: Mapping[int, Change]) -> Iterator[Entry]:
    others = (
        Booking.objects.filter(meeting=OuterRef("meeting"))
        .exclude(participation=who)
        .order_by("participation")
    )
    found = (
        Booking.objects.filter(participation=who)
        .select_related(
            "meeting__request__requester__person",
            "meeting__request__requester__organisation",
            "meeting__request__recipient__organisation",
            "meeting__request__invitee__person",
            "meeting__stand__hall",
            "meeting__table",
        )
        .annotate(
            names=ArraySubquery(others.values(json=JSONObject(name="participation__person__name"))),
            there=ArraySubquery(
                CheckIn.objects.filter(
                    request=OuterRef("meeting__request"),
                    begins=Func(OuterRef("during"), function="lower"),
                )
                .order_by("pk")
                .values("side")
            ),
        )
    )
    for booking in found:
        meeting, request = booking.meeting, booking.meeting.request
        change = latest.get(request.pk)
        yield Entry(
            begins=booking.during.lower,
            ends=booking.during.upper,
            title=name_other_side(request, who),
            people=tuple(LocalizedText(one["name"]) for one in booking.names),
            place=meeting.place,
            stand=meeting.stand,
            table=meeting.table.number if meeting.table is not None else None,
            link=request.link if meeting.place == "online" else "",
            request=request,
            sequence=change.sequence if change is not None else 0,
            changed_at=change.at if change is not None else None,
            there=frozenset(booking.there),
        )


def _read_plans(who: Participation) -> dict[str, Any]:
    """Return sessions and visits as the database writes them, the feed's token, and two rules."""
    text, given = _compile_plans()
    with connection.cursor() as cursor:
        cursor.execute(text, [who.pk if one == _ANYBODY else one for one in given])
        found = dict(zip(_PLANS, cursor.fetchone(), strict=True))
    for name in ("sessions_planned", "visits_planned"):
        found[name] = [json.loads(one) for one in found[name]]
    return found


@cache
def _compile_plans() -> tuple[str, tuple[Any, ...]]:
    """Return the statement of everybody's plans, which takes longer to write than to answer."""
    speaks = Exists(
        Speaker.objects.filter(session=OuterRef("pk"), participation=OuterRef(OuterRef("pk")))
    )
    follows = Exists(
        FollowedSession.objects.filter(
            session=OuterRef("pk"), participation=OuterRef(OuterRef("pk"))
        )
    )
    sessions = Session.objects.filter(speaks | follows)
    visits = Visit.objects.filter(participation=OuterRef("pk"))
    found = (
        Participation.objects.filter(pk=_ANYBODY)
        .annotate(
            feed=F("agenda_feed__token"),
            between_halls=F("edition__meeting_rules__hall_minutes"),
            grace=F("edition__meeting_rules__grace_minutes"),
            sessions_planned=ArraySubquery(
                sessions.annotate(speaks=speaks).values(
                    json=JSONObject(
                        id="pk",
                        title="title",
                        date="date",
                        start="start",
                        end="end",
                        room="room__name",
                        speaks="speaks",
                    )
                )
            ),
            visits_planned=ArraySubquery(
                visits.values(
                    json=JSONObject(
                        id="pk",
                        begins="starts_at",
                        ends="ends_at",
                        name="exhibitor__organisation__name",
                        stand="exhibitor__stand",
                        number="exhibitor__stand__number",
                        x="exhibitor__stand__x",
                        y="exhibitor__stand__y",
                        width="exhibitor__stand__width",
                        depth="exhibitor__stand__depth",
                        hall="exhibitor__stand__hall",
                        hall_code="exhibitor__stand__hall__code",
                        hall_name="exhibitor__stand__hall__name",
                        hall_width="exhibitor__stand__hall__width",
                        hall_depth="exhibitor__stand__hall__depth",
                    )
                )
            ),
        )
        .values_list(*_PLANS)
    )
    text, given = found.query.sql_with_params()
    return str(text), tuple(given)


def _list_sessions(who: Participation, plans: Mapping[str, Any]) -> Iterator[Entry]:
    zone = who.edition.zone
    for row in plans["sessions_planned"]:
        start, end = (dt.time.fromisoformat(row[name]) for name in ("start", "end"))
        begins, ends = find_span(dt.date.fromisoformat(row["date"]), start, end)
        yield Entry(
            begins=begins.replace(tzinfo=zone),
            ends=ends.replace(tzinfo=zone),
            title=LocalizedText(row["title"]),
            place="session",
            room=LocalizedText(row["room"]) if row["room"] else None,
            session=row["id"],
            speaks=row["speaks"],
        )


def _list_visits(plans: Mapping[str, Any]) -> Iterator[Entry]:
    for row in plans["visits_planned"]:
        hall = Hall(
            pk=row["hall"],
            code=row["hall_code"],
            name=LocalizedText(row["hall_name"]),
            width=row["hall_width"],
            depth=row["hall_depth"],
        )
        yield Entry(
            begins=dt.datetime.fromisoformat(row["begins"]),
            ends=dt.datetime.fromisoformat(row["ends"]),
            title=LocalizedText(row["name"]),
            place="visit",
            stand=Stand(
                pk=row["stand"],
                hall=hall,
                number=row["number"],
                x=row["x"],
                y=row["y"],
                width=row["width"],
                depth=row["depth"],
            ),
            visit=row["id"],
        )


def _read_latest_changes(who: Participation) -> dict[int, Change]:
    """Return the last change of each request somebody had a meeting of."""
    latest = (
        Change.objects.filter(Q(people__contains=[who.pk]) | Q(gone__contains=[who.pk]))
        .filter(list_own_requests(who, prefix="request__"))
        .select_related(*(f"request__{one}" for one in NAMED))
        .order_by("request", "-sequence")
        .distinct("request")
    )
    return {change.request_id: change for change in latest}


def _list_cancelled(who: Participation, latest: Mapping[int, Change]) -> Iterator[Entry]:
    """Yield what was in the agenda and is not any more: calendars have to be told."""
    for change in latest.values():
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
