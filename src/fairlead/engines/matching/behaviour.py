"""What bookmarks, requests and answers teach: who asks readily, who is liked, who knows whom."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.learn import Quality, compute_standard_error, measure_quality
from fairlead.engines.matching.problem import PairOdds, build_pairs
from fairlead.engines.matching.vectors import Flags, Ints, Reals, Vectors, gather_vectors

# The least observations that the mean counts for: (likes + 4 mean) / (n + 4).
PRIOR = 4.0
# Later answers of either kind from which priors can be judged.
ENOUGH = 25
# Log odds that one's own earlier yes or no to a partner adds to asking it again.
LIKED_BEFORE, PASSED_BEFORE = 2.0, -1.0


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Occasions on which a participant could say yes to another: shown entries, requests received.

    asker, asked: positions on their sides; liked: whether it did (bookmark, request, accept; not:
    declined, or shown and passed over). time: when, any rising number; None where nobody knows.
    """

    asker: Ints
    asked: Ints
    liked: Flags
    time: Reals | None = None

    def __post_init__(self) -> None:
        """Refuse columns of different length."""
        lengths = {len(self.asker), len(self.asked), len(self.liked)}
        if self.time is not None:
            lengths.add(len(self.time))
        if len(lengths) > 1:
            raise ValueError("Expected asker, asked, liked and time of equal length.")

    def take(self, kept: Flags) -> Answers:
        """Return the chosen occasions."""
        time = None if self.time is None else self.time[kept]
        return Answers(self.asker[kept], self.asked[kept], self.liked[kept], time)


@dataclass(frozen=True, slots=True, eq=False)
class Habits:
    """Log odds to add: ``activity`` for each asker, ``appeal`` for each asked; 0 without data.

    mean: the share of yes over everything. trial: how the prior was chosen, None where too little
    was known to choose and it is the spread's.
    """

    activity: Reals
    appeal: Reals
    mean: float
    trial: PriorTrial | None = None


@dataclass(frozen=True, slots=True)
class PriorTrial:
    """Two priors tried: learned from the earlier answers, judged on the later ones.

    ``spread`` is the quality of the prior that the spread between participants bears out,
    ``plain`` that of the prior 4, which was taken if ``took_plain``. learned, tested: answers in
    each part.
    """

    spread: Quality
    plain: Quality
    took_plain: bool
    learned: int
    tested: int


def learn_habits(answers: Answers, *, askers: int, asked: int) -> Habits:
    """Return each one's smoothed log odds less those of the mean.

    logit((likes + k mean) / (n + k)) - logit(mean), so that one lucky answer moves little. The
    prior k is 4, or more when participants differ less than that: as many observations as the
    spread between them bears out, and where it is no wider than chance alone makes it, nobody has
    a habit (the beta-binomial distribution's intraclass correlation 1 / (k + 1) by moments). That
    spread is estimated, so where there are answers enough both are tried on the later quarter (of
    unknown time, on every fourth answer), and the plain 4 is taken when it does better there: a
    lower log loss, an AUC higher by two standard errors, or, where habits order the later answers
    beyond doubt, a higher AUC at a log loss that is higher by less than its error: lists go by the
    order.
    """
    trial = _try_priors(answers, askers=askers, asked=asked)
    plain = trial is not None and trial.took_plain
    return replace(_smooth(answers, askers=askers, asked=asked, plain=plain), trial=trial)


def _smooth(answers: Answers, *, askers: int, asked: int, plain: bool) -> Habits:
    liked = answers.liked.astype(np.float64)
    if len(liked) == 0:
        return Habits(np.zeros(askers), np.zeros(asked), 0.5)
    # A share of 0 or 1 has no log odds: half an observation is kept on either side.
    mean = float((liked.sum() + 0.5) / (len(liked) + 1))
    return Habits(
        activity=_compute_log_odds(answers.asker, liked, askers, mean, plain=plain),
        appeal=_compute_log_odds(answers.asked, liked, asked, mean, plain=plain),
        mean=mean,
    )


def _try_priors(answers: Answers, *, askers: int, asked: int) -> PriorTrial | None:
    """Return how both priors do on the later quarter; None with too few answers to judge by."""
    late = _mark_late(answers)
    early, later = answers.take(~late), answers.take(late)
    if min(int(later.liked.sum()), int((~later.liked).sum())) < ENOUGH or not len(early.liked):
        return None
    odds = []
    for plain in (False, True):
        habits = _smooth(early, askers=askers, asked=asked, plain=plain)
        base = math.log(habits.mean / (1 - habits.mean))
        odds.append(base + habits.activity[later.asker] + habits.appeal[later.asked])
    spread, flat = (measure_quality(one, later.liked) for one in odds)
    gain, doubt = flat.auc - spread.auc, 2 * compute_standard_error(later.liked)
    worse = _compute_losses(odds[1], later.liked) - _compute_losses(odds[0], later.liked)
    error = float(worse.std(ddof=1)) / math.sqrt(len(worse))
    better = (
        flat.log_loss < spread.log_loss
        or gain >= doubt
        or (spread.auc > 0.5 + doubt and gain > 0 and float(worse.mean()) < error)
    )
    return PriorTrial(spread, flat, better, len(early.liked), len(later.liked))


