"""A walk along the frontier of the portfolio with limits of one's own, and fair shares at a point.

What is asked for stands beside what the fair says: other budgets, projects that must be in or out,
products that some project has to make, a ceiling on emissions, a least renewal of equipment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from fairlead.chain.portfolio.frontier import (
    COST,
    JOBS,
    ExcludedProject,
    LimitShortfall,
    find_measure,
    name_projects,
    tell_left_out,
    widen,
)
from fairlead.chain.portfolio.money import Money, appraise_project, read_projects
from fairlead.chain.portfolio.sharing import Sharing, share_choice
from fairlead.engines.portfolio import (
    Problem,
    Stop,
    choose_fairly,
    explain_left_out,
    find_conflict,
    find_frontier,
    solve,
)
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import PortfolioSettings
from fairlead.folder.input_errors import report_invalid

EMISSIONS = "emissions"
AIMS = (JOBS, COST, EMISSIONS)
LEVELS = 3  # of the third objective


@dataclass(frozen=True, slots=True)
class PortfolioQuestion:
    """What a person asks for.

    ``budgets`` by economy from the fair's first year, ``beyond`` and ``sunk`` as of
    `PortfolioSettings`, in place of the fair's own where given.
    ``cover`` are product codes: some chosen project makes each, or a part of it. ``emissions`` is
    the most in a year, ``renewal`` the least share of equipment replaced, by amount, of the
    projects of which that is known. ``second`` is a third objective beside worth and ``aim``.
    """

    aim: str = JOBS
    second: str = ""
    budgets: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    beyond: str = ""
    sunk: str = ""
    inside: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    cover: tuple[str, ...] = ()
    emissions: float | None = None
    renewal: float | None = None
    fairest: bool = False
    points: int = 10


@dataclass(frozen=True, slots=True)
class AppraisalFacts:
    """What appraisals say of projects: emissions in a year, and the share of equipment renewed."""

    emissions: Mapping[str, float] = field(default_factory=dict)
    renewal: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stand:
    """A choice on the walk; ``second`` is what the third objective comes to, if there is one."""

    npv: float
    measure: float
    second: float | None
    gap: float
    chosen: tuple[str, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]
    out: tuple[ExcludedProject, ...]
    sharing: Sharing | None
    least: float | None = None  # the smallest gain of a partner, of the fairest choice


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What keeps the projects that are signed or must be in from all being chosen.

    ``kind`` is as of `fairlead.engines.portfolio.Conflict`; ``projects`` exclude each other,
    ``amount`` is lacking in the budget of ``economy`` in ``year``, and there is a choice with each
    of ``wider``.
    """

    kind: str
    projects: tuple[str, ...] = ()
    economy: str = ""
    year: int | None = None
    amount: float = 0.0
    wider: tuple[LimitShortfall, ...] = ()


@dataclass(frozen=True, slots=True)
class Walk:
    """The stands from the choice worth most on; empty when nothing keeps to all limits.

    ``in_the_way`` says of an empty one why; None for any other.
    """

    stands: tuple[Stand, ...]
    fairest: Stand | None
    uncovered: tuple[str, ...]  # products asked for that no project makes
    unknown: tuple[str, ...]  # projects of which a limit that was asked for knows nothing
    in_the_way: Hindrance | None = None


def walk_portfolio(
    fair: Fair,
    wanted: PortfolioQuestion,
    known: AppraisalFacts,
    *,
    seconds: float = 20.0,
    seed: int = 0,
) -> Walk:
    """Return the walk that was asked for.

    Raises InvalidInput for a fair without projects or without budgets, and for rules that cannot
    be kept together whatever is chosen.
    """
    projects, settings = read_projects(fair), fair.settings.portfolio
    if not projects:
        raise report_invalid("projects.csv", "expected a project to choose from")
    if settings is None:
        raise report_invalid("fair.toml", "expected [portfolio]: nothing is chosen without it")
    budgets = {**settings.budgets, **{k: v for k, v in wanted.budgets.items() if v}}
    asked = replace(
        settings,
        budgets=budgets,
        beyond=wanted.beyond or settings.beyond,
        sunk=wanted.sunk or settings.sunk,
    )
    return _Walker(projects, asked, wanted, known, seconds, seed).walk()


