"""What goes wrong at fairs: a clear answer, nothing lost, nothing leaked."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection, transaction
from django.test import Client
from icalendar import Calendar
from tests.apps.meetings.test_encounters import BEFORE, agree
from tests.sites import factories as make
from tests.sites.desk.test_meetings import enter

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.answer_request import accept_request
from fairlead.apps.meetings.domain.block_person import block_person
from fairlead.apps.meetings.domain.book_meeting import book_meeting
from fairlead.apps.meetings.domain.fill_freed_time import fill_freed_times
from fairlead.apps.meetings.domain.refusals import Refusal, SlotTaken
from fairlead.apps.meetings.domain.request_meeting import USUAL_A_DAY, request_meeting
from fairlead.apps.meetings.models import AgendaFeed, Meeting, MeetingRequest
from fairlead.apps.meetings.queries.free_times import Offer
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.domain.register import cancel_registration
from fairlead.apps.people.models import Participation, Person
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair with two slots."""
    edition = make.edition("river-2034", first_day=dt.date(2034, 7, 10))
    for number in (1, 2):
        make.slot(edition, number=number)
    return edition


@pytest.fixture
def host(edition: Edition) -> Exhibitor:
    """Return an exhibitor."""
    return make.exhibitor(edition, organisation=make.organisation(edition, name="Gear Works"))


@pytest.fixture
def staff(host: Exhibitor) -> Participation:
    """Return the exhibitor's person."""
    return make.participation(host.edition, roles=["exhibitor"], organisation=host.organisation)


def test_a_slot_in_the_past(edition: Edition, host: Exhibitor, staff: Participation) -> None:
    first, second = make.slot(edition), make.slot(edition, number=2)
    asked = request_meeting(author=make.participation(edition), whom=host, now=BEFORE)
    with pytest.raises(SlotTaken, match="over") as taken:
        accept_request(asked, by=staff, slot=first, now=first.starts_at)
    assert taken.value.free == (second,)
    assert not Meeting.objects.exists()


def test_a_meeting_with_oneself(edition: Edition, host: Exhibitor, staff: Participation) -> None:
    with pytest.raises(Refusal, match="This is you"):
        request_meeting(author=staff, whom=staff, now=BEFORE)
    with pytest.raises(Refusal, match="your own organisation"):
        request_meeting(author=staff, whom=host, now=BEFORE)
    page = enter(staff).post(
        "/river-2034/desk/requests/new/", {"firm": host.organisation.code, "message": "Me"}
    )
    assert page.status_code == 409


