"""Places at sessions: booked in order, never too many, beside meetings, given on by themselves."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from tests.sites import factories as make

from fairlead.apps.attendance.domain.book_seat import (
    book_seat,
    cancel_seat,
    invite,
    promote_all,
    withdraw_invitation,
)
from fairlead.apps.attendance.domain.refusals import Refusal
from fairlead.apps.attendance.domain.set_up_session import FIELDS, set_up_session
from fairlead.apps.attendance.models import Seat, SeatCount
from fairlead.apps.congress.models import Session
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import Booking
from fairlead.apps.meetings.queries.free_times import Calendars
from fairlead.apps.messages.models import Message
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Participation


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair that is to come."""
    return make.edition("river-2034", first_day=dt.date(2034, 7, 10))


def list_states(session: Session) -> list[tuple[int, str]]:
    """Return who has which place, in the order in which they asked."""
    rows = Seat.objects.filter(session=session).order_by("asked_at", "pk")
    return [(one.participation_id, one.state) for one in rows]


def book(session: Session, *people: Participation, nevertheless: bool = False) -> None:
    """Book places one after another."""
    for who in people:
        book_seat(session, who, by=COMMAND_LINE, nevertheless=nevertheless)


def test_a_place_given_up_goes_to_who_waits_longest(edition: Edition) -> None:
    session = make.session(edition, capacity=1, booking=True)
    first, second, third = (make.participation(edition) for _ in range(3))
    book(session, first, second, third)
    assert [state for _, state in list_states(session)] == ["booked", "waiting", "waiting"]
    cancel_seat(session, first, by=COMMAND_LINE)
    assert list_states(session) == [(second.pk, "booked"), (third.pk, "waiting")]
    told = Message.objects.get(person=second.person, subject__startswith="A place is free")
    assert "Main strategic session" in told.body
    book(session, first)
    assert list_states(session)[-1] == (first.pk, "waiting"), "nobody overtakes"
    assert SeatCount.objects.get(session=session).taken == 1


def test_more_places_go_to_those_who_wait(edition: Edition) -> None:
    session = make.session(edition, capacity=1, booking=True)
    people = [make.participation(edition) for _ in range(4)]
    book(session, *people)
    values = {name: getattr(session, name) for name in FIELDS}
    assert set_up_session(session, values | {"capacity": 3}, by=COMMAND_LINE) == 2
    Session.objects.filter(pk=session.pk).update(capacity=4)  # as a load does
    assert promote_all() == 1
    assert promote_all() == 0
    # Fewer places take nobody's place away, and let nobody in.
    Session.objects.filter(pk=session.pk).update(capacity=2)
    cancel_seat(session, people[0], by=COMMAND_LINE)
    book(session, people[0])
    assert list_states(session)[-1] == (people[0].pk, "waiting")


def test_the_database_refuses_a_place_beyond_the_last(edition: Edition) -> None:
    session = make.session(edition, capacity=1, booking=True)
    book(session, make.participation(edition))
    with pytest.raises(IntegrityError, match="no place is left"), transaction.atomic():
        Seat.objects.create(
            session=session, participation=make.participation(edition), state="booked"
        )
    SeatCount.objects.filter(session=session).update(taken=0)
    assert SeatCount.objects.get(session=session).taken == 1, "nobody writes the count"


def test_who_leaves_the_fair_leaves_the_place(edition: Edition) -> None:
    session = make.session(edition, capacity=1, booking=True)
    first, second = make.participation(edition), make.participation(edition)
    book(session, first, second)
    Participation.objects.filter(pk=first.pk).update(state="cancelled")
    promote_all()
    assert list_states(session) == [(second.pk, "booked")]


