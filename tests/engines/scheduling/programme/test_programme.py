"""The programme's engine beside a search through every programme, its verifier and its bound."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from benchmarks.programme.instance import make_instance
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.scheduling.programme import ProgrammeProblem, solve, verify
from fairlead.engines.scheduling.programme.bound import find_bound
from fairlead.engines.scheduling.programme.verify import find_objective


@st.composite
def problems(draw: st.DrawFn) -> ProgrammeProblem:
    """Return a problem of up to four sessions in two rooms of two halls, in eight steps."""
    size, rooms, steps = draw(st.integers(1, 4)), 2, 8
    lengths = np.array([draw(st.integers(1, 3)) for _ in range(size)], dtype=np.int64)
    allowed = np.zeros((size, rooms, steps), dtype=bool)
    for one, room in product(range(size), range(rooms)):
        for at in draw(st.sets(st.sampled_from([0, 1, 3, 4, 5]), max_size=4)):
            allowed[one, room, at] = at + lengths[one] <= steps
    members = st.sets(st.integers(0, size - 1)).map(lambda one: tuple(sorted(one)))
    fixed = draw(st.booleans()) and size > 1
    pairs = [(0, size - 1)] if size > 1 else []
    return ProgrammeProblem(
        lengths=lengths,
        values=np.array([float(draw(st.integers(0, 20))) for _ in range(size)]),
        allowed=allowed,
        fit=np.array([[float(draw(st.integers(0, 5))) for _ in range(rooms)] for _ in range(size)]),
        halls=np.array([0, draw(st.integers(0, 1))]),
        people=(draw(members),),
        cliques=((draw(members), float(draw(st.integers(0, 9)))),),
        pairs=np.array(pairs, dtype=np.int64).reshape(-1, 2),
        pair_weights=np.array([float(draw(st.integers(0, 9)))] * len(pairs)),
        fixed_start=np.array([2 if fixed and not one else -1 for one in range(size)]),
        fixed_room=np.array([1 if fixed and not one else -1 for one in range(size)]),
        way=draw(st.integers(0, 2)),
    )


def find_best(problem: ProgrammeProblem) -> float:
    """Return what the best of all programmes is worth, by looking at each."""
    steps = problem.allowed.shape[2]
    places = []
    for one in range(problem.size):
        if problem.fixed_start[one] >= 0:
            places.append([(int(problem.fixed_start[one]), int(problem.fixed_room[one]))])
            continue
        found = [(at, r) for at in range(steps) for r in (0, 1) if problem.allowed[one, r, at]]
        places.append([(-1, 0), *found])
    best = -np.inf
    for chosen in product(*places):
        starts, rooms = [at for at, _ in chosen], [room for _, room in chosen]
        if not verify(problem, starts, rooms):
            best = max(best, find_objective(problem, starts, rooms))
    return float(best)


@settings(deadline=None, max_examples=60)
@given(problem=problems())
def test_a_programme_is_sound_and_lies_below_its_bound(problem: ProgrammeProblem) -> None:
    found = solve(problem, seconds=5, iterations=20_000)
    assert verify(problem, found.starts.tolist(), found.rooms.tolist()) == []
    worth = find_objective(problem, found.starts.tolist(), found.rooms.tolist())
    assert found.objective == pytest.approx(worth)
    best = find_best(problem)
    assert found.objective <= best + 1e-9 <= found.bound + 2e-9
    assert found.objective == pytest.approx(best)


def test_a_session_of_more_worth_takes_the_time_of_one_elsewhere_with_the_same_person() -> None:
    allowed = np.zeros((2, 2, 4), dtype=np.bool_)
    allowed[0, 0, 1] = allowed[1, 1, 3] = True  # three steps and one, in two rooms
    both = ProgrammeProblem(
        lengths=np.array([3, 1]),
        values=np.array([2.0, 1.0]),
        allowed=allowed,
        fit=np.zeros((2, 2)),
        halls=np.array([0, 0]),
        people=((0, 1),),
        cliques=(),
        pairs=np.zeros((0, 2), dtype=np.int64),
        pair_weights=np.zeros(0),
        fixed_start=np.array([-1, -1]),
        fixed_room=np.array([-1, -1]),
    )
    for seed in range(5):
        assert solve(both, seconds=5, iterations=2_000, seed=seed).objective == 2.0


def test_the_same_seed_finds_the_same_programme_and_keeps_what_is_fixed() -> None:
    problem = make_instance(sessions=40, rooms=4, days=2, seed=1)
    first = solve(problem, seconds=60, iterations=100_000, seed=3)
    again = solve(problem, seconds=60, iterations=100_000, seed=3)
    assert first.starts.tolist() == again.starts.tolist()
    assert verify(problem, first.starts.tolist(), first.rooms.tolist()) == []
    held = replace(problem, fixed_start=first.starts, fixed_room=first.rooms)
    kept = solve(held, iterations=1000)
    assert kept.starts.tolist() == first.starts.tolist()


def test_a_clique_that_needs_more_time_than_there_is_lowers_the_bound() -> None:
    # Six sessions of two steps, in rooms enough, in eight steps: four fit one after another.
    size = 6
    allowed = np.ones((size, size, 8), dtype=bool)
    allowed[:, :, 7] = False
    problem = ProgrammeProblem(
        lengths=np.full(size, 2), values=np.full(size, 100.0), allowed=allowed,
        fit=np.zeros((size, size)), halls=np.zeros(size, dtype=np.int64), people=(),
        cliques=((tuple(range(size)), 10.0),), pairs=np.zeros((0, 2), dtype=np.int64),
        pair_weights=np.zeros(0), fixed_start=np.full(size, -1), fixed_room=np.full(size, -1),
    )  # fmt: skip
    assert find_bound(problem) == pytest.approx(580, abs=0.01)
    assert solve(problem, iterations=50_000).objective == 580


def test_what_does_not_belong_together_is_refused() -> None:
    problem = make_instance(sessions=10, rooms=2, days=1, seed=1)
    for wrong in (
        {"lengths": np.zeros(10, dtype=np.int64)},
        {"values": np.full(10, -1.0)},
        {"halls": np.zeros(3, dtype=np.int64)},
        {"people": ((0, 99),)},
        {"pairs": np.array([[0, 0]]), "pair_weights": np.ones(1)},
        {"fixed_start": np.full(10, 10**6)},
        {"way": -1},
    ):
        with pytest.raises(ValueError, match="Expected"):
            replace(problem, **wrong)


def test_without_a_room_nothing_is_placed() -> None:
    problem = ProgrammeProblem(
        lengths=np.array([2, 2]),
        values=np.array([5.0, 5.0]),
        allowed=np.zeros((2, 0, 8), dtype=bool),
        fit=np.zeros((2, 0)),
        halls=np.zeros(0, dtype=np.int64),
        people=(),
        cliques=(),
        pairs=np.zeros((0, 2), dtype=np.int64),
        pair_weights=np.zeros(0),
        fixed_start=np.array([-1, -1]),
        fixed_room=np.array([-1, -1]),
    )
    found = solve(problem)
    assert found.starts.tolist() == [-1, -1]
    assert (found.status, found.objective, found.bound) == ("optimal", 0.0, 0.0)
