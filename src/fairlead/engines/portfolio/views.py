"""What a plan is worth to one party: its shares, its currency, and the rate it discounts at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairlead.engines.portfolio.appraisal import Appraisal, appraise
from fairlead.engines.portfolio.plan import DELAYS, Floats, Plan, YearlyFlows, compute_flows


@dataclass(frozen=True, slots=True)
class View:
    """Whose money it is: a party's share of what is earned and of what is paid, and its currency.

    ``per_unit``: what one unit of the plan's currency is worth in the party's in each year; the
    last one holds on. None says that there is no rate, and then nothing is converted. ``taxed``
    is False for one that gets the tax back, such as a state whose tax it is. ``rate``: what the
    party's money costs in its currency, nominal or real as the plan's is; ``inflation``: that of
    its currency. None takes the plan's, which are those of the plan's currency.
    """

    name: str
    benefit_share: float = 1.0
    cost_share: float = 1.0
    currency: str = ""
    per_unit: tuple[float, ...] | None = (1.0,)
    taxed: bool = True
    rate: float | None = None
    inflation: float | None = None

    def __post_init__(self) -> None:
        """Refuse rates that mean nothing."""
        for name, value in (("rate", self.rate), ("inflation", self.inflation)):
            if value is not None and not (np.isfinite(value) and value > -1):
                raise ValueError(f"Expected {name} above -1, got {value}: 0.08 is 8 % a year.")


@dataclass(frozen=True, slots=True)
class Discount:
    """The rates of one party: for flows as they are paid, and in prices of the first year."""

    nominal: float
    inflation: float

    @property
    def real(self) -> float:
        """Return the rate for flows in prices of the first year."""
        return (1 + self.nominal) / (1 + self.inflation) - 1


def find_discount(plan: Plan, view: View | None = None) -> Discount:
    """Return at which rate, and with which inflation, a party's flows are discounted."""
    rate, inflation = plan.rate, plan.inflation
    if view is not None:
        rate = rate if view.rate is None else view.rate
        inflation = inflation if view.inflation is None else view.inflation
    return Discount(plan.raise_rate(rate, inflation=inflation), inflation)


def appraise_plan(plan: Plan, view: View | None = None, *, real: bool = False) -> Appraisal | None:
    """Return what a plan is worth to one party, or to all together; None without a rate.

    Flow_t = (benefit_share (revenue_t + residual_t) - cost_share (investment_t + operating_t +
    tax_t)) per_unit_t, at the nominal rate; ``real``: in prices of the first year at the real
    rate, which gives the same NPV and a lower IRR. The rates are the party's (`find_discount`).
    """
    flows = view_flows(compute_flows(plan), view)
    if flows is None:
        return None
    discount = find_discount(plan, view)
    rate = discount.nominal
    if real:
        growth = 1 + discount.inflation
        flows, rate = flows / growth ** np.arange(len(flows)), discount.real
        flows = flows * growth ** -DELAYS[plan.timing]
    return appraise(flows, rate=rate, delay=DELAYS[plan.timing])


def view_flows(flows: YearlyFlows, view: View | None) -> Floats | None:
    """Return the net flows of one party in its currency; None without a rate."""
    if view is None:
        return flows.net
    if view.per_unit is None or not view.per_unit:
        return None
    given = np.asarray(view.per_unit, dtype=np.float64)
    years = flows.net.shape[-1]
    per_unit = given[np.minimum(np.arange(years), len(given) - 1)]
    tax = flows.tax if view.taxed else 0.0
    comes = view.benefit_share * (flows.revenue + flows.residual)
    goes = view.cost_share * (flows.investment + flows.operating + tax)
    found: Floats = (comes - goes) * per_unit
    return found
