"""The lists of a whole fair, kept so that one changed profile renews those it touches.

Prices, and the weights of codes, stay those of the last whole run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.kept import Arrivals, KeptLists, move_in_all
from fairlead.engines.matching.kernels.choose import PAIRS_AS_LONG, choose_kernels
from fairlead.engines.matching.kernels.plain.numbers import compute_mutual
from fairlead.engines.matching.kernels.records import NetRows
from fairlead.engines.matching.lists import (
    ListDemand,
    Lists,
    compute_harmonic,
    find_best,
    group_shown,
    make_lists,
)
from fairlead.engines.matching.params import SINGLE, Params
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.roster import Roster, score_against
from fairlead.engines.matching.score import open_scores
from fairlead.engines.matching.solve import Result, draw_lists
from fairlead.engines.matching.vectors import Floats, Ints, Positions, Reals

RESERVE = 14
"""Entries kept beyond a list, so that one that leaves it has somebody behind it."""


@dataclass(frozen=True, slots=True, eq=False)
class RenewedLists:
    """The lists that a changed profile touches.

    own: its own list. owners: those of the other side whose lists it entered, left or moved in,
    or whose entries may now be called brought by the price, or no longer. Who was named before and
    whose list was not read since need not be named again.
    """

    own: Lists
    owners: Ints


class FairLists:
    """All lists of a market as the last whole run made them, renewed profile by profile."""

    def __init__(
        self, problem: Problem, result: Result, *, params: Params | None = None, seed: int = 0
    ) -> None:
        """Keep the lists; ``result`` is of the same problem, params and seed.

        Lists with diversity or places for newcomers are refused: what one entry does to the others
        is known for whole lists only.
        """
        self.params, self.problem, self.seed = params or Params(), problem, seed
        if self.params.diversity > 0 or self.params.exploration > 0:
            raise ValueError("Expected no diversity and no exploration, to renew single lists.")
        left, right = Roster(problem.left), Roster(problem.right)
        self.rosters = left, right
        self.ledgers = (
            _Ledger(left, right, result.prices.right, self.params, seed),
            _Ledger(right, left, result.prices.left, self.params, seed),
        )
        self._changed: tuple[dict[int, Profiles], dict[int, Profiles]] = {}, {}
        _fill_ledgers(problem, self.ledgers, self.params, seed)

    def renew(self, profile: Profiles, *, position: int, of_left: bool) -> RenewedLists:
        """Return what changes when the participant at ``position`` becomes ``profile``.

        The lists are kept as renewed, so that the next change comes on top of this one.
        """
        if len(profile) != 1:
            raise ValueError(f"Expected one profile, got {len(profile)}.")
        side = 0 if of_left else 1
        roster, own, others = self.rosters[side], self.ledgers[side], self.ledgers[1 - side]
        if not 0 <= position < len(roster):
            raise ValueError(f"Expected a position from 0 to {len(roster) - 1}, got {position}.")
        roster.replace(position, profile)
        self._changed[side][position] = profile
        asks, answers = self._score(position, side)
        own.rank_owner(position, asks, answers)
        touched = others.move(
            position, answers, asks, score=lambda member: self._score(member, side)[::-1]
        )
        return RenewedLists(own.read(np.array([position])), touched)

    def read(self, owners: NDArray[np.integer], *, of_left: bool) -> Lists:
        """Return the lists of some of one side as they stand, in the order given.

        Of which too few entries are known, because too many left, are made again here.
        """
        side = 0 if of_left else 1
        ledger = self.ledgers[side]
        for owner in ledger.find_lacking(owners).tolist():
            ledger.rank_owner(owner, *self._score(owner, side))
        return ledger.read(owners)

    def _score(self, position: int, side: int) -> tuple[Floats, Floats]:
        """Return the chances that a participant asks the others, and that they ask it."""
        profile = self._changed[side].get(position)
        if profile is None:
            profile = (self.problem.right if side else self.problem.left).take([position])
        forward, backward = score_against(
            profile, self.rosters[1 - side], position=position, of_left=side == 0,
            problem=self.problem, params=self.params,
        )  # fmt: skip
        return (backward, forward) if side else (forward, backward)


class _Ledger:
    """The lists of one side over the candidates of the other, by price and by mutual score alone.

    The latter, the plain ones, say what a list would hold without a price.
    """

    def __init__(
        self, owners: Roster, candidates: Roster, price: Reals, params: Params, seed: int
    ) -> None:
        self.owners, self.candidates, self.params, self.seed = owners, candidates, params, seed
        self.factor: Floats = ((1 - price) ** params.congestion).astype(np.float32)
        count = len(candidates)
        groups = np.arange(count) if params.several_per_organisation else candidates.organisation
        self.group: Positions = groups.astype(np.int64)
        self.rank: Positions = self.group * count + np.arange(count)
        self.listed: KeptLists
        self.plain: KeptLists

    def keep(self, listed: tuple[Ints, Floats, Floats], plain: tuple[Ints, Floats, Floats]) -> None:
        """Keep the entries (who, p, q) of all owners' lists, with a price and without.

        All are owners x room; of the plain ones the chances are not kept.
        """
        who, p, q = listed
        owner = np.repeat(np.arange(len(who)), who.shape[1])
        mutual = compute_mutual(p, q).reshape(-1)
        net = self._net(owner, np.maximum(who, 0).reshape(-1), mutual).reshape(who.shape)
        self.listed = self._sort(who, net, p, q)
        who, p, q = plain
        self.plain = self._sort(who, compute_mutual(p, q), p[:, :0], q[:, :0])

    def _sort(self, who: Ints, score: Floats, p: Floats, q: Floats) -> KeptLists:
        """Return lists by falling score; of equal ones the first in rank is ahead."""
        score = np.where(who >= 0, score, np.float32(-np.inf))
        ties = np.where(who >= 0, self.rank[np.maximum(who, 0)], 0)
        order = np.lexsort((ties, -score), axis=1)
        who, score = np.take_along_axis(who, order, 1), np.take_along_axis(score, order, 1)
        p, q = (np.take_along_axis(one, order[:, : one.shape[1]], 1) for one in (p, q))
        return KeptLists(who, score, p, q, rank=self.rank)

    def _net(
        self,
        owner: NDArray[np.integer] | None,
        candidate: NDArray[np.integer] | None,
        mutual: Floats,
    ) -> Floats:
        """Return what pairs are listed by: the score after price, lots and draws included.

        Of owners and candidates the one may be a single one, for all scores; None is everybody.
        """
        whose = slice(None) if owner is None else owner
        which = slice(None) if candidate is None else candidate
        rows = NetRows(
            owner_key=self.owners.key[whose],
            spread=self._spread(whose),
            key=self.candidates.key[which],
            factor=self.factor[which],
            mutual=mutual,
            near=np.float32(self.params.alike),
            seed=self.seed,
        )
        net = np.empty(len(mutual), dtype=np.float32)
        choose_kernels(len(mutual) * PAIRS_AS_LONG).fill_net(rows, net)
        return net

    def _spread(self, owner: NDArray[Any] | slice) -> Floats:
        spread = self.params.congestion * self.params.spread
        return np.where(self.owners.says_nothing[owner], spread, 0).astype(np.float32)

    def rank_owner(self, owner: int, asks: Floats, answers: Floats) -> None:
        """Make an owner's lists again from its chances with everybody."""
        mutual = np.where(self.candidates.hidden, np.float32(0), compute_mutual(asks, answers))
        net = self._net(np.array([owner]), None, mutual)
        for kept, score in ((self.listed, net), (self.plain, mutual)):
            best = self._take_best(score, kept.who.shape[1])
            kept.set_row(owner, best.astype(np.int32), score[best], asks[best], answers[best])

    def _take_best(self, score: Floats, room: int) -> Positions:
        """Return the best of all candidates, one of a group, best first."""
        count, more = int(np.count_nonzero(score > 0)), room
        while True:  # of many only those that may be among the best of so many groups are sorted
            least = np.float32(0)
            if count > 2 * more:
                least = np.partition(score, len(score) - more)[len(score) - more]
            some = np.flatnonzero(score >= least if least > 0 else score > 0)
            some = some[np.lexsort((self.rank[some], -score[some]))]
            _, first = np.unique(self.group[some], return_index=True)
            if len(first) >= room or len(some) == count:
                return some[np.sort(first)[:room]]
            more *= 2

    def move(
        self,
        candidate: int,
        asks: Floats,
        answers: Floats,
        *,
        score: Callable[[int], tuple[Floats, Floats]],
    ) -> Ints:
        """Renew the lists for a candidate that changed, from the owners' chances with it.

        ``score`` gives the chances with others of its organisation. Returns whose lists may have
        changed.
        """
        old = int(self.group[candidate])
        if not self.params.several_per_organisation:
            self.group[candidate] = self.candidates.organisation[candidate]
            self.rank[candidate] = self.group[candidate] * len(self.group) + candidate
        everybody = np.arange(len(self.owners), dtype=np.int32)
        mutual = compute_mutual(asks, answers) * np.float32(not self.candidates.hidden[candidate])
        net = self._net(None, np.array([candidate]), mutual)
        groups = {old, int(self.group[candidate])}
        alone = all(set(self._list_group(one).tolist()) <= {candidate} for one in groups)
        both = self.listed, self.plain
        new = [Arrivals(everybody, values, asks, answers) for values in (net, mutual)]
        if alone:
            return self._merge(move_in_all(both, candidate, new, top=self.params.top))
        touched: list[Positions] = []
        scores = lru_cache(maxsize=None)(score)  # of others of the group, for both kinds of lists
        for kept, arrivals in zip(both, new, strict=True):
            row, place = kept.find(candidate)
            kept.remove(row, place)
            touched.append(row[place < self.params.top])
            touched += self._let_follow(kept, row, old, candidate, scores)
            touched += self._compare_in_group(kept, candidate, arrivals.score)
            came, place = kept.insert(candidate, arrivals)
            touched.append(came[place < self.params.top])
        return self._merge(touched)

    def _merge(self, owners: list[Positions]) -> Ints:
        """Return all of these owners, each once."""
        found = np.zeros(len(self.owners), dtype=np.bool_)
        for some in owners:
            found[some] = True
        return np.flatnonzero(found).astype(np.int32)

    def _list_group(self, group: int) -> Positions:
        return np.flatnonzero(self.group == group)

    def _let_follow(
        self,
        kept: KeptLists,
        row: Positions,
        group: int,
        left: int,
        score: Callable[[int], tuple[Floats, Floats]],
    ) -> list[Positions]:
        """Let the next best of a group take the place of one that left, where there is any."""
        others = self._list_group(group)
        others = others[(others != left) & ~self.candidates.hidden[others]]
        if not len(row) or not len(others):
            return []
        owner = row.astype(np.int32)
        asks, answers, values = (np.empty((len(others), len(row)), np.float32) for _ in range(3))
        for at, member in enumerate(others.tolist()):
            one, other = score(member)
            asks[at], answers[at] = one[row], other[row]
            mutual = compute_mutual(asks[at], answers[at])
            values[at] = (
                mutual if kept is self.plain else self._net(owner, others[at : at + 1], mutual)
            )
        by_rank = np.argsort(self.rank[others])
        best = by_rank[values[by_rank].argmax(axis=0)]
        changed = []
        for at, member in enumerate(others.tolist()):
            its = np.flatnonzero(best == at)
            arrivals = Arrivals(owner[its], values[at, its], asks[at, its], answers[at, its])
            came, place = kept.insert(member, arrivals)
            changed.append(came[place < self.params.top])
        return changed

    def _compare_in_group(self, kept: KeptLists, candidate: int, new: Floats) -> list[Positions]:
        """Take out those of its group that it is better than; beside a better one it may not enter.

        ``new`` is set to 0 there. Return whose first entries changed.
        """
        changed = []
        for other in self._list_group(int(self.group[candidate])).tolist():
            row, place = kept.find(other)
            held, mine = kept.score[row, place], new[row]
            first = self.rank[candidate] < self.rank[other]
            better = (mine > held) | ((mine == held) & first)
            new[row[~better]] = 0
            kept.remove(row[better], place[better])
            changed.append(row[better][place[better] < self.params.top])
        return changed

    def find_lacking(self, owner: NDArray[np.integer]) -> NDArray[np.integer]:
        """Return of whose lists fewer entries are known than are shown."""
        top = self.params.top
        return owner[self.listed.lacks(owner, top) | self.plain.lacks(owner, top)]

    def read(self, owner: NDArray[np.integer]) -> Lists:
        """Return lists as they stand, in the order of the owners given."""
        top, listed = self.params.top, self.listed
        who, p, q = listed.who[owner, :top], listed.p[owner, :top], listed.q[owner, :top]
        some = who >= 0
        exact = np.where(
            some, compute_harmonic(p, q) * self.factor[np.maximum(who, 0)], np.float32(-np.inf)
        )
        drawn = self._spread(owner) > 0
        shown = np.where(drawn[:, None], listed.score[owner, :top], exact)
        order = np.argsort(-shown, axis=1, kind="stable")
        who, exact = np.take_along_axis(who, order, 1), np.take_along_axis(exact, order, 1)
        p, q = np.take_along_axis(p, order, 1), np.take_along_axis(q, order, 1)
        full = self.plain.size[owner] >= top
        bar = np.where(full, self.plain.score[owner, top - 1], np.float32(0))
        bar = bar * np.float32(1 - np.float32(self.params.alike) - SINGLE)
        plain = self.params.congestion == 0
        bar = np.where(drawn | plain, np.float32(-np.inf), bar).astype(np.float32)
        return make_lists(who, exact, p, q, bar, drawn=drawn)


def _fill_ledgers(
    problem: Problem, ledgers: tuple[_Ledger, _Ledger], params: Params, seed: int
) -> None:
    """Fill the lists of both sides as a whole run does, with some entries more."""
    scores = open_scores(problem, params=params)
    room = params.top + RESERVE
    found = []
    for plain in (False, True):
        wanted = []
        for owners, other, ledger in (
            (problem.left, problem.right, ledgers[0]),
            (problem.right, problem.left, ledgers[1]),
        ):
            shown = group_shown(other, several=params.several_per_organisation)
            drawn = draw_lists(owners, params, seed=seed)
            if plain:
                drawn = replace(drawn, spread=np.zeros_like(drawn.spread), near=0.0)
            factor = np.ones(len(other)) if plain else ledger.factor.astype(np.float64)
            wanted.append(ListDemand(shown, factor, drawn, room, 0))
        found.append(find_best(scores, *wanted))
    for ledger, one, other in zip(ledgers, *found, strict=True):
        ledger.keep((one.index, one.p, one.q), (other.index, other.p, other.q))
