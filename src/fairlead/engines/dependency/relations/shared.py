"""What every question about the same flows and years shares, laid out as named relations."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import Session
from fairlead.engines.dependency.faults import NoTrade
from fairlead.engines.dependency.flows import FLOW_SCHEMA, TOTAL_SCHEMA, Flows, Part
from fairlead.engines.dependency.question import Question
from fairlead.engines.dependency.relations import relations as step


@dataclass(frozen=True, slots=True)
class Ground:
    """Relations over the chosen flows, from the question's side.

    ``parts`` are the files of ``trade``. ``positions`` is what every economy trades each year,
    ``own`` that of the judged, ``pooled`` that of all with the years added up (economy, product,
    own, counter, counter_all: of the years it reported), ``reports`` the years each reported
    (those judged, of one year). ``members`` names the economies judged. ``gone`` is the partner
    that a what-if thinks away (None otherwise): it is still in ``trade`` and ``positions``, no
    longer in the world. ``world_years`` is None when one year is chosen.
    """

    parts: tuple[Part, ...]
    trade: Table
    positions: Table
    own: Table
    pooled: Table
    reports: Table
    world: Table
    world_years: Table | None
    members: Table
    gone: Table | None


def shape_of(flows: Flows, question: Question, *extra: Hashable) -> Hashable:
    """Return what the SQL of a question depends on (its members and files come in as tables)."""
    several = len(flows.parts) > 1
    subjects = "bloc" if question.is_bloc else "all" if question.everyone else "named"
    return (subjects, several, question.side, question.criteria, extra)


def lay_ground(
    session: Session, flows: Flows, question: Question, *, without: int | None = None
) -> Ground:
    """Return the shared relations of the flows; ``without`` thinks one partner away."""
    side = question.side
    raw = session.scan("flows", [part.flows for part in flows.parts], FLOW_SCHEMA)
    totals = session.scan("totals", [part.totals for part in flows.parts], TOTAL_SCHEMA)
    economies = pa.table({"economy": pa.array(question.economies, pa.int32())})
    members = session.register("members", economies)
    gone = None
    if without is not None:
        gone = session.register("gone", pa.table({"partner": pa.array([without], pa.int32())}))
    trade = session.step("trade", lambda: step.trade(raw, side=side))
    positions = session.step("positions", lambda: step.positions(totals, side=side))
    own = positions
    if not question.everyone:
        kept = positions.drop("own_sq")  # slow to keep, and nobody's need
        own = session.keep("own_positions", lambda: step.of_members(kept, members))
    # Only years added up need to know when others reported.
    asked = positions if len(flows.parts) > 1 else own
    reports = session.keep("reports", lambda: step.reporting(asked))
    world_years = None
    if len(flows.parts) == 1:
        pooled = session.step("pooled", lambda: step.year_alone(positions))
    else:
        pooled = session.keep("pooled", lambda: step.years_together(positions, reports))
        world_years = session.keep(
            "world_years", lambda: step.world(_left(positions, gone), ["product", "year"])
        )
    return Ground(
        parts=flows.parts,
        trade=trade,
        positions=positions,
        own=own,
        pooled=pooled,
        reports=reports,
        world=session.keep("world", lambda: step.world(_left(pooled, gone), ["product"])),
        world_years=world_years,
        members=members,
        gone=gone,
    )


def _left(positions: Table, gone: Table | None) -> Table:
    return positions if gone is None else step.without(positions, "economy", gone)


def reported(session: Session, ground: Ground, question: Question) -> pa.Table:
    """Return in how many of the chosen years each subject reported: economy, years_judged.

    Raises `NoTrade` when an economy asked for has no such trade in any of them.
    """

    def relation() -> Table:
        rows = step.judged_years(ground.reports)
        if not question.everyone:
            rows = step.of_members(rows, ground.members)
        return rows.order_by("economy")

    found = session.fetch("reported", relation)
    present = set(found["economy"].to_pylist())
    absent = [code for code in question.economies if code not in present]
    if absent:
        raise NoTrade(absent, side=question.side, years=question.years)
    return found


def grid(ground: Ground, question: Question) -> Table:
    """Return every subject with every product that the world sells: economy, product."""
    products = ground.world.select("product")
    if ground.gone is not None:  # The world may no longer sell what is still needed.
        pooled = ground.pooled
        products = pooled.filter(pooled.counter > 0).select("product").distinct()
    if question.is_bloc:
        return products.mutate(economy=ibis.literal(step.BLOC, "int32"))
    return products.cross_join(ground.members)
