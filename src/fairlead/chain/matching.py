"""Matches of a fair: its tables -> profiles -> the matching engine -> tables with reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.hidden import without_hidden_needs
from fairlead.chain.matching_codes import FairCodes, gather_codes
from fairlead.chain.matching_params import MatchParams
from fairlead.chain.matching_profiles import Sides, gather_sides, positions
from fairlead.chain.matching_report import report_tables
from fairlead.chain.matching_tables import MATCHES, list_table
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.problem import Pairs, Problem, pairs
from fairlead.engines.matching.solve import Result, solve
from fairlead.folder.fair import Fair
from fairlead.folder.problems import InvalidInput, invalid


@dataclass(frozen=True, slots=True, eq=False)
class MatchTables:
    """What matching a fair returns, as Arrow tables.

    matches: one row per entry of a list (`fairlead.chain.matching_tables.MATCHES`): owner and
    partner are a person's or an organisation's id, as their kinds say.
    participants: per participant the price, how often it is shown, how full the priced market
    expects it to be; the most over-asked first, who has no meetings left (no price) last.
    report: measures of the lists, one a row. filters: how many pairs each filter took.
    runtime: seconds inside the engine.
    """

    matches: pa.Table
    participants: pa.Table
    report: pa.Table
    filters: pa.Table
    status: str
    objective: float
    runtime: float


def match(
    fair: Fair,
    *,
    params: MatchParams | None = None,
    seed: int = 0,
    progress: Callable[[str], None] | None = None,
) -> MatchTables:
    """Return whom each exhibitor and each visitor or delegate of a fair should meet, and why.

    Pairs with a request, whatever became of it, are left out: they need no introduction, and a
    declined one must not come back. The same fair, parameters and seed give the same tables.
    """
    try:
        return _match(fair, params or MatchParams(), seed, progress or (lambda _: None))
    except InvalidInput:
        raise
    except ValueError as error:
        raise invalid("fair folder", str(error)) from error


def _match(fair: Fair, params: MatchParams, seed: int, say: Callable[[str], None]) -> MatchTables:
    say("gathering profiles")
    fair = without_hidden_needs(fair)
    codes = gather_codes(fair, concordance=params.concordance)
    sides = gather_sides(fair, codes)
    say("matching exhibitors with visitors")
    fair_side = _Market.of_fair(fair, sides)
    result = solve(fair_side.problem, params=_top(params, people=True), seed=seed)
    parts = [
        list_table(
            result.left if of_left else result.right,
            fair_side.problem,
            codes,
            ids=(fair_side.left, fair_side.right),
            kinds=fair_side.kinds,
            of_left=of_left,
            params=params.engine,
            top=params.engine.top if of_left else params.people_top,
        )
        for of_left in (True, False)
    ]
    runs = [(fair_side, result)]
    if params.exhibitors and len(sides.exhibitors) > 1:
        say("matching exhibitors with one another")
        among, more = _among_exhibitors(sides, params, seed)
        runs.append((among, more))
        parts.append(
            list_table(
                more.left,
                among.problem,
                codes,
                ids=(among.left, among.right),
                kinds=among.kinds,
                of_left=True,
                params=params.engine,
                top=params.people_top,
            )
        )
    say("writing reasons")
    participants, report, filters = report_tables(
        [(one.problem, got, (one.left, one.right), one.kinds) for one, got in runs],
        tops=(params.engine.top, params.people_top),
    )
    return MatchTables(
        matches=pa.concat_tables(parts).cast(MATCHES),
        participants=participants,
        report=report,
        filters=filters,
        status=result.status,
        objective=result.objective,
        runtime=sum(got.runtime for _, got in runs),
    )


def _top(params: MatchParams, *, people: bool) -> Params:
    most = max(params.engine.top, params.people_top) if people else params.people_top
    return replace(params.engine, top=most)


@dataclass(frozen=True, slots=True, eq=False)
class _Market:
    """A problem with the ids and kinds of both of its sides."""

    problem: Problem
    left: tuple[str, ...]
    right: tuple[str, ...]
    kinds: tuple[str, str]

    @classmethod
    def of_fair(cls, fair: Fair, sides: Sides) -> _Market:
        asked, declined = _requests(fair, sides)
        problem = Problem(
            sides.exhibitor_profiles,
            sides.people_profiles,
            blocked=asked,
            declined=declined,
            affinity=sides.affinity,
        )
        return cls(problem, sides.exhibitors, sides.people, ("organisation", "person"))


def _requests(fair: Fair, sides: Sides) -> tuple[Pairs, Pairs]:
    """Return the pairs with a request that stands or was withdrawn, and the declined ones."""
    requests = fair.requests
    left = positions(requests["recipient"], _column(sides.exhibitors))
    right = positions(requests["requester"], _column(sides.people))
    met = (left >= 0) & (right >= 0)
    declined = np.asarray(pc.equal(requests["state"], "declined"), dtype=bool)
    asked = met & ~declined
    refused = met & declined
    return pairs(left[asked], right[asked]), pairs(left[refused], right[refused])


def _column(ids: Sequence[str]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(ids, pa.string())])


def _among_exhibitors(sides: Sides, params: MatchParams, seed: int) -> tuple[_Market, Result]:
    profiles = sides.exhibitor_profiles
    problem = Problem(profiles, profiles, affinity=sides.affinity)
    market = _Market(problem, sides.exhibitors, sides.exhibitors, ("organisation", "organisation"))
    return market, solve(problem, params=_top(params, people=False), seed=seed)


__all__ = ["FairCodes", "MatchParams", "MatchTables", "match"]
