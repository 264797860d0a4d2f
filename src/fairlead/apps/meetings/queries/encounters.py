"""A meeting as one of its sides sees it while it lasts and afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, JSONObject

from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.meetings.domain.attend_meeting import EARLY, LATE
from fairlead.apps.meetings.models import (
    Booking,
    CheckIn,
    FollowUp,
    MeetingRequest,
    MeetingRules,
    NoShow,
    Outcome,
    PrivateNote,
    Started,
)
from fairlead.apps.meetings.queries.sides import OwnSide, find_own
from fairlead.apps.people.models import Participation


@dataclass(frozen=True, slots=True)
class Encounter:
    """What a participant sees of the meeting of a request: the own side's records only."""

    begins: dt.datetime | None = None
    ends: dt.datetime | None = None
    begun: bool = False
    here: bool = False
    all_here: bool = False
    may_check_in: bool = False
    may_report: bool = False
    missed: bool = False
    outcome: Outcome | None = None
    note: str = ""
    tasks: tuple[FollowUp, ...] = ()
    started: tuple[Started, ...] = ()


def may_check_in(begins: dt.datetime, ends: dt.datetime, now: dt.datetime) -> bool:
    """Return whether one can say at this moment that one is at a meeting."""
    return begins - EARLY <= now <= ends


def may_report(
    begins: dt.datetime,
    ends: dt.datetime,
    now: dt.datetime,
    *,
    own: OwnSide,
    there: Collection[str],
    grace: dt.timedelta,
) -> bool:
    """Return whether a side can say at this moment that no other came; ``there`` are sides."""
    return {*there, own.key} == {own.key} and begins + grace <= now <= ends + LATE


def read_encounter(request: MeetingRequest, who: Participation, *, now: dt.datetime) -> Encounter:
    """Return the meeting of a request as a participant sees it; one query.

    It knows nothing of a request without a meeting that nobody missed, nor for a stranger.
    """
    own = find_own(request, who)
    if own is None:
        return Encounter()
    given = {"firm": own.organisation, "person": own.participation, "who": who.pk}
    kept: Any = _KEPT.read(request=request.pk, **given)[0]
    if kept.during is None and not kept.missed:
        return Encounter()
    records: dict[str, Any] = {
        "missed": kept.missed,
        "note": kept.note or "",
        "outcome": next((_read_outcome(**one) for one in kept.said), None),
        "tasks": tuple(_read_task(**one) for one in kept.tasks),
    }
    if kept.during is None:
        return Encounter(**records)
    begins, ends, there = kept.during.lower, kept.during.upper, set(kept.there)
    minutes = MeetingRules().grace_minutes if kept.grace is None else kept.grace
    grace = dt.timedelta(minutes=minutes)
    return Encounter(
        begins=begins,
        ends=ends,
        begun=begins <= now,
        here=own.key in there,
        all_here=len(there) > 1,
        may_check_in=may_check_in(begins, ends, now),
        may_report=may_report(begins, ends, now, own=own, there=there, grace=grace),
        started=tuple(Started(**one) for one in kept.begun),
        **records,
    )


def _read_outcome(value: str | None, **columns: Any) -> Outcome:
    return Outcome(value=None if value is None else Decimal(value), **columns)


def _read_task(day: str, done_at: str | None, **columns: Any) -> FollowUp:
    done = None if done_at is None else dt.datetime.fromisoformat(done_at)
    return FollowUp(day=dt.date.fromisoformat(day), done_at=done, **columns)


def _build_kept() -> QuerySet[MeetingRequest]:
    """Return a request with its meeting, and the records of one side: a firm's or a person's.

    Each record is either a firm's or a person's, by a constraint; only one of these is given.
    """
    ours = Q(request=OuterRef("pk")) & (
        Q(organisation=Parameter("firm")) | Q(participation=Parameter("person"))
    )
    bookings = Booking.objects.filter(meeting__request=OuterRef("pk"))
    check_ins = CheckIn.objects.filter(
        request=OuterRef("pk"), begins=Func(OuterRef("during"), function="lower")
    )
    said = JSONObject(
        interest="interest",
        next_step="next_step",
        value=Cast("value", TextField()),  # a number of JSON would be rounded
        currency="currency",
    )
    tasks = FollowUp.objects.filter(request=OuterRef("pk"), participation=Parameter("who"))
    started = Started.objects.filter(request=OuterRef("pk")).order_by("pk")
    return MeetingRequest.objects.filter(pk=Parameter("request")).annotate(
        during=Subquery(bookings.values("during")[:1]),
        missed=Exists(NoShow.objects.filter(request=OuterRef("pk"))),
        note=Subquery(PrivateNote.objects.filter(ours).values("text")[:1]),
        said=ArraySubquery(Outcome.objects.filter(ours).values(row=said)),
        tasks=ArraySubquery(
            tasks.order_by("day", "pk").values(
                row=JSONObject(text="text", day="day", done_at="done_at")
            )
        ),
        there=ArraySubquery(check_ins.values("side")),
        grace=F("edition__meeting_rules__grace_minutes"),
        begun=ArraySubquery(started.values(row=JSONObject(kind="kind", code="code"))),
    )


_KEPT = PreparedQuery(_build_kept)
