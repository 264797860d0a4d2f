"""A fair's markets for the matching engine: exhibitors with visitors, and with one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from fairlead.chain.fair.visibility import drop_hidden_needs
from fairlead.chain.matching.codes import FairCodes, gather_codes
from fairlead.chain.matching.cooperation import FairWork
from fairlead.chain.matching.learning import (
    LEARNED,
    Requests,
    learn_from,
    learn_weights,
    list_exhibitor_pairs,
)
from fairlead.chain.matching.marks import MARKS, Marks
from fairlead.chain.matching.options import MatchParams
from fairlead.chain.matching.profiles import SideEntries, Sides, gather_sides
from fairlead.chain.sentences import join_sentences, say_text
from fairlead.engines.matching.evidence import APART, Evidence, Relations, find_evidence, relate
from fairlead.engines.matching.lists import Lists, put_first
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.partners import NOBODY, SharedWork, find_shared_work
from fairlead.engines.matching.problem import Problem, build_pairs
from fairlead.engines.matching.reasons import Reasons, explain
from fairlead.engines.matching.solve import Result, solve
from fairlead.engines.matching.vectors import Positions
from fairlead.folder.fair import Fair


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """A problem with the ids and kinds of both of its sides, and how it is solved.

    tops: entries that are shown of a left and of a right list; 0 where that side's lists are not.
    wares: what each side seeks and offers, entry by entry; relations: how near the codes come that
    the left seeks and the right offers, and those that the right seeks and the left offers. work:
    what organisations have done together.
    """

    problem: Problem
    left: tuple[str, ...]
    right: tuple[str, ...]
    kinds: tuple[str, str]
    params: Params
    tops: tuple[int, int]
    wares: tuple[SideEntries, SideEntries]
    relations: tuple[Relations, Relations]
    work: FairWork

    def solve(self, *, seed: int) -> Result:
        """Return the engine's lists, what rests on something said before the others."""
        found = solve(self.problem, params=self.params, seed=seed)
        return replace(
            found,
            left=self._put_said_first(found.left, of_left=True),
            right=self._put_said_first(found.right, of_left=False),
        )

    def _put_said_first(self, lists: Lists, *, of_left: bool) -> Lists:
        gets, gives = self.find_evidence(lists.owner, lists.partner, of_left=of_left)
        work = self._find_work(lists.owner, lists.partner, of_left=of_left)
        said = (gets.nearness > APART) | (gives.nearness > APART)
        return put_first(lists, said | (work.together > 0) | (work.through != NOBODY))

    def _find_work(
        self, owner: Positions, partner: NDArray[np.integer], *, of_left: bool
    ) -> SharedWork:
        """Return what the organisations of pairs have done."""
        problem = self.problem
        mine, theirs = (problem.left, problem.right) if of_left else (problem.right, problem.left)
        one, other = mine.organisation[owner], theirs.organisation[partner]
        count = len(self.work.partnerships.circles)  # who has no organisation stands behind them
        return find_shared_work(
            self.work.partnerships,
            np.where(one < count, one, NOBODY),
            np.where(other < count, other, NOBODY),
        )

    def find_evidence(
        self, owner: Positions, partner: NDArray[np.integer], *, of_left: bool
    ) -> tuple[Evidence, Evidence]:
        """Return what each owner seeks and its partner offers that meets, and the other way."""
        mine, theirs = self.wares if of_left else self.wares[::-1]
        gets, gives = self.relations if of_left else self.relations[::-1]
        return (
            find_evidence(gets, mine.seeks, theirs.offers, owner, partner),
            find_evidence(gives, theirs.seeks, mine.offers, partner, owner),
        )

    def explain(self, owner: Positions, partner: NDArray[np.integer], *, of_left: bool) -> Reasons:
        """Return the reasons of pairs, as the owner sees them."""
        gets, gives = self.find_evidence(owner, partner, of_left=of_left)
        return explain(
            self.problem, owner, partner.astype(np.int64), of_left=of_left, params=self.params,
            gets=gets, gives=gives,
            work=self._find_work(owner, partner, of_left=of_left),
        )  # fmt: skip

    @property
    def alike(self) -> bool:
        """Return whether both sides are the same participants."""
        return self.kinds[0] == self.kinds[1]


@dataclass(frozen=True, slots=True, eq=False)
class Markets:
    """The markets of a fair, the codes their profiles are of, and what requests taught."""

    codes: FairCodes
    markets: tuple[Market, ...]
    learned: pa.Table


def open_markets(
    fair: Fair,
    params: MatchParams,
    *,
    seed: int,
    say: Callable[[str], None],
    marks: pa.Table | None = None,
) -> Markets:
    """Return the markets of a fair; raises ValueError for what the engine refuses.

    ``marks`` (`fairlead.chain.matching.marks.MARKS`) teach beside the requests.
    """
    say(join_sentences(say_text("gathering profiles")))
    fair = drop_hidden_needs(fair)
    codes = gather_codes(fair, concordance=params.concordance)
    sides = gather_sides(fair, codes)
    requests = Requests.of(fair, sides)
    asked, declined = requests.apart()
    marked = Marks.of(marks if marks is not None else MARKS.empty_table(), sides)
    dismissed = marked.list_dismissed()
    declined = build_pairs(
        np.append(declined.left, dismissed.left), np.append(declined.right, dismissed.right)
    )
    problem = Problem(
        sides.exhibitor_profiles,
        sides.people_profiles,
        blocked=asked,
        declined=declined,
        affinity=sides.affinity,
        timetabled=True,
    )
    engine, learned = params.engine, LEARNED.empty_table()
    if params.learn and (len(requests) or len(marked)):
        say(join_sentences(say_text("learning from requests")))
        engine, learned = learn_weights(requests, problem, engine, seed=seed, marks=marked)
        sides = learn_from(requests, sides)
        problem = replace(problem, left=sides.exhibitor_profiles, right=sides.people_profiles)
    tops = engine.top, params.people_top
    fair_side = Market(
        problem,
        sides.exhibitors,
        sides.people,
        ("organisation", "person"),
        replace(engine, top=max(tops)),
        tops,
        (sides.exhibitor_wares, sides.people_wares),
        _relate(codes, sides.exhibitor_wares, sides.people_wares),
        sides.work,
    )
    if not params.exhibitors or len(sides.exhibitors) < 2:
        return Markets(codes, (fair_side,), learned)
    among = _build_market_among(
        fair, codes, sides, replace(engine, top=params.people_top, right=engine.left)
    )
    return Markets(codes, (fair_side, among), learned)


def _relate(codes: FairCodes, left: SideEntries, right: SideEntries) -> tuple[Relations, Relations]:
    return (
        relate(codes.book, left.seeks.code, right.offers.code),
        relate(codes.book, right.seeks.code, left.offers.code),
    )


def _build_market_among(fair: Fair, codes: FairCodes, sides: Sides, params: Params) -> Market:
    profiles, wares = sides.exhibitor_profiles, sides.exhibitor_wares
    problem = Problem(
        profiles, profiles, blocked=list_exhibitor_pairs(fair, sides), affinity=sides.affinity,
        timetabled=True,
    )  # fmt: skip
    kinds = ("organisation", "organisation")
    return Market(
        problem, sides.exhibitors, sides.exhibitors, kinds, params, (params.top, 0),
        (wares, wares), _relate(codes, wares, wares), sides.work,
    )  # fmt: skip


def find_shown_sides(market: Market) -> Sequence[bool]:
    """Return which lists are shown, True for the left's: one of two that are the same."""
    return (True,) if market.alike else (True, False)
