"""How many products are critical at each threshold of one criterion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.answer import Judged, judged_trade, subjects
from fairlead.engines.dependency.backends.session import Engine, open_session
from fairlead.engines.dependency.criteria import FINEST, Criteria, Side, exact
from fairlead.engines.dependency.flows import Flows
from fairlead.engines.dependency.question import Question, ask
from fairlead.engines.dependency.relations import relations as step
from fairlead.engines.dependency.relations.shared import lay_ground, reported, shape_of
from fairlead.engines.dependency.relations.verdict import decided

Varied = Literal["c1", "c2", "c3"]
SHARES = tuple(round(0.02 * step, 2) for step in range(51))
RATIOS = tuple(round(0.1 * step, 1) for step in range(51))


def threshold_curve(
    flows: Flows,
    *,
    vary: Varied = "c1",
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
    points = thresholds if thresholds is not None else (RATIOS if vary == "c3" else SHARES)
    limits = [int(exact(point) * FINEST) for point in points]
    with open_session(
        engine, chosen, shape=shape_of(chosen, question, vary, tuple(limits))
    ) as session:
        ground = lay_ground(session, chosen, question)
        reported(session, ground, question)
        trade = subjects(session, ground, question)
        judged = judged_trade(session, ground, question, trade)
        counted = session.fetch(
            "curve",
            lambda: _counted(judged, trade.years, question, limits, vary),
        )
    place = dict(zip(limits, points, strict=True))
    shown = pa.array([place[limit] for limit in counted["numerator"].to_pylist()], pa.float64())
    return pa.table(
        {
            "economy": counted["economy"],
            "threshold": shown,
            "products": counted["products"],
            "usd": counted["usd"],
        }
    )


def _counted(
    judged: Judged, judged_in: Table, question: Question, limits: list[int], vary: Varied
) -> Table:
    """Return economy, numerator (of a million), products and usd at each threshold."""
    thresholds = ibis.array(limits).cast("array<int64>").unnest().name("numerator").as_table()
    thresholds = thresholds.mutate(denominator=ibis.literal(FINEST, "int64"))
    rows = step.at_thresholds(judged.pooled, thresholds, vary)
    rows = rows.left_join(judged_in, "economy").select(rows, judged_in.years_judged)
    holds = (rows.c1 & rows.c2 & rows.c3).fill_null(False)
    if judged.yearly is None:
        rows = rows.mutate(years_held=holds.cast("int64"))
    else:
        each = step.at_thresholds(judged.yearly, thresholds, vary)
        held = each.group_by("economy", "product", "numerator").agg(
            years_held=step.added((each.c1 & each.c2 & each.c3).fill_null(False))
        )
        rows = rows.left_join(held, ["economy", "product", "numerator"]).select(
            rows, years_held=held.years_held.fill_null(0)
        )
    ruled = decided(rows, question.criteria, bloc=question.is_bloc)
    critical = ruled.critical.fill_null(False)
    counted = ruled.group_by("economy", "numerator").agg(
        products=step.added(critical),
        usd=step.added(ibis.ifelse(critical, ruled.own, 0)),
    )
    return counted.order_by("economy", "numerator")