def test_a_representative_who_leaves_is_followed_by_a_colleague(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    slot, guest = make.slot(edition), make.participation(edition)
    asked = agree(guest, host, staff, slot)
    colleague = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    Participation.objects.filter(pk=staff.pk).update(state="cancelled")
    asked.refresh_from_db()
    assert asked.state == "accepted"
    assert not Meeting.objects.exists()
    assert fill_freed_times(now=BEFORE) == 1
    held = Meeting.objects.get()
    assert (held.slot, held.representative) == (slot, colleague)


def test_who_withdraws_is_off_the_calendars_of_the_others_and_what_was_held_stays(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    over = make.edition("past-2024", first_day=dt.date(2024, 7, 10))
    other = make.exhibitor(over)
    team = make.participation(over, roles=["exhibitor"], organisation=other.organisation)
    held = request_meeting(
        author=make.participation(over), whom=other, now=dt.datetime(2024, 7, 1, tzinfo=dt.UTC)
    )
    accept_request(held, by=team, slot=make.slot(over), now=dt.datetime(2024, 7, 1, tzinfo=dt.UTC))
    guest = make.participation(edition)
    asked = agree(guest, host, staff, make.slot(edition))
    Person.objects.filter(pk=staff.person_id).update(email="staff@example.org")
    Message.objects.all().delete()
    for one in (guest, team):
        cancel_registration(one, by=COMMAND_LINE)
    asked.refresh_from_db()
    held.refresh_from_db()
    assert (asked.state, held.state) == ("cancelled", "accepted")
    assert Meeting.objects.get().request == held
    told = Message.objects.get(person=staff.person)
    assert "METHOD:CANCEL" in told.calendar
    assert "does not take part" in told.body
    over.max_meetings_per_day = 5
    over.save()  # the settings can be changed all the same
    fair = gather_fair(over)
    with connection.cursor() as cursor:  # as at a commit
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    assert gather_fair(load_fair(fair, replace=True)) == fair


def test_a_stand_that_is_sold_anew(edition: Edition, host: Exhibitor, staff: Participation) -> None:
    asked = agree(make.participation(edition), host, staff, make.slot(edition))
    elsewhere = make.stand(edition, hall=make.hall(edition, "2"))
    with transaction.atomic():
        Exhibitor.objects.filter(pk=host.pk).update(stand=elsewhere)
        Meeting.objects.filter(request=asked).update(stand=elsewhere)
    page = enter(asked.requester).get("/river-2034/desk/agenda/").content.decode()
    assert "Hall 2, stand A00" in page


def test_clocks_that_go_back(db: None) -> None:
    # On 29 October 2034 the clock in Berlin shows half past two twice.
    edition = make.edition("night-2034", first_day=dt.date(2034, 10, 29), time_zone="Europe/Berlin")
    host = make.exhibitor(edition)
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    guest = make.participation(edition)
    moments = [dt.datetime(2034, 10, 29, hour, 30, tzinfo=dt.UTC) for hour in (0, 1)]
    slots = [
        Slot.objects.create(
            edition=edition, date=edition.first_day, number=number, starts_at=moment,
            ends_at=moment + dt.timedelta(minutes=20),
        )
        for number, moment in enumerate(moments, 1)
    ]  # fmt: skip
    agree(guest, host, staff, slots[0])
    other = make.exhibitor(edition)
    team = make.participation(edition, roles=["exhibitor"], organisation=other.organisation)
    agree(guest, other, team, slots[1])
    feed = AgendaFeed.objects.create(participation=guest)
    served = Client().get(f"/night-2034/agenda/{feed.token}.ics").content
    starts = sorted(one.decoded("DTSTART") for one in Calendar.from_ical(served).walk("VEVENT"))
    assert starts == moments
    browser = enter(guest)
    page = browser.get("/night-2034/desk/availability/").content.decode()
    assert page.count("02:30</bdi>") == 2
    agenda = browser.get("/night-2034/desk/agenda/").content.decode()
    first, second = (agenda.rindex(f"02:30–02:50 ({offset})") for offset in ("UTC+2", "UTC+1"))
    assert first < second
    asked = request_meeting(author=make.participation(edition), whom=host, now=BEFORE)
    offered = enter(staff).get(f"/night-2034/desk/requests/{asked.code}/").content.decode()
    assert "02:30 (UTC+1)" in offered


def test_ten_thousand_requests_of_one_person(
    edition: Edition, staff: Participation, host: Exhibitor
) -> None:
    guest = make.participation(edition)
    firms = [make.organisation(edition) for _ in range(3)]
    hosts = [make.exhibitor(edition, organisation=one) for one in firms]
    for one in firms:
        make.participation(edition, roles=["exhibitor"], organisation=one)
    MeetingRequest.objects.bulk_create(
        MeetingRequest(
            edition=edition, code=f"q-{number}", requester=guest, recipient=host,
            state="declined", asked_at=BEFORE,
        )
        for number in range(USUAL_A_DAY - 1)
    )  # fmt: skip
    request_meeting(author=guest, whom=hosts[0], now=BEFORE)
    with pytest.raises(Refusal, match="as often today"):
        request_meeting(author=guest, whom=hosts[1], now=BEFORE)
    request_meeting(author=guest, whom=hosts[1], now=BEFORE + dt.timedelta(days=1))
    page = enter(guest).get("/river-2034/desk/requests/").content.decode()
    assert page.count('class="name"') == 50, "a page of them, however many there are"


def test_a_feed_that_is_guessed_says_nothing(edition: Edition) -> None:
    feed = AgendaFeed.objects.create(participation=make.participation(edition))
    for guess in ("", "x", feed.token[:-1], feed.token.swapcase(), f"{feed.token}x", "%00"):
        assert Client().get(f"/river-2034/agenda/{guess}.ics").status_code in {400, 404}
    elsewhere = make.edition("other-2034")
    assert Client().get(f"/{elsewhere.code}/agenda/{feed.token}.ics").status_code == 404
    assert Client().get(f"/river-2034/agenda/{feed.token}.ics").status_code == 200


def test_hours_on_the_night_of_a_clock_change_are_offered_as_they_are_booked(db: None) -> None:
    for code, zone, day in (
        ("berlin-2034", "Europe/Berlin", dt.date(2034, 10, 29)),  # 02:00 to 03:00 comes twice
        ("spring-2034", "Europe/Berlin", dt.date(2034, 3, 26)),  # 02:00 to 03:00 is left out
        ("tehran-2021", "Asia/Tehran", dt.date(2021, 9, 22)),  # midnight comes twice
        ("santiago-2034", "America/Santiago", dt.date(2034, 9, 3)),  # midnight is left out
    ):
        edition = make.edition(code, first_day=day, time_zone=zone)
        before = dt.datetime.combine(day, dt.time(), dt.UTC) - dt.timedelta(days=30)
        host = make.exhibitor(edition)
        make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
        guest = make.participation(edition)
        first = dt.datetime.combine(day, dt.time(), edition.zone).astimezone(dt.UTC)
        slots = [
            Slot.objects.create(
                edition=edition,
                date=day,
                number=number,
                starts_at=first + dt.timedelta(minutes=20 * (number - 1)),
                ends_at=first + dt.timedelta(minutes=20 * number),
            )
            for number in range(1, 16)
        ]
        browser = enter(guest)
        chosen = [one.pk for one in slots[3:11]]
        browser.post(f"/{code}/desk/availability/", {"slot": chosen})
        page = browser.get(f"/{code}/desk/availability/").content.decode()
        ticked = {int(one) for one in re.findall(r'value="(\d+)" checked', page)}
        assert ticked - set(chosen) == set(), code
        asked = request_meeting(author=guest, whom=host, now=before)
        asked.state = "accepted"
        asked.save()
        offered = [one.slot for one in Offer(asked).list_free(now=before)]
        assert {one.pk for one in offered} == ticked, code
        for slot in offered:
            assert book_meeting(asked, slot=slot, now=before).slot == slot, code


def test_who_blocks_the_one_who_asks_is_not_sent_unless_named(
    edition: Edition, host: Exhibitor, staff: Participation
) -> None:
    colleague = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    guest, first = make.participation(edition), make.slot(edition)
    block_person(guest, by=staff)
    asked = request_meeting(author=guest, whom=host, now=BEFORE)
    # The colleague has another meeting at that time: nobody is left who would come.
    agree(make.participation(edition), host, colleague, first)
    with pytest.raises(SlotTaken):
        accept_request(asked, by=colleague, slot=first, now=BEFORE)
    held = accept_request(asked, by=colleague, now=BEFORE).meeting
    assert held is not None
    assert (held.slot, held.representative) == (make.slot(edition, number=2), colleague)
    # Who accepts it nevertheless comes.
    other = make.participation(edition)
    block_person(other, by=staff)
    third = request_meeting(author=other, whom=host, now=BEFORE)
    held = accept_request(third, by=staff, now=BEFORE).meeting
    assert held is not None
    assert held.representative == staff
