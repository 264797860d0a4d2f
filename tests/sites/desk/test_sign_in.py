"""An address, a code from the mail, and one is in; nobody learns who is known here."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client, RequestFactory
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain import limit_sign_in
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.domain.find_account import find_account, open_account
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.domain.sign_in_codes import (
    LIFETIME,
    Answer,
    check_sign_in_code,
    make_sign_in_code,
)
from fairlead.apps.people.models import Account, OfficeRules, SignInCode
from fairlead.apps.people.roles import MemberRole
from fairlead.sites.desk.account.code_views import find_way

SIGN_IN, CODE = "/account/sign-in/", "/account/code/"
PASSWORD = "a long enough password"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_codes(db: None) -> None:
    """Begin without the codes that a browser's test may have asked for at its end."""
    SignInCode.objects.all().delete()


def ask(client: Client, address: str = "guest@example.org", **fields: Any) -> str:
    """Ask for a code and return the one in the mail."""
    answer = client.post(SIGN_IN, {"email": address, **fields})
    assert answer.status_code == 302, answer.content.decode()
    assert answer.headers["Location"] == CODE
    sent = mail.outbox[-1]
    assert sent.to == [address]
    found = re.search(r"\b\d{6}\b", str(sent.body))
    assert found
    return found.group()


def enter(client: Client, address: str = "guest@example.org") -> None:
    """Sign in by a code."""
    assert client.post(CODE, {"code": ask(client, address)}).status_code == 302


def said(answer: Any) -> str:
    """Return what a refused form says."""
    assert answer.status_code == 400
    return str(re.findall(r'role="alert"[^>]*>([^<]*)<', answer.content.decode())[0])


def test_a_code_lets_in_and_makes_the_account_once(client: Client) -> None:
    answer = client.post(CODE, {"code": ask(client)})
    assert answer.headers["Location"] == "/account/"
    page = client.get("/account/").content.decode()
    assert "guest@example.org" in page
    enter(Client(), "Guest@Example.org")
    assert Account.objects.count() == 1
    assert not Account.objects.get().has_usable_password()


def test_known_and_unknown_addresses_are_answered_alike(client: Client) -> None:
    open_account("known@example.org")
    answers = []
    for address in ("known@example.org", "nobody@example.org"):
        browser = Client()
        answer = browser.post(SIGN_IN, {"email": address})
        page = browser.get(CODE).content.decode().replace(address, "")
        csrf = re.sub(r'value="[A-Za-z0-9]{64}"', "", page)
        answers.append((answer.status_code, answer.headers["Location"], csrf))
    assert answers[0] == answers[1]
    bodies = [re.sub(r"\d{6}", "", str(one.body)) for one in mail.outbox]
    assert bodies[0] == bodies[1]
    assert not Account.objects.filter(email="nobody@example.org").exists()


@pytest.mark.parametrize("typed", ["٣", "spaced", "dashed"])
def test_a_code_is_taken_as_people_type_it(client: Client, typed: str) -> None:
    code = ask(client)
    written = {
        "٣": "".join(chr(0x660 + int(one)) for one in code),
        "spaced": f" {code[:3]} {code[3:]} ",
        "dashed": f"{code[:3]}-{code[3:]}",
    }[typed]
    assert client.post(CODE, {"code": written}).status_code == 302


def test_a_code_is_used_once() -> None:
    kept, code = make_sign_in_code("a@example.org", edition=None)
    assert check_sign_in_code([kept.pk], code)[0] is Answer.RIGHT
    assert check_sign_in_code([kept.pk], code)[0] is Answer.USED


def test_an_expired_code_says_so(client: Client) -> None:
    code = ask(client)
    SignInCode.objects.update(sent_at=SignInCode.objects.get().sent_at - LIFETIME * 2)
    assert "expired" in said(client.post(CODE, {"code": code}))


def test_a_hundred_codes_tried_let_nobody_in(client: Client) -> None:
    code = ask(client)
    wrong = [f"{(int(code) + n + 1) % 10**6:06}" for n in range(100)]
    words = [said(client.post(CODE, {"code": one})) for one in wrong]
    assert "4 more tries" in words[0]
    assert "1 more try" in words[3]
    assert all("Too many wrong codes" in one for one in words[4:])
    assert "Too many wrong codes" in said(client.post(CODE, {"code": code}))
    assert client.get("/account/").status_code == 302


