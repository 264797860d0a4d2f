"""A tree of choices: its open nodes, the best choice that is known, and how nodes are divided."""

from __future__ import annotations

import heapq
import math
import time
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.portfolio.model import RelaxedOptimum
from fairlead.engines.portfolio.problem import Problem
from fairlead.engines.portfolio.rows import Rows
from fairlead.engines.portfolio.verify import verify

MOST_NODES = 300_000  # open at once: some hundred megabytes

_STAY = 0.2  # of the way from the largest bound to the best choice, before a node is put back
_EQUAL = 1e-9
_LEAST = -1e29  # no choice comes to so little

States = NDArray[np.int8]
Node = tuple[float, int, States, States]
"""A node: less its bound, a number, where its variables stand, and what is settled."""


@dataclass(frozen=True, slots=True)
class Trials:
    """How many projects of a node are tried on both sides, for how many moves each."""

    projects: int
    moves: int


@dataclass(slots=True)
class BestChoice:
    """The best choice that is known, and the largest bound of what was given up unproved."""

    worth: float = -math.inf
    choice: States | None = None
    unproved: float = -math.inf

    @property
    def cutoff(self) -> float:
        """Return what a node must be worth more than."""
        if self.choice is None:
            return _LEAST
        return self.worth + _EQUAL * max(abs(self.worth), _EQUAL)


@dataclass(slots=True)
class Tree:
    """Open nodes, the largest bound first; ``made`` numbers them, so that equals keep an order."""

    nodes: list[Node] = field(default_factory=list)
    made: int = 0
    work: int = 0

    @property
    def bound(self) -> float:
        """Return the largest bound of an open node."""
        return -self.nodes[0][0] if self.nodes else -math.inf

    def put(self, bound: float, stat: States, fixed: States) -> None:
        """Add an open node."""
        heapq.heappush(self.nodes, (-bound, self.made, stat, fixed))
        self.made += 1


class TreeSearch:
    """The problem as the kernels take it."""

    def __init__(
        self, problem: Problem, rows: Rows, relaxed: RelaxedOptimum, *, ends: float
    ) -> None:
        """Take the problem in; nothing is begun after ``ends`` of the clock."""
        self.problem = problem
        self.scale = float(np.abs(problem.npv).max(initial=0.0)) or 1.0
        self.worths = problem.npv / self.scale
        self.weights = np.ascontiguousarray(rows.matrix.toarray())
        self.by_project = np.ascontiguousarray(self.weights.T)
        self.limits = np.ascontiguousarray(rows.upper, dtype=np.float64)
        self.held = problem.held.astype(np.int8)
        self.order = np.argsort(-self.worths, kind="stable")
        self.fixed: States = (2 * self.held).astype(np.int8)
        self.ends = ends
        rows_count, projects = self.weights.shape
        self.stat = np.zeros(projects + rows_count, dtype=np.int8)
        self.stat[projects:] = 2
        self.shares, self.margins = relaxed.shares, relaxed.margins

    @property
    def is_over(self) -> bool:
        """Return whether the time is over."""
        return time.perf_counter() > self.ends

    def keep(self, found: BestChoice, choice: States) -> bool:
        """Remember a choice that keeps the rules; return whether it does."""
        if verify(self.problem, choice.astype(np.bool_)):
            return False
        worth = math.fsum(self.worths[choice == 1].tolist())
        if worth > found.worth:
            found.worth, found.choice = worth, choice.copy()
        return True

    def take_nodes(
        self, tree: Tree, found: BestChoice, *, work: int, trials: Trials, to_the_end: bool = False
    ) -> None:
        """Divide nodes of a tree until ``work`` relaxations are done.

        ``to_the_end``: each node is gone on with until nothing of it is left or a choice is.
        """
        from fairlead.engines.portfolio.tree import expand

        rows, projects = self.weights.shape
        stats = np.empty((projects + 2, rows + projects), dtype=np.int8)
        settled = np.empty((projects + 2, projects), dtype=np.int8)
        bounds, choice = np.empty(projects + 2), np.zeros(projects, dtype=np.int8)
        done, ends = np.zeros(1, dtype=np.int64), tree.work + work
        while tree.nodes and tree.work < ends:
            if self.is_over:
                return
            bound, _, stat, fixed = heapq.heappop(tree.nodes)
            if -bound <= found.cutoff:
                tree.nodes.clear()
                return
            floor = -bound - _STAY * (-bound - found.cutoff)
            if found.choice is None or to_the_end or len(tree.nodes) > MOST_NODES // 2:
                floor = -math.inf
            done[0] = 0
            count, whole, unproved = expand(
                self.weights, self.limits, self.worths, stat, fixed, found.cutoff, floor,
                trials.projects, trials.moves, stats, settled, bounds, choice, done,
            )  # fmt: skip
            tree.work += int(done[0])
            for at in range(count):
                tree.put(min(float(bounds[at]), -bound), stats[at].copy(), settled[at].copy())
            if whole and not self.keep(found, choice):
                unproved = float(bounds[count])
            if unproved > _LEAST:  # something was given up
                found.unproved = max(found.unproved, min(unproved, -bound))
