"""One changed profile in a whole fair's lists: what is renewed is what a whole run makes."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.markets import random_problem, random_side

from fairlead.engines.matching import renewal
from fairlead.engines.matching.kernels import choose
from fairlead.engines.matching.lists import Lists
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.profiles import Profiles
from fairlead.engines.matching.renewal import FairLists
from fairlead.engines.matching.score import open_scores
from fairlead.engines.matching.solve import draw_lists, rank_both, solve
from fairlead.engines.matching.vectors import Vectors

Rows = list[tuple[Any, ...]]


def put(side: Profiles, row: int, one: Profiles) -> Profiles:
    """Return the side with one row exchanged."""

    def exchange(column: Any, new: Any) -> Any:
        if not isinstance(column, Vectors):
            changed = column.copy()
            changed[row] = new[0]
            return changed
        size = np.diff(column.indptr)
        size[row] = len(new.indices)
        before, after = column.indptr[row], column.indptr[row + 1]
        return Vectors(
            np.concatenate([[0], np.cumsum(size)]).astype(np.int64),
            np.concatenate([column.indices[:before], new.indices, column.indices[after:]]),
            np.concatenate([column.data[:before], new.data, column.data[after:]]),
            column.width,
        )

    return replace(
        side,
        **{f.name: exchange(getattr(side, f.name), getattr(one, f.name)) for f in fields(side)},
    )


def rows_of(lists: Lists) -> Rows:
    """Return each list with all that is in it."""
    columns = [getattr(lists, f.name) for f in fields(lists) if f.name != "offsets"]
    spans = zip(lists.offsets[:-1], lists.offsets[1:], strict=True)
    return [tuple(column[a:b].tobytes() for column in columns) for a, b in spans]


@settings(max_examples=40, deadline=None)
@given(
    compiled=st.booleans(),
    reserve=st.sampled_from([0, 1, 14]),
    seed=st.integers(0, 100_000),
    sides=st.tuples(st.integers(2, 12), st.integers(2, 50) | st.integers(65, 140)),
    changes=st.lists(st.tuples(st.integers(0, 139), st.booleans()), min_size=1, max_size=6),
    params=st.builds(
        Params,
        top=st.integers(1, 5),
        congestion=st.sampled_from([0.0, 0.6, 1.0]),
        spread=st.sampled_from([0.0, 1.0]),
        several_per_organisation=st.booleans(),
        attention=st.just(1.0),
    ),
)
def test_what_is_renewed_is_what_a_whole_run_makes_at_the_same_prices(
    *,
    compiled: bool,
    reserve: int,
    seed: int,
    sides: tuple[int, int],
    changes: list[tuple[int, bool]],
    params: Params,
) -> None:
    problem = random_problem(seed, left=sides[0], right=sides[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renewal, "RESERVE", reserve)
        patch.setattr(choose, "PLAIN_PAIRS", -1 if compiled else 10**9)
        _change(problem, changes, params, seed)


def _change(problem: Problem, changes: list[tuple[int, bool]], params: Params, seed: int) -> None:
    """Change profiles one after another, and compare all lists with a whole run's each time."""
    result = solve(problem, params=params, seed=3)
    kept = FairLists(problem, result, params=params, seed=3)
    before = [rows_of(result.left), rows_of(result.right)]
    for number, (where, of_left) in enumerate(changes):
        side = problem.left if of_left else problem.right
        position = where % len(side)
        rng = np.random.default_rng([seed, number])
        one = random_side(rng, 1, first_organisation=int(rng.choice(side.organisation)))
        one = replace(one, hidden=rng.random(1) < 0.2, key=side.key[position : position + 1])
        changed = put(side, position, one)
        problem = replace(problem, left=changed) if of_left else replace(problem, right=changed)
        renewed = kept.renew(one, position=position, of_left=of_left)
        lists = rank_both(
            open_scores(problem, params=params), problem, result.prices, params=params,
            drawn=(
                draw_lists(problem.left, params, seed=3), draw_lists(problem.right, params, seed=3)
            ),
        )  # fmt: skip
        after = [rows_of(one) for one in lists]
        mine, theirs = (0, 1) if of_left else (1, 0)
        assert rows_of(renewed.own) == [after[mine][position]]
        there = kept.read(renewed.owners, of_left=not of_left)
        assert rows_of(there) == [after[theirs][owner] for owner in renewed.owners]
        for side_no, whose in ((mine, {position}), (theirs, set(renewed.owners.tolist()))):
            rest = set(range(len(after[side_no]))) - whose
            assert all(after[side_no][owner] == before[side_no][owner] for owner in rest)
            everybody = np.arange(len(after[side_no]))
            assert rows_of(kept.read(everybody, of_left=side_no == 0)) == after[side_no]
        before = after


def test_what_cannot_be_renewed_is_refused() -> None:
    problem = random_problem(1)
    result = solve(problem)
    with pytest.raises(ValueError, match="Expected no diversity"):
        FairLists(problem, result, params=Params(diversity=0.3))
    kept = FairLists(problem, result)
    with pytest.raises(ValueError, match="Expected one profile, got 2"):
        kept.renew(problem.left.take([0, 1]), position=0, of_left=True)
    with pytest.raises(ValueError, match="Expected a position from 0 to 6, got 7"):
        kept.renew(problem.left.take([0]), position=7, of_left=True)
