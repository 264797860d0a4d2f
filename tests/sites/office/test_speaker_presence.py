"""The speakers of a day: who is there, whom to look for; calls are found by those they are for."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make

from fairlead.apps.attendance.models import Arrival
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Participation
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.proposals.domain.set_up_call import CallText, set_reviewers, set_up_call
from fairlead.folder.localized_text import LocalizedText


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair that is to come."""
    return make.edition("river-2034", first_day=dt.date(2034, 7, 10))


def enter(account: Account) -> Client:
    """Return the browser of an account."""
    client = Client()
    client.force_login(account)
    return client


def speaks(edition: Edition, name: str, hour: int, **fields: object) -> Participation:
    """Return a participant who speaks at a session of an hour."""
    session = make.session(edition, start=dt.time(hour), end=dt.time(hour, 50), **fields)
    who = make.participation(edition, person=make.person(name=name), roles=["speaker"])
    make.speaks(session, who)
    return who


@pytest.mark.parametrize("many", [1, 20])
def test_speakers_of_the_day_and_whom_to_look_for(
    edition: Edition, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    for number in range(many):
        speaks(edition, f"Somebody {number}", number % 20)
    account = Account.objects.create_user("door@example.org")
    appoint(account, MemberRole.CHECK_IN, edition=edition, by=COMMAND_LINE)
    door, page = enter(account), "/office/river-2034/speakers/"
    door.get(page)
    with django_assert_num_queries(7):
        shown = door.get(page).content.decode()
    assert shown.count('value="here"') == many
    who = Participation.objects.filter(edition=edition).order_by("pk")[0]
    session = who.sessions.get()
    given = {"session": session.code, "who": who.pk, "missing": "yes"}
    answer = door.post(page, {**given, "act": "here"}, follow=True)
    assert answer.redirect_chain[0][0].endswith(f"missing=yes#{session.code}")
    assert answer.content.decode().count('value="here"') == many - 1
    assert Arrival.objects.get().participation == who
    assert "Take back" in door.get(page).content.decode()
    door.post(page, {**given, "act": "not_here"})
    assert not Arrival.objects.exists()
    session.cancelled = True
    session.save()
    answer = door.post(page, {**given, "act": "here"}, follow=True)
    assert "This session is cancelled." in answer.content.decode()
    for wrong in ({"act": "away"}, {"who": "x", "act": "here"}, {"session": "none"}):
        assert door.post(page, {**given, **wrong}).status_code == 404
    assert not Arrival.objects.exists()


def test_a_call_is_found_by_those_it_is_for(edition: Edition) -> None:
    who = make.participation(edition)
    account = Account.objects.create_user("guest@example.org")
    account.person = who.person
    account.save()
    browser, way = enter(account), 'href="/river-2034/desk/proposals/"'
    for page in ("/river-2034/desk/", "/river-2034/programme/"):
        assert way not in browser.get(page).content.decode()
    now, day = timezone.now(), dt.timedelta(days=1)
    text = CallText(LocalizedText({"en": "Pitches"}), LocalizedText({}), [], now - day, now + day)
    call = set_up_call(edition, text, by=COMMAND_LINE)
    for page in ("/river-2034/desk/", "/river-2034/programme/"):
        assert way in browser.get(page).content.decode()
    over = CallText(text.title, text.text, [], now - 2 * day, now - day)
    set_up_call(edition, over, held=call, by=COMMAND_LINE)
    for page in ("/river-2034/desk/", "/river-2034/programme/"):
        assert way not in browser.get(page).content.decode()
    set_reviewers(call, [account], by=COMMAND_LINE)
    assert way in browser.get("/river-2034/desk/").content.decode(), "who reviews finds the way"
