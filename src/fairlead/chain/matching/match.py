"""Matches of a fair: its tables -> profiles -> the matching engine -> tables with reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from fairlead.chain.matching.lists import build_matches_schema, list_table
from fairlead.chain.matching.markets import Market, find_shown_sides, open_markets
from fairlead.chain.matching.options import MatchParams
from fairlead.chain.matching.report import report_tables
from fairlead.chain.sentences import join_sentences, say_text
from fairlead.engines.matching.solve import Result
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput, report_invalid


@dataclass(frozen=True, slots=True, eq=False)
class MatchTables:
    """What matching a fair returns, as Arrow tables.

    matches: one row per entry of a list (`fairlead.chain.matching.lists.MATCHES`): owner and
    partner are a person's or an organisation's id, as their kinds say.
    participants: per participant the price, how often it is shown, how full the priced market
    expects it to be; the most over-asked first, who has no meetings left (no price) last.
    report: measures of the lists, one a row. filters: how many pairs each filter took. learned:
    what the fair's requests taught (`fairlead.chain.matching.learning.LEARNED`).
    runtime: seconds inside the engine.
    """

    matches: pa.Table
    participants: pa.Table
    report: pa.Table
    filters: pa.Table
    learned: pa.Table
    status: str
    objective: float
    runtime: float


def match(
    fair: Fair,
    *,
    params: MatchParams | None = None,
    seed: int = 0,
    progress: Callable[[str], None] | None = None,
    marks: pa.Table | None = None,
) -> MatchTables:
    """Return whom each exhibitor and each visitor or delegate of a fair should meet, and why.

    Pairs with a request, whatever became of it, are left out: they need no introduction, and a
    declined one must not come back. So are pairs of which a side said that it is not for them, by
    ``marks`` (`fairlead.chain.matching.marks.MARKS`), which teach as requests do. The same fair,
    marks, parameters and seed give the same tables.
    """
    try:
        return _match(fair, params or MatchParams(), seed, progress or (lambda _: None), marks)
    except InvalidInput:
        raise
    except ValueError as error:
        raise report_invalid("fair folder", str(error)) from error


def _match(
    fair: Fair,
    params: MatchParams,
    seed: int,
    say: Callable[[str], None],
    marks: pa.Table | None,
) -> MatchTables:
    opened = open_markets(fair, params, seed=seed, say=say, marks=marks)
    solved: list[tuple[Market, Result]] = []
    for market in opened.markets:
        say(
            join_sentences(
                say_text("matching exhibitors with one another")
                if market.alike
                else say_text("matching exhibitors with visitors")
            )
        )
        solved.append((market, market.solve(seed=seed)))
    say(join_sentences(say_text("writing reasons")))
    parts = [
        list_table(
            result.left if of_left else result.right,
            market,
            opened.codes,
            of_left=of_left,
            languages=fair.settings.languages,
        )
        for market, result in solved
        for of_left in find_shown_sides(market)
    ]
    participants, report, filters = report_tables(
        [(one.problem, got, (one.left, one.right), one.kinds) for one, got in solved],
        tops=(params.engine.top, params.people_top),
    )
    first = solved[0][1]
    return MatchTables(
        matches=pa.concat_tables(parts).cast(build_matches_schema(fair.settings.languages)),
        participants=participants,
        report=report,
        filters=filters,
        learned=opened.learned,
        status=first.status,
        objective=first.objective,
        runtime=sum(result.runtime for _, result in solved),
    )


__all__ = ["MatchParams", "MatchTables", "match"]
