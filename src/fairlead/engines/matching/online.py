"""One changed profile at once, against the other side as it stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.matching.lists import ListCandidates, Lists, group_shown
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.roster import Roster, score_against
from fairlead.engines.matching.score import FilterCounts, Scores
from fairlead.engines.matching.solve import Result, draw_lists, rank_lists
from fairlead.engines.matching.vectors import Reals


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """The other side with its prices, kept between calls: what one profile is ranked against.

    one_each, several: who may be on a list, one of each organisation or more.
    """

    side: Profiles
    price: Reals
    problem: Problem
    of_left: bool
    one_each: ListCandidates
    several: ListCandidates
    roster: Roster


def open_market(problem: Problem, result: Result, *, of_left: bool) -> Market:
    """Return the market that a profile of the left (or of the right) side is ranked against.

    Prices are those of the last whole run; one changed profile does not move them.
    """
    side = problem.right if of_left else problem.left
    price = result.prices.right if of_left else result.prices.left
    one_each, several = (group_shown(side, several=more) for more in (False, True))
    return Market(side, price, problem, of_left, one_each, several, Roster(side))


def rank_profile(
    market: Market,
    profile: Profiles,
    *,
    position: int | None = None,
    params: Params | None = None,
    seed: int = 0,
) -> Lists:
    """Return the list of one profile (a `Profiles` of one row).

    ``position`` is its place in the problem, so that its blocked, declined and known pairs hold;
    a newcomer has none. By its ``key`` it draws the same lots as in a whole run.
    """
    if len(profile) != 1:
        raise ValueError(f"Expected one profile, got {len(profile)}.")
    params = params or Params()
    forward, backward = score_against(
        profile,
        market.roster,
        position=-1 if position is None else position,
        of_left=market.of_left,
        problem=market.problem,
        params=params,
    )
    # As one long row of the right, whichever side it is of: that is ranked much faster.
    asks, answers = (forward, backward) if market.of_left else (backward, forward)
    nothing = FilterCounts(0, 0, 0, 0, 0, 0, 0)
    return rank_lists(
        Scores(answers[None, :], asks[None, :], nothing, int(np.sum(forward > 0))),
        market.side,
        market.price,
        params=params,
        drawn=draw_lists(profile, params, seed=seed),
        of_left=False,
        shown=market.several if params.several_per_organisation else market.one_each,
    )
