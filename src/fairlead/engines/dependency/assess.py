"""The door: what economies or a bloc cannot do without."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency import relations as step
from fairlead.engines.dependency.criteria import Criteria, Side
from fairlead.engines.dependency.flows import Flows
from fairlead.engines.dependency.ground import (
    Ground,
    lay_ground,
    reported,
    slices,
    years_judged,
)
from fairlead.engines.dependency.question import Question, ask
from fairlead.engines.dependency.result import DependencyResult, in_words
from fairlead.engines.dependency.session import Engine, Session, open_session
from fairlead.engines.dependency.verdict import verdict

# Every economy at once is judged in slices of about so many flows, to bound memory.
SLICE_ROWS = 12_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The tables of an answer, in the engine's own column names."""

    table: pa.Table
    partners: pa.Table
    by_year: pa.Table | None


def assess(
    flows: Flows,
    *,
    importers: Sequence[int] | None = None,
    bloc: Sequence[int] | None = None,
    years: Sequence[int] | None = None,
    side: Side = "import",
    criteria: Criteria | None = None,
    partners: int = 5,
    engine: Engine = "duckdb",
) -> DependencyResult:
    """Return what each economy named (or the bloc as one, or every economy) depends on.

    ``importers`` are the economies judged (exporters on the export side), ``bloc`` members that
    pool; with neither every economy is judged and only products it trades get a row. Figures
    are of the chosen ``years`` added up; C4 judges them one by one. ``partners`` is how many of
    the largest are returned per product (of critical products when every economy is judged).
    Formulas: CEPII's GeoDep (C1 to C4), European Commission SWD(2021) 352 and Arjona, Connell
    and Herghelegiu 2023 (CDI1 to CDI3).

    Raises `ValueError` for a year that is not there, an economy without such trade in the chosen
    years, a member named twice, or both ``importers`` and ``bloc``.
    """
    started = time.perf_counter()
    chosen = flows.during(years)
    question = ask(importers=importers, bloc=bloc, side=side, criteria=criteria, years=chosen.years)
    with open_session(engine) as session:
        ground = lay_ground(session, chosen, question)
        present = reported(session, ground, question)
        answer = answered(session, ground, question, partners=partners)
    by_year = answer.by_year
    return DependencyResult(
        status="assessed",
        table=in_words(answer.table, side),
        partners=in_words(answer.partners, side),
        by_year=None if by_year is None else in_words(by_year, side),
        reported=present,
        years=chosen.years,
        members=question.economies,
        side=side,
        criteria=question.criteria,
        runtime=time.perf_counter() - started,
    )


def answered(session: Session, ground: Ground, question: Question, *, partners: int) -> Answer:
    """Return the answer in one pass for named subjects, slice by slice for every economy."""
    judged_in = years_judged(session, ground, question)
    if question.is_bloc:
        return bloc_answer(session, ground, question, judged_in, partners)
    if not question.everyone:
        trade = step.of_members(ground.trade, question.economies)
        kept = session.keep("subject_trade", trade)
        return pass_over(session, ground, question, judged_in, kept, partners=partners)
    found = []
    for number, (first, last) in enumerate(slices(session, ground, rows=SLICE_ROWS)):
        trade = ground.trade.filter(ground.trade.economy.between(first, last))
        found.append(
            pass_over(
                session, ground, question, judged_in, trade, partners=partners, tag=f"_{number}"
            )
        )
    return Answer(
        table=pa.concat_tables(answer.table for answer in found),
        partners=pa.concat_tables(answer.partners for answer in found),
        by_year=None,
    )


def bloc_answer(
    session: Session, ground: Ground, question: Question, judged_in: Table, partners: int
) -> Answer:
    """Return the answer for the bloc as one economy."""
    members = question.economies
    all_trade = session.keep("members_trade", step.of_members(ground.trade, members))
    inside = step.inside(all_trade, members)
    beyond = session.keep("subject_trade", step.outside(all_trade, members))
    return pass_over(session, ground, question, judged_in, beyond, inside=inside, partners=partners)


def pass_over(
    session: Session,
    ground: Ground,
    question: Question,
    judged_in: Table,
    trade: Table,
    *,
    partners: int,
    inside: Table | None = None,
    tag: str = "",
) -> Answer:
    """Return the answer for the trade of some subjects; ``tag`` keeps relations' names apart."""
    supply = trade
    held = None
    by_year = None
    if ground.world_years is not None and ground.counter_years is not None:
        supply = session.step(f"supply{tag}", step.pooled(trade))
        within = None if inside is None else step.internal(inside, step.PAIR_YEAR)
        each = step.concentration(trade, step.PAIR_YEAR)
        measured = step.measures(each, ground.world_years, ground.counter_years, within)
        judged_each = step.judged(measured, question.criteria)
        held = session.keep(f"held{tag}", step.yearly_hold(judged_each))
        by_year = None if question.everyone else session.fetch(step.yearly_rows(judged_each))
    demand = step.concentration(supply, step.PAIR)
    if not question.everyone:
        demand = complete(demand, ground, question)
    within = None if inside is None else step.internal(inside, step.PAIR)
    judged = step.judged(
        step.measures(demand, ground.world, ground.counter, within), question.criteria
    )
    rows = verdict(
        judged,
        held,
        judged_in,
        ground.hubs,
        criteria=question.criteria,
        bloc=question.is_bloc,
    )
    rows = session.keep(f"verdict{tag}", rows)
    tops = session.keep(f"tops{tag}", tops_of(rows, supply, question, partners=partners))
    return Answer(
        table=session.fetch(step.with_second(rows, tops).order_by(*step.PAIR)),
        partners=session.fetch(tops.order_by(*step.PAIR, "rank")),
        by_year=by_year,
    )


def tops_of(rows: Table, supply: Table, question: Question, *, partners: int) -> Table:
    """Return the largest partners: of every product, or of critical ones for every economy."""
    wanted = rows.filter(rows.critical) if question.everyone else rows.filter(rows.own > 0)
    pairs = wanted.select("economy", "product", "own")
    return step.top_partners(supply, pairs, count=max(partners, 2))


def complete(demand: Table, ground: Ground, question: Question) -> Table:
    """Return a row for every subject and every product in the world's trade."""
    products = ground.world.select("product")
    subjects = ibis.array(list(question.subjects)).cast("array<int32>").unnest()
    grid = products.mutate(economy=subjects)
    kept = [column for column in demand.columns if column not in step.PAIR]
    return grid.left_join(demand, list(step.PAIR)).select(
        grid.economy, grid["product"], *(demand[column] for column in kept)
    )
