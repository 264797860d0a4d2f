"""Why a pair is not on a list: a question of the organiser, who may see everybody."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.matching.lists import compute_harmonic
from fairlead.engines.matching.params import Params
from fairlead.engines.matching.problem import PairOdds, Pairs, Problem, build_pairs
from fairlead.engines.matching.reasons import Terms, pair_terms
from fairlead.engines.matching.score import score_pairs
from fairlead.engines.matching.solve import Result

# What a price must leave at most of a score to be the cause; above, scores are as good as equal.
_FELT = 0.99


@dataclass(frozen=True, slots=True, eq=False)
class AbsenceCause:
    """What keeps a partner off an owner's list.

    rank: its rank when it is on the list after all, else 0. stopped_by: the filters that keep the
    pair apart, by name; all else is 0 then. mutual: its mutual score; price: the partner's;
    score: after price; needed: the score of the list's last entry. cause: ``listed``,
    ``stopped``, ``hidden``, ``price`` (its mutual score alone would reach the list), ``colleague``
    (a better placed one of its organisation is listed), ``drawn`` (the owner's profile says so
    little that the list is drawn), ``lot`` (as good as the last of the list, of which some are
    drawn), ``variety`` (score enough, but too much of the same), or ``fit``. terms: what speaks
    for the pair, as the left side sees it.
    """

    cause: str
    rank: int
    stopped_by: tuple[str, ...]
    mutual: float
    price: float
    score: float
    needed: float
    terms: Terms


def find_absence_cause(
    problem: Problem, result: Result, *, owner: int, partner: int, of_left: bool, params: Params
) -> AbsenceCause:
    """Return why ``partner`` is not on the list of ``owner`` (positions on their own sides)."""
    i, j = (owner, partner) if of_left else (partner, owner)
    lists = result.left if of_left else result.right
    other = problem.right if of_left else problem.left
    price = float((result.prices.right if of_left else result.prices.left)[partner])
    span = slice(int(lists.offsets[owner]), int(lists.offsets[owner + 1]))
    listed, scores = lists.partner[span], lists.score[span]
    at = np.flatnonzero(listed == partner)
    stopped, mutual = _pair(problem, i, j, params)
    score = mutual * (1 - price) ** params.congestion
    needed = float(scores.min(initial=np.inf)) if len(scores) >= params.top else 0.0
    colleague = bool(np.any(other.organisation[listed] == other.organisation[partner]))
    if len(at):
        cause = "listed"
    elif stopped:
        cause = "stopped"
    elif other.hidden[partner]:
        cause = "hidden"
    elif colleague and not params.several_per_organisation:
        cause = "colleague"
    elif np.any(lists.drawn[span]):
        cause = "drawn"
    elif score > needed * (1 + params.alike):
        cause = "variety"
    elif score >= needed:
        cause = "lot"
    else:
        cause = "price" if mutual >= needed and score < _FELT * mutual else "fit"
    return AbsenceCause(
        cause=cause,
        rank=int(at[0]) + 1 if len(at) else 0,
        stopped_by=stopped,
        mutual=mutual,
        price=price,
        score=score,
        needed=needed,
        terms=pair_terms(problem, np.array([i]), np.array([j])),
    )


def _pair(problem: Problem, i: int, j: int, params: Params) -> tuple[tuple[str, ...], float]:
    """Return the filters between one pair and its mutual score, from a market of the two."""
    known = problem.known
    here = (known.pairs.left == i) & (known.pairs.right == j)
    alone = Problem(
        problem.left.take([i]),
        problem.right.take([j]),
        blocked=_build_pair(problem.blocked, i, j),
        declined=_build_pair(problem.declined, i, j),
        known=PairOdds(
            _build_pair(known.pairs, i, j),
            known.left_asks[here] if len(known.left_asks) else known.left_asks,
            known.right_asks[here] if len(known.right_asks) else known.right_asks,
        ),
        affinity=problem.affinity,
        complements=problem.complements,
    )
    scores = score_pairs(alone, params=params)
    names = tuple(name for name in scores.stopped.__slots__ if getattr(scores.stopped, name) > 0)
    return names, float(compute_harmonic(scores.forward, scores.backward)[0, 0])


def _build_pair(group: Pairs, i: int, j: int) -> Pairs:
    count = int(np.any((group.left == i) & (group.right == j)))
    return build_pairs([0] * count, [0] * count)
