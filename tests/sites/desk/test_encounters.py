"""The pages of a meeting while it lasts and afterwards, the agenda's extras, and its calendars."""

from __future__ import annotations

import datetime as dt
import re
from email import message_from_bytes
from email.policy import default as default_policy

import pytest
import vobject
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make
from tests.sites.desk.test_meetings import enter

from fairlead.apps.consortia.domain.show_interest import show_interest
from fairlead.apps.consortia.models import Consortium
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.agenda_print import (
    PrintedAgenda,
    PrintedDay,
    PrintedRow,
    print_agenda,
)
from fairlead.apps.meetings.domain import follow_up
from fairlead.apps.meetings.domain.answer_request import accept_request, cancel_request
from fairlead.apps.meetings.domain.move_meeting import move_meeting
from fairlead.apps.meetings.domain.refusals import Refusal
from fairlead.apps.meetings.domain.request_meeting import request_meeting
from fairlead.apps.meetings.models import (
    AgendaFeed,
    CheckIn,
    FollowUp,
    Meeting,
    MeetingRequest,
    NoShow,
    Outcome,
    Started,
)
from fairlead.apps.meetings.queries.ways import count_walking_minutes, read_place
from fairlead.apps.messages.mail import write_mail
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Account, Participation
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.screening.domain.decide_hit import decide_hit
from fairlead.apps.screening.domain.load_list import load_list
from fairlead.apps.screening.models import Hit, HitState
from fairlead.sites.desk.meetings.agenda_views import build_printed_agenda

DESK = "/river-now/desk/"
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair that is on now, by the clock of a place where it is not midnight soon."""
    now = timezone.now()
    noon = f"Etc/GMT{now.hour - 12:+d}" if now.hour != 12 else "Etc/UTC"  # the signs are POSIX's
    return make.edition("river-now", first_day=now.date(), time_zone=noon)


def slot_at(edition: Edition, begins: dt.datetime, number: int) -> Slot:
    """Return a slot of twenty minutes that begins at a moment."""
    return Slot.objects.create(
        edition=edition,
        date=edition.first_day,
        number=number,
        starts_at=begins,
        ends_at=begins + 20 * MINUTE,
    )


@pytest.fixture
def host(edition: Edition) -> Exhibitor:
    """Return an exhibitor."""
    return make.exhibitor(edition, organisation=make.organisation(edition, name="Gear Works"))


@pytest.fixture
def staff(host: Exhibitor) -> Participation:
    """Return the exhibitor's person."""
    return make.participation(host.edition, roles=["exhibitor"], organisation=host.organisation)


def begin(guest: Participation, host: Exhibitor, staff: Participation, ago: int) -> MeetingRequest:
    """Return the request of a meeting that began so many minutes ago."""
    now = timezone.now()
    before = now - dt.timedelta(days=1)
    slot = slot_at(guest.edition, now - ago * MINUTE, Slot.objects.count() + 1)
    asked = request_meeting(author=guest, whom=host, now=before)
    return accept_request(asked, by=staff, slot=slot, now=before).request


