"""Who makes a product or could, and what lies near it, by the product space of some flows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fairlead.chain.fair.offers import Exhibitor, Offers
from fairlead.chain.flows.prepared import ReadyFlows
from fairlead.chain.study.product_position import exporting
from fairlead.engines.dependency.complexity import who_could_make
from fairlead.engines.dependency.complexity.makers import Maker
from fairlead.folder.input_errors import InvalidInput, Problem

__all__ = ["Maker", "Near", "NearOffer", "ProductMakers", "near_offers", "product_makers"]

LEAST_PROXIMITY = 0.3


@dataclass(frozen=True, slots=True)
class Near:
    """A product near another: bare code, and the proximity between 0 and 1."""

    product: str
    proximity: float


@dataclass(frozen=True, slots=True)
class ProductMakers:
    """Of one product (bare code): who makes it or could, the best first, and what lies near it.

    ``everybody``: economies wherever they are; ``members``: the asking economies alone. ``near``:
    products of a proximity of at least `LEAST_PROXIMITY`, the nearest first. ``pci`` is None and
    ``ubiquity`` 0 for a product in which nobody is specialised.
    """

    product: str
    everybody: tuple[Maker, ...]
    members: tuple[Maker, ...]
    near: tuple[Near, ...]
    pci: float | None
    ubiquity: int


def product_makers(
    known: ReadyFlows,
    product: str,
    *,
    members: Sequence[str] = (),
    top: int = 15,
    nearest: int = 12,
) -> ProductMakers:
    """Return who could make the product, among all and among the members (ISO alpha-3).

    Raises InvalidInput for a product that the flows do not have.
    """
    exports = known.space.complexity.exports
    if product not in exports.products:
        expected = "expected a product that somebody exports"
        raise InvalidInput([Problem(file="product", expected=expected, value=product)])
    column = exports.product(product)
    inside = exporting(known, members)
    pci = float(known.space.complexity.pci[column])
    return ProductMakers(
        product=product,
        everybody=who_could_make(known.space, product, top=top).ranked,
        members=who_could_make(known.space, product, top=len(inside), among=inside).ranked,
        near=_near(known, column, nearest),
        pci=None if np.isnan(pci) else pci,
        ubiquity=int(known.space.complexity.ubiquity[column]),
    )


def _near(known: ReadyFlows, column: int, most: int) -> tuple[Near, ...]:
    proximity = np.array(known.space.proximity[column], dtype=np.float64)
    proximity[column] = 0.0
    products = known.space.complexity.exports.products
    order = np.argsort(-proximity, kind="stable")[:most]
    return tuple(
        Near(products[place], float(proximity[place]))
        for place in order.tolist()
        if proximity[place] >= LEAST_PROXIMITY
    )


@dataclass(frozen=True, slots=True)
class NearOffer:
    """An exhibitor that offers a product near the one asked for."""

    exhibitor: Exhibitor
    near: Near


def near_offers(offers: Offers, found: ProductMakers, *, most: int = 3) -> list[NearOffer]:
    """Return exhibitors that offer what lies near a product, the nearest first, each once.

    Those who offer the product itself, or a heading above it, are left out: they come first
    anyway. Of a near product the offer must be at least its heading.
    """
    skip = {one.organisation for one in offers.of(found.product, most=len(offers))}
    listed: list[NearOffer] = []
    for near in found.near:
        for exhibitor in offers.of(near.product, most=len(offers), digits=4):
            if exhibitor.organisation not in skip:
                skip.add(exhibitor.organisation)
                listed.append(NearOffer(exhibitor, near))
        if len(listed) >= most:
            break
    return listed[:most]