class _Walker:
    """A walk under way."""

    def __init__(
        self,
        projects: list[dict[str, object]],
        settings: PortfolioSettings,
        wanted: PortfolioQuestion,
        known: AppraisalFacts,
        seconds: float,
        seed: int,
    ) -> None:
        self.wanted, self.known = wanted, known
        self.seconds, self.seed = seconds, seed
        self.money = Money(projects, settings)
        self.ids = [str(one["id"]) for one in projects]
        try:
            problem = self.money.problem([appraise_project(one, settings) for one in projects])
        except ValueError as error:
            raise report_invalid("projects.csv", str(error)) from error
        self.labels: list[str] = []
        self.uncovered: list[str] = []
        self.unknown: set[str] = set()
        self.problem = self._limit(problem)

    def _limit(self, problem: Problem) -> Problem:
        """Return the problem with what was asked for as further limits."""
        rows: list[NDArray[np.float64]] = []
        ceilings: list[float] = []

        def add(label: str, row: NDArray[np.float64], ceiling: float) -> None:
            self.labels.append(label)
            rows.append(row)
            ceilings.append(ceiling)

        wanted = self.wanted
        if wanted.outside:
            add("outside", self._mark(wanted.outside), 0.0)
        for product in wanted.cover:
            makes = np.array([float(_covers(one, product)) for one in self.money.projects])
            if makes.any():
                add(f"cover {product}", -makes, -1.0)
            else:
                self.uncovered.append(product)
        if wanted.emissions is not None:
            add(EMISSIONS, self._read(self.known.emissions), wanted.emissions)
        if wanted.renewal is not None:
            renewed = self._read(self.known.renewal)
            knows = np.array([float(one in self.known.renewal) for one in self.ids])
            amounts = np.array([float(one["amount"]) for one in self.money.projects])
            add("renewal", knows * amounts * (wanted.renewal - renewed), 0.0)
        committed = problem.held | (self._mark(wanted.inside) > 0)
        if not rows:
            return replace(problem, committed=committed)
        return replace(
            problem,
            committed=committed,
            measures=np.column_stack(rows),
            ceilings=np.array(ceilings),
        )

    def _mark(self, named: frozenset[str]) -> NDArray[np.float64]:
        return np.array([float(one in named) for one in self.ids])

    def _read(self, figures: Mapping[str, float]) -> NDArray[np.float64]:
        self.unknown |= set(self.ids) - set(figures)
        return np.array([figures.get(one, 0.0) for one in self.ids])

    def _measure(self, aim: str) -> NDArray[np.float64]:
        """Return what is to be large of each project."""
        if aim == EMISSIONS:
            return -self._read(self.known.emissions)
        return find_measure(self.money, aim)

    def walk(self) -> Walk:
        """Return the stands, for each level of the third objective where there is one."""
        aim = self._measure(self.wanted.aim)
        second = self.wanted.second
        stands: list[Stand] = []
        problems = [self.problem]
        other = self._measure(second) if second and second != self.wanted.aim else None
        if other is not None:
            problems = self._hold_levels(other)
        try:
            for problem in problems:
                stop = Stop(seconds=self.seconds / (len(problems) + 1), gap=0.01)
                points = find_frontier(
                    problem, aim, points=self.wanted.points, stop=stop, seed=self.seed
                )
                before: NDArray[np.bool_] | None = None
                for point in points:
                    held = _hold(problem, aim, point.measure)
                    stands.append(self._stand(held, aim, other, point.chosen, point.gap, before))
                    before = point.chosen
            fairest = self._find_fairest(aim, other) if self.wanted.fairest else None
        except ValueError as error:
            raise report_invalid("projects.csv", str(error)) from error
        unknown = tuple(sorted(self.unknown))
        in_the_way = None if stands else self._find_in_the_way()
        return Walk(tuple(stands), fairest, tuple(self.uncovered), unknown, in_the_way)

    def _find_in_the_way(self) -> Hindrance:
        found = find_conflict(self.problem)
        named = tuple(self.ids[row] for row in found.projects)
        if found.kind != "budget":
            wider = tuple(widen(self.money, one, self.labels) for one in found.shortages)
            return Hindrance(found.kind, named, wider=wider)
        economy, year = self.money.economies[found.partner], self.money.years[found.year]
        return Hindrance(found.kind, named, economy, int(year), found.lacks)

    def _hold_levels(self, other: NDArray[np.float64]) -> list[Problem]:
        """Return the problem with at least so much of the third objective, level by level."""
        share = Stop(seconds=self.seconds / 8, gap=0.01)
        first = solve(self.problem, stop=share, seed=self.seed)
        most = solve(replace(self.problem, npv=other), stop=share, seed=self.seed)
        if not np.isfinite(first.objective):
            return []
        low, high = float(other[first.chosen].sum()), float(other[most.chosen].sum())
        levels = dict.fromkeys(np.linspace(low, high, LEVELS + 1)[:-1].tolist())
        return [self.problem, *(_hold(self.problem, other, level) for level in list(levels)[1:])]

    def _find_fairest(
        self, aim: NDArray[np.float64], other: NDArray[np.float64] | None
    ) -> Stand | None:
        stop = Stop(seconds=max(self.seconds / 4, 0.5), gap=0.01)
        found = choose_fairly(self.problem, stop=stop, seed=self.seed)
        if not np.isfinite(found.result.objective):
            return None
        result = found.result
        stand = self._stand(self.problem, aim, other, result.chosen, result.gap, None)
        return replace(stand, least=float(found.least))

    def _stand(
        self,
        held: Problem,
        aim: NDArray[np.float64],
        other: NDArray[np.float64] | None,
        chosen: NDArray[np.bool_],
        gap: float,
        before: NDArray[np.bool_] | None,
    ) -> Stand:
        earlier = chosen if before is None else before
        labels = [*self.labels, *["level"] * 2]
        return Stand(
            npv=float(self.problem.npv[chosen].sum()),
            measure=abs(float(aim[chosen].sum())),
            second=None if other is None else abs(float(other[chosen].sum())),
            gap=gap,
            chosen=name_projects(self.money, np.flatnonzero(chosen)),
            entered=name_projects(self.money, np.flatnonzero(chosen & ~earlier)),
            left=name_projects(self.money, np.flatnonzero(earlier & ~chosen)),
            out=tuple(
                tell_left_out(self.money, reason, labels)
                for reason in explain_left_out(held, chosen)
            ),
            sharing=share_choice(self.problem, chosen, self.money.economies, seed=self.seed),
        )


def _covers(project: Mapping[str, object], product: str) -> bool:
    """Return whether a project makes a product, a part of it, or all of its heading."""
    made: object = project["products"] or ()
    return any(
        code.startswith(product) or product.startswith(code)
        for code in made  # type: ignore[attr-defined]
    )


def _hold(problem: Problem, measure: NDArray[np.float64], level: float) -> Problem:
    """Return the problem with at least so much of the measure, but for rounding."""
    size = float(np.abs(measure).sum())
    row, ceiling = -measure[:, None], np.array([-(level - 1e-9 * size)])
    if problem.measures is not None and problem.ceilings is not None:
        row = np.hstack([problem.measures, row])
        ceiling = np.concatenate([problem.ceilings, ceiling])
    return replace(problem, measures=row, ceilings=ceiling)
