"""The drawn product space: a spanning tree of the nearest, strong links, and places for all."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.dependency.complexity import network
from fairlead.engines.dependency.complexity.exports import Floats
from fairlead.engines.dependency.complexity.network import (
    find_spanning_tree,
    lay_out_network,
    place,
)


@st.composite
def proximities(draw: st.DrawFn, largest: int = 7) -> Floats:
    """Return symmetric proximities in tenths, some of them zero, one on the diagonal."""
    count = draw(st.integers(1, largest))
    pairs = list(itertools.combinations(range(count), 2))
    drawn = draw(st.lists(st.integers(0, 10), min_size=len(pairs), max_size=len(pairs)))
    found = np.eye(count)
    for (one, other), tenths in zip(pairs, drawn, strict=True):
        found[one, other] = found[other, one] = tenths / 10
    return found


def parts(count: int, links: list[tuple[int, int]]) -> set[frozenset[int]]:
    """Return the connected parts of a graph."""
    found = [{node} for node in range(count)]
    for one, other in links:
        first = next(part for part in found if one in part)
        second = next(part for part in found if other in part)
        if first is not second:
            first |= second
            found.remove(second)
    return {frozenset(part) for part in found}


def heaviest(weights: Floats) -> float:
    """Return the weight of a maximum spanning forest, by trying links from the heaviest."""
    count = len(weights)
    kept: list[tuple[int, int]] = []
    total = 0.0
    for one, other in sorted(
        itertools.combinations(range(count), 2), key=lambda pair: -weights[pair]
    ):
        apart = len(parts(count, [*kept, (one, other)])) < len(parts(count, kept))
        if weights[one, other] > 0 and apart:
            kept.append((one, other))
            total += float(weights[one, other])
    return total


@given(proximities())
def test_the_tree_is_the_heaviest_and_joins_what_can_be_joined(proximity: Floats) -> None:
    weights = proximity - np.eye(len(proximity))
    tree = find_spanning_tree(weights)
    links = [(int(one), int(other)) for one, other in tree]
    assert float(weights[tree[:, 0], tree[:, 1]].sum()) == pytest.approx(heaviest(weights))
    joined = [pair for pair in itertools.combinations(range(len(weights)), 2) if weights[pair] > 0]
    assert parts(len(weights), links) == parts(len(weights), joined)
    assert len(links) == len(weights) - len(parts(len(weights), joined))


@settings(max_examples=60, deadline=None)
@given(proximities())
def test_every_product_that_is_made_has_a_place_and_links_are_the_strongest(
    proximity: Floats,
) -> None:
    proximity[0] = proximity[:, 0] = 0.0  # nobody makes the first
    found = lay_out_network(proximity.astype(np.float32), strong=0.55)
    assert np.isnan(found.places[0]).all()
    made = found.places[1:]
    assert ((made >= 0) & (made <= 1)).all()
    pairs = {tuple(sorted(pair)) for pair in found.links.tolist()}
    assert len(pairs) == len(found.links), "no link twice"
    assert all(
        strength == proximity.astype(np.float32)[one, other]
        for (one, other), strength in zip(found.links.tolist(), found.strength, strict=True)
    )
    tree = len(find_spanning_tree(proximity[1:, 1:] - np.eye(len(proximity) - 1)))
    others = found.strength[tree:]
    assert (others >= np.float32(0.55)).all()
    assert len(found.links) <= max(2 * (len(proximity) - 1), tree)


def test_a_path_is_drawn_as_a_path() -> None:
    links = np.array([[0, 1], [1, 2], [2, 3], [3, 4]])
    places = place(5, links, np.full(4, 0.6))
    steps = np.diff(places[:, 0])
    assert (steps > 0).all() or (steps < 0).all()


def test_the_same_proximity_gives_the_same_places() -> None:
    rng = np.random.default_rng(3)
    made = rng.random((12, 40)) < 0.3
    both = made.T.astype(float) @ made
    most = np.maximum.outer(made.sum(axis=0), made.sum(axis=0))
    proximity = (both / np.maximum(most, 1)).astype(np.float32)
    assert np.array_equal(
        lay_out_network(proximity).places, lay_out_network(proximity).places, equal_nan=True
    )


def test_near_products_stand_near() -> None:
    rng = np.random.default_rng(5)
    groups = np.repeat(np.arange(4), 15)
    proximity = np.where(groups[:, None] == groups[None, :], 0.8, 0.05)
    proximity += rng.random(proximity.shape) * 0.04
    proximity = (proximity + proximity.T) / 2
    np.fill_diagonal(proximity, 1.0)
    places = lay_out_network(proximity.astype(np.float32)).places
    apart = np.sqrt(((places[:, None] - places[None]) ** 2).sum(axis=2))
    same = groups[:, None] == groups[None, :]
    assert apart[same].mean() < 0.6 * apart[~same].mean()


def test_many_products_begin_where_few_would(monkeypatch: pytest.MonkeyPatch) -> None:
    count = network._FEW + 20
    drawn = np.random.default_rng(2).uniform(0.3, 1.0, (count, count))
    proximity = np.maximum(drawn, drawn.T).astype(np.float32)
    np.fill_diagonal(proximity, 1.0)
    many = lay_out_network(proximity).places
    monkeypatch.setattr(network, "_FEW", count)
    np.testing.assert_allclose(many, lay_out_network(proximity).places, atol=1e-6)


def test_many_products_that_are_equally_near_have_places() -> None:
    count = network._FEW + 20
    proximity = np.full((count, count), 0.4, np.float32)
    np.fill_diagonal(proximity, 1.0)
    places = lay_out_network(proximity).places
    assert np.isfinite(places).all()
    assert np.array_equal(places, lay_out_network(proximity).places)
