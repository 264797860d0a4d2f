"""The dashboard counts what there is, opens exactly those people, and writes to them once."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.apps.meetings.test_encounters import BEFORE, MINUTE, agree
from tests.database import rewriting_the_past
from tests.sites import factories as make

from fairlead.apps.cooperation.domain.open_from_meeting import open_project
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import Project
from fairlead.apps.cooperation.queries.funnel import (
    FigureKey,
    FunnelStage,
    list_behind,
    read_dashboard,
)
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition, History
from fairlead.apps.meetings.domain.attend_meeting import check_in, report_no_show
from fairlead.apps.meetings.domain.record_outcome import Result, record_outcome, start_together
from fairlead.apps.meetings.domain.request_meeting import request_meeting
from fairlead.apps.meetings.models import (
    CheckIn,
    Meeting,
    MeetingRequest,
    NoShow,
    Outcome,
    RequestEvent,
    Started,
    StartedKind,
)
from fairlead.apps.messages.models import MailWish, Message
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.decide_registration import decide_registrations
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Change, Participation
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.transfer.gather import gather_fair
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair with three slots."""
    edition = make.edition("river-2034", first_day=dt.date(2034, 7, 10))
    for number in (1, 2, 3):
        make.slot(edition, number=number)
    return edition


@pytest.fixture
def host(edition: Edition) -> Exhibitor:
    """Return an exhibitor."""
    return make.exhibitor(edition, organisation=make.organisation(edition, name="Gear Works"))


@pytest.fixture
def lived(edition: Edition, host: Exhibitor) -> dict[str, Participation]:
    """Return people of a fair, each of whom has come one step further than the one before."""
    firm = make.organisation(edition, name="Mine")
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    waiting = make.participation(edition, state="registered")
    idle = make.participation(edition)
    whole = make.participation(
        edition,
        organisation=firm,
        position="Buyer",
        person=make.person(country="BLR", languages=["en"]),
    )
    asks = make.participation(edition)
    request_meeting(author=asks, whom=host, now=BEFORE)
    late, met, builds = (make.participation(edition, organisation=firm) for _ in range(3))
    slots = [make.slot(edition, number=number) for number in (1, 2, 3)]
    missed = agree(late, host, staff, slots[0])
    report_no_show(missed, by=staff, now=slots[0].starts_at + 10 * MINUTE)
    sat = agree(met, host, staff, slots[1])
    check_in(sat, who=met, everybody=True, now=slots[1].starts_at)
    began = agree(builds, host, staff, slots[2])
    record_outcome(began, Result("strong", "project"), by=builds, now=slots[2].ends_at)
    start_together(began, StartedKind.PROJECT, by=builds, now=slots[2].ends_at)
    people = {"staff": staff, "waiting": waiting, "idle": idle, "whole": whole, "asks": asks}
    return people | {"late": late, "met": met, "builds": builds}


