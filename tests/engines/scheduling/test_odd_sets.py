"""People who meet in rings: what a linear program halves, and no timetable does."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from tests.engines.scheduling.general.makers import general_fair
from tests.engines.scheduling.makers import fair, random_fair

from fairlead.engines.scheduling import MeetingParams, Problem, solve
from fairlead.engines.scheduling.odd_sets import Places, find_cuts
from fairlead.engines.scheduling.weight_model import ProvedTimetable, WeightModel


def prove(problem: Problem, *, cut: bool) -> tuple[ProvedTimetable, float]:
    model = WeightModel(problem)
    most = model.cut_rings(problem.weight, reached=0.0) if cut else float("inf")
    value = np.repeat(problem.weight[:, None], problem.slots, axis=1)
    start = np.full(problem.requests, -1, dtype=np.int32)
    found = model.maximise(value, start=start, stop=lambda: False, seed=0, effort=((2, 5.0),))
    return found, most


def test_of_three_who_ask_one_another_two_meet() -> None:
    # Columns 0, 1, 2: the meetings of 0 and 1, 1 and 2, 2 and 0, all in slot 4.
    taken = {(0, 4): [0, 2], (1, 4): [0, 1], (2, 4): [1, 2]}
    places = Places([[0], [1], [2]], taken, dict.fromkeys(taken, 1))
    cuts, bound = find_cuts(places, np.ones(3), enough=1.0)
    assert cuts == [({0: 1, 2: 1, 1: 1}, 1)]
    assert bound == pytest.approx(1.0)
    cuts, bound = find_cuts(places, np.ones(3), enough=2.0)
    assert cuts == []
    assert bound == pytest.approx(1.5)


def test_people_of_two_sides_need_no_cut() -> None:
    taken = {(0, 0): [0, 1], (1, 0): [2, 3], (2, 0): [0, 2], (3, 0): [1, 3]}
    places = Places([[0], [1], [2], [3]], taken, dict.fromkeys(taken, 1))
    assert find_cuts(places, np.ones(4), enough=0.0) == ([], float("inf"))


@pytest.mark.parametrize("seed", range(30))
def test_no_cut_takes_a_timetable_away(seed: int) -> None:
    make = general_fair if seed % 2 else random_fair
    problem = make(seed, requests=9)
    (with_cuts, most), (without, _) = prove(problem, cut=True), prove(problem, cut=False)
    assert without.bound <= most + 1e-9
    assert with_cuts.optimal == without.optimal
    assert with_cuts.bound == pytest.approx(without.bound)


@pytest.mark.parametrize("seed", [2, 4])
def test_everybody_with_everybody_is_proved(seed: int) -> None:
    random = np.random.default_rng(seed)
    off = {one: np.flatnonzero(random.random(15) < 0.15).tolist() for one in range(9)}
    weight = random.choice([1.0, 2.0, 3.0, 5.0], 72).tolist()
    problem = fair(
        list(combinations(range(9), 2)) * 2, slots_per_day=(8, 7), weight=weight, off=off, tables=20
    )
    # Without the cuts the bound stays one above the timetable.
    assert solve(problem, params=MeetingParams(proving=1.0, polish=False)).status == "optimal"


def test_what_a_ring_leaves_is_known_without_a_solver() -> None:
    problem = fair(list(combinations(range(5), 2)), slots_per_day=(4,), tables=5)
    # Of five people four meet at once, in each of four slots.
    assert WeightModel(problem).cut_rings(problem.weight, reached=7.0) == 8.0
