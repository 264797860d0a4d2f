"""Registering through the pages, deciding it in the office, and acting for somebody."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any
from urllib.parse import unquote, urlencode

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.domain.find_account import open_account
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import (
    Account,
    Change,
    Membership,
    OfficeRules,
    Participation,
    ParticipationType,
)
from fairlead.apps.people.roles import MemberRole
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.desk.acting import IDLE_SECONDS

REGISTER = "/river-2024/register/"
SAID = {"name": "Guest One", "country": "KAZ", "organisation": "Guest Works", "position": "Buyer"}


def kind(edition: Edition, code: str = "visitor", **fields: Any) -> ParticipationType:
    """Return a new type."""
    name = LocalizedText({"en": code.capitalize(), "ru": "Посетитель"})
    return ParticipationType.objects.create(edition=edition, code=code, name=name, **fields)


def enter(client: Client, address: str = "guest@example.org") -> None:
    """Register's first half: an address, and the code from the mail."""
    form = {"email": address, "next": REGISTER, "edition": "river-2024"}
    client.post("/account/sign-in/", form)
    sent = mail.outbox[-1]
    assert "River Fair 2024" in sent.subject
    code = re.findall(r"\b\d{6}\b", str(sent.body))[0]
    assert client.post("/account/code/", {"code": code}).headers["Location"] == REGISTER


def _ask_for_code(client: Client, *, next: str) -> str:  # noqa: A002  the field's name
    form = {"email": "guest@example.org", "next": unquote(next)}
    client.post("/account/sign-in/", form)
    return str(re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))[0])


@pytest.fixture
def office(db: None) -> Client:
    """Return the browser of an owner of the site."""
    client = Client()
    client.force_login(appoint_organiser("boss@example.org", password="a long enough password"))
    return client


def test_who_ticks_no_language_is_written_to_in_that_of_the_page(
    client: Client, edition: Edition
) -> None:
    kind(edition, "guest")
    enter(client, "guest@example.org")
    page = client.get(f"/ru{REGISTER}").content.decode()
    assert re.search(r'value="ru"[^>]* checked', page)
    client.post(f"/ru{REGISTER}", {**SAID, "languages": ["en", "ru"]})
    one = Participation.objects.get(edition=edition, person__account__email="guest@example.org")
    assert one.person.languages == ["ru", "en"]
    assert one.person.messages.get().subject == "Вы участвуете"
    # What is read in another language later leaves the order.
    client.post("/river-2024/desk/registration/", {**SAID, "languages": ["en", "ru"]})
    one.person.refresh_from_db()
    assert one.person.languages == ["ru", "en"]
    assert "Guest" in client.get("/river-2024/desk/").content.decode()


def test_who_is_on_a_list_comes_to_the_desk_by_its_own_address(
    client: Client, edition: Edition
) -> None:
    listed = make.participation(edition)
    listed.person.email = "guest@example.org"
    listed.person.save()
    client.post("/account/sign-in/", {"email": "guest@example.org", "next": "/river-2024/desk/"})
    code = re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))[0]
    client.post("/account/code/", {"code": code})
    page = "/river-2024/desk/requests/?state=open"
    for _ in range(2):  # looking joins nobody
        answer = client.get(page, follow=True)
        (way,) = [way for way, _ in answer.redirect_chain]
        assert way == f"{REGISTER}?{urlencode({'next': page})}"
        assert "You are on the organiser's list" in answer.content.decode()
    assert 'name="next" value="/river-2024/desk/requests/?state=open"' in answer.content.decode()
    answer = client.post(way, {"join": "yes", "next": page}, follow=True)
    assert [way for way, _ in answer.redirect_chain] == [page]
    assert "My registration" in answer.content.decode()
    joined = Change.objects.get(act="join_account")
    account = Account.objects.get(email="guest@example.org")
    assert (joined.account_id, joined.about_id) == (account.pk, listed.pk)
    assert joined.after == {"account": account.pk}
    stranger = Client()
    stranger.force_login(Account.objects.create_user("stranger@example.org"))
    assert stranger.get("/river-2024/desk/").status_code == 403


