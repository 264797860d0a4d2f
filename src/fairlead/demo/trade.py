"""Synthetic trade flows: gravity, comparative advantage, heavy tails.

A flow grows with what the exporter can make of the product, what the importer wants of it and
their nearness; what an economy can make depends on its output, on how hard the product is, and on
its own specialisation. Some hard products are made well in few places: that is where critical
imports come from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from fairlead.demo.world import BLOC, Economy, Floats, Product, stream

YEARS = (2020, 2021, 2022)
WORLD_TRADE_USD = 1.1e10  # mean world trade of a product and year
SMALLEST_USD = 100_000  # smaller flows are left out, as statistics do
HARDNESS = 7.0  # how fast capability falls when a product is harder than an economy's skill
BLOC_EASE = 3.0  # how much more the bloc's members trade with one another
CONCENTRATED = 0.4  # chance that the hardest products are made well in few places only

Dollars = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Trade:
    """``values``: (years, exporters, importers, products) in dollars, over the given names."""

    values: Dollars
    economies: tuple[Economy, ...]
    products: tuple[Product, ...]

    def position(self, economy: str) -> int:
        """Return the position of an economy's code."""
        return [e.code for e in self.economies].index(economy)


def make_trade(economies: list[Economy], products: list[Product], *, seed: int) -> Trade:
    """Return the flows of `YEARS` among ``economies`` in ``products``."""
    draw = stream(seed, "trade")
    supply = _supply(economies, products, draw)
    demand = _demand(economies, products, draw)
    base = supply[:, None, :] + demand[None, :, :] + _compute_ease(economies)[:, :, None]
    base += draw.normal(0, 0.7, base.shape)
    flows = np.empty_like(base)
    worth = WORLD_TRADE_USD * draw.lognormal(-0.72, 1.2, len(products))
    values = np.zeros((len(YEARS), *base.shape), dtype=np.int64)
    for year in range(len(YEARS)):
        np.add(base, draw.normal(0, 0.12, supply.shape)[:, None, :], out=flows)
        flows += draw.normal(0, 0.15, base.shape)
        np.exp(flows, out=flows)
        flows[np.diag_indices(len(economies))] = 0.0
        flows *= worth * 1.04**year / flows.sum(axis=(0, 1))
        flows[flows < SMALLEST_USD] = 0.0
        values[year] = np.rint(flows, out=flows)
    return Trade(values, tuple(economies), tuple(products))


def _supply(economies: list[Economy], products: list[Product], draw: np.random.Generator) -> Floats:
    """Return the logarithm of what each economy can export of each product."""
    skill = np.array([e.skill for e in economies])
    output = np.array([e.output for e in economies])
    hard = np.array([p.complexity for p in products])
    chapter = np.unique([p.code[:2] for p in products], return_inverse=True)[1]
    own = draw.normal(0, 0.8, (len(economies), chapter.max() + 1))[:, chapter]
    spread = np.where(draw.random(len(products)) < CONCENTRATED * _compute_rarity(hard), 2.6, 1.0)
    special = draw.normal(0, 1.0, (len(economies), len(products))) * spread
    lack = np.maximum(hard[None, :] - skill[:, None], 0.0)
    supply: Floats = 0.9 * np.log(output)[:, None] - HARDNESS * lack + own + special
    return supply


def _compute_rarity(hard: Floats) -> Floats:
    """Return how far a product of that complexity can be made in few places only, 0 to 1."""
    rare: Floats = np.clip((hard - 0.45) / 0.35, 0, 1)
    return rare


def _demand(economies: list[Economy], products: list[Product], draw: np.random.Generator) -> Floats:
    """Return the logarithm of what each economy wants of each product."""
    output = np.array([e.output for e in economies])
    taste = draw.normal(0, 0.5, (len(economies), len(products)))
    demand: Floats = 0.85 * np.log(output)[:, None] + taste
    return demand


def _compute_ease(economies: list[Economy]) -> Floats:
    """Return the logarithm of how easily two economies trade: near ones and the bloc's, more."""
    place = np.radians([[e.latitude, e.longitude] for e in economies])
    lat, lon = place[:, 0], place[:, 1]
    cosine = np.sin(lat)[:, None] * np.sin(lat) + (
        np.cos(lat)[:, None] * np.cos(lat) * np.cos(lon[:, None] - lon)
    )
    km = 6371 * np.arccos(np.clip(cosine, -1, 1))
    inside = np.array([e.code in BLOC for e in economies])
    ease: Floats = -0.9 * np.log(km + 300) + np.log(BLOC_EASE) * (inside[:, None] & inside)
    return ease


def tabulate_flows(trade: Trade) -> pa.Table:
    """Return the flows as a table: exporter, importer, product, year, value_usd; none is zero."""
    # In the order of year, importer, product, exporter: how such tables are kept.
    year, importer, product, exporter = np.nonzero(trade.values.transpose(0, 2, 3, 1))
    codes = pa.array([e.code for e in trade.economies])
    names = pa.array([p.code for p in trade.products])
    return pa.table(
        {
            "exporter": codes.take(pa.array(exporter)),
            "importer": codes.take(pa.array(importer)),
            "product": names.take(pa.array(product)),
            "year": pa.array(np.array(YEARS)[year]),
            "value_usd": pa.array(trade.values[year, exporter, importer, product]),
        }
    )


@dataclass(frozen=True, slots=True)
class Shortage:
    """One critical import of an economy: product, first supplier, its share, yearly imports."""

    product: Product
    supplier: Economy
    share: float
    imports_usd: int


def find_shortages(trade: Trade, economy: str) -> list[Shortage]:
    """Return the economy's critical imports, largest first, by CEPII's GeoDep criteria.

    Concentrated imports (C1 > 0.4), concentrated world exports (C2 > 0.4) and imports above
    exports (C3 > 1), in at least two of the three years. The demonstration derives its needs
    from this; the chain works it out again from the flows.
    """
    at = trade.position(economy)
    bought = trade.values[:, :, at, :]
    sold = trade.values[:, at, :, :].sum(axis=1)
    imports = bought.sum(axis=1)
    world = trade.values.sum(axis=2)
    critical = (
        (_compute_concentration(bought) > 0.4)
        & (_compute_concentration(world) > 0.4)
        & (imports > sold)
    ).sum(axis=0) >= 2
    last = bought[-1]
    order = np.argsort(-imports[-1], kind="stable")
    return [
        Shortage(
            product=trade.products[p],
            supplier=trade.economies[int(last[:, p].argmax())],
            share=float(last[:, p].max() / imports[-1, p]),
            imports_usd=int(imports[-1, p]),
        )
        for p in order.tolist()
        if critical[p] and imports[-1, p] > 0
    ]


def _compute_concentration(values: Dollars) -> Floats:
    """Return the Herfindahl index over exporters, zero where nothing is traded."""
    total = values.sum(axis=1, keepdims=True)
    shares = values / np.maximum(total, 1)
    squared: Floats = (shares**2).sum(axis=1)
    return squared


def export_strength(trade: Trade) -> Floats:
    """Return revealed comparative advantage in the last year: (economies, products)."""
    exports = trade.values[-1].sum(axis=1).astype(np.float64)
    share = exports / np.maximum(exports.sum(axis=1, keepdims=True), 1)
    world = exports.sum(axis=0) / exports.sum()
    strength: Floats = share / np.maximum(world, 1e-12)
    return strength
