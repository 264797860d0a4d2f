"""The portfolio step: the fair's projects appraised, and the best choice the budgets allow."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from fairlead.chain.localized_columns import localize_schema
from fairlead.chain.portfolio.money import SPENDING, Money, appraise_project, read_projects
from fairlead.chain.portfolio.sentences import add_up_amounts, say_conflict, say_limits
from fairlead.chain.sentences import join_sentences, say_count, say_text
from fairlead.chain.step import SKIPPED, Progress, Step, ignore_progress
from fairlead.engines.portfolio import Appraisal, Problem, Result, solve
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.schema import language_columns

# The remark of a single rate of flows that come first and are paid back.
BORROWING = "borrowing"
PROJECTS = pa.schema(
    [
        ("id", pa.string()),
        ("title", pa.string()),
        ("stage", pa.string()),
        ("lead", pa.string()),
        ("partners", pa.map_(pa.string(), pa.float64())),
        ("amount", pa.float64()),
        ("currency", pa.string()),
        ("npv", pa.float64()),
        ("irr", pa.float64()),
        ("irr_found", pa.string()),
        ("irr_remark", pa.string()),
        ("mirr", pa.float64()),
        ("payback_years", pa.float64()),
        ("discounted_payback_years", pa.float64()),
        ("benefit_cost", pa.float64()),
        ("jobs", pa.int64()),
        ("local_share", pa.float64()),
        ("chosen", pa.bool_()),
    ]
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The projects (`PROJECTS`, in the folder's order) and ``spending`` by economy and year.

    Money is in the fair's currency, rates are shares (0.08 is 8 %). Without [portfolio] in the
    settings nothing is discounted or chosen: npv, mirr, benefit_cost and chosen are null.
    ``spending``: economy, year, budget (null: no limit), spent.
    """

    projects: pa.Table
    spending: pa.Table
    step: Step


def choose_projects(fair: Fair, *, seed: int, progress: Progress = ignore_progress) -> Choice:
    """Return the projects appraised and chosen; signed ones stay in.

    A partner's cost in a year is its share of the project's gross costs, or of its negative cash
    flow where no costs are given; economies without a budget are not limited, years beyond a
    budget's list as the settings say. Flows before the first year are left out of what is decided
    unless the settings count them; rates and payback are of the whole project. Every partner
    gains by the choice as a whole: its share of the benefits is worth at least its share of the
    costs.
    """
    began = time.perf_counter()
    projects, settings = read_projects(fair), fair.settings.portfolio
    if not projects:
        none = say_text("The fair has no projects.")
        step = Step(name="portfolio", status=SKIPPED, said=(none,))
        return Choice(build_projects_schema(fair).empty_table(), SPENDING.empty_table(), step)
    progress("portfolio", join_sentences(say_text("appraising")), None)
    appraisals = [appraise_project(project, settings) for project in projects]
    if settings is None:
        said = say_count(
            "%(count)s project; nothing is chosen without [portfolio] in fair.toml.",
            "%(count)s projects; nothing is chosen without [portfolio] in fair.toml.",
            len(projects),
        )
        step = Step(name="portfolio", status=SKIPPED, said=(said,))
        return Choice(_build_table(fair, projects, appraisals, None), SPENDING.empty_table(), step)
    money = Money(projects, settings)
    problem = money.problem(appraisals)
    progress("portfolio", join_sentences(say_text("choosing")), None)
    try:
        result = solve(problem, seed=seed)
    except ValueError as error:
        raise report_invalid("projects.csv", str(error)) from error
    seconds = time.perf_counter() - began
    step = _step(fair, money, problem, result, seconds=seconds)
    return Choice(_build_table(fair, projects, appraisals, result), money.spending(result), step)


def build_projects_schema(fair: Fair) -> pa.Schema:
    """Return the columns of `PROJECTS` with titles in the fair's languages."""
    titles = tuple(language_columns("title", fair.settings.languages).values())
    return localize_schema(PROJECTS, {"title": titles})


def _build_table(
    fair: Fair, projects: list[dict[str, Any]], appraisals: list[Appraisal], result: Result | None
) -> pa.Table:
    rows, schema = [], build_projects_schema(fair)
    for row, (project, worth) in enumerate(zip(projects, appraisals, strict=True)):
        discounted = result is not None
        rows.append(
            {name: project[name] for name in schema.names if name in project}
            | {
                "npv": worth.npv if discounted else None,
                "irr": worth.irr[0] if len(worth.irr) == 1 else None,
                "irr_found": worth.irr_found,
                "irr_remark": BORROWING if worth.borrows else None,
                "mirr": worth.mirr if discounted else None,
                "payback_years": worth.payback,
                "discounted_payback_years": worth.discounted_payback if discounted else None,
                "benefit_cost": worth.benefit_cost if discounted else None,
                "chosen": None if result is None else bool(result.chosen[row]),
            }
        )
    return pa.Table.from_pylist(rows, schema=schema)


def _step(fair: Fair, money: Money, problem: Problem, result: Result, *, seconds: float) -> Step:
    projects = money.projects
    if result.status == "infeasible":
        said = [say_conflict(money, problem, fair.settings.currency)]
    else:
        chosen = [project for project, is_in in zip(projects, result.chosen, strict=True) if is_in]
        said = [
            say_text(
                "%(chosen)s of %(projects)s projects chosen, %(amount)s to invest.",
                chosen=len(chosen),
                projects=len(projects),
                amount=add_up_amounts(chosen, fair.settings.currency),
            ),
            *say_limits(money, result),
        ]
    finite = math.isfinite(result.objective)
    return Step(
        name="portfolio",
        status=result.status,
        said=tuple(said),
        measure=f"net present value, {fair.settings.currency}",
        objective=result.objective if finite else None,
        bound=result.bound if finite else None,
        seconds=seconds,
    )