def test_an_address_a_code_and_a_few_fields(client: Client, edition: Edition) -> None:
    kind(edition)
    page = client.get(REGISTER).content.decode()
    assert 'action="/account/sign-in/"' in page
    enter(client)
    form = client.get(REGISTER).content.decode()
    assert 'autocomplete="organization"' in form
    assert client.post(REGISTER, SAID | {"name": ""}).status_code == 400
    assert client.post(REGISTER, SAID).headers["Location"] == "/river-2024/desk/"
    desk = client.get("/river-2024/desk/").content.decode()
    assert "Guest Works" in desk
    assert "The languages you speak" in desk
    assert client.get(REGISTER).headers["Location"] == "/river-2024/desk/"


def test_who_asks_for_a_type_that_is_not_open_is_told_so(client: Client, edition: Edition) -> None:
    now = timezone.now()
    kind(edition)
    kind(edition, "early", closes_at=now - dt.timedelta(days=1))
    kind(edition, "late", opens_at=dt.datetime(2050, 3, 4, 9, 30, tzinfo=edition.zone))
    for asked, said in {
        "early": "Registration as Early has closed.",
        "late": "Registration as Late opens on 4 March 2050, 09:30.",
    }.items():
        page = client.get(f"{REGISTER}?as={asked}").content.decode()
        assert said in page
    ParticipationType.objects.filter(code="visitor").update(closes_at=now)
    assert "opens on" in client.get(f"{REGISTER}?as=late").content.decode()


def test_who_registers_on_the_way_to_a_page_comes_to_it(client: Client, edition: Edition) -> None:
    kind(edition)
    kind(edition, "buyer")
    page = "/ru/river-2024/desk/requests/?state=open"
    asked = urlencode({"next": page})
    code = _ask_for_code(client, next=client.get(page).headers["Location"].partition("next=")[2])
    client.post("/account/code/", {"code": code})
    closed = client.get(page)
    assert closed.status_code == 403
    assert f'href="/ru{REGISTER}?{asked}"' in closed.content.decode()
    chosen = client.get(f"{REGISTER}?{asked}").content.decode()
    assert f'href="?as=buyer&amp;{asked}"' in chosen
    form = f"{REGISTER}?as=buyer&{asked}"
    assert f'name="next" value="{page}"' in client.get(form).content.decode()
    assert client.post(form, SAID | {"next": page}).headers["Location"] == page
    # Nobody is led off the site.
    away = f"{REGISTER}?{urlencode({'next': 'https://elsewhere.example.org/'})}"
    assert client.get(away).headers["Location"] == "/river-2024/desk/"


def test_a_way_is_kept_for_who_is_not_signed_in_and_types_another_address(
    client: Client, edition: Edition
) -> None:
    kind(edition)
    page = "/river-2024/desk/meet/"
    asked = urlencode({"next": page})
    shown = client.get(f"{REGISTER}?{asked}").content.decode()
    assert f'href="/account/sign-in/?{asked}"' in shown  # "I am registered already"
    back = f"{REGISTER}?as=visitor&{asked}"
    assert f'name="next" value="{escape(back)}"' in shown
    client.post("/account/sign-in/", {"email": "guest@example.org", "next": back})
    code_page = client.get("/account/code/").content.decode()
    assert f'href="/account/sign-in/?{urlencode({"next": back})}"' in code_page


def test_without_types_registration_is_closed(client: Client, edition: Edition) -> None:
    assert "not open now" in client.get(REGISTER).content.decode()
    assert client.get("/nowhere/register/").status_code == 404


def test_with_several_types_one_is_chosen_first(client: Client, edition: Edition) -> None:
    kind(edition)
    kind(edition, "press-pass", role="press", needs_approval=True, quota=1, price=40)
    page = client.get(REGISTER).content.decode()
    assert 'href="?as=press-pass"' in page
    assert "1 place left" in page
    assert 'type="email"' not in page
    assert 'type="email"' in client.get(f"{REGISTER}?as=press-pass").content.decode()


def test_a_name_is_one_line(client: Client, edition: Edition) -> None:
    kind(edition)
    enter(client)
    said = {
        "name": "Guest\r\nBcc: x@example.org",
        "organisation": "Works\u2028A",
        "position": "\tB",
    }
    client.post(REGISTER, SAID | said)
    one = Participation.objects.get()
    assert one.organisation is not None
    assert one.person.name["en"] == "Guest Bcc: x@example.org"
    assert (one.organisation.name["en"], one.position["en"]) == ("Works A", "B")


