"""Days with their own slots, and people with their own limits."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.csv as pa_csv
import pytest
from tests.chain.scheduling.test_group_meetings import DAYS, SMALL, solved, with_requests

from fairlead.chain.scheduling.replan_folder import explain_folder, replan_folder
from fairlead.chain.scheduling.timetable import schedule_meetings
from fairlead.chain.scheduling.verify_folder import verify_folder_timetable
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FewerTables, OwnDay
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.input_errors import InvalidInput

TWO = {"slots": 2, "place": "online", "recipient": "gear"}
UNEQUAL = OwnDay(DAYS[1], ("10:00-10:20", "10:20-11:00", "13:00-14:00"))


def with_days(fair: Fair, *days: OwnDay) -> Fair:
    return dataclasses.replace(fair, settings=dataclasses.replace(fair.settings, own_days=days))


def with_limits(fair: Fair, limits: dict[str, dict[str, int]]) -> Fair:
    rows = [row | limits.get(row["id"], {}) for row in fair.people.to_pylist()]
    people = build_table_of_rows("people", rows, languages=fair.settings.languages)
    return dataclasses.replace(fair, people=people)


def write(fair: Fair, path: Path) -> Path:
    pa_csv.write_csv(schedule_meetings(fair, seed=0).meetings, path)
    return path


def test_meetings_begin_and_end_as_the_day_says(tmp_path: Path) -> None:
    fair = with_requests([{"requester": "v1", "recipient": "gear", "locked_date": DAYS[1],
                           "locked_slot": 3}])  # fmt: skip
    row = solved(with_days(fair, UNEQUAL), tmp_path).meetings.to_pylist()[0]
    assert (row["slot"], f"{row['start']:%H:%M}", f"{row['end']:%H:%M}") == (3, "13:00", "14:00")


def test_a_meeting_of_two_slots_runs_across_no_pause(tmp_path: Path) -> None:
    days = [OwnDay(DAYS[0], ("10:00-11:00", "13:00-14:00")), UNEQUAL]
    fair = with_days(with_requests([TWO | {"requester": one} for one in ("v1", "v2", "v3")]), *days)
    timetable = solved(fair, tmp_path)
    assert {(row["date"], row["slot"]) for row in timetable.meetings.to_pylist()} == {(DAYS[1], 1)}
    assert timetable.meetings.num_rows == 2, "both of the exhibitor's people, once"
    path = write(fair, tmp_path / "timetable.csv")
    left = timetable.unheld["request"].to_pylist()
    assert [reason.request for reason in explain_folder(fair, path)] == left
    assert replan_folder(fair, path, price=0.0).changes == []
    wrong = (
        path.read_text()
        .replace(f'"{DAYS[1]}"', str(DAYS[1]))
        .replace(f"{DAYS[1]},1,", f"{DAYS[1]},2,")
    )
    path.write_text(wrong)
    assert any(
        "do not follow one another" in one for one in verify_folder_timetable(fair, path).broken
    )


def asked(people: list[str], firms: list[str]) -> list[dict[str, Any]]:
    return [
        {"requester": one, "recipient": firm, "place": "online"} for one in people for firm in firms
    ]


def test_who_asks_and_who_receives_keep_to_their_own_limits(tmp_path: Path) -> None:
    fair = with_requests(asked(["v1", "v2", "v3"], ["gear", "bearing", "pump"]))
    assert solved(fair, tmp_path).meetings.num_rows == 9
    limits = {"v1": {"max_meetings": 1}, "v2": {"max_per_day": 1}, "b1": {"max_per_day": 1}}
    limited = with_limits(fair, limits)
    timetable = solved(limited, tmp_path)
    rows = timetable.meetings.to_pylist()
    asks = Counter(row["requester"] for row in rows)
    assert asks["v1"] == 1
    assert asks["v2"] == 2
    receives = Counter((row["representative"], row["date"]) for row in rows)
    assert max(count for (one, _), count in receives.items() if one == "b1") == 1
    path = write(fair, tmp_path / "timetable.csv")
    said = "\n".join(verify_folder_timetable(limited, path).broken)
    assert "v1 has 3 meetings in all, at most 1" in said
    plan = replan_folder(limited, path, price=0.0)
    assert Counter(row["requester"] for row in plan.meetings.to_pylist())["v1"] == 1
    left = explain_folder(limited, write(limited, tmp_path / "limited.csv"))
    assert any("in all, the most allowed" in one.words for one in left)


def test_an_own_limit_may_be_larger_than_everybodys(tmp_path: Path) -> None:
    rules = dataclasses.replace(SMALL.settings.meetings, max_per_day=1)
    fair = with_requests(asked(["v1"], ["gear", "bearing", "pump"]))
    strict = dataclasses.replace(
        fair, settings=dataclasses.replace(fair.settings, meetings=rules, days=1)
    )
    assert solved(strict, tmp_path).meetings.num_rows == 1
    own = with_limits(strict, {"v1": {"max_per_day": 2}})
    assert solved(own, tmp_path).meetings.num_rows == 2


def test_who_needs_rest_has_it_whether_asking_or_receiving(tmp_path: Path) -> None:
    fair = with_requests(asked(["v1", "v2", "v3"], ["gear", "bearing", "pump"]))
    rested = with_limits(fair, {"v1": {"rest": 1}, "g1": {"rest": 2}, "b1": {"rest": 1}})
    path = write(fair, tmp_path / "timetable.csv")
    assert any("less than" in one for one in verify_folder_timetable(rested, path).broken)
    rows = solved(rested, tmp_path).meetings.to_pylist()
    for one, rest in (("v1", 1), ("g1", 2), ("b1", 1)):
        at = sorted(
            (row["date"], row["slot"])
            for row in rows
            if one in (row["requester"], row["representative"])
        )
        assert at
        assert all(
            day != after or number - slot > rest
            for (day, slot), (after, number) in itertools.pairwise(at)
        ), one
    plan = replan_folder(rested, path, price=0.0)
    pa_csv.write_csv(plan.meetings, tmp_path / "changed.csv")
    assert verify_folder_timetable(rested, tmp_path / "changed.csv").broken == []


def test_the_least_meetings_come_before_the_weight(tmp_path: Path) -> None:
    rules = dataclasses.replace(SMALL.settings.meetings, tables=1)
    heavy = {"requester": "v1", "person": "v2", "place": "table", "weight": 9.0}
    light = {"requester": "v3", "person": "c1", "place": "table", "weight": 1.0}
    fair = with_requests([heavy, light])
    day = OwnDay(DAYS[0], ("10:00-11:00",))
    one = dataclasses.replace(
        fair,
        settings=dataclasses.replace(fair.settings, meetings=rules, days=1, own_days=(day,)),
    )
    assert solved(one, tmp_path).meetings["requester"].to_pylist() == ["v1"]
    owed = with_limits(one, {"c1": {"min_meetings": 1}})
    assert solved(owed, tmp_path).meetings["requester"].to_pylist() == ["v3"]
    required = dataclasses.replace(
        owed,
        settings=dataclasses.replace(
            owed.settings, meetings=dataclasses.replace(rules, min_meetings="required")
        ),
    )
    assert solved(required, tmp_path).meetings["requester"].to_pylist() == ["v3"]
    path = write(one, tmp_path / "heavy.csv")
    assert verify_folder_timetable(owed, path).broken == []
    assert verify_folder_timetable(required, path).broken == ["c1: 0 meetings of at least 1"]


def test_tables_are_fewer_in_some_slots_and_locked_ones_are_kept(tmp_path: Path) -> None:
    rules = dataclasses.replace(SMALL.settings.meetings, tables=3)
    pairs = [("v1", "v2"), ("v3", "c1")]
    fair = with_requests(
        [{"requester": a, "person": b, "place": "table", "locked_table": 3} for a, b in pairs]
    )
    day = OwnDay(DAYS[0], ("10:00-11:00", "11:00-12:00"))
    settings = dataclasses.replace(fair.settings, meetings=rules, days=1, own_days=(day,))
    both = dataclasses.replace(fair, settings=settings)
    rows = solved(both, tmp_path).meetings.to_pylist()
    assert [(row["slot"], row["table"]) for row in rows] == [(1, 3), (2, 3)]
    path = write(both, tmp_path / "released.csv")
    fewer = dataclasses.replace(
        both, settings=dataclasses.replace(settings, fewer_tables=(FewerTables(DAYS[0], 2, 0),))
    )
    assert solved(fewer, tmp_path).meetings["slot"].to_pylist() == [1]
    said = "\n".join(verify_folder_timetable(fewer, path).broken)
    assert "1 meetings are at shared tables in 2024-07-08 slot 2, at most 0" in said
    [reason] = explain_folder(fewer, write(fewer, tmp_path / "fewer.csv"))
    assert "table" in reason.words
    assert replan_folder(fewer, path, price=0.0).meetings["slot"].to_pylist() == [1]
    wrong = path.read_text().replace(",3,", ",2,")
    path.write_text(wrong)
    assert any("locked to table 3" in one for one in verify_folder_timetable(both, path).broken)


def test_locks_that_contradict_a_rest_are_named_as_the_folder_does() -> None:
    rows = [
        {"requester": "v2", "recipient": firm, "locked_date": DAYS[1], "locked_slot": slot}
        for firm, slot in (("gear", 1), ("bearing", 2))
    ]
    fair = with_limits(with_requests(rows), {"v2": {"rest": 1}})
    with pytest.raises(InvalidInput) as caught:
        schedule_meetings(fair, seed=0)
    assert "v2 has 0 slots of rest between request r0 and request r1" in str(caught.value)
