"""From a wish to a handshake: one asks, the other accepts, and both have it in their agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from tests.browser.conftest import Visitor, Visitors
from tests.browser.test_registration import keep_picture, write
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account, Participation, Person
from fairlead.apps.transfer.remove import remove_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@dataclass(frozen=True, slots=True)
class Coming:
    """A fair that is to come: who asks, and whose firm is asked."""

    guest: Participation
    staff: Participation
    firm: str


@pytest.fixture
def coming(visitors: Visitors) -> Iterator[Coming]:
    """Return a fair of 2034 with a visitor and an exhibitor."""

    def begin() -> Coming:
        edition = make.edition(
            "lake-2034",
            first_day=dt.date(2034, 7, 10),
            languages=["en", "ru", "ar"],
            name="Lake Fair 2034",
            name_ar="معرض البحيرة 2034",
        )
        for day in range(2):
            for number in range(1, 7):
                make.slot(edition, day=day, number=number)
        firm = make.organisation(edition, name="Gear Works", name_ar="مصنع التروس")
        make.exhibitor(edition, organisation=firm)
        return Coming(
            make.participation(edition, roles=["visitor"]),
            make.participation(edition, roles=["exhibitor"], organisation=firm),
            firm.code,
        )

    made = write(begin)
    yield made

    def end() -> None:
        remove_edition(Edition.objects.get(code="lake-2034"))
        Account.objects.all().delete()
        Person.objects.filter(participations=None).delete()

    write(end)


def sign_in(visitors: Visitors, who: Participation, *, width: int, scripts: bool) -> Visitor:
    """Return the browser of a participant, signed in."""
    client = Client()

    def enter() -> None:
        account = Account.objects.create_user(f"{who.code}@example.org")
        account.person = who.person
        account.save()
        client.force_login(account)

    write(enter)
    visitor = visitors.enter(width=width, scripts=scripts)
    name = settings.SESSION_COOKIE_NAME
    visitor.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": visitor.site}]
    )
    return visitor


@pytest.mark.parametrize(("language", "width", "scripts"), [("/ar", 390, True), ("", 1280, False)])
def test_ask_accept_and_both_agendas(
    visitors: Visitors, coming: Coming, language: str, width: int, *, scripts: bool
) -> None:
    name = f"{language.strip('/') or 'en'}-{width}-meetings"
    desk = f"{language}/lake-2034/desk/"
    guest = sign_in(visitors, coming.guest, width=width, scripts=scripts)
    page = guest.open(f"{language}/lake-2034/exhibitors/{coming.firm}/")
    page.click(f"a[href*='requests/new/?firm={coming.firm}']")
    page.fill("#message", "Gearboxes for lorries?")
    keep_picture(page, f"{name}-1-ask")
    page.click("form.sheet button[type=submit]")
    page.wait_for_selector(".rows .tag")
    keep_picture(page, f"{name}-2-sent")
    team = sign_in(visitors, coming.staff, width=width, scripts=scripts)
    page = team.open(f"{desk}requests/")
    assert "Gearboxes for lorries?" in page.inner_text("main")
    keep_picture(page, f"{name}-3-inbox")
    page.click("button[value=accept]")
    page.wait_for_selector(".note-success")
    for visitor in (guest, team):
        page = visitor.open(f"{desk}agenda/")
        assert "10:00–10:20" in page.inner_text(".agenda")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    keep_picture(page, f"{name}-4-agenda")
    page = team.open(f"{desk}availability/")
    assert page.locator("input[type=checkbox]:checked").count() == 11
    keep_picture(page, f"{name}-5-hours")
