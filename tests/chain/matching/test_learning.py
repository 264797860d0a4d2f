"""What a fair's requests teach, and what they must not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from tests.engines.matching.markets import random_side

from fairlead.chain.matching.codes import gather_codes
from fairlead.chain.matching.learning import HABITS, LEARNED, Requests, learn_from, learn_weights
from fairlead.chain.matching.marks import MARKS, Marks
from fairlead.chain.matching.match import match
from fairlead.chain.matching.profiles import Sides, gather_sides
from fairlead.engines.matching.params import Params, Weights
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.reasons import pair_terms
from fairlead.folder.fair import Fair
from fairlead.folder.read import read_fair

SMALL = Path(__file__).parents[2] / "folder" / "small"
# What people of the made-up market go by, unlike the defaults.
TRUE = Weights(bias=-2.5, product=0.0, demand=0.0, cooperation=0.0, language=4.0, size=2.0)


@pytest.fixture(scope="module")
def fair() -> Fair:
    return read_fair(SMALL)


def sides_of(fair: Fair) -> Sides:
    return gather_sides(fair, gather_codes(fair))


def learned(fair: Fair) -> Sides:
    sides = sides_of(fair)
    return learn_from(Requests.of(fair, sides), sides)


def with_states(fair: Fair, *states: str) -> Fair:
    """Return the fair with the states of its first requests changed."""
    all_states = [*states, *fair.requests["state"].to_pylist()[len(states) :]]
    place = fair.requests.column_names.index("state")
    column = pa.array(all_states, pa.string())
    return replace(fair, requests=fair.requests.set_column(place, "state", column))


def test_who_is_asked_more_is_liked_more(fair: Fair) -> None:
    sides = learned(fair)
    appeal = dict(zip(sides.exhibitors, sides.exhibitor_profiles.appeal, strict=True))
    assert appeal["gear"] > appeal["pump"]  # three requests, one
    assert all(-1 < value < 1 for value in appeal.values())
    assert not sides.people_profiles.activity.any()  # who asked has asked those it wanted


def test_a_decline_lowers_and_an_accept_raises_how_one_is_answered(fair: Fair) -> None:
    sides = learned(fair)
    appeal = dict(zip(sides.people, sides.people_profiles.appeal, strict=True))
    assert appeal["v3"] < 0 < appeal["v1"]  # declined by gear; accepted by gear
    exhibitors = dict(zip(sides.exhibitors, sides.exhibitor_profiles.activity, strict=True))
    assert exhibitors["chip"] == pytest.approx(0)  # has not answered


def test_a_withdrawn_request_counts_as_none(fair: Fair) -> None:
    before, after = learned(fair), learned(with_states(fair, "withdrawn"))
    gear = before.exhibitors.index("gear")
    assert after.exhibitor_profiles.appeal[gear] < before.exhibitor_profiles.appeal[gear]


def test_newcomers_are_those_of_whom_no_request_is_known(fair: Fair) -> None:
    sides = learned(fair)
    people = dict(zip(sides.people, sides.people_profiles.newcomer, strict=True))
    assert people == {"v1": False, "v2": False, "v3": False, "s1": True}
    nobody = learned(replace(fair, requests=fair.requests.slice(0, 0)))
    assert not nobody.people_profiles.newcomer.any()


def test_the_branch_is_the_division_of_the_sector(fair: Fair) -> None:
    sides = sides_of(fair)
    branch = dict(zip(sides.exhibitors, sides.exhibitor_profiles.branch, strict=True))
    assert branch == {"gear": 28, "bearing": 28, "pump": 28, "chip": 26}


def test_hidden_people_move_nobody(fair: Fair) -> None:
    sides = sides_of(fair)
    hidden = np.array([person == "v2" for person in sides.people])
    covered = replace(sides, people_profiles=replace(sides.people_profiles, hidden=hidden))
    requests = Requests.of(fair, sides)
    without = requests.take(requests.person != sides.people.index("v2"))
    one, other = learn_from(requests, covered), learn_from(without, covered)
    for name in ("activity", "appeal"):
        mine, theirs = one.exhibitor_profiles, other.exhibitor_profiles
        assert getattr(mine, name).tolist() == getattr(theirs, name).tolist()


def market(*, seed: int = 0) -> Problem:
    """Return a market of 40 exhibitors and 300 people."""
    rng = np.random.default_rng(seed)
    left = random_side(rng, 40, first_organisation=0)
    right = random_side(rng, 300, first_organisation=100)
    return Problem(left, right, affinity=np.eye(4, dtype=np.float32))


def requests_by(problem: Problem, weights: Weights | None, *, seed: int = 0) -> Requests:
    """Return requests that people make by their weights, or at random."""
    rng = np.random.default_rng(seed)
    i, j = (axis.reshape(-1) for axis in np.indices((len(problem.left), len(problem.right))))
    if weights is None:
        chance = np.full(len(i), 0.2)
    else:
        terms = pair_terms(problem, i, j).seen_from(left=False).values
        chance = 1 / (1 + np.exp(-(terms @ weights.as_array() + weights.bias)))
    made = rng.random(len(i)) < chance
    state = rng.choice(["pending", "accepted", "declined"], int(made.sum()))
    return Requests(i[made].astype(np.int32), j[made].astype(np.int32), state)


def test_weights_are_taken_when_they_gain_and_the_gain_is_told() -> None:
    problem = market()
    params, table = learn_weights(requests_by(problem, TRUE), problem, Params(), seed=1)
    habits, people, exhibitors = table.to_pylist()
    assert habits["who"] == HABITS
    assert (people["who"], people["adopted"]) == ("people", True)
    assert people["auc_after"] > people["auc_before"] + 0.05
    assert people["log_loss_after"] < people["log_loss_before"]
    assert params.right.language > params.right.product
    assert (exhibitors["who"], exhibitors["adopted"]) == ("exhibitors", False)
    assert params.left == Weights()


def test_the_level_of_the_chances_stays() -> None:
    problem = market()
    params, _ = learn_weights(requests_by(problem, TRUE), problem, Params(), seed=1)
    i, j = (axis.reshape(-1) for axis in np.indices((len(problem.left), len(problem.right))))
    terms = pair_terms(problem, i, j).seen_from(left=False).values

    def mean(weights: Weights) -> float:
        return float(np.mean(1 / (1 + np.exp(-(terms @ weights.as_array() + weights.bias)))))

    assert mean(params.right) == pytest.approx(mean(Weights()), rel=0.5)


@pytest.mark.parametrize("seed", range(4))
def test_requests_at_random_teach_nothing(seed: int) -> None:
    problem = market(seed=seed)
    requests = requests_by(problem, None, seed=seed)
    params, table = learn_weights(requests, problem, Params(), seed=seed)
    assert table["who"].to_pylist() == [HABITS, "people", "exhibitors"]
    assert table["adopted"].to_pylist() == [False] * 3
    assert params == Params()


def test_few_requests_are_not_enough(fair: Fair) -> None:
    sides = sides_of(fair)
    problem = Problem(sides.exhibitor_profiles, sides.people_profiles, affinity=sides.affinity)
    params, table = learn_weights(Requests.of(fair, sides), problem, Params(), seed=0)
    assert params == Params()
    assert table.schema == LEARNED
    assert table.num_rows == 0


def test_what_people_save_and_dismiss_teaches_without_a_request() -> None:
    problem = market()
    wanted = requests_by(problem, TRUE)
    none = wanted.take(np.zeros(len(wanted), np.bool_))
    saved = np.ones(len(wanted), np.bool_)
    marks = Marks(wanted.exhibitor, wanted.person, saved, saved)
    params, table = learn_weights(none, problem, Params(), seed=1, marks=marks)
    assert [row["who"] for row in table.to_pylist() if row["adopted"]] == ["people"]
    assert params.right.language > params.right.product  # what they go by: see TRUE
    assert params.left == Weights()
    turned = replace(marks, by_person=~saved, saved=wanted.state == "accepted")
    _, table = learn_weights(none, problem, Params(), seed=1, marks=turned)
    assert "exhibitors" in table["who"].to_pylist()


def test_who_was_dismissed_is_on_no_list_and_another_takes_the_place(fair: Fair) -> None:
    def list_for(person: str, marks: pa.Table | None) -> list[str]:
        rows = match(fair, seed=0, marks=marks).matches.to_pylist()
        return [row["partner"] for row in rows if row["owner"] == person]

    everybody = {person: list_for(person, None) for person in fair.people["id"].to_pylist()}
    person, before = next((who, found) for who, found in everybody.items() if found)
    row = {"organisation": before[0], "person": person, "by_person": True, "saved": False}
    after = list_for(person, pa.Table.from_pylist([row], schema=MARKS))
    assert before[0] not in after
    assert set(before[1:]) <= set(after)
    kept = list_for(person, pa.Table.from_pylist([row | {"saved": True}], schema=MARKS))
    assert kept == before
