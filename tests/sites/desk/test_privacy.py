"""One's own data on the desk: agreed to, taken along, erased; and nobody else's."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make

from fairlead.apps.consent.domain.write_text import write_consent_text
from fairlead.apps.consent.models import Consent
from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.consent.queries.consents import list_consenting
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.domain.answer_request import accept_request, decline_request
from fairlead.apps.meetings.domain.request_meeting import Wish, request_meeting
from fairlead.apps.people.models import (
    Account,
    Change,
    Membership,
    Participation,
    ParticipationType,
    Person,
)
from fairlead.folder.localized_text import LocalizedText

DATA = "/river-2024/desk/data/"
TEXT = LocalizedText({"en": "We show your name.", "ru": "Мы показываем ваше имя."})


def enter(who: Participation) -> Client:
    """Return the browser of a participant who signed in a moment ago."""
    account = Account.objects.create_user(f"{who.code}@example.org")
    account.person = who.person
    account.save()
    client = Client()
    client.force_login(account)
    session = client.session
    session["account_authentication_methods_user"] = str(account.pk)
    session["account_authentication_methods"] = [{"method": "code", "at": time.time()}]
    session.save()
    return client


def test_consent_is_given_taken_back_and_asked_again(edition: Edition) -> None:
    me = make.participation(edition)
    client = enter(me)
    write_consent_text(edition, ConsentPurpose.BE_SHOWN, TEXT)
    shown = client.get(DATA).content.decode()
    assert "We show your name." in shown
    assert "not answered yet" in shown
    for given in (True, True, False, True):
        client.post(f"{DATA}consent/", {"be_shown": "yes"} if given else {})
    assert list(Consent.objects.order_by("pk").values_list("given", flat=True)) == [
        True, False, True,
    ]  # fmt: skip
    agreed = list_consenting(edition, ConsentPurpose.BE_SHOWN)
    assert agreed is not None
    assert list(agreed) == [me.person_id]
    write_consent_text(edition, ConsentPurpose.BE_SHOWN, TEXT, asks_again=False)
    assert agreed.exists()
    write_consent_text(edition, ConsentPurpose.BE_SHOWN, TEXT, asks_again=True)
    now = list_consenting(edition, ConsentPurpose.BE_SHOWN)
    assert now is not None
    assert not now.exists()
    assert Change.objects.filter(act="answer_consent").count() == 3


def test_a_registration_asks_for_consent_and_keeps_the_answer(edition: Edition) -> None:
    ParticipationType.objects.create(
        edition=edition, code="visitor", name=LocalizedText({"en": "Visitor"}), role="visitor"
    )
    write_consent_text(edition, ConsentPurpose.NEWS, TEXT)
    write_consent_text(edition, ConsentPurpose.BE_SHOWN, TEXT)
    client = Client()
    client.force_login(Account.objects.create_user("new@example.org"))
    page = client.get("/river-2024/register/").content.decode()
    assert page.count("We show your name.") == 2
    said = {"name": "New Person", "country": "DEU", "consent_news": "on"}
    assert client.post("/river-2024/register/", said).status_code == 302
    found = Consent.objects.values_list("text__purpose", "text__version", "given", "language")
    assert set(found) == {("news", 1, True, "en"), ("be_shown", 1, False, "en")}


def test_an_address_is_shown_after_acceptance_to_the_other_side_and_to_nobody_before(
    db: None,
) -> None:
    edition = make.edition(first_day=dt.date(2090, 7, 6))
    host = make.exhibitor(edition)
    visitor = make.participation(edition, person=make.person(email="secret@example.org"))
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    asked = request_meeting(author=visitor, whom=host, wish=Wish())
    browser, own = enter(staff), enter(visitor)
    page = f"/river-2024/desk/requests/{asked.code}/"
    write_consent_text(edition, ConsentPurpose.SHARE_CONTACT, TEXT)
    own.post(f"{DATA}consent/", {"share_contact": "yes"})
    assert "secret@example.org" not in browser.get(page).content.decode()
    accept_request(asked, by=staff, plan=True)
    assert "secret@example.org" in browser.get(page).content.decode()
    own.post(f"{DATA}consent/")
    assert "secret@example.org" not in browser.get(page).content.decode()


def test_no_address_is_shown_to_who_was_asked_to_join_and_declined(db: None) -> None:
    edition = make.edition(first_day=dt.date(2090, 7, 6))
    host = make.exhibitor(edition)
    visitor = make.participation(edition, person=make.person(email="secret@example.org"))
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    joins, declines = make.participation(edition), make.participation(edition)
    asked = request_meeting(author=visitor, whom=host, others=[joins, declines])
    write_consent_text(edition, ConsentPurpose.SHARE_CONTACT, TEXT)
    enter(visitor).post(f"{DATA}consent/", {"share_contact": "yes"})
    for one in (staff, joins):
        accept_request(asked, by=one, plan=True)
    decline_request(asked, by=declines)
    for one, sees in ((joins, True), (declines, False)):
        page = enter(one).get(f"/river-2024/desk/requests/{asked.code}/").content.decode()
        assert ("secret@example.org" in page) is sees


def test_a_file_of_ones_data_is_for_oneself(edition: Edition) -> None:
    me, other = make.participation(edition), make.participation(edition)
    client, stranger = enter(me), enter(other)
    made = client.post(f"{DATA}file/")
    assert made.status_code == 302
    answer = client.get(made.headers["Location"])
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert answer.headers["Cache-Control"] == "no-store"
    assert stranger.get(made.headers["Location"]).status_code == 404
    assert Change.objects.filter(act="export_person", about_id=me.person_id).count() == 1


def test_erasing_shows_what_goes_needs_a_word_and_signs_out(
    edition: Edition, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    me = make.participation(edition)
    client = enter(me)
    with django_assert_max_num_queries(8):  # all tables are counted by one
        preview = client.get(f"{DATA}erase/").content.decode()
    assert "is emptied" in preview
    assert '<td class="num">0</td>' not in preview
    assert client.post(f"{DATA}erase/").status_code == 400
    assert Person.objects.get(pk=me.person_id).erased_at is None
    assert client.post(f"{DATA}erase/", {"sure": "yes"}).status_code == 302
    assert Person.objects.get(pk=me.person_id).erased_at is not None
    assert client.get(DATA).status_code == 302  # to sign in


@pytest.mark.parametrize("address", [f"{DATA}file/", f"{DATA}erase/"])
def test_who_signed_in_a_while_ago_shows_again_who_they_are(edition: Edition, address: str) -> None:
    client = enter(make.participation(edition))
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time() - 3600}]
    session.save()
    assert "/account/confirm/" in client.post(address, {"sure": "yes"}).headers["Location"]
    assert not Person.objects.exclude(erased_at=None).exists()


def test_who_acts_for_somebody_gets_no_file_and_erases_nobody(edition: Edition) -> None:
    one = make.participation(edition)
    client = enter(make.participation(edition))
    account = Account.objects.latest("pk")
    Membership.objects.create(account=account, edition=edition, role="organiser")
    client.post(f"/office/river-2024/registrations/{one.pk}/act/")
    assert client.post(f"{DATA}file/").status_code == 403
    assert client.post(f"{DATA}erase/", {"sure": "yes"}).status_code == 403
    write_consent_text(edition, ConsentPurpose.NEWS, TEXT)
    client.post(f"{DATA}consent/", {"news": "yes"})
    agreed = Consent.objects.get()
    assert (agreed.person_id, agreed.account_id, agreed.acted_for_id) == (
        one.person_id, account.pk, one.pk,
    )  # fmt: skip
