"""The scheduling step: a timetable nobody can be double-booked in."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fairlead.chain.fair.availability import free_slots
from fairlead.chain.scheduling.staffing import assign_hosts, build_staffing
from fairlead.chain.scheduling.timetable import Timetable, schedule_meetings
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair

SMALL = read_fair(Path(__file__).parents[2] / "folder" / "small")
DAYS = SMALL.settings.dates


def with_requests(rows: list[dict[str, Any]], **tables: Any) -> Fair:
    """Return the small fair with other requests."""
    numbered = [{"id": f"r{number}", "weight": 1.0} | row for number, row in enumerate(rows)]
    return dataclasses.replace(SMALL, requests=build_table_of_rows("requests", numbered), **tables)


def check(fair: Fair, timetable: Timetable) -> None:
    """Assert, from the tables alone, everything that a timetable must keep."""
    meetings = timetable.meetings.to_pylist()
    requests = {row["id"]: row for row in fair.requests.to_pylist()}
    staff = {
        row["id"]: row["organisation"]
        for row in fair.people.to_pylist()
        if row["role"] == "exhibitor"
    }
    booked: Counter[tuple[Any, ...]] = Counter()
    tables: Counter[tuple[Any, ...]] = Counter()
    per_day: Counter[tuple[Any, ...]] = Counter()
    people = sorted({row[who] for row in meetings for who in ("requester", "representative")})
    free = dict(zip(people, free_slots(fair, people), strict=True))
    for row in meetings:
        request = requests[row["request"]]
        assert row["requester"] == request["requester"]
        assert row["recipient"] == request["recipient"]
        assert row["place"] == request["place"]
        assert staff[row["representative"]] == row["recipient"]
        slot = (row["date"] - DAYS[0]).days * fair.settings.slots.per_day + row["slot"] - 1
        assert fair.settings.slot_start(slot).time() == row["start"]
        if request["locked_slot"] is not None:
            assert (row["date"], row["slot"]) == (request["locked_date"], request["locked_slot"])
        for who in (row["requester"], row["representative"]):
            assert free[who][slot]
            booked[who, slot] += 1
            per_day[who, row["date"]] += 1
        assert (row["place"] == "table") == (row["table"] is not None)
        assert (row["place"] == "stand") == (row["stand"] is not None)
        if row["table"] is not None:
            assert 1 <= row["table"] <= fair.settings.meetings.tables
            tables[row["table"], slot] += 1
    assert max(booked.values(), default=0) <= 1
    assert max(tables.values(), default=0) <= 1
    most = fair.settings.meetings.max_per_day
    assert most is None or max(per_day.values(), default=0) <= most
    open_ones = {one for one, row in requests.items() if row["state"] in ("pending", "accepted")}
    held = {row["request"] for row in meetings}
    assert held | set(timetable.unheld["request"].to_pylist()) == open_ones
    assert not held & set(timetable.unheld["request"].to_pylist())


def test_the_small_fair_is_held_whole() -> None:
    timetable = schedule_meetings(SMALL, seed=0)
    check(SMALL, timetable)
    assert timetable.meetings.num_rows == 6, "all but the declined one"
    assert timetable.step.status == "optimal"
    assert timetable.step.objective == timetable.step.bound == 10.5
    locked = timetable.meetings.to_pylist()[0]
    assert (locked["request"], locked["date"], locked["slot"]) == ("r1", DAYS[0], 1)


def test_the_same_seed_gives_the_same_timetable() -> None:
    one, other = (schedule_meetings(SMALL, seed=3) for _ in range(2))
    assert one.meetings.equals(other.meetings)


def test_more_wishes_than_a_person_has_slots() -> None:
    rows = [{"requester": "v1", "recipient": one} for one in ("gear", "bearing", "pump", "chip")]
    fair = with_requests(rows)
    timetable = schedule_meetings(fair, seed=0)
    check(fair, timetable)
    assert timetable.meetings.num_rows == 3, "v1 is there for three slots"
    assert timetable.unheld["reason"].to_pylist() == ["no_room"]


def test_staff_who_ask_do_not_host() -> None:
    rows = [
        {"requester": "g1", "recipient": "pump"},
        {"requester": "v1", "recipient": "gear"},
        {"requester": "v2", "recipient": "gear"},
    ]
    fair = with_requests(rows)
    found = build_staffing(fair, ["gear", "pump"], asking=["g1", "v1", "v2"])
    assert found["gear"].hosts == ("g2",)
    check(fair, schedule_meetings(fair, seed=0))


def test_the_only_person_asks_and_hosts_on_one_calendar() -> None:
    """b1 alone stands for bearing and asks too: three meetings need three slots."""
    one_slot = [
        {"person": person, "date": DAYS[0], "start": dt.time(10), "end": dt.time(11)}
        for person in ("v1", "v2", "b1")
    ]
    rows = [
        {"requester": "b1", "recipient": "gear"},
        {"requester": "v1", "recipient": "bearing"},
        {"requester": "v2", "recipient": "bearing"},
    ]
    fair = with_requests(rows, availability=build_table_of_rows("availability", one_slot))
    timetable = schedule_meetings(fair, seed=0)
    check(fair, timetable)
    assert timetable.meetings.num_rows == 2


def test_no_staff_is_said() -> None:
    people = [row for row in SMALL.people.to_pylist() if row["id"] != "c1"]
    rows = [{"requester": "v1", "recipient": "chip"}, {"requester": "v1", "recipient": "gear"}]
    fair = with_requests(rows, people=build_table_of_rows("people", people))
    timetable = schedule_meetings(fair, seed=0)
    check(fair, timetable)
    assert timetable.unheld.to_pylist() == [{"request": "r0", "reason": "no_staff"}]
    nobody = dataclasses.replace(fair, requests=fair.requests.slice(0, 1))
    assert schedule_meetings(nobody, seed=0).step.status == "skipped"
    assert schedule_meetings(with_requests([]), seed=0).step.status == "skipped"


def test_shared_tables_are_counted() -> None:
    settings = dataclasses.replace(
        SMALL.settings,
        meetings=dataclasses.replace(SMALL.settings.meetings, tables=1),
        days=1,
        slots=dataclasses.replace(SMALL.settings.slots, per_day=2),
    )
    rows = [
        {"requester": who, "recipient": whom, "place": "table"}
        for who, whom in (("v2", "gear"), ("s1", "bearing"), ("u1", "chip"))
    ]
    fair = dataclasses.replace(with_requests(rows), settings=settings)
    timetable = schedule_meetings(fair, seed=0)
    check(fair, timetable)
    assert timetable.meetings.num_rows == 2


def test_a_lock_outside_free_time_is_a_mistake() -> None:
    lock = {"locked_date": DAYS[1], "locked_slot": 2}
    fair = with_requests([{"requester": "v1", "recipient": "gear"} | lock])
    with pytest.raises(InvalidInput) as caught:
        schedule_meetings(fair, seed=0)
    assert str(caught.value) == (
        'requests.csv: locked_slot "2 of r0": '
        "expected a slot in which the requester and the exhibitor's staff are free"
    )


def test_too_many_locks_for_a_stand() -> None:
    lock = {"recipient": "bearing", "locked_date": DAYS[0], "locked_slot": 2}
    fair = with_requests([{"requester": "v1"} | lock, {"requester": "v2"} | lock])
    with pytest.raises(InvalidInput, match=r"requests\.csv"):
        schedule_meetings(fair, seed=0)


def with_hours(fair: Fair, *, max_per_day: int | None) -> Fair:
    """Return the fair in which one of two hosts is there in two slots of day one alone."""
    here = [{"person": "g1", "date": DAYS[0], "start": dt.time(10), "end": dt.time(11)}]
    rules = dataclasses.replace(fair.settings.meetings, max_per_day=max_per_day)
    return dataclasses.replace(
        fair,
        availability=build_table_of_rows("availability", here),
        settings=dataclasses.replace(fair.settings, meetings=rules),
    )


def test_each_host_has_hours_of_its_own() -> None:
    asked = [{"requester": f"v{n}", "recipient": "gear"} for n in (1, 2, 3)]
    fair = with_hours(with_requests(asked), max_per_day=None)
    team = build_staffing(fair, ["gear"], asking=[])["gear"]
    assert team.room.tolist() == [2, 2] + [1] * 10
    found = schedule_meetings(fair, seed=0, fewest="slots")
    check(fair, found)
    rows = found.meetings.to_pylist()
    assert len(rows) == 3
    # Two slots hold three meetings only where both hosts are there.
    assert {(row["date"], row["slot"]) for row in rows} == {(DAYS[0], 1), (DAYS[0], 2)}
    assert "g1" in {row["representative"] for row in rows}


def test_one_person_or_exhibitor_has_all_meetings_on_the_fewest_days() -> None:
    firms = ["gear", "bearing", "pump"]
    fair = with_requests([{"requester": f"v{n}", "recipient": firms[n - 1]} for n in (1, 2, 3)])
    for one, days in (("v2", 1), ("gear", 1)):
        found = schedule_meetings(fair, seed=0, fewest="days", person=one)
        check(fair, found)
        assert found.result is not None
        assert found.result.fewest is not None
        assert (found.result.fewest.used, found.result.fewest.bound) == (days, days)
    with pytest.raises(InvalidInput, match=r'--person: "s1": expected the id of a person'):
        schedule_meetings(fair, seed=0, fewest="days", person="s1")


def test_under_a_limit_a_day_a_stand_of_a_large_fair_holds_what_offers_most_in_every_slot() -> None:
    fair = with_hours(with_requests([]), max_per_day=4)
    team = build_staffing(fair, ["gear"], asking=[], few=False)["gear"]
    assert team.room.tolist() == [1] * 12
    hosts = assign_hosts(team, [0, 1, 6, 7], days=[6, 6])
    assert hosts == ["g1", "g2", "g2", "g2"] or Counter(hosts)["g1"] <= 2


def test_hosts_share_a_day_evenly() -> None:
    team = build_staffing(SMALL, ["gear"], asking=[])["gear"]
    assert team.capacity == 2
    hosts = assign_hosts(team, [0, 0, 1, 2, 3, 4], days=[6, 6])
    assert Counter(hosts) == {"g1": 3, "g2": 3}
    with pytest.raises(RuntimeError, match="Expected a free host"):
        assign_hosts(team, [0, 0, 0], days=[6, 6])


def test_many_random_requests() -> None:
    rng = np.random.default_rng(5)
    pairs = {
        (str(who), str(whom))
        for who, whom in zip(
            rng.choice(["v1", "v2", "v3", "s1", "u1", "g1", "b1"], 60),
            rng.choice(["gear", "bearing", "pump", "chip"], 60),
            strict=True,
        )
    }
    own = {"u1": "pump", "g1": "gear", "b1": "bearing"}
    rows = [
        {
            "requester": who,
            "recipient": whom,
            "weight": float(rng.integers(1, 4)),
            "place": str(rng.choice(["stand", "table", "online"])),
        }
        for who, whom in sorted(pairs)
        if own.get(who) != whom
    ]
    fair = with_requests(rows)
    check(fair, schedule_meetings(fair, seed=1))


def test_every_request_of_a_folder_in_the_fewest_slots() -> None:
    rows = [{"requester": f"v{n}", "recipient": firm} for n in (1, 2, 3) for firm in ("gear",)]
    found = schedule_meetings(with_requests(rows), seed=0, fewest="slots")
    assert found.result is not None
    assert found.result.fewest is not None
    assert found.meetings.num_rows == len(rows)
    used = {(row["date"], row["slot"]) for row in found.meetings.to_pylist()}
    assert len(used) == found.result.fewest.used == found.result.fewest.bound
