"""Who manages an organisation says when its people are free; nobody else does."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.sites import factories as make
from tests.sites.desk.test_meet import enter

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.answer_request import accept_request
from fairlead.apps.meetings.domain.request_meeting import request_meeting
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Availability, Change, Participation
from fairlead.apps.people.roles import MemberRole


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair that is to come, with slots."""
    edition = make.edition("river-2034", first_day=dt.date(2034, 7, 10))
    for number in range(1, 5):
        make.slot(edition, number=number)
    return edition


@pytest.fixture
def host(edition: Edition) -> Exhibitor:
    """Return an exhibitor."""
    return make.exhibitor(edition)


def hire(host: Exhibitor) -> Participation:
    """Return somebody of an exhibitor's staff."""
    return make.participation(host.edition, roles=["exhibitor"], organisation=host.organisation)


@pytest.fixture
def member(host: Exhibitor) -> Participation:
    """Return a representative."""
    return hire(host)


@pytest.fixture
def manager(host: Exhibitor) -> Client:
    """Return the browser of who manages the exhibitor."""
    who = hire(host)
    client = enter(who)
    account = Account.objects.get(person=who.person)
    appoint(account, MemberRole.EXHIBITOR_ADMIN, organisation=host.organisation, by=COMMAND_LINE)
    return client


def page_of(who: Participation) -> str:
    """Return the address of the hours of one of the team."""
    return f"/river-2034/desk/organisation/team/{who.pk}/availability/"


def read_seen(client: Client, address: str) -> str:
    """Return the stamp of the hours that a form was opened with."""
    found = re.findall(r'name="seen" value="(\w+)"', client.get(address).content.decode())
    return str(found[0])


def test_a_manager_sets_the_hours_of_a_colleague_who_is_told(
    manager: Client, member: Participation
) -> None:
    first = Slot.objects.order_by("number")[0]
    page, own = page_of(member), "/river-2034/desk/availability/"
    assert page in manager.get("/river-2034/desk/organisation/team/").content.decode()
    seen = read_seen(manager, page)
    assert manager.post(page, {"slot": [first.pk], "seen": seen}).status_code == 302
    row = Availability.objects.get(participation=member)
    assert (row.start, row.end) == (dt.time(10), dt.time(10, 20))
    assert "1 free time<" in manager.get(page).content.decode()
    told = Message.objects.get(person=member.person)
    assert (told.purpose, told.link) == ("meeting", own)
    assert Change.objects.filter(act="set_availability", about_id=member.pk).count() == 1
    manager.post(page, {"slot": [first.pk], "seen": read_seen(manager, page)})
    assert Message.objects.filter(person=member.person).count() == 1, "nothing changed"
    assert enter(member).get(own).content.decode().count(" checked") == 1


def test_what_the_colleague_said_meanwhile_stays(manager: Client, member: Participation) -> None:
    slots, page = list(Slot.objects.order_by("number")), page_of(member)
    seen = read_seen(manager, page)
    enter(member).post("/river-2034/desk/availability/", {"slot": [slots[1].pk]})
    answer = manager.post(page, {"slot": [slots[0].pk], "seen": seen}, follow=True)
    assert "were changed meanwhile" in answer.content.decode()
    assert Availability.objects.get(participation=member).start == dt.time(10, 20)


def test_hours_that_leave_out_a_meeting_are_refused(manager: Client, member: Participation) -> None:
    slots, page = list(Slot.objects.order_by("number")), page_of(member)
    asked = request_meeting(author=make.participation(member.edition), whom=member)
    accept_request(asked, by=member)
    form = {"slot": [one.pk for one in slots], "arrives": slots[2].pk}
    answer = manager.post(page, form | {"seen": read_seen(manager, page)}, follow=True)
    assert "A meeting is outside these times" in answer.content.decode()
    assert not Availability.objects.exists()


def test_nobody_else_sets_them(
    edition: Edition, host: Exhibitor, manager: Client, member: Participation
) -> None:
    stranger = hire(make.exhibitor(edition))
    visitor = make.participation(edition, organisation=host.organisation)
    elsewhere = enter(stranger)
    account = Account.objects.get(person=stranger.person)
    firm = stranger.organisation
    assert firm is not None
    appoint(account, MemberRole.EXHIBITOR_ADMIN, organisation=firm, by=COMMAND_LINE)
    slot = Slot.objects.order_by("number")[0]
    for client, whose, status in (
        (manager, stranger, 404),
        (manager, visitor, 404),
        (elsewhere, member, 404),
        (enter(member), member, 403),
        (enter(visitor), member, 403),
        (Client(), member, 302),
    ):
        for answer in (
            client.get(page_of(whose)),
            client.post(page_of(whose), {"slot": [slot.pk]}),
        ):
            assert answer.status_code == status, whose
    assert not Availability.objects.exists()


@pytest.mark.parametrize("team", [1, 3])
def test_the_page_asks_as_little_for_a_large_team(
    host: Exhibitor, manager: Client, member: Participation, *, team: int
) -> None:
    for _ in range(team - 1):
        hire(host)
    manager.get(page_of(member))
    with CaptureQueriesContext(connection) as queries:
        assert manager.get(page_of(member)).status_code == 200
    assert len(queries) == 8
