"""The search of choices of some hundred projects to their proved optimum.

Two threads work in rounds of so many relaxations. One takes the nodes of a tree, the largest
bound first; the other looks near good choices, for the tree is short where the best choice is
known soon. It dives from nodes of the tree and searches its own trees in which most projects stay
as a good choice has them; when that finds nothing more it takes nodes too.
"""

from __future__ import annotations

import heapq
import math
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.portfolio.model import Relaxed, SearchResult
from fairlead.engines.portfolio.problem import Bools, Problem
from fairlead.engines.portfolio.rows import Rows, build_rows
from fairlead.engines.portfolio.verify import verify

MOST_NUMBERS = 150_000
"""So many weights a tableau may have: of more, a sparse solver's nodes are cheaper."""

_ROUND = 3_000  # relaxations of a thread
_DIVES = 10
_NEAR = (100, 150, 250)  # projects that are free near a good choice
_NEAR_NODES = 40
_NEAR_WORK = 2_000  # relaxations near one choice
_DIVED = 0.5  # of the searches near a choice that begin with a dive from a node of the tree
_DIVED_FROM = 64  # of the best nodes of the tree
_KEPT = 10
_PATIENCE = 4  # rounds near good choices that find nothing better; then one in so many goes on
_SHARED = 2_000  # nodes of which the second thread takes every other one
_MOST_NODES = 300_000  # open at once: some hundred megabytes
_TRIES, _MOVES = 6, 6
_STAY = 0.2  # of the way from the largest bound to the best choice, before a node is put back
_EQUAL = 1e-9
_LEAST = -1e29  # no choice comes to so little

_States = NDArray[np.int8]
_Node = tuple[float, int, _States, _States]


@dataclass(slots=True)
class _Found:
    """The best choice that is known, and the largest bound of what was given up unproved."""

    worth: float = -math.inf
    choice: _States | None = None
    unproved: float = -math.inf

    @property
    def cutoff(self) -> float:
        if self.choice is None:
            return _LEAST
        return self.worth + _EQUAL * max(abs(self.worth), _EQUAL)


@dataclass(slots=True)
class _Tree:
    """Open nodes, the largest bound first; ``made`` numbers them, so that equals keep an order."""

    nodes: list[_Node] = field(default_factory=list)
    made: int = 0
    work: int = 0

    @property
    def bound(self) -> float:
        return -self.nodes[0][0] if self.nodes else -math.inf

    def put(self, bound: float, stat: _States, fixed: _States) -> None:
        heapq.heappush(self.nodes, (-bound, self.made, stat, fixed))
        self.made += 1


