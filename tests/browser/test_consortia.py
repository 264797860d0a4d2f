"""From a need to a project: makers say so, join, share, sign; one act makes it a project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect
from tests.browser.conftest import Visitor, Visitors
from tests.browser.test_registration import keep_picture, write
from tests.sites import factories as make

from fairlead.apps.consortia.models import Consortium
from fairlead.apps.delegations.models import Delegate, Delegation
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account, Change, Participation, Person
from fairlead.apps.transfer.remove import remove_edition
from fairlead.folder.localized_text import LocalizedText

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: the focal point of an economy's need, and two makers."""

    focal: Participation
    makers: tuple[Participation, ...]
    need: str


@pytest.fixture
def cast(visitors: Visitors) -> Iterator[Cast]:
    """Return a fair of 2035 with a delegation, its need and two makers."""

    def begin() -> Cast:
        edition = make.edition(
            "lake-2035",
            first_day=dt.date(2035, 7, 10),
            languages=["en", "ar"],
            name="Lake Fair 2035",
            name_ar="معرض البحيرة 2035",
        )
        delegation = Delegation.objects.create(
            edition=edition,
            code="d-1",
            name=LocalizedText({"en": "Delegation of the lakes", "ar": "وفد البحيرات"}),
            economy="BLR",
            language="ar",
        )
        focal = make.participation(edition, roles=["delegate"])
        Delegate.objects.create(
            edition=edition, delegation=delegation, participation=focal, office="focal"
        )
        makers = []
        for name, arabic, product, country in (
            ("Gear Works", "مصنع التروس", "HS:848340", "BLR"),
            ("Bearing Works", "مصنع المحامل", "HS:848220", "KAZ"),
        ):
            firm = make.organisation(edition, name=name, name_ar=arabic, country=country)
            make.exhibitor(edition, organisation=firm)
            make.offer(edition, organisation=firm, products=[product])
            makers.append(make.participation(edition, roles=["exhibitor"], organisation=firm))
        need = make.need(edition, economy="BLR", products=["HS:848220", "HS:848340"])
        return Cast(focal, tuple(makers), need.code)

    made = write(begin)
    yield made

    def end() -> None:
        remove_edition(Edition.objects.get(code="lake-2035"))
        Account.objects.all().delete()
        Person.objects.filter(participations=None).delete()

    write(end)
    assert Change.objects.exists()


def enter(visitors: Visitors, who: Participation, *, width: int = 1280) -> Visitor:
    """Return the browser of a participant."""
    client = Client()

    def sign_in() -> None:
        account = Account.objects.create_user(f"{who.code}@example.org")
        account.person = who.person
        account.save()
        client.force_login(account)

    write(sign_in)
    visitor = visitors.enter(width=width)
    name = settings.SESSION_COOKIE_NAME
    visitor.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": visitor.site}]
    )
    return visitor


def test_from_a_need_to_a_project(visitors: Visitors, cast: Cast) -> None:
    focal = enter(visitors, cast.focal)
    makers = [enter(visitors, who, width=390) for who in cast.makers]
    for maker in makers:
        page = maker.open(f"/lake-2035/needs/{cast.need}/")
        page.get_by_role("link", name="Say that you could make it").click()
        page.get_by_label("What you would make").fill("We make it for mines.")
        page.get_by_role("button", name="Say that you could make it").click()
    page = focal.open(f"/lake-2035/desk/needs/{cast.need}/")
    expect(page.get_by_text("We make it for mines.")).to_have_count(2)
    page.get_by_role("button", name="Open a consortium").click()
    for name in ("Gear Works", "Bearing Works"):
        card = page.locator("li.card", has=page.get_by_role("link", name=name))
        card.get_by_text("Invite", exact=True).click()
        if name == "Gear Works":
            card.get_by_label("leads").check()
        card.get_by_role("button", name="Send the invitation").click()
    address = page.url.removeprefix(focal.site)
    for maker in makers:
        maker.open(address).get_by_role("button", name="Accept").click()
    page = focal.open(address)
    expect(page.get_by_text("Together 3 of 4 steps")).to_have_count(1)
    for kind in ("cost", "work", "rights"):
        for field, share in zip(
            page.locator(f"input[name^={kind}_]").all(), ("33.33", "66.66"), strict=True
        ):
            field.fill(share)
    page.get_by_role("button", name="Save the shares").click()
    expect(page.get_by_text("sum to 99.99, not to 100: 0.01 is missing")).to_have_count(1)
    for kind in ("cost", "work", "rights"):
        for field, share in zip(
            page.locator(f"input[name^={kind}_]").all(), ("33.34", "66.66"), strict=True
        ):
            field.fill(share)
    page.get_by_role("button", name="Save the shares").click()
    page.locator("input[name=document]").set_input_files(
        {"name": "agreement.pdf", "mimeType": "application/pdf", "buffer": b"%PDF agreement"}
    )
    page.get_by_role("button", name="Add a version").click()
    for maker in makers:
        seen = maker.open(address)
        seen.get_by_role("button", name="Sign this version off").click()
        seen.get_by_label("Message").fill("<b>Signed.</b>")
        seen.get_by_role("button", name="Send", exact=True).click()
    page = focal.open(address)
    expect(page.get_by_text("signed by all")).to_have_count(1)
    keep_picture(page, "consortium")
    keep_picture(makers[0].open(f"/ar{address}"), "consortium-ar-phone")
    focal.open(address)
    page.get_by_label("First year").fill("2036")
    page.get_by_label("Cash flow of each year").fill("-200 90 120 140")
    page.get_by_role("button", name="Make it a project").click()
    page.get_by_role("link", name="Open it in the ledger").click()
    expect(page.get_by_role("heading", level=1, name="Bearings")).to_have_count(1)
    for width, language in ((1280, ""), (390, "/ar")):
        focal.page.set_viewport_size({"width": width, "height": 900})
        page = focal.open(f"{language}/lake-2035/desk/delegation/")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        keep_picture(page, f"cockpit{language.replace('/', '-')}-{width}")
    assert write(lambda: Consortium.objects.get().project_id) is not None
