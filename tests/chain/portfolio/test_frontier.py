"""The frontier on a few projects, against every choice tried."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from tests.chain.portfolio.test_choose import with_projects
from typer.testing import CliRunner

from fairlead.chain.portfolio.frontier import walk_frontier
from fairlead.cli.main import app
from fairlead.folder.fair_settings import PortfolioSettings
from fairlead.folder.input_errors import InvalidInput

# Cost, worth and jobs of each; a budget of 100.
PLANS = {"a": (60, 50, 10), "b": (40, 30, 200), "c": (60, 20, 500), "d": (40, 10, 100)}
BUDGET = 100.0
SMALL = Path(__file__).parents[2] / "folder" / "small"


def row(name: str) -> dict[str, Any]:
    """Return a project that one economy pays."""
    cost, worth, jobs = PLANS[name]
    flows = [-float(cost), float(cost + worth)]
    return {"id": name, "partners": {"BLR": 1.0}, "cash_flows": flows, "jobs": jobs}


FAIR = with_projects([row(one) for one in PLANS], PortfolioSettings(0.0, 2025, {"BLR": (BUDGET,)}))


def list_best() -> set[tuple[float, float]]:
    """Return worth and jobs of the choices that no other beats, by trying every one."""
    found = set()
    for size in range(len(PLANS) + 1):
        for names in itertools.combinations(PLANS, size):
            cost, worth, jobs = (sum(PLANS[one][place] for one in names) for place in range(3))
            if cost <= BUDGET:
                found.add((float(worth), float(jobs)))
    return {
        one
        for one in found
        if not any(other != one and other[0] >= one[0] and other[1] >= one[1] for other in found)
    }


def test_the_walk_goes_through_every_choice_that_none_is_better_than() -> None:
    stands = walk_frontier(FAIR, points=20)
    assert {(round(one.npv, 6), one.measure) for one in stands} == list_best()
    assert [one.npv for one in stands] == sorted((one.npv for one in stands), reverse=True)
    inside = set(stands[0].chosen)
    for one in stands[1:]:  # what enters and leaves leads from each point to the next
        inside = (inside | set(one.entered)) - set(one.left)
        assert inside == set(one.chosen)


def test_a_project_comes_in_with_as_much_more_as_is_said() -> None:
    first = walk_frontier(FAIR)[0]
    out = {one.project: one for one in first.out}
    assert set(first.chosen) | set(out) == set(PLANS)
    (wider,) = out["c"].wider
    assert (out["c"].why, wider.economy, wider.year) == ("limits", "BLR", 2025)
    assert wider.amount == pytest.approx(60.0)
    rich = PortfolioSettings(0.0, 2025, {"BLR": (BUDGET + wider.amount,)})
    assert "c" in walk_frontier(with_projects([row(one) for one in PLANS], rich))[0].chosen


def test_less_spent_is_an_aim_too() -> None:
    stands = walk_frontier(FAIR, "cost")
    assert (stands[0].measure, stands[-1].measure) == (100.0, 0.0)
    assert stands[-1].chosen == ()
    # At a lower spending it is the spending itself that keeps a project out.
    assert any(limit.kind == "ceiling" for one in stands[-1].out for limit in one.wider)


def test_a_fair_without_budgets_is_told() -> None:
    with pytest.raises(InvalidInput, match="portfolio"):
        walk_frontier(with_projects([row("a")], None))


def test_the_command_walks_a_folder() -> None:
    done = CliRunner().invoke(app, ["frontier", str(SMALL), "--points", "3", "--reasons"])
    assert done.exit_code == 0, done.output
    assert "1. worth" in done.output
    assert "gap" in done.output
