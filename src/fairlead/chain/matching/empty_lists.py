"""Why somebody has an empty list: how many of the others each filter took."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from fairlead.chain.sentences import mark_text
from fairlead.engines.matching.problem import Pairs, Problem
from fairlead.engines.matching.score import FilterCounts
from fairlead.engines.matching.terms import is_mute
from fairlead.engines.matching.vectors import Positions

FILTER_NAMES = tuple(field.name for field in fields(FilterCounts))
# What a filter keeps apart, in English; pages translate it (`fairlead.ui.list_words`).
FILTER_WORDS = {
    "embargo": mark_text("under embargo"),
    "no_capacity": mark_text("no meetings left"),
    "organisation": mark_text("the own organisation"),
    "language": mark_text("no shared language"),
    "slots": mark_text("no common free slot"),
    "blocked": mark_text("a request was made already"),
    "declined": mark_text("declined"),
}
# Owners looked at together, so that the pairs stay within some megabytes.
_TOGETHER = 256


def count_stopped(problem: Problem, owners: Positions, *, of_left: bool) -> NDArray[np.int64]:
    """Return how many of the other side each filter took from each owner.

    owners: positions on their side. The columns are `FILTER_NAMES`; one of the others may count
    under several filters; a participant that is out itself loses all others.
    """
    counts = np.zeros((len(owners), len(FILTER_NAMES)), dtype=np.int64)
    for first in range(0, len(owners), _TOGETHER):
        span = slice(first, first + _TOGETHER)
        counts[span] = _count(problem, owners[span], of_left=of_left)
    return counts


def _count(problem: Problem, owners: Positions, *, of_left: bool) -> NDArray[np.int64]:
    left, right = problem.left, problem.right
    one, other = (left, right) if of_left else (right, left)
    everybody = np.arange(len(other))
    mine, theirs = owners[:, None], everybody[None, :]
    i, j = (mine, theirs) if of_left else (theirs, mine)
    slots = np.zeros((len(owners), len(other)), dtype=bool)
    if left.free.shape[1]:
        slots[:] = True
        for word in range(left.free.shape[1]):
            slots &= (left.free[i, word] & right.free[j, word]) == 0
    taken = {
        "embargo": one.embargoed[mine] | other.embargoed[theirs],
        "no_capacity": (one.capacity <= 0)[mine] | (other.capacity <= 0)[theirs],
        "organisation": left.organisation[i] == right.organisation[j],
        "language": is_mute(left, right, i, j),
        "slots": slots,
        "blocked": _mark_pairs_in_group(problem.blocked, owners, len(other), of_left=of_left),
        "declined": _mark_pairs_in_group(problem.declined, owners, len(other), of_left=of_left),
    }
    return np.stack([taken[name].sum(axis=1) for name in FILTER_NAMES], axis=1)


def _mark_pairs_in_group(
    group: Pairs, owners: Positions, width: int, *, of_left: bool
) -> NDArray[np.bool_]:
    """Return which of the owners' pairs with everybody are in the group."""
    own, partner = (group.left, group.right) if of_left else (group.right, group.left)
    row = {owner: place for place, owner in enumerate(owners.tolist())}
    found = np.zeros((len(owners), width), dtype=bool)
    for pair in np.flatnonzero(np.isin(own, owners)).tolist():
        found[row[int(own[pair])], int(partner[pair])] = True
    return found
