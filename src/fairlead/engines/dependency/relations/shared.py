"""What every question about the same flows and years shares, laid out as named relations."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import Session
from fairlead.engines.dependency.faults import NoTrade
from fairlead.engines.dependency.flows import (
    FLOW_SCHEMA,
    OWN_REPORT,
    TOTAL_SCHEMA,
    Flows,
    Part,
)
from fairlead.engines.dependency.question import Question
from fairlead.engines.dependency.relations import relations as step
from fairlead.engines.dependency.reporting import Reporting, list_reports, read_reports


@dataclass(frozen=True, slots=True)
class SharedRelations:
    """Relations over the chosen flows, from the question's side.

    ``parts`` are the files of ``trade``. ``positions`` is what every economy trades each year,
    ``own`` that of the judged, ``pooled`` that of all with the years added up (economy, product,
    own, counter, counter_all: of the years it reported), ``reports`` who trades and who reports
    in which year (`relations.reporting`). ``members`` names the economies judged. ``gone`` is
    the partner that a what-if thinks away (None otherwise): it is still in ``trade`` and
    ``positions``, no longer in the world. ``world_years`` is None when one year is chosen.
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


def find_shape(flows: Flows, question: Question, *extra: Hashable) -> Hashable:
    """Return what the SQL of a question depends on (its members and files come in as tables)."""
    several = len(flows.parts) > 1
    subjects = "bloc" if question.is_bloc else "all" if question.everyone else "named"
    return (subjects, several, question.side, extra)


def lay_ground(
    session: Session, flows: Flows, question: Question, *, without: int | None = None
) -> SharedRelations:
    """Return the shared relations of the flows; ``without`` thinks one partner away."""
    side = question.side
    raw = session.scan("flows", [part.flows for part in flows.parts], FLOW_SCHEMA)
    files = [part.totals for part in flows.parts]
    totals = session.scan("totals", files, TOTAL_SCHEMA, optional=[OWN_REPORT])
    economies = pa.table({"economy": pa.array(question.economies, pa.int32())})
    members = session.register("members", economies)
    gone = None
    if without is not None:
        gone = session.register("gone", pa.table({"partner": pa.array([without], pa.int32())}))
    trade = session.step("trade", lambda: step.select_trade(raw, side=side))
    positions = session.step("positions", lambda: step.sum_positions(totals, side=side))
    own = positions
    if not question.everyone:
        kept = positions.drop("own_sq")  # slow to keep, and nobody's need
        own = session.keep("own_positions", lambda: step.select_members(kept, members))
    reports = session.keep("reports", lambda: step.find_reporting_years(positions))
    world_years = None
    if len(flows.parts) == 1:
        pooled = session.step("pooled", lambda: step.take_single_year(positions))
    else:
        pooled = session.keep("pooled", lambda: step.add_up_years(positions, reports))
        world_years = session.keep(
            "world_years",
            lambda: step.measure_world(_join_left(positions, gone), ["product", "year"]),
        )
    return SharedRelations(
        parts=flows.parts,
        trade=trade,
        positions=positions,
        own=own,
        pooled=pooled,
        reports=reports,
        world=session.keep(
            "world", lambda: step.measure_world(_join_left(pooled, gone), ["product"])
        ),
        world_years=world_years,
        members=members,
        gone=gone,
    )


def _join_left(positions: Table, gone: Table | None) -> Table:
    return positions if gone is None else step.exclude_partner(positions, "economy", gone)


def find_reports(session: Session, ground: SharedRelations, question: Question) -> Reporting:
    """Return who reports, and in which years each subject trades.

    Raises `NoTrade` when an economy asked for has no such trade in any of them.
    """
    columns = ["economy", "year", "trades", "imports", "replied"]
    found = session.fetch(
        "reported", lambda: ground.reports.select(*columns).order_by("economy", "year")
    )
    reporting = read_reports(question, list_reports(found))
    absent = [code for code in question.economies if code not in reporting.traded]
    if absent:
        raise NoTrade(absent, side=question.side, years=question.years)
    return reporting


def build_grid(ground: SharedRelations, question: Question) -> Table:
    """Return every subject with every product that the world sells: economy, product."""
    products = ground.world.select("product")
    if ground.gone is not None:  # The world may no longer sell what is still needed.
        pooled = ground.pooled
        products = pooled.filter(pooled.counter > 0).select("product").distinct()
    if question.is_bloc:
        return products.mutate(economy=ibis.literal(step.BLOC, "int32"))
    return products.cross_join(ground.members)