def test_only_the_last_code_of_two_tabs_is_right(client: Client) -> None:
    first, second = ask(client), ask(client)
    assert "newer code was sent" in said(client.post(CODE, {"code": first}))
    assert client.post(CODE, {"code": second}).status_code == 302
    assert client.post(CODE, {"code": second}).status_code == 302  # the other tab: in already


def test_a_code_of_another_browser_is_none_here(client: Client) -> None:
    code = ask(Client())
    assert client.post(CODE, {"code": code}).headers["Location"] == SIGN_IN
    ask(client, "other@example.org")
    assert "not the code" in said(client.post(CODE, {"code": code}))


def test_a_code_for_another_edition_says_so() -> None:
    one, other = make.edition(), make.edition("lake-2024")
    first, code = make_sign_in_code("a@example.org", edition=one)
    second, _ = make_sign_in_code("a@example.org", edition=other)
    answer, _ = check_sign_in_code([first.pk, second.pk], code)
    assert answer is Answer.OF_ANOTHER_EDITION


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b",
        "two@example.org,three@example.org",
        "x@example.org\nBcc: y@example.org",
        "a" * 300 + "@example.org",
        "<b>@example.org",
    ],
)
def test_what_is_no_address_gets_no_mail(client: Client, address: str) -> None:
    assert "e-mail address" in said(client.post(SIGN_IN, {"email": address}))
    assert mail.outbox == []


@pytest.mark.usefixtures("tries_counted_together")
def test_codes_asked_for_by_strangers_keep_no_owner_out() -> None:
    def ask_again(address: str) -> Client:
        browser = Client()
        assert browser.post(SIGN_IN, {"email": address}).status_code == 302
        return browser

    strangers = [ask_again("Guest@example.org") for _ in range(20)]
    assert len(mail.outbox) == 6
    sent = re.search(r"\b\d{10}\b", str(mail.outbox[-1].body))
    assert sent is not None
    for number in range(8):  # wrong ones do not use it up
        refused = strangers[-1].post(CODE, {"code": f"{number:010}"})
        assert "not the code that came last" in said(refused)
    owner = ask_again("guest@example.org")
    assert "ten digits" in owner.get(CODE).content.decode()
    assert len(mail.outbox) == 6
    code = sent.group()
    assert owner.post(CODE, {"code": f"{code[:5]} {code[5:]}"}).status_code == 302
    assert owner.get("/account/").status_code == 200
    assert "used already" in said(strangers[-1].post(CODE, {"code": code}))
    assert len(Account.objects.filter(email__address="guest@example.org")) == 1
    ask_again("guest@example.org")  # a code that was used is followed by another one
    assert len(mail.outbox) == 7


@pytest.mark.usefixtures("tries_counted_together")
def test_guessing_at_many_accounts_ends_in_long_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit_sign_in, "MOST_WRONG_CODES", 7)
    owner, early, far = Client(), Client(), Client(REMOTE_ADDR="203.0.113.7")
    enter(owner, "owner@example.org")
    owner.post("/account/sign-out/")
    early_code = ask(early, "early@example.org")
    for number in range(2):
        stranger = Client()
        code = int(ask(stranger, f"{number}@example.org"))
        for typed in range(1, 6):
            said(stranger.post(CODE, {"code": f"{(code + typed) % 10**6:06}"}))
    # A short code asked for before is not tried any more; the long one that follows lets in.
    assert "ask for a new one" in said(early.post(CODE, {"code": early_code}))
    assert early.post("/account/code/again/").headers["Location"] == CODE
    (long_code,) = re.findall(r"\b\d{10}\b", str(mail.outbox[-1].body).replace(" ", ""))
    assert early.post(CODE, {"code": long_code}).status_code == 302
    # Devices that are known here, and other networks, are asked for six digits as before.
    enter(owner, "owner@example.org")
    enter(far, "far@example.org")


def test_a_mail_server_that_is_away_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: EmailBackend, messages: object) -> int:
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    answer = client.post(SIGN_IN, {"email": "guest@example.org"})
    assert answer.status_code == 503
    assert "could not be sent" in answer.content.decode()


