"""An agenda is by the fair's own days."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.sites import factories as make

from fairlead.apps.meetings.models import Meeting, MeetingRequest
from fairlead.apps.meetings.queries.agenda import read_agenda


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
