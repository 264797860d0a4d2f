"""What a late, a full and a cancelled session mean at the door, for questions and places."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone
from tests.sites import factories as make

from fairlead.apps.attendance.domain.ask_question import is_open
from fairlead.apps.attendance.domain.note_arrival import note_arrival
from fairlead.apps.attendance.domain.refusals import Refusal
from fairlead.apps.attendance.models import Arrival, Seat
from fairlead.apps.attendance.queries.seats import find_obstacle, find_seat_of_day
from fairlead.apps.congress.models import Speaker
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.models import Participation


@pytest.fixture
def edition(db: None) -> Edition:
    """Return a fair that is on."""
    today = timezone.now().astimezone(make.edition("other").zone).date()
    return make.edition("river-today", first_day=today)


def test_a_late_session_is_booked_until_it_begins_and_asked_until_it_is_over(
    edition: Edition,
) -> None:
    session = make.session(edition, booking=True, delay=60)
    planned, guest = session.starts_at, make.participation(edition)
    after = dt.timedelta(minutes=30)
    assert find_obstacle(session, guest, None, planned + after) == ""
    assert find_obstacle(session, guest, None, planned + 2 * after) == "begun"
    assert is_open(session, session.ends_at + 2 * after)
    session.delay = 0
    assert not is_open(session, session.ends_at + 2 * after)


def test_a_full_session_lets_in_who_speaks_who_was_there_and_who_is_let_in_nevertheless(
    edition: Edition,
) -> None:
    session = make.session(edition)
    session.room.capacity = 1
    session.room.save()
    speaker, first, second = (make.participation(edition) for _ in range(3))
    Speaker.objects.create(session=session, participation=speaker, position=0)
    for who in (speaker, first):
        assert note_arrival(session, who, by=COMMAND_LINE)[1]
    with pytest.raises(Refusal) as refused:
        note_arrival(session, second, by=COMMAND_LINE)
    assert refused.value.rule == "full"
    assert not note_arrival(session, first, by=COMMAND_LINE)[1], "shown twice"
    assert note_arrival(session, second, by=COMMAND_LINE, anyway=True)[1]
    session.cancelled = True
    session.save()
    with pytest.raises(Refusal) as refused:
        note_arrival(session, make.participation(edition), by=COMMAND_LINE, anyway=True)
    assert refused.value.rule == "cancelled"


@pytest.mark.django_db(transaction=True)
def test_of_many_at_two_doors_as_many_as_there_are_places_come_in() -> None:
    edition = make.edition("river-today", first_day=timezone.now().date())
    session, doors = make.session(edition, capacity=2), threading.Barrier(6)

    def come(who: Participation) -> None:
        doors.wait()
        with contextlib.suppress(Refusal):
            note_arrival(session, who, by=COMMAND_LINE)
        connection.close()

    people = [make.participation(edition) for _ in range(6)]
    threads = [threading.Thread(target=come, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Arrival.objects.count() == 2


def test_the_door_of_a_session_for_delegates_refuses_others(edition: Edition) -> None:
    session = make.session(edition, access="delegates", economies=["KAZ"])
    for roles, country, rule in (
        (["visitor"], "KAZ", "delegates_only"),
        (["delegate"], "BLR", "delegates_only"),
        (["delegate"], "KAZ", ""),
    ):
        who = make.participation(edition, roles=roles, person=make.person(country=country))
        if rule:
            with pytest.raises(Refusal) as refused:
                note_arrival(session, who, by=COMMAND_LINE)
            assert refused.value.rule == rule
        assert note_arrival(session, who, by=COMMAND_LINE, anyway=bool(rule))[1]


def test_who_stands_at_the_wrong_door_has_a_place_elsewhere(edition: Edition) -> None:
    times = {"date": edition.first_day, "start": dt.time(0), "end": dt.time(23, 59, 59)}
    right, gone = (make.session(edition, **times, booking=True) for _ in range(2))
    gone.cancelled = True
    gone.save()
    tomorrow = make.session(edition, booking=True, date=edition.first_day + dt.timedelta(days=1))
    guest = make.participation(edition)
    for session in (gone, tomorrow):
        Seat.objects.create(session=session, participation=guest, state="booked", beside=True)
    assert find_seat_of_day(guest, right.starts_at) is None
    Seat.objects.create(session=right, participation=guest, state="booked", beside=True)
    seat = find_seat_of_day(guest, right.starts_at)
    assert seat is not None
    assert seat.session == right
    assert find_seat_of_day(guest, right.ends_at) is None
