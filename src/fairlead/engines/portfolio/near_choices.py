"""Good choices near others: dives from nodes of a tree, exchanges, and small trees.

In a small tree most projects stay as a choice has them, and what is worth no more than the best
choice is not looked at, so that most such trees end at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from fairlead.engines.portfolio.tree_search import (
    BestChoice,
    Node,
    States,
    Tree,
    TreeSearch,
    Trials,
)

_DIVES = 10
_FREE = 100.0  # projects that are free near a choice, at first
_LEAST_FREE, _MOST_FREE = 50.0, 220.0
_MORE, _FEWER = 1.06, 0.94  # times as many after a tree that ended, and after one that did not
_WORK = 1_500  # relaxations of one tree
_TRIALS = Trials(projects=3, moves=4)
_DIVE_SHARE = 0.5  # of the trees that begin with a dive from a node
_BEST = 0.3  # of the trees that are near the best choice
_NEAR_DIVED = 0.25  # of the trees after a dive that are near what it ended at
_MOST_KEPT = 10
_UNLIKE = 8  # projects in which choices differ that are kept beside each other


@dataclass(slots=True)
class Seeker:
    """A search for better choices near good ones, with its own random stream."""

    search: TreeSearch
    draw: np.random.Generator
    pool: list[tuple[float, States]] = field(default_factory=list)
    free: float = _FREE

    def dive_and_improve(self, found: BestChoice) -> None:
        """Dive from the relaxation some times, and improve what comes of it."""
        for _ in range(_DIVES):
            if self.search.is_over:
                return
            choice, _ = self._dive(self.search.stat, self.search.fixed)
            if choice is not None:
                self.improve(found, choice)

    def improve(self, found: BestChoice, choice: States) -> None:
        """Improve a choice by exchanges and keep it."""
        from fairlead.engines.portfolio.tree import improve

        of, better = self.search, choice.copy()
        improve(of.by_project, of.limits, of.worths, of.held, of.order, better, 20)
        for one in (choice, better):
            if of.keep(found, one):
                self._join(one)

    def look_near(
        self, found: BestChoice, nodes: list[Node], *, work: int, enough: float = -math.inf
    ) -> None:
        """Search near good choices until ``work`` relaxations are done.

        Half of the trees are searched for what is worth more than ``enough`` alone.

        Free are above all the projects in which another good choice differs, or what comes of a
        dive from one of ``nodes`` of the tree: their relaxations are nearer to the best choice
        than the first one (Danna, Rothberg and Le Pape, 2005).
        """
        draw, done = self.draw, 0
        while done < work and self.pool and not self.search.is_over:
            best = draw.random() < _BEST
            choice = self.pool[0 if best else int(draw.integers(len(self.pool)))][1]
            other = self.pool[int(draw.integers(len(self.pool)))][1]
            if nodes and draw.random() < _DIVE_SHARE:
                _, _, stat, fixed = nodes[int(draw.integers(len(nodes)))]
                dived, moves = self._dive(stat, fixed)
                done += moves
                if dived is not None:
                    self.improve(found, dived)
                    near_dived = draw.random() < _NEAR_DIVED
                    choice, other = (dived, choice) if near_dived else (choice, dived)
            least = enough if draw.random() < 0.5 else -math.inf
            done += self._search_near(found, choice, other, least=least)

    def join_all(self, others: Seeker) -> None:
        """Put the choices that another one keeps among one's own."""
        for _, choice in others.pool:
            self._join(choice)

    def _search_near(
        self, found: BestChoice, choice: States, other: States, *, least: float
    ) -> int:
        """Search a small tree near a choice for more than ``least``; return its relaxations."""
        of = self.search
        far = np.abs(of.margins) * np.exp(self.draw.normal(0, 0.7, len(of.worths)))
        far[choice != other] *= 0.2
        far[np.abs(choice - of.shares) > 0.01] *= 0.3
        free = np.argsort(far, kind="stable")[: int(self.free)]
        fixed = np.where(choice == 1, 2, 1).astype(np.int8)
        fixed[free] = of.fixed[free]
        projects = len(choice)
        stat = np.full(len(of.stat), 2, dtype=np.int8)
        stat[:projects] = choice
        near, tree = BestChoice(max(found.worth, least), choice), Tree()
        tree.put(math.inf, stat, fixed)
        of.take_nodes(tree, near, work=_WORK, trials=_TRIALS, to_the_end=True)
        times = _FEWER if tree.nodes else _MORE
        self.free = min(max(self.free * times, _LEAST_FREE), _MOST_FREE)
        if near.choice is not choice and near.choice is not None:
            self.improve(found, near.choice)
        return max(tree.work, 1)

    def _dive(self, stat: States, fixed: States) -> tuple[States | None, int]:
        """Return the choice that a dive from a node ends at, if any, and its relaxations."""
        from fairlead.engines.portfolio.tree import dive

        of = self.search
        choice, done = np.zeros(len(of.worths), dtype=np.int8), np.zeros(1, dtype=np.int64)
        low, high = (fixed == 2).astype(np.float64), (fixed != 1).astype(np.float64)
        noise = 1 + 0.2 * self.draw.random(len(of.worths))
        ended = dive(of.weights, of.limits, of.worths, stat.copy(), low, high, noise, choice, done)
        return choice if ended else None, int(done[0])

    def _join(self, choice: States) -> None:
        """Put a choice among the good ones that are kept, in place of worse ones like it."""
        worth = float(self.search.worths @ choice)
        near = [np.count_nonzero(other != choice) < _UNLIKE for _, other in self.pool]
        if any(alike and kept >= worth for alike, (kept, _) in zip(near, self.pool, strict=True)):
            return
        unlike = [one for alike, one in zip(near, self.pool, strict=True) if not alike]
        pool = [*unlike, (worth, choice.copy())]
        self.pool = sorted(pool, key=lambda one: -one[0])[:_MOST_KEPT]
