"""The portfolio step on the small fair, checked by hand and by trying every choice."""

from __future__ import annotations

import dataclasses
import itertools
from pathlib import Path
from typing import Any

import pytest

from fairlead.chain.portfolio.choose import choose_projects
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import PortfolioSettings
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.read import read_fair

SMALL = read_fair(Path(__file__).parents[2] / "folder" / "small")


def with_projects(rows: list[dict[str, Any]], portfolio: PortfolioSettings | None) -> Fair:
    """Return the small fair with other projects and budgets."""
    settings = dataclasses.replace(SMALL.settings, portfolio=portfolio)
    filled = [
        {"title": row["id"], "stage": "idea", "amount": 1.0, "start_year": 2025} | row
        for row in rows
    ]
    return dataclasses.replace(
        SMALL, settings=settings, projects=build_table_of_rows("projects", filled)
    )


def test_the_small_fair() -> None:
    choice = choose_projects(SMALL, seed=0)
    rows = {row["id"]: row for row in choice.projects.to_pylist()}
    discounted = [-60, -40 / 1.08, 45 / 1.08**2, 60 / 1.08**3, 70 / 1.08**4]
    assert rows["plant"]["npv"] == pytest.approx(sum(discounted))
    assert [one for one, row in rows.items() if row["chosen"]] == ["plant", "pumps"]
    assert choice.step.status == "optimal"
    assert choice.step.objective == pytest.approx(rows["plant"]["npv"] + rows["pumps"]["npv"])
    assert {"economy": "BLR", "year": 2025, "budget": 60.0, "spent": 30.0} in (
        choice.spending.to_pylist()
    )
    unlimited = [row for row in choice.spending.to_pylist() if row["economy"] == "KAZ"]
    assert unlimited == [{"economy": "KAZ", "year": 2025, "budget": None, "spent": 20.0}]


def test_without_budgets_nothing_is_chosen() -> None:
    fair = dataclasses.replace(SMALL, settings=dataclasses.replace(SMALL.settings, portfolio=None))
    choice = choose_projects(fair, seed=0)
    assert choice.step.status == "skipped"
    assert choice.projects["chosen"].null_count == choice.projects["npv"].null_count == 3
    assert choice.projects["irr"].null_count == 0
    assert choose_projects(with_projects([], None), seed=0).projects.num_rows == 0


def test_a_budget_before_and_after_its_years_is_no_limit() -> None:
    row = {"id": "a", "partners": {"BLR": 1.0}, "cash_flows": [-50.0, -50.0, -50.0, 400.0]}
    budgets = PortfolioSettings(0.05, 2026, {"BLR": (50.0,)})
    assert choose_projects(with_projects([row], budgets), seed=0).projects["chosen"][0].as_py()
    tight = PortfolioSettings(0.05, 2026, {"BLR": (49.0,)})
    assert not choose_projects(with_projects([row], tight), seed=0).projects["chosen"][0].as_py()


def test_a_signed_project_stays_and_too_many_are_infeasible() -> None:
    rows = [
        {"id": one, "partners": {"BLR": 1.0}, "cash_flows": [-40.0, 60.0], "stage": "signed"}
        for one in ("a", "b")
    ]
    fair = with_projects(rows, PortfolioSettings(0.0, 2025, {"BLR": (50.0,)}))
    choice = choose_projects(fair, seed=0)
    assert choice.step.status == "infeasible"
    assert choice.step.objective is None
    assert choice.projects["chosen"].to_pylist() == [False, False]


def test_nobody_pays_for_others() -> None:
    """RUS pays all and gains nothing: the project is worth doing, but not to RUS."""
    row: dict[str, object] = {"id": "a", "partners": {"RUS": 1.0}, "benefit_shares": {"BLR": 1.0}}
    row |= {"cash_flows": [-10.0, 100.0]}
    fair = with_projects([row], PortfolioSettings(0.05, 2025, {}))
    assert choose_projects(fair, seed=0).projects["chosen"].to_pylist() == [False]


def test_against_every_choice() -> None:
    flows = {"a": [-30.0, 50.0], "b": [-25.0, 38.0], "c": [-20.0, 33.0], "d": [-45.0, 75.0]}
    shares = {"a": 0.5, "b": 0.9, "c": 0.1, "d": 0.4}
    budgets = {"BLR": (38.0, 0.0), "RUS": (52.0, 0.0)}
    rows = [
        {"id": one, "partners": {"BLR": shares[one], "RUS": 1 - shares[one]}, "cash_flows": flow}
        for one, flow in flows.items()
    ]
    choice = choose_projects(with_projects(rows, PortfolioSettings(0.0, 2025, budgets)), seed=0)
    worth = {one: sum(flow) for one, flow in flows.items()}
    best = max(
        sum(worth[one] for one in chosen)
        for size in range(5)
        for chosen in itertools.combinations(flows, size)
        if sum(-flows[one][0] * shares[one] for one in chosen) <= 38
        and sum(-flows[one][0] * (1 - shares[one]) for one in chosen) <= 52
    )
    assert choice.step.objective == pytest.approx(best)


