"""What partners reach together, and who could make a product."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.dependency.complexity import (
    Exports,
    build_product_space,
    find_makers,
    measure,
    pool,
)


def some_space(seed: int, *, economies: int = 12, products: int = 30) -> Exports:
    """Return exports in which every product is made by somebody."""
    draw = np.random.default_rng(seed)
    values = draw.lognormal(6, 1.5, (economies, products)) * (
        draw.random((economies, products)) < 0.4
    )
    values[np.arange(products) % economies, np.arange(products)] += 50
    return Exports(
        np.rint(values).astype(np.int64),
        tuple(f"e{i}" for i in range(economies)),
        tuple(f"p{i}" for i in range(products)),
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 11))
def test_a_bloc_of_one_gains_nothing(seed: int, partner: int) -> None:
    space = build_product_space(measure(some_space(seed)))
    pooled = pool(space, [f"e{partner}"])
    assert (pooled.made == space.complexity.made[partner]).all()
    assert not pooled.gain.any()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 11), min_size=2, max_size=5, unique=True))
def test_the_bloc_is_an_economy_with_the_partners_exports(seed: int, partners: list[int]) -> None:
    exports = some_space(seed)
    space = build_product_space(measure(exports))
    pooled = pool(space, [f"e{p}" for p in partners])
    shares = exports.values[partners].sum(axis=0) / exports.values[partners].sum()
    world = exports.values.sum(axis=0) / exports.values.sum()
    assert pooled.advantage == pytest.approx(shares / world)
    for product in range(30):
        near = space.proximity[product].astype(float)
        density = near[pooled.made].sum() / near.sum()
        alone = [near[space.complexity.made[p]].sum() / near.sum() for p in partners]
        assert pooled.gain[product] == pytest.approx(density - max(alone), abs=1e-5)
        assert (
            pooled.nearest_partner[product] == int(np.argmax(alone))
            or pytest.approx(max(alone), abs=1e-6) == alone[pooled.nearest_partner[product]]
        )


def test_who_adds_no_product_adds_no_nearness() -> None:
    # "small" makes nothing that "large" does not, and is too small to change what they make.
    values = np.array([[9_000, 0, 7_000, 0], [1, 0, 1, 0], [0, 5_000, 0, 9_000], [900, 900, 1, 1]])
    names = ("large", "small", "other", "third")
    space = build_product_space(measure(Exports(values, names, ("a", "b", "c", "d"))))
    assert not pool(space, ["small", "large"]).gain.any()


def test_partners_make_together_what_neither_makes_alone() -> None:
    # Each half of the pair makes one of the two products near the third, which e3 makes.
    values = np.array([[90, 0, 0, 60], [0, 90, 0, 60], [0, 0, 0, 90], [40, 40, 40, 10]])
    space = build_product_space(
        measure(Exports(values, ("left", "right", "other", "able"), ("a", "b", "c", "wheat")))
    )
    pooled = pool(space, ["left", "right"])
    assert pooled.gain[2] > 0.1


def test_bad_blocs_are_refused() -> None:
    space = build_product_space(measure(some_space(1)))
    for partners, said in (([], "at least one"), (["e1", "e1"], "twice"), (["xx"], "got xx")):
        with pytest.raises(ValueError, match=said):
            pool(space, partners)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 29))
def test_makers_come_first_and_the_others_by_density(seed: int, product: int) -> None:
    space = build_product_space(measure(some_space(seed)))
    ranked = find_makers(space, f"p{product}", top=12).ranked
    specialised = [maker.reason == "makes_it" for maker in ranked]
    assert specialised == sorted(specialised, reverse=True)
    makers = [m.exports_usd for m in ranked if m.reason == "makes_it"]
    others = [m.density for m in ranked if m.reason != "makes_it"]
    assert makers == sorted(makers, reverse=True)
    assert others == sorted(others, reverse=True)
    assert len(makers) == space.complexity.ubiquity[product]
    for maker in ranked:
        assert 0 <= maker.experience <= 1 + 1e-6
        assert f"p{product}" not in maker.near
        assert (maker.exports_usd > 0) == (maker.reason != "makes_near_products")


def test_the_choice_can_be_kept_to_partners() -> None:
    space = build_product_space(measure(some_space(3)))
    among = find_makers(space, "p4", among=["e1", "e2"])
    assert {maker.economy for maker in among.ranked} <= {"e1", "e2"}
    with pytest.raises(ValueError, match="got e99"):
        find_makers(space, "p4", among=["e99"])
