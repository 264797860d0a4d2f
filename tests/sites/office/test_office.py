"""The office opens to organisers only, and there a timetable is released."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.meetings.models import Meeting, MeetingRequest
from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.models import Account, Membership
from fairlead.apps.work.models import Work
from fairlead.sites.office.access import IDLE_SECONDS

PASSWORD = "a long enough password"


@pytest.fixture
def organiser(db: None) -> Client:
    """Return the browser of an organiser who signed in."""
    appoint_organiser("organiser@example.org", password=PASSWORD)
    client = Client()
    signed_in = client.post(
        "/office/sign-in/", {"username": "Organiser@example.org", "password": PASSWORD}
    )
    assert signed_in.headers["Location"] == "/office/"
    return client


@pytest.fixture
def visitor(db: None) -> Client:
    """Return the browser of somebody with an account who is no organiser."""
    account = Account.objects.create_user("visitor@example.org", PASSWORD)
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize("address", ["/office/", "/office/river-2024/", "/ru/office/"])
def test_strangers_are_asked_to_sign_in(client: Client, edition: Edition, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert "/office/sign-in/?next=" in response.headers["Location"]
    assert client.head(address).status_code == client.post(address).status_code == 302


@pytest.mark.parametrize("address", ["/office/", "/office/river-2024/"])
def test_others_are_refused_and_may_enter_with_another_account(
    visitor: Client, edition: Edition, address: str
) -> None:
    refused = visitor.get(address)
    assert refused.status_code == 403
    page = refused.content.decode()
    assert "This page is not open to you" in page
    assert 'action="/office/sign-out/"' in page
    assert "visitor@example.org" not in page
    assert "Эта страница" in visitor.get(f"/ru{address}").content.decode()


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "can no longer be sent"), ("/ru", "отправить уже нельзя")]
)
def test_a_form_kept_open_too_long_changes_nothing_and_says_so(
    edition: Edition, prefix: str, words: str
) -> None:
    appoint_organiser("organiser@example.org", password=PASSWORD)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(Account.objects.get())
    draft = make.timetable(edition, state="draft")
    answer = browser.post(f"{prefix}/office/river-2024/timetables/{draft.version}/release/")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert words in page
    assert f'class="button button-quiet" href="{prefix}/"' in page
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_others_cannot_release(visitor: Client, edition: Edition) -> None:
    draft = make.timetable(edition, state="draft", version=2)
    address = f"/office/river-2024/timetables/{draft.version}/release/"
    assert visitor.post(address).status_code == 403
    assert Client().post(address).status_code == 302
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_an_account_that_is_no_organisers_is_not_told_apart_from_none(db: None) -> None:
    Account.objects.create_user("visitor@example.org", PASSWORD)
    answers = [
        Client().post("/office/sign-in/", {"username": name, "password": PASSWORD}).content.decode()
        for name in ("visitor@example.org", "nobody@example.org")
    ]
    for answer in answers:
        assert "No organiser has this address and password." in answer


def test_sign_in_does_not_lead_to_another_site(db: None) -> None:
    appoint_organiser("organiser@example.org", password=PASSWORD)
    form = {
        "username": "organiser@example.org",
        "password": PASSWORD,
        "next": "https://elsewhere.example.org/",
    }
    assert Client().post("/office/sign-in/", form).headers["Location"] == "/office/"


def test_releasing_a_draft_replaces_what_was_released(organiser: Client, edition: Edition) -> None:
    before = make.timetable(edition, state="released")
    draft = make.timetable(edition, state="draft", version=2)
    address = f"/office/river-2024/timetables/{draft.version}/release/"
    page = organiser.post(address, follow=True).content.decode()
    assert f"Version {draft.version} is the released timetable now." in page
    before.refresh_from_db()
    draft.refresh_from_db()
    assert (before.state, draft.state) == (VersionState.SUPERSEDED, VersionState.RELEASED)
    again = organiser.post(address, follow=True).content.decode()
    assert f"Version {draft.version} was released before." in again


def test_release_is_never_by_a_link(organiser: Client, edition: Edition) -> None:
    draft = make.timetable(edition, state="draft", version=2)
    address = f"/office/river-2024/timetables/{draft.version}/release/"
    page = organiser.get(address).content.decode()
    assert "Release, and tell 0 people" in page
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


@pytest.mark.parametrize("kind", ["timetables", "matching"])
def test_a_session_that_ended_meanwhile_leads_back_to_the_edition(
    edition: Edition, kind: str
) -> None:
    """Not to where the button led: that takes a form, and a visit to it would end in an error."""
    appoint_organiser("organiser@example.org", password=PASSWORD)
    browser = Client()
    page = browser.post(f"/ru/office/river-2024/{kind}/1/release/", follow=True)
    form = {"username": "organiser@example.org", "password": PASSWORD}
    again = browser.post(page.request["PATH_INFO"], form | {"next": page.context["next"]})
    assert again.headers["Location"] == "/ru/office/river-2024/"


def test_pages_say_when_there_is_nothing(organiser: Client, edition: Edition) -> None:
    page = organiser.get("/office/river-2024/").content.decode()
    assert "No timetable yet" in page
    assert "No run yet" in page


def test_the_office_speaks_russian(organiser: Client, edition: Edition) -> None:
    page = organiser.get("/ru/office/river-2024/").content.decode()
    assert "Расписания" in page
    assert "Речная ярмарка 2024" in page


def test_signing_out_closes_the_door(organiser: Client, edition: Edition) -> None:
    organiser.post("/office/sign-out/")
    assert organiser.get("/office/").status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list(
    organiser: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        make.exhibitor(make.edition(f"fair-{number}"))
    with django_assert_num_queries(5):
        organiser.get("/office/")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_an_edition(
    organiser: Client,
    edition: Edition,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        make.timetable(edition, state="draft", version=number + 1)
    with django_assert_num_queries(10):
        organiser.get("/office/river-2024/")


def test_the_first_page_says_what_waits_for_whom(organiser: Client, edition: Edition) -> None:
    held = make.participation(edition, state="registered")
    for key in ("1", "2"):
        queue_message(
            person=held.person, edition=edition, purpose="invitation", key=key, subject="Hi",
            body="Come", hold=True,
        )  # fmt: skip
    make.speaks(make.session(edition), make.participation(edition, state="cancelled"))
    page = organiser.get("/office/river-2024/").content.decode()
    assert '<a href="/office/river-2024/programme/">1</a>' in page
    assert '<a href="/office/river-2024/registrations/?state=registered">1</a>' in page
    assert '<a href="/office/river-2024/outbox/?state=held">2</a>' in page
    assert "Screening hits to decide" not in page
    checks = Account.objects.create_user("door@example.org", PASSWORD)
    Membership.objects.create(account=checks, edition=edition, role="check_in")
    client = Client()
    client.force_login(checks)
    page = client.get("/office/river-2024/").content.decode()
    assert "River Fair 2024" in page
    assert "Waits for you" not in page


@pytest.mark.usefixtures("tries_counted_together")
def test_too_many_tries_are_refused_with_how_long_to_wait(db: None) -> None:
    appoint_organiser("organiser@example.org", password=PASSWORD)
    form = {"username": "organiser@example.org", "password": "not the password"}
    answers = [Client().post("/office/sign-in/", form) for _ in range(8)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 3
    assert "Too many tries. Please try again in" in answers[-1].content.decode()
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 900
    right = {"username": "organiser@example.org", "password": PASSWORD}
    assert Client().post("/office/sign-in/", right).status_code == 429
    by_code = Client().post("/account/sign-in/", {"email": "organiser@example.org"})
    assert by_code.status_code == 302, "who guesses passwords keeps nobody from a code by mail"


@pytest.mark.usefixtures("tries_counted_together")
def test_a_device_that_was_here_is_not_shut_out_by_a_stranger(db: None) -> None:
    appoint_organiser("organiser@example.org", password=PASSWORD)
    right = {"username": "organiser@example.org", "password": PASSWORD}
    known = Client()
    assert known.post("/office/sign-in/", right).status_code == 302
    known.post("/office/sign-out/")
    for _ in range(30):
        Client().post("/office/sign-in/", right | {"password": "not the password"})
    assert known.post("/office/sign-in/", right).status_code == 302
    stolen = Client()
    stolen.cookies["device"] = known.cookies["device"].value + "x"
    assert stolen.post("/office/sign-in/", right).status_code == 429


def test_failures_are_noted_without_the_address(db: None, caplog: pytest.LogCaptureFixture) -> None:
    form = {"username": "somebody@example.org", "password": "not the password"}
    Client().post("/office/sign-in/", form)
    assert "sign-in failed" in caplog.text
    assert "somebody" not in caplog.text
    assert "not the password" not in caplog.text
    assert "127.0.0" not in caplog.text


def test_two_addresses_that_only_capitals_tell_apart_are_one(db: None) -> None:
    appoint_organiser("info@example.org", password=PASSWORD)
    Account.objects.create_user("ınfo@example.org", PASSWORD)  # a dotless i: another address
    form = {"username": "INFO@example.org", "password": PASSWORD}
    assert Client().post("/office/sign-in/", form).status_code == 302


@pytest.mark.usefixtures("tries_counted_together")
def test_an_address_has_one_count_of_tries_however_it_is_typed(db: None) -> None:
    appoint_organiser("office@example.org", password=PASSWORD)
    appoint_organiser("office@b\u00fccher.example", password=PASSWORD)
    for looks in ("\uff4fffice@example.org", "o\ufb03ce@example.org", "office@ex\u212bmple.org"):
        form = {"username": looks, "password": PASSWORD}
        assert Client().post("/office/sign-in/", form).status_code == 200, "nobody's address"
    typed = [
        "office@b\u00fccher.example",
        "office@bu\u0308cher.example",
        " OFFICE@B\u00dcCHER.example",
    ]
    for number in range(8):
        form = {"username": typed[number % 3], "password": "not the password"}
        last = Client().post("/office/sign-in/", form).status_code
    assert last == 429
    kept = {"username": "office@xn--bcher-kva.example", "password": PASSWORD}
    assert Client().post("/office/sign-in/", kept).status_code == 429


def test_an_address_in_other_letters_is_taken_as_it_is_typed(db: None) -> None:
    appoint_organiser("office@xn--bcher-kva.example", password=PASSWORD)
    form = {"username": "office@b\u00fccher.example", "password": PASSWORD}
    assert Client().post("/office/sign-in/", form).status_code == 302


@pytest.mark.parametrize(
    "password", ["short", "123456789012", "passwordpassword", "aaaaaaaaaaaaaa", "organiser@example"]
)
def test_weak_passwords_are_refused(db: None, password: str) -> None:
    with pytest.raises(ValidationError):
        appoint_organiser("organiser@example.org", password=password)
    assert not Account.objects.exists()


def test_a_session_that_is_not_used_ends(organiser: Client, edition: Edition) -> None:
    assert organiser.get("/office/").status_code == 200
    session = organiser.session
    session["seen"] -= IDLE_SECONDS + 1
    session.save()
    assert organiser.get("/office/").status_code == 302
    assert organiser.get("/office/").status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/office/",
        "/office/none/",
        "/ru/office/none/",
        "/~kk/office/none/",
        "/~kk/ru/office/none/",
        "/office/sign-in/",
        "/office/a/b/c",
    ],
)
def test_nothing_of_the_office_is_kept(organiser: Client, visitor: Client, address: str) -> None:
    for browser in (organiser, visitor, Client()):
        assert browser.get(address).headers["Cache-Control"] == "no-store"


def test_a_role_that_may_only_look_is_refused_what_pages_take(edition: Edition) -> None:
    session = make.session(edition)
    acts = [f"sessions/{session.code}/{act}/" for act in ("invite", "withdraw", "record")]
    sent = {"members/": ("auditor", "organiser"), **dict.fromkeys(acts, ("check_in",))}
    for address, roles in sent.items():
        for role in roles:
            account, _made = Account.objects.get_or_create(email=f"{role}@example.org")
            Membership.objects.get_or_create(account=account, edition=edition, role=role)
            client = Client()
            client.force_login(account)
            said = {"email": "new@example.org", "role": "owner", "people": "new@example.org"}
            answer = client.post(f"/office/river-2024/{address}", said)
            assert answer.status_code == 403, (address, role)
    assert not Membership.objects.filter(account__email="new@example.org").exists()


def test_a_long_meeting_is_listed_until_its_end(organiser: Client, edition: Edition) -> None:
    first, second, _third = (make.slot(edition, number=number) for number in (1, 2, 3))
    host = make.exhibitor(edition)
    draft = make.timetable(edition, state="draft")
    held = make.meeting(draft, host, first)
    MeetingRequest.objects.filter(pk=held.request_id).update(slots=2)
    Meeting.objects.filter(pk=held.pk).update(slots=2)
    other = make.timetable(edition, state="draft", version=2)
    Meeting.objects.create(
        timetable=other, request=held.request, slot=second, slots=2, place="stand",
        stand=host.stand, seat=1,
    )  # fmt: skip
    pages = f"/office/river-2024/timetables/{draft.version}/"
    compare = f"/office/river-2024/timetables/compare/?one={draft.version}&other={other.version}"
    for address in (pages, f"{pages}requests/{held.request_id}/", compare):
        assert "10:00–10:40" in organiser.get(address).content.decode(), address
    assert "10:20–11:00" in organiser.get(compare).content.decode()
    listed = organiser.get(f"{pages}export.csv").content.decode()
    assert "2024-07-08 10:00,2024-07-08 10:40" in listed


def test_a_replan_with_unknown_stands_or_people_is_refused_at_the_form(
    organiser: Client, edition: Edition
) -> None:
    draft, host = make.timetable(edition, state="draft"), make.exhibitor(edition)
    make.meeting(draft, host, make.slot(edition))
    guest = make.participation(edition)
    page = "/office/river-2024/timetables/"
    form = {"base": draft.version, "stands": f"{host.stand.code}, 9-Z9", "people": "nobody@x.test"}
    shown = organiser.post(f"{page}replan/", form, follow=True).content.decode()
    for words in (
        "no stand 9-Z9",
        "takes part as nobody@x.test",
        f'value="{host.stand.code}, 9-Z9',
    ):
        assert words in shown
    assert not Work.objects.exists()
    form |= {"stands": host.stand.code.lower(), "people": guest.code.upper()}
    assert "/background/" in organiser.post(f"{page}replan/", form).headers["Location"]
    assert Work.objects.get().kind == "replan_timetable"