@pytest.mark.parametrize(
    ("fields", "roles", "country", "rule"),
    [
        ({"booking": False}, ["visitor"], "", "no_booking"),
        ({"access": "invitation"}, ["visitor"], "", "by_invitation"),
        ({"access": "invitation", "booking": False}, ["visitor"], "", "by_invitation"),
        ({"cancelled": True, "booking": False}, ["visitor"], "", "cancelled"),
        ({"access": "delegates"}, ["visitor"], "KAZ", "delegates_only"),
        ({"access": "delegates", "economies": ["KAZ"]}, ["delegate"], "BLR", "delegates_only"),
        ({"access": "delegates", "economies": ["KAZ"]}, ["delegate"], "KAZ", ""),
        ({"access": "delegates"}, ["delegate"], "BLR", ""),
        ({"date": dt.date(2024, 7, 8)}, ["visitor"], "", "begun"),
    ],
)
def test_who_may_book(
    edition: Edition, fields: dict[str, object], roles: list[str], country: str, rule: str
) -> None:
    session = make.session(edition, **{"booking": True, **fields})
    who = make.participation(edition, roles=roles, person=make.person(country=country))
    if rule:
        with pytest.raises(Refusal) as refused:
            book(session, who)
        assert refused.value.rule == rule
    else:
        book(session, who)
        assert Seat.objects.get().state == "booked"


def test_who_is_invited_books_and_stays_invited(edition: Edition) -> None:
    session = make.session(edition, capacity=5, booking=True, access="invitation")
    guest = make.participation(edition)
    assert invite(session, [guest], by=COMMAND_LINE) == 1
    assert invite(session, [guest], by=COMMAND_LINE) == 0
    book(session, guest)
    cancel_seat(session, guest, by=COMMAND_LINE)
    assert list_states(session) == [(guest.pk, "invited")]
    book(session, guest)
    withdraw_invitation(Seat.objects.select_related("session__edition").get(), by=COMMAND_LINE)
    assert list_states(session) == []
    assert SeatCount.objects.get(session=session).taken == 0


def test_a_place_takes_the_time_of_meetings(edition: Edition) -> None:
    session = make.session(edition, booking=True)
    host, slot = make.exhibitor(edition), make.slot(edition)
    held = make.timetable(edition, state="released")
    staff = make.participation(edition, roles=["exhibitor"], organisation=host.organisation)
    book(session, staff)
    meeting = make.meeting(held, host, slot)
    meeting.representative = staff
    with pytest.raises(IntegrityError, match="cannot be at meeting"), transaction.atomic():
        meeting.save()
    calendars = Calendars(edition, [staff.pk])
    span = (slot.starts_at, slot.ends_at)
    assert calendars.explain(staff.pk, slot.date, span) == "meeting_seat"


def test_a_place_beside_a_meeting_is_asked_about_first(edition: Edition) -> None:
    session = make.session(edition, booking=True)
    other = make.session(edition, booking=True, start=dt.time(11), end=dt.time(12))
    host, slot = make.exhibitor(edition), make.slot(edition)
    meeting = make.meeting(make.timetable(edition, state="released"), host, slot)
    guest = Booking.objects.get(meeting=meeting).participation
    with pytest.raises(Refusal) as refused:
        book(session, guest)
    assert refused.value.rule == "clash"
    book(session, guest, nevertheless=True)
    assert Seat.objects.get(session=session).beside
    book(other, guest, nevertheless=True)
    assert Seat.objects.get(session=other).beside, "two sessions at a time"
    # A session that moves onto a meeting stays possible, beside it.
    third = make.session(edition, booking=True, date=dt.date(2034, 7, 12))
    book(third, guest)
    third.date = dt.date(2034, 7, 10)
    third.save()
    assert Seat.objects.get(session=third).beside


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_as_many_as_there_are_places_get_one() -> None:
    edition = make.edition("river-2034", first_day=dt.date(2034, 7, 10))
    session = make.session(edition, capacity=2, booking=True)
    people = [make.participation(edition) for _ in range(6)]
    begin = threading.Barrier(len(people))

    def ask(who: Participation) -> None:
        begin.wait()
        book(session, who)
        connection.close()

    threads = [threading.Thread(target=ask, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = [state for _, state in list_states(session)]
    assert (states.count("booked"), states.count("waiting")) == (2, 4)
