"""An agenda is by the fair's own days."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.sites import factories as make

from fairlead.apps.meetings.models import Meeting, MeetingRequest
from fairlead.apps.meetings.queries.agenda import read_agenda, read_day


@pytest.mark.django_db
def test_the_place_before_is_one_of_the_same_day_where_the_fair_is() -> None:
    """Where it is 9 in the morning when it is midnight in Greenwich, nothing breaks in two."""
    fair = make.edition("far-east", time_zone="Asia/Tokyo", first_slot=dt.time(8, 20))
    held = make.held_now(make.timetable(fair, state="released"))
    guest = make.participation(fair)
    for number in (1, 4):  # 08:20 and 09:20
        host = make.exhibitor(fair)
        asked = MeetingRequest.objects.create(
            edition=fair, code=f"r-{number}", requester=guest, recipient=host, state="accepted"
        )
        at = make.slot(fair, number=number)
        Meeting.objects.create(
            timetable=held, request=asked, slot=at, place="stand", stand=host.stand, seat=1
        )
    first, second = read_agenda(guest).entries
    assert read_agenda(guest).find_before(second) == first


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_a_day_is_what_the_whole_agenda_has_on_it(zone: str) -> None:
    """And what is on now and next, whatever day is looked at; other days are counted only."""
    fair = make.edition("days", time_zone=zone, days=3, first_slot=dt.time(8, 20))
    held = make.held_now(make.timetable(fair, state="released"))
    guest, slots = make.participation(fair), [(0, 1), (0, 4), (2, 2), (2, 3)]
    for day, number in slots:
        host = make.exhibitor(fair)
        asked = MeetingRequest.objects.create(
            edition=fair, code=f"{day}-{number}", requester=guest, recipient=host, state="accepted"
        )
        at = make.slot(fair, day=day, number=number)
        Meeting.objects.create(
            timetable=held, request=asked, slot=at, place="stand", stand=host.stand, seat=1
        )
    whole = read_agenda(guest, history=False)
    moments = [one.begins + dt.timedelta(minutes=by) for one in whole.entries for by in (-9, 0, 9)]
    for now in (*moments, whole.entries[-1].ends):
        for date in fair.dates:
            of_day = read_day(guest, date, now)
            assert of_day.on(date, fair) == whole.on(date, fair)
            assert of_day.find_now_and_next(now) == whole.find_now_and_next(now)
            assert of_day.count_days(fair) == whole.count_days(fair)
            for entry in of_day.entries:
                assert of_day.find_before(entry) == whole.find_before(entry)
    assert len(read_day(guest, fair.dates[1], moments[0]).entries) == 2
