"""A place given back goes to who waits; a visitor works through the people to meet by keyboard."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Visitors
from tests.browser.test_registration import code, enter_as, enter_office, keep_picture, write
from tests.database import rewriting_the_past
from tests.sites.desk.test_meet import propose

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.find_account import open_account
from fairlead.apps.people.models import (
    Account,
    Mark,
    Organisation,
    Participation,
    ParticipationType,
    Person,
)
from fairlead.apps.trade.models import Matching, MatchList, PartnerKind, ShownList
from fairlead.folder.localized_text import LocalizedText

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
__all__ = ["code"]  # a fixture
_OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


def tab_to(page: Page, selector: str) -> None:
    """Go by the Tab key alone until something is focused."""
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by the Tab key")


@pytest.mark.parametrize(("language", "scripts"), [("", True), ("/ar", False)])
def test_a_place_that_is_given_back_goes_to_who_waits(
    visitors: Visitors, code: str, language: str, *, scripts: bool
) -> None:
    def ask_nothing() -> None:
        kind = ParticipationType.objects.get(code="visitor")
        kind.questions.all().delete()
        kind.quota, kind.needs_approval = 1, False
        kind.save()

    write(ask_nothing)
    guests = []
    for name in ("first", "second"):
        guest = enter_as(
            visitors,
            partial(open_account, f"{name}@example.org"),
            width=390,
            scripts=scripts,
        )
        page = guest.open(f"{language}/{code}/register/")
        page.fill("#id_name", f"Guest {name}")
        page.select_option("#id_country", "KAZ")
        assert page.evaluate(_OVERFLOW) <= 0
        page.click("form.card button[type=submit]")
        page.wait_for_url(f"**{language}/{code}/desk/")
        keep_picture(page, f"quota-{language.strip('/')}-{name}")
        guests.append(guest)

    def read_states() -> list[str]:
        rows = Participation.objects.filter(type__code="visitor").order_by("pk")
        return list(rows.values_list("state", flat=True))

    assert read_states() == ["approved", "waiting"]
    first, second = guests
    page = first.open(f"{language}/{code}/desk/registration/")
    page.click("details.sheet summary")
    page.click("details.sheet button")
    page.wait_for_url(f"**{language}/{code}/desk/")
    assert read_states() == ["cancelled", "approved"]
    page = second.open(f"{language}/{code}/desk/meet/")  # the desk is open now
    assert page.evaluate(_OVERFLOW) <= 0


@pytest.mark.parametrize(("language", "width", "scripts"), [("", 1280, True), ("/ar", 390, False)])
def test_a_visitor_works_through_the_people_to_meet_by_keyboard(
    visitors: Visitors, code: str, language: str, width: int, *, scripts: bool
) -> None:
    def make() -> Account:
        edition = Edition.objects.get()
        account = open_account("visitor@example.org")
        account.person = Person.objects.create(name=LocalizedText({"en": "Visitor One"}))
        account.save()
        kind = ParticipationType.objects.get(edition=edition)
        who = Participation.objects.create(
            edition=edition, person=account.person, code="x-visitor", roles=["visitor"], type=kind
        )
        firms = Organisation.objects.filter(exhibitor__isnull=False).order_by("pk")[:3]
        propose(
            Matching.objects.get(state="released"),
            [one.pk for one in firms],
            kind=PartnerKind.ORGANISATION,
            participation=who,
        )
        return account

    guest = enter_as(visitors, make, width=width, scripts=scripts)
    try:
        page = guest.open(f"{language}/{code}/desk/meet/")
        keep_picture(page, f"meet-{language.strip('/') or 'en'}-{width}")
        assert page.evaluate(_OVERFLOW) <= 0
        expect(page.locator(".meet > li")).to_have_count(3)
        tab_to(page, ".meet button[value=saved]")
        page.keyboard.press("Enter")
        expect(page.locator(".meet > li:first-child button[value='']")).to_be_visible()
        tab_to(page, ".meet > li:nth-child(2) button[value=dismissed]")
        page.keyboard.press("Enter")
        expect(page.locator(".meet > li")).to_have_count(2)
        marks = Mark.objects.filter(participation__code="x-visitor").order_by("pk")
        assert list(marks.values_list("kind", flat=True)) == ["saved", "dismissed"]
        assert page.evaluate(_OVERFLOW) <= 0
    finally:
        write(_remove)


def test_the_offices_menu_is_worked_by_keyboard_and_on_a_phone(
    visitors: Visitors, code: str
) -> None:
    office = enter_office(visitors)
    page = office.open(f"/office/{code}/people/")
    tab_to(page, "#menu > li > a[href$='/attendance/']")  # the name of a group leads to a page
    page.keyboard.press("Enter")
    page.wait_for_url("**/attendance/")
    tab_to(page, "#menu li li a[href$='/timetables/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/timetables/")
    page.set_viewport_size({"width": 390, "height": 800})
    page = office.open(f"/ar/office/{code}/people/")
    links = page.locator("#menu li li a")
    expect(links.first).to_be_hidden()
    tab_to(page, ".nav-open")
    page.keyboard.press("Enter")
    expect(links.first).to_be_visible()
    assert page.evaluate(_OVERFLOW) <= 0
    tab_to(page, "#menu li li a[href$='/outbox/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/outbox/")


def _remove() -> None:
    ShownList.objects.all().delete()
    with rewriting_the_past():  # a released version keeps its lists
        MatchList.objects.filter(participation__code="x-visitor").delete()
    Mark.objects.all().delete()
    Participation.objects.filter(code="x-visitor").delete()
