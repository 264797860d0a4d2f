"""How many products are critical at each threshold of one criterion."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from fairlead.engines.dependency.answer import find_subjects, gather_evidence
from fairlead.engines.dependency.backends.open_session import Engine, open_session
from fairlead.engines.dependency.criteria import Criteria, Side
from fairlead.engines.dependency.evidence import VariedCriterion
from fairlead.engines.dependency.flows import Flows
from fairlead.engines.dependency.question import ask
from fairlead.engines.dependency.relations.shared import find_reports, find_shape, lay_ground
from fairlead.engines.dependency.result import DependencyResult

SHARES = tuple(round(0.02 * step, 2) for step in range(51))
RATIOS = tuple(round(0.1 * step, 1) for step in range(51))


def count_at_thresholds(
    flows: Flows,
    *,
    vary: VariedCriterion = "c1",
    thresholds: Sequence[float] | None = None,
    importers: Sequence[int] | None = None,
    bloc: Sequence[int] | None = None,
    years: Sequence[int] | None = None,
    side: Side = "import",
    criteria: Criteria | None = None,
    engine: Engine = "duckdb",
) -> pa.Table:
    """Return how many products are critical, and their dollars, at each threshold.

    Columns: economy (0 for a bloc), threshold, products, usd; ordered by both. ``vary`` is the
    criterion moved, the others stay as ``criteria`` says; the default thresholds are 0 to 1 for
    c1 and c2, 0 to 5 for c3. Counts never rise with the threshold.

    Raises `ValueError` as `assess` does, and for a threshold out of range.
    """
    chosen = flows.during(years)
    question = ask(importers=importers, bloc=bloc, side=side, criteria=criteria, years=chosen.years)
    if question.everyone:
        raise ValueError("Expected importers or a bloc, got neither: name whose curve to draw.")
    if vary not in ("c1", "c2", "c3"):
        raise ValueError(f'Expected vary "c1", "c2" or "c3", got "{vary}".')
    points = choose_thresholds(vary) if thresholds is None else thresholds
    with open_session(engine, chosen, shape=find_shape(chosen, question, "curve")) as session:
        ground = lay_ground(session, chosen, question)
        reporting = find_reports(session, ground, question)
        trade = find_subjects(session, ground, question)
        evidence = gather_evidence(session, ground, question, reporting, trade)
    return evidence.curve(vary, points, question.criteria)


def draw_curve(
    result: DependencyResult,
    *,
    vary: VariedCriterion = "c1",
    thresholds: Sequence[float] | None = None,
) -> pa.Table:
    """Return `count_at_thresholds` of what was asked already, without reading the flows again.

    Raises `ValueError` for a result about every economy, or a threshold out of range.
    """
    if result.evidence is None:
        raise ValueError("Expected a result about importers or a bloc: name whose curve to draw.")
    points = choose_thresholds(vary) if thresholds is None else thresholds
    return result.evidence.curve(vary, points, result.criteria)


def choose_thresholds(vary: VariedCriterion) -> tuple[float, ...]:
    """Return the thresholds at which a criterion is judged where none are named."""
    return RATIOS if vary == "c3" else SHARES
