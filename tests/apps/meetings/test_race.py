"""Many who want the same slots at once: nobody is booked twice, and everybody gets an answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from tests.apps.meetings.test_constraints import make_run

from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.answer_request import accept_request
from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
from fairlead.apps.meetings.domain.follow_stands import list_elsewhere
from fairlead.apps.meetings.domain.rearrange_stands import move_firms
from fairlead.apps.meetings.domain.refusals import Refusal, SlotTaken
from fairlead.apps.meetings.domain.release_timetable import Release, release_timetable
from fairlead.apps.meetings.domain.request_meeting import Wish, request_meeting
from fairlead.apps.meetings.models import (
    Booking,
    Meeting,
    MeetingRequest,
    RequestLimit,
    Timetable,
)
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Organisation, Participation, Person
from fairlead.apps.transfer.load import load_fair
from fairlead.folder.fair import Fair
from fairlead.folder.localized_text import LocalizedText

NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
GUESTS, THREADS = 18, 6


@pytest.fixture
def requests(small: Fair, transactional_db: None) -> list[int]:
    """Return pending requests of many to two exhibitors with three people in all."""
    edition = load_fair(small)
    MeetingRequest.objects.all().delete()
    hosts = [Exhibitor.objects.get(organisation__code=code) for code in ("gear", "bearing")]
    made: list[int] = []
    for number in range(GUESTS):
        guest = Participation.objects.create(
            edition=edition,
            code=f"guest-{number}",
            person=Person.objects.create(name=LocalizedText({"en": f"Guest {number}"})),
            organisation=Organisation.objects.get(code="mine"),
            roles=["visitor"],
        )
        made.extend(
            MeetingRequest.objects.create(
                edition=edition, code=f"{guest.code}-{host.pk}", requester=guest, recipient=host
            ).pk
            for host in hosts
        )
    return made


@pytest.mark.django_db(transaction=True)
def test_nobody_is_booked_twice(requests: list[int]) -> None:
    slots = list(Slot.objects.order_by("date", "number")[:4])
    barrier = Barrier(THREADS)

    def work(mine: list[int]) -> list[str]:
        said = []
        barrier.wait()
        try:
            for request in mine:
                asked = MeetingRequest.objects.get(pk=request)
                by = Participation.objects.filter(organisation=asked.recipient_id).order_by("pk")[0]
                try:
                    accept_request(asked, by=by, slot=slots[request // 2 % len(slots)], now=NOW)
                    said.append("done")
                except SlotTaken:
                    said.append("taken")
                except Refusal as refused:
                    said.append(refused.rule)
        finally:
            connections.close_all()
        return said

    shares = [requests[one::THREADS] for one in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        answers = Counter(one for said in pool.map(work, shares) for one in said)
    assert set(answers) <= {"done", "taken"}
    assert answers.total() == len(requests)
    assert Meeting.objects.count() == answers["done"]
    assert MeetingRequest.objects.filter(state="accepted").count() == answers["done"]
    # Two of one firm and one of the other can meet in each of the four slots.
    assert answers["done"] == 3 * len(slots)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM meetings_booking one JOIN meetings_booking other"
            " ON one.participation_id = other.participation_id AND one.during && other.during"
            " AND one.meeting_id <> other.meeting_id"
        )
        assert cursor.fetchone() == (0,)
    assert Booking.objects.count() == 2 * answers["done"]


@pytest.mark.django_db(transaction=True)
def test_who_asks_in_many_windows_at_once_has_the_requests_of_one(requests: list[int]) -> None:
    edition = Edition.objects.get()
    RequestLimit.objects.create(edition=edition, role="visitor", a_day=2, open_at_once=2)
    MeetingRequest.objects.all().delete()
    guests = Participation.objects.filter(code__startswith="guest-").order_by("pk")
    author, *others = guests[: THREADS + 1]
    barrier = Barrier(THREADS)

    def ask(whom: Participation) -> str:
        barrier.wait()
        try:
            request_meeting(author=author, whom=whom, wish=Wish(place="online"), now=NOW)
        except Refusal as refused:
            return refused.rule
        else:
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        said = Counter(pool.map(ask, others))
    assert said == {"done": 2, "request_limit": THREADS - 2}


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_one_another_at_once_make_one_request(requests: list[int]) -> None:
    MeetingRequest.objects.all().delete()
    one, other = Participation.objects.filter(code__startswith="guest-").order_by("pk")[:2]
    barrier = Barrier(2)

    def ask(pair: tuple[Participation, Participation]) -> str:
        barrier.wait()
        try:
            request_meeting(author=pair[0], whom=pair[1], wish=Wish(place="online"), now=NOW)
        except Refusal as refused:
            return refused.rule
        else:
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(ask, [(one, other), (other, one)]))
    assert sorted(said) == ["done", "request_mutual"]


@pytest.mark.django_db(transaction=True)
def test_a_time_promised_meanwhile_stays_where_the_draft_has_no_place(requests: list[int]) -> None:
    first, second = Slot.objects.order_by("date", "number")[:2]
    edition = Edition.objects.get()
    draft = Timetable.objects.create(edition=edition, version=7, run=make_run(edition))
    asked, other = (MeetingRequest.objects.get(pk=one) for one in requests[:2])  # of one guest
    host, at_bearing = (
        Participation.objects.filter(organisation=one.recipient_id).order_by("pk")[0]
        for one in (asked, other)
    )
    Meeting.objects.create(
        timetable=draft, request=asked, slot=first, place="online", representative=host
    )
    accept_request(asked, by=host, slot=second, now=NOW)
    accept_request(other, by=at_bearing, slot=first, now=NOW)
    released = release_timetable(draft, by=COMMAND_LINE)
    current = Meeting.objects.filter(timetable=find_or_make_current(edition))
    assert set(current.values_list("request", "slot")) == {
        (asked.pk, second.pk),
        (other.pk, first.pk),
    }
    assert released.left == ()


@pytest.mark.django_db(transaction=True)
def test_a_release_while_everybody_books_loses_and_doubles_nothing(requests: list[int]) -> None:
    slots = list(Slot.objects.order_by("date", "number")[:4])
    edition = Edition.objects.get()
    draft = Timetable.objects.create(edition=edition, version=7, run=make_run(edition))
    planned = [requests[2 * number] for number in range(len(slots))]
    host = Participation.objects.filter(organisation__code="gear").order_by("pk")[0]
    for request, slot in zip(planned, slots, strict=True):
        Meeting.objects.create(
            timetable=draft, request_id=request, slot=slot, place="online", representative=host
        )
    barrier = Barrier(THREADS)

    def book(mine: list[int]) -> list[int]:
        done = []
        barrier.wait()
        try:
            for request in mine:
                asked = MeetingRequest.objects.get(pk=request)
                by = Participation.objects.filter(organisation=asked.recipient_id).order_by("pk")[0]
                try:
                    accept_request(asked, by=by, slot=slots[request // 2 % len(slots)], now=NOW)
                    done.append(request)
                except Refusal:  # taken, or granted by the release meanwhile
                    continue
        finally:
            connections.close_all()
        return done

    def release() -> Release:
        barrier.wait()
        try:
            return release_timetable(draft, tell=True, by=COMMAND_LINE)
        finally:
            connections.close_all()

    shares = [requests[one :: THREADS - 1] for one in range(THREADS - 1)]
    with ThreadPoolExecutor(THREADS) as pool:
        released = pool.submit(release)
        booked = [request for done in pool.map(book, shares) for request in done]
    left = {code for code, _why in released.result().left}
    held = set(
        Meeting.objects.filter(timetable=find_or_make_current(edition)).values_list(
            "request", flat=True
        )
    )
    # All who were told "done" have the meeting; what was planned holds, or is named as left out.
    assert set(booked) <= held
    codes = dict(MeetingRequest.objects.values_list("pk", "code"))
    # One that was left out can still have been accepted at another time afterwards.
    lost = {codes[one] for one in planned if one not in held}
    assert lost == left - {codes[one] for one in booked}
    assert held <= set(MeetingRequest.objects.filter(state="accepted").values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM meetings_booking one JOIN meetings_booking other"
            " ON one.participation_id = other.participation_id AND one.during && other.during"
            " AND one.meeting_id < other.meeting_id"
            " JOIN meetings_meeting mine ON mine.id = one.meeting_id"
            " JOIN meetings_meeting theirs ON theirs.id = other.meeting_id"
            " WHERE mine.timetable_id = theirs.timetable_id"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_two_exhibitors_that_ask_one_another_at_once_make_one_request(requests: list[int]) -> None:
    MeetingRequest.objects.all().delete()
    gear, bearing = (Exhibitor.objects.get(organisation__code=code) for code in ("gear", "bearing"))
    people = [
        Participation.objects.filter(organisation=one.pk).order_by("pk")[0]
        for one in (gear, bearing)
    ]
    barrier = Barrier(2)

    def ask(who: Participation, whom: Exhibitor) -> str:
        barrier.wait()
        try:
            request_meeting(author=who, whom=whom, now=NOW)
        except Refusal as refused:
            return refused.rule
        else:
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        for _ in range(5):
            said = list(pool.map(ask, people, (bearing, gear)))
            assert sorted(said) == ["done", "request_mutual"]
            MeetingRequest.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_who_accepts_while_a_stand_moves_meets_where_the_firm_is(requests: list[int]) -> None:
    edition = Edition.objects.get()
    host = Exhibitor.objects.get(organisation__code="gear")
    home = host.stand
    spare = Stand.objects.create(
        edition=edition, hall=home.hall, code="spare", number="Z1", x=900, y=0, width=1, depth=1
    )
    barrier = Barrier(THREADS + 1)

    def accept(mine: list[int]) -> list[str]:
        said = []
        barrier.wait()
        try:
            for request in mine:
                asked = MeetingRequest.objects.get(pk=request)
                by = Participation.objects.filter(organisation=asked.recipient_id).order_by("pk")[0]
                try:
                    accept_request(asked, by=by, now=NOW)
                except Refusal as refused:
                    said.append(refused.rule)
        finally:
            connections.close_all()
        return said

    def move() -> int:
        barrier.wait()
        try:
            for to, back in ((home, spare), (spare, home)) * 3:
                move_firms(to, back, by=COMMAND_LINE, now=NOW)
        finally:
            connections.close_all()
        return 6

    shares = [requests[one::THREADS] for one in range(THREADS)]
    with ThreadPoolExecutor(THREADS + 1) as pool:
        moves = pool.submit(move)
        refused = {rule for said in pool.map(accept, shares) for rule in said}
        assert moves.result() == 6
    assert not {"meeting_stand", ""} & refused
    assert Meeting.objects.filter(stand=home).exists()
    assert not list_elsewhere(edition)
