"""Delegations: a quota that holds, interpreters never booked twice, one's own economy alone."""

from __future__ import annotations

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make
from tests.sites.desk.test_meet import enter

from fairlead.apps.consortia.models import Signatory, Signing
from fairlead.apps.consortia.queries.cockpit import read_cockpit
from fairlead.apps.cooperation.queries.states import AsOf, find_moment
from fairlead.apps.delegations.domain.plan_visit import add_to_visit, book_interpreter
from fairlead.apps.delegations.domain.set_up_delegation import (
    add_delegate,
    remove_delegate,
    set_up_delegation,
)
from fairlead.apps.delegations.models import Delegation, Interpreter, Office
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.query_batch import QueryBatch
from fairlead.apps.meetings.models import MeetingRequest
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.give_days import give_days
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Participation, ParticipationType
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.trade.models import Need
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.desk.delegation.briefing import describe_briefing
from fairlead.sites.office.signings import views as signings

pytestmark = pytest.mark.django_db
COCKPIT = "/river-2024/desk/delegation/"
BY = COMMAND_LINE


@pytest.fixture
def edition() -> Edition:
    """Return an edition."""
    return make.edition()


def come(edition: Edition, economy: str, **fields: Any) -> Delegation:
    """Return a new delegation of an economy."""
    name = LocalizedText({"en": f"Delegation of {economy}", "ru": f"Делегация {economy}"})
    given = {"edition": edition, "code": f"d-{economy}", "name": name, "economy": economy}
    made = Delegation(**{**given, **fields})
    set_up_delegation(made, by=BY)
    return made


def bring(to: Delegation, office: str = "delegate") -> Client:
    """Return the browser of a new delegate."""
    who = make.participation(to.edition, roles=["delegate"])
    add_delegate(to, who, Office(office), position=1, by=BY)
    return enter(who)


def at(edition: Edition, hour: int, minute: int = 0) -> dt.datetime:
    """Return an hour of the fair's first day."""
    return dt.datetime.combine(edition.first_day, dt.time(hour, minute), edition.zone)


def sign_in(edition: Edition, role: MemberRole) -> Client:
    """Return the browser of somebody with a role of the office."""
    account = Account.objects.create_user(f"{role}@example.org")
    appoint(account, role, edition=edition, by=BY)
    client = Client()
    client.force_login(account)
    return client


