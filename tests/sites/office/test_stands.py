"""The office's pages of stands: what a change would do is shown first, then done."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.meetings.test_rearrange_stands import meet
from tests.sites import factories as make
from tests.sites.office.test_projects import read, sign_in

from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import Meeting, MeetingRequest
from fairlead.apps.messages.models import Message
from fairlead.apps.people.roles import MemberRole

LIST = "/office/river-2034/stands/"


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair to come."""
    return make.edition("river-2034", first_day=dt.date(2034, 7, 10))


@pytest.fixture
def host(edition: Edition) -> Exhibitor:
    """Return an exhibitor with a meeting at its stand."""
    host = make.exhibitor(edition, organisation=make.organisation(edition, name="Gear <b> Works"))
    meet(host)
    Message.objects.all().delete()
    return host


@pytest.fixture
def office(edition: Edition) -> Client:
    """Return the browser of a hall manager."""
    return sign_in("halls@example.org", MemberRole.HALL_MANAGER, edition)


def look(office: Client, stand: Stand, **said: str) -> dict[str, str]:
    """Return the form that confirms a change, as the page shows it."""
    page = office.post(f"{LIST}{stand.pk}/", said)
    assert page.status_code == 200
    shown = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode())
    form = shown[shown.index(("step", "do")) :]
    return dict(form[: len(said) + 5])


def test_a_firm_moves_once_its_manager_has_seen_whom_it_concerns(
    office: Client, host: Exhibitor
) -> None:
    to = make.stand(host.edition)
    confirm = look(office, host.stand, act="move", other=to.number.lower())
    assert not Message.objects.exists()
    assert Exhibitor.objects.get().stand == host.stand
    page = office.post(f"{LIST}{host.stand_id}/", confirm, follow=True)
    assert "Done. 2 people are told." in page.content.decode()
    assert Meeting.objects.get().stand == to
    assert Message.objects.count() == 2


def test_what_changed_since_it_was_seen_is_shown_again(office: Client, host: Exhibitor) -> None:
    confirm = look(office, host.stand, act="renumber", number="C9")
    meet(host, 2)
    page = office.post(f"{LIST}{host.stand_id}/", confirm).content.decode()
    assert "Meetings changed meanwhile" in page
    assert Stand.objects.get().number == host.stand.number


def test_a_form_that_is_sent_twice_swaps_once(office: Client, edition: Edition) -> None:
    one, other = make.exhibitor(edition), make.exhibitor(edition)
    stand = one.stand
    confirm = look(office, stand, act="swap", other=other.stand.code)
    first, second = (
        office.post(f"{LIST}{stand.pk}/", confirm, follow=True).content.decode() for _ in range(2)
    )
    assert "Done. Nobody has to be told." in first
    assert "Meetings changed meanwhile" in second
    assert set(Exhibitor.objects.filter(stand=stand)) == {other}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"act": "move", "other": "Z9"}, "Expected a stand of this edition"),
        ({"act": "swap", "other": "\0"}, "Expected a stand of this edition"),
        ({"act": "renumber", "number": " "}, "Expected a number for the stand"),
        ({"act": "renumber", "number": "9" * 21}, "Expected at most 20 characters"),
        ({"act": "elsewhere", "place": "moon"}, "Nothing was chosen that can be done here"),
        ({"act": "fly"}, "Nothing was chosen that can be done here"),
        ({"act": "remove"}, "Exhibitors are at this stand"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    office: Client, host: Exhibitor, said: dict[str, str], words: str
) -> None:
    for step in ({}, {"step": "do", "seen": "x"}):
        page = office.post(f"{LIST}{host.stand_id}/", said | step, follow=True)
        assert words in page.content.decode()
    assert Exhibitor.objects.get().stand == host.stand


def test_the_list_finds_by_firm_and_costs_the_same_for_many(
    office: Client, host: Exhibitor
) -> None:
    assert "Gear &lt;b&gt; Works" in office.get(LIST, {"words": "gear"}).content.decode()
    assert "Nothing is found" in read(office, f"{LIST}?words=nobody%00here")
    with CaptureQueriesContext(
        connection,
    ) as few:
        office.get(LIST)
    for _ in range(3):
        meet(make.exhibitor(host.edition))
    with CaptureQueriesContext(connection) as many:
        office.get(LIST)
    assert len(many) == len(few)


def test_only_who_may_change_halls_sees_stands(edition: Edition, host: Exhibitor) -> None:
    other = sign_in("desk@example.org", MemberRole.REGISTRATION, edition)
    assert other.get(LIST).status_code == 403
    assert other.post(f"{LIST}{host.stand_id}/", {"act": "remove"}).status_code == 403
    foreign = make.stand(make.edition("sea-2034"))
    here = sign_in("halls@example.org", MemberRole.HALL_MANAGER, edition)
    assert here.get(f"{LIST}{foreign.pk}/").status_code == 404


def test_a_stands_page_reads_the_others_with_one_query(office: Client, host: Exhibitor) -> None:
    asked = []
    for _ in range(2):
        for _ in range(3):
            make.exhibitor(host.edition)
        read(office, f"{LIST}{host.stand.pk}/")
        with CaptureQueriesContext(connection) as queries:
            page = read(office, f"{LIST}{host.stand.pk}/")
        asked.append(len(queries))
    assert page.count("Firm ") == 6
    assert asked == [8, 8]


def test_a_long_meeting_that_goes_elsewhere_is_shown_until_its_end(
    office: Client, host: Exhibitor
) -> None:
    held = Meeting.objects.select_related("slot").get()
    make.slot(host.edition, number=held.slot.number + 1)
    MeetingRequest.objects.update(slots=2)
    Meeting.objects.update(slots=2)
    to = make.stand(host.edition)
    page = office.post(f"{LIST}{host.stand_id}/", {"act": "move", "other": to.number})
    assert "10:00–10:40" in page.content.decode()
