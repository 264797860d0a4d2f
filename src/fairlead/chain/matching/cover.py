"""Who could take on the steps that nobody has taken on yet: the groups' engine for a few makers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from fairlead.engines.matching.groups import find_alternative_groups


@dataclass(frozen=True, slots=True)
class Cover:
    """Makers that cover steps together; ``proved`` says that none cheaper do."""

    makers: tuple[int, ...]
    missing: tuple[str, ...]
    proved: bool


def find_covers(
    steps: Sequence[str],
    covered: Mapping[int, AbstractSet[str]],
    fits: Mapping[int, float],
    *,
    count: int = 3,
) -> list[Cover]:
    """Return up to ``count`` groups of makers that cover the steps, without shared members.

    ``covered`` are the steps each maker can take on, ``fits`` how well it answers the need, from 0
    to 1. A member costs 1, and up to 1 more the worse it fits, as in the groups of a need.
    """
    makers = sorted(maker for maker, can in covered.items() if can & set(steps))
    if not steps or not makers:
        return []
    covers = np.array([[step in covered[maker] for step in steps] for maker in makers])
    costs = np.array([2.0 - fits.get(maker, 0.0) for maker in makers])
    return [
        Cover(
            tuple(makers[place] for place in group.makers.tolist()),
            tuple(steps[place] for place in group.missing.tolist()),
            group.proved,
        )
        for group in find_alternative_groups(covers, costs, count=count)
    ]
