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

    ``supply`` is ``beyond`` with the years added up; ``counter`` and ``counter_years`` are trade
    in the other direction, ``years`` in how many years each reported. ``inside`` is None without
    a bloc, ``need`` None when nobody is thought away, ``counter_years`` when all are judged.
    """

    beyond: Table
    supply: Table
    counter: Table
    counter_years: Table | None
    years: Table
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
        hubs = step.passing_on(ground.pooled, question.criteria)
        return _judge(session, ground, question, partners, hubs)
    held = _held_by_all(session, ground, question)
    hubs = session.keep("hubs", lambda: step.passing_on(ground.pooled, question.criteria))
    found = []
    for codes in slices(session, ground, rows=SLICE_ROWS):
        name_members(session, codes)
        found.append(_judge(session, ground, question, partners, hubs, held=held))
    return Answer(
        table=pa.concat_tables(answer.table for answer in found),
        partners=pa.concat_tables(answer.partners for answer in found),
        by_year=None,
    )


def subjects(session: Session, ground: Ground, question: Question) -> Subjects:
    """Return the trade of the economies, the bloc or the slice that is judged."""
    members, inside, counter_years = ground.members, None, None
    reports = ground.reports
    if question.is_bloc:
        both = session.keep("own_trade", lambda: step.of_bloc(ground.trade, members))
        beyond = session.step("beyond", lambda: both.filter(both.partner != step.BLOC))
        inside = session.step("inside", lambda: both.filter(both.partner == step.BLOC))
        own = session.keep("own_positions", lambda: bloc_positions(ground))
        counter = session.step("counter", lambda: step.counter_together(own))
        counter_years = session.step("counter_years", lambda: step.counter_each_year(own))
        bloc_reports = step.reports_of_bloc(step.of_members(ground.reports, members))
        reports = session.keep("own_reports", lambda: bloc_reports)
    elif question.everyone:
        # A slice of everybody's flows is used once or twice: kept, it would fill the memory.
        beyond = session.step("own_trade", lambda: step.of_members(ground.trade, members))
        counter = step.of_members(ground.pooled.select(*step.PAIR, "counter_all"), members)
    else:
        beyond = session.keep("own_trade", lambda: step.of_members(ground.trade, members))
        own = session.keep("own_positions", lambda: step.of_members(ground.positions, members))
        counter = ground.pooled.select(*step.PAIR, "counter_all")
        reported = own.semi_join(ground.reports, ["economy", "year"])
        counter_years = session.step("counter_years", lambda: step.counter_each_year(reported))
    need = None
    if ground.gone is not None:
        gone, need = ground.gone, beyond
        beyond = session.step("left", lambda: step.without(need, "partner", gone))
    supply = beyond
    if ground.world_years is not None:
        supply = session.keep("supply", lambda: step.pooled(beyond))
    years = session.step("years", lambda: step.judged_years(reports))
    return Subjects(beyond, supply, counter, counter_years, years, inside, need)


def judged_trade(session: Session, ground: Ground, question: Question, trade: Subjects) -> Judged:
    """Return the measures of the subjects' trade; named subjects have a row per product."""
    pooled = session.step("judged", lambda: _pooled(ground, question, trade))
    world = ground.world_years
    if world is None or trade.counter_years is None:
        return Judged(pooled, None)
    yearly = session.keep(
        "judged_years",
        lambda: _measured(
            step.concentration(trade.beyond, step.PAIR_YEAR),
            world,
            trade.counter_years,
            trade,
            step.PAIR_YEAR,
            question,
        ),
    )
    return Judged(pooled, yearly)


def _pooled(ground: Ground, question: Question, trade: Subjects) -> Table:
    demand = step.concentration(trade.supply, step.PAIR)
    if not question.everyone:
        demand = _complete(demand, grid(ground, question))
    return _measured(demand, ground.world, trade.counter, trade, step.PAIR, question)


def _measured(
    own: Table,
    world: Table,
    counter: Table | None,
    trade: Subjects,
    by: tuple[str, ...],
    question: Question,
) -> Table:
    within = None if trade.inside is None else step.internal(trade.inside, by)
    need = None
    if trade.need is not None:
        need = trade.need.group_by(*by).agg(own=step.added(trade.need.value))
    measured = step.measures(own, world, counter, within, need=need)
    return step.judged(measured, question.criteria)


def _held_by_all(session: Session, ground: Ground, question: Question) -> Table | None:
    """Return in how many years C1 to C3 held for everybody, from the totals alone."""
    world = ground.world_years
    if world is None:
        return None

    def relation() -> Table:
        own = step.concentration_of_years(ground.positions)
        return step.yearly_hold(
            step.judged(step.measures(own, world, None, None), question.criteria)
        )

    return session.keep("held", relation)


def _judge(
    session: Session,
    ground: Ground,
    question: Question,
    partners: int,
    hubs: Table,
    *,
    held: Table | None = None,
) -> Answer:
    """Return the answer for some subjects; ``held`` where it is known already."""
    trade = subjects(session, ground, question)
    found = judged_trade(session, ground, question, trade)
    by_year = None
    if found.yearly is not None:
        yearly = found.yearly
        held = session.keep("held", lambda: step.yearly_hold(yearly))
        by_year = session.fetch("by_year", lambda: step.yearly_rows(yearly))
    table, rows = session.fetch_kept(
        "verdict",
        lambda: verdict(
            found.pooled,
            held,
            trade.years,
            hubs,
            criteria=question.criteria,
            bloc=question.is_bloc,
        ).order_by(*step.PAIR),
    )
    tops = session.fetch("tops", lambda: _tops(rows, trade.supply, question, partners))
    return Answer(table=explained(with_second(table, tops)), partners=tops, by_year=by_year)


def _tops(rows: Table, supply: Table, question: Question, partners: int) -> Table:
    """Return the largest partners: of every product, or of critical ones for every economy."""
    wanted = rows.filter(rows.own > 0)
    if question.everyone:
        wanted = rows.filter(rows.critical)
        supply = supply.semi_join(wanted, list(step.PAIR))
    pairs = wanted.select(*step.PAIR, "own")
    return step.top_partners(supply, pairs, count=max(partners, 2)).order_by(*step.PAIR, "rank")


def _complete(demand: Table, pairs: Table) -> Table:
    """Return a row for every pair, null where nothing is traded."""
    kept = [demand[column] for column in demand.columns if column not in step.PAIR]
    return pairs.left_join(demand, list(step.PAIR)).select(pairs.economy, pairs["product"], *kept)