def test_script_in_a_name_stays_text(client: Client, edition: Edition, office: Client) -> None:
    kind(edition)
    enter(client)
    client.post(REGISTER, SAID | {"name": "<script>alert(1)</script>"})
    one = Participation.objects.get()
    for browser, address in (
        (client, "/river-2024/desk/"),
        (office, "/office/river-2024/registrations/"),
        (office, f"/office/river-2024/registrations/{one.pk}/"),
    ):
        page = browser.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_the_organiser_defines_a_type_with_questions(
    office: Client, client: Client, edition: Edition
) -> None:
    form = {
        "name_en": "Speaker",
        "name_ru": "Докладчик",
        "role": "speaker",
        "quota": "10",
        "price": "12.50",
        "opens_at": "2024-01-01T09:00",
        "kind0": "choice",
        "question0_en": "Which day?",
        "choices0_en": "Monday\nTuesday",
        "choices0_ru": "Понедельник\nВторник",
        "required0": "on",
        "kind1": "text",
        "question1_en": "What about?",
    }
    new = "/office/river-2024/types/new/"
    refused = office.post(new, form)
    assert refused.status_code == 400
    assert "Only visitors and buyers" in refused.content.decode()
    assert office.post(new, form | {"needs_approval": "on"}).status_code == 302
    made = ParticipationType.objects.get()
    assert (made.code, made.quota, str(made.price)) == ("speaker", 10, "12.50")
    assert made.opens_at is not None
    assert made.opens_at.isoformat() == "2024-01-01T04:00:00+00:00"  # nine in Yekaterinburg
    first, second = made.questions.all()
    assert first.choices[1] == {"en": "Tuesday", "ru": "Вторник"}
    assert (
        'value="2024-01-01T09:00"'
        in office.get("/office/river-2024/types/speaker/").content.decode()
    )
    enter(client)
    page = client.get("/ru" + REGISTER).content.decode()
    assert "Вторник" in page
    answers = SAID | {f"question_{second.pk}": "Gears"}
    assert client.post(REGISTER, answers).status_code == 400
    client.post(REGISTER, answers | {f"question_{first.pk}": "Tuesday"})
    one = Participation.objects.get()
    assert one.state == "registered"
    seen = office.get(f"/office/river-2024/registrations/{one.pk}/").content.decode()
    assert "Tuesday" in seen
    assert "Gears" in seen
    opened = read_hidden(office, "/office/river-2024/types/speaker/")
    changed = form | opened | {"needs_approval": "on", "quota": "0"}
    assert (
        "More have a place"
        in office.post("/office/river-2024/types/speaker/", changed).content.decode()
    )


def read_hidden(office: Client, address: str) -> dict[str, str]:
    """Return what a type's form says of itself: which state of it, and which questions."""
    page = office.get(address).content.decode()
    fields = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page)
    return {name: value for name, value in fields if name == "seen" or "question_id" in name}


def test_two_tabs_change_questions_by_what_they_are_and_lose_nothing_silently(
    office: Client, edition: Edition
) -> None:
    what = kind(edition)
    first = what.questions.create(text=LocalizedText({"en": "First?"}), kind="text", position=0)
    last = what.questions.create(text=LocalizedText({"en": "Last?"}), kind="text", position=1)
    address = "/office/river-2024/types/visitor/"
    mine = theirs = read_hidden(office, address)
    form = {"name_en": "Visitor", "name_ru": "Посетитель", "role": "visitor", "kind0": "text",
            "kind1": "text"}  # fmt: skip
    # The other tab takes the first question away, so that the second stands in its place.
    assert office.post(address, form | theirs | {"question1_en": "Last?"}).status_code == 302
    late = form | mine | {"question0_en": "First!", "question1_en": "Last!"}
    refused = office.post(address, late)
    assert refused.status_code == 400
    assert "Somebody saved this meanwhile" in refused.content.decode()
    assert [one.text["en"] for one in what.questions.all()] == ["Last?"]
    now = read_hidden(office, address)
    assert office.post(address, late | {"seen": now["seen"]}).status_code == 302
    again = {one.text["en"]: one.pk for one in what.questions.all()}
    assert again["Last!"] == last.pk  # with the answers that it has
    assert again["First!"] != first.pk


