"""The portfolio step: the fair's projects appraised, and the best choice the budgets allow."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from fairlead.chain.localized_columns import localize_schema
from fairlead.chain.said import Amount, Amounts, Economies, Said, say_count, say_text, tell_said
from fairlead.chain.step import SKIPPED, Progress, Step, ignore_progress
from fairlead.engines.portfolio import (
    Appraisal,
    Problem,
    Result,
    Shortage,
    appraise,
    find_conflict,
    solve,
)
from fairlead.folder.fair import Fair, PortfolioSettings
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.schema import language_columns

# The remark of a single rate of flows that come first and are paid back.
BORROWING = "borrowing"
LEFT_OUT, UNLIMITED = "left_out", "unlimited"
COMMITTED = ("signed", "implementation", "output")
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


SPENDING = pa.schema(
    [
        ("economy", pa.string()),
        ("year", pa.int64()),
        ("budget", pa.float64()),
        ("spent", pa.float64()),
    ]
)


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
        return Choice(projects_schema(fair).empty_table(), SPENDING.empty_table(), step)
    progress("portfolio", tell_said(say_text("appraising")), None)
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
    progress("portfolio", tell_said(say_text("choosing")), None)
    try:
        result = solve(problem, seed=seed)
    except ValueError as error:
        raise report_invalid("projects.csv", str(error)) from error
    seconds = time.perf_counter() - began
    step = _step(fair, money, problem, result, seconds=seconds)
    return Choice(_build_table(fair, projects, appraisals, result), money.spending(result), step)


def read_projects(fair: Fair) -> list[dict[str, Any]]:
    """Return the projects with their money as floats, which estimates are made of."""
    projects: list[dict[str, Any]] = fair.projects.to_pylist()
    for project in projects:
        project["amount"] = float(project["amount"])
        project["currency"] = project["currency"] or fair.settings.currency
        for name in ("cash_flows", "costs"):
            if project[name] is not None:
                project[name] = [float(flow) for flow in project[name]]
    return projects


def appraise_project(project: dict[str, Any], settings: PortfolioSettings | None) -> Appraisal:
    rate = settings.discount_rate if settings is not None else 0.0
    delay = project["start_year"] - settings.first_year if settings is not None else 0
    flows = project["cash_flows"]
    whole = appraise(flows, rate=rate, delay=delay)
    if settings is None or settings.sunk != LEFT_OUT or delay >= 0:
        return whole
    ahead = appraise(flows[-delay:] or [0.0], rate=rate)
    return replace(whole, npv=ahead.npv, benefit_cost=ahead.benefit_cost)


class Money:
    """Who pays and gains what in which year, as arrays over projects, economies and years."""

    def __init__(self, projects: list[dict[str, Any]], settings: PortfolioSettings) -> None:
        self.projects, self.settings = projects, settings
        partners = {
            economy
            for project in projects
            for shares in (project["partners"], project["benefit_shares"] or ())
            for economy, _ in shares
        }
        self.economies = sorted(partners | set(settings.budgets))
        ends = [project["start_year"] + len(project["cash_flows"]) for project in projects]
        longest = max((len(amounts) for amounts in settings.budgets.values()), default=0)
        last = max(settings.first_year + longest, *ends)
        first = min(settings.first_year, *(project["start_year"] for project in projects))
        self.years = list(range(first, last))

    def problem(self, appraisals: list[Appraisal]) -> Problem:
        """Return the engine's problem."""
        flows = self._flows()
        shares = self._shares("partners")
        benefits = np.array(
            [
                own if project["benefit_shares"] is None else given
                for project, own, given in zip(
                    self.projects, shares, self._shares("benefit_shares"), strict=True
                )
            ]
        )
        costs = self._costs(flows)
        rate = self.settings.discount_rate
        years = np.array(self.years, dtype=np.float64) - self.settings.first_year
        discount = (1 + rate) ** -years
        decided = discount * self._decided()
        inflow = (flows + costs) @ decided
        outflow = costs @ decided
        return Problem(
            npv=np.array([appraisal.npv for appraisal in appraisals]),
            costs=shares[:, :, None] * (costs * self._decided())[:, None, :],
            budgets=self._budgets(),
            gains=benefits * inflow[:, None] - shares * outflow[:, None],
            excludes=self._pairs("excludes"),
            requires=self._pairs("requires"),
            committed=np.array([project["stage"] in COMMITTED for project in self.projects]),
        )

    def sum_costs(self) -> NDArray[np.float64]:
        """Return what is still to be decided of each project's costs, over all years."""
        costs: NDArray[np.float64] = self._costs(self._flows()) @ self._decided()
        return costs

    def spending(self, result: Result) -> pa.Table:
        """Return what each economy spends in each year in which anybody spends or may."""
        budgets = self._budgets()
        rows = [
            {
                "economy": economy,
                "year": year,
                "budget": float(budgets[i, j]) if math.isfinite(budgets[i, j]) else None,
                "spent": float(result.spent[i, j]),
            }
            for i, economy in enumerate(self.economies)
            for j, year in enumerate(self.years)
            if result.spent[i, j] > 0 or math.isfinite(budgets[i, j])
        ]
        return pa.Table.from_pylist(rows, schema=SPENDING)

    def _flows(self) -> NDArray[np.float64]:
        flows = np.zeros((len(self.projects), len(self.years)))
        for row, project in enumerate(self.projects):
            start = project["start_year"] - self.years[0]
            flows[row, start : start + len(project["cash_flows"])] = project["cash_flows"]
        return flows

    def _costs(self, flows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what each project costs in each year, gross where that is known."""
        costs = np.maximum(-flows, 0.0)
        for row, project in enumerate(self.projects):
            if project["costs"]:
                start = project["start_year"] - self.years[0]
                costs[row, start : start + len(project["costs"])] = project["costs"]
        return costs

    def _decided(self) -> NDArray[np.float64]:
        """Return 1 for the years that count, 0 for those before the first that are left out."""
        counted = self.settings.sunk != LEFT_OUT
        return np.array([float(counted or year >= self.settings.first_year) for year in self.years])

    def list_sunk(self) -> list[str]:
        """Return the projects with flows before the first year."""
        first = self.settings.first_year
        return [
            project["id"]
            for project in self.projects
            if any(project["cash_flows"][: max(first - project["start_year"], 0)])
        ]

    def list_beyond(self, result: Result) -> tuple[str, ...]:
        """Return the economies that spend in years after their budget's list without a limit."""
        start = self.settings.first_year - self.years[0]
        return tuple(
            economy
            for row, economy in enumerate(self.economies)
            if economy in self.settings.budgets
            and self.settings.beyond == UNLIMITED
            and result.spent[row, start + len(self.settings.budgets[economy]) :].any()
        )

    def _shares(self, name: str) -> NDArray[np.float64]:
        position = {economy: column for column, economy in enumerate(self.economies)}
        shares = np.zeros((len(self.projects), len(self.economies)))
        for row, project in enumerate(self.projects):
            for economy, share in project[name] or ():
                if economy in position:
                    shares[row, position[economy]] = share
        return shares

    def _budgets(self) -> NDArray[np.float64]:
        budgets = np.full((len(self.economies), len(self.years)), np.inf)
        start = self.settings.first_year - self.years[0]
        for row, economy in enumerate(self.economies):
            amounts = self.settings.budgets.get(economy, ())
            budgets[row, start : start + len(amounts)] = amounts
            if economy in self.settings.budgets and self.settings.beyond != UNLIMITED:
                last = amounts[-1] if amounts and self.settings.beyond == "last" else 0.0
                budgets[row, start + len(amounts) :] = last
        return budgets

    def _pairs(self, name: str) -> NDArray[np.int64]:
        position = {project["id"]: row for row, project in enumerate(self.projects)}
        pairs = [
            (position[project["id"]], position[other])
            for project in self.projects
            for other in project[name] or ()
        ]
        return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def projects_schema(fair: Fair) -> pa.Schema:
    """Return the columns of `PROJECTS` with titles in the fair's languages."""
    titles = tuple(language_columns("title", fair.settings.languages).values())
    return localize_schema(PROJECTS, {"title": titles})


def _build_table(
    fair: Fair, projects: list[dict[str, Any]], appraisals: list[Appraisal], result: Result | None
) -> pa.Table:
    rows, schema = [], projects_schema(fair)
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
        said = [_say_conflict(money, problem, fair.settings.currency)]
    else:
        chosen = [project for project, is_in in zip(projects, result.chosen, strict=True) if is_in]
        said = [
            say_text(
                "%(chosen)s of %(projects)s projects chosen, %(amount)s to invest.",
                chosen=len(chosen),
                projects=len(projects),
                amount=_add_up(chosen, fair.settings.currency),
            ),
            *_say_limits(money, result),
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


def _say_limits(money: Money, result: Result) -> list[Said]:
    """Return what the choice rests on that nobody would guess."""
    said: list[Said] = []
    if beyond := money.list_beyond(result):
        said.append(
            say_text(
                "%(economies)s: what is spent in years after the budget's list is not limited.",
                economies=Economies(beyond),
            )
        )
    if sunk := money.list_sunk():
        year = str(money.settings.first_year)
        left_out = money.settings.sunk == LEFT_OUT
        said.append(
            say_count(
                "The flows of %(count)s project before %(year)s are left out: no choice changes "
                "them.",
                "The flows of %(count)s projects before %(year)s are left out: no choice changes "
                "them.",
                len(sunk),
                year=year,
            )
            if left_out
            else say_count(
                "The flows of %(count)s project before %(year)s are counted, brought forward.",
                "The flows of %(count)s projects before %(year)s are counted, brought forward.",
                len(sunk),
                year=year,
            )
        )
    return said


def _say_conflict(money: Money, problem: Problem, currency: str) -> Said:
    """Return why the signed projects cannot all stay."""
    found = find_conflict(problem)
    if found.kind == "excluded":
        one, other = (money.projects[row]["id"] for row in found.projects)
        if problem.held[list(found.projects)].all():
            return say_text(
                "Signed projects exclude each other: %(one)s and %(other)s.", one=one, other=other
            )
        return say_text(
            "Projects that are signed, or that signed ones require, exclude each other: %(one)s "
            "and %(other)s.",
            one=one,
            other=other,
        )
    if found.kind == "budget":
        economies = Economies((money.economies[found.partner],))
        year = str(money.years[found.year])
        alone = problem.costs[problem.held, found.partner, found.year].sum()
        if alone > problem.budgets[found.partner, found.year]:
            return say_text(
                "The signed projects alone break a budget: that of %(economies)s in %(year)s.",
                economies=economies,
                year=year,
            )
        return say_text(
            "The signed projects and those that they require break a budget: that of "
            "%(economies)s in %(year)s.",
            economies=economies,
            year=year,
        )
    match found.shortages:
        case (Shortage(kind="gains", partner=partner, amount=amount),):
            return say_text(
                "The signed projects leave %(economies)s worse off by %(amount)s, whatever else is "
                "chosen.",
                economies=Economies((money.economies[partner],)),
                amount=Amount(amount, currency),
            )
    return say_text("The signed projects leave a partner worse off, whatever else is chosen.")


def _add_up(projects: list[dict[str, Any]], own: str) -> Amount | Amounts:
    """Return the sum of the amounts, those of each currency apart: no rate is guessed."""
    sums: dict[str, float] = {}
    for project in projects:
        currency = project["currency"]
        sums[currency] = sums.get(currency, 0.0) + project["amount"]
    if set(sums) <= {own}:
        return Amount(sums.get(own, 0.0), own)
    order = sorted(sums, key=lambda currency: (currency != own, currency))
    return Amounts(tuple(Amount(sums[currency], currency) for currency in order))
