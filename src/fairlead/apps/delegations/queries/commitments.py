"""What people of the programme do besides it: meetings, visits, interpreting."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from zoneinfo import ZoneInfo

from django.db.models import F

from fairlead.apps.congress.conflicts import Commitment, Interpreter, OtherCommitments, Span
from fairlead.apps.congress.models import PlannedSpeaker
from fairlead.apps.delegations.models import Interpreter as InterpreterRow
from fairlead.apps.delegations.models import InterpreterBooking, Office, VisitItem
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import Booking, MeetingRules
from fairlead.apps.people.models import Participation
from fairlead.apps.people.models.participations import GONE


def read_elsewhere(edition: Edition, people: Collection[int] | None = None) -> OtherCommitments:
    """Return by the fair's clock when people are taken by something that is no session.

    Six queries at most: the meetings of those who speak anywhere, or of ``people``, and which of
    them take no part any more, visits that a head of delegation goes along with, interpreters and
    their bookings, and the minutes from hall to hall.
    """
    zone = edition.zone
    taken: dict[int, list[Commitment]] = defaultdict(list)
    asked: Iterable[int] | None = people
    if asked is None:
        spoken = PlannedSpeaker.objects.filter(session__programme__edition=edition)
        asked = spoken.values_list("participation", flat=True)
    booked = Booking.objects.filter(participation__in=asked)
    times = booked.values_list("participation", "during__startswith", "during__endswith")
    for who, begins, ends in times:
        taken[who].append(Commitment(_say(begins, zone), _say(ends, zone), "speaker_meeting"))
    items = VisitItem.objects.filter(edition=edition, delegation__delegates__office=Office.HEAD)
    named = items.annotate(head=F("delegation__delegates__participation")).values_list(
        "begins_at", "ends_at", "session__code", "head"
    )
    for begins, ends, code, head in named:
        busy = Commitment(_say(begins, zone), _say(ends, zone), "speaker_elsewhere", code or "")
        taken[head].append(busy)
    left = Participation.objects.filter(pk__in=asked, state__in=GONE)
    return OtherCommitments(
        taken,
        _read_interpreters(edition, zone),
        _read_hall_minutes(edition),
        frozenset(left.values_list("pk", flat=True)),
    )


def _read_interpreters(edition: Edition, zone: ZoneInfo) -> list[Interpreter]:
    interpreters = list(InterpreterRow.objects.filter(edition=edition))
    if not interpreters:
        return []
    booked: dict[int, list[Span]] = defaultdict(list)
    rows = InterpreterBooking.objects.filter(edition=edition)
    for who, during in rows.values_list("interpreter", "during"):
        booked[who].append((_say(during.lower, zone), _say(during.upper, zone)))
    return [Interpreter(frozenset(one.languages), tuple(booked[one.pk])) for one in interpreters]


def _read_hall_minutes(edition: Edition) -> int:
    rules = MeetingRules.objects.filter(edition=edition).first()
    return (rules or MeetingRules()).hall_minutes


def _say(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
