"""How many requests participants may make is set in the office, by role."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.sites.office.test_projects import read, sign_in

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import RequestLimit
from fairlead.apps.people.models import Change, Role
from fairlead.apps.people.roles import MemberRole

PAGE = "/office/river-2024/attendance/"


def list_limits() -> set[tuple[str, int, int]]:
    """Return the limits there are."""
    return set(RequestLimit.objects.values_list("role", "a_day", "open_at_once"))


def find_value(page: str, name: str) -> str:
    """Return what stands in a field."""
    (field,) = re.findall(f'<input[^>]*name="{name}"[^>]*>', page)
    (value,) = re.findall(r' value="([^"]*)"', field)
    return str(value)


@pytest.fixture
def office(edition: Edition) -> Client:
    """Return the browser of an organiser."""
    return sign_in("desk@example.org", MemberRole.ORGANISER, edition)


def test_limits_are_set_changed_and_taken_back(office: Client) -> None:
    both = {"a_day-visitor": "20", "at_once-visitor": "5", "a_day-buyer": "0", "at_once-buyer": "0"}
    assert office.post(f"{PAGE}limits/", both).status_code == 302
    assert list_limits() == {("visitor", 20, 5), ("buyer", 0, 0)}
    page = office.get(PAGE).content.decode()
    assert find_value(page, "a_day-visitor") == "20"
    assert find_value(page, "at_once-buyer") == "0"
    assert find_value(page, "a_day-press") == ""
    office.post(f"{PAGE}limits/", {"a_day-visitor": "30", "at_once-visitor": "5"})
    assert list_limits() == {("visitor", 30, 5)}
    last = Change.objects.filter(act="set_request_limits").order_by("-pk")[0]
    assert last.before == {"visitor": [20, 5], "buyer": [0, 0]}
    assert last.after == {"visitor": [30, 5]}
    office.post(f"{PAGE}limits/", {})
    assert list_limits() == set()


@pytest.mark.parametrize("said", ["", "-1", "many", "1e3", "2147483648", "\u0667"])
def test_a_limit_that_is_none_is_refused_and_stays_in_its_field(office: Client, said: str) -> None:
    office.post(f"{PAGE}limits/", {"a_day-buyer": "3", "at_once-buyer": "2"})
    every = {f"{name}-{role}": "" for name in ("a_day", "at_once") for role in Role}
    typed = every | {"a_day-visitor": "20", "at_once-visitor": said}
    page = office.post(f"{PAGE}limits/", typed, follow=True).content.decode()
    assert "visitor: expected two whole numbers up to 2,147,483,647, or none at all." in page
    assert find_value(page, "a_day-visitor") == "20"
    assert list_limits() == {("buyer", 3, 2)}


def test_what_a_folder_sets_can_be_shown_and_saved_again(office: Client, edition: Edition) -> None:
    RequestLimit.objects.create(edition=edition, role="press", a_day=2**31 - 1, open_at_once=0)
    page = office.get(PAGE).content.decode()
    names = [f"{name}-{role}" for name in ("a_day", "at_once") for role in Role]
    office.post(f"{PAGE}limits/", {name: find_value(page, name) for name in names})
    assert list_limits() == {("press", 2**31 - 1, 0)}


def test_who_only_checks_people_in_sets_no_limit(edition: Edition) -> None:
    door = sign_in("door@example.org", MemberRole.CHECK_IN, edition)
    assert "limits/" not in read(door, PAGE)
    assert door.post(f"{PAGE}limits/", {"a_day-buyer": "3"}).status_code == 403
    assert list_limits() == set()
