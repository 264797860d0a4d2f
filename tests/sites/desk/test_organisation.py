"""An exhibitor fills its profile and offers; nothing is lost silently, all can be undone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.sites import factories as make
from tests.sites.desk.test_meet import enter

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Change, Membership, Organisation
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.trade.models import Offer, Product
from fairlead.folder.localized_text import LocalizedText

HOME, PROFILE = "/river-2024/desk/organisation/", "/river-2024/desk/organisation/profile/"
OFFER, UNDO = "/river-2024/desk/organisation/offer/new/", "/river-2024/desk/organisation/undo/"
SAID = {"description_en": "We make gears.", "website": "https://gears.example.org/"}


@pytest.fixture
def firm(edition: Edition) -> Organisation:
    """Return an exhibitor."""
    return make.exhibitor(edition).organisation


@pytest.fixture
def admin(edition: Edition, firm: Organisation) -> Client:
    """Return the browser of who manages it."""
    who = make.participation(edition, roles=["exhibitor"], organisation=firm)
    client = enter(who)
    account = Account.objects.get(person=who.person)
    appoint(account, MemberRole.EXHIBITOR_ADMIN, organisation=firm, by=COMMAND_LINE)
    return client


def seen(client: Client, address: str) -> str:
    """Return the number of the saving that a form was opened with."""
    page = client.get(address).content.decode()
    return str(re.findall(r'name="seen" value="(\d+)"', page)[0])


def save(client: Client, address: str, number: str = "", **said: Any) -> Any:
    """Send a form as it was opened now, or with an older number."""
    return client.post(address, {"seen": number or seen(client, address), **said})


def test_a_profile_is_written_in_every_language_and_seen_by_visitors(
    admin: Client, firm: Organisation
) -> None:
    assert "What you do" in admin.get(HOME).content.decode()
    answer = save(admin, PROFILE, **SAID, description_ru="Мы делаем шестерни.", languages=["en"])
    assert answer.status_code == 302
    page = Client().get(f"/ru/river-2024/exhibitors/{firm.code}/").content.decode()
    assert "Мы делаем шестерни." in page
    firm.refresh_from_db()
    assert (firm.website, firm.languages) == ("https://gears.example.org/", ["en"])
    wrong = save(admin, PROFILE, website="javascript:alert(1)")
    assert wrong.status_code == 400


def test_two_tabs_lose_nothing_silently(admin: Client, firm: Organisation) -> None:
    opened = seen(admin, PROFILE)
    save(admin, PROFILE, opened, description_en="From the first tab")
    answer = save(admin, PROFILE, opened, description_en="From the second tab")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody saved this meanwhile" in page
    assert "From the first tab" in page
    assert "From the second tab</textarea>" in page
    firm.refresh_from_db()
    assert firm.description["en"] == "From the first tab"
    number = re.findall(r'name="seen" value="(\d+)"', page)[0]
    assert save(admin, PROFILE, number, description_en="From the second tab").status_code == 302
    firm.refresh_from_db()
    assert firm.description["en"] == "From the second tab"


def test_a_profile_saved_as_it_was_leaves_the_order_of_its_languages(
    admin: Client, firm: Organisation
) -> None:
    firm.languages = ["ru", "en"]
    firm.save()
    for ticked, kept in ((["en", "ru"], ["ru", "en"]), (["en"], ["en"])):
        admin.post(PROFILE, SAID | {"seen": seen(admin, PROFILE), "languages": ticked})
        firm.refresh_from_db()
        assert firm.languages == kept


def test_the_last_change_is_undone_and_recorded(admin: Client, firm: Organisation) -> None:
    before = firm.description
    save(admin, PROFILE, **SAID)
    admin.post(UNDO, {"about": "profile"})
    firm.refresh_from_db()
    assert (firm.description, firm.website) == (before, "")
    admin.post(UNDO, {"about": "profile"})
    firm.refresh_from_db()
    assert firm.description["en"] == "We make gears."
    acts = list(Change.objects.order_by("pk").values_list("act", flat=True))[-3:]
    assert acts == ["edit_profile", "undo_profile", "undo_profile"]
    assert "nothing to undo" in admin.post(UNDO, {"about": "offer/x"}, follow=True).content.decode()
    assert admin.post(UNDO, {"about": "person/1"}).status_code == 404


def test_an_offers_codes_are_found_by_word_and_number(
    admin: Client, edition: Edition, firm: Organisation
) -> None:
    for code, title in (("HS:848340", "Gears"), ("HS:854231", "Processors")):
        Product.objects.create(edition=edition, code=code, title=LocalizedText({"en": title}))
    entry: dict[str, Any] = {"title_en": "Gearboxes", "cooperation": ["supply"]}
    for words, found in (("gear", "HS:848340"), ("8542 31", "HS:854231")):
        page = save(admin, OFFER, **entry, find_codes="yes", find=words).content.decode()
        assert f'value="{found}"' in page
        assert 'value="Gearboxes"' in page
        assert "Nothing fits" not in page
        assert "This field is required" not in page
    page = save(admin, OFFER, find_codes="yes", find="gear pump").content.decode()
    assert "Nothing fits" in page
    assert "This field is required" not in page
    entry["find"] = "gear"
    assert save(admin, OFFER, **entry).status_code == 400  # no code is ticked
    assert save(admin, OFFER, **entry, products=["HS:848340"]).status_code == 302
    made = Offer.objects.get()
    assert (made.organisation, made.products) == (firm, ["HS:848340"])
    address = f"/river-2024/desk/organisation/offer/{made.code}/"
    save(admin, address, remove="yes")
    assert not Offer.objects.exists()
    admin.post(UNDO, {"about": f"offer/{made.code}"})
    assert Offer.objects.get().title == made.title


def test_a_form_sent_to_find_codes_is_never_saved(admin: Client, firm: Organisation) -> None:
    for looks in ("find_codes", "more"):
        assert save(admin, PROFILE, email="none", **{looks: "yes"}).status_code == 200
        assert save(admin, OFFER, title_en="Gearboxes", **{looks: "yes"}).status_code == 200
    assert not Offer.objects.exists()
    firm.refresh_from_db()
    assert firm.email == ""


def test_more_words_than_any_title_has_find_nothing(admin: Client) -> None:
    page = save(admin, OFFER, find_codes="yes", find="a b " * 20_000)
    assert page.status_code == 200
    assert "Nothing fits" in page.content.decode()


def test_others_change_nothing_of_it(edition: Edition, firm: Organisation, admin: Client) -> None:
    save(admin, OFFER, title_en="Gears", cooperation=["supply"], find="HS:848340")
    mine = make.offer(edition, organisation=firm)
    rival = make.exhibitor(edition).organisation
    other = enter(make.participation(edition, roles=["exhibitor"], organisation=rival))
    theirs = f"/river-2024/desk/organisation/offer/{mine.code}/"
    assert other.get(theirs).status_code == 404
    assert other.post(theirs, {"seen": "0", "remove": "yes"}).status_code == 404
    assert other.get(PROFILE).status_code == 403
    visitor = enter(make.participation(edition, organisation=firm))
    assert visitor.get(HOME).status_code == 403
    assert visitor.post(UNDO, {"about": "profile"}).status_code == 403
    assert Offer.objects.filter(pk=mine.pk).exists()


def test_the_office_lets_somebody_manage_the_organisation(
    edition: Edition, firm: Organisation
) -> None:
    who = make.participation(edition, roles=["exhibitor"], organisation=firm)
    client = enter(who)
    assert client.get(PROFILE).status_code == 403
    office = Client()
    office.force_login(appoint_organiser("boss@example.org", password="a long enough password"))
    office.post(f"/office/river-2024/registrations/{who.pk}/manage/")
    held = Membership.objects.get(organisation=firm)
    assert held.role == MemberRole.EXHIBITOR_ADMIN
    assert client.get(PROFILE).status_code == 200
