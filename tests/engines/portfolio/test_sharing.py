"""Fair shares, the core and transfers, beside the obvious ways."""

from __future__ import annotations

import itertools
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.portfolio import (
    check_core,
    find_transfers,
    pair_payments,
    sample_shares,
    share_fairly,
    value_coalitions,
)

GAMES = st.integers(1, 5).flatmap(
    lambda parties: st.lists(
        st.integers(-50, 50), min_size=2**parties - 1, max_size=2**parties - 1
    ).map(lambda worths: np.array([0.0, *worths]))
)


def share_by_orders(values: np.ndarray) -> list[float]:
    """Return the mean of what each party adds over every order of arrival."""
    parties = len(values).bit_length() - 1
    sums = [0.0] * parties
    for order in itertools.permutations(range(parties)):
        inside = 0
        for party in order:
            sums[party] += values[inside | 1 << party] - values[inside]
            inside |= 1 << party
    return [one / factorial(parties) for one in sums]


@given(GAMES)
def test_shares_are_the_mean_over_all_orders_and_the_core_is_what_every_coalition_says(
    values: np.ndarray,
) -> None:
    shares = share_fairly(values).shares
    assert shares == pytest.approx(share_by_orders(values), abs=1e-9)
    assert shares.sum() == pytest.approx(values[-1], abs=1e-9)
    core = check_core(values, shares)
    lacks = {
        inside: values[inside] - sum(s for i, s in enumerate(shares) if inside >> i & 1)
        for inside in range(1, len(values))
    }
    assert core.holds == (max(lacks.values()) <= 1e-6)
    if core.blocking:
        inside = sum(1 << party for party in core.blocking)
        assert lacks[inside] == pytest.approx(max(lacks.values())) == core.lacks


@given(GAMES, st.integers(0, 4))
def test_who_adds_nothing_gets_nothing(values: np.ndarray, place: int) -> None:
    party = place % len(values).bit_length()
    inside = np.arange(2 * len(values))
    without = inside & ((1 << party) - 1) | inside >> party + 1 << party
    assert share_fairly(values[without]).shares[party] == pytest.approx(0, abs=1e-9)


def test_glove_market_and_its_blocking_coalition() -> None:
    """Two left gloves and a right one: the right one's owner and a left one's can do better."""
    values = np.array([float(bool(s & 4) and bool(s & 3)) for s in range(8)])
    shares = share_fairly(values).shares
    assert shares == pytest.approx([1 / 6, 1 / 6, 4 / 6])
    assert check_core(values, shares).blocking in {(0, 2), (1, 2)}
    assert check_core(values, np.array([0.0, 0.0, 1.0])).holds


def test_twelve_parties_and_drawn_orders_agree() -> None:
    draw = np.random.default_rng(3)
    members = draw.random((40, 12)) < 0.3
    worths = draw.random(40)
    values = value_coalitions(worths, members)
    exact = share_fairly(values)

    def value(inside: np.ndarray) -> float:
        return float(worths[~(members & ~inside).any(axis=1) & members.any(axis=1)].sum())

    assert values[-1] == pytest.approx(value(np.ones(12, dtype=bool)))
    drawn = sample_shares(value, 12, orders=600, seed=1)
    assert drawn.shares.sum() == pytest.approx(values[-1])
    assert (np.abs(drawn.shares - exact.shares) < 2 * drawn.errors + 1e-9).all()
    assert check_core(values, exact.shares).holds, "worths of 0 or more: the game is convex"


@settings(max_examples=50)
@given(
    st.lists(st.integers(-(10**16), 10**16), min_size=1, max_size=8),
    st.data(),
)
def test_transfers_sum_to_nothing_to_the_last_coin(gets: list[int], data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.integers(1, 100), min_size=len(gets), max_size=len(gets)))
    shares = np.array(parts) / sum(parts) * sum(gets)
    transfers = find_transfers(gets, shares)
    assert sum(transfers) == 0
    for got, transfer, share in zip(gets, transfers, shares, strict=True):
        assert got + transfer == pytest.approx(share, abs=2 + 1e-9 * abs(sum(gets)))
    left = list(gets)
    payments = pair_payments(transfers)
    assert len(payments) < len(gets) or not payments
    for payer, paid, coins in payments:
        assert coins > 0
        left[payer] -= coins
        left[paid] += coins
    assert left == [got + transfer for got, transfer in zip(gets, transfers, strict=True)]


def test_shares_of_something_else_are_refused() -> None:
    with pytest.raises(ValueError, match="sum to 10 coins"):
        find_transfers([4, 6], np.array([50.0, 50.0]))
