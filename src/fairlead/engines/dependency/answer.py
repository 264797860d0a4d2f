"""Answers a question over its ground: one pass for named subjects, slices for every economy."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency import relations as step
from fairlead.engines.dependency.ground import Ground, slices, years_judged
from fairlead.engines.dependency.question import Question
from fairlead.engines.dependency.session import Session
from fairlead.engines.dependency.verdict import verdict

# Every economy at once is judged in slices of about so many flows, to bound memory.
SLICE_ROWS = 12_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The tables of an answer, in the engine's own column names."""

    table: pa.Table
    partners: pa.Table
    by_year: pa.Table | None


@dataclass(frozen=True, slots=True)
class Trade:
    """The trade of some subjects: with the outside, within the bloc, and what they need.

    ``inside`` is None without a bloc, ``need`` None when nothing is thought away. ``tag`` keeps
    the names of relations of different slices apart.
    """

    beyond: Table
    inside: Table | None = None
    need: Table | None = None
    tag: str = ""


def answered(session: Session, ground: Ground, question: Question, *, partners: int) -> Answer:
    """Return the answer; ``partners`` is how many of the largest to return per product."""
    judged_in = years_judged(session, ground, question)
    if not question.everyone:
        named = subjects_trade(session, ground, question)
        return _judge(session, ground, question, judged_in, named, partners)
    found = []
    for number, (first, last) in enumerate(slices(session, ground, rows=SLICE_ROWS)):
        part = ground.trade.filter(ground.trade.economy.between(first, last))
        trade = Trade(part, tag=f"_{number}")
        found.append(_judge(session, ground, question, judged_in, trade, partners))
    return Answer(
        table=pa.concat_tables(answer.table for answer in found),
        partners=pa.concat_tables(answer.partners for answer in found),
        by_year=None,
    )


def subjects_trade(session: Session, ground: Ground, question: Question) -> Trade:
    """Return the trade of the economies or the bloc asked for."""
    members = question.economies
    thinned = ground.trade is not ground.all_trade
    whole = session.keep("subject_all", step.of_members(ground.all_trade, members))
    if not question.is_bloc:
        if not thinned:
            return Trade(whole)
        left = session.keep("subject_trade", step.of_members(ground.trade, members))
        return Trade(left, need=whole)
    beyond = session.keep("subject_beyond", step.outside(whole, members))
    inside = session.keep("subject_inside", step.inside(whole, members))
    if not thinned:
        return Trade(beyond, inside=inside)
    left = step.outside(step.of_members(ground.trade, members), members)
    return Trade(session.keep("subject_trade", left), inside=inside, need=beyond)


@dataclass(frozen=True, slots=True)
class Judged:
    """Exact measures with C1 to C3: the years added up, and (several years) one by one."""

    pooled: Table
    yearly: Table | None
    supply: Table


def judged_trade(session: Session, ground: Ground, question: Question, trade: Trade) -> Judged:
    """Return the measures of some subjects' trade, judged; a subject has a row per product."""
    supply = trade.beyond
    yearly = None
    if ground.world_years is not None and ground.counter_years is not None:
        supply = session.step(f"supply{trade.tag}", step.pooled(supply))
        each = step.concentration(trade.beyond, step.PAIR_YEAR)
        measured = _measured(each, ground.world_years, ground.counter_years, trade, step.PAIR_YEAR)
        yearly = step.judged(measured, question.criteria)
    demand = step.concentration(supply, step.PAIR)
    if not question.everyone:
        demand = _complete(demand, ground, question)
    measured = _measured(demand, ground.world, ground.counter, trade, step.PAIR)
    return Judged(step.judged(measured, question.criteria), yearly, supply)


def _judge(
    session: Session,
    ground: Ground,
    question: Question,
    judged_in: Table,
    trade: Trade,
    partners: int,
) -> Answer:
    """Return the answer for the trade of some subjects."""
    found = judged_trade(session, ground, question, trade)
    held = None
    by_year = None
    if found.yearly is not None:
        held = session.keep(f"held{trade.tag}", step.yearly_hold(found.yearly))
        by_year = None if question.everyone else session.fetch(step.yearly_rows(found.yearly))
    rows = verdict(
        found.pooled,
        held,
        judged_in,
        ground.hubs,
        criteria=question.criteria,
        bloc=question.is_bloc,
    )
    rows = session.keep(f"verdict{trade.tag}", rows)
    tops = session.keep(f"tops{trade.tag}", _tops(rows, found.supply, question, partners))
    return Answer(
        table=session.fetch(step.with_second(rows, tops).order_by(*step.PAIR)),
        partners=session.fetch(tops.order_by(*step.PAIR, "rank")),
        by_year=by_year,
    )


def _measured(own: Table, world: Table, counter: Table, trade: Trade, by: tuple[str, ...]) -> Table:
    within = None if trade.inside is None else step.internal(trade.inside, by)
    need = None
    if trade.need is not None:
        need = trade.need.group_by(*by).agg(own=trade.need.value.sum())
    return step.measures(own, world, counter, within, need=need)


def _tops(rows: Table, supply: Table, question: Question, partners: int) -> Table:
    """Return the largest partners: of every product, or of critical ones for every economy."""
    wanted = rows.filter(rows.critical) if question.everyone else rows.filter(rows.own > 0)
    pairs = wanted.select("economy", "product", "own")
    return step.top_partners(supply, pairs, count=max(partners, 2))


def _complete(demand: Table, ground: Ground, question: Question) -> Table:
    """Return a row for every subject and every product in the world's trade."""
    products = ground.positions.filter(ground.positions.counter > 0).select("product").distinct()
    subjects = ibis.array(list(question.subjects)).cast("array<int32>").unnest()
    grid = products.mutate(economy=subjects)
    kept = [column for column in demand.columns if column not in step.PAIR]
    return grid.left_join(demand, list(step.PAIR)).select(
        grid.economy, grid["product"], *(demand[column] for column in kept)
    )
