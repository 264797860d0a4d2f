"""Wishes that exclude one another: no timetable keeps all, and without any one of them one does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.engines.scheduling.brute_force import TinyFair
from tests.engines.scheduling.test_any_wishes import read, tiny_fairs
from typer.testing import CliRunner

from fairlead.cli.main import build_app
from fairlead.engines.scheduling.conflict import find_conflict
from fairlead.engines.scheduling.formats.meetings_json import parse_json

TWO: dict[str, Any] = {
    "format": "fairlead-meetings/1",
    "slots_per_day": [1, 1],
    "tables": 2,
    "people": [{}, {}, {}, {}],
    "requests": [[0, 1, 1, -1, 0], [0, 2, 1, -1, 0], [2, 3, 1, -1, 0]],
}
FIRM: dict[str, Any] = {"min_meetings_required": True}
CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({"locked": {"0": 0, "1": 0, "2": 1}},
     ["request 0 locked to slot 0", "request 1 locked to slot 0"]),
    ({"locked": {"0": 0, "2": 0}, "precedences": [[0, 2], [1, 2]]},
     ["request 0 before request 2", "request 0 locked to slot 0", "request 2 locked to slot 0"]),
    (FIRM | {"people": [{"min_per_day": {"0": 2}}, {}, {}, {}]},
     ["at least 2 meetings of person 0 on day 0"]),
    (FIRM | {"people": [{"min_meetings": 2}, {"unavailable": [1]}, {"unavailable": [1]}, {}]},
     ["the hours of person 1", "the hours of person 2", "at least 2 meetings of person 0"]),
    (FIRM | {"people": [{"min_meetings": 2, "max_per_day": 1}, {"min_per_day": 1}, {}, {}]},
     ["at least 1 meetings of person 1 on day 0", "at least 1 meetings of person 1 on day 1"]),
    ({"locked": {"0": 0}, "people": [{"unavailable": [0]}, {}, {}, {}]},
     ["the hours of person 0", "request 0 locked to slot 0"]),
    ({"locked": {"0": 0, "2": 0}, "locked_table": {"0": 1, "2": 1}},
     ["request 0 at table 1", "request 2 at table 1",
      "request 0 locked to slot 0", "request 2 locked to slot 0"]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), CASES)
def test_the_wishes_that_exclude_one_another_are_named(
    change: dict[str, Any], said: list[str]
) -> None:
    fair = TWO | change
    assert TinyFair(fair).find_best() is None
    assert find_conflict(parse_json(json.dumps(fair))) == (said, True)


@given(tiny_fairs())
@settings(max_examples=60, deadline=None)
def test_there_is_a_conflict_exactly_where_there_is_no_timetable(said: dict[str, Any]) -> None:
    assert bool(find_conflict(read(said)).wishes) == (TinyFair(said).find_best() is None)


def test_why_names_them_counted_as_the_file_counts(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    app = build_app(["schedule", "verify", "replan"])
    path.write_text(json.dumps(TWO | CASES[0][0]))
    printed = CliRunner().invoke(app, ["why", str(path)])
    assert printed.exit_code == 0, printed.output
    assert "  request 1 locked to slot 0" in printed.stdout
    found = CliRunner().invoke(app, ["why", str(path), "--json"])
    assert json.loads(found.stdout) == {"conflict": CASES[0][1]}
    path.write_text(json.dumps(TWO))
    asked = CliRunner().invoke(app, ["why", str(path)])
    assert "expected the timetable's file" in str(asked.exception)


def test_of_many_requests_why_asks_for_the_timetable(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    requests = [[0, 1, 1, -1, 0]] * 301
    path.write_text(json.dumps(TWO | {"requests": requests}))
    asked = CliRunner().invoke(build_app(["replan"]), ["why", str(path)])
    assert "expected the timetable's file after it" in str(asked.exception)
