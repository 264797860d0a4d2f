"""A quick good choice: projects ranked by worth per priced cost, taken while they fit.

The prices are the linear relaxation's: what a unit of each budget, and of each partner's gain,
is worth at the margin. A project comes with everything it requires.
"""

from __future__ import annotations

import numpy as np

from fairlead.engines.portfolio.choice import Choice
from fairlead.engines.portfolio.exchange import exchange_projects
from fairlead.engines.portfolio.problem import Bools, Floats, Problem
from fairlead.engines.portfolio.rows import Rows


def choose_by_rank(
    problem: Problem, rows: Rows, *, relaxed: Floats, prices: Floats, enough: float
) -> Bools | None:
    """Return an allowed choice (projects), or None when the committed projects do not fit.

    ``relaxed``: (projects), each project's share in the relaxation's optimum. ``prices``: (sums),
    0 or more, of `Rows.weights`. Improves by exchanges until the choice is worth ``enough``.
    """
    order = _order(problem, rows, relaxed=relaxed, prices=prices)
    choice = Choice(problem, rows)
    if not choice.take_committed():
        return None
    choice.take(order, rows.budget_rows)
    choice.add_until_signed_hold(order)
    choice.drop_until_signed_hold()
    if not choice.fits(choice.used, len(rows.limits)):
        return None
    choice.take(order, len(rows.limits))
    exchange_projects(choice, order[::-1], enough=enough)
    return choice.chosen


def _order(problem: Problem, rows: Rows, *, relaxed: Floats, prices: Floats) -> list[int]:
    """Return projects, best first: those the relaxation takes whole, then by worth per cost."""
    paid = prices @ rows.weights
    ratio = problem.npv / np.maximum(paid, 1e-30)  # costing nothing ranks first
    order: list[int] = np.lexsort((np.arange(len(ratio)), -ratio, -np.round(relaxed, 6))).tolist()
    return order
