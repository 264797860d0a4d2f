"""The money of the portfolio step: who pays and gains what in which year, from the folder."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from fairlead.engines.portfolio import Appraisal, Problem, Result, appraise
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import PortfolioSettings

LEFT_OUT, UNLIMITED = "left_out", "unlimited"
COMMITTED_STAGES = ("signed", "implementation", "output")
SPENDING = pa.schema(
    [
        ("economy", pa.string()),
        ("year", pa.int64()),
        ("budget", pa.float64()),
        ("spent", pa.float64()),
    ]
)


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
            committed=np.array([project["stage"] in COMMITTED_STAGES for project in self.projects]),
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
