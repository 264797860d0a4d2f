"""The choice of projects, and its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Pairs = npt.NDArray[np.int64]
Status = Literal["optimal", "gap_reached", "time_limit", "infeasible"]


def make_no_pairs() -> Pairs:
    """Return an empty list of pairs of projects."""
    return np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Problem:
    """Projects to choose from, under the partners' budgets.

    ``npv``: (projects), money at the base date; may be negative.
    ``costs``: (projects, partners, years), what each partner pays in each year, 0 or more.
    ``budgets``: (partners, years), what each partner can pay in each year; inf where unlimited.
    ``gains``: (projects, partners), present value of each partner's benefits less its costs;
    when given, every partner's gains over the chosen projects must sum to 0 or more.
    ``excludes``: (pairs, 2), projects of which at most one is chosen.
    ``requires``: (pairs, 2), a project and another without which it is not chosen.
    ``committed``: (projects), True where a project is already signed and stays in.
    ``measures``: (projects, measures), anything that adds up over projects, such as emissions, and
    ``ceilings``: (measures), what the chosen projects may come to of each; inf where unlimited. A
    least amount is a ceiling of the negated measure: at least 5 is -measure <= -5.
    ``least_gains``: (partners), what every partner's gains must come to, instead of 0.
    Whole-problem mistakes raise ValueError when it is solved.
    """

    npv: Floats
    costs: Floats
    budgets: Floats
    gains: Floats | None = None
    excludes: Pairs = field(default_factory=make_no_pairs)
    requires: Pairs = field(default_factory=make_no_pairs)
    committed: Bools | None = None
    measures: Floats | None = None
    ceilings: Floats | None = None
    least_gains: Floats | None = None

    @property
    def held(self) -> Bools:
        """Return, per project, whether it stays in whatever happens."""
        if self.committed is None:
            return np.zeros(len(self.npv), dtype=np.bool_)
        return self.committed


@dataclass(frozen=True, slots=True)
class Stop:
    """When to stop: after ``seconds``, or once the gap to the bound is ``gap`` or less.

    ``gap`` None proves the optimum up to `RANKED_ABOVE` projects and stops at 1 % above it.
    """

    seconds: float = 10.0
    gap: float | None = None

    def __post_init__(self) -> None:
        """Refuse a time or a gap that means nothing."""
        if not self.seconds > 0:
            raise ValueError(f"Expected seconds above 0, got {self.seconds}: give a time limit.")
        if self.gap is not None and not 0 <= self.gap < 1:
            raise ValueError(f"Expected a gap from 0 to below 1, got {self.gap}: 0.01 is 1 %.")


@dataclass(frozen=True, slots=True)
class Result:
    """The chosen projects and how good the choice is proved to be.

    ``chosen``: (projects). ``objective``: their summed NPV. ``bound``: no choice is worth more.
    ``gap``: (bound - objective) / max(|bound|, |objective|), 0 when both are 0. ``status``:
    ``optimal`` (proved), ``gap_reached`` (within the gap asked for), ``time_limit`` (the best
    found in time) or ``infeasible`` (the committed projects cannot all stay within the rules, or
    no choice comes to the least amounts: nothing is chosen and objective, bound and gap are nan).
    ``spent``: (partners, years).
    ``runtime`` in seconds.
    """

    chosen: Bools
    objective: float
    bound: float
    gap: float
    status: Status
    spent: Floats
    runtime: float


RANKED_ABOVE = 500
"""Above this many projects, `solve` stops at 1 % unless told otherwise."""