class _Search:
    """The problem as the kernels take it."""

    def __init__(self, problem: Problem, rows: Rows, relaxed: Relaxed, *, ends: float) -> None:
        self.problem = problem
        self.scale = float(np.abs(problem.npv).max(initial=0.0)) or 1.0
        self.worths = problem.npv / self.scale
        self.weights = np.ascontiguousarray(rows.matrix.toarray())
        self.by_project = np.ascontiguousarray(self.weights.T)
        self.limits = np.ascontiguousarray(rows.upper, dtype=np.float64)
        self.held = problem.held.astype(np.int8)
        self.order = np.argsort(-self.worths, kind="stable")
        self.fixed: _States = (2 * self.held).astype(np.int8)
        self.ends = ends
        rows_count, projects = self.weights.shape
        self.stat = np.zeros(projects + rows_count, dtype=np.int8)
        self.stat[projects:] = 2
        self.shares, self.margins = relaxed.shares, relaxed.margins
        self.pool: list[tuple[float, _States]] = []

    def keep(self, found: _Found, choice: _States) -> bool:
        """Remember a choice that keeps the rules; return whether it does."""
        if verify(self.problem, choice.astype(np.bool_)):
            return False
        worth = math.fsum(self.worths[choice == 1].tolist())
        if worth > found.worth:
            found.worth, found.choice = worth, choice.copy()
        return True

    def join(self, choice: _States) -> None:
        """Put a choice among the good ones that are kept."""
        if any((choice == other).all() for _, other in self.pool):
            return
        self.pool.append((float(self.worths @ choice), choice.copy()))
        self.pool.sort(key=lambda one: -one[0])
        del self.pool[_KEPT:]

    def take_nodes(self, tree: _Tree, found: _Found, *, work: int, nodes: float = math.inf) -> None:
        """Divide nodes of a tree until ``work`` relaxations are done, or so many nodes."""
        from fairlead.engines.portfolio.tree import expand

        rows, projects = self.weights.shape
        stats = np.empty((projects + 2, rows + projects), dtype=np.int8)
        settled = np.empty((projects + 2, projects), dtype=np.int8)
        bounds, choice = np.empty(projects + 2), np.zeros(projects, dtype=np.int8)
        done, ends, taken = np.zeros(1, dtype=np.int64), tree.work + work, 0
        while tree.nodes and tree.work < ends and taken < nodes:
            if time.perf_counter() > self.ends:
                return
            bound, _, stat, fixed = heapq.heappop(tree.nodes)
            if -bound <= found.cutoff:
                tree.nodes.clear()
                return
            floor = -bound - _STAY * (-bound - found.cutoff)
            if found.choice is None or nodes < math.inf or len(tree.nodes) > _MOST_NODES // 2:
                floor = -math.inf
            done[0] = 0
            count, whole, unproved = expand(
                self.weights, self.limits, self.worths, stat, fixed, found.cutoff, floor,
                _TRIES, _MOVES, stats, settled, bounds, choice, done,
            )  # fmt: skip
            tree.work += int(done[0])
            taken += 1
            for at in range(count):
                tree.put(min(float(bounds[at]), -bound), stats[at].copy(), settled[at].copy())
            if whole and not self.keep(found, choice):
                unproved = float(bounds[count])
            if unproved > _LEAST:  # something was given up
                found.unproved = max(found.unproved, min(unproved, -bound))

    def dive(
        self, stat: _States, fixed: _States, draw: np.random.Generator
    ) -> tuple[_States | None, int]:
        """Return the choice that a dive from a node ends at, if any, and its relaxations."""
        from fairlead.engines.portfolio.tree import dive

        choice, done = np.zeros(len(self.worths), dtype=np.int8), np.zeros(1, dtype=np.int64)
        low, high = (fixed == 2).astype(np.float64), (fixed != 1).astype(np.float64)
        noise = 1 + 0.2 * draw.random(len(self.worths))
        ended = dive(
            self.weights, self.limits, self.worths, stat.copy(), low, high, noise, choice, done
        )
        return choice if ended else None, int(done[0])

    def dive_and_improve(self, found: _Found, draw: np.random.Generator) -> None:
        """Dive from the relaxation some times, and improve what comes of it."""
        for _ in range(_DIVES):
            if time.perf_counter() > self.ends:
                return
            choice, _ = self.dive(self.stat, self.fixed, draw)
            if choice is not None:
                self.improve(found, choice)

    def improve(self, found: _Found, choice: _States) -> None:
        """Improve a choice by exchanges and keep it."""
        from fairlead.engines.portfolio.tree import improve

        better = choice.copy()
        improve(self.by_project, self.limits, self.worths, self.held, self.order, better, 20)
        for one in (choice, better):
            if self.keep(found, one):
                self.join(one)

    def look_near(self, found: _Found, draw: np.random.Generator, nodes: list[_Node]) -> None:
        """Search near good choices until a round's relaxations are done.

        Free are above all the projects in which another good choice differs, or what comes of a
        dive from one of ``nodes`` of the tree: their relaxations are nearer to the best choice
        than the first one (Danna, Rothberg and Le Pape, 2005).
        """
        work = 0
        while work < _ROUND and self.pool and time.perf_counter() < self.ends:
            other = self.pool[int(draw.integers(len(self.pool)))][1]
            if nodes and draw.random() < _DIVED:
                _, _, stat, fixed = nodes[int(draw.integers(len(nodes)))]
                dived, moves = self.dive(stat, fixed, draw)
                work += moves
                if dived is not None:
                    self.improve(found, dived)
                    other = dived
            best = draw.random() < 0.7
            worth, choice = self.pool[0 if best else int(draw.integers(len(self.pool)))]
            far = np.abs(self.margins) * np.exp(draw.normal(0, 0.7, len(self.worths)))
            far[choice != other] *= 0.2
            far[np.abs(choice - self.shares) > 0.01] *= 0.3
            free = np.argsort(far, kind="stable")[: _NEAR[int(draw.integers(len(_NEAR)))]]
            fixed = np.where(choice == 1, 2, 1).astype(np.int8)
            fixed[free] = self.fixed[free]
            near = _Found(worth if best else self.pool[-1][0], choice)
            stat = np.where(choice == 1, 1, 0).astype(np.int8)
            tree = _Tree()
            tree.put(math.inf, np.concatenate([stat, self.stat[len(stat) :] * 0 + 2]), fixed)
            self.take_nodes(tree, near, work=_NEAR_WORK, nodes=_NEAR_NODES)
            work += max(tree.work, 1)
            if near.choice is not choice and near.choice is not None:
                self.improve(found, near.choice)


