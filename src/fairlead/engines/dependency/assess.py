"""The door: what economies or a bloc cannot do without."""

from __future__ import annotations

import time
from collections.abc import Sequence

from fairlead.engines.dependency.answer import answer_question
from fairlead.engines.dependency.backends.open_session import (
    Engine,
    open_session,
    report_damaged_files,
)
from fairlead.engines.dependency.criteria import Criteria, Side
from fairlead.engines.dependency.flows import Flows
from fairlead.engines.dependency.question import ask
from fairlead.engines.dependency.relations.relations import BLOC
from fairlead.engines.dependency.relations.shared import find_reports, find_shape, lay_ground
from fairlead.engines.dependency.reporting import count_years
from fairlead.engines.dependency.result import DependencyResult, name_columns


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
    if question.everyone and engine == "duckdb":
        # Here, because it is slow to load and named subjects do without.
        from fairlead.engines.dependency.relations.every_economy import assess_every_economy

        with report_damaged_files(chosen):
            answer, reporting = assess_every_economy(chosen, question, partners=partners)
    else:
        with open_session(engine, chosen, shape=find_shape(chosen, question, partners)) as session:
            ground = lay_ground(session, chosen, question)
            reporting = find_reports(session, ground, question)
            answer = answer_question(session, ground, question, reporting, partners=partners)
    by_year = answer.by_year
    return DependencyResult(
        status="assessed",
        table=name_columns(answer.table, side),
        partners=name_columns(answer.partners, side),
        by_year=None if by_year is None else name_columns(by_year, side),
        reported=count_years(reporting, question),
        years=chosen.years,
        members=question.economies,
        side=side,
        criteria=question.criteria,
        reporters={year: len(who) for year, who in sorted(reporting.reporters.items())},
        lone=reporting.find_lone(),
        silent=reporting.list_silent(BLOC) if question.is_bloc else {},
        evidence=answer.evidence,
        runtime=time.perf_counter() - started,
    )
