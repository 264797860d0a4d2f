"""Who says yes readily and who is liked, learned of earlier answers and judged on later ones.

Log odds of yes are how ready the asker is and how much the asked is liked, both drawn. Answers
come one after another; of those of the first three quarters habits are learned, and those of the
last quarter are foretold. Plain smoothing, (yes + 4 mean) / (n + 4) of either side, is the peer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.behaviour import Answers, learn_habits
from fairlead.engines.matching.learn import Quality, measure_quality

DRAWS, ANSWERS = 20, 2_000
RIVALS = ("nobody differs", "plain smoothing", "Fairlead")
Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fair: people on either side, how much they differ, and whether that changes."""

    people: int
    ready: float
    liked: float
    changes: bool = False


KINDS = {
    "all alike": Kind(60, 0.0, 0.0),
    "differ a little (.3)": Kind(60, 0.3, 0.3),
    "differ (1)": Kind(60, 1.0, 1.0),
    "differ much (2)": Kind(60, 2.0, 2.0),
    "only readiness differs (1)": Kind(60, 1.0, 0.0),
    "differ (1), 7 answers each": Kind(300, 1.0, 1.0),
    "differ (1), drawn anew halfway": Kind(60, 1.0, 1.0, changes=True),
}


def draw_answers(kind: Kind, *, seed: int) -> Answers:
    """Return answers in the order in which they came."""
    rng = np.random.default_rng(seed)
    asker, asked = (rng.integers(0, kind.people, ANSWERS) for _ in range(2))
    spreads, count = (kind.ready, kind.liked), kind.people
    drawn = [[rng.normal(0, spread, count) for spread in spreads] for _half in range(2)]
    halves = [ready[asker] + liking[asked] for ready, liking in drawn]
    late = np.arange(ANSWERS) >= ANSWERS // 2
    odds = np.where(late & kind.changes, halves[1], halves[0])
    liked = rng.random(ANSWERS) < 1 / (1 + np.exp(-odds))
    time = np.arange(ANSWERS, dtype=np.float64)
    return Answers(asker.astype(np.int32), asked.astype(np.int32), liked, time)


def smooth(who: NDArray[np.int32], liked: NDArray[np.bool_], count: int) -> Reals:
    """Return plainly smoothed log odds of each, less those of the mean."""
    mean = liked.mean()
    share = (np.bincount(who, liked, count) + 4 * mean) / (np.bincount(who, minlength=count) + 4)
    odds: Reals = np.log(share / (1 - share)) - np.log(mean / (1 - mean))
    return odds


def foretell(kind: Kind, *, seed: int) -> tuple[dict[str, Quality], bool]:
    """Return how well each rival foretells the last quarter, and whether the plain prior won."""
    answers, count = draw_answers(kind, seed=seed), kind.people
    later = np.arange(ANSWERS) >= ANSWERS * 3 // 4
    early, judged = answers.take(~later), answers.take(later)
    mean = early.liked.mean()
    base = np.full(len(judged.liked), np.log(mean / (1 - mean)))
    plain = smooth(early.asker, early.liked, count)[judged.asker]
    plain += smooth(early.asked, early.liked, count)[judged.asked]
    habits = learn_habits(early, askers=count, asked=count)
    ours = habits.activity[judged.asker] + habits.appeal[judged.asked]
    odds = dict(zip(RIVALS, (base, base + plain, base + ours), strict=True))
    found = {name: measure_quality(one, judged.liked) for name, one in odds.items()}
    return found, habits.trial is not None and habits.trial.took_plain


def compare() -> dict[str, tuple[dict[str, list[Quality]], int]]:
    """Return by kind the quality of each rival in every draw, and how often the plain prior won."""
    found: dict[str, tuple[dict[str, list[Quality]], int]] = {}
    for name, kind in KINDS.items():
        draws = [foretell(kind, seed=seed) for seed in range(DRAWS)]
        by_rival = {rival: [one[rival] for one, _ in draws] for rival in RIVALS}
        found[name] = by_rival, sum(plain for _, plain in draws)
    return found
