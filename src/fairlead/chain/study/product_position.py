"""Where economies that pool stand among products: what they make, and what lies near."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from fairlead.chain.flows.density import compute_density_without_itself
from fairlead.chain.flows.prepared import PreparedFlows
from fairlead.engines.dependency.complexity import Pooling, pool
from fairlead.engines.dependency.complexity.exports import compute_advantage, mark_specialised

Bools = npt.NDArray[np.bool_]


def list_exporting_members(known: PreparedFlows, members: Sequence[str]) -> list[str]:
    """Return the members that export anything, in their order."""
    there = set(known.space.complexity.exports.economies)
    return [member for member in members if member in there]


def tabulate_positions(
    known: PreparedFlows, members: Sequence[str], critical: set[str]
) -> pa.Table:
    """Return how near the members stand to each product, together and alone."""
    space = known.space
    found = space.complexity
    exports = found.exports
    partners = list_exporting_members(known, members)
    rows = [exports.economy(partner) for partner in partners]
    own = exports.values[rows].sum(axis=0)
    pooled = pool(space, partners) if rows else _build_empty_pooling(len(own))
    # One alone gains nothing; what single precision leaves of the difference is no gain.
    gain = pooled.gain if len(rows) > 1 else np.zeros_like(pooled.gain)
    nearest = np.array(partners or [""])[pooled.nearest_partner]
    return pa.table(
        {
            "product": pa.array(exports.products),
            "pci": pa.array(np.asarray(found.pci), mask=np.isnan(found.pci)),
            "ubiquity": pa.array(np.asarray(found.ubiquity)),
            "exports_usd": pa.array(own),
            "advantage": pa.array(pooled.advantage),
            "made": pa.array(pooled.made),
            "density": pa.array(pooled.density.astype(np.float64)),
            "best_alone": pa.array(pooled.best_alone.astype(np.float64)),
            "nearest": pa.array(nearest),
            "gain": pa.array(gain.astype(np.float64)),
            "reached": pa.array(_mark_reached(known, rows, pooled)),
            "critical": pa.array([product in critical for product in exports.products]),
        }
    )


def _build_empty_pooling(products: int) -> Pooling:
    """Return where those stand who export nothing."""
    none = np.zeros(products)
    single = none.astype(np.float32)
    nowhere = np.zeros(products, dtype=np.int64)
    return Pooling((), none, nowhere.astype(np.bool_), single, single, nowhere, single)


def _mark_reached(known: PreparedFlows, rows: list[int], pooled: Pooling) -> Bools:
    """Return the products that the rows come near together and none of them alone.

    Near is at least the bar of the product's makers (`ReadyFlows.bar`).
    """
    if len(rows) < 2:
        return np.zeros(len(pooled.made), dtype=np.bool_)
    space = known.space
    makers = space.complexity.made[rows]
    together = compute_density_without_itself(pooled.density, pooled.made, space.reach)
    alone = compute_density_without_itself(space.density[rows], makers, space.reach).max(axis=0)
    untouched = ~makers.any(axis=0) & ~pooled.made & np.isfinite(known.bar)
    return np.asarray(untouched & (together >= known.bar) & (alone < known.bar), dtype=np.bool_)


def build_nodes(known: PreparedFlows, members: Sequence[str], critical: pa.Table) -> pa.Table:
    """Return the product space as it is drawn, lit where the members together export well."""
    exports = known.drawn_exports
    rows = [exports.economy(partner) for partner in list_exporting_members(known, members)]
    together = exports.values[rows].sum(axis=0, keepdims=True)
    world = exports.values.sum(axis=0)
    lacking = dict.fromkeys(known.nodes, 0)
    columns = critical["product"].to_pylist(), critical["imports_usd"].to_pylist()
    for product, usd in zip(*columns, strict=True):
        # A product that nobody exports any more has no node.
        if product[: known.digits] in lacking:
            lacking[product[: known.digits]] += usd
    return pa.table(
        {
            "code": pa.array(known.nodes),
            "x": pa.array(np.asarray(known.drawing.places[:, 0])),
            "y": pa.array(np.asarray(known.drawing.places[:, 1])),
            "exports_usd": pa.array(together[0]),
            "advantage": pa.array(compute_advantage(together, world=world)[0]),
            "made": pa.array(mark_specialised(together, world=world)[0]),
            "critical": pa.array([usd > 0 for usd in lacking.values()]),
            "critical_usd": pa.array(list(lacking.values()), pa.int64()),
        }
    )
