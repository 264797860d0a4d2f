"""Meetings of three and more parties and of several slots, into the database and released."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from fairlead.apps.meetings.models import Booking, Meeting, Timetable
from fairlead.apps.pipeline.runs import find_timetable, record_solved
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.read import read_fair

pytestmark = pytest.mark.django_db
SMALL = read_fair(Path(__file__).parents[2] / "folder" / "small")


def test_who_comes_and_how_long_is_recorded_and_booked() -> None:
    requests: list[dict[str, Any]] = [
        {"id": "r0", "requester": "v2", "recipient": "gear", "slots": 3, "state": "accepted"},
        {"id": "r1", "requester": "v3", "recipient": "gear", "state": "accepted"},
        {"id": "r2", "requester": "v2", "person": "g1", "preference": "must", "state": "accepted"},
    ]
    parties: list[dict[str, Any]] = [
        {"request": "r0", "number": 3, "organisation": "bearing", "answer": "accepted"},
        {"request": "r0", "number": 4, "person": "u1", "answer": "accepted"},
    ]
    fair = dataclasses.replace(
        SMALL,
        requests=build_table_of_rows("requests", requests),
        request_parties=build_table_of_rows("request_parties", parties),
        request_history=build_table_of_rows("request_history", []),
        availability=build_table_of_rows("availability", []),
    )
    edition = load_fair(fair)
    assert gather_fair(edition).request_parties.num_rows == 2
    drafts = record_solved(edition, find_timetable(edition, seed=0), seed=0)
    draft = drafts.timetable
    assert draft is not None
    long = Meeting.objects.get(timetable=draft, request__code="r0")
    assert long.slots == 3
    codes = sorted(one.participation.code for one in long.attendees.all())
    assert codes == ["b1", "u1"]
    assert Meeting.objects.get(timetable=draft, request__code="r2").representative is not None
    drafts.release()
    current = Timetable.objects.get(edition=edition, state="current")
    booked = Booking.objects.filter(meeting__timetable=current, meeting__request__code="r0")
    people = sorted(booking.participation.code for booking in booked)
    assert people == sorted([*codes, "v2", str(long.representative and long.representative.code)])
