"""What pages and mails say of a request and of the answer to it."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.sites import factories as make
from tests.sites.desk.test_meetings import DESK, ask, enter

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.notices import tell_of_request
from fairlead.apps.meetings.models import Meeting
from fairlead.apps.messages.models import Message
from fairlead.apps.people.models import Availability, Participation


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair that is to come, with one slot."""
    edition = make.edition("river-2034", first_day=dt.date(2034, 7, 10))
    make.slot(edition, number=1)
    return edition


@pytest.fixture
def host(edition: Edition) -> Exhibitor:
    """Return an exhibitor."""
    return make.exhibitor(edition, organisation=make.organisation(edition, name="Gear Works"))


@pytest.fixture
def staff(edition: Edition, host: Exhibitor) -> Participation:
    """Return who answers for the exhibitor."""
    return make.participation(edition, roles=["exhibitor"], organisation=host.organisation)


def keep_away(who: Participation) -> None:
    """Let somebody be there only when there is no slot."""
    Availability.objects.create(
        edition=who.edition,
        participation=who,
        date=dt.date(2034, 7, 10),
        start=dt.time(20),
        end=dt.time(21),
    )


def read_mail() -> str:
    """Return what the one who asked is told of the answer."""
    return Message.objects.filter(subject__contains="is agreed").latest("pk").body


def test_where_no_time_is_free_it_waits_for_one(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    visitor = make.participation(edition)
    keep_away(visitor)
    asked, team = ask(enter(visitor), host), enter(staff)
    page = team.get(f"{DESK}requests/{asked.code}/").content.decode()
    assert "No time is free for everybody" in page
    assert 'value="propose"' not in page, "there is none to propose"
    said = team.post(f"{DESK}requests/{asked.code}/answer/", {"act": "accept"}, follow=True)
    assert "Agreed, without a time yet" in said.content.decode()
    assert not Meeting.objects.exists()
    assert "It has no time yet" in read_mail()


def test_a_time_left_to_the_organiser_is_not_said_to_be_in_the_agenda(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    asked, team = ask(enter(make.participation(edition)), host), enter(staff)
    answer = {"act": "accept", "slot": "plan"}
    page = team.post(f"{DESK}requests/{asked.code}/answer/", answer, follow=True).content.decode()
    assert "in your agenda" not in page
    assert "the organiser plans its time" in page
    assert "It has no time yet" in read_mail()


def test_what_has_a_time_says_nothing_of_waiting(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    asked, team = ask(enter(make.participation(edition)), host), enter(staff)
    assert 'value="propose"' in team.get(f"{DESK}requests/{asked.code}/").content.decode()
    said = team.post(f"{DESK}requests/{asked.code}/answer/", {"act": "accept"}, follow=True)
    assert "in your agenda" in said.content.decode()
    assert "no time yet" not in read_mail()


def test_the_mail_gives_the_same_end_of_waiting_as_the_page(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    asked, team = ask(enter(make.participation(edition)), host), enter(staff)
    asked.expires_at = dt.datetime(2034, 7, 11, 20, 30, tzinfo=dt.UTC)  # 1:30 at the fair
    asked.save()
    Message.objects.all().delete()
    tell_of_request(asked, "asked", by=asked.author)
    mail = Message.objects.filter(person=staff.person, subject__contains="asks you").latest("pk")
    assert "until Wednesday 12 July, 01:30 (Yekaterinburg, UTC+5)" in mail.body
    page = team.get(f"{DESK}requests/{asked.code}/").content.decode()
    assert "until 12 July 2034, 01:30" in page
