"""From an address to a desk: a code from the mail, a few fields, approved in the office."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from playwright.sync_api import Page, expect
from tests.browser.conftest import Served, Visitor, Visitors
from tests.sites.desk.test_own_pages import draw

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.domain.find_account import open_account
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import (
    Account,
    Organisation,
    Participation,
    ParticipationType,
    Person,
    Question,
    Revision,
    SignInTries,
)
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.trade.models import Picture, PictureFile
from fairlead.folder.localized_text import LocalizedText

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
T = TypeVar("T")
# Set to a folder to look at the pages.
PICTURES = os.environ.get("PICTURES_OF_PAGES", "")


def write(work: Callable[[], T]) -> T:
    """Return what a piece of work returns, written for the served site to see.

    What the test's own connection writes is taken back after it and seen by nobody else.
    """
    with ThreadPoolExecutor(1) as apart:

        def do() -> T:
            try:
                return work()
            finally:
                connection.close()

        return apart.submit(do).result()


@pytest.fixture
def code(served: Served) -> Iterator[str]:
    """Return the served edition's code, with one type of participation that is looked at."""
    edition = Edition.objects.get()
    kind = write(lambda: _make_type(edition))
    yield edition.code
    write(lambda: _remove_what_came(kind))


def _make_type(edition: Edition) -> ParticipationType:
    kind = ParticipationType.objects.create(
        edition=edition,
        code="visitor",
        name=LocalizedText({"en": "Trade visitor", "ru": "Посетитель", "ar": "زائر مهني"}),
        needs_approval=True,
        quota=10,
    )
    asked = LocalizedText({"en": "What do you look for?", "ar": "عمّ تبحث؟"})
    Question.objects.create(type=kind, text=asked, required=True)
    return kind


def _remove_what_came(kind: ParticipationType) -> None:
    Message.objects.all().delete()
    Revision.objects.all().delete()
    Picture.objects.all().delete()
    PictureFile.objects.all().delete()
    Participation.objects.filter(type=kind).delete()
    kind.delete()
    Organisation.objects.filter(code__startswith="r-").delete()
    Account.objects.all().delete()
    SignInTries.objects.all().delete()


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture of the page where somebody wants to look at it."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def enter_office(visitors: Visitors) -> Visitor:
    """Return an owner of the site, signed in."""
    client = Client()

    def sign_in() -> None:
        boss = appoint_organiser("boss@example.org", password="a long enough password")
        client.force_login(boss)

    write(sign_in)
    boss = visitors.enter()
    name = settings.SESSION_COOKIE_NAME
    boss.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": boss.site}]
    )
    return boss


@pytest.mark.parametrize(
    ("language", "width", "scripts"), [("", 390, True), ("/ar", 390, True), ("", 1280, False)]
)
def test_somebody_registers_and_is_approved(
    visitors: Visitors, code: str, language: str, width: int, *, scripts: bool
) -> None:
    name = f"{language.strip('/') or 'en'}-{width}"
    guest = visitors.enter(width=width, scripts=scripts)
    page = guest.open(f"{language}/{code}/")
    page.click(".masthead-desk")
    page.go_back()
    page = guest.open(f"{language}/{code}/register/")
    keep_picture(page, f"{name}-1-address")
    page.fill("#email", "guest@example.org")
    page.click("form.fields button[type=submit]")
    sent = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
    assert sent
    keep_picture(page, f"{name}-2-code")
    page.fill("#code", sent.group())
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_name")
    page.fill("#id_name", "Guest One")
    page.select_option("#id_country", "KAZ")
    page.fill("#id_organisation", "Guest Works")
    page.fill("textarea", "Bearings")
    keep_picture(page, f"{name}-3-fields")
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    page.click("form.card button[type=submit]")
    page.wait_for_url(f"**{language}/{code}/desk/")
    keep_picture(page, f"{name}-4-desk")
    one = Participation.objects.get(type__code="visitor")
    assert one.state == "registered"
    office = enter_office(visitors)
    listed = office.open(f"/office/{code}/registrations/?state=registered")
    keep_picture(listed, f"{name}-5-office")
    listed.check("input[name=who]")
    listed.fill("#reason", "Welcome")
    listed.click("button[value=approve]")
    listed.wait_for_selector(".note-success, .note")
    page.reload()
    assert page.locator(".note").count() == 0
    one.refresh_from_db()
    assert one.state == "approved"
    keep_picture(page, f"{name}-6-approved")
    assert Account.objects.get(email="guest@example.org").person == one.person


