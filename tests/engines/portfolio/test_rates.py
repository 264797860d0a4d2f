"""Every internal rate of return, counted exactly, for plants of any life."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.portfolio._reference import count_rates_exactly
from fairlead.engines.portfolio.rates import drop_negligible, find_rates_of_return


def find(*flows: float) -> tuple[float, ...]:
    return find_rates_of_return(np.array(flows, dtype=np.float64))


def sign_exactly(flows: list[float], rate: float) -> int:
    """Return the sign of the present value at the rate, without rounding."""
    whole = [Fraction(flow) for flow in flows]
    common = math.lcm(*(flow.denominator for flow in whole))
    bottom, top = (1 + Fraction(rate)).as_integer_ratio()  # the factor is 1 / (1 + rate)
    value, power = 0, 1
    for flow in reversed(whole):
        value = value * top + int(flow * common) * power
        power *= bottom
    return (value > 0) - (value < 0)


def crosses(flows: list[float], rate: float) -> bool:
    """Return whether the value has different signs just below and just above the rate."""
    step = max(1e-9 * (1 + rate), 4e-16)
    return sign_exactly(flows, max(rate - step, -1 + 2e-16)) * sign_exactly(flows, rate + step) <= 0


@pytest.mark.parametrize(
    ("flows", "rates"),
    [
        ((-100, 110), (0.1,)),
        ((-100, 230, -132), (0.1, 0.2)),
        ((-100, 150, -100), ()),
        ((0, 0), ()),
        ((5,), ()),
        ((), ()),
        ((-1, -2), ()),
        ((100, -220, 121), (0.1,)),
        ((0, 0, -100, 110, 0), (0.1,)),
        ((-1, 3, -2), (0.0, 1.0)),
        ((-1e-200, 1), (float("inf"),)),
    ],
)
def test_small_flows(flows: tuple[float, ...], rates: tuple[float, ...]) -> None:
    if rates == (float("inf"),):
        assert find(*flows) == (), "nothing beside the largest flow"
        return
    assert find(*flows) == pytest.approx(rates, abs=1e-12)


def test_a_long_plant_with_a_small_last_flow() -> None:
    assert find(-1e10, *[9e8] * 30, 1) == pytest.approx((0.0813960170955,), abs=1e-12)


@pytest.mark.parametrize("years", [2, 3, 12, 26, 27, 30, 40, 47, 60])
@pytest.mark.parametrize("last", [1.0, -1.0, 1e-3, 4e9])
def test_plants_of_every_life(years: int, last: float) -> None:
    flows = [-1e10, *[9e8] * years, last]
    rates = find(*flows)
    assert len(rates) == (2 if last < 0 else 1)
    assert all(crosses(flows, rate) for rate in rates)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=1, max_size=12))
def test_the_count_is_exact(flows: list[int]) -> None:
    assert len(find(*flows)) == count_rates_exactly(flows)


cents = st.integers(-(10**12), 10**12).map(lambda n: n / 100)


@settings(max_examples=200, deadline=None)
@given(st.lists(cents, min_size=2, max_size=16))
def test_money_in_cents(flows: list[float]) -> None:
    rates = find(*flows)
    assert len(rates) == count_rates_exactly(flows)
    assert list(rates) == sorted(rates)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=7), st.integers(1, 10**9))
def test_roots_that_were_put_in_come_out(tenths: list[int], scale: int) -> None:
    """x = n / 16 is a binary fraction, so the flows hold these roots exactly, repeated ones too."""
    flows = [Fraction(scale)]
    for n in tenths:
        shifted = [Fraction(0), *flows]
        flows = [a * -n + b * 16 for a, b in zip([*flows, Fraction(0)], shifted, strict=True)]
    if any(abs(flow) > 2**53 for flow in flows):
        return
    expected = sorted({16 / n - 1 for n in tenths})
    assert find(*map(float, flows)) == pytest.approx(expected, rel=1e-5, abs=1e-5)


def test_two_rates_next_to_each_other() -> None:
    one, other = Fraction(90, 100), Fraction(90, 100) + Fraction(1, 10**6)
    flows = [float(c) for c in (one * other, -(one + other), Fraction(1))]
    assert len(find(*flows)) == count_rates_exactly(flows) == 2


def test_a_value_that_almost_touches_has_no_rate() -> None:
    flows = [100.0, -220.0, 121.0 + 1e-12]
    assert len(find(*flows)) == count_rates_exactly(flows) == 0


@pytest.mark.parametrize("at", [7, 20, 33])
def test_what_is_written_touches_only_where_it_does(at: int) -> None:
    """Of (1 - x)^40 one amount is another by 1: beside the terms that is below their last bits."""
    flows = [float((-1) ** k * math.comb(40, k)) for k in range(41)]
    assert find(*flows) == pytest.approx((0.0,), abs=1e-6)
    flows[at] += 1
    found = find(*flows)
    assert len(found) == count_rates_exactly(flows)
    assert all(crosses(flows, rate) for rate in found)


def test_rates_close_together_are_found_to_the_last_digits() -> None:
    """(x - .6996)(x - .6984)(x - .6972)(x - .696), times 10^14: rounding hides the sign beside."""
    flows = [1.0]
    for root in (Fraction(583, 833), Fraction(582, 833), Fraction(581, 833), Fraction(580, 833)):
        shifted = [0.0, *flows]
        pairs = zip([*flows, 0.0], shifted, strict=True)
        flows = [a * -root.numerator + b * root.denominator for a, b in pairs]
    expected = [833 / n - 1 for n in (583, 582, 581, 580)]
    assert find(*flows) == pytest.approx(expected, abs=1e-14)


@pytest.mark.parametrize("periods", [900, 1199, 1200])
def test_many_periods(periods: int) -> None:
    """Monthly flows of a century, alternating: (1 - x^n) / (1 + x) has the root 1 for even n."""
    rates = find(*[(-1.0) ** k for k in range(periods)])
    assert len(rates) == (1 if periods % 2 == 0 else 0)
    assert rates == pytest.approx((0.0,) * len(rates), abs=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_many_drawn_periods_cross_at_every_rate(seed: int) -> None:
    draw = np.random.default_rng(seed)
    flows = draw.normal(size=300) * 10.0 ** draw.uniform(-4, 4, size=300)
    rates = find_rates_of_return(flows)
    assert all(crosses(flows.tolist(), rate) for rate in rates)
    at_ends = math.copysign(1, flows[0]) * math.copysign(1, flows[-1])
    assert len(rates) % 2 == (1 if at_ends < 0 else 0)


PERIODS = np.arange(1200)
TURNS = np.where(PERIODS % 2 == 0, -1.0, 1.0)


@pytest.mark.parametrize(
    ("size", "rates"),
    [
        (np.ones(1200), (0.0,)),
        (1.01**PERIODS, (0.01,)),
        (1.1**PERIODS, (0.1,)),
        (1.5 ** (PERIODS - 600.0), (0.5,)),
        (0.99**PERIODS, (-0.01,)),
        (1.0 + PERIODS, None),
        (1200.0 - PERIODS, None),
        (np.sqrt(1.0 + PERIODS), None),
        ((1.0 + PERIODS) ** 2, None),
        ((1.0 + PERIODS) ** 2 * 1.005**PERIODS, None),
        (np.exp(-(((PERIODS - 600) / 200) ** 2)), None),
        (np.round(100 * 1.02**PERIODS, 2), None),
    ],
)
def test_flows_that_alternate_growing_or_shrinking(
    size: np.ndarray, rates: tuple[float, ...] | None
) -> None:
    flows = TURNS * size
    found = find_rates_of_return(flows)
    assert len(found) == 1, "each pair of neighbours is one more factor that keeps its sign"
    assert rates is None or found == pytest.approx(rates, abs=1e-11)
    assert crosses(flows.tolist(), found[0])


@pytest.mark.parametrize("every", [36, 80, 300])
def test_as_many_rates_as_changes_of_sign(every: int) -> None:
    # c_k^2 > 4 c_(k-1) c_(k+1): every root of the sum of (-1)^k c_k x^k is real (Kurtz, 1992).
    flows = np.zeros(1200)
    terms = np.arange(1200 // every)
    flows[::every][: len(terms)] = (-1.0) ** terms * 4.5 ** -(((terms - len(terms) / 2) ** 2) / 2)
    found = find_rates_of_return(flows)
    assert len(found) == len(terms) - 1
    assert all(crosses(flows.tolist(), rate) for rate in found)


def test_there_are_never_more_rates_than_changes_of_sign() -> None:
    flows = np.array([1.0])
    for number in range(20):
        flows = np.convolve(flows, [1, -(0.5 + number * 1.5 / 20)])
    assert len(find_rates_of_return(flows)) <= 20
    assert len(find_rates_of_return(flows)) == count_rates_exactly(flows.tolist())


def test_where_all_is_below_the_last_bits_the_changes_of_sign_count() -> None:
    """An alternating bell curve: python-flint 0.9.0 finds these roots of it, isolated exactly."""
    bell = np.exp(-(((PERIODS[:607] - 303) / 20) ** 2)) * TURNS[:607]
    expected = (-0.3225253455936128, -0.25739584425334483, 0.34661244791250145, 0.4760699806197384)
    assert find_rates_of_return(bell) == pytest.approx(expected, abs=1e-12)


def test_many_close_roots_among_many_periods() -> None:
    """Roots 20 / 14 to 20 / 25 of x, whole numbers, over 1,200 periods: doubles hold none of it."""
    flows = np.ones(1188)
    for number in range(14, 26):
        flows = np.convolve(flows, [20, -number])
    expected = sorted(n / 20 - 1 for n in range(14, 26))
    assert find_rates_of_return(flows) == pytest.approx(expected, abs=1e-13)


@pytest.mark.parametrize("often", [2, 3, 4, 7])
def test_a_rate_of_ten_percent_that_is_repeated_over_a_century_of_months(often: int) -> None:
    draw = np.random.default_rng(often)
    flows = draw.integers(1, 50, 1200 - often).astype(float)
    for _ in range(often):
        flows = np.convolve(flows, [10, -11])
    assert find_rates_of_return(flows) == pytest.approx((0.1,), abs=1e-12)
    flows[often] += 1
    found = find_rates_of_return(flows)
    assert all(crosses(flows.tolist(), rate) for rate in found)
    assert len(found) % 2 == often % 2


def test_a_curve_that_cancels_to_its_last_bits_has_all_its_rates() -> None:
    """python-flint 0.9.0 finds twelve roots of these binary fractions, isolated exactly."""
    sizes = [math.lgamma(401) - math.lgamma(k + 1) - math.lgamma(401 - k) for k in range(401)]
    flows = TURNS[:401] * np.array([math.exp(size - 200) for size in sizes])
    flows = drop_negligible(flows)
    found = find_rates_of_return(flows)
    assert len(found) == 12
    assert all(crosses(flows.tolist(), rate) for rate in found)


def sample_exactly(flows: list[float], lows: float, highs: float, places: int) -> int:
    """Return how often the exact sign changes between places of x = 1 / (1 + rate)."""
    signs = [
        sign_exactly(flows, 1 / x - 1) for x in np.exp(np.linspace(lows, highs, places)).tolist()
    ]
    return sum(one != other for one, other in pairwise(signs))


@pytest.mark.parametrize("seed", range(3))
def test_magnitudes_of_twenty_decades_keep_every_rate(seed: int) -> None:
    draw = np.random.default_rng(seed)
    flows = draw.choice([-1.0, 1.0], 300) * 10 ** draw.uniform(-10, 10, 300)
    found = find_rates_of_return(flows)
    assert all(crosses(flows.tolist(), rate) for rate in found)
    assert len(found) >= sample_exactly(flows.tolist(), -3, 3, 60)
    assert (len(found) - (flows[0] * flows[-1] < 0)) % 2 == 0
