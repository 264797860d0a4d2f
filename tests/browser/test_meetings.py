"""From a wish to a handshake: one asks, the other accepts, and both have it in their agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from django.conf import settings
from django.test import Client
from tests.browser.conftest import Visitor, Visitors
from tests.browser.test_registration import keep_picture, write
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.answer_links import sign_answer
from fairlead.apps.meetings.models import MeetingRequest
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


def test_a_mails_link_and_two_that_race_for_the_last_time(
    visitors: Visitors, coming: Coming
) -> None:
    desk = "/lake-2034/desk/"

    def leave_one_time() -> Participation:
        edition = Edition.objects.get(code="lake-2034")
        last = Slot.objects.filter(edition=edition).order_by("starts_at")[0]
        Slot.objects.filter(edition=edition).exclude(pk=last.pk).delete()
        return make.participation(edition, roles=["visitor"])

    def sign(said: str) -> str:
        return sign_answer(MeetingRequest.objects.get(message=said), coming.staff)

    def read_states() -> dict[str, str]:
        rows = MeetingRequest.objects.filter(edition__code="lake-2034")
        return dict(rows.values_list("message", "state"))

    other = write(leave_one_time)
    guests = [sign_in(visitors, who, width=1280, scripts=True) for who in (coming.guest, other)]
    for guest, said in zip(guests, ("Gearboxes?", "Bearings?"), strict=True):
        page = guest.open(f"{desk}requests/new/?firm={coming.firm}")
        page.fill("#message", said)
        page.click("form.sheet button[type=submit]")
        page.wait_for_selector(".rows .tag")
    tokens = [write(partial(sign, said)) for said in ("Gearboxes?", "Bearings?")]
    # Two tabs of one who is asked, each opened from a mail: opening, and reloading, does nothing.
    mail = visitors.enter()
    first = mail.open(f"/lake-2034/meeting/{tokens[0]}/")
    second = mail.context.new_page()
    second.goto(f"{mail.site}/lake-2034/meeting/{tokens[1]}/")
    first.reload()
    assert set(write(read_states).values()) == {"pending"}
    first.click("button[value=accept]")
    first.wait_for_selector(".note-success")
    second.click("button[value=accept]")
    second.wait_for_selector(".notes")
    assert "Agreed, without a time yet" in second.inner_text(".notes")
    keep_picture(second, "en-1280-meetings-6-taken")
    # Who lost waits for a time, and only who won has one in the agenda and the feed.
    assert set(write(read_states).values()) == {"accepted"}
    for guest, many in zip(guests, (1, 0), strict=True):
        page = guest.open(f"{desk}agenda/")
        page.get_by_role("button", name="Make a new address").click()
        feed = page.locator("#feed").input_value()
        served = guest.context.request.get(feed)
        assert served.status == 200
        assert served.text().count("BEGIN:VEVENT") == many