def test_one_presses_i_am_there_and_the_other_did_not_come(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    guest = make.participation(edition)
    asked = begin(guest, host, staff, ago=11)
    team = enter(staff)
    page = team.get(f"{DESK}agenda/").content.decode()
    assert 'value="here"' in page
    assert 'value="no_show"' in page
    act = f"{DESK}requests/{asked.code}/meeting/"
    team.post(act, {"act": "here", "back": "agenda"})
    assert CheckIn.objects.get().participation == staff
    assert team.get(act).status_code == 405, "looking changes nothing"
    stranger = enter(make.participation(edition))
    assert stranger.post(act, {"act": "no_show"}).status_code == 404
    team.post(act, {"act": "no_show"})
    assert NoShow.objects.get().absent == [guest.pk]
    told = enter(guest).get(f"{DESK}requests/{asked.code}/").content.decode()
    assert "somebody did not come" in told


@pytest.mark.parametrize(("ago", "goes"), [(11, True), (90, False)])
def test_only_a_time_that_is_not_over_goes_to_the_waiting_list(
    edition: Edition, host: Exhibitor, staff: Participation, *, ago: int, goes: bool
) -> None:
    asked = begin(make.participation(edition), host, staff, ago=ago)
    act = f"{DESK}requests/{asked.code}/meeting/"
    page = enter(staff).post(act, {"act": "no_show"}, follow=True).content.decode()
    assert "Noted." in page
    assert ("waiting list" in page) is goes


def test_what_came_of_it_is_seen_by_ones_own_side_only(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    asked = begin(make.participation(edition), host, staff, ago=5)
    team, other = enter(staff), enter(asked.requester)
    act = f"{DESK}requests/{asked.code}/meeting/"
    given = {"act": "outcome", "interest": "strong", "next_step": "offer", "value": "1\u202f500,50"}
    team.post(act, given | {"currency": "EUR"})
    team.post(act, {"act": "note", "note": "<i>They pay late</i>"})
    team.post(act, {"act": "follow_up", "text": "Send drawings", "day": "2034-07-20"})
    team.post(act, {"act": "project"})
    mine = team.get(f"{DESK}requests/{asked.code}/").content.decode()
    theirs = other.get(f"{DESK}requests/{asked.code}/").content.decode()
    assert 'value="1500.5"' in mine
    assert "&lt;i&gt;They pay late" in mine
    for secret in ("1500.5", "They pay late", "Send drawings"):
        assert secret in mine
        assert secret not in theirs
    assert (str(Outcome.objects.get().value), Started.objects.count()) == ("1500.5000", 1)
    team.post(act, given | {"value": "many"})
    assert "Expected an amount" in team.get(f"{DESK}requests/{asked.code}/").content.decode()
    todo = team.get(f"{DESK}to-do/").content.decode()
    assert "Send drawings" in todo
    task = FollowUp.objects.get()
    assert other.post(f"{DESK}to-do/", {"task": task.pk, "act": "done"}).status_code == 404
    for press, is_done in (("done", True), ("undone", False)):
        team.post(f"{DESK}to-do/", {"task": task.pk, "act": press})
        task.refresh_from_db()
        assert (task.done_at is not None) == is_done


def test_what_was_held_stays(edition: Edition, host: Exhibitor, staff: Participation) -> None:
    under_way, over = (begin(make.participation(edition), host, staff, ago) for ago in (19, 40))
    team = enter(staff)
    for asked, can_act in ((under_way, True), (over, False)):
        page = team.get(f"{DESK}requests/{asked.code}/").content.decode()
        assert ('value="cancel"' in page) is can_act
    answer = team.post(f"{DESK}requests/{over.code}/answer/", {"act": "cancel"})
    assert answer.status_code == 409
    assert "This meeting is over." in answer.content.decode()
    over.refresh_from_db()
    assert over.state == "accepted"


def test_the_agenda_has_sessions_visits_and_the_way_in_eight_queries(
    edition: Edition, host: Exhibitor, staff: Participation,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    guest = make.participation(edition)
    begin(guest, host, staff, ago=70)
    far = make.stand(edition, hall=make.hall(edition, "2"))
    other = make.exhibitor(edition, stand=far)
    team = make.participation(edition, roles=["exhibitor"], organisation=other.organisation)
    begin(guest, other, team, ago=40)
    browser = enter(guest)
    session = make.session(edition, start=dt.time(10), end=dt.time(11))
    later = slot_at(edition, timezone.now() + 60 * MINUTE, 9)
    browser.post(f"{DESK}agenda/plan/", {"act": "follow", "session": session.pk})
    browser.post(
        f"{DESK}agenda/plan/",
        {"act": "visit", "firm": host.organisation.code, "slot": later.pk},
    )
    with django_assert_max_num_queries(6):
        page = browser.get(f"{DESK}agenda/?day={edition.first_day}").content.decode()
    assert "Main strategic session" in page
    assert "Session you follow" in page
    assert re.search(r"\d+ minutes from stand A00, Hall 1", page)
    assert "/river-now/halls/2/?stand=A00#here" in page
    browser.post(f"{DESK}agenda/plan/", {"act": "leave", "session": session.pk})
    assert "Main strategic session" not in browser.get(f"{DESK}agenda/").content.decode()


def test_the_needs_focal_point_opens_a_consortium_by_one_press(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    buyer = make.exhibitor(edition, organisation=make.organisation(edition)).organisation
    guest = make.participation(edition, roles=["exhibitor"], organisation=buyer)
    own = [
        make.need(edition, organisation=buyer, economy="", code=code, title=f"Need {code}")
        for code in ("axles", "wheels")
    ]
    others = make.need(edition, economy="RUS", code="theirs")
    asked = begin(guest, host, staff, ago=5)
    page, act = f"{DESK}requests/{asked.code}/", f"{DESK}requests/{asked.code}/meeting/"
    focal, maker = enter(guest), enter(staff)
    show_interest(own[1], host.organisation, by=staff, doer=COMMAND_LINE)
    shown = focal.get(page).content.decode()
    # First what the firm that was met would make; what is another's is not among them.
    assert re.findall(r'option value="(axles|wheels|theirs)"', shown) == ["wheels", "axles"]
    assert 'value="consortium"' not in maker.get(page).content.decode()
    press = {"act": "consortium", "need": "wheels"}
    assert maker.post(act, press).status_code == 403
    assert focal.post(act, {**press, "need": others.code}).status_code == 403
    assert focal.post(act, {**press, "need": "none"}).status_code == 404
    assert not Consortium.objects.exists()
    assert not Started.objects.exists()
    for _ in range(2):
        answer = focal.post(act, press, follow=True).content.decode()
    made = Consortium.objects.get()
    assert Started.objects.get().code == made.code
    assert made.need == own[1]
    assert [(one.organisation, one.state) for one in made.members.all()] == [
        (host.organisation, "invited")
    ]
    address = f"/desk/consortia/{made.code}/"
    assert address in answer
    assert address in maker.get(page).content.decode()
    assert 'value="project"' in answer


def test_no_consortium_with_who_comes_for_no_firm(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    need = make.need(edition, organisation=host.organisation, economy="")
    asked = begin(make.participation(edition), host, staff, ago=5)
    browser = enter(staff)
    assert 'value="consortium"' not in browser.get(f"{DESK}requests/{asked.code}/").content.decode()
    press = {"act": "consortium", "need": need.code}
    answer = browser.post(f"{DESK}requests/{asked.code}/meeting/", press, follow=True)
    assert "belongs to an organisation" in answer.content.decode()
    assert not Started.objects.exists()


def test_whom_a_list_names_is_told_to_those_who_decide_also_from_a_meeting(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    buyer = make.exhibitor(edition, organisation=make.organisation(edition)).organisation
    guest = make.participation(edition, roles=["exhibitor"], organisation=buyer)
    need = make.need(edition, organisation=buyer, economy="")
    asked = begin(guest, host, staff, ago=5)
    officer = Account.objects.create_user("officer@example.org")
    officer.person = make.person(name="Screening Officer")
    officer.save()
    appoint(officer, MemberRole.PROJECT_OFFICER, edition=edition, by=COMMAND_LINE)
    table = f"name\n{host.organisation.name['en']}\n".encode()
    load_list(edition, "Test list", file="list.csv", content=table, account=officer)
    press = {"act": "consortium", "need": need.code}
    browser, address = enter(guest), f"{DESK}requests/{asked.code}/meeting/"
    answer = browser.post(address, press, follow=True)
    assert "has to look at this first" in answer.content.decode()
    assert not Consortium.objects.exists()
    assert not Started.objects.exists()
    hit = Hit.objects.get()  # though what was asked for is refused
    assert hit.code == host.organisation.code
    assert Message.objects.filter(purpose="screening", person=officer.person).exists()
    decide_hit(hit, HitState.CLEARED, reason="Another firm", account=officer)
    browser.post(address, press)
    assert Consortium.objects.get().members.get().organisation == host.organisation


def test_how_long_one_walks(edition: Edition) -> None:
    one, other = make.hall(edition, "1", width=60, depth=40), make.hall(edition, "2")
    first = make.stand(edition, hall=one, x=0.0, y=0.0, width=2.0, depth=2.0, number="S")
    second = make.stand(edition, hall=one, x=50.0, y=30.0, width=2.0, depth=2.0, number="N")
    third = make.stand(edition, hall=other, x=29.0, y=37.0, width=2.0, depth=2.0, number="F")
    start, near, far = map(read_place, (first, second, third))
    assert count_walking_minutes(start, start, between_halls=5) == 0
    assert count_walking_minutes(start, near, between_halls=5) == 2  # 80 m
    # 29 and 39 m to the door of the one, 2 m from that of the other.
    assert count_walking_minutes(start, far, between_halls=5) == 6


def test_an_agenda_is_printed_whatever_names_say(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    guest = make.participation(
        edition, person=make.person(name='#panic("x") $ \\ شركة 上海 *bold*', name_ar="شركة")
    )
    begin(guest, host, staff, ago=5)
    browser = enter(guest)
    for language in ("", "/ar"):
        answer = browser.get(f"{language}{DESK}agenda/agenda.pdf")
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF")


def test_a_printed_agenda_keeps_each_text_in_its_own_direction(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    guest = make.participation(edition, person=make.person(name="Guest (2)"))
    begin(guest, host, staff, ago=5)
    with override("ar"):
        paper = build_printed_agenda(guest, timezone.now())
    (row,) = (row for day in paper.days for row in day.rows)
    texts = (paper.title, row.title, row.people, row.place)
    assert all(text.startswith("\u2068") and text.endswith("\u2069") for text in texts)
    assert (paper.title, paper.direction) == ("\u2068Guest (2)\u2069", "rtl")


def test_a_printed_agenda_leads_to_the_online_meeting() -> None:
    address = "https://meet.example.org/room-7?key=a#x"
    row = PrintedRow("10:00–10:30", "Pumps", place="Online", link=address)
    for direction in ("ltr", "rtl"):
        days = [PrintedDay("6 July", [row])]
        printed = print_agenda(PrintedAgenda("Agenda", "Fair", "Now", "Nothing", direction, days))
        assert address.encode() in printed


def test_what_is_kept_on_a_phone_is_its_owners_and_goes_at_sign_out(edition: Edition) -> None:
    one, other = (enter(make.participation(edition)) for _ in range(2))
    owners = {browser.get(f"{DESK}agenda/").headers["X-Agenda-Of"] for browser in (one, other)}
    assert len(owners) == 2
    assert "X-Agenda-Of" not in one.get(f"{DESK}requests/").headers
    manifest = one.get(f"{DESK}agenda/app.webmanifest")
    assert manifest.headers["Content-Type"] == "application/manifest+json"
    assert manifest.json()["scope"] == f"{DESK}agenda/"
    keeper = one.get(f"{DESK}agenda/keeper.js")
    assert keeper.headers["Content-Type"].startswith("text/javascript")
    assert Client().get(f"{DESK}agenda/keeper.js").status_code == 302
    gone = one.post("/account/sign-out/")
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_an_agenda_somebody_acts_in_is_not_kept(edition: Edition) -> None:
    from fairlead.apps.people.domain.appoint import appoint
    from fairlead.apps.people.domain.record_change import COMMAND_LINE
    from fairlead.apps.people.models import Account

    guest = make.participation(edition)
    account = Account.objects.create_user("office@example.org")
    appoint(account, MemberRole.ORGANISER, edition=edition, by=COMMAND_LINE)
    office = Client()
    office.force_login(account)
    office.post(f"/office/river-now/registrations/{guest.pk}/act/")
    page = office.get(f"{DESK}agenda/")
    assert page.status_code == 200
    assert "X-Agenda-Of" not in page.headers


def read_part(message: Message) -> tuple[str, bytes]:
    """Return the type of the calendar's part of a mail, and what it holds."""
    mail = message_from_bytes(
        bytes(write_mail([message], "a@example.org", rules=None).message()), policy=default_policy
    )
    (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    return str(part["Content-Type"]), part.get_content().encode()


def test_mails_bring_what_two_calendar_programs_understand(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    edition.time_zone = "Asia/Yekaterinburg"
    edition.save()
    guest = make.participation(edition, person=make.person())
    now = timezone.now()
    before = now - dt.timedelta(days=1)
    first, second = (slot_at(edition, now + one * 60 * MINUTE, one) for one in (1, 2))
    asked = request_meeting(author=guest, whom=host, now=before)
    asked = accept_request(asked, by=staff, slot=first, now=before).request
    move_meeting(asked, second, by=staff, now=before)
    cancel_request(asked, by=staff, now=before)
    mails = list(Message.objects.filter(person=guest.person).order_by("id"))
    read = [read_part(one) for one in mails]
    assert [re.search(r'method="?(\w+)', kind)[1] for kind, _ in read] == [  # type: ignore[index]
        "REQUEST", "REQUEST", "CANCEL",
    ]  # fmt: skip
    feed = AgendaFeed.objects.create(participation=guest)
    served = Client().get(f"/river-now/agenda/{feed.token}.ics").content
    whole = [Calendar.from_ical(body) for body in (*(body for _, body in read), served)]
    again = [vobject.readOne(body.decode()) for body in (*(body for _, body in read), served)]
    for calendar, other in zip(whole, again, strict=True):
        (event,) = calendar.walk("VEVENT")
        assert str(event["UID"]) == other.vevent.uid.value == f"{asked.code}.river-now@fairlead"
        assert int(str(event["SEQUENCE"])) == int(other.vevent.sequence.value)
        assert event.decoded("DTSTART") == other.vevent.dtstart.value
        assert calendar.walk("VTIMEZONE")[0]["TZID"] == "Asia/Yekaterinburg"
        assert other.vtimezone.tzid.value == "Asia/Yekaterinburg"
    events = [calendar.walk("VEVENT")[0] for calendar in whole]
    assert [int(str(one["SEQUENCE"])) for one in events] == [0, 1, 2, 2]
    assert [str(one["STATUS"]) for one in events] == [
        "CONFIRMED", "CONFIRMED", "CANCELLED", "CANCELLED",
    ]  # fmt: skip
    assert [int(one.decoded("DTSTART").timestamp()) for one in events[:2]] == [
        int(first.starts_at.timestamp()), int(second.starts_at.timestamp()),
    ]  # fmt: skip
    assert str(events[0]["ATTENDEE"]) == f"mailto:{guest.person.email}"
    assert str(events[0]["ATTENDEE"].params["RSVP"]) == "FALSE"


def test_a_calendars_reply_changes_nothing(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    asked = begin(make.participation(edition), host, staff, ago=5)
    feed = AgendaFeed.objects.create(participation=staff)
    reply = (
        f"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:{asked.code}.river-now@fairlead"
        "\r\nATTENDEE;PARTSTAT=DECLINED:mailto:x@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    address = f"/river-now/agenda/{feed.token}.ics"
    for method in ("post", "put", "delete"):
        answer = getattr(Client(), method)(address, reply, content_type="text/calendar")
        assert answer.status_code in {405, 413}
    asked.refresh_from_db()
    assert asked.state == "accepted"
    assert Meeting.objects.count() == 1


def test_a_meeting_of_three_on_the_pages(edition: Edition, host: Exhibitor) -> None:
    slot_at(edition, timezone.now() + 60 * MINUTE, 1)
    third = make.exhibitor(edition, organisation=make.organisation(edition, name="Third Pumps"))
    teams = [
        make.participation(edition, roles=["exhibitor"], organisation=one.organisation)
        for one in (host, third)
    ]
    guest = make.participation(edition)
    browser = enter(guest)
    given = {"firm": host.organisation.code, "message": "All three", "slots": "1"}
    unknown = browser.post(f"{DESK}requests/new/", given | {"others": "No Such"})
    assert unknown.status_code == 409
    assert "No Such" in unknown.content.decode()
    assert "All three" in unknown.content.decode(), "what was written stays"
    assert not MeetingRequest.objects.exists()
    answer = browser.post(f"{DESK}requests/new/", given | {"others": "Third Pumps\n"})
    assert answer.status_code == 302
    asked = MeetingRequest.objects.get()
    assert asked.expires_at is not None
    for team in teams:
        enter(team).post(f"{DESK}requests/{asked.code}/answer/", {"act": "accept"})
    held = Meeting.objects.get()
    assert {one.participation_id for one in held.bookings.all()} == {
        guest.pk, *(one.pk for one in teams),
    }  # fmt: skip


def test_why_there_is_no_time_is_said(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    slot_at(edition, timezone.now() - 60 * MINUTE, 1)
    asked = request_meeting(author=make.participation(edition), whom=host)
    page = enter(staff).get(f"{DESK}requests/{asked.code}/").content.decode()
    assert "This time is over." in page


def test_a_task_is_noted_once_and_todays_is_reminded_before_tomorrows(
    edition: Edition, host: Exhibitor, staff: Participation, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = begin(make.participation(edition), host, staff, ago=5)
    monkeypatch.setattr(follow_up, "MOST_FOLLOW_UPS", 2)
    monkeypatch.setattr(follow_up, "_AT_ONCE", 1)
    today = timezone.now().date()
    late = follow_up.add_follow_up(asked, "Call", today + dt.timedelta(days=1), by=staff)
    again = follow_up.add_follow_up(asked, "Call", today + dt.timedelta(days=1), by=staff)
    assert again == late
    follow_up.add_follow_up(asked, "Write", today, by=staff)
    with pytest.raises(Refusal, match="as much to do"):
        follow_up.add_follow_up(asked, "More", today, by=staff)
    assert follow_up.remind_of_follow_ups() == 1


def test_who_acts_for_somebody_sees_no_note_and_writes_none(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    asked = begin(make.participation(edition), host, staff, ago=5)
    act, page = f"{DESK}requests/{asked.code}/meeting/", f"{DESK}requests/{asked.code}/"
    team = enter(staff)
    team.post(act, {"act": "note", "note": "Dear to us"})
    office = Client()
    office.force_login(appoint_organiser("boss@example.org", password="a long enough password"))
    office.post(f"/office/river-now/registrations/{staff.pk}/act/")
    seen = office.get(page)
    assert seen.status_code == 200
    assert "Dear to us" not in seen.content.decode()
    assert office.post(act, {"act": "note", "note": "Ours"}).status_code == 403
    assert "Dear to us" in team.get(page).content.decode()