def test_one_goes_where_one_was_going_and_to_no_other_site(
    client: Client, edition: Edition
) -> None:
    code = ask(client, next="/river-2024/")
    assert client.post(CODE, {"code": code}).headers["Location"] == "/river-2024/"
    other = Client()
    code = ask(other, "b@example.org", next="https://elsewhere.example.org/")
    assert other.post(CODE, {"code": code}).headers["Location"] == "/account/"


def test_a_closed_account_stays_closed(client: Client) -> None:
    account = open_account("guest@example.org")
    account.is_active = False
    account.save()
    answer = client.post(CODE, {"code": ask(client)})
    assert answer.status_code == 403
    assert client.get("/account/").status_code == 302


def test_further_addresses_lead_to_the_same_account() -> None:
    account = open_account("one@example.org")
    account.emailaddress_set.create(email="two@example.org", verified=True)  # type: ignore[attr-defined]
    assert find_account("TWO@example.org") == account
    account.emailaddress_set.create(email="three@example.org", verified=False)  # type: ignore[attr-defined]
    assert find_account("three@example.org") is None


def test_sessions_are_listed_and_ended() -> None:
    here, there = Client(), Client(headers={"user-agent": "Mozilla (iPhone) Safari"})
    for one in (here, there):
        enter(one)
    page = here.get("/account/").content.decode()
    assert "Safari, iPhone" in page
    stranger = Client()
    enter(stranger, "stranger@example.org")
    pk = re.findall(r"/account/sessions/([1-9]\d*)/end/", page)[0]
    assert stranger.post(f"/account/sessions/{pk}/end/").status_code == 404
    assert there.get("/account/").status_code == 200
    assert here.get(f"/account/sessions/{pk}/end/").status_code == 405
    here.post(f"/account/sessions/{pk}/end/")
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def _app_code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


@pytest.mark.django_db(transaction=True)  # a factor is noted when it is there
def test_an_app_is_added_kept_secret_and_asked_for() -> None:
    client = Client()
    enter(client)
    page = client.get("/account/app/").content.decode()
    secret = re.findall(r'<bdi dir="ltr">([A-Z2-7]+)</bdi>', page)[0]
    assert "not the code" in client.post("/account/app/", {"code": "000000"}).content.decode()
    done = client.post("/account/app/", {"code": _app_code(secret)})
    assert done.headers["Location"] == "/account/recovery-codes/"
    recovery = re.findall(
        r"<li>(\w{8})</li>", client.get("/account/recovery-codes/").content.decode()
    )
    assert len(recovery) == 10
    kept = Authenticator.objects.get(type="totp")
    assert secret not in str(kept.data)
    again = Client()
    sent = again.post(CODE, {"code": ask(again)})
    assert sent.headers["Location"] == "/account/second-factor/"
    assert again.get("/account/").status_code == 302
    wrong = again.post("/account/second-factor/", {"code": "12345678"})
    assert "This is not the code" in wrong.content.decode()
    assert again.post("/account/second-factor/", {"code": recovery[0]}).status_code == 302
    assert again.get("/account/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_session_older_than_the_second_factor_changes_none() -> None:
    edition = make.edition()
    own = Client()
    enter(own)
    account = Account.objects.get()
    OfficeRules.objects.create(edition=edition, second_factor=True)
    appoint(account, MemberRole.OWNER, edition=edition, by=COMMAND_LINE)
    secret = re.findall(r'<bdi dir="ltr">([A-Z2-7]+)</bdi>', own.get("/account/app/").text)[0]
    own.post("/account/app/", {"code": _app_code(secret)})
    assert own.get("/office/river-2024/").status_code == 200, "it was shown when it was made"
    pages = ("app/", "app/remove/", "recovery-codes/", "recovery-codes/new/", "passkeys/add/")
    for page in (*pages, "passkeys/1/rename/", "passkeys/1/remove/"):
        for method in ("GET", "POST"):
            old = Client()
            old.force_login(account)
            left = old.generic(method, f"/account/{page}")
            assert left.headers["Location"].startswith("/account/sign-in/"), page
            assert old.get("/account/").status_code == 302, "signed out"
    assert Authenticator.objects.filter(type="totp").exists()
    assert own.get("/account/recovery-codes/").status_code == 200
    own.post("/account/app/remove/")
    assert not Authenticator.objects.exists()


def test_nobody_renames_the_passkey_of_another_or_to_nothing() -> None:
    client, other = Client(), Client()
    enter(client)
    enter(other, "other@example.org")
    mine = Authenticator.objects.create(
        user=Account.objects.get(email="guest@example.org"),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Phone", "credential": {}},
    )
    session = client.session
    session["account_authentication_methods"] += [{"method": "mfa", "at": time.time()}]
    session.save()
    address = f"/account/passkeys/{mine.pk}/rename/"
    assert other.post(address, {"name": "Theirs"}).status_code == 404
    for wrong in ("", " ", "x" * 61):
        assert 'role="alert"' in client.post(address, {"name": wrong}).content.decode()
    mine.refresh_from_db()
    assert mine.data["name"] == "Phone"
    assert client.post(address, {"name": "Desk"}).status_code == 302
    mine.refresh_from_db()
    assert mine.data["name"] == "Desk"


@pytest.mark.usefixtures("tries_counted_together")
def test_codes_of_an_app_cannot_be_tried_without_end() -> None:
    account = open_account("guest@example.org")
    TOTP.activate(account, generate_totp_secret())
    client = Client()
    client.post(CODE, {"code": ask(client)})
    tries = [client.post("/account/second-factor/", {"code": f"{n:06}"}) for n in range(20)]
    assert {one.status_code for one in tries[10:]} == {429}


def test_an_old_session_is_asked_for_a_code_before_a_change() -> None:
    client = Client()
    enter(client)
    session = client.session
    for one in session["account_authentication_methods"]:
        one["at"] -= 3600
    session.save()
    asked = client.get("/account/app/")
    assert asked.headers["Location"] == "/account/confirm/?next=%2Faccount%2Fapp%2F"
    client.post("/account/confirm/", {"next": "/account/app/"})
    code = re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))[0]
    assert client.post(CODE, {"code": code}).headers["Location"] == "/account/app/"
    assert client.get("/account/app/").status_code == 200


