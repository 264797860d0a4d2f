"""Makers of needs: who is proposed, and in which order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.engines.matching.codebook import build_codebook
from fairlead.engines.matching.cooperation import COOPERATION_TYPES
from fairlead.engines.matching.evidence import Entries, make_entries, relate
from fairlead.engines.matching.makers import (
    LEAST_OFFERED,
    MakerParams,
    NeedRows,
    Supply,
    find_nearest_products,
    rank_makers,
)
from fairlead.engines.matching.vectors import gather_vectors

# Products of the space: 0 is needed, 1 lies near it, 2 far.
PROXIMITY = np.array([[1, 0.6, 0.2], [0.6, 1, 0.2], [0.2, 0.2, 1]], dtype=np.float32)


# Three codes of which none has anything to do with another.
BOOK = build_codebook(["HS:848210", "HS:720851", "HS:100199"])
APART = relate(BOOK, np.arange(3, dtype=np.int32), np.arange(3, dtype=np.int32))


def name(*codes: list[int]) -> Entries:
    """Return entries of those codes, one party a list."""
    party = [row for row, listed in enumerate(codes) for _ in listed]
    flat = [code for listed in codes for code in listed]
    return make_entries(party, flat, np.ones(len(flat)), parties=len(codes))


def need() -> NeedRows:
    """Return one need of code 0, of product 0 of the space."""
    return NeedRows(
        codes=gather_vectors([0], [0], [1.0], rows=1, width=3),
        named=name([0]),
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
        named=name([0], [1], [2]),
        relations=APART,
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
    sought, made = find_nearest_products(
        need(), supply(), np.array([0, 0, 0]), np.array([1, 2, 3], np.int32)
    )
    assert sought.tolist() == [0, 0, -1]
    assert made.tolist() == [1, 2, -1]


@st.composite
def needs(draw: st.DrawFn) -> NeedRows:
    """Return some needs that seek and tell different things."""
    count = draw(st.integers(2, 6))
    code = st.lists(st.integers(0, 2), min_size=count, max_size=count)
    volume = st.sampled_from([np.nan, 1e4, 1e6, 1e9])
    sought = st.integers(0, (1 << len(COOPERATION_TYPES)) - 1)
    in_space = draw(st.lists(st.integers(0, count - 1), unique=True))
    codes = draw(code)
    return NeedRows(
        codes=gather_vectors(range(count), codes, [1.0] * count, rows=count, width=3),
        named=name(*([one] for one in codes)),
        kinds=np.array([draw(sought) for _ in range(count)], np.uint8),
        volume=np.array([draw(volume) for _ in range(count)]),
        country=np.array([draw(st.integers(-1, 1)) for _ in range(count)], np.int32),
        asker=np.array([draw(st.integers(-1, 1)) for _ in range(count)], np.int32),
        products=gather_vectors(
            in_space, [draw(st.integers(0, 2)) for _ in in_space], np.ones(len(in_space)),
            rows=count, width=3,
        ),
    )  # fmt: skip


@given(needs())
def test_a_need_has_the_same_makers_and_scores_no_matter_who_else_asks(several: NeedRows) -> None:
    together = rank_makers(several, supply())
    for row in range(len(several.kinds)):
        alone = rank_makers(several.take(np.array([row])), supply())
        mine = slice(together.offsets[row], together.offsets[row + 1])
        for name in ("maker", "score", "offer", "terms", "basis"):
            assert getattr(together, name)[mine].tolist() == getattr(alone, name).tolist(), name


def welders() -> Supply:
    """Return two makers: an offer a little like what is needed, and what is near in all respects.

    Maker 0 offers .21 of the need's code, is of any size and of economy 0, which cannot make it;
    maker 1 makes what is always made together with it, in the economy that seeks it, and is large.
    """
    made = supply()
    return replace(
        made,
        offers=gather_vectors([0, 0, 1], [0, 1, 2], [0.21, 0.97, 1.0], rows=2, width=3),
        named=name([0, 1], [2]),
        offer_kinds=np.array([2, 4], np.uint8),
        owner=np.array([0, 1], np.int32),
        country=np.array([0, 1], np.int32),
        size=np.array([0, 3], np.int32),
        products=gather_vectors([0, 1], [2, 1], [1.0] * 2, rows=2, width=3),
        proximity=np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]], np.float32),
        could_make=np.array([[0, 0, 0], [1, 1, 1]], np.float32),
    )


def test_an_offer_outranks_what_lies_near_whatever_else_speaks_for_it() -> None:
    asked = replace(
        need(),
        kinds=np.array([1 << COOPERATION_TYPES.index("localisation")], np.uint8),
        volume=np.array([1e9]),
        country=np.array([1], np.int32),
    )
    found = rank_makers(asked, welders())
    assert found.maker.tolist() == [0, 1]
    assert found.score[0] > found.score[1] > 0
    assert found.terms[1, 2:].tolist() == [1, 1, 1, 1]


@given(needs())
def test_makers_that_offer_it_come_first(several: NeedRows) -> None:
    found = rank_makers(several, welders())
    offers = found.basis == 0
    assert np.all(found.terms[offers, 0] >= LEAST_OFFERED)
    within = found.need[1:] == found.need[:-1]
    assert not np.any(within & offers[1:] & ~offers[:-1])
    assert np.all(np.diff(found.score)[within] <= 0)


def test_a_term_that_does_not_apply_weighs_nothing_for_its_need() -> None:
    best = rank_makers(need(), supply())
    assert best.score[0] == pytest.approx(1)  # for supply, in an economy that can
    assert rank_makers(replace(need(), volume=np.array([1e6])), supply()).score[0] == pytest.approx(
        (2.15 + 0.15 * 0.5) / 2.3  # of unknown size: half of the volume's weight
    )