def test_an_answer_says_what_was_chosen_whatever_becomes_of_the_choices(
    office: Client, client: Client, edition: Edition
) -> None:
    day = kind(edition).questions.create(
        text=LocalizedText({"en": "Which day?"}),
        kind="choice",
        required=True,
        choices=[{"en": "Monday", "ru": "Понедельник"}, {"ru": "Вторник"}, {"en": "Friday"}],
    )
    enter(client)
    field = f"question_{day.pk}"
    assert client.post(REGISTER, SAID | {field: "1"}).status_code == 400
    client.post(REGISTER, SAID | {field: "Вторник"})
    one = Participation.objects.get()
    mine = "/river-2024/desk/registration/"
    theirs = f"/office/river-2024/registrations/{one.pk}/"
    # One before it, and a text in the edition's first language.
    day.choices = [{"en": "Sunday"}, day.choices[0], {"en": "Tuesday", "ru": "Вторник"}]
    day.save()
    assert "Tuesday" in office.get(theirs).content.decode()
    assert 'value="Tuesday" selected' in client.get(mine).content.decode()
    assert client.post(mine, SAID | {field: "Tuesday"}).status_code == 302
    day.choices = day.choices[:2]
    day.save()
    assert "Tuesday" in office.get(theirs).content.decode()
    assert client.post(mine, SAID | {field: "Tuesday"}).status_code == 302
    assert client.post(mine, SAID | {field: "Sunday"}).status_code == 302
    assert client.post(mine, SAID | {field: "Tuesday"}).status_code == 400


def test_many_are_approved_and_rejected_with_a_reason(
    office: Client, client: Client, edition: Edition
) -> None:
    what = kind(edition, needs_approval=True)
    for number in range(3):
        browser = Client()
        enter(browser, f"p{number}@example.org")
        browser.post(REGISTER, SAID | {"name": f"Guest {number}"})
    first = what.participations.order_by("pk")[0]
    decide = "/office/river-2024/registrations/decide/"
    form = {"who": [first.pk], "decision": "reject", "reason": "No papers"}
    page = office.post(decide, form, follow=True).content.decode()
    assert "1 registration decided." in page
    office.post(f"{decide}?state=registered", {"all": "yes", "decision": "approve"})
    states = what.participations.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["rejected", "approved", "approved"]
    who = Client()
    who.force_login(Account.objects.get(email="p0@example.org"))
    desk = who.get("/river-2024/desk/").content.decode()
    assert "No papers" in desk
    history = office.get(f"/office/river-2024/registrations/{first.pk}/").content.decode()
    history = history[history.index("What was done") :]
    for words in ("Registered", "Rejected the registration", "No papers", "p0@example.org"):
        assert words in history
    assert "boss@example.org" in history
    assert "reject_" not in history


def test_one_may_change_and_withdraw(client: Client, edition: Edition) -> None:
    kind(edition)
    enter(client)
    client.post(REGISTER, SAID)
    mine = "/river-2024/desk/registration/"
    assert 'value="Guest Works"' in client.get(mine).content.decode()
    client.post(mine, SAID | {"organisation": "Other Works", "languages": ["en"]})
    one = Participation.objects.get()
    assert one.organisation is not None
    assert one.organisation.name["en"] == "Other Works"
    assert one.person.languages == ["en"]
    assert client.get("/river-2024/desk/registration/cancel/").status_code == 405
    client.post("/river-2024/desk/registration/cancel/")
    one.refresh_from_db()
    assert one.state == "cancelled"
    assert "Register again" in client.get("/river-2024/desk/").content.decode()
    assert client.post(REGISTER, SAID).status_code == 302
    one.refresh_from_db()
    assert one.state == "approved"


def test_the_list_is_searched_and_filtered(office: Client, edition: Edition) -> None:
    waits, comes = make.participation(edition, state="waiting"), make.participation(edition)
    names = [one.person.name["en"] for one in (waits, comes)]
    for asked, found in (("state=waiting", [True, False]), (f"q={names[1]}", [False, True])):
        page = office.get(f"/office/river-2024/registrations/?{asked}").content.decode()
        assert [f">{name}<" in page for name in names] == found
    assert office.get("/office/river-2024/registrations/?q=%00%27&page=99").status_code == 200


