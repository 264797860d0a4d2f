"""Plans of money: tax, prices, residual value, views, uncertainty; what they replace; renewal."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.portfolio import (
    RESIDUAL,
    Line,
    Plan,
    Reading,
    Replacement,
    UncertainLine,
    View,
    appraise,
    appraise_plan,
    compare_renewal,
    compute_flows,
    draw_tornado,
    find_switching_factor,
    simulate,
    sum_emissions,
)

PLANT = Plan(
    lines=(
        Line("plant", "investment", (1000.0,)),
        Line("sales", "revenue", (0.0, 700.0, 700.0, 700.0)),
        Line("running", "operating", (0.0, 300.0, 300.0, 300.0)),
    ),
    rate=0.1,
    tax=0.2,
    depreciation_years=4,
    residual=100.0,
)


def test_a_plant_by_hand() -> None:
    flows = compute_flows(PLANT)
    assert flows.depreciation.tolist() == [250.0] * 4
    assert flows.profit.tolist() == [-250.0, 150.0, 150.0, 250.0]
    assert flows.taxable.tolist() == [0.0, 0.0, 50.0, 250.0], "the first year's loss is carried"
    assert flows.tax.tolist() == [0.0, 0.0, 10.0, 50.0]
    assert flows.net.tolist() == [-1000.0, 400.0, 390.0, 450.0]


def pay_tax_slowly(profit: list[float], rate: float) -> list[float]:
    """Return the tax of each year, each loss kept as itself until it is used up."""
    losses: list[float] = []
    taxes = []
    for year in profit:
        if year < 0:
            losses.append(-year)
        left = max(year, 0.0)
        while losses and left > 0:
            used = min(losses[0], left)
            left -= used
            losses[0] -= used
            if losses[0] <= 0:
                losses.pop(0)
        taxes.append(rate * left)
    return taxes


amounts = st.lists(st.floats(0, 1e6), min_size=1, max_size=12).map(tuple)


@settings(max_examples=60, deadline=None)
@given(amounts, amounts, amounts, st.floats(0, 0.5), st.floats(0, 1e6), st.integers(1, 15))
def test_tax_as_it_is_paid_slowly(
    paid: tuple[float, ...],
    earned: tuple[float, ...],
    spent: tuple[float, ...],
    tax: float,
    residual: float,
    years: int,
) -> None:
    plan = Plan(
        (
            Line("i", "investment", paid),
            Line("r", "revenue", earned),
            Line("o", "operating", spent),
        ),
        rate=0.1, tax=tax, residual=residual, depreciation_years=years,
    )  # fmt: skip
    flows = compute_flows(plan)
    slow = [0.0] * plan.years
    for year, amount in enumerate(paid):
        for later in range(year, min(year + years, plan.years)):
            slow[later] += amount / years
    assert flows.depreciation == pytest.approx(slow, abs=1e-6)
    assert flows.tax == pytest.approx(pay_tax_slowly(flows.profit.tolist(), tax), abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(st.floats(-0.2, 0.5), st.floats(-0.2, 0.5), st.sampled_from(["start", "middle", "end"]))
def test_nominal_and_real_give_one_npv_and_rates_that_differ_by_inflation(
    rate: float, inflation: float, timing: Literal["start", "middle", "end"]
) -> None:
    real = Plan(
        PLANT.lines, rate=rate, rate_is="real", prices="real", inflation=inflation, timing=timing,
    )  # fmt: skip
    paid, first_prices = appraise_plan(real), appraise_plan(real, real=True)
    assert paid is not None
    assert first_prices is not None
    assert paid.npv == pytest.approx(first_prices.npv, rel=1e-9, abs=1e-6)
    assert 1 + paid.irr[0] == pytest.approx((1 + first_prices.irr[0]) * (1 + inflation))
    plain = appraise(compute_flows(Plan(PLANT.lines, rate=rate)).net, rate=rate)
    assert first_prices.irr == pytest.approx(plain.irr)


def test_middle_and_end_of_the_year() -> None:
    npvs = [
        appraise_plan(Plan(PLANT.lines, rate=0.21, timing=timing)).npv  # type: ignore[union-attr]
        for timing in ("start", "middle", "end")
    ]
    assert npvs == pytest.approx([npvs[0], npvs[0] / 1.1, npvs[0] / 1.21])


def test_views_of_parties_sum_to_the_whole_and_without_a_rate_nothing_is_converted() -> None:
    one = View("A", benefit_share=0.3, cost_share=0.6)
    other = View("B", benefit_share=0.7, cost_share=0.4)
    whole, *parts = (appraise_plan(PLANT, view) for view in (None, one, other))
    assert whole is not None
    assert sum(part.npv for part in parts if part) == pytest.approx(whole.npv)
    abroad = View("A", 0.3, 0.6, "CNY", per_unit=(0.08, 0.1))
    flows = compute_flows(PLANT)
    first, second = 0.08 * -0.6 * 1000, 0.1 * (0.3 * 700 - 0.6 * 300)
    found = appraise_plan(PLANT, abroad)
    assert found is not None
    assert appraise([first, second], rate=0.1).npv == pytest.approx(
        found.npv - sum(
            0.1 * (0.3 * (flows.revenue[t] + flows.residual[t])
                   - 0.6 * (flows.operating[t] + flows.tax[t])) / 1.1**t
            for t in (2, 3)
        )
    )  # fmt: skip
    assert appraise_plan(PLANT, View("A", currency="XYZ", per_unit=None)) is None


UNCERTAIN = (
    UncertainLine("sales", 0.8, 1.1),
    UncertainLine("plant", 0.9, 1.2),
    UncertainLine(RESIDUAL, 0.0, 1.0),
)


def test_tornado_simulation_and_switching_values() -> None:
    bars = draw_tornado(PLANT, UNCERTAIN)
    assert [bar.name for bar in bars] == ["sales", "plant", RESIDUAL]
    sales = Line("sales", "revenue", (0.0, 560.0, 560.0, 560.0))
    low = replace(PLANT, lines=(PLANT.lines[0], sales, PLANT.lines[2]))
    assert bars[0].low == pytest.approx(appraise_plan(low).npv)  # type: ignore[union-attr]
    spread = simulate(PLANT, UNCERTAIN, draws=10_000, seed=5)
    assert spread == simulate(PLANT, UNCERTAIN, draws=10_000, seed=5)
    assert spread != simulate(PLANT, UNCERTAIN, draws=10_000, seed=6)
    assert list(spread.quantiles) == sorted(spread.quantiles)
    certain = simulate(PLANT, (), draws=3)
    assert certain.mean == pytest.approx(appraise_plan(PLANT).npv)  # type: ignore[union-attr]
    factor = find_switching_factor(PLANT, "sales")
    assert factor is not None
    sales = Line("sales", "revenue", (0.0, *[700 * factor] * 3))
    at = replace(PLANT, lines=(PLANT.lines[0], sales, PLANT.lines[2]))
    assert appraise_plan(at).npv == pytest.approx(0, abs=1e-6)  # type: ignore[union-attr]
    assert find_switching_factor(PLANT, RESIDUAL, most=0.5) is None


def test_a_triangle_is_drawn_as_it_says() -> None:
    """The mean of a triangle is (low + likely + high) / 3, and without tax the NPV is linear."""
    plan = Plan(PLANT.lines, rate=0.1)
    factor = (0.5 + 1.0 + 1.2) / 3
    mean = simulate(plan, [UncertainLine("sales", 0.5, 1.2)], draws=200_000, seed=1).mean
    npv = appraise_plan(plan).npv  # type: ignore[union-attr]
    sales = 700 * sum(1.1**-t for t in (1, 2, 3))
    assert mean == pytest.approx(npv + (factor - 1) * sales, abs=2)


def test_what_is_replaced_is_capped() -> None:
    found = Replacement((100.0, 120.0), 0.5, (0.25, 0.5, 1.0), output=55.0)
    assert found.replaced == (12.5, 27.5, 55.0)
    assert Replacement((100.0,), 1.0, (2.0,)).replaced == (100.0,), "never more than is imported"
    assert Replacement((0.0,), 0.5, (1.0,)).replaced == (0.0,), "a year without flows"
    with pytest.raises(ValueError, match="share from 0 to 1"):
        Replacement((1.0,), 1.5, (1.0,))


def test_renewal_per_unit_before_and_after() -> None:
    energy = Reading("energy", 1000.0, 900.0, "MWh", "measured", "Plant's meter")
    grid = Reading("emissions_2", 1000.0, 900.0, "t CO2e", "estimated", "Project officer",
                   factor=0.4, factor_source="Grid operator 2023")  # fmt: skip
    age = Reading("equipment_age", 20.0, 4.0, "years", "measured", "Auditor")
    found = compare_renewal([energy, grid, age], made_before=100.0, made_after=150.0)
    assert [(one.before, one.after) for one in found] == [(10.0, 6.0), (4.0, 2.4), (20.0, 4.0)]
    assert [one.improves for one in found] == [True, True, True]
    assert found[0].change == pytest.approx(-0.4)
    assert sum_emissions([energy, grid]) == pytest.approx(360.0)
    unknown = compare_renewal([energy], made_before=None, made_after=0.0)[0]
    assert (unknown.before, unknown.after, unknown.change, unknown.improves) == (None,) * 4
    with pytest.raises(ValueError, match="source of the factor"):
        Reading("emissions_1", 1.0, 1.0, "t", "measured", "A", factor=2.7)
    with pytest.raises(ValueError, match="who measured"):
        Reading("water", 1.0, 1.0, "m3", "measured", " ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rate": -1.0}, "rate above -1"),
        ({"tax": 1.0}, "tax from 0"),
        ({"lines": ()}, "at least one line"),
        ({"lines": (Line("a", "revenue", (-1.0,)),)}, "no signs"),
        ({"lines": (Line("a", "revenue", (1.0,)), Line("a", "operating", (1.0,)))}, "name once"),
        ({"depreciation_years": 0}, "1 year or more"),
        ({"residual": -1.0}, "residual value"),
    ],
)
def test_meaningless_plans_are_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Plan(**({"lines": PLANT.lines, "rate": 0.1} | change))  # type: ignore[arg-type]


def test_drawing_ten_thousand_plans_of_thirty_years_is_vectorised() -> None:
    plan = Plan(tuple(Line(f"l{i}", "revenue", (1.0,) * 30) for i in range(4)), rate=0.1, tax=0.2)
    spread = simulate(plan, [UncertainLine(f"l{i}", 0.5, 1.5) for i in range(4)], draws=10_000)
    assert np.isfinite(spread.mean)
