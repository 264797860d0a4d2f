"""The days of a type of participation change while people are registered and have meetings."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.apps.meetings.test_encounters import agree
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.follow_type_days import change_type
from fairlead.apps.meetings.models import Meeting
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.give_days import give_days
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Participation, ParticipationType

pytestmark = pytest.mark.django_db


def read_days(who: Participation) -> list[int]:
    """Return on which days of the fair, from 0, somebody said to be free."""
    first = who.edition.first_day
    return [(day - first).days for day in who.availability.values_list("date", flat=True)]


def make_fair() -> tuple[Edition, ParticipationType, list[dt.date]]:
    """Return a fair with a type whose people have meetings on the first day."""
    edition = make.edition("river-2034", first_day=dt.date(2034, 7, 10), languages=["en", "ru"])
    days = list(edition.dates)
    name = {"en": "Buyer <b>", "ru": "Закупщик"}
    kind = ParticipationType(edition=edition, code="buyer", name=name, meeting_days=days[:1])
    change_type(kind, [], by=COMMAND_LINE)
    return edition, kind, days


def register(kind: ParticipationType, **fields: object) -> Participation:
    """Return who registered as the type says now."""
    who = make.participation(kind.edition, type=kind, **fields)
    give_days(who, kind.meeting_days)
    return who


def test_who_said_no_times_follows_the_days_of_the_type_and_is_told() -> None:
    edition, kind, days = make_fair()
    usual, own, busy, gone = (register(kind) for _ in range(4))
    other = make.participation(edition)
    own.availability.update(start="12:00")
    Participation.objects.filter(pk=gone.pk).update(state="cancelled")
    host = make.exhibitor(edition)
    team = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    agree(busy, host, team, make.slot(edition))
    Message.objects.all().delete()
    usual.person.languages = ["ru"]
    usual.person.save()
    kind.meeting_days = days[1:]
    assert change_type(kind, [], by=COMMAND_LINE) == 1
    rest = list(range(1, len(days)))
    assert [read_days(one) for one in (usual, own, busy, gone, other)] == [rest, [0], [0], [0], []]
    assert Meeting.objects.exists()
    told = Message.objects.get()
    assert told.person == usual.person
    assert "Закупщик" in told.body
    assert told.link.endswith("/river-2034/desk/availability/")
    # All days, and back: each change is told, and saving what is there is none.
    kind.meeting_days = []
    assert change_type(kind, [], by=COMMAND_LINE) == 0
    assert (read_days(usual), read_days(busy)) == ([], [0])
    assert change_type(kind, [], by=COMMAND_LINE) == 0
    kind.meeting_days = days[1:]
    change_type(kind, [], by=COMMAND_LINE)
    assert read_days(usual) == rest
    assert Message.objects.filter(person=usual.person).count() == 3
