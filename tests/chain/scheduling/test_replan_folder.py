"""A released timetable of a fair's folder stays what it was as far as the fair allows."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.chain.scheduling.test_verify_folder import changed, value

from fairlead.chain.scheduling.open_meetings import gather_meetings
from fairlead.chain.scheduling.replan_folder import Namer, explain_folder, replan_folder
from fairlead.chain.scheduling.staffing import Staffing, assign_hosts
from fairlead.chain.scheduling.timetable import schedule_meetings
from fairlead.chain.scheduling.verify_folder import verify_folder_timetable
from fairlead.engines.scheduling.representatives import share_out
from fairlead.engines.scheduling.team import BookedMeeting, Team
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair

SMALL = read_fair(Path(__file__).parents[2] / "folder" / "small")


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """Return the file of the small fair's timetable."""
    path = tmp_path / "timetable.csv"
    pa_csv.write_csv(schedule_meetings(SMALL, seed=0).meetings, path)
    return path


def with_changed_requests(**by_request: dict[str, Any]) -> Fair:
    """Return the small fair with other values in some requests; None leaves one out."""
    rows = [
        row | by_request.get(row["id"], {})
        for row in SMALL.requests.to_pylist()
        if by_request.get(row["id"], {}) is not None
    ]
    requests = pa.Table.from_pylist(rows, schema=SMALL.requests.schema)
    return dataclasses.replace(SMALL, requests=requests)


def test_without_changes_everything_stays(released: Path) -> None:
    plan = replan_folder(SMALL, released, price=0.0)
    assert (plan.changes, plan.fewest) == ([], True)
    assert plan.meetings.equals(schedule_meetings(SMALL, seed=0).meetings)


def test_tables_count_from_1_in_words() -> None:
    namer = Namer(SMALL.settings, gather_meetings(SMALL))
    assert namer.write("It is locked to table 0: all 3 tables are taken.") == (
        "It is locked to table 1: all 3 tables are taken."
    )


def test_a_withdrawn_request_is_cancelled_and_the_rest_stays(released: Path) -> None:
    fair = with_changed_requests(r1={"state": "withdrawn"})
    plan = replan_folder(fair, released, price=0.0)
    (change,) = plan.changes
    assert (change.request, change.kind, change.now) == ("r1", "cancelled", None)
    assert change.before is not None
    assert change.before.time == "2024-07-08 slot 1"


def test_who_comes_late_is_met_later(released: Path, tmp_path: Path) -> None:
    held = pa_csv.read_csv(released).to_pylist()
    first = next(row for row in held if row["request"] == "r3")  # r1 is locked
    late = {
        "person": first["requester"],
        "date": first["date"],
        "start": first["end"],
        "end": dt.time(18),
    }
    rows = [row for row in SMALL.availability.to_pylist() if row["person"] != late["person"]]
    table = pa.Table.from_pylist([*rows, late], schema=SMALL.availability.schema)
    plan = replan_folder(dataclasses.replace(SMALL, availability=table), released, price=0.0)
    moved = {change.request: change for change in plan.changes}
    assert moved[first["request"]].kind == "moved"
    out = tmp_path / "now.csv"
    pa_csv.write_csv(plan.meetings, out)
    fair = dataclasses.replace(SMALL, availability=table)
    assert verify_folder_timetable(fair, out).broken == []


def test_a_day_that_is_no_longer_there_moves_its_meetings(released: Path) -> None:
    text = changed(released.read_text().replace('"', ""), "r2", date="2024-07-19")
    released.write_text(text)
    plan = replan_folder(SMALL, released, price=0.0)
    assert [(c.request, c.kind) for c in plan.changes] == [("r2", "moved")]
    assert plan.result.held == 6


def test_a_representative_is_kept() -> None:
    team = Staffing(("x", "y"), np.ones((2, 4), dtype=bool), np.full(4, 2, dtype=np.int32))
    assert assign_hosts(team, [0, 0, 1], days=[4]) == ["x", "y", "x"]
    before = [(0, "y"), (0, "x"), (1, "y")]
    assert assign_hosts(team, [0, 0, 1], days=[4], released=before) == ["y", "x", "y"]
    # In another slot too: those who come in the place of others are for new meetings.
    assert assign_hosts(team, [0, 1], days=[4], released=[None, (3, "x")]) == ["y", "x"]
    assert assign_hosts(team, [0], days=[4], released=[(3, "y")]) == ["y"]


@given(st.data())
def test_meetings_that_stay_keep_the_hosts_that_sharing_out_would_give(data: st.DataObject) -> None:
    free = np.array(data.draw(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=3,
                                       max_size=3)))  # fmt: skip
    team = Staffing(("x", "y", "z"), free, free.sum(axis=0).astype(np.int32))
    slots = sorted(data.draw(st.lists(st.integers(0, 3), max_size=6)))
    lengths = [data.draw(st.integers(1, min(2, 4 - slot))) for slot in slots]
    wishes = st.none() | st.tuples(st.integers(0, 3), st.sampled_from(["x", "y", "z", ""]))
    stays = [st.tuples(st.just(slot), st.sampled_from("xyz")) for slot in slots]
    before = [data.draw(stay | wishes) for stay in stays]
    expected = share_out(
        Team(free, [0, 0, 0, 0]),
        [
            BookedMeeting(
                range(slot, slot + length),
                -1 if was is None else "xyz".index(was[1]) if was[1] else -1,
                was is not None and was[0] == slot,
            )
            for slot, length, was in zip(slots, lengths, before, strict=True)
        ],
    )
    given_out = partial(assign_hosts, team, slots, days=[4], released=before, lengths=lengths)
    if expected is None:
        with pytest.raises(RuntimeError):
            given_out()
    else:
        assert given_out() == ["xyz"[one] for one in expected]


def test_why_a_request_is_not_held_in_the_folder_s_names(released: Path) -> None:
    text = released.read_text().replace('"', "")
    rows = [row for row in text.splitlines() if not row.startswith("r2,")]
    released.write_text("\n".join(rows) + "\n")
    assert value(text, "r2", "requester") == "v1"
    (reason,) = explain_folder(SMALL, released)
    assert reason.request == "r2"
    assert "2024-07-08" in reason.words + reason.remedy
    assert explain_folder(SMALL, released, requests=["r2"]) == [reason]
    with pytest.raises(InvalidInput, match="does not hold"):
        explain_folder(SMALL, released, requests=["r1"])
    with pytest.raises(InvalidInput, match="an open request"):
        explain_folder(SMALL, released, requests=["nobody"])


def test_a_timetable_that_breaks_a_rule_is_not_explained(released: Path) -> None:
    text = released.read_text().replace('"', "")
    at = {name: value(text, "r1", name) for name in ("date", "slot")}
    released.write_text(changed(text, "r2", **at))
    with pytest.raises(InvalidInput, match="keeps every rule: v1 is in 2 meetings in 2024-07-08"):
        explain_folder(SMALL, released)
