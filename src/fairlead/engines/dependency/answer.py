"""Answers a question over its ground, for named subjects or for every economy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import Session, unbound
from fairlead.engines.dependency.question import Question
from fairlead.engines.dependency.relations import relations as step
from fairlead.engines.dependency.relations.partners import top_partners
from fairlead.engines.dependency.relations.shared import Ground, grid
from fairlead.engines.dependency.relations.verdict import explained, verdict, with_second

# Every economy's rows are judged so many at once: sorting and joining all would take the memory.
SLICE_ROWS = 400_000


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
    """Exact measures with C1 to C3: the years added up, and (several years) one by one.

    ``pooled`` may be of ``demand``, registered under that name: its rows are independent.
    """

    pooled: Table
    yearly: Table | None
    demand: pa.Table | None


def answered(session: Session, ground: Ground, question: Question, *, partners: int) -> Answer:
    """Return the answer; ``partners`` is how many of the largest to return per product."""
    trade = subjects(session, ground, question)
    found = judged_trade(session, ground, question, trade)
    by_year, held = None, None
    if found.yearly is not None:
        yearly = found.yearly
        held = session.keep("held", lambda: step.yearly_hold(yearly))
        if not question.everyone:
            by_year = session.fetch("by_year", lambda: step.yearly_rows(yearly))

    settle = session.keep if question.everyone else session.step
    hubs = settle("hubs", lambda: step.passing_on(ground.pooled, question.criteria))

    def relation() -> Table:
        judged = verdict(
            found.pooled,
            held,
            trade.years,
            hubs,
            criteria=question.criteria,
            bloc=question.is_bloc,
        )
        return judged.order_by(*step.PAIR)

    table, rows = _in_slices(session, "verdict", relation, found.demand)
    tops = session.fetch("tops", lambda: _tops(ground, question, trade, rows, partners))
    return Answer(table=explained(with_second(table, tops)), partners=tops, by_year=by_year)


def _in_slices(
    session: Session, name: str, relation: Callable[[], Table], demand: pa.Table | None
) -> tuple[pa.Table, Table]:
    """Return the rows and a relation of them; of a large demand a slice at a time."""
    if demand is None:
        return session.fetch_kept(name, relation)
    found = []
    for start in range(0, demand.num_rows, SLICE_ROWS):
        session.register("demand", demand.slice(start, SLICE_ROWS))
        found.append(session.fetch(name, relation))
    table = pa.concat_tables(found)
    return table, session.register(name, table)


def subjects(session: Session, ground: Ground, question: Question) -> Subjects:
    """Return the trade of the economies or the bloc that is judged, or of all."""
    members, inside, counter_years = ground.members, None, None
    reports = ground.reports
    if question.everyone:
        beyond = ground.trade
        counter = ground.pooled.select(*step.PAIR, "counter_all")
    elif question.is_bloc:
        both = session.keep("own_trade", lambda: step.of_bloc(ground.trade, members))
        beyond = session.step("beyond", lambda: both.filter(both.partner != step.BLOC))
        inside = session.step("inside", lambda: both.filter(both.partner == step.BLOC))
        own = session.keep("bloc_positions", lambda: step.as_bloc(ground.own))
        counter = session.step("counter", lambda: step.counter_together(own))
        counter_years = session.step("counter_years", lambda: step.counter_each_year(own))
        bloc_reports = step.reports_of_bloc(step.of_members(ground.reports, members))
        reports = session.keep("own_reports", lambda: bloc_reports)
    else:
        beyond = session.keep("own_trade", lambda: step.of_members(ground.trade, members))
        counter = ground.pooled.select(*step.PAIR, "counter_all")
        reported = ground.own.semi_join(ground.reports, ["economy", "year"])
        counter_years = session.step("counter_years", lambda: step.counter_each_year(reported))
    need = None
    if ground.gone is not None:
        gone, need = ground.gone, beyond
        beyond = session.step("left", lambda: step.without(need, "partner", gone))
    supply = beyond
    if ground.world_years is not None:
        # Everybody's would fill the memory: it is computed of what is asked of it.
        settle = session.step if question.everyone else session.keep
        supply = settle("supply", lambda: step.pooled(beyond))
    years = session.step("years", lambda: step.judged_years(reports))
    return Subjects(beyond, supply, counter, counter_years, years, inside, need)


def judged_trade(session: Session, ground: Ground, question: Question, trade: Subjects) -> Judged:
    """Return the measures of the subjects' trade; named subjects have a row per product."""
    demand = _everybodys_demand(session, ground, question)

    def relation() -> Table:
        if demand is not None:
            own = unbound("demand", demand.schema)
        else:
            own = step.concentration(trade.supply, step.PAIR)
        if not question.everyone:
            own = _complete(own, grid(ground, question))
        return _measured(own, ground.world, trade.counter, trade, step.PAIR, question)

    pooled = session.step("judged", relation)
    world = ground.world_years
    if world is None:
        return Judged(pooled, None, demand)
    settle = session.step if question.everyone else session.keep
    yearly = settle("judged_years", lambda: _each_year(ground, question, trade, world))
    return Judged(pooled, yearly, demand)


def _everybodys_demand(session: Session, ground: Ground, question: Question) -> pa.Table | None:
    """Return every economy's concentration where this process reads the files."""
    if not (question.everyone and session.in_process):
        return None
    # Here, because it is slow to load and named subjects do without.
    from fairlead.engines.dependency.relations.every_economy import everybodys_concentration

    found = everybodys_concentration(ground.parts, side=question.side)
    session.register("demand", found)
    return found


def _each_year(ground: Ground, question: Question, trade: Subjects, world: Table) -> Table:
    """Return the measures of the subjects' trade year by year; everybody's from their totals."""
    if question.everyone:
        own = step.concentration_of_years(ground.positions)
        return step.judged(step.measures(own, world, None, None), question.criteria)
    own = step.concentration(trade.beyond, step.PAIR_YEAR)
    return _measured(own, world, trade.counter_years, trade, step.PAIR_YEAR, question)


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


def _tops(ground: Ground, question: Question, trade: Subjects, rows: Table, partners: int) -> Table:
    """Return the largest partners: of every product, or of critical ones for every economy."""
    wanted = rows.filter(rows.own > 0)
    supply = trade.supply
    if question.everyone:
        wanted = rows.filter(rows.critical)
        supply = trade.beyond.semi_join(wanted, list(step.PAIR))
        supply = supply if ground.world_years is None else step.pooled(supply)
    pairs = wanted.select(*step.PAIR, "own")
    return top_partners(supply, pairs, count=max(partners, 2)).order_by(*step.PAIR, "rank")


def _complete(demand: Table, pairs: Table) -> Table:
    """Return a row for every pair, null where nothing is traded."""
    kept = [demand[column] for column in demand.columns if column not in step.PAIR]
    return pairs.left_join(demand, list(step.PAIR)).select(pairs.economy, pairs["product"], *kept)
