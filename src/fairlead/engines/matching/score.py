"""The chance that each asks the other, for every pair, and what stopped the rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.matching.kernels.choose import choose_kernels
from fairlead.engines.matching.kernels.records import MarketRows
from fairlead.engines.matching.params import Params, Weights
from fairlead.engines.matching.problem import Pairs, Problem
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.reasons import pair_terms
from fairlead.engines.matching.terms import (
    Channels,
    Tables,
    is_mute,
    make_channels,
    make_tables,
)
from fairlead.engines.matching.vectors import Flags, Floats, Ints, Reals


@dataclass(frozen=True, slots=True)
class FilterCounts:
    """How many pairs each filter took, in the order they are looked at; a pair may count twice."""

    embargo: int
    no_capacity: int
    organisation: int
    language: int
    slots: int
    blocked: int
    declined: int


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The chances, right x left: ``forward`` that the left asks the right, ``backward`` back.

    Both are 0 for a stopped pair and above 0 for every other.
    """

    forward: Floats
    backward: Floats
    stopped: FilterCounts
    open_pairs: int


def score_pairs(problem: Problem, *, params: Params) -> Scores:
    """Return the chances of all pairs.

    p = 1 / (1 + exp(-(bias + sum of weight x term + activity of who asks + appeal of the asked)));
    what is known of a pair is added inside.
    """
    left, right = problem.left, problem.right
    channels, tables = make_channels(left, right), make_tables(problem, params)
    shape = (len(right), len(left))
    forward, backward = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    stopped = np.zeros((len(right), 2), dtype=np.int64)
    market = _build_market_rows(problem, params, channels, tables)
    kernels = choose_kernels(forward.size)
    kernels.run_in_ranges(
        lambda first, last: kernels.score_rows(first, last, market, forward, backward, stopped),
        len(right),
        parts=64,
    )
    _add_known(problem, forward, backward)
    for group in (problem.blocked, problem.declined):
        forward[group.right, group.left] = 0
        backward[group.right, group.left] = 0
    return Scores(
        forward=forward,
        backward=backward,
        stopped=_count_stopped(problem, tables, stopped),
        open_pairs=sum(int(np.count_nonzero(row)) for row in forward),
    )


def _build_market_rows(
    problem: Problem, params: Params, channels: Channels, tables: Tables
) -> MarketRows:
    left, right = problem.left, problem.right
    bias = np.float32(params.left.bias), np.float32(params.right.bias)
    return MarketRows(
        dense=channels.dense,
        indptr=channels.indptr,
        indices=channels.indices,
        data=channels.data,
        weight_forward=_compute_road_weights(params.left),
        weight_backward=_compute_road_weights(params.right),
        row=tables.row,
        table_forward=tables.forward,
        table_backward=tables.backward,
        kind=tables.kind,
        gets=tables.gets,
        gives=tables.gives,
        left_forward=_compute_offset(left, left.activity) + bias[0],
        left_backward=_compute_offset(left, left.appeal) + bias[1],
        right_forward=_compute_offset(right, right.appeal),
        right_backward=_compute_offset(right, right.activity),
        left_organisation=left.organisation,
        right_organisation=right.organisation,
        left_free=np.ascontiguousarray(left.free.T),
        right_free=np.ascontiguousarray(right.free),
    )


def _compute_road_weights(weights: Weights) -> Floats:
    return np.array(
        [weights.product, weights.demand, weights.text, weights.circle, weights.cooperation],
        dtype=np.float32,
    )


def is_out(side: Profiles) -> Flags:
    """Return who is matched with nobody: under embargo, or without a meeting left."""
    return side.embargoed | (side.capacity <= 0)


def _compute_offset(side: Profiles, behaviour: Reals) -> Floats:
    return np.where(is_out(side), -np.inf, behaviour).astype(np.float32)


def _add_known(problem: Problem, forward: Floats, backward: Floats) -> None:
    known = problem.known
    at = known.pairs.right, known.pairs.left
    for matrix, more in ((forward, known.left_asks), (backward, known.right_asks)):
        if len(more):
            matrix[at] = shift_chances(matrix[at], more)


def shift_chances(chance: Floats, log_odds: Reals) -> Floats:
    """Return the chances with log odds added; 0 stays 0."""
    raised = chance * np.exp(log_odds)
    return (raised / (1 - chance + raised)).astype(np.float32)


def _count_stopped(
    problem: Problem, tables: Tables, stopped: np.ndarray[tuple[int, int], np.dtype[np.int64]]
) -> FilterCounts:
    left, right = problem.left, problem.right

    def touching(one: Flags, other: Flags) -> int:
        return one.size * other.size - int(np.sum(~one)) * int(np.sum(~other))

    return FilterCounts(
        embargo=touching(left.embargoed, right.embargoed),
        no_capacity=touching(left.capacity <= 0, right.capacity <= 0),
        organisation=int(stopped[:, 0].sum()),
        language=tables.stopped_by_language,
        slots=int(stopped[:, 1].sum()),
        blocked=_count_distinct(problem.blocked),
        declined=_count_distinct(problem.declined),
    )


def score_one(problem: Problem, *, params: Params) -> Scores:
    """Return the chances when one side is a single profile: the same figures, found pair by pair.

    ``stopped`` is not counted (all 0).
    """
    left, right = problem.left, problem.right
    shape = (len(right), len(left))
    i, j = (grid.reshape(-1) for grid in np.meshgrid(np.arange(shape[1]), np.arange(shape[0])))
    terms = pair_terms(problem, i, j)
    closed = is_out(left)[i] | is_out(right)[j] | (left.organisation[i] == right.organisation[j])
    closed |= is_mute(left, right, i, j)
    if left.free.shape[1]:
        closed |= ~np.any(left.free[i] & right.free[j], axis=1)
    ask = terms.values @ params.left.as_array().astype(np.float32) + params.left.bias
    back = terms.seen_from(left=False).values @ params.right.as_array().astype(np.float32)
    ask += left.activity[i] + right.appeal[j]
    back += params.right.bias + right.activity[j] + left.appeal[i]
    forward, backward = (
        np.where(closed, 0, 1 / (1 + np.exp(-total))).astype(np.float32).reshape(shape)
        for total in (ask, back)
    )
    _add_known(problem, forward, backward)
    for group in (problem.blocked, problem.declined):
        forward[group.right, group.left] = backward[group.right, group.left] = 0
    return Scores(forward, backward, FilterCounts(0, 0, 0, 0, 0, 0, 0), int(np.sum(forward > 0)))


def _count_distinct(group: Pairs) -> int:
    halves: tuple[Ints, Ints] = (group.left, group.right)
    return np.unique(np.stack(halves), axis=1).shape[1] if len(group) else 0
