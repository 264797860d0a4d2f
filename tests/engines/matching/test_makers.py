"""Makers of needs: who is proposed, and in which order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fairlead.engines.matching.makers import (
    MakerParams,
    Supply,
    Wanted,
    nearest_products,
    rank_makers,
)
from fairlead.engines.matching.vectors import gather_vectors

# Products of the space: 0 is needed, 1 lies near it, 2 far.
PROXIMITY = np.array([[1, 0.6, 0.2], [0.6, 1, 0.2], [0.2, 0.2, 1]], dtype=np.float32)


def need() -> Wanted:
    """Return one need of code 0, of product 0 of the space."""
    return Wanted(
        codes=gather_vectors([0], [0], [1.0], rows=1, width=3),
        kinds=np.array([1], np.uint8),
        volume=np.array([np.nan]),
        country=np.array([0], np.int32),
        asker=np.array([-1], np.int32),
        products=gather_vectors([0], [0], [1.0], rows=1, width=3),
    )


def supply() -> Supply:
    """Return four makers: of the product, of one near, of one far, and of nothing known."""
    return Supply(
        offers=gather_vectors([0, 1, 2], [0, 1, 2], [1.0] * 3, rows=3, width=3),
        offer_kinds=np.ones(3, np.uint8),
        owner=np.array([0, 1, 2], np.int32),
        country=np.array([0, 0, 1, 1], np.int32),
        size=np.full(4, -1, np.int32),
        products=gather_vectors([0, 1, 2], [0, 1, 2], [1.0] * 3, rows=4, width=3),
        proximity=PROXIMITY,
        could_make=np.array([[1, 0.2, 0.2], [0.9, 0.2, 1]], dtype=np.float32),
    )


def test_who_offers_it_comes_before_who_makes_what_is_near_and_the_economy_alone_is_last() -> None:
    found = rank_makers(need(), supply())
    assert found.maker.tolist() == [0, 1, 3]
    assert found.offer.tolist() == [0, -1, -1]


def test_without_a_product_space_only_offers_count() -> None:
    bare = replace(supply(), proximity=None, could_make=None)
    assert rank_makers(need(), bare).maker.tolist() == [0]


def test_a_maker_of_known_but_distant_products_is_not_proposed_for_its_economy() -> None:
    eager = MakerParams(least_economy=0.5)
    assert 2 not in rank_makers(need(), supply(), params=eager).maker.tolist()
    lower = MakerParams(least_near=0.2)
    assert 2 in rank_makers(need(), supply(), params=lower).maker.tolist()


def test_the_nearest_products_of_a_pair_are_named() -> None:
    sought, made = nearest_products(
        need(), supply(), np.array([0, 0, 0]), np.array([1, 2, 3], np.int32)
    )
    assert sought.tolist() == [0, 0, -1]
    assert made.tolist() == [1, 2, -1]
