"""What one project is worth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.engines.portfolio import appraise

amounts = st.integers(-1_000, 1_000).map(float)
flow_lists = st.lists(amounts, min_size=1, max_size=12)


def test_a_simple_loan_by_hand() -> None:
    worth = appraise([-100.0, 60.0, 60.0], rate=0.1)
    assert worth.npv == pytest.approx(-100 + 60 / 1.1 + 60 / 1.21)
    assert worth.irr == pytest.approx((0.13066238629180749,))
    assert worth.irr_found == "one"
    assert worth.payback == pytest.approx(1 + 40 / 60)
    assert worth.discounted_payback == pytest.approx(1 + (100 - 60 / 1.1) / (60 / 1.21))
    assert worth.benefit_cost == pytest.approx((60 / 1.1 + 60 / 1.21) / 100)
    assert worth.mirr == pytest.approx(((60 * 1.1 + 60) / 100) ** 0.5 - 1)


def test_several_rates_are_all_said() -> None:
    # -1 + 2.3 x - 1.32 x^2 is zero at x = 1/1.1 and x = 1/1.2.
    worth = appraise([-1.0, 2.3, -1.32], rate=0.05)
    assert worth.irr == pytest.approx((0.1, 0.2))
    assert worth.irr_found == "several"


def test_a_rate_that_only_touches_nought_is_found() -> None:
    assert appraise([-1.0, 2.2, -1.21], rate=0.05).irr == pytest.approx((0.1,), abs=1e-5)


@pytest.mark.parametrize("flows", [[-1.0, -2.0], [3.0, 1.0], [0.0, 0.0], [-1.0, 1.0, -1.0]])
def test_no_rate_is_said(flows: list[float]) -> None:
    worth = appraise(flows, rate=0.05)
    assert worth.irr == ()
    assert worth.irr_found == "none"


def test_money_that_comes_back_and_is_lost_again_has_not_paid_back() -> None:
    worth = appraise([-100.0, 150.0, -80.0, 60.0], rate=0.0)
    assert worth.payback == pytest.approx(2 + 30 / 60)
    assert appraise([-100.0, 150.0, -80.0], rate=0.0).payback is None
    assert appraise([100.0, -20.0], rate=0.0).payback == 0.0


def test_a_later_start_is_worth_less_and_its_rate_is_the_same() -> None:
    now, later = (appraise([-100.0, 150.0], rate=0.08, delay=d) for d in (0, 2))
    assert later.npv == pytest.approx(now.npv / 1.08**2)
    assert later.irr == now.irr


@pytest.mark.parametrize(
    ("flows", "rate", "said"),
    [
        ([], 0.1, "at least one yearly cash flow"),
        ([1.0, float("nan")], 0.1, "in year 1"),
        ([1.0], -1.0, "discount rate above -1"),
    ],
)
def test_meaningless_input_is_refused(flows: list[float], rate: float, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        appraise(flows, rate=rate)


@given(flow_lists)
def test_at_every_rate_found_the_worth_is_nought(flows: list[float]) -> None:
    for rate in appraise(flows, rate=0.1).irr:
        x = 1 / (1 + rate)
        terms = np.array(flows) * x ** np.arange(len(flows))
        assert abs(terms.sum()) <= 1e-9 * np.abs(terms).sum()


@given(st.lists(st.integers(1, 30), min_size=1, max_size=4, unique=True))
def test_every_rate_put_in_is_found(tenths: list[int]) -> None:
    rates = sorted(t / 10 for t in tenths)
    flows = np.array([1.0])
    for rate in rates:  # each factor (1 - x (1 + rate)) is zero at x = 1 / (1 + rate)
        flows = np.convolve(flows, [1.0, -(1 + rate)])
    assert appraise(flows, rate=0.1).irr == pytest.approx(tuple(rates), rel=1e-5)


@given(flow_lists, st.floats(0.0, 0.5))
def test_worth_is_inflow_less_outflow_and_scales(flows: list[float], rate: float) -> None:
    worth, doubled = appraise(flows, rate=rate), appraise([2 * f for f in flows], rate=rate)
    assert doubled.npv == pytest.approx(2 * worth.npv)
    assert doubled.payback == pytest.approx(worth.payback) if worth.payback else True
    if worth.benefit_cost is not None and abs(worth.npv) > 1e-6:
        assert (worth.benefit_cost > 1) == (worth.npv > 0)


@pytest.mark.parametrize(
    ("flows", "irr"),
    [
        # Powers of the discount factor that leave the numbers: 1e9 to the 40th.
        ([-1e9, *[0.0] * 39, 10.0], 10 ** (-8 / 40) - 1),
        ([-1e18, *[0.0] * 98, 0.01], 10 ** (-20 / 99) - 1),
        ([-0.01, *[0.0] * 98, 1e18], 10 ** (20 / 99) - 1),
        ([-1.0, 1e18], 1e18 - 1),
    ],
)
def test_rates_of_flows_of_very_different_size(flows: list[float], irr: float) -> None:
    found = appraise(flows, rate=0.1)
    assert found.irr == pytest.approx((irr,), rel=1e-6)
    assert found.benefit_cost is not None


@pytest.mark.parametrize("flows", [[-1.0, 5e-324], [-5e-324, 1e18], [1e18, -5e-324, -1e18]])
@pytest.mark.parametrize("rate", [0.0, 1.0])
@pytest.mark.parametrize("delay", [-300, 300])
def test_figures_stay_finite(flows: list[float], rate: float, delay: float) -> None:
    found = appraise(flows, rate=rate, delay=delay)
    figures = [found.npv, found.mirr, found.benefit_cost, *found.irr]
    assert np.isfinite([figure for figure in figures if figure is not None]).all()


@pytest.mark.parametrize(
    ("flows", "borrows"),
    [
        ([900.0, 500.0, *[-400.0] * 9], True),
        ([100.0, -110.0], True),
        ([0.0, 100.0, -110.0, 0.0], True),
        ([-100.0, 110.0], False),
        ([-100.0, 230.0, -132.0], False),  # several rates: none of them is that of a loan
        ([100.0, -200.0, 100.0], False),  # one rate that the worth only touches
        ([100.0, 10.0], False),
        ([0.0, 0.0], False),
    ],
)
def test_a_rate_of_borrowing_is_told(flows: list[float], borrows: bool) -> None:  # noqa: FBT001
    assert appraise(flows, rate=0.08).borrows is borrows


@pytest.mark.parametrize(
    ("flows", "npv"),
    [
        ([1e308, 1e308, -1e308], 1e308),
        ([-1e308, -1e308, 1.7e308, 1e308], 0.7e308),
        ([-5e-324, 1.5e-323], 1e-323),
    ],
)
def test_flows_at_the_ends_of_the_numbers_are_summed_within_them(
    flows: list[float], npv: float
) -> None:
    worth = appraise(flows, rate=0.0)
    assert worth.npv == pytest.approx(npv, rel=1e-15, abs=0)
    assert worth.payback is not None


@pytest.mark.parametrize(
    ("flows", "rate", "delay"),
    [
        ([0.0] * 1_199 + [1.0], -0.5, 0),
        ([1.0] + [0.0] * 1_198 + [-1.0, 2.0], -0.5, 0),
        ([1e308, 1e308], 0.0, 0),
        ([1.0], 0.08, -10_000),
    ],
)
def test_a_present_value_that_is_no_number_is_refused(
    flows: list[float], rate: float, delay: float
) -> None:
    with pytest.raises(ValueError, match="Expected a present value within the numbers"):
        appraise(flows, rate=rate, delay=delay)


def test_years_without_a_flow_have_no_present_value_however_far_off() -> None:
    assert appraise([-1.0, 2.0] + [0.0] * 1_200, rate=-0.5).npv == 3.0
