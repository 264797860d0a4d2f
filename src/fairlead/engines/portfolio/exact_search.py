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

import numpy as np

from fairlead.engines.portfolio.model import RelaxedOptimum, SearchResult
from fairlead.engines.portfolio.near_choices import Seeker
from fairlead.engines.portfolio.problem import Bools, Problem
from fairlead.engines.portfolio.rows import Rows, build_rows
from fairlead.engines.portfolio.tree_search import MOST_NODES, BestChoice, Tree, TreeSearch, Trials

MOST_NUMBERS = 150_000
"""So many weights a tableau may have: of more, a sparse solver's nodes are cheaper."""

_ROUND = 3_000  # relaxations of a thread
_DIVED_FROM = 64  # of the best nodes of the tree
_PATIENCE = 4  # rounds near good choices that find nothing better; then one in so many goes on
_SHARED = 2_000  # nodes of which the second thread takes every other one
_TRIALS = Trials(projects=6, moves=6)
_EQUAL = 1e-9


def search_exactly(
    problem: Problem,
    rows: Rows,
    relaxed: RelaxedOptimum,
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
    search = TreeSearch(problem, rows, relaxed, ends=time.perf_counter() + seconds)
    found, tree = BestChoice(), Tree()
    first, second = (Seeker(search, draw) for draw in np.random.default_rng(seed).spawn(2))
    if start is not None:
        second.improve(found, start.astype(np.int8))
    tree.put(relaxed.bound / search.scale * (1 + _EQUAL), search.stat.copy(), search.fixed.copy())
    patience, rounds = _PATIENCE, 0
    with ThreadPoolExecutor(max_workers=1) as threads:
        while tree.nodes and not search.is_over:
            if len(tree.nodes) > MOST_NODES or _is_near_enough(found, tree, gap):
                break
            before, beside = found.worth, Tree(made=tree.made)
            near, nodes = BestChoice(found.worth, found.choice), tree.nodes[:_DIVED_FROM]
            enough = _find_enough(tree.bound, gap)
            if rounds == 0:
                other = threads.submit(second.dive_and_improve, near)
            elif second.pool and (gap > 0 or patience > 0 or rounds % _PATIENCE == 0):
                other = threads.submit(second.look_near, near, nodes, work=_ROUND, enough=enough)
            else:
                beside = _share(tree)
                other = threads.submit(search.take_nodes, beside, near, work=_ROUND, trials=_TRIALS)
            if gap > 0 and patience <= 0 and rounds % 2:  # what is missing is a better choice
                first.look_near(found, nodes, work=_ROUND, enough=enough)
            else:
                search.take_nodes(tree, found, work=_ROUND, trials=_TRIALS)
            other.result()
            _merge(tree, beside, found, near)
            first.join_all(second)
            second.join_all(first)
            patience = patience - 1 if found.worth <= before else _PATIENCE
            rounds += 1
    return _build_result(search, tree, found)


def _compile() -> None:
    """Have the kernels compiled, or read as they were compiled before: two projects, one row."""
    one = Problem(np.array([1.0, 2.0]), np.ones((2, 1, 1)), np.ones((1, 1)))
    shares = np.array([0.0, 1.0])
    relaxed = RelaxedOptimum(shares, shares[:1], shares, 2.0)
    search = TreeSearch(one, build_rows(one), relaxed, ends=math.inf)
    found, tree = BestChoice(), Tree()
    tree.put(2.0, search.stat, search.fixed)
    search.take_nodes(tree, found, work=1, trials=_TRIALS)
    Seeker(search, np.random.default_rng(0)).dive_and_improve(found)


def _is_near_enough(found: BestChoice, tree: Tree, gap: float) -> bool:
    bound = max(tree.bound, found.unproved)
    return found.choice is not None and bound - found.worth <= gap * max(
        abs(bound), abs(found.worth)
    )


def _find_enough(bound: float, gap: float) -> float:
    """Return from where a choice is within the gap of a bound, without end where none is asked."""
    return bound - gap * abs(bound) if gap > 0 else -math.inf


def _share(tree: Tree) -> Tree:
    """Return a tree of every other one of the best nodes, taken out of ``tree``."""
    best = [heapq.heappop(tree.nodes) for _ in range(min(_SHARED, len(tree.nodes)))]
    for node in best[::2]:
        heapq.heappush(tree.nodes, node)
    beside = Tree(nodes=best[1::2], made=tree.made)
    heapq.heapify(beside.nodes)
    return beside


def _merge(tree: Tree, beside: Tree, found: BestChoice, near: BestChoice) -> None:
    """Put what the second thread left and found with what the first did."""
    for bound, _, stat, fixed in sorted(beside.nodes, key=lambda node: node[:2]):
        tree.put(-bound, stat, fixed)
    if near.worth > found.worth:
        found.worth, found.choice = near.worth, near.choice
    found.unproved = max(found.unproved, near.unproved)


def _build_result(search: TreeSearch, tree: Tree, found: BestChoice) -> SearchResult:
    open_bound = tree.bound if tree.bound > found.cutoff else -math.inf
    bound = max(open_bound, found.unproved, found.worth)
    if found.choice is None:
        return SearchResult(None, bound * search.scale, bound == -math.inf)
    chosen: Bools = found.choice.astype(np.bool_)
    # The worth as it is summed by others: scaling rounds, and a bound is never below it.
    worth = float(search.problem.npv[chosen].sum())
    return SearchResult(chosen, max(bound * search.scale, worth), infeasible=False)