def test_a_desk_left_alone_is_no_longer_anothers(
    office: Client, client: Client, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind(edition)
    enter(client)
    client.post(REGISTER, SAID)
    one = Participation.objects.get()
    office.post(f"/office/river-2024/registrations/{one.pk}/act/")
    began = time.time()
    for later in (3_600, 2 * 3_600):  # used in between
        monkeypatch.setattr(time, "time", lambda later=later: began + later)
        assert office.get("/river-2024/desk/").status_code == 200
    monkeypatch.setattr(time, "time", lambda: began + 2 * 3_600 + IDLE_SECONDS + 1)
    assert office.get("/river-2024/desk/").status_code == 403
    assert Change.objects.get(act="stop_acting_for").acted_for_id == one.pk


def test_anothers_desk_is_closed_where_the_office_asks_for_a_second_factor_since(
    office: Client, client: Client, edition: Edition
) -> None:
    kind(edition)
    enter(client)
    client.post(REGISTER, SAID)
    one = Participation.objects.get()
    office.post(f"/office/river-2024/registrations/{one.pk}/act/")
    assert office.get("/river-2024/desk/").status_code == 200
    OfficeRules.objects.create(edition=edition, second_factor=True)
    assert office.post("/river-2024/desk/registration/", SAID).status_code == 403
    assert Change.objects.get(act="stop_acting_for").acted_for_id == one.pk
    assert not Change.objects.filter(act="change_registration").exists()


def test_an_organiser_acts_for_somebody_and_it_is_recorded(
    office: Client, client: Client, edition: Edition
) -> None:
    kind(edition)
    enter(client)
    client.post(REGISTER, SAID)
    one = Participation.objects.get()
    act = f"/office/river-2024/registrations/{one.pk}/act/"
    assert client.post(act).status_code == 403
    assert office.get(act).status_code == 405
    page = office.post(act, follow=True).content.decode()
    assert "You act for" in page
    assert "Guest One" in page
    assert "You act for" not in client.get("/river-2024/desk/").content.decode()
    office.post("/river-2024/desk/registration/", SAID | {"position": "Head"})
    boss = Account.objects.get(email="boss@example.org")
    done = Change.objects.get(act="change_registration")
    assert (done.account_id, done.acted_for_id) == (boss.pk, one.pk)
    make.edition("lake-2024")
    assert office.get("/lake-2024/desk/").status_code == 403
    assert office.post("/river-2024/desk/acting/stop/").status_code == 302
    assert office.get("/river-2024/desk/").status_code == 403
    ended = Change.objects.get(act="stop_acting_for")
    assert (ended.account_id, ended.acted_for_id, ended.about_id) == (boss.pk, one.pk, one.pk)
    assert office.post("/river-2024/desk/acting/stop/").status_code == 302
    assert Change.objects.filter(act="stop_acting_for").count() == 1
    office.post(act)
    # Ended at another edition's address, it leads back to where it was begun.
    back = office.post("/lake-2024/desk/acting/stop/").headers["Location"]
    assert back == f"/office/river-2024/registrations/{one.pk}/"
    office.post(act)
    Membership.objects.all().delete()
    assert office.get("/river-2024/desk/").status_code == 403


def test_an_owner_gives_and_takes_roles_of_the_edition(office: Client, edition: Edition) -> None:
    members = "/office/river-2024/members/"
    assert office.post(members, {"email": "nobody", "role": "auditor"}).status_code == 400
    assert office.post(members, {"email": "a@example.org", "role": "king"}).status_code == 400
    office.post(members, {"email": "A@example.org", "role": "auditor"})
    held = Membership.objects.get(role="auditor")
    assert held.edition == edition
    auditor = Client()
    auditor.force_login(held.account)
    assert "A@example.org" in auditor.get(members).content.decode()
    assert auditor.post(members, {"email": "b@example.org", "role": "owner"}).status_code == 403
    assert not Membership.objects.filter(account__email="b@example.org").exists()
    assert auditor.post(f"{members}{held.pk}/dismiss/").status_code == 403
    office.post(f"{members}{held.pk}/dismiss/")
    assert not Membership.objects.filter(role="auditor").exists()
    elsewhere = appoint(
        open_account("c@example.org"),
        MemberRole.AUDITOR,
        edition=make.edition("lake-2024"),
        by=COMMAND_LINE,
    )
    assert office.post(f"{members}{elsewhere.pk}/dismiss/").status_code == 404
    office.post(f"{members}rules/", {"second_factor": "yes"})
    assert OfficeRules.objects.get().second_factor
    assert office.get(members).status_code == 302
