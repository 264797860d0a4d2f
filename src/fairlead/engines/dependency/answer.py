"""Answers a question over its ground, for named subjects or for every economy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import Session
from fairlead.engines.dependency.evidence import Evidence, read_measures
from fairlead.engines.dependency.question import Question
from fairlead.engines.dependency.relations import relations as step
from fairlead.engines.dependency.relations.partners import find_top_partners
from fairlead.engines.dependency.relations.second_partner import add_second_partner
from fairlead.engines.dependency.relations.shared import SharedRelations, build_grid
from fairlead.engines.dependency.relations.verdict import YES
from fairlead.engines.dependency.reporting import Reporting


@dataclass(frozen=True, slots=True)
class Answer:
    """The tables of an answer, in the engine's own column names, and what they are judged on."""

    table: pa.Table
    partners: pa.Table
    by_year: pa.Table | None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Subjects:
    """The trade of those judged: with the outside, within the bloc, and what they need.

    ``supply`` is ``beyond`` with the years added up; ``counter`` and ``counter_years`` are trade
    in the other direction. ``inside`` is None without a bloc, ``need`` None when nobody is
    thought away, ``counter_years`` when all are judged.
    """

    beyond: Table
    supply: Table
    counter: Table
    counter_years: Table | None
    inside: Table | None
    need: Table | None


def answer_question(
    session: Session,
    ground: SharedRelations,
    question: Question,
    reporting: Reporting,
    *,
    partners: int,
) -> Answer:
    """Return the answer; ``partners`` is how many of the largest to return per product."""
    trade = find_subjects(session, ground, question)
    evidence = gather_evidence(session, ground, question, reporting, trade)
    table, verdict = evidence.table(question.criteria)
    by_year = None if question.everyone else evidence.table_of_years(question.criteria)
    sums = evidence.together
    # Of everybody's products the largest partners are told of the critical ones only.
    wanted = np.flatnonzero(verdict.critical == YES if question.everyone else sums.own > 0)
    pairs = {"economy": sums.economy[wanted], "product": sums.product[wanted]}
    rows = session.register("wanted", pa.table({**pairs, "own": sums.own[wanted]}))
    tops = session.fetch("tops", lambda: _find_largest(ground, question, trade, rows, partners))
    return Answer(add_second_partner(table, tops), tops, by_year, evidence)


def find_subjects(session: Session, ground: SharedRelations, question: Question) -> Subjects:
    """Return the trade of the economies or the bloc that is judged, or of all."""
    members, inside, counter_years = ground.members, None, None
    if question.everyone:
        beyond = ground.trade
        counter = ground.pooled.select(*step.PAIR, "counter_all")
    elif question.is_bloc:
        both = session.keep("own_trade", lambda: step.merge_into_bloc(ground.trade, members))
        beyond = session.step("beyond", lambda: both.filter(both.partner != step.BLOC))
        inside = session.step("inside", lambda: both.filter(both.partner == step.BLOC))
        own = session.keep("bloc_positions", lambda: step.merge_positions_of_bloc(ground.own))
        traded = session.step("bloc_traded", lambda: step.select_traded_years(own))
        counter = session.step("counter", lambda: step.add_up_counter(traded))
        counter_years = session.step("counter_years", lambda: step.read_counter_each_year(traded))
    else:
        beyond = session.keep("own_trade", lambda: step.select_members(ground.trade, members))
        counter = ground.pooled.select(*step.PAIR, "counter_all")
        known = ground.reports.filter(ground.reports.trades)
        reported = ground.own.semi_join(known, ["economy", "year"])
        counter_years = session.step("counter_years", lambda: step.read_counter_each_year(reported))
    need = None
    if ground.gone is not None:
        gone, need = ground.gone, beyond
        beyond = session.step("left", lambda: step.exclude_partner(need, "partner", gone))
    supply = beyond
    if ground.world_years is not None:
        # Everybody's would fill the memory: it is computed of what is asked of it.
        settle = session.step if question.everyone else session.keep
        supply = settle("supply", lambda: step.pool_years(beyond))
    return Subjects(beyond, supply, counter, counter_years, inside, need)


def gather_evidence(
    session: Session,
    ground: SharedRelations,
    question: Question,
    reporting: Reporting,
    trade: Subjects,
) -> Evidence:
    """Return the exact sums of the subjects' trade; named subjects have a row per product."""

    def relation() -> Table:
        own = step.measure_concentration(trade.supply, step.PAIR)
        if not question.everyone:
            own = _complete(own, build_grid(ground, question))
        sums = _measure(own, ground.world, trade.counter, trade, step.PAIR)
        return step.beside_hub(sums, ground.pooled).order_by(*step.PAIR)

    together = read_measures(session.fetch("together", relation))
    world = ground.world_years
    if world is None:
        return Evidence(question, reporting, together, None, np.zeros(0, np.int32))
    each = session.fetch(
        "each_year",
        lambda: _measure_each_year(ground, question, trade, world).order_by(*step.PAIR_YEAR),
    )
    years = each["year"].to_numpy()
    return Evidence(question, reporting, together, read_measures(each), years)


def _measure_each_year(
    ground: SharedRelations, question: Question, trade: Subjects, world: Table
) -> Table:
    """Return the sums of the subjects' trade year by year; everybody's from their totals."""
    if question.everyone:
        own = step.join_concentration_of_years(ground.positions)
        return step.join_measures(own, world, None, None)
    own = step.measure_concentration(trade.beyond, step.PAIR_YEAR)
    return _measure(own, world, trade.counter_years, trade, step.PAIR_YEAR)


def _measure(
    own: Table,
    world: Table,
    counter: Table | None,
    trade: Subjects,
    by: tuple[str, ...],
) -> Table:
    within = None if trade.inside is None else step.measure_internal(trade.inside, by)
    need = None
    if trade.need is not None:
        need = trade.need.group_by(*by).agg(own=step.add_up(trade.need.value))
    return step.join_measures(own, world, counter, within, need=need)


def _find_largest(
    ground: SharedRelations, question: Question, trade: Subjects, wanted: Table, partners: int
) -> Table:
    """Return the largest partners of the products wanted."""
    supply = trade.supply
    if question.everyone:
        supply = trade.beyond.semi_join(wanted, list(step.PAIR))
        supply = supply if ground.world_years is None else step.pool_years(supply)
    return find_top_partners(supply, wanted, count=max(partners, 2)).order_by(*step.PAIR, "rank")


def _complete(demand: Table, pairs: Table) -> Table:
    """Return a row for every pair, null where nothing is traded."""
    kept = [demand[column] for column in demand.columns if column not in step.PAIR]
    return pairs.left_join(demand, list(step.PAIR)).select(pairs.economy, pairs["product"], *kept)
