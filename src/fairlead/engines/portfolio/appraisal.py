"""What one project is worth: present value, rates of return, payback, benefit over cost.

Definitions follow the European Commission's Guide to Cost-Benefit Analysis of Investment
Projects (2014) and UNIDO's Manual for the Preparation of Industrial Feasibility Studies.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from fairlead.engines.portfolio.rates import drop_negligible, find_rates_of_return

Floats = npt.NDArray[np.float64]
IrrFound = Literal["one", "none", "several"]


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The worth of one project.

    ``npv`` is in the money of the cash flows, at the base date. ``irr`` holds every rate above
    -100 % at which the present value is zero, rising: no rate and several rates are answers,
    not failures, and `irr_found` says which. ``mirr`` is the rate with inflows reinvested at
    the discount rate, None without both an outflow and an inflow. ``payback`` and
    ``discounted_payback`` are years from the first flow until the cumulated flow is zero or
    more for good, None when it never is. ``benefit_cost`` is the present value of inflows over
    that of outflows, None without outflows. ``comes_first``: the first flow is money that comes
    and the last is money that goes.
    """

    npv: float
    irr: tuple[float, ...]
    mirr: float | None
    payback: float | None
    discounted_payback: float | None
    benefit_cost: float | None
    comes_first: bool = False

    @property
    def irr_found(self) -> IrrFound:
        """Return whether one, no or several rates of return exist."""
        return "none" if not self.irr else "one" if len(self.irr) == 1 else "several"

    @property
    def borrows(self) -> bool:
        """Return whether the one rate is that of a loan: money comes first and is paid back.

        Such flows are worth having while the discount rate is above their rate, not below it.
        """
        return self.irr_found == "one" and self.comes_first


def appraise(cash_flows: Sequence[float] | Floats, *, rate: float, delay: float = 0) -> Appraisal:
    """Return the worth of net yearly ``cash_flows`` at the discount ``rate`` (0.08 is 8 %).

    The first flow falls ``delay`` years after the base date (negative: before it), each next one
    a year later: NPV = sum of flow_t / (1 + rate)^(t + delay). Raises ValueError for no flows, a
    flow that is not finite, a rate of -1 or less, or a present value that is no number.
    """
    flows = drop_negligible(_check_flows(cash_flows, rate=rate, delay=delay))
    # Powers of two scale without rounding: sums of the largest numbers stay within them.
    power = int(np.frexp(np.abs(flows).max())[1])
    scaled = np.ldexp(flows, -power)
    discounted = _discount(scaled, rate=rate, delay=delay)
    npv = _scale_back(discounted, power, rate=rate)
    inflow = float(discounted[discounted > 0].sum())
    outflow = float(-discounted[discounted < 0].sum())
    return Appraisal(
        npv=npv,
        irr=find_rates_of_return(flows),
        mirr=_compute_modified_rate(inflow, outflow, rate=rate, years=len(flows) - 1),
        payback=count_years_to_pay_back(scaled),
        discounted_payback=count_years_to_pay_back(discounted),
        benefit_cost=inflow / outflow if outflow else None,
        comes_first=_comes_first(flows),
    )


def _discount(flows: Floats, *, rate: float, delay: float) -> Floats:
    """Return the present values of flows, not finite where one is beyond the numbers."""
    values = np.zeros_like(flows)
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        factors = (1 + rate) ** -(np.arange(len(flows)) + float(delay))
        np.multiply(flows, factors, out=values, where=flows != 0)
    return values


def _scale_back(discounted: Floats, power: int, *, rate: float) -> float:
    """Return the sum of present values times two to the ``power``."""
    if np.isfinite(discounted).all():
        with suppress(OverflowError):
            return math.ldexp(math.fsum(discounted.tolist()), power)
    raise ValueError(
        f"Expected a present value within the numbers (1.8e308) at the discount rate {rate}: give "
        "the flows in a larger unit, fewer of them, or a higher rate."
    )


def _comes_first(flows: Floats) -> bool:
    moved = flows[flows != 0]
    return len(moved) > 0 and bool(moved[0] > 0 > moved[-1])


def count_years_to_pay_back(flows: Floats) -> float | None:
    """Return the years until the cumulated flow is zero or more and stays so, else None.

    Inside the year of the crossing the flow is taken as even; flow 0 falls at year 0.
    """
    cumulated = flows.cumsum()
    cumulated[np.abs(cumulated) <= 1e-12 * np.abs(flows).sum()] = 0.0
    below = np.flatnonzero(cumulated < 0)
    if not len(below):
        return 0.0
    last = int(below[-1])
    if last == len(flows) - 1:
        return None
    return last + float(-cumulated[last] / flows[last + 1])


def _compute_modified_rate(
    inflow: float, outflow: float, *, rate: float, years: int
) -> float | None:
    """Return MIRR = (1 + rate) (PV inflows / PV outflows)^(1 / years) - 1."""
    if not inflow or not outflow or years < 1:
        return None
    return float((1 + rate) * (inflow / outflow) ** (1 / years) - 1)


def _check_flows(cash_flows: Sequence[float] | Floats, *, rate: float, delay: float) -> Floats:
    flows = np.asarray(cash_flows, dtype=np.float64)
    if flows.ndim != 1 or not len(flows):
        raise ValueError(
            f"Expected at least one yearly cash flow, got {flows.size} in shape {flows.shape}: "
            "give the net flow of every year."
        )
    if not np.isfinite(flows).all():
        year = int(np.flatnonzero(~np.isfinite(flows))[0])
        raise ValueError(
            f"Expected finite cash flows, got {flows[year]} in year {year}: give an amount."
        )
    if not (np.isfinite(rate) and rate > -1):
        raise ValueError(f"Expected a discount rate above -1, got {rate}: 0.08 means 8 % a year.")
    if not np.isfinite(delay):
        raise ValueError(f"Expected a delay in years, got {delay}: 0 starts at the base date.")
    return flows