def _compute_losses(odds: Reals, liked: Flags) -> Reals:
    """Return the log loss of each answer."""
    losses: Reals = np.logaddexp(0, odds) - liked * odds
    return losses


def _mark_late(answers: Answers) -> Flags:
    """Return which answers are the later quarter."""
    count = len(answers.liked)
    if answers.time is None:
        fourth: Flags = np.arange(count) % 4 == 3
        return fourth
    late = np.zeros(count, dtype=bool)
    late[np.argsort(answers.time, kind="stable")[count - count // 4 :]] = True
    return late


def learn_appeal(asked: Ints, *, count: int) -> Reals:
    """Return log odds to add to being asked, from requests alone: ln((n + 4) / (mean + 4)).

    n: requests received. This is what is left of the smoothed log odds when nobody noted who was
    looked at and not asked. Of who asks nothing follows: it has asked those it wanted.
    """
    n = np.bincount(asked, minlength=count)
    appeal: Reals = np.log((n + PRIOR) / (n.mean() + PRIOR)) if count else np.zeros(0)
    return appeal


def _compute_log_odds(who: Ints, liked: Reals, count: int, mean: float, *, plain: bool) -> Reals:
    n: Reals = np.bincount(who, minlength=count).astype(np.float64)
    likes: Reals = np.bincount(who, weights=liked, minlength=count).astype(np.float64)
    prior = PRIOR if plain else max(_estimate_prior(n, likes, mean), PRIOR)
    if math.isinf(prior):
        return np.zeros(count)
    share = (likes + prior * mean) / (n + prior)
    odds: Reals = np.log(share / (1 - share)) - np.log(mean / (1 - mean))
    return odds


def _estimate_prior(n: Reals, likes: Reals, mean: float) -> float:
    """Return the observations that the mean counts for; infinite where all are alike.

    With answers of chance 1 / (k + 1) alike within one participant, the sum over participants of
    (likes - n mean)^2 has the mean  mean (1 - mean) sum(n + n (n - 1) / (k + 1)).
    """
    again = float((n * (n - 1)).sum())
    spread = float(((likes - n * mean) ** 2).sum()) / (mean * (1 - mean)) - float(n.sum())
    if again <= 0:
        return PRIOR  # nobody answered twice: nothing is known of who differs
    return again / spread - 1 if spread > 0 else math.inf


def find_known_pairs(left_answers: Answers, right_answers: Answers) -> PairOdds:
    """Return what own earlier answers say of single pairs.

    ``left_answers`` are those of the left side (asker on the left), ``right_answers`` of the
    right. The last of several answers to the same partner counts.
    """
    left = _find_last(left_answers.asker, left_answers.asked, left_answers.liked)
    right = _find_last(right_answers.asked, right_answers.asker, right_answers.liked)
    both = sorted(left.keys() | right.keys())
    at = np.array(both, dtype=np.int32).reshape(-1, 2)
    return PairOdds(
        build_pairs(at[:, 0], at[:, 1]),
        left_asks=np.array([left.get(pair, 0.0) for pair in both]),
        right_asks=np.array([right.get(pair, 0.0) for pair in both]),
    )


def _find_last(left: Ints, right: Ints, liked: Flags) -> dict[tuple[int, int], float]:
    return {
        (int(i), int(j)): LIKED_BEFORE if yes else PASSED_BEFORE
        for i, j, yes in zip(left, right, liked, strict=True)
    }


def make_circles(
    member: NDArray[np.generic], circle: NDArray[np.generic], *, members: int, circles: int
) -> Vectors:
    """Return circle vectors, members x circles, from loose (member, circle) links.

    The inner product of two rows is Adamic and Adar's index, the sum over shared circles of
    1 / ln(their size), scaled so that the largest product of a row with itself is 1: shared
    partners count, widely shared ones less, and who has many keeps the advantage.
    """
    raw = gather_vectors(member, circle, np.ones(len(member)), rows=members, width=circles)
    size = np.bincount(raw.indices, minlength=circles)
    weight = 1 / np.sqrt(np.log(np.maximum(size, 2)))
    data = weight[raw.indices]
    longest = np.bincount(raw.rows, weights=data**2, minlength=members).max(initial=0.0)
    scale = 1 / np.sqrt(longest) if longest > 0 else 1.0
    return Vectors(raw.indptr, raw.indices, (data * scale).astype(np.float32), circles)
