"""Answers a question over its ground: one pass for named subjects, slices for every economy."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency import relations as step
from fairlead.engines.dependency.ground import (
    Ground,
    bloc_positions,
    grid,
    name_members,
    slices,
)
from fairlead.engines.dependency.question import Question
from fairlead.engines.dependency.session import Session
from fairlead.engines.dependency.verdict import explained, verdict, with_second

# Every economy at once is judged in slices of about so many flows, to bound memory.
SLICE_ROWS = 6_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The tables of an answer, in the engine's own column names."""

    table: pa.Table
    partners: pa.Table
    by_year: pa.Table | None


@dataclass(frozen=True, slots=True)
class Subjects:
    """The trade of those judged: with the outside, within the bloc, and what they need.

    ``supply`` is ``beyond`` with the years added up, ``counter`` trade in the other direction.
    ``inside`` is None without a bloc, ``need`` None when nobody is thought away.
    """

    beyond: Table
    supply: Table
    positions: Table
    counter: Table
    inside: Table | None
    need: Table | None


@dataclass(frozen=True, slots=True)
class Judged:
    """Exact measures with C1 to C3: the years added up, and (several years) one by one."""

    pooled: Table
    yearly: Table | None


def answered(session: Session, ground: Ground, question: Question, *, partners: int) -> Answer:
    """Return the answer; ``partners`` is how many of the largest to return per product."""
    if not question.everyone:
        return _judge(session, ground, question, partners)
    groups = slices(session, ground, rows=SLICE_ROWS)
    found = []
    for codes in groups:
        name_members(session, codes)
        found.append(_judge(session, ground, question, partners))
    return Answer(
        table=pa.concat_tables(answer.table for answer in found),
        partners=pa.concat_tables(answer.partners for answer in found),
        by_year=None,
    )


def subjects(session: Session, ground: Ground, question: Question) -> Subjects:
    """Return the trade of the economies, the bloc or the slice that is judged."""
    members = ground.members
    inside = None
    if question.is_bloc:
        both = session.keep("own_trade", lambda: step.of_bloc(ground.trade, members))
        beyond = session.step("beyond", lambda: both.filter(both.partner != step.BLOC))
        inside = session.step("inside", lambda: both.filter(both.partner == step.BLOC))
        positions = session.keep("own_positions", lambda: bloc_positions(ground))
    else:
        # A slice of everybody's flows is used once or twice: kept, it would fill the memory.
        once = session.step if question.everyone else session.keep
        beyond = once("own_trade", lambda: step.of_members(ground.trade, members))
        positions = session.keep(
            "own_positions", lambda: step.of_members(ground.positions, members)
        )
    need = None
    if ground.gone is not None:
        gone, need = ground.gone, beyond
        beyond = session.step("left", lambda: step.without(need, "partner", gone))
    supply = beyond
    several = ground.world_years is not None
    if several:
        supply = session.keep("supply", lambda: step.pooled(beyond))
    by_year = several and not question.is_bloc
    counter = session.step(
        "counter", lambda: step.counter_trade(positions) if by_year else positions
    )
    return Subjects(beyond, supply, positions, counter, inside, need)


def judged_trade(session: Session, ground: Ground, question: Question, trade: Subjects) -> Judged:
    """Return the measures of the subjects' trade; named subjects have a row per product."""
    yearly = None
    if ground.world_years is not None:
        world_years = ground.world_years
        yearly = session.step(
            "judged_years",
            lambda: step.judged(
                _measured(
                    _each_year(question, trade),
                    world_years,
                    trade,
                    step.PAIR_YEAR,
                    several=True,
                ),
                question.criteria,
            ),
        )
    return Judged(session.step("judged", lambda: _pooled(ground, question, trade)), yearly)


def _each_year(question: Question, trade: Subjects) -> Table:
    """Return sums over partners by year; of every economy they are in the totals already."""
    if question.everyone:
        return step.concentration_of_years(trade.positions)
    return step.concentration(trade.beyond, step.PAIR_YEAR)


def _pooled(ground: Ground, question: Question, trade: Subjects) -> Table:
    demand = step.concentration(trade.supply, step.PAIR)
    if not question.everyone:
        demand = _complete(demand, grid(ground, question))
    several = ground.world_years is not None
    measured = _measured(demand, ground.world, trade, step.PAIR, several=several)
    return step.judged(measured, question.criteria)


def _measured(
    own: Table, world: Table, trade: Subjects, by: tuple[str, ...], *, several: bool
) -> Table:
    counter = trade.counter
    if several and "year" not in by:
        counter = step.counted(counter, by)
    within = None if trade.inside is None else step.internal(trade.inside, by)
    need = None
    if trade.need is not None:
        need = trade.need.group_by(*by).agg(own=trade.need.value.sum())
    return step.measures(own, world, counter, within, need=need)


def _judge(session: Session, ground: Ground, question: Question, partners: int) -> Answer:
    """Return the answer for some subjects."""
    trade = subjects(session, ground, question)
    found = judged_trade(session, ground, question, trade)
    held = None
    by_year = None
    if found.yearly is not None:
        yearly = found.yearly
        held = session.keep("held", lambda: step.yearly_hold(yearly))
        if not question.everyone:
            by_year = session.fetch("by_year", lambda: step.yearly_rows(yearly))
    table, rows = session.fetch_kept(
        "verdict",
        lambda: verdict(
            found.pooled,
            held,
            step.judged_years(trade.positions),
            ground.pooled,
            criteria=question.criteria,
            bloc=question.is_bloc,
        ).order_by(*step.PAIR),
    )
    tops = session.fetch("tops", lambda: _tops(rows, trade.supply, question, partners))
    return Answer(table=explained(with_second(table, tops)), partners=tops, by_year=by_year)


def _tops(rows: Table, supply: Table, question: Question, partners: int) -> Table:
    """Return the largest partners: of every product, or of critical ones for every economy."""
    wanted = rows.filter(rows.critical) if question.everyone else rows.filter(rows.own > 0)
    pairs = wanted.select("economy", "product", "own")
    return step.top_partners(supply, pairs, count=max(partners, 2)).order_by(*step.PAIR, "rank")


def _complete(demand: Table, pairs: Table) -> Table:
    """Return a row for every pair, null where nothing is traded."""
    kept = [demand[column] for column in demand.columns if column not in step.PAIR]
    return pairs.left_join(demand, list(step.PAIR)).select(pairs.economy, pairs["product"], *kept)
