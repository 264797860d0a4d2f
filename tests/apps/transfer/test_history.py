"""What things were goes with the folder, and is only added to."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from fairlead.apps.cooperation.queries.projects import find_past_project, list_cost_shares
from fairlead.apps.cooperation.queries.states import AsOf
from fairlead.apps.fairs.models import History
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.transfer.merge import merge_fair
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.json_kind import write_json
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair

THEN = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
LATER = THEN + dt.timedelta(days=30)


def tell(fair: Fair, *rows: tuple[str, str, dt.datetime, dict[str, Any] | None]) -> Fair:
    """Return the fair with these states of things."""
    told = [
        {
            "kind": kind,
            "key": key,
            "since": since,
            "state": None if state is None else write_json(state),
        }
        for kind, key, since, state in rows
    ]
    return replace(fair, history=build_table_of_rows("history", told))


@pytest.fixture
def lived(small: Fair, db: None) -> Fair:
    """Return the small fair whose plant made something else, with another share of the cost."""
    with transaction.atomic():
        load_fair(small)
        now = {(one.kind, one.key): one.state for one in History.objects.all()}
        transaction.set_rollback(True)
    plant = now["project", "plant"]
    assert plant is not None
    first, *others = plant["partners"]
    was = {**plant, "products": ["HS:1"], "partners": [{**first, "cost": "1"}]}
    assert others
    return tell(
        small,
        ("organisation", "gone", THEN, now["organisation", "gear"]),
        ("organisation", "gone", LATER, None),
        *((*key, THEN, state) for key, state in sorted(now.items()) if key[1] != "plant"),
        ("project", "plant", THEN, was),
        ("project", "plant", LATER, plant),
    )


def test_a_folder_carries_what_things_were(lived: Fair, tmp_path: Path) -> None:
    write_fair(lived, tmp_path / "in")
    read = read_fair(tmp_path / "in")
    edition = load_fair(read)
    then = find_past_project(edition, "plant", AsOf(moment=THEN))
    assert then.begins is None
    assert then.project.products == ["HS:1"]
    assert [one.share for one in list_cost_shares(then.project)] == [1]
    now = find_past_project(edition, "plant", AsOf(moment=LATER))
    assert now.project.products != ["HS:1"]
    # What is as it was last said is no change: nothing came with the load.
    assert not History.objects.exclude(since__in=(THEN, LATER)).exists()
    write_fair(gather_fair(edition), tmp_path / "out")
    said = [(tmp_path / name / "history.csv").read_bytes() for name in ("in", "out")]
    assert sorted(said[0].splitlines()) == sorted(said[1].splitlines())
    assert not merge_fair(read_fair(tmp_path / "out")).changes.rows


def test_history_is_only_added_to(lived: Fair, small: Fair) -> None:
    load_fair(lived)
    told = History.objects.count()
    merge_fair(small)  # says nothing of it: nothing goes
    assert History.objects.count() == told
    part: dict[str, Any] = {
        "organisation": None,
        "roles": [],
        "state": "approved",
        "complete": False,
    }
    merge_fair(tell(small, ("participation", "nobody", THEN, part)))
    assert History.objects.count() == told + 1
    with pytest.raises(InvalidInput, match=r"history\.csv: key .*recorded here"):
        merge_fair(tell(small, ("organisation", "gone", THEN, None)))


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("participation", {"organisation": 1, "roles": [], "state": "", "complete": False}),
        ("participation", {"roles": []}),
        ("project", {"partners": {}}),
        ("consortium", {"members": [1]}),
        ("organisation", {}),
    ],
)
def test_a_state_has_the_form_of_its_kind(
    small: Fair, tmp_path: Path, kind: str, state: dict[str, Any]
) -> None:
    write_fair(tell(small, (kind, "plant", THEN, state)), tmp_path / "in")
    with pytest.raises(InvalidInput, match=rf"history\.csv:2: state .*exported of a {kind}"):
        read_fair(tmp_path / "in")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("start_year", 10**30),
        ("jobs", -1),
        ("local_share", 2),
        ("costs", ["-1"]),
        ("cash_flows", ["1e400"]),
        ("cash_flows", ["1"] * 101),
    ],
)
def test_figures_of_the_past_are_within_the_bounds_of_those_of_now(
    lived: Fair, tmp_path: Path, name: str, value: object
) -> None:
    (plant,) = (
        json.loads(row["state"])
        for row in lived.history.to_pylist()
        if row["key"] == "plant" and row["since"] == LATER
    )
    write_fair(tell(lived, ("project", "plant", THEN, {**plant, name: value})), tmp_path / "in")
    with pytest.raises(InvalidInput, match=r"history\.csv:2: state .*exported of a project"):
        read_fair(tmp_path / "in")


def test_a_state_of_a_moment_to_come_is_refused(lived: Fair) -> None:
    later = timezone.now() + dt.timedelta(days=1)
    with pytest.raises(InvalidInput, match=r"history\.csv: since .*moment that has passed"):
        load_fair(tell(lived, ("organisation", "gone", later, None)))