def choose(row: dict[str, Any], **settings: Any) -> tuple[dict[str, Any], str]:
    """Return the only project as appraised and chosen, and what the step says."""
    budgets = PortfolioSettings(0.1, 2025, **settings)
    choice = choose_projects(with_projects([row], budgets), seed=0)
    return choice.projects.to_pylist()[0], choice.step.summary


@pytest.mark.parametrize(
    ("beyond", "chosen"), [("unlimited", True), ("nothing", False), ("last", True)]
)
def test_years_beyond_a_budgets_list_are_as_the_settings_say(beyond: str, chosen: bool) -> None:  # noqa: FBT001
    row = {"id": "a", "partners": {"BLR": 1.0}, "cash_flows": [-50.0, -50.0, 400.0]}
    found, said = choose(row, budgets={"BLR": (50.0,)}, beyond=beyond)
    assert found["chosen"] is chosen
    assert ("Belarus: what is spent in years after the budget's list is not limited" in said) == (
        beyond == "unlimited"
    )
    dear = row | {"cash_flows": [-50.0, -51.0, 400.0]}
    assert choose(dear, budgets={"BLR": (50.0,)}, beyond=beyond)[0]["chosen"] is (
        beyond == "unlimited"
    )


def test_flows_before_the_first_year_are_left_out_or_counted_and_said_to_be() -> None:
    """100 was spent in 2024 and 30 more completes what brings 60 a year later."""
    row = {"id": "a", "partners": {"BLR": 1.0}, "start_year": 2024}
    row |= {"cash_flows": [-100.0, -30.0, 66.0]}
    found, said = choose(row)
    assert found["npv"] == pytest.approx(-30 + 60)
    assert found["benefit_cost"] == pytest.approx(2)
    assert found["chosen"]
    assert "The flows of 1 project before 2025 are left out" in said
    assert found["payback_years"] is None  # of the project as a whole
    counted, said = choose(row, sunk="counted")
    assert counted["npv"] == pytest.approx(-110 - 30 + 60)
    assert not counted["chosen"]
    assert "The flows of 1 project before 2025 are counted, brought forward" in said
    assert "before 2025" not in choose(row | {"start_year": 2025})[1]


def test_a_budget_sees_gross_costs_where_they_are_given() -> None:
    """The second year nets 10, but costs 90 gross."""
    row: dict[str, Any] = {"id": "a", "partners": {"BLR": 1.0}, "cash_flows": [-50.0, 10.0, 80.0]}
    budgets = {"BLR": (50.0, 80.0)}
    assert choose(row, budgets=budgets)[0]["chosen"]
    assert not choose(row | {"costs": [50.0, 90.0, 0.0]}, budgets=budgets)[0]["chosen"]
    assert choose(row | {"costs": [50.0, 80.0, 0.0]}, budgets=budgets)[0]["chosen"]


def test_why_signed_projects_cannot_all_stay_is_said() -> None:
    base = {"partners": {"BLR": 1.0}, "cash_flows": [-40.0, 60.0], "stage": "signed"}
    rows = [base | {"id": one} for one in ("a", "b")]

    def said(rows: list[dict[str, Any]], budget: float) -> str:
        fair = with_projects(rows, PortfolioSettings(0.0, 2025, {"BLR": (budget,)}))
        return choose_projects(fair, seed=0).step.summary

    assert said(rows, 50.0) == "The signed projects alone break a budget: that of Belarus in 2025."
    excluding = [rows[0] | {"excludes": ["b"]}, rows[1]]
    assert said(excluding, 500.0) == "Signed projects exclude each other: a and b."
    losing = [base | {"id": "a", "cash_flows": [-40.0, 30.0]}]
    assert said(losing, 50.0) == (
        "The signed projects leave Belarus worse off by 10 USD, whatever else is chosen."
    )
    # b is required by a signed project, so it stays too.
    required = [
        rows[0] | {"requires": ["b"]},
        rows[1] | {"stage": "idea"},
        rows[0] | {"id": "c", "excludes": ["b"]},
    ]
    assert said(required, 500.0) == (
        "Projects that are signed, or that signed ones require, exclude each other: b and c."
    )
    assert said(required[:2], 50.0) == (
        "The signed projects and those that they require break a budget: that of Belarus in 2025."
    )
