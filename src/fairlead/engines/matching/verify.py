"""Checks lists against their problem, sharing no code with what made them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fairlead.engines.matching.lists import Lists
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.solve import Result

CLOSE = 1e-4  # single precision, and the share by which equal scores are told apart


def verify(problem: Problem, result: Result, *, params: Params | None = None) -> list[str]:
    """Return what is wrong with the lists, a sentence each; nothing when all is right.

    Looks at every entry: nobody twice, nobody hidden, no pair that a filter keeps apart, one
    person of an organisation at most unless asked, mutual = 2pq / (p + q), score = mutual x
    (1 - price) ** congestion, the order, and p and q alike on both sides' lists. That the
    chances themselves are right, and that nobody better is missing, the reference compares.
    """
    params = params or Params()
    left = _Side("left", problem.left, problem.right, result.left, mirrored=False)
    right = _Side("right", problem.right, problem.left, result.right, mirrored=True)
    apart = {(int(i), int(j)) for i, j in _list_pairs(problem)}
    wrong: list[str] = []
    for side, price in ((left, result.prices.right), (right, result.prices.left)):
        for owner in range(len(side.owners)):
            wrong += side.faults_of_list(owner, params)
            for entry in side.entries(owner):
                wrong += side.faults_of_entry(
                    owner, entry, float(price[_find_position(side, entry)]), params
                )
                if side.pair(owner, entry) in apart:
                    wrong.append(f"{side.says(owner, entry)}: expected no blocked or declined pair")
    return [*wrong, *_find_asymmetries(left, right)]


def _list_pairs(problem: Problem) -> Iterator[tuple[int, int]]:
    for loose in (problem.blocked, problem.declined):
        yield from zip(loose.left, loose.right, strict=True)


def _find_position(side: _Side, entry: int) -> int:
    return int(side.lists.partner[entry])


class _Side:
    """One side's lists, with who owns them and who is on them."""

    def __init__(
        self, name: str, owners: Profiles, others: Profiles, lists: Lists, *, mirrored: bool
    ) -> None:
        self.name, self.owners, self.others, self.lists = name, owners, others, lists
        self.mirrored = mirrored

    def entries(self, owner: int) -> range:
        """Return the positions of an owner's entries, best first."""
        return range(int(self.lists.offsets[owner]), int(self.lists.offsets[owner + 1]))

    def pair(self, owner: int, entry: int) -> tuple[int, int]:
        """Return the entry as (left, right)."""
        partner = _find_position(self, entry)
        return (partner, owner) if self.mirrored else (owner, partner)

    def says(self, owner: int, entry: int) -> str:
        """Return where the entry stands."""
        return f"{self.name} {owner}, entry {entry - self.entries(owner).start + 1}"

    def faults_of_list(self, owner: int, params: Params) -> Iterator[str]:
        """Yield what is wrong with the list as a whole."""
        span = self.entries(owner)
        partners = [_find_position(self, entry) for entry in span]
        if len(partners) > params.top:
            yield f"{self.name} {owner}: expected at most {params.top} entries, got {len(partners)}"
        if len(set(partners)) < len(partners):
            yield f"{self.name} {owner}: expected nobody twice"
        firms = [int(self.others.organisation[partner]) for partner in partners]
        if not params.several_per_organisation and len(set(firms)) < len(firms):
            yield f"{self.name} {owner}: expected one of each organisation"
        drawn = any(self.lists.drawn[entry] for entry in span)
        if drawn and (params.congestion == 0 or not self._says_nothing(owner)):
            yield f"{self.name} {owner}: expected no draw"
        if params.diversity == 0 and params.exploration == 0 and not drawn:
            scores = [float(self.lists.score[entry]) for entry in span]
            for place, (better, worse) in enumerate(pairwise(scores), 2):
                if worse > better * (1 + CLOSE):
                    yield f"{self.name} {owner}, entry {place}: expected no more than {better:.6f}"

    def _says_nothing(self, owner: int) -> bool:
        held = ("offers", "needs", "offer_words", "need_words", "circle")
        return all(len(getattr(self.owners, name).take([owner]).data) == 0 for name in held)

    def faults_of_entry(
        self, owner: int, entry: int, price: float, params: Params
    ) -> Iterator[str]:
        """Yield what is wrong with one entry: who is on it and the figures it shows."""
        where, partner = self.says(owner, entry), _find_position(self, entry)
        if self.others.hidden[partner]:
            yield f"{where}: expected nobody hidden, got {partner}"
        for reason in self._kept_apart(owner, partner):
            yield f"{where}: expected {reason}, got {partner}"
        p, q = float(self.lists.p[entry]), float(self.lists.q[entry])
        mutual = 2 * p * q / (p + q) if p + q > 0 else 0.0
        score = mutual * max(1 - price, 0.0) ** params.congestion
        for figure, found, expected in (
            ("mutual", float(self.lists.mutual[entry]), mutual),
            ("score", float(self.lists.score[entry]), score),
        ):
            if not abs(found - expected) <= CLOSE * max(expected, 1e-9):
                yield f"{where}: expected {figure} {expected:.6f}, got {found:.6f}"

    def _kept_apart(self, owner: int, partner: int) -> Iterator[str]:
        one, other = self.owners, self.others
        if one.organisation[owner] == other.organisation[partner]:
            yield "another organisation"
        if one.embargoed[owner] or other.embargoed[partner]:
            yield "nobody under embargo"
        if one.capacity[owner] <= 0 or other.capacity[partner] <= 0:
            yield "somebody with meetings left"
        mine, theirs = one.languages[owner], other.languages[partner]
        helped = one.interpreter[owner] or other.interpreter[partner]
        if mine.any() and theirs.any() and not (mine & theirs).any() and not helped:
            yield "a shared language"
        slots = [int(a) & int(b) for a, b in zip(one.free[owner], other.free[partner], strict=True)]
        if slots and not any(slots):
            yield "a common free slot"


def _find_asymmetries(left: _Side, right: _Side) -> Iterator[str]:
    """Yield pairs on both sides' lists whose chances differ."""
    seen = {
        left.pair(owner, entry): (left.lists.p[entry], left.lists.q[entry])
        for owner in range(len(left.owners))
        for entry in left.entries(owner)
    }
    for owner in range(len(right.owners)):
        for entry in right.entries(owner):
            there = seen.get(right.pair(owner, entry))
            here = (right.lists.q[entry], right.lists.p[entry])
            if there and any(abs(a - b) > CLOSE for a, b in zip(here, there, strict=True)):
                yield f"{right.says(owner, entry)}: expected the chances of the left's list"
