"""Who makes a product or could, and what lies near it, by the product space of some flows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fairlead.chain.fair.offers import Exhibitor, Offers
from fairlead.chain.flows.prepared import PreparedFlows
from fairlead.chain.study.product_position import list_exporting_members
from fairlead.engines.dependency.complexity import find_makers
from fairlead.engines.dependency.complexity.makers import Maker
from fairlead.folder.input_errors import InputError, InvalidInput

__all__ = [
    "Maker",
    "NearOffer",
    "NearProduct",
    "ProductMakers",
    "find_near_offers",
    "find_producers",
]

LEAST_PROXIMITY = 0.3


@dataclass(frozen=True, slots=True)
class NearProduct:
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
    near: tuple[NearProduct, ...]
    pci: float | None
    ubiquity: int


def find_producers(
    known: PreparedFlows,
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
        raise InvalidInput([InputError(file="product", expected=expected, value=product)])
    column = exports.product(product)
    inside = list_exporting_members(known, members)
    pci = float(known.space.complexity.pci[column])
    return ProductMakers(
        product=product,
        everybody=find_makers(known.space, product, top=top).ranked,
        members=find_makers(known.space, product, top=len(inside), among=inside).ranked,
        near=_find_near(known, column, nearest),
        pci=None if np.isnan(pci) else pci,
        ubiquity=int(known.space.complexity.ubiquity[column]),
    )


def _find_near(known: PreparedFlows, column: int, most: int) -> tuple[NearProduct, ...]:
    proximity = np.array(known.space.proximity[column], dtype=np.float64)
    proximity[column] = 0.0
    products = known.space.complexity.exports.products
    order = np.argsort(-proximity, kind="stable")[:most]
    return tuple(
        NearProduct(products[place], float(proximity[place]))
        for place in order.tolist()
        if proximity[place] >= LEAST_PROXIMITY
    )


@dataclass(frozen=True, slots=True)
class NearOffer:
    """An exhibitor that offers a product near the one asked for."""

    exhibitor: Exhibitor
    near: NearProduct


def find_near_offers(offers: Offers, found: ProductMakers, *, most: int = 3) -> list[NearOffer]:
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
