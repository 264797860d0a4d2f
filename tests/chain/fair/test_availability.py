"""When people are free, against asking minute by minute."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.chain.fair.availability import free_slots
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.read import read_fair

SMALL = read_fair(Path(__file__).parents[2] / "folder" / "small")
MINUTE = dt.timedelta(minutes=1)


def test_the_small_fair() -> None:
    free = free_slots(SMALL, ["v1", "v2", "v3", "s1"])
    assert free[0].tolist() == [True] * 3 + [False] * 9, "free from 10:00 to 11:30 on day one"
    assert free[1].all()
    assert free[2].tolist() == [False] * 6 + [True] * 6
    # the speaker is taken 10:00-11:00 on day one and 12:00-13:15 on day two
    assert free[3].tolist() == [False] * 2 + [True] * 8 + [False] * 2


def test_a_session_takes_the_slots_it_touches() -> None:
    session = {"id": "x", "date": dt.date(2024, 7, 8), "speakers": ["v2"], "room": "r"}
    session |= {"start": dt.time(10, 29), "end": dt.time(11, 0, 1)}
    fair = dataclasses.replace(SMALL, sessions=build_table_of_rows("sessions", [session]))
    assert free_slots(fair, ["v2"])[0, :4].tolist() == [False, False, False, True]


def test_a_session_ends_after_midnight() -> None:
    """And takes a slot of the next morning, from a moderator too."""
    session = {"id": "x", "date": dt.date(2024, 7, 8), "moderators": ["v2"], "room": "r"}
    session |= {"start": dt.time(22), "end": dt.time(10, 1)}
    fair = dataclasses.replace(SMALL, sessions=build_table_of_rows("sessions", [session]))
    assert free_slots(fair, ["v2"])[0].tolist() == [True] * 6 + [False] + [True] * 5


def test_a_cancelled_session_and_a_place_beside_meetings_take_no_time() -> None:
    session = {"id": "x", "date": dt.date(2024, 7, 8), "room": "r", "booked": ["g1", "v2"]}
    session |= {"start": dt.time(10), "end": dt.time(11), "beside": ["v2"]}
    gone = session | {"id": "y", "start": dt.time(11), "end": dt.time(12), "cancelled": "yes"}
    sessions = build_table_of_rows("sessions", [session, gone])
    fair = dataclasses.replace(SMALL, sessions=sessions)
    assert free_slots(fair, ["g1", "v2"])[:, :4].tolist() == [
        [False, False, True, True],
        [True] * 4,
    ]


times = st.integers(9 * 60, 14 * 60).map(lambda minute: dt.time(minute // 60, minute % 60))
spans = st.tuples(st.integers(0, 1), times, times).filter(lambda span: span[1] < span[2])


@settings(max_examples=60, deadline=None)
@given(st.lists(spans, min_size=1, max_size=6))
def test_against_asking_every_minute(drawn: list[tuple[int, dt.time, dt.time]]) -> None:
    days = SMALL.settings.dates
    rows = [
        {"person": "v2", "date": days[day], "start": start, "end": end} for day, start, end in drawn
    ]
    fair = dataclasses.replace(SMALL, availability=build_table_of_rows("availability", rows))
    assert free_slots(fair, ["v2"])[0].tolist() == slow_answer(fair, rows)


def slow_answer(fair: Fair, rows: list[dict[str, object]]) -> list[bool]:
    """Return for each slot whether every minute of it lies in some row."""
    free = set()
    for row in rows:
        date, start, end = row["date"], row["start"], row["end"]
        assert isinstance(date, dt.date)
        assert isinstance(start, dt.time)
        assert isinstance(end, dt.time)
        moment = dt.datetime.combine(date, start)
        while moment < dt.datetime.combine(date, end):
            free.add(moment)
            moment += MINUTE
    answer = []
    for slot in range(fair.settings.slot_count):
        start_of = fair.settings.slot_start(slot)
        minutes = range(fair.settings.slots.minutes)
        answer.append(all(start_of + minute * MINUTE in free for minute in minutes))
    return answer
