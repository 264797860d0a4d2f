"""The frontier of the portfolio: what it costs, project by project, to have more of another aim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fairlead.chain.portfolio.money import Money, appraise_project, read_projects
from fairlead.engines.portfolio import (
    Point,
    Problem,
    Reason,
    Shortage,
    Stop,
    explain_left_out,
    find_frontier,
)
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import report_invalid

JOBS, COST = "jobs", "cost"
_AIMS: dict[str, Callable[[Money], NDArray[np.float64]]] = {
    JOBS: lambda money: np.array([float(one["jobs"] or 0) for one in money.projects]),
    COST: lambda money: -money.sum_costs(),  # the less the better
}
AIMS = tuple(_AIMS)


@dataclass(frozen=True, slots=True)
class LimitShortfall:
    """A limit that would have to be wider by ``amount``.

    ``kind``: ``budget`` of ``economy`` in ``year``, ``gains`` of ``economy``, or ``ceiling``, the
    point's own level of the other aim, or a further limit that has a name.
    """

    kind: str
    amount: float
    economy: str = ""
    year: int | None = None
    limit: str = ""


@dataclass(frozen=True, slots=True)
class ExcludedProject:
    """A project that is out at a point: ``why`` as the engine's `Reason` says, by its ``kind``."""

    project: str
    why: str
    requires: tuple[str, ...]
    excluded_by: tuple[str, ...]
    lacks: float
    wider: tuple[LimitShortfall, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """A point of the frontier, with what entered and left since the point before.

    ``gap``: no choice with as much of the aim is worth more than ``npv`` by a larger share.
    """

    npv: float
    measure: float
    gap: float
    chosen: tuple[str, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]
    out: tuple[ExcludedProject, ...]


def walk_frontier(
    fair: Fair, aim: str = JOBS, *, points: int = 20, seconds: float = 20.0, seed: int = 0
) -> tuple[Stand, ...]:
    """Return the choices from the one worth most to the one with most of ``aim`` (`AIMS`).

    Empty when the signed projects cannot all stay. Raises InvalidInput for a fair without projects
    or without budgets.
    """
    projects, settings = read_projects(fair), fair.settings.portfolio
    if not projects:
        raise report_invalid("projects.csv", "expected a project to choose from")
    if settings is None:
        raise report_invalid("fair.toml", "expected [portfolio]: nothing is chosen without it")
    money = Money(projects, settings)
    try:
        problem = money.problem([appraise_project(one, settings) for one in projects])
        measure = _AIMS[aim](money)
        stop = Stop(seconds=seconds, gap=0.01)
        found = find_frontier(problem, measure, points=points, stop=stop, seed=seed)
    except ValueError as error:
        raise report_invalid("projects.csv", str(error)) from error
    stands: list[Stand] = []
    before: Point | None = None
    for point in found:
        stands.append(_stand(money, problem, measure, point, before))
        before = point
    return tuple(stands)


def _stand(
    money: Money,
    problem: Problem,
    measure: NDArray[np.float64],
    point: Point,
    before: Point | None,
) -> Stand:
    earlier = point.chosen if before is None else before.chosen
    # Anyone who comes in on top must leave the point where it is.
    held = replace(problem, measures=-measure[:, None], ceilings=np.array([-point.measure]))
    return Stand(
        npv=point.npv,
        measure=abs(point.measure),
        gap=point.gap,
        chosen=name_projects(money, np.flatnonzero(point.chosen)),
        entered=name_projects(money, np.flatnonzero(point.chosen & ~earlier)),
        left=name_projects(money, np.flatnonzero(earlier & ~point.chosen)),
        out=tuple(tell_left_out(money, reason) for reason in explain_left_out(held, point.chosen)),
    )


def find_measure(money: Money, aim: str) -> NDArray[np.float64]:
    """Return the figure of each project that an aim of `AIMS` maximises."""
    return _AIMS[aim](money)


def tell_left_out(money: Money, reason: Reason, labels: Sequence[str] = ()) -> ExcludedProject:
    """Return why a project is out, by ids and names; ``labels`` are those of the measures."""
    required = [one for one in reason.bundle if one != reason.project]
    return ExcludedProject(
        project=money.projects[reason.project]["id"],
        why=reason.kind,
        requires=name_projects(money, np.array(required, dtype=np.int64)),
        excluded_by=name_projects(money, np.array(reason.others, dtype=np.int64)),
        lacks=reason.lacks,
        wider=tuple(widen(money, one, labels) for one in reason.shortages),
    )


def widen(money: Money, short: Shortage, labels: Sequence[str]) -> LimitShortfall:
    """Return which limit would have to be wider, in names; ``labels`` are the measures'."""
    if short.kind == "ceiling":
        known = short.partner < len(labels)
        return LimitShortfall(
            short.kind, short.amount, limit=labels[short.partner] if known else ""
        )
    year = None if short.year < 0 else money.years[short.year]
    return LimitShortfall(short.kind, short.amount, money.economies[short.partner], year)


def name_projects(money: Money, rows: NDArray[np.int64]) -> tuple[str, ...]:
    """Return the ids of projects by their places."""
    return tuple(money.projects[row]["id"] for row in rows.tolist())
