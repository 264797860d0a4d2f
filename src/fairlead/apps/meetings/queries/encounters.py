"""A meeting as one of its sides sees it while it lasts and afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from fairlead.apps.meetings.domain.attend_meeting import EARLY, LATE, find_rules
from fairlead.apps.meetings.models import (
    Booking,
    CheckIn,
    FollowUp,
    MeetingRequest,
    NoShow,
    Outcome,
    PrivateNote,
    Started,
)
from fairlead.apps.meetings.queries.sides import Own, find_own
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
    no_show: NoShow | None = None
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
    own: Own,
    there: Collection[str],
    grace: dt.timedelta,
) -> bool:
    """Return whether a side can say at this moment that no other came; ``there`` are sides."""
    return {*there, own.key} == {own.key} and begins + grace <= now <= ends + LATE


def read_encounter(request: MeetingRequest, who: Participation, *, now: dt.datetime) -> Encounter:
    """Return the meeting of a request as a participant sees it; eight queries at most."""
    own = find_own(request, who)
    booking = Booking.objects.filter(meeting__request=request).first()
    no_show = NoShow.objects.filter(request=request).first()
    if own is None or (booking is None and no_show is None):
        return Encounter()
    note = PrivateNote.objects.filter(own.condition, request=request).first()
    kept: dict[str, Any] = {
        "note": note.text if note is not None else "",
        "outcome": Outcome.objects.filter(own.condition, request=request).first(),
        "tasks": tuple(FollowUp.objects.filter(request=request, participation=who)),
        "no_show": no_show,
    }
    if booking is None:
        return Encounter(**kept)
    begins, ends = booking.during.lower, booking.during.upper
    there = set(
        CheckIn.objects.filter(request=request, begins=begins).values_list("side", flat=True)
    )
    grace = dt.timedelta(minutes=find_rules(request.edition_id).grace_minutes)
    return Encounter(
        begins=begins,
        ends=ends,
        begun=begins <= now,
        here=own.key in there,
        all_here=len(there) > 1,
        may_check_in=may_check_in(begins, ends, now),
        may_report=may_report(begins, ends, now, own=own, there=there, grace=grace),
        started=tuple(Started.objects.filter(request=request)),
        **kept,
    )
