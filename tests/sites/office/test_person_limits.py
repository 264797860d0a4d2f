"""How many meetings one person has at most and at least, and the rest after each: set here."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.sites import factories as make
from tests.sites.office.test_projects import read, sign_in

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import MeetingRequest, PersonLimit
from fairlead.apps.people.models import Change, Participation
from fairlead.apps.people.roles import MemberRole

PAGE = "/office/river-2024/attendance/"


@pytest.fixture
def office(edition: Edition) -> Client:
    """Return the browser of an organiser."""
    return sign_in("desk@example.org", MemberRole.ORGANISER, edition)


@pytest.fixture
def who(edition: Edition) -> Participation:
    """Return somebody who takes part."""
    return make.participation(edition)


def list_limits() -> list[tuple[int | None, ...]]:
    """Return the limits there are."""
    names = ("a_day", "in_all", "at_least", "least_a_day", "rest")
    return list(PersonLimit.objects.values_list(*names))


def test_limits_of_a_person_are_set_changed_and_taken_back(
    office: Client, who: Participation
) -> None:
    given = {"who": who.code, "a_day": "4", "in_all": "9", "at_least": "2", "rest": ""}
    given["least_a_day"] = "1"
    assert office.post(f"{PAGE}limits/person/", given).status_code == 302
    assert list_limits() == [(4, 9, 2, 1, None)]
    page = read(office, PAGE)
    assert f"{who.code} 4 9 2 1 Id" in page
    office.post(f"{PAGE}limits/person/", {"who": who.code, "rest": "1"})
    assert list_limits() == [(None, None, None, None, 1)]
    last = Change.objects.filter(act="set_person_limit").order_by("-pk")[0]
    none = dict.fromkeys(("a_day", "in_all", "at_least", "least_a_day", "rest"))
    assert last.before == none | {"a_day": 4, "in_all": 9, "at_least": 2, "least_a_day": 1}
    assert last.after == none | {"rest": 1}
    office.post(f"{PAGE}limits/person/", {"who": who.code})
    assert list_limits() == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"rest": "25"}, "Expected a whole number from 1 to 24, or nothing, not “25”."),
        ({"a_day": "0"}, "Expected a whole number from 1 to 1,000, or nothing, not “0”."),
        ({"in_all": "<b>"}, "or nothing, not “&lt;b&gt;”."),
        ({"in_all": "2", "at_least": "3"}, "Nobody can have more meetings at least than at most."),
        (
            {"a_day": "2", "least_a_day": "3"},
            "Nobody can have more meetings at least than at most.",
        ),
        ({"in_all": "2", "least_a_day": "3"}, "Nobody can have more meetings at least than"),
    ],
)
def test_a_limit_that_is_none_is_refused_and_stays_in_its_field(
    office: Client, who: Participation, said: dict[str, str], words: str
) -> None:
    empty = dict.fromkeys(("a_day", "in_all", "at_least", "least_a_day", "rest"), "")
    typed = empty | {"who": who.code} | said
    page = office.post(f"{PAGE}limits/person/", typed, follow=True)
    assert words in page.content.decode()
    assert f'value="{who.code}"' in page.content.decode()
    assert list_limits() == []


@pytest.mark.parametrize("code", ["", "nobody", "\u0667"])
def test_only_somebody_of_the_edition_has_limits(office: Client, code: str) -> None:
    page = office.post(f"{PAGE}limits/person/", {"who": code, "rest": "1"}, follow=True)
    assert "Expected the id of somebody who takes part" in page.content.decode()
    assert list_limits() == []


def test_who_only_checks_people_in_sets_no_limit_of_a_person(
    edition: Edition, who: Participation
) -> None:
    door = sign_in("door@example.org", MemberRole.CHECK_IN, edition)
    assert "Meetings of one person" not in read(door, PAGE)
    assert door.post(f"{PAGE}limits/person/", {"who": who.code, "rest": "1"}).status_code == 403
    assert list_limits() == []


def test_limits_that_meetings_do_not_allow_are_refused_in_words(
    office: Client, edition: Edition, who: Participation
) -> None:
    now = make.timetable(edition, state="released")
    for number in (1, 2):
        held = make.meeting(now, make.exhibitor(edition), make.slot(edition, number=number))
        MeetingRequest.objects.filter(pk=held.request_id).update(requester=who)
    for said in ({"in_all": "1"}, {"a_day": "1"}, {"rest": "2"}):
        page = office.post(f"{PAGE}limits/person/", {"who": who.code, **said}, follow=True)
        assert "has meetings that these limits do not allow" in page.content.decode()
        assert list_limits() == []
    office.post(f"{PAGE}limits/person/", {"who": who.code, "in_all": "2"})
    assert list_limits() == [(None, 2, None, None, None)]
