"""Habits from answers, and weights from logged behaviour."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from fairlead.engines.matching.behaviour import (
    Answers,
    find_known_pairs,
    learn_appeal,
    learn_habits,
    make_circles,
)
from fairlead.engines.matching.learn import ResponseLog, fit_weights
from fairlead.engines.matching.params import TERMS, Weights


def answers(*rows: tuple[int, int, bool]) -> Answers:
    columns = list(zip(*rows, strict=True)) if rows else [(), (), ()]
    return Answers(
        np.array(columns[0], np.int32), np.array(columns[1], np.int32), np.array(columns[2], bool)
    )


def test_habits_are_smoothed_log_odds() -> None:
    habits = learn_habits(answers((0, 0, True), (0, 1, True), (1, 0, False)), askers=3, asked=2)
    mean = 2.5 / 4
    share = (2 + 4 * mean) / (2 + 4)
    wanted = math.log(share / (1 - share)) - math.log(mean / (1 - mean))
    assert habits.activity[0] == pytest.approx(wanted)
    assert habits.activity[1] < 0 < habits.activity[0]
    assert habits.activity[2] == pytest.approx(0)


def drawn_answers(rng: np.random.Generator, chances: np.ndarray, each: int) -> Answers:
    who = np.repeat(np.arange(len(chances)), each).astype(np.int32)
    liked = rng.random(len(who)) < np.repeat(chances, each)
    return Answers(who, who, liked)


def test_nobody_has_a_habit_when_answers_differ_no_more_than_by_chance() -> None:
    strong: list[float] = []
    none: list[float] = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        alike = drawn_answers(rng, np.full(300, 0.6), each=6)
        apart = drawn_answers(rng, rng.beta(1.2, 0.8, 300), each=6)
        for sample, found in ((alike, none), (apart, strong)):
            found.append(np.abs(learn_habits(sample, askers=300, asked=300).activity).max())
    assert np.median(none) < 0.3
    assert min(strong) > 1


@pytest.mark.parametrize("liked", [True, False])
def test_unanimous_answers_stay_finite(liked: bool) -> None:  # noqa: FBT001
    habits = learn_habits(answers(*[(0, 0, liked)] * 50), askers=1, asked=1)
    assert np.all(np.isfinite(habits.activity))
    assert np.all(np.isfinite(learn_habits(answers(), askers=2, asked=2).appeal))


def test_appeal_from_requests_alone_is_the_smoothed_log_rate() -> None:
    appeal = learn_appeal(np.array([0, 0, 0, 1], np.int32), count=4)
    assert appeal.tolist() == pytest.approx([math.log((n + 4) / 5) for n in (3, 1, 0, 0)])
    assert learn_appeal(np.empty(0, np.int32), count=2).tolist() == [0, 0]


def test_the_last_answer_to_a_partner_counts() -> None:
    known = find_known_pairs(answers((0, 1, True), (0, 1, False)), answers((1, 0, True)))
    assert (known.pairs.left.tolist(), known.pairs.right.tolist()) == ([0], [1])
    assert known.left_asks[0] < 0 < known.right_asks[0]


def test_circles_give_adamic_and_adars_index() -> None:
    # Circle 0 has three members, circle 1 two.
    circles = make_circles(
        np.array([0, 1, 2, 0, 1]), np.array([0, 0, 0, 1, 1]), members=3, circles=2
    )
    product = circles.dense() @ circles.dense().T
    assert product[0, 1] / product[0, 2] == pytest.approx(
        (1 / math.log(3) + 1 / math.log(2)) / (1 / math.log(3)), rel=1e-5
    )
    assert product.max() == pytest.approx(1, rel=1e-5)


def simulated(count: int, weights: Weights, seed: int = 0) -> ResponseLog:
    rng = np.random.default_rng(seed)
    terms = rng.random((count, len(TERMS))).astype(np.float32)
    chance = 1 / (1 + np.exp(-(terms @ weights.as_array() + weights.bias)))
    return ResponseLog(
        terms, rng.random(count) < chance, np.arange(count, dtype=float), np.zeros(count)
    )


def test_weights_are_found_again_and_the_gain_is_reported() -> None:
    true = Weights(bias=-2.0, product=2.0, demand=0.5, cooperation=0.0, language=2.0)
    fitted = fit_weights(simulated(40_000, true))
    assert fitted.adopted
    assert fitted.after.log_loss < fitted.before.log_loss
    assert fitted.after.auc > fitted.before.auc
    assert fitted.weights.as_array() == pytest.approx(true.as_array(), abs=0.2)
    assert (fitted.learned, fitted.tested) == (30_000, 10_000)


def test_little_data_changes_little() -> None:
    logged = simulated(8, Weights(product=-3.0))
    fitted = fit_weights(logged, strength=100.0)
    assert fitted.weights.as_array() == pytest.approx(Weights().as_array(), abs=0.2)


def test_a_gain_within_chance_is_not_adopted() -> None:
    logged = simulated(400, Weights(product=4.2))
    assert not fit_weights(logged, errors=2.0).adopted
    strong = simulated(4000, Weights(product=0.0, language=5.0))
    assert fit_weights(strong, errors=2.0).adopted


def test_a_term_never_counts_against_a_pair() -> None:
    fitted = fit_weights(simulated(20_000, Weights(product=-3.0, language=3.0)))
    assert fitted.weights.product == 0
    assert fitted.weights.language > 2


def test_drawn_pairs_keep_the_level_of_the_chances() -> None:
    logged = replace(simulated(20_000, Weights(bias=0.0, language=4.0)), drawn=True)
    fitted = fit_weights(logged)
    assert fitted.adopted
    early = logged.terms[: fitted.learned]

    def mean(weights: Weights) -> float:
        return float(np.mean(1 / (1 + np.exp(-(early @ weights.as_array() + weights.bias)))))

    assert mean(fitted.weights) == pytest.approx(mean(Weights()), rel=1e-3)


def test_one_pair_is_too_few() -> None:
    with pytest.raises(ValueError, match="enough pairs for two parts, got 1"):
        fit_weights(simulated(1, Weights()))


def draw_answers(seed: int, *, askers: int, asked: int, count: int, spread: float) -> Answers:
    """Return answers of participants whose log odds of yes differ by ``spread``."""
    rng = np.random.default_rng(seed)
    readiness, liking = rng.normal(0, spread, askers), rng.normal(0, spread, asked)
    one, other = rng.integers(0, askers, count), rng.integers(0, asked, count)
    chance = 1 / (1 + np.exp(-(readiness[one] + liking[other])))
    return Answers(
        one.astype(np.int32), other.astype(np.int32), rng.random(count) < chance,
        time=rng.permutation(count).astype(np.float64),
    )  # fmt: skip


@pytest.mark.parametrize("spread", [0.0, 0.3, 1.0, 2.0])
@pytest.mark.parametrize("seed", range(4))
def test_the_prior_that_fits_later_answers_is_taken(seed: int, spread: float) -> None:
    sample = draw_answers(seed, askers=60, asked=60, count=1500, spread=spread)
    habits = learn_habits(sample, askers=60, asked=60)
    trial = habits.trial
    assert trial is not None
    assert (trial.learned, trial.tested) == (1125, 375)
    taken, left = (trial.plain, trial.spread)[:: 1 if trial.took_plain else -1]
    assert taken.log_loss <= left.log_loss or taken.auc > left.auc
    if spread == 0:
        assert not trial.took_plain  # nobody has a habit


def test_the_later_part_is_later() -> None:
    """Who always said yes early and never later is judged by the later."""
    early, late = [(0, 1, True)] * 150 + [(1, 0, False)] * 150, [(0, 1, False)] * 50
    rows = [*early, *late, *[(1, 0, True)] * 50]
    sample = replace(answers(*rows), time=np.arange(len(rows), dtype=np.float64))
    trial = learn_habits(sample, askers=2, asked=2).trial
    assert trial is not None
    assert trial.tested == 100
    assert trial.spread.auc == trial.plain.auc == 0.0


def test_few_answers_choose_no_prior() -> None:
    few = draw_answers(0, askers=5, asked=5, count=60, spread=1.0)
    assert learn_habits(few, askers=5, asked=5).trial is None
