"""In small what `python -m benchmarks.booking` does in full, and that its checker finds faults."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from benchmarks.booking.__main__ import run
from benchmarks.booking.checker import check

BEGINS = dt.datetime(2034, 7, 10, 10, tzinfo=dt.UTC)


@pytest.mark.slow
def test_nobody_is_booked_twice_whatever_dies() -> None:
    found = run(clients=6, attempts=150, slots=15)
    faults = {name: count for name, count in found.items() if name.startswith("faults") and count}
    assert (faults, found["code"]) == ({}, 0)
    assert found["meetings"] == 15
    assert len(found["disturbed"]) == 3


def meeting(number: int, *, guest: int, host: int, minutes: int = 0) -> tuple[Any, ...]:
    """Return a meeting of twenty minutes as the checker reads it."""
    begins = BEGINS + dt.timedelta(minutes=minutes)
    ends = begins + dt.timedelta(minutes=20)
    return number, f"q-{number}", 7, begins, ends, guest, host, 1, number, None, 1


def answer(number: int, said: str = "done", *, slot: int = 7, why: str = "") -> dict[str, Any]:
    """Return what a client was told."""
    return {"request": f"q-{number}", "slot": slot, "answer": said, "why": why}


@pytest.mark.parametrize(
    ("log", "meetings", "fault"),
    [
        ([answer(1)], [], "accepted meetings lost"),
        ([answer(1, slot=8)], [meeting(1, guest=1, host=2)], "accepted meetings lost"),
        ([], [meeting(1, guest=1, host=2)], "meetings nobody was told of"),
        ([answer(1), answer(1)], [meeting(1, guest=1, host=2)], "one request done twice"),
        (
            [answer(1), answer(2)],
            [meeting(1, guest=1, host=2), meeting(2, guest=3, host=2, minutes=10)],
            "person booked twice",
        ),
        ([answer(1, "conflict")], [], "attempts without done or a clear conflict"),
        ([answer(1, "other", why="500")], [], "attempts without done or a clear conflict"),
    ],
)
def test_the_checker_finds(
    log: list[dict[str, Any]], meetings: list[tuple[Any, ...]], fault: str
) -> None:
    states = {one[1]: "accepted" for one in meetings}
    found = {name for name, count in check(log, meetings, states).items() if count}
    assert f"faults: {fault}" in found


def test_the_checker_finds_nothing_where_all_is_well() -> None:
    meetings = [meeting(1, guest=1, host=2), meeting(2, guest=3, host=2, minutes=20)]
    log = [answer(1), answer(2), answer(3, "conflict", why="taken")]
    states = {"q-1": "accepted", "q-2": "accepted", "q-3": "pending"}
    found = check(log, meetings, states)
    assert not [name for name, count in found.items() if name.startswith("faults") and count]
