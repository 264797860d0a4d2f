"""What every question about the same flows and years shares, computed once."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import Table

from fairlead.engines.dependency import relations as step
from fairlead.engines.dependency.faults import NoTrade
from fairlead.engines.dependency.flows import FLOW_SCHEMA, TOTAL_SCHEMA, Flows
from fairlead.engines.dependency.question import Question
from fairlead.engines.dependency.session import Session


@dataclass(frozen=True, slots=True)
class Ground:
    """Relations over the chosen flows: all trade, its totals, the world and the other direction.

    ``all_trade`` still has the partner that a what-if takes away from ``trade`` (else the same).
    ``world_years`` and ``counter_years`` are None when one year is chosen: nothing persists.
    """

    trade: Table
    all_trade: Table
    positions: Table
    world: Table
    counter: Table
    hubs: Table
    world_years: Table | None
    counter_years: Table | None


def lay_ground(
    session: Session, flows: Flows, question: Question, *, without: int | None = None
) -> Ground:
    """Return the shared relations of the flows, from the question's side.

    ``without`` takes one partner out of the trade and of the world's supply.
    """
    side = question.side
    raw = session.scan("flows", [part.flows for part in flows.parts], FLOW_SCHEMA)
    totals = session.scan("totals", [part.totals for part in flows.parts], TOTAL_SCHEMA)
    all_trade = session.step("trade", step.trade(raw, side=side))
    positions = session.step("positions", step.positions(totals, side=side))
    trade, suppliers = all_trade, positions
    if without is not None:
        trade = session.step("trade_left", all_trade.filter(all_trade.partner != without))
        suppliers = session.step("suppliers_left", positions.filter(positions.economy != without))
    several = len(flows.parts) > 1
    return Ground(
        trade=trade,
        all_trade=all_trade,
        positions=positions,
        world=session.keep("world", step.world(suppliers, ["product"])),
        counter=counter(session, positions, question, step.PAIR),
        hubs=session.step("hubs", step.passing_on(positions, question.criteria)),
        world_years=(
            session.keep("world_years", step.world(suppliers, ["product", "year"]))
            if several
            else None
        ),
        counter_years=counter(session, positions, question, step.PAIR_YEAR) if several else None,
    )


def counter(session: Session, positions: Table, question: Question, by: tuple[str, ...]) -> Table:
    """Return trade in the other direction of the question's subjects, by economy and product."""
    name = "counter_years" if "year" in by else "counter"
    if question.is_bloc:
        return session.step(name, step.bloc_counter(positions, question.economies, by))
    return session.step(name, step.counter_trade(positions, by))


def reported(session: Session, ground: Ground, question: Question) -> pa.Table:
    """Return in how many of the chosen years each subject reported: economy, years.

    Raises `NoTrade` when an economy asked for has no such trade in any of them.
    """
    relation = step.judged_years(ground.positions)
    if not question.everyone:
        relation = relation.filter(relation.economy.isin(list(question.economies)))
    found = session.fetch(relation.order_by("economy"))
    present = set(found["economy"].to_pylist())
    absent = [code for code in question.economies if code not in present]
    if absent:
        raise NoTrade(absent, side=question.side, years=question.years)
    return found


def years_judged(session: Session, ground: Ground, question: Question) -> Table:
    """Return in how many years each subject is judged: economy, years_judged."""
    if not question.is_bloc:
        return session.step("years_judged", step.judged_years(ground.positions))
    members = ground.positions.filter(ground.positions.economy.isin(list(question.economies)))
    joined = members.mutate(economy=ibis.literal(step.BLOC, "int32"))
    return session.step("years_judged", step.judged_years(joined))


def slices(session: Session, ground: Ground, *, rows: int) -> list[tuple[int, int]]:
    """Return ranges of economy codes, first to last, of about ``rows`` flows each."""
    trade = ground.trade
    counted = session.fetch(trade.group_by("economy").agg(rows=trade.count()).order_by("economy"))
    codes = counted["economy"].to_pylist()
    running = pc.cumulative_sum(counted["rows"]).to_pylist()
    ranges: list[tuple[int, int]] = []
    start, done = 0, 0
    for position, total in enumerate(running):
        last = position == len(codes) - 1
        if last or total - done >= rows:
            ranges.append((codes[start], codes[position]))
            start, done = position + 1, total
    return ranges