def test_the_office_asks_for_a_second_factor_where_the_edition_says_so(edition: Edition) -> None:
    account = appoint_organiser("organiser@example.org", password=PASSWORD)
    form = {"username": "organiser@example.org", "password": PASSWORD}
    client = Client()
    assert client.post("/office/sign-in/", form).headers["Location"] == "/office/"
    assert client.get("/office/river-2024/").status_code == 200
    OfficeRules.objects.create(edition=edition, second_factor=True)
    assert client.get("/office/river-2024/").headers["Location"] == "/account/"
    assert "asks for a second factor" in client.get("/account/").content.decode()
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    assert "/office/sign-in/" in client.get("/office/river-2024/").headers["Location"]
    inside = Client()
    sent = inside.post("/office/sign-in/", form)
    assert sent.headers["Location"] == "/account/second-factor/"
    assert inside.get("/office/river-2024/").status_code == 302
    done = inside.post("/account/second-factor/", {"code": _app_code(secret)})
    assert done.headers["Location"] == "/office/"
    assert inside.get("/office/river-2024/").status_code == 200


def test_old_codes_are_removed() -> None:
    kept, _ = make_sign_in_code("a@example.org", edition=None)
    SignInCode.objects.filter(pk=kept.pk).update(sent_at=kept.sent_at - dt.timedelta(days=2))
    make_sign_in_code("b@example.org", edition=None)
    assert list(SignInCode.objects.values_list("address", flat=True)) == ["b@example.org"]


@pytest.mark.parametrize("wanted", ["0x10", "http", "office:editions", "//evil.example.org/", "\0"])
def test_what_is_no_address_of_this_site_is_no_way_to_go(wanted: str) -> None:
    assert find_way(RequestFactory().get("/", {"next": wanted})) == ""


def test_the_month_of_a_participants_session_is_none_of_an_office(edition: Edition) -> None:
    client = Client()
    enter(client)
    account = Account.objects.get()
    appoint(account, MemberRole.OWNER, edition=edition, by=COMMAND_LINE)
    assert client.get("/office/river-2024/").status_code == 200
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 13 * 3600
    session.save()
    left = client.get("/office/river-2024/")
    assert "/office/sign-in/" in left.headers["Location"]
    assert client.get("/account/").status_code == 302
