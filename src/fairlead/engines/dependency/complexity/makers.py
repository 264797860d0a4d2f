"""Who could make a product: those who do, then those who stand near it, with the reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import numpy as np

from fairlead.engines.dependency.complexity.space import Space

Reason = Literal["makes_it", "exports_some", "makes_near_products"]
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Maker:
    """One economy that makes a product or could.

    ``density`` is the share of what lies near the product that it makes; ``experience`` weighs
    the near products by how far it exports them (RCA up to 1) and so counts beginnings too;
    ``near`` names the products it makes that lie nearest, nearest first.
    """

    economy: str
    reason: Reason
    exports_usd: int
    advantage: float
    density: float
    experience: float
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Makers:
    """The economies for one product, best first."""

    product: str
    ranked: tuple[Maker, ...]


def find_makers(
    space: Space, product: str, *, top: int = 10, among: Collection[str] | None = None
) -> Makers:
    """Return the ``top`` economies (of ``among``, or of all) for ``product``, best first.

    First those specialised in it (RCA of 1 or more), by exports; then the others by density, by
    experience sum_q phi_pq min(RCA_cq, 1) / sum_q phi_pq, and by exports. One that exports none
    of it and makes nothing near it is left out. Raises ValueError for an unknown product or
    economy.
    """
    exports = space.complexity.exports
    column = exports.product(product)
    rows = (
        range(len(exports.economies))
        if among is None
        else sorted(exports.economy(name) for name in set(among))
    )
    found = [_build_maker(space, row, column) for row in rows]
    able = [maker for maker in found if maker.exports_usd > 0 or maker.density > 0]
    able.sort(
        key=lambda m: (
            m.reason != "makes_it",
            -m.exports_usd if m.reason == "makes_it" else -m.density,
            -m.experience,
            -m.exports_usd,
            m.economy,
        )
    )
    return Makers(product, tuple(able[:top]))


def _build_maker(space: Space, row: int, column: int) -> Maker:
    complexity = space.complexity
    near = space.proximity[column]
    reach = float(space.reach[column])
    advantage = complexity.advantage[row]
    exported = int(complexity.exports.values[row, column])
    reason: Reason = "exports_some" if exported else "makes_near_products"
    return Maker(
        economy=complexity.exports.economies[row],
        reason="makes_it" if complexity.made[row, column] else reason,
        exports_usd=exported,
        advantage=float(advantage[column]),
        density=float(space.density[row, column]),
        experience=float(near @ np.minimum(advantage, 1.0)) / reach if reach else 0.0,
        near=_find_nearest(space, row, column),
    )


def _find_nearest(space: Space, row: int, column: int) -> tuple[str, ...]:
    near = np.where(space.complexity.made[row], space.proximity[column], 0.0)
    near[column] = 0.0
    order = np.argsort(-near, kind="stable")[:NEAREST]
    return tuple(space.complexity.exports.products[q] for q in order.tolist() if near[q] > 0)
