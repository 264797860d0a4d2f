"""What partners can do together that none of them can alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fairlead.engines.dependency.complexity.exports import (
    Bools,
    Floats,
    compute_advantage,
    mark_specialised,
)
from fairlead.engines.dependency.complexity.space import Singles, Space, compute_density


@dataclass(frozen=True, slots=True)
class Pooling:
    """A bloc beside its partners, over the products of the space.

    ``advantage`` and ``made``: (products), the bloc's RCA on the sum of its partners' exports.
    ``density``: (products), the bloc's. ``best_alone``: (products), the largest density of a
    partner, and ``nearest_partner`` its position in ``partners``. ``gain``: density less
    best_alone; it can be negative, because a sum of exports can lose a partner's specialisation.
    """

    partners: tuple[str, ...]
    advantage: Floats
    made: Bools
    density: Singles
    best_alone: Singles
    nearest_partner: np.ndarray[tuple[int], np.dtype[np.int64]]
    gain: Singles


def pool(space: Space, partners: Sequence[str]) -> Pooling:
    """Return what ``partners`` reach together: pooling gain = density of the bloc - best partner's.

    The product space stays that of all economies, and world exports stay the same. Raises
    ValueError for no partner, one named twice, or an unknown one.
    """
    if not partners:
        raise ValueError("Expected at least one partner, got none: name the economies that pool.")
    twice = [name for name in partners if list(partners).count(name) > 1]
    if twice:
        raise ValueError(f"Expected each partner once, got {twice[0]} twice: name it once.")
    exports = space.complexity.exports
    rows = [exports.economy(name) for name in partners]
    world = exports.values.sum(axis=0)
    together = exports.values[rows].sum(axis=0, keepdims=True)
    made = mark_specialised(together, world=world)
    alone = space.density[rows]
    same = (space.complexity.made[rows] == made).all(axis=1)
    # Sums of single precision depend on how many are taken at once, so who makes the same is near
    # to the same only when taken once: a bloc of one gains nothing, not 1e-8.
    density = (
        alone[same.argmax()]
        if same.any()
        else compute_density(made, space.proximity, space.reach)[0]
    )
    return Pooling(
        partners=tuple(partners),
        advantage=compute_advantage(together, world=world)[0],
        made=made[0],
        density=density,
        best_alone=alone.max(axis=0),
        nearest_partner=alone.argmax(axis=0),
        gain=density - alone.max(axis=0),
    )