def search_exactly(
    problem: Problem,
    rows: Rows,
    relaxed: Relaxed,
    start: Bools | None,
    *,
    seconds: float,
    seed: int,
    gap: float = 0.0,
) -> SearchResult:
    """Return the best choice found within ``seconds`` or ``gap`` from ``start``, and a bound.

    The same ``seed`` repeats the same search unless time runs out. What compiling takes, once on
    a machine, is not counted in ``seconds``.
    """
    _compile()
    search = _Search(problem, rows, relaxed, ends=time.perf_counter() + seconds)
    found, draw = _Found(), np.random.default_rng(seed)
    if start is not None:
        search.improve(found, start.astype(np.int8))
    tree = _Tree()
    tree.put(relaxed.bound / search.scale * (1 + _EQUAL), search.stat.copy(), search.fixed.copy())
    patience, rounds = _PATIENCE, 0
    with ThreadPoolExecutor(max_workers=1) as threads:
        while tree.nodes and time.perf_counter() < search.ends:
            if len(tree.nodes) > _MOST_NODES or _is_near_enough(found, tree, gap):
                break
            before, beside = found.worth, _Tree(made=tree.made)
            near = _Found(found.worth, found.choice)
            if rounds == 0:
                other = threads.submit(search.dive_and_improve, near, draw)
            elif search.pool and (patience > 0 or rounds % _PATIENCE == 0):
                other = threads.submit(search.look_near, near, draw, tree.nodes[:_DIVED_FROM])
            else:
                beside = _share(tree)
                other = threads.submit(search.take_nodes, beside, near, work=_ROUND)
            search.take_nodes(tree, found, work=_ROUND)
            other.result()
            _merge(tree, beside, found, near)
            patience = patience - 1 if found.worth <= before else _PATIENCE
            rounds += 1
    return _build_result(search, tree, found)


def _compile() -> None:
    """Have the kernels compiled, or read as they were compiled before: two projects, one row."""
    one = Problem(np.array([1.0, 2.0]), np.ones((2, 1, 1)), np.ones((1, 1)))
    shares = np.array([0.0, 1.0])
    search = _Search(one, build_rows(one), Relaxed(shares, shares[:1], shares, 2.0), ends=math.inf)
    found, tree = _Found(), _Tree()
    tree.put(2.0, search.stat, search.fixed)
    search.take_nodes(tree, found, work=1)
    search.dive_and_improve(found, np.random.default_rng(0))


def _is_near_enough(found: _Found, tree: _Tree, gap: float) -> bool:
    bound = max(tree.bound, found.unproved)
    return found.choice is not None and bound - found.worth <= gap * max(
        abs(bound), abs(found.worth)
    )


def _share(tree: _Tree) -> _Tree:
    """Return a tree of every other one of the best nodes, taken out of ``tree``."""
    best = [heapq.heappop(tree.nodes) for _ in range(min(_SHARED, len(tree.nodes)))]
    for node in best[::2]:
        heapq.heappush(tree.nodes, node)
    beside = _Tree(nodes=best[1::2], made=tree.made)
    heapq.heapify(beside.nodes)
    return beside


def _merge(tree: _Tree, beside: _Tree, found: _Found, near: _Found) -> None:
    """Put what the second thread left and found with what the first did."""
    for bound, _, stat, fixed in sorted(beside.nodes, key=lambda node: node[:2]):
        tree.put(-bound, stat, fixed)
    if near.worth > found.worth:
        found.worth, found.choice = near.worth, near.choice
    found.unproved = max(found.unproved, near.unproved)


def _build_result(search: _Search, tree: _Tree, found: _Found) -> SearchResult:
    open_bound = tree.bound if tree.bound > found.cutoff else -math.inf
    bound = max(open_bound, found.unproved, found.worth)
    if found.choice is None:
        return SearchResult(None, bound * search.scale, bound == -math.inf)
    chosen: Bools = found.choice.astype(np.bool_)
    # The worth as it is summed by others: scaling rounds, and a bound is never below it.
    worth = float(search.problem.npv[chosen].sum())
    return SearchResult(chosen, max(bound * search.scale, worth), infeasible=False)