def test_a_passkey_is_added_signs_in_is_renamed_and_removed(
    visitors: Visitors, code: str, served: Served
) -> None:
    """A passkey belongs to a name, not to a number: the site is asked for as localhost."""
    guest = visitors.enter()
    site = served.site.replace("127.0.0.1", "localhost")
    devtools = guest.context.new_cdp_session(guest.page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page = guest.page
    page.goto(f"{site}/account/sign-in/")
    page.fill("#email", "guest@example.org")
    page.click("form.fields button[type=submit]")
    sent = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
    assert sent
    page.fill("#code", sent.group())
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/")
    page.goto(f"{site}/account/passkeys/add/")
    keep_picture(page, "passkey-add")
    page.click("#passkey-add")
    page.wait_for_url("**/account/recovery-codes/")
    page.goto(f"{site}/account/")
    keep_picture(page, "account")
    with page.expect_navigation():
        page.click("header form button[type=submit]")
    page.goto(f"{site}/account/sign-in/")
    keep_picture(page, "sign-in")
    page.click("#passkey-login")
    page.wait_for_url("**/account/")
    assert "guest@example.org" in page.content()
    page.click("a[href$='/rename/']")
    page.fill("#name", "Key <one>")
    keep_picture(page, "passkey-rename")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Key <one>", exact=True)).to_be_visible()
    page.click("a[href*='/passkeys/'][href$='/remove/']")
    page.click("form.card button[type=submit]")
    expect(page.locator("a[href$='/rename/']")).to_have_count(0)
    # Without any passkey one signs in by a code, as at first.
    page.goto(f"{site}/account/")
    with page.expect_navigation():
        page.click("header form button[type=submit]")
    page.goto(f"{site}/account/sign-in/")
    page.fill("#email", "guest@example.org")
    page.click("form.fields button[type=submit]")
    page.fill("#code", re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))[0])
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/")
    # Where a site is asked for as localhost the browser says that signing out emptied its cache.
    guest.faults[:] = [one for one in guest.faults if "Clear-Site-Data" not in one]


def enter_as(
    visitors: Visitors, account: Callable[[], Account], *, width: int, scripts: bool = True
) -> Visitor:
    """Return a visitor who is signed in to an account that is made for it."""
    client = Client()
    write(lambda: client.force_login(account()))
    inside = visitors.enter(width=width, scripts=scripts)
    name = settings.SESSION_COOKIE_NAME
    inside.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": inside.site}]
    )
    return inside


def hire_colleague(firm: Organisation) -> Participation:
    """Return somebody else of a firm's staff, with a long name."""
    return Participation.objects.create(
        edition=firm.edition,
        person=Person.objects.create(
            name=LocalizedText(
                {"en": "Staff Two of the Department of Far Exports", "ar": "موظف اثنان"}
            )
        ),
        organisation=firm,
        roles=["exhibitor"],
        code="staff-two",
        type=ParticipationType.objects.get(edition=firm.edition),
    )


@pytest.mark.parametrize(("language", "width"), [("", 390), ("/ar", 1280)])
def test_an_exhibitor_fills_its_profile_and_undoes(
    visitors: Visitors, code: str, served: Served, language: str, width: int
) -> None:
    edition = Edition.objects.get()
    firm = Organisation.objects.get(edition=edition, code=served.exhibitors[0])
    before = dict(firm.description)

    def make_admin() -> Account:
        account = open_account("staff@example.org")
        account.person = Person.objects.create(name=LocalizedText({"en": "Staff One"}))
        account.save()
        kind = ParticipationType.objects.get(edition=edition)
        Participation.objects.create(
            edition=edition,
            person=account.person,
            organisation=firm,
            roles=["exhibitor"],
            code="staff-one",
            type=kind,
        )
        appoint(account, MemberRole.EXHIBITOR_ADMIN, organisation=firm, by=COMMAND_LINE)
        return account

    name = f"{language.strip('/') or 'en'}-{width}"
    staff = enter_as(visitors, make_admin, width=width)
    page = staff.open(f"{language}/{code}/desk/meet/")
    keep_picture(page, f"{name}-meet")
    page = staff.open(f"{language}/{code}/desk/organisation/")
    keep_picture(page, f"{name}-organisation")
    page = staff.open(f"{language}/{code}/desk/organisation/profile/")
    page.fill("#id_description_en", "We make gears.")
    keep_picture(page, f"{name}-profile")
    page.click("form.form button[type=submit]")
    page.wait_for_url(f"**{language}/{code}/desk/organisation/")
    assert "We make gears." in page.content()
    keep_picture(page, f"{name}-saved")
    page.click(".marks button")
    page.wait_for_selector(".notes")
    firm.refresh_from_db()
    assert dict(firm.description) == before
    page = staff.open(f"{language}/{code}/desk/organisation/show/logo/")
    page.set_input_files("#file", {"name": "logo.png", "mimeType": "image/png", "buffer": draw()})
    keep_picture(page, f"{name}-logo")
    page.click("button[name=add]:visible")
    page.wait_for_selector(".picture img")
    page = staff.open(f"{language}/{code}/exhibitors/{firm.code}/")
    assert page.evaluate("document.querySelector('img.logo').naturalWidth") == 480
    keep_picture(page, f"{name}-public")
    colleague = write(lambda: hire_colleague(firm))
    times = f"team/{colleague.pk}/availability/"
    for address in ("preview/", "team/", times, "stand/", "show/pictures/"):
        page = staff.open(f"{language}/{code}/desk/organisation/{address}")
        keep_picture(page, f"{name}-{address.strip('/').replace('/', '-')}")
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, address
    page = staff.open(f"{language}/{code}/desk/organisation/")
    page.click(".marks button")
    page.wait_for_selector(".notes")
    assert not Picture.objects.exists()
    page = staff.open(f"{language}/{code}/desk/organisation/offer/new/")
    keep_picture(page, f"{name}-offer")
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    office = enter_office(visitors)
    for address in ("types/new/", "types/", "members/", "registrations/"):
        page = office.open(f"{language}/office/{code}/{address}")
        keep_picture(page, f"{name}-office-{address.strip('/').replace('/', '-')}")