def test_each_figure_is_its_people(
    edition: Edition, lived: dict[str, Participation],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    make.participation(make.edition("elsewhere-2034"))
    with django_assert_num_queries(4):
        found = read_dashboard(edition)
    expected = {
        FunnelStage.INVITED: set(),
        FunnelStage.REGISTERED: set(lived),
        FunnelStage.APPROVED: set(lived) - {"waiting"},
        FunnelStage.PROFILE: {"whole"},
        FunnelStage.REQUEST: {"staff", "asks", "late", "met", "builds"},
        FunnelStage.ACCEPTED: {"staff", "met", "builds"},
        FunnelStage.HELD: {"staff", "met", "builds"},
        FunnelStage.OUTCOME: {"staff", "builds"},
        FunnelStage.CONSORTIUM: set(),
        FunnelStage.PROJECT: {"staff", "builds"},
        FunnelStage.UNASKED: {"idle", "whole"},
        FunnelStage.UNANSWERED: {"staff"},
        FunnelStage.TIMELESS: set(),
        FunnelStage.WITHOUT: {"asks", "late"},
        FunnelStage.MISSED: {"late"},
    }
    names = {one.pk: name for name, one in lived.items()}
    for reached, people in expected.items():
        behind = {names[pk] for pk in list_behind(edition, FigureKey(reached=reached))}
        assert behind == people, reached
        assert found.reached.get(reached, 0) == len(people), reached
    assert (found.requests.total, found.requests.pending) == (4, 1)
    assert [(one.hour, one.hall, one.meetings) for one in found.fill] == [(10, "1", 2)]
    hour = FigureKey(date=edition.first_day, hour=10, hall="1")
    assert {names[pk] for pk in list_behind(edition, hour)} == {"staff", "met", "builds"}


def test_a_long_meeting_takes_its_stand_for_all_its_slots(
    edition: Edition, host: Exhibitor
) -> None:
    """It is counted in the hour in which it begins, and fills the stand until its end."""
    slots = [make.slot(edition, number=number) for number in (1, 2, 3)]
    meeting = make.meeting(make.timetable(edition, state="released"), host, slots[0])
    assert [one.share for one in read_dashboard(edition).fill] == [pytest.approx(1 / 3)]
    MeetingRequest.objects.filter(pk=meeting.request_id).update(slots=2)
    Meeting.objects.filter(pk=meeting.pk).update(slots=2)
    (hour,) = read_dashboard(edition).fill
    assert hour.meetings == 1
    assert hour.share == pytest.approx(2 / 3)


def test_more_requests_than_time(edition: Edition, host: Exhibitor) -> None:
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    for _ in range(3):
        request_meeting(author=make.participation(edition), whom=host, now=BEFORE)
    assert read_dashboard(edition).over_asked == ()
    request_meeting(author=make.participation(edition), whom=host, now=BEFORE)
    (one,) = read_dashboard(edition).over_asked
    assert (one.asked, one.team, one.room) == (4, 1, 3)
    assert list_behind(edition, FigureKey(firm=host.organisation.code)) == [staff.pk]


def enter(edition: Edition, role: MemberRole) -> Client:
    """Return the browser of somebody of the office."""
    account = Account.objects.create_user(f"{role}@example.org")
    appoint(account, role, edition=edition, by=COMMAND_LINE)
    client = Client()
    client.force_login(account)
    return client


def test_the_moment_is_by_the_clock_of_the_fair(edition: Edition) -> None:
    office = enter(edition, MemberRole.ORGANISER)
    figures = office.get("/office/river-2034/dashboard/figures").content.decode()
    said = re.search(r"<bdi>(\d+ \w+ \d{4}, \d\d:\d\d:\d\d)</bdi>", figures)
    assert said is not None
    moment = dt.datetime.strptime(said[1], "%d %B %Y, %H:%M:%S").replace(tzinfo=edition.zone)
    assert abs(moment - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=5)


def test_who_is_written_to_is_who_is_counted_and_once(
    edition: Edition, lived: dict[str, Participation]
) -> None:
    office = enter(edition, MemberRole.ORGANISER)
    page = office.get("/office/river-2034/dashboard/").content.decode()
    assert "?reached=without" in page
    figures = office.get("/office/river-2034/dashboard/figures").content.decode()
    assert "<html" not in figures
    assert "?reached=without" in figures
    MailWish.objects.create(person=lived["late"].person, purpose="news", wish="never")
    address = "/office/river-2034/dashboard/people/write/?reached=without"
    letter = {"purpose": "news", "subject": "A hand", "body": "Shall <b>we</b> help?"}
    Message.objects.all().delete()
    preview = office.post(address, letter).content.decode()
    assert "2 people" in preview
    assert "does not go to 1 who" in preview
    assert "&lt;b&gt;we" in preview
    assert not Message.objects.exists(), "a preview sends nothing"
    hidden = dict(re.findall(r'name="(people|occasion)" value="(\w+)"', preview))
    for _press in range(2):
        assert office.post(address, letter | hidden).status_code == 302
    told = Message.objects.order_by("person")
    assert [(one.person, one.state) for one in told] == sorted(
        [(lived["asks"].person, "queued"), (lived["late"].person, "unwanted")],
        key=lambda pair: pair[0].pk,
    )


def test_other_people_by_now_are_looked_at_again(
    edition: Edition, lived: dict[str, Participation]
) -> None:
    office = enter(edition, MemberRole.ORGANISER)
    address = "/office/river-2034/dashboard/people/write/?reached=unasked"
    letter = {"purpose": "news", "subject": "A hand", "body": "Shall we help?"}
    preview = office.post(address, letter).content.decode()
    hidden = dict(re.findall(r'name="(people|occasion)" value="(\w+)"', preview))
    make.participation(edition)
    Message.objects.all().delete()
    again = office.post(address, letter | hidden)
    assert "3 people" in again.content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize("query", ["", "reached=x", "date=2034-07-10&hour=24", "date=x&hour=1"])
def test_no_figure_no_people(edition: Edition, query: str) -> None:
    office = enter(edition, MemberRole.ORGANISER)
    assert office.get(f"/office/river-2034/dashboard/people/?{query}").status_code == 404


def test_the_desk_of_the_fair_checks_people_in(edition: Edition, host: Exhibitor) -> None:
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    slot = make.slot(edition)
    guest = make.participation(edition)
    asked = agree(guest, host, staff, slot)
    office = enter(edition, MemberRole.CHECK_IN)
    assert office.get("/office/river-2034/attendance/").status_code == 200
    answer = office.post(
        "/office/river-2034/attendance/note/",
        {"request": asked.code, "who": guest.code, "act": "here"},
    )
    assert answer.status_code == 302
    assert "too early" in office.get("/office/river-2034/attendance/").content.decode()
    rules = office.post("/office/river-2034/attendance/rules/", {"grace_minutes": 3})
    assert rules.status_code == 403


def test_a_project_opens_once_with_parties_and_needs_and_goes_through_the_folder(
    edition: Edition, lived: dict[str, Participation], host: Exhibitor, tmp_path: Path
) -> None:
    make.need(edition, organisation=host.organisation, economy="", products=["HS:848220"])
    started = lived["builds"].requests.get().started.get()
    by = EntryAuthor("Officer")
    project = open_project(started, by=by)
    assert open_project(started, by=by) == project
    assert Project.objects.filter(edition=edition).count() == 1
    assert [one.name["en"] for one in project.partners.all()] == ["Gear Works", "Mine"]
    assert project.products == ["HS:848220"]
    assert str(project.title["en"]) == "Gear Works – Mine"
    assert isinstance(project.title, LocalizedText)
    write_fair(gather_fair(edition), tmp_path / "fair")
    again = read_fair(tmp_path / "fair")
    assert again.projects["stage"].to_pylist() == ["idea"]


def test_every_figure_as_of_a_moment_is_its_people_then(
    edition: Edition, lived: dict[str, Participation]
) -> None:
    """Each is undone by what was recorded later, and the list behind it agrees."""
    slots = [make.slot(edition, number=number).starts_at for number in (1, 2, 3)]
    Participation.objects.filter(edition=edition).update(registered_at=BEFORE - 3 * MINUTE)
    with rewriting_the_past():
        RequestEvent.objects.update(at=BEFORE + MINUTE)
        MeetingRequest.objects.filter(state="accepted").update(answered_at=BEFORE + MINUTE)
        NoShow.objects.update(at=slots[0] + 10 * MINUTE)
        CheckIn.objects.update(at=slots[1])
        for model, name in ((Outcome, "said_at"), (Started, "at")):
            model.objects.update(**{name: slots[2] + 30 * MINUTE})
    late = make.participation(edition)
    Participation.objects.filter(pk=late.pk).update(registered_at=slots[0])
    decide_registrations(edition, [lived["waiting"].pk], approve=True, by=COMMAND_LINE)
    with rewriting_the_past():
        Change.objects.filter(about_id=lived["waiting"].pk).update(at=slots[1])
        History.objects.filter(kind="participation", key=lived["waiting"].code).update(
            since=slots[1]
        )
    everybody = set(lived)
    answered = {"staff", "late", "met", "builds"}
    expected: list[tuple[dt.datetime, dict[FunnelStage, set[str]]]] = [
        (BEFORE - 4 * MINUTE, {FunnelStage.REGISTERED: set()}),
        (
            BEFORE - 2 * MINUTE,
            {
                FunnelStage.REGISTERED: everybody,
                FunnelStage.APPROVED: everybody - {"waiting"},
                FunnelStage.REQUEST: set(),
                FunnelStage.UNASKED: everybody - {"waiting"},
            },
        ),
        (
            BEFORE,
            {
                FunnelStage.REQUEST: answered | {"asks"},
                FunnelStage.ACCEPTED: set(),
                FunnelStage.UNANSWERED: {"staff"},
            },
        ),
        (
            slots[1] - MINUTE,
            {
                FunnelStage.REGISTERED: everybody | {"new"},
                FunnelStage.APPROVED: everybody - {"waiting"} | {"new"},
                FunnelStage.ACCEPTED: answered - {"late"},  # whose meeting was given up
                FunnelStage.MISSED: {"late"},
                FunnelStage.HELD: set(),
                FunnelStage.PROJECT: set(),
            },
        ),
        (
            slots[2] + 60 * MINUTE,
            {
                FunnelStage.APPROVED: everybody | {"new"},
                FunnelStage.HELD: {"staff", "met", "builds"},
                FunnelStage.OUTCOME: {"staff", "builds"},
                FunnelStage.PROJECT: {"staff", "builds"},
            },
        ),
    ]
    names = {one.pk: name for name, one in lived.items()} | {late.pk: "new"}
    for moment, figures in expected:
        found = read_dashboard(edition, moment=moment)
        for reached, people in figures.items():
            behind = list_behind(edition, FigureKey(reached=reached), moment=moment)
            assert {names[pk] for pk in behind} == people, (moment, reached)
            assert found.reached.get(reached, 0) == len(people), (moment, reached)
        complete = list_behind(edition, FigureKey(reached="profile"), moment=moment)
        assert found.reached.get(FunnelStage.PROFILE, 0) == len(complete)
        assert FunnelStage.WITHOUT not in found.reached
        assert list_behind(edition, FigureKey(reached="without"), moment=moment) == []
        assert (found.fill, found.over_asked) == ((), ())
    assert read_dashboard(edition, moment=BEFORE).requests.pending == 4


def test_profiles_and_teams_of_a_moment_are_those_that_were_kept(
    edition: Edition, lived: dict[str, Participation]
) -> None:
    """Who joined a firm's team later owes nothing before; a profile completed later is none yet."""
    who = lived["staff"]
    Participation.objects.filter(edition=edition).update(registered_at=BEFORE - 3 * MINUTE)
    kept = History.objects.get(kind="participation", key=who.code).state
    assert kept is not None
    for since, change in (
        (BEFORE, {"organisation": None, "complete": False}),
        (BEFORE + MINUTE, {"complete": True}),
    ):
        History.objects.create(
            edition=edition.code, kind="participation", key=who.code, since=since,
            state={**kept, **change},
        )  # fmt: skip

    def reach(what: str, moment: dt.datetime) -> bool:
        return who.pk in list_behind(edition, FigureKey(reached=what), moment=moment)

    assert [reach("profile", BEFORE + n * MINUTE) for n in (0, 1)] == [False, True]
    assert [reach("unanswered", BEFORE + n * MINUTE) for n in (0, 1)] == [False, True]


def test_the_dashboard_is_asked_as_of_a_day(
    edition: Edition, lived: dict[str, Participation]
) -> None:
    office = enter(edition, MemberRole.OWNER)
    page = f"/office/{edition.code}/dashboard/"
    shown = office.get(f"{page}?as_of=2020-01-01").content.decode()
    assert "As of 1 January 2020." in shown
    assert "reached=registered&amp;as_of=2020-01-01" in shown
    assert "data-live" not in shown
    assert "data-live" in office.get(page).content.decode()
    behind = office.get(f"{page}people/?reached=registered&as_of=2020-01-01")
    assert "Nobody" in behind.content.decode()
    assert office.get(f"{page}?as_of=2020-13-01&known=x").status_code == 400
