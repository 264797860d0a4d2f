"""Sessions on the desk and at the door: places, questions with votes, the record, passes."""

from __future__ import annotations

import csv
import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from tests.sites import factories as make
from tests.sites.desk.test_sign_in import enter as sign_in_by_code

from fairlead.apps.attendance.domain.ask_question import ask_question, vote
from fairlead.apps.attendance.domain.refusals import Refusal
from fairlead.apps.attendance.models import (
    Arrival,
    FloorQuestion,
    QuestionState,
    QuestionVote,
    Seat,
)
from fairlead.apps.attendance.passes import read_pass, write_pass
from fairlead.apps.congress.content import read_version
from fairlead.apps.congress.domain.draft_programme import draft_programme
from fairlead.apps.congress.models import Session, Speaker
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import FollowedSession
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Participation
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.practices.models import Practice
from fairlead.apps.transfer.gather import gather_rows


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair whose first day is tomorrow by its own clock."""
    zone = make.edition("other").zone
    tomorrow = timezone.now().astimezone(zone).date() + dt.timedelta(days=1)
    return make.edition("river-now", first_day=tomorrow)


def enter(who: Participation) -> Client:
    """Return the browser of a participant."""
    account = Account.objects.create_user(f"{who.code}@example.org")
    account.person = who.person
    account.save()
    client = Client()
    client.force_login(account)
    return client


def enter_office(edition: Edition, role: MemberRole) -> Client:
    """Return the browser of somebody of the office."""
    account = Account.objects.create_user(f"{role}@example.org")
    appoint(account, role, edition=edition, by=COMMAND_LINE)
    client = Client()
    client.force_login(account)
    return client


def soon(edition: Edition, **fields: object) -> Session:
    """Return a session that begins within a day."""
    begins = (timezone.now() + dt.timedelta(hours=3)).astimezone(edition.zone)
    values = {"date": begins.date(), "start": begins.time(), "end": dt.time(0, 0, 1)}
    return make.session(edition, **{**values, **fields})


def test_booking_on_the_page_stands_in_the_agenda(edition: Edition) -> None:
    session = make.session(edition, capacity=1, booking=True)
    one, other = make.participation(edition), make.participation(edition)
    page = f"/river-now/desk/sessions/{session.code}/"
    first, second = enter(one), enter(other)
    assert "1 place of 1 is left" in first.get(page).content.decode()
    first.post(f"{page}act/", {"act": "book"})
    second.post(f"{page}act/", {"act": "book"})
    assert "Give up the place" in first.get(page).content.decode()
    assert "Wait no longer" in second.get(page).content.decode()
    agenda = f"/river-now/desk/agenda/?day={edition.first_day}"
    assert "You have a place" in first.get(agenda).content.decode()
    assert "You are on the waiting list" in second.get(agenda).content.decode()
    first.post(f"{page}act/", {"act": "cancel"})
    assert "You have a place" in second.get(agenda).content.decode()
    assert first.get(f"{page}act/").status_code == 405, "looking changes nothing"


def test_a_question_is_seen_once_shown_and_wanted_once_by_each(edition: Edition) -> None:
    session = soon(edition)
    asker, moderator, other = (make.participation(edition) for _ in range(3))
    Speaker.objects.create(session=session, participation=moderator, position=0, moderates=True)
    page = f"/river-now/desk/sessions/{session.code}/"
    enter(asker).post(f"{page}floor/", {"act": "ask", "text": "<b>Why?</b>", "named": "yes"})
    question = FloorQuestion.objects.get()
    listener, chair = enter(other), enter(moderator)
    assert "Why?" not in listener.get(page).content.decode()
    vote = {"act": "vote", "question": question.pk}
    listener.post(f"{page}floor/", vote)
    listener.post(f"{page}floor/", {"act": "shown", "question": question.pk})
    assert not QuestionVote.objects.exists()
    assert FloorQuestion.objects.get().state == "waiting", "only the moderator shows it"
    chair.post(f"{page}floor/", {"act": "shown", "question": question.pk})
    part = listener.get(f"{page}floor/").content.decode()
    assert "&lt;b&gt;Why?" in part
    assert "<html" not in part
    listener.post(f"{page}floor/", vote)
    listener.post(f"{page}floor/", vote)
    assert QuestionVote.objects.count() == 1
    chair.post(f"{page}floor/", {"act": "answered", "question": question.pk})
    assert "answered" in listener.get(f"{page}floor/").content.decode()


def test_what_a_session_by_invitation_gives_is_for_those_invited(edition: Edition) -> None:
    links = {"stream": "https://example.org/live", "materials": ["https://example.org/paper"]}
    links["links"] = ["Minutes https://example.org/minutes"]
    session = soon(edition, access="invitation", **links)
    guest, stranger, speaker = (make.participation(edition) for _ in range(3))
    Seat.objects.create(session=session, participation=guest, state="invited", invited=True)
    Speaker.objects.create(session=session, participation=speaker, position=0)
    asked = ask_question(session, guest, "Between us?")
    FloorQuestion.objects.update(state="shown")
    secret = ("example.org/live", "example.org/paper", "example.org/minutes", "Between us?")
    page, desk = (f"/river-now/{part}{session.code}/" for part in ("programme/", "desk/sessions/"))
    files = [f"/river-now/programme.{kind}" for kind in ("xml", "json", "xcal", "ics")]
    outside = enter(stranger)
    for address in (page, f"{page}calendar.ics", *files, desk, f"{desk}floor/"):
        answer = outside.get(address)
        assert answer.status_code == 200, address
        said = answer.content.decode()
        assert not any(one in said for one in secret), address
    for who in (guest, speaker):
        said = enter(who).get(desk).content.decode()
        assert all(one in said for one in secret)
    for act in ({"act": "ask", "text": "Me too?"}, {"act": "vote", "question": asked.pk}):
        said = outside.post(f"{desk}floor/", act, follow=True).content.decode()
        assert "by invitation" in said
    assert (FloorQuestion.objects.count(), QuestionVote.objects.count()) == (1, 0)


def test_nobody_votes_once_questions_are_closed(edition: Edition) -> None:
    session, who = soon(edition), make.participation(edition)
    question = ask_question(session, who, "Why?")
    question.state = QuestionState.SHOWN
    question.save()
    floor, listener = f"/river-now/desk/sessions/{session.code}/floor/", enter(who)
    assert 'value="vote"' in listener.get(floor).content.decode()
    session.cancelled = True
    session.save()
    with pytest.raises(Refusal, match="until its end"):
        vote(question, who, wants=True)
    said = listener.get(floor).content.decode()
    assert "Why?" in said
    assert 'value="vote"' not in said


def test_nobody_floods_the_floor(edition: Edition) -> None:
    session, who = soon(edition), make.participation(edition)
    for number in range(5):
        ask_question(session, who, f"Question {number}?")
    ask_question(session, who, "Question 1?")  # sent twice
    with pytest.raises(Refusal, match="as many questions as"):
        ask_question(session, who, "One more?")
    far = make.session(edition, date=edition.first_day + dt.timedelta(days=3))
    with pytest.raises(Refusal, match="from a day before"):
        ask_question(far, who, "Too early?")


def test_the_door_takes_a_pass_once_and_says_who_has_no_place(edition: Edition) -> None:
    session = make.session(edition, capacity=5, booking=True)
    guest, stranger = make.participation(edition), make.participation(edition)
    Seat.objects.create(session=session, participation=guest, state="booked")
    door = enter_office(edition, MemberRole.CHECK_IN)
    address = f"/office/river-now/sessions/{session.code}/door/"
    assert "camera=(self)" in door.get(address).headers["Permissions-Policy"]
    assert "Welcome" in door.post(address, {"pass": write_pass(guest)}).content.decode()
    again = door.post(address, {"pass": f" {write_pass(guest).lower()} "}).content.decode()
    assert "Was let in before" in again
    refused = door.post(address, {"pass": write_pass(stranger)}).content.decode()
    assert "No place is booked" in refused
    assert Arrival.objects.count() == 1
    door.post(address, {"pass": write_pass(stranger), "anyway": "yes"})
    assert Arrival.objects.count() == 2
    for forged in (f"FL-{guest.pk}-000000000000", "FL-", "x" * 300, write_pass(guest)[:-1]):
        assert "no pass of this fair" in door.post(address, {"pass": forged}).content.decode()
    days = f"/office/river-now/sessions/?day={session.date}"
    figures = door.get(days).content.decode()
    assert re.search(r'class="num">2</td>\s*</tr>', figures)
    assert figures.index(address) < figures.index('class="num">5</td>')  # the act comes first
    other = next(one for one in edition.dates if one != session.date)
    assert address not in door.get(days.replace(str(session.date), str(other))).content.decode()


def test_a_pass_holds_nothing_of_the_person_and_is_of_one_fair(edition: Edition) -> None:
    who = make.participation(edition, person=make.person(name="Anna Example"))
    assert re.fullmatch(r"FL-\d+-[0-9A-F]{12}", write_pass(who))
    page = enter(who).get("/river-now/desk/pass/").content.decode()
    assert "<path d=" in page
    assert read_pass(edition, write_pass(who)) == who
    assert read_pass(make.edition("another"), write_pass(who)) is None


def test_what_came_of_it_is_on_the_page_once_published(edition: Edition) -> None:
    session, moderator = make.session(edition), make.participation(edition)
    Speaker.objects.create(session=session, participation=moderator, position=0, moderates=True)
    chair, page = enter(moderator), f"/river-now/desk/sessions/{session.code}/"
    said = {"summary_en": "A plant is to be built.", "agreements_en": "Two firms\nOne bank"}
    public = f"/river-now/programme/{session.code}/"
    chair.post(f"{page}record/", said)
    assert "A plant" not in Client().get(public).content.decode()
    chair.post(f"{page}record/", {**said, "published": "yes"})
    shown = Client().get(public).content.decode()
    assert "A plant is to be built." in shown
    assert ">One bank</li>" in shown
    assert "One bank" in enter(make.participation(edition)).get(page).content.decode()
    timer = chair.get(f"{page}timer/").content.decode()
    assert 'http-equiv="refresh"' in timer, "it counts without a script too"
    Session.objects.filter(pk=session.pk).update(delay=20)
    session.refresh_from_db()
    timer = chair.get(f"{page}timer/").content.decode()
    ends = re.search(r'data-ends="([^"]+)"', timer)
    assert ends is not None
    assert dt.datetime.fromisoformat(ends[1]) == session.is_over_at, "a late one ends later"


def test_the_office_says_what_is_wrong_with_a_setting_and_changes_nothing(edition: Edition) -> None:
    session = make.session(edition)
    office = enter_office(edition, MemberRole.PROGRAMME)
    page = f"/office/river-now/sessions/{session.code}/"
    for field, value, words in (
        ("capacity", "many", "whole number"),
        ("links", "no address", "web address"),
        ("partners", "org-unknown", "no row of the id"),
        ("about_products", "851762", "about_products"),
    ):
        answer = office.post(f"{page}set-up/", {"booking": "yes", field: value})
        assert answer.status_code == 400
        assert words in answer.content.decode()
    firm = make.organisation(edition)
    given = {
        "booking": "yes",
        "capacity": "10",
        "partners": firm.code,
        "links": "Study https://example.org/study\nhttps://example.org/b",
        "speakers_as_en": "p-1: Minister",
    }
    assert office.post(f"{page}set-up/", given).status_code == 302
    session.refresh_from_db()
    assert (session.capacity, session.booking, session.partners) == (10, True, [firm.code])
    shown = Client().get(f"/river-now/programme/{session.code}/").content.decode()
    assert 'href="https://example.org/study"' in shown
    assert "Firm" in shown
    door = enter_office(edition, MemberRole.CHECK_IN)
    door.post(f"{page}invite/", {"people": "p-1"})
    assert not Seat.objects.exists()
    answer = office.post(f"{page}invite/", {"people": f"{'p-1 ' * 501}"}, follow=True)
    assert "Expected at most 500 lines" in answer.content.decode(), "nobody is cut off unsaid"
    assert not Seat.objects.exists()
    booked = Seat.objects.create(
        session=session, participation=make.participation(edition), state="booked"
    )
    assert office.post(f"{page}withdraw/", {"seat": booked.pk}).status_code == 404
    assert office.post(f"{page}withdraw/", {"seat": "\u0663"}).status_code == 404
    assert Seat.objects.get() == booked, "what is no invitation is not taken back"


def test_a_choice_is_kept_with_who_takes_part(edition: Edition) -> None:
    first, second = make.session(edition), make.session(edition)
    elsewhere = make.session(make.edition("elsewhere"))
    browser, page = enter(make.participation(edition)), "/river-now/desk/favourites/"
    codes = [first.code, second.code, elsewhere.code, "none"]
    for _ in range(2):
        kept = browser.post(page, {"act": "keep", "session": codes}).json()["kept"]
        assert kept == sorted([first.code, second.code])
    agenda = f"/river-now/desk/agenda/?day={edition.first_day}"
    assert browser.get(agenda).content.decode().count("Session you follow") == 2
    browser.post(page, {"act": "drop", "session": first.code})
    assert browser.get(page).json()["kept"] == [second.code]
    other = enter(make.participation(edition))
    assert other.get(page).json()["kept"] == []
    assert Client().get(page).status_code == 302


def test_a_session_is_about_practices_and_they_say_so(edition: Edition) -> None:
    session, office = make.session(edition), enter_office(edition, MemberRole.PROGRAMME)
    for code, state in (("practice-01", "published"), ("practice-02", "waiting")):
        Practice.objects.create(
            edition=edition, code=code, title={"en": f"Furnace {code}"}, problem={"en": "Heat"},
            solution={"en": "A lid"}, economy="BLR", products=["HS:841710"], state=state,
        )  # fmt: skip
    page = f"/office/river-now/sessions/{session.code}/set-up/"
    answer = office.post(page, {"about_practices": "practice-03"})
    assert "practices.csv" in answer.content.decode()
    given = {"about_practices": "practice-01\npractice-02", "about_products": "HS:841710"}
    assert office.post(page, given).status_code == 302
    assert gather_rows(edition).sessions["about_practices"].to_pylist() == [
        ["practice-01", "practice-02"]
    ]
    shown = Client().get(f"/river-now/programme/{session.code}/").content.decode()
    assert shown.count("Furnace practice-01") == 1, "linked, and not listed as near besides"
    assert "practice-02" not in shown, "nobody may see it yet"
    practice = Client().get("/river-now/practices/practice-01/").content.decode()
    assert f"/river-now/programme/{session.code}/" in practice
    draft = draft_programme(edition)
    assert read_version(draft)[session.code]["about_practices"] == ["practice-01", "practice-02"]


def test_figures_count_and_name_nobody(edition: Edition) -> None:
    held = make.session(edition, title="Main session", booking=True, capacity=4, kind="panel")
    make.session(edition, title="Another", kind="pitch", date=edition.last_day)
    names = [f"Somebody {letter}" for letter in "ABCD"]
    people = [make.participation(edition, person=make.person(name=one)) for one in names]
    for who in people[:2]:
        Seat.objects.create(session=held, participation=who, state="booked")
    Speaker.objects.create(session=held, participation=people[3], position=0)
    for who in (people[0], people[2], people[3]):
        Arrival.objects.create(session=held, participation=who)
    office = enter_office(edition, MemberRole.AUDITOR)
    table = office.get("/office/river-now/session-figures/export.csv?kind=panel").content.decode()
    head, row = (dict(enumerate(one)) for one in csv.reader(table.lstrip("\ufeff").splitlines()))
    found = {head[place]: value for place, value in row.items()}
    assert {name: found[name] for name in (
        "Session", "Places", "Booked", "Came", "Booked and came", "Booked and stayed away",
        "Share of places filled", "Speakers", "Speakers who came",
    )} == {
        "Session": "Main session", "Places": "4", "Booked": "2", "Came": "2",
        "Booked and came": "1", "Booked and stayed away": "1", "Share of places filled": "0.5",
        "Speakers": "1", "Speakers who came": "1",
    }  # fmt: skip
    page = office.get("/office/river-now/session-figures/?q=main").content.decode()
    assert "Main session" in page
    assert "Another" not in page
    assert not any(name in page + table for name in [*names, *(one.code for one in people)])
    odd = office.get("/office/river-now/session-figures/?day=x&room=%D9%A3&kind=dance")
    assert "Another" in odd.content.decode(), "what says nothing of a session is left out"
    assert (
        enter_office(edition, MemberRole.CHECK_IN)
        .get("/office/river-now/session-figures/")
        .status_code
        == 403
    )


def test_without_a_script_a_choice_is_kept_and_goes_along_at_sign_in(edition: Edition) -> None:
    first, second = (make.session(edition, title=f"The {one}") for one in ("first", "second"))
    client = Client(enforce_csrf_checks=True)
    day = client.get("/river-now/programme/").content.decode()
    page = "/river-now/desk/choice/"
    assert f'href="{page}?session={first.code}"' in day
    asked = client.get(f"{page}?session={first.code}&session={second.code}&session=none")
    assert "Keep in my choice" in asked.content.decode()
    assert "choice_river-now" not in client.cookies, "to look keeps nothing"
    token = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post(page, {"act": "keep", "session": first.code}).status_code == 403
    said = {**token, "act": "keep", "session": [first.code, second.code, "none"]}
    assert client.post(page, said).headers["Location"] == page
    held = client.cookies["choice_river-now"]
    assert held["httponly"]
    shown = client.get(page).content.decode()
    feed = f"/river-now/programme.ics?session={first.code}&amp;session={second.code}"
    assert feed in shown
    calendar = client.get(feed.replace("&amp;", "&")).content.decode()
    assert calendar.count("BEGIN:VEVENT") == 2
    client.post(page, {**token, "act": "drop", "session": second.code})
    assert "The second" not in client.get(page).content.decode()
    client.cookies["choice_river-now"] = client.cookies["choice_river-now"].value + "x"
    assert "Nothing chosen yet" in client.get(page).content.decode(), "what others made counts not"

    browser = Client()
    browser.cookies["choice_river-now"] = held.value
    who = make.participation(edition, person=make.person(email="guest@example.org"))
    account = Account.objects.create_user("guest@example.org")
    account.person = who.person
    account.save()
    sign_in_by_code(browser)
    followed = FollowedSession.objects.filter(participation=who)
    assert {one.session for one in followed} == {first, second}
    assert browser.cookies["choice_river-now"].value == "", "nothing of it stays in the browser"
    assert "they stand in your agenda" in browser.get(page).content.decode()
    browser.post(page, {"act": "drop", "session": first.code})
    assert followed.get().session == second


def test_a_choice_that_a_cookie_cannot_hold_is_refused_whole(edition: Edition) -> None:
    codes = [make.session(edition, code=f"session-{'x' * 50}-{one:04}").code for one in range(60)]
    client, page = Client(), "/river-now/desk/choice/"
    client.post(page, {"act": "keep", "session": codes[:40]})
    answer = client.post(page, {"act": "keep", "session": codes[40:]}, follow=True)
    assert "Your choice holds no more sessions" in answer.content.decode()
    assert answer.content.decode().count('value="drop"') == 40


def test_scans_that_waited_are_counted_once_and_told_what_became_of_them(edition: Edition) -> None:
    session = make.session(edition, booking=True, capacity=5)
    door, page = enter_office(edition, MemberRole.CHECK_IN), "/office/river-now/sessions/"
    guest, other, without = (
        make.participation(edition, person=make.person(name=f"Somebody {letter}"))
        for letter in "ABC"
    )
    for who in (guest, other):
        Seat.objects.create(session=session, participation=who, state="booked")
    address = f"{page}{session.code}/door/scans"
    scans = [
        f"1-1 600 0 {write_pass(guest)}", f"1-2 300 0 {write_pass(guest)}",
        f"1-3 60 0 {write_pass(without)}", "1-4 60 0 FL-1-000000000000", "no scan",
        f"1-5 999999 0 {write_pass(other)}",
    ]  # fmt: skip
    answer = door.post(address, {"scan": scans}).json()
    told = {one["id"]: one for one in answer["scans"]}
    assert [one["state"] for one in told.values()] == [
        "new", "again", "refused", "refused", "refused"
    ]  # fmt: skip
    assert answer["came"] == 1
    assert told["1-1"]["who"] == "Somebody A"
    assert told["1-3"]["again"]
    assert "No place is booked" in told["1-3"]["why"]
    assert "no pass of this fair" in told["1-4"]["why"]
    assert "more than two days ago" in told["1-5"]["why"]
    arrived = Arrival.objects.get()
    waited = timezone.now() - arrived.at
    assert dt.timedelta(minutes=10) <= waited < dt.timedelta(minutes=11), "when it was read"
    again = door.post(address, {"scan": scans[0].replace("600 0", "600 2")}).json()["scans"]
    assert again[0]["state"] == "new", "the answer was lost, and the scan is sent again"
    shown = door.post(address, {"scan": scans[0].replace("1-1", "1-9")}).json()["scans"]
    assert shown[0]["state"] == "again", "the pass was handed on to the next in the row"
    let_in = door.post(address, {"scan": f"1-3 70 1 {write_pass(without)}"}).json()
    assert (let_in["scans"][0]["state"], let_in["came"]) == ("new", 2)
    assert door.post(address, {"scan": [f"{n} 1 0 x" for n in range(500)]}).status_code == 200
    assert Client().post(address, {"scan": scans}).status_code == 302
    shown = door.get(f"{page}{session.code}/door/").content.decode()
    assert "check_in@example.org" not in shown, "the device keeps this page"
    assert door.get(f"{page}{session.code}/door/worker.js").status_code == 200