def read(client: Client, address: str) -> str:
    """Return a page that opens."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_a_quota_holds_and_one_heads(edition: Edition) -> None:
    ours = come(edition, "BLR", quota=2)
    first = make.participation(edition, roles=["delegate"])
    head = add_delegate(ours, first, Office.HEAD, position=1, by=BY)
    with pytest.raises(Refusal, match="head already"):
        bring(ours, "head")
    bring(ours)
    with pytest.raises(Refusal, match="quota"):
        bring(ours)
    other = come(edition, "KAZ")
    with pytest.raises(Refusal, match="in a delegation already"):
        add_delegate(other, first, Office.DELEGATE, position=1, by=BY)
    ours.refresh_from_db()
    assert ours.taken == 2
    ours.quota = 1
    with pytest.raises(Refusal, match="quota would hold"):
        set_up_delegation(ours, by=BY)
    remove_delegate(head, by=BY)
    Delegation.objects.update(taken=0)  # past all functions: the database keeps the count
    assert Delegation.objects.get(pk=ours.pk).taken == 1
    ours.quota, ours.arrives_at, ours.leaves_at = None, at(edition, 12), at(edition, 11)
    with pytest.raises(Refusal, match="departure after"):
        set_up_delegation(ours, by=BY)


def test_an_interpreter_is_never_booked_twice(edition: Edition) -> None:
    ours, theirs = come(edition, "BLR"), come(edition, "KAZ")
    one = Interpreter.objects.create(
        edition=edition, code="i-1", name=LocalizedText({"en": "Someone"}), languages=["en", "ru"]
    )
    book_interpreter(one, ours, "en", at(edition, 10), at(edition, 11), by=BY)
    with pytest.raises(Refusal, match=r"booked already, .*10:00.11:00: .*BLR"):
        book_interpreter(one, theirs, "en", at(edition, 10, 30), at(edition, 12), by=BY)
    book_interpreter(one, theirs, "ru", at(edition, 11), at(edition, 12), by=BY)  # right after
    with pytest.raises(Refusal, match="speaks: English, Russian"):
        book_interpreter(one, ours, "ar", at(edition, 14), at(edition, 15), by=BY)
    for ends in (at(edition, 14), at(edition, 13), at(edition, 14) + dt.timedelta(days=2)):
        with pytest.raises(Refusal, match="within a day"):
            book_interpreter(one, ours, "en", at(edition, 14), ends, by=BY)


def test_a_cockpit_shows_one_economy_and_its_own_people(
    edition: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ours, theirs = come(edition, "BLR", language="ru"), come(edition, "KAZ")
    mine, other = bring(ours, "focal"), bring(theirs, "focal")
    run = make.run(edition)
    for economy in ("BLR", "KAZ"):
        make.dependency(run, economy=economy, title=f"Import of {economy}")
        make.need(edition, economy=economy, title=f"Need of {economy}<i>")
        firm = make.organisation(edition, country=economy)
        hidden = {"organisation": firm, "economy": "", "hidden": True}
        make.need(edition, title=f"Secret of a firm of {economy}", **hidden)
        project = make.project(edition, title=f"Project of {economy}<i>")
        make.share(project, economy, 1)
        session = make.session(edition, title=f"Signing of {economy}")
        signing = Signing.objects.create(
            edition=edition, code=session.code, title=session.title, session=session
        )
        Signatory.objects.create(
            signing=signing,
            position=1,
            party={"en": "A body"},
            economy=economy,
            person={"en": "Somebody"},
        )
    for who, text in ((ours, "=Reception of BLR\n<b>"), (theirs, "Reception of KAZ")):
        title = LocalizedText({"en": text})
        add_to_visit(who, at(edition, 15), at(edition, 16), by=BY, title=title)
    for client, own, foreign in ((mine, "BLR", "KAZ"), (other, "KAZ", "BLR")):
        page = read(client, COCKPIT)
        for words in ("Import of", "Need of", "Project of", "Signing of", "Reception of"):
            assert f"{words} {own}" in page, words
            assert f"{words} {foreign}" not in page, words
        assert "Secret of" not in page
        assert "<b>" not in page
        assert "<i>" not in page
        assert page.count("<dd>1</dd>") == 3  # imports, needs and projects: its own alone
        calendar = read(client, f"{COCKPIT}visit.ics").replace("\r\n ", "")
        assert f"Reception of {own}" in calendar
        assert foreign not in calendar
    with django_assert_num_queries(6):  # four of every desk page, who is in it, and all the rest
        read(mine, COCKPIT)
    paper = mine.get(f"{COCKPIT}briefing.pdf")
    assert paper.content.startswith(b"%PDF")
    assert paper.headers["Content-Type"] == "application/pdf"
    for address in ("", "visit.ics", "briefing.pdf"):
        assert enter(make.participation(edition)).get(COCKPIT + address).status_code == 404


def test_a_briefing_is_in_the_delegations_language_on_a_page_of_another(edition: Edition) -> None:
    ours = come(edition, "BLR", language="en")
    mine = bring(ours)
    asked = make.table_meeting(
        make.timetable(edition, state="released"), make.exhibitor(edition), make.slot(edition)
    ).request
    asked.requester = Participation.objects.get(delegate__delegation=ours)
    asked.save()
    papers = [
        {mine.get(f"{page}{COCKPIT}briefing.pdf").content for page in ("", "/ru")}
        for _ in range(2)  # it says the minute it was printed
    ]
    assert min(map(len, papers)) == 1


def test_a_briefing_is_as_of_the_moment_of_the_cockpit(edition: Edition) -> None:
    ours = come(edition, "BLR")
    mine = bring(ours)
    need = make.need(edition, economy="BLR", title="Bearings")
    Need.objects.filter(pk=need.pk).update(posted_at=dt.datetime(2024, 3, 1, tzinfo=dt.UTC))
    assert f"{COCKPIT}briefing.pdf?as_of=2024-02-01" in mine.get(f"{COCKPIT}?as_of=2024-02-01").text
    papers = []
    for day, words, count in (
        (None, "", "1"),
        (dt.date(2024, 4, 1), "As of 1 April 2024.", "1"),
        (dt.date(2024, 2, 1), "As of 1 February 2024.", "0"),
    ):
        as_of = AsOf(day)
        moment = find_moment(as_of, edition.zone)
        cockpit = read_cockpit(ours, [], QueryBatch(), as_of, moment=moment)
        paper = describe_briefing(cockpit, [], as_of)
        assert words in paper.as_of
        assert dict(paper.figures)["needs"] == count
        assert dict(paper.figures)["makers found"] == ("0" if day is None else "–")
        query = "" if day is None else f"?as_of={day}"
        papers.append(mine.get(f"{COCKPIT}briefing.pdf{query}").content)
    assert len(set(papers)) == 3
    assert mine.get(f"{COCKPIT}briefing.pdf?as_of=soon").status_code == 400


def test_the_office_sets_a_delegation_up(edition: Edition) -> None:
    organiser = sign_in(edition, MemberRole.ORGANISER)
    office = "/office/river-2024/delegations/"
    said = {
        "name_en": "<i>Delegation</i>", "kind": "region", "economy": "blr", "quota": "5",
        "position": "2", "arrives": "2024-07-08T09:00", "leaves": "2024-07-09T18:00",
    }  # fmt: skip
    address = organiser.post(f"{office}new/", said).headers["Location"]
    assert "&lt;i&gt;Delegation" in read(organiser, address)
    who = make.participation(edition, roles=["delegate"])
    organiser.post(f"{address}add/", {"person": who.code, "office": "head"})
    organiser.post(office, {"name_en": "Someone", "languages": "en, ru"})
    one = Interpreter.objects.get()
    times = {"begins": "2024-07-08T10:00", "ends": "2024-07-08T11:00"}
    organiser.post(f"{address}book/", {"interpreter": one.code, "language": "en", **times})
    again = {"interpreter": one.code, "language": "ru", **times}
    page = organiser.post(f"{address}book/", again, follow=True).content.decode()
    assert "booked already" in page
    session = make.session(edition)
    organiser.post(f"{address}plan/", {"session": session.code})
    page = read(organiser, address)
    assert page.count("Main strategic session") >= 2
    for wrong in (
        {"economy": "QQQ"},
        {"name_en": ""},
        {"kind": "empire"},
        {"leaves": "2024-07-01T09:00"},
    ):
        assert organiser.post(f"{office}new/", {**said, **wrong}).status_code == 400
    auditor = sign_in(edition, MemberRole.AUDITOR)
    assert "Book" not in read(auditor, address)
    assert auditor.post(f"{address}add/", {"person": who.code}).status_code == 403
    assert auditor.post(office, {"name_en": "X", "languages": "en"}).status_code == 403


def test_a_signing_is_public_once_it_is_released(edition: Edition) -> None:
    officer = sign_in(edition, MemberRole.PROJECT_OFFICER)
    new = "/office/river-2024/signings/new/"
    page = read(officer, new)
    assert "No session of the programme is free" in page
    assert 'name="signatories_en"' not in page  # nothing to fill in for nothing
    session = make.session(edition, title="An hour of the programme")
    make.session(edition, code="earlier", title="An earlier hour", start=dt.time(8))
    assert "No session of the programme is free" not in read(officer, new)
    project = make.project(edition)
    said = {
        "session": session.code,
        "title_en": "Agreement on <b>gears</b>",
        "project": project.code,
        "signatories_en": "First body | BLR | Somebody First | head\nSecond body | RUS | The Other",
        "signatories_ru": "Первый орган | | Кто-то Первый | глава\nВторой орган | | Другой",
        "press_en": "It is signed.\n\nGears.",
    }
    assert officer.post(new, {**said, "signatories_en": "One | BLR | Only"}).status_code == 400
    assert officer.post(new, {**said, "signatories_en": "No person"}).status_code == 400
    again = officer.post(new, {**said, "signatories_en": "No person"}).content.decode()
    assert "It is signed.\n\nGears." in again  # what was typed is there to be mended
    assert 'value="Agreement on &lt;b&gt;gears&lt;/b&gt;"' in again
    assert f'value="{session.code}" selected' in again
    assert f'value="{project.code}" selected' in again
    assert officer.post(new, {**said, "session": "none"}).status_code == 400
    assert officer.post(new, {**said, "project": "none"}).status_code == 400
    assert officer.post(new, said).status_code == 302
    session.refresh_from_db()
    assert session.kind == "signing"
    assert officer.post(new, said).status_code == 400  # one in a session
    page, signing = f"/river-2024/signings/{session.code}/", Signing.objects.get()
    assert Client().get(page).status_code == 404
    release = f"/office/river-2024/signings/{signing.code}/release/"
    assert Client().post(release, {"release": "yes"}).status_code == 302  # to the door
    assert Client().get(page).status_code == 404
    officer.post(release, {"release": "yes"})
    shown = read(Client(), page)
    assert shown.index("First body") < shown.index("Second body")
    assert "Agreement on &lt;b&gt;gears" in shown
    assert "глава" in read(Client(), f"/ru{page}")
    assert "глава" not in shown
    change = f"/office/river-2024/signings/{signing.code}/"
    assert officer.post(change, said).status_code == 400  # what the press was told stays
    officer.post(release, {"release": "no"})
    assert Client().get(page).status_code == 404
    assert officer.post(change, {**said, "title_en": "Another"}).status_code == 302
    assert officer.post(change, {**said, "session": "none"}).status_code == 400


def test_a_signing_keeps_a_project_that_is_one_of_too_many_to_list(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signings, "_MOST_SESSIONS", 1)
    monkeypatch.setattr(signings, "_MOST_PROJECTS", 1)
    officer = sign_in(edition, MemberRole.PROJECT_OFFICER)
    for code in ("a", "b", "c"):
        make.session(edition, code=code)
        make.project(edition, code=code)
    said = {
        "session": "c",
        "project": "c",
        "signatories_en": "First body | BLR | Somebody First\nSecond body | RUS | The Other",
    }
    assert officer.post("/office/river-2024/signings/new/", said).status_code == 302
    page = read(officer, "/office/river-2024/signings/c/")
    assert '<input name="session" maxlength="64" dir="ltr" value="c">' in page
    assert '<input name="project" maxlength="64" dir="ltr" value="c">' in page


def test_a_focal_point_plans_the_visit_and_a_delegate_does_not(edition: Edition) -> None:
    delegation = come(edition, "BLR")
    focal, delegate = bring(delegation, "focal"), bring(delegation)
    address = f"{COCKPIT}plan/"
    day = edition.first_day.isoformat()
    said = {"title_en": "Visit of a works", "title_ru": "На заводе", "place_en": "Gate 1"}
    sent = said | {"begins": f"{day}T12:00", "ends": f"{day}T13:00"}
    assert delegate.post(address, sent).status_code == 403
    assert focal.post(address, sent | {"ends": f"{day}T11:00"}).status_code == 302
    assert not delegation.items.exists(), "it ends before it begins"
    focal.post(address, sent)
    assert "Visit of a works" in focal.get(COCKPIT).content.decode()
    long = {"title_en": "x" * 501, "begins": "2024-07-08T09:00", "ends": "2024-07-08T10:00"}
    assert "at most 500 characters" in focal.post(address, long, follow=True).content.decode()
    page = focal.get(f"/ru{COCKPIT}").content.decode()
    assert "На заводе" in page
    assert "Gate 1" in page
    session = make.session(edition)
    focal.post(address, {"session": session.code})
    assert delegation.items.get(session=session).begins_at == session.starts_at
    for one in list(delegation.items.all()):
        assert delegate.post(address, {"act": "remove", "item": str(one.pk)}).status_code == 403
        focal.post(address, {"act": "remove", "item": str(one.pk)})
    assert not delegation.items.exists()
    assert "plan/" not in delegate.get(COCKPIT).content.decode()


def test_delegates_are_free_while_their_delegation_is_there(edition: Edition) -> None:
    def read(who: Participation) -> list[tuple[int, dt.time, dt.time]]:
        held = who.availability.order_by("date", "start").values_list("date", "start", "end")
        return [((date - edition.first_day).days, start, end) for date, start, end in held]

    night = dt.time(23, 59, 59)
    day = dt.timedelta(days=1)
    came = come(edition, "BLR", arrives_at=at(edition, 14), leaves_at=at(edition, 12) + 2 * day)
    usual, own, busy = (make.participation(edition, roles=["delegate"]) for _ in range(3))
    own.availability.create(edition=edition, date=edition.first_day, start="09:00", end="10:00")
    for who in (usual, own, busy):
        add_delegate(came, who, Office.DELEGATE, position=1, by=BY)
    stay = [(0, dt.time(14), night), (1, dt.time(), night), (2, dt.time(), dt.time(12))]
    assert read(usual) == read(busy) == stay
    assert read(own) == [(0, dt.time(9), dt.time(10))], "who said when keeps it"

    host = make.exhibitor(edition)
    held = make.meeting(make.timetable(edition, state="released"), host, make.slot(edition, day=1))
    MeetingRequest.objects.filter(pk=held.request_id).update(requester=busy)
    came.leaves_at = at(edition, 18)
    followed = set_up_delegation(came, by=BY)
    assert read(usual) == [(0, dt.time(14), dt.time(18))]
    assert read(busy) == stay, "a meeting outside the stay stays"
    assert (followed.changed, followed.kept) == ([usual], [busy])
    assert Message.objects.get().person == usual.person
    came.arrives_at = came.leaves_at = None
    set_up_delegation(came, by=BY)
    assert read(usual) == [], "always"
    came.arrives_at = at(edition, 9) + 9 * day
    set_up_delegation(came, by=BY)
    assert read(usual) == [(0, dt.time(), dt.time(0, 1))], "never: the fair is over by then"
    remove_delegate(usual.delegate, by=BY)
    assert read(usual) == []


def test_a_delegate_who_leaves_it_is_free_on_the_days_of_the_own_type(edition: Edition) -> None:
    second = edition.first_day + dt.timedelta(days=1)
    kind = ParticipationType.objects.create(
        edition=edition, code="d", name={"en": "D"}, meeting_days=[second]
    )
    who = make.participation(edition, roles=["delegate"], type=kind)
    give_days(who, kind.meeting_days)
    came = come(edition, "BLR", arrives_at=at(edition, 14), leaves_at=at(edition, 18))
    held = add_delegate(came, who, Office.DELEGATE, position=1, by=BY)
    assert who.availability.get().date == edition.first_day
    remove_delegate(held, by=BY)
    assert who.availability.get().date == second


@pytest.mark.django_db(transaction=True)
def test_two_who_change_a_stay_at_once_leave_its_delegates_the_last_one(db: None) -> None:
    edition = make.edition()
    came = come(edition, "BLR", arrives_at=at(edition, 9), leaves_at=at(edition, 10))
    people = [make.participation(edition, roles=["delegate"]) for _ in range(4)]
    for who in people[:3]:
        add_delegate(came, who, Office.DELEGATE, position=1, by=BY)
    barrier = Barrier(4)

    def leave(hour: int | None) -> None:
        try:
            mine = Delegation.objects.get(pk=came.pk)
            barrier.wait()
            if hour is None:
                add_delegate(mine, people[3], Office.DELEGATE, position=1, by=BY)
            else:
                mine.leaves_at = at(edition, hour)
                set_up_delegation(mine, by=BY)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(leave, (15, 16, 17, None)))
    came.refresh_from_db()
    assert came.taken == 4
    assert came.leaves_at is not None
    ends = {who.availability.get().end for who in people}
    assert ends == {came.leaves_at.astimezone(edition.zone).time()}


def test_two_tabs_of_a_delegation_lose_nothing_silently(edition: Edition) -> None:
    organiser = sign_in(edition, MemberRole.ORGANISER)
    came = come(edition, "BLR", arrives_at=at(edition, 9), leaves_at=at(edition, 18))
    address = f"/office/river-2024/delegations/{came.code}/edit/"

    def read_stamp() -> str:
        found = re.search(r'name="seen" value="(\w+)"', read(organiser, address))
        assert found is not None
        return found[1]

    first = second = read_stamp()
    said = {"name_en": "D", "kind": "economy", "economy": "BLR", "arrives": "2024-07-08T09:00"}
    assert (
        organiser.post(address, said | {"seen": first, "leaves": "2024-07-09T12:00"}).status_code
        == 302
    )
    late = organiser.post(address, said | {"seen": second, "leaves": "2024-07-08T12:00"})
    assert late.status_code == 400
    assert "Somebody saved this meanwhile" in late.content.decode()
    assert "2024-07-08T12:00" in late.content.decode(), "what was typed stays"
    came.refresh_from_db()
    assert came.leaves_at == at(edition, 12) + dt.timedelta(days=1)
    again = said | {"seen": read_stamp(), "leaves": "2024-07-08T12:00"}
    assert organiser.post(address, again).status_code == 302
