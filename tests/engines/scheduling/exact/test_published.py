"""The published forums are proved to their published optimum."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fairlead.engines.scheduling import Status
from fairlead.engines.scheduling.exact import solve_breaks
from fairlead.engines.scheduling.formats.dzn import parse_dzn
from fairlead.engines.scheduling.verification.rules import find_broken_rules

QUICK = ("tic-12.original", "tic-12crafc.original", "tic-13.forb0003", "tic-13.original")
SLOW = (
    *("forum-13.forb0003", "forum-13.original", "forum-13crafb.forb0003"),
    *("forum-13crafb.original", "forumt-14.forb0003", "forumt-14.original"),
    *("forumt-14.prec15", "forumt-14crafc.original", "forumt-14crafd.original"),
    *("tic-12.prec15", "tic-13.prec15", "tic-13crafb.original", "tic-13crafc.original"),
    *("tic-14crafa.original", "ticf-13crafa.original"),
)


@pytest.mark.parametrize(
    "name", [*QUICK, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW)]
)
def test_a_published_forum_is_proved(name: str, shared_data: Path) -> None:
    folder = shared_data / "b2bsp"
    with (folder / "optima.csv").open(newline="") as rows:
        optimum = {row["file"]: row["min_breaks"] for row in csv.DictReader(rows)}[f"{name}.dzn"]
    problem = parse_dzn((folder / f"{name}.dzn").read_text())
    result = solve_breaks(problem)
    if optimum == "UNSAT":
        assert result.status == Status.INFEASIBLE
        return
    assert (result.status, result.breaks) == (Status.OPTIMAL, int(optimum))
    assert find_broken_rules(problem, result.slot, result.table, all_held=True) == []
