"""A project's plan of money: its lines, prices, tax and residual value, to yearly flows.

Formulas of UNIDO's Manual for the Preparation of Industrial Feasibility Studies and the European
Commission's Guide to Cost-Benefit Analysis (2014): flows of a year at that year's prices, tax on
what is earned less straight-line depreciation, losses carried forward.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Kind = Literal["investment", "revenue", "operating"]
Prices = Literal["nominal", "real"]
Timing = Literal["start", "middle", "end"]
KINDS: tuple[Kind, ...] = ("investment", "revenue", "operating")
DELAYS: Mapping[str, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
RESIDUAL = "residual"
"""The name of the residual value among what can be uncertain."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is paid or earned in each year, all amounts 0 or more, from the plan's first year on."""

    name: str
    kind: Kind
    amounts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The money of a project, in one currency.

    ``prices``: ``real`` amounts are in prices of the first year and grow with ``inflation``;
    ``nominal`` ones are what is paid. ``rate`` is the discount rate, itself ``rate_is`` nominal or
    real. ``timing``: when in a year its flows fall. ``tax``: share of the taxable profit;
    investment is depreciated in ``depreciation_years`` equal parts, from the year it is paid on,
    and losses are carried forward without an end. ``residual``: what is left after the
    last year is worth, in the same prices, counted with that year's flows; what it is above or
    below its book value is profit or loss of that year.
    """

    lines: tuple[Line, ...]
    rate: float
    rate_is: Prices = "nominal"
    prices: Prices = "nominal"
    inflation: float = 0.0
    timing: Timing = "start"
    tax: float = 0.0
    depreciation_years: int = 10
    residual: float = 0.0

    def __post_init__(self) -> None:
        """Refuse a plan that means nothing."""
        if not self.lines or not any(line.amounts for line in self.lines):
            raise ValueError("Expected at least one line with an amount, got none.")
        for line in self.lines:
            if line.kind not in KINDS:
                raise ValueError(f"Expected a kind of {KINDS}, got {line.kind!r} of {line.name!r}.")
            if not all(np.isfinite(amount) and amount >= 0 for amount in line.amounts):
                raise ValueError(f"Expected amounts of 0 or more in {line.name!r}: give no signs.")
        if len({line.name for line in self.lines}) < len(self.lines):
            raise ValueError("Expected a name once, got two lines of one name.")
        for name, value in (("rate", self.rate), ("inflation", self.inflation)):
            if not (np.isfinite(value) and value > -1):
                raise ValueError(f"Expected {name} above -1, got {value}: 0.08 is 8 % a year.")
        if not 0 <= self.tax < 1:
            raise ValueError(f"Expected a tax from 0 to below 1, got {self.tax}: 0.2 is 20 %.")
        if self.depreciation_years < 1:
            raise ValueError(f"Expected 1 year or more, got {self.depreciation_years}.")
        if self.timing not in DELAYS:
            raise ValueError(f"Expected a timing of {tuple(DELAYS)}, got {self.timing!r}.")
        if not (np.isfinite(self.residual) and self.residual >= 0):
            raise ValueError(f"Expected a residual value of 0 or more, got {self.residual}.")

    @property
    def years(self) -> int:
        """Return over how many years there are flows."""
        return max(len(line.amounts) for line in self.lines)

    @property
    def nominal_rate(self) -> float:
        """Return the discount rate for flows as they are paid."""
        return self.raise_rate(self.rate, inflation=self.inflation)

    def raise_rate(self, rate: float, *, inflation: float) -> float:
        """Return a rate given as this plan's is, nominal: (1 + real)(1 + inflation) - 1."""
        return rate if self.rate_is == "nominal" else (1 + rate) * (1 + inflation) - 1

    @property
    def real_rate(self) -> float:
        """Return the discount rate for flows in prices of the first year."""
        return (1 + self.nominal_rate) / (1 + self.inflation) - 1


@dataclass(frozen=True, slots=True)
class YearlyFlows:
    """A plan's flows as they are paid, each (years) or (draws, years); all but ``net`` positive.

    ``profit`` is what is earned less operating cost and depreciation, ``taxable`` what is left of
    it after losses of earlier years. net = revenue + residual - investment - operating - tax.
    """

    revenue: Floats
    investment: Floats
    operating: Floats
    residual: Floats
    depreciation: Floats
    profit: Floats
    taxable: Floats
    tax: Floats
    net: Floats


def compute_flows(plan: Plan, factors: Mapping[str, Floats | float] | None = None) -> YearlyFlows:
    """Return the plan's flows, each line multiplied by its factor (1, or an array of draws).

    ``factors``: by a line's name or `RESIDUAL`. With arrays of length n every result is
    (n, years); without, (years).
    """
    factors = factors or {}
    draws = max((np.size(factor) for factor in factors.values()), default=1)
    growth = (1 + plan.inflation) ** np.arange(plan.years) if plan.prices == "real" else 1.0
    sums = {kind: np.zeros((draws, plan.years)) for kind in KINDS}
    for line in plan.lines:
        amounts = np.zeros(plan.years)
        amounts[: len(line.amounts)] = line.amounts
        factor = np.broadcast_to(np.asarray(factors.get(line.name, 1.0), dtype=np.float64), draws)
        sums[line.kind] += factor[:, None] * (amounts * growth)
    residual = np.zeros((draws, plan.years))
    last = growth[-1] if isinstance(growth, np.ndarray) else 1.0
    residual[:, -1] = plan.residual * last * np.asarray(factors.get(RESIDUAL, 1.0))
    depreciation = _depreciate(sums["investment"], plan.depreciation_years)
    book = sums["investment"].sum(axis=1) - depreciation.sum(axis=1)
    gain = np.zeros_like(residual)
    gain[:, -1] = residual[:, -1] - book
    profit = sums["revenue"] - sums["operating"] - depreciation + gain
    taxable = _carry_losses(profit)
    tax = plan.tax * taxable
    net = sums["revenue"] + residual - sums["investment"] - sums["operating"] - tax
    found = (
        sums["revenue"],
        sums["investment"],
        sums["operating"],
        residual,
        depreciation,
        profit,
        taxable,
        tax,
        net,
    )
    return YearlyFlows(*(one if factors else one[0] for one in found))


def _depreciate(investment: Floats, years: int) -> Floats:
    """Return each year's depreciation: what was paid in the ``years`` up to it, in equal parts."""
    paid = investment.cumsum(axis=1)
    before = np.zeros_like(paid)
    before[:, years:] = paid[:, :-years] if years < paid.shape[1] else before[:, years:]
    depreciated: Floats = (paid - before) / years
    return depreciated


def _carry_losses(profit: Floats) -> Floats:
    """Return what is taxed in each year: profit less losses of earlier years that are left."""
    taxable = np.zeros_like(profit)
    losses = np.zeros(profit.shape[0])
    for year in range(profit.shape[1]):
        left = profit[:, year] - losses
        taxable[:, year] = np.maximum(left, 0.0)
        losses = np.maximum(-left, 0.0)
    return taxable


@dataclass(frozen=True, slots=True)
class UncertainLine:
    """A line (or `RESIDUAL`) whose factor lies between ``low`` and ``high``, ``likely`` mostly."""

    name: str
    low: float
    high: float
    likely: float = 1.0

    def __post_init__(self) -> None:
        """Refuse a range that is none."""
        if not 0 <= self.low <= self.likely <= self.high or not np.isfinite(self.high):
            raise ValueError(
                f"Expected 0 <= low <= likely <= high of {self.name!r}, got {self.low}, "
                f"{self.likely}, {self.high}: factors, 0.8 is 20 % less."
            )


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the tornado: the NPV with one line at its low and at its high factor."""

    name: str
    low: float
    high: float

    @property
    def swing(self) -> float:
        """Return by how much the NPV differs."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Spread:
    """What NPV drawn plans have: ``quantiles`` at 5, 25, 50, 75 and 95 %."""

    draws: int
    seed: int
    mean: float
    deviation: float
    quantiles: tuple[float, float, float, float, float]
    below_nought: float


def discount(plan: Plan, net: Floats) -> Floats:
    """Return the NPV of flows as they are paid, (years) or (draws, years)."""
    years = np.arange(net.shape[-1]) + DELAYS[plan.timing]
    found: Floats = net @ (1 + plan.nominal_rate) ** -years
    return found


def draw_tornado(plan: Plan, uncertain: Sequence[UncertainLine]) -> tuple[Bar, ...]:
    """Return how much each line alone moves the NPV, the largest swing first."""
    bars = [
        Bar(
            one.name,
            *discount(plan, _vary(plan, {one.name: np.array([one.low, one.high])})).tolist(),
        )
        for one in uncertain
    ]
    return tuple(sorted(bars, key=lambda bar: (-bar.swing, bar.name)))


def draw_npvs(plan: Plan, uncertain: Sequence[UncertainLine], *, draws: int, seed: int) -> Floats:
    """Return the NPV of ``draws`` plans whose factors are drawn from triangles, each alone."""
    draw = np.random.default_rng(seed)
    factors: dict[str, Floats | float] = {
        one.name: (
            draw.triangular(one.low, one.likely, one.high, draws)
            if one.high > one.low
            else np.full(draws, one.likely)
        )
        for one in uncertain
    }
    if not factors:
        return np.full(draws, discount(plan, compute_flows(plan).net))
    return discount(plan, _vary(plan, factors))


def simulate(
    plan: Plan, uncertain: Sequence[UncertainLine], *, draws: int = 10_000, seed: int = 0
) -> Spread:
    """Return what the NPV comes to over drawn plans; the same seed draws the same."""
    npvs = draw_npvs(plan, uncertain, draws=draws, seed=seed)
    low, lower, middle, upper, high = np.quantile(npvs, (0.05, 0.25, 0.5, 0.75, 0.95)).tolist()
    return Spread(
        draws,
        seed,
        float(npvs.mean()),
        float(npvs.std(ddof=1)) if draws > 1 else 0.0,
        (low, lower, middle, upper, high),
        float((npvs < 0).mean()),
    )


def find_switching_factor(plan: Plan, name: str, *, most: float = 100.0) -> float | None:
    """Return the factor of a line at which the NPV is zero, None if there is none to ``most``.

    The NPV never rises with a cost, nor falls with what is earned, so there is at most one place
    where it changes its sign; found by halving.
    """
    low, high = 0.0, most
    ends = discount(plan, _vary(plan, {name: np.array([low, high])}))
    if ends[0] == ends[1] or (ends[0] > 0) == (ends[1] > 0):
        return None
    rises = ends[1] > ends[0]
    for _ in range(60):
        middle = (low + high) / 2
        worth = discount(plan, _vary(plan, {name: np.array([middle])}))[0]
        if (worth > 0) == rises:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def _vary(plan: Plan, factors: Mapping[str, Floats | float]) -> Floats:
    return compute_flows(plan, factors).net


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a project replaces of an import bill, year by year.

    ``imports``: what is imported in each year, ``share`` of it that the product can stand for,
    ``ramp``: the share of the full output that is reached in each year, ``output``: the value of
    the full output, None for no limit. The last number of a list holds on.
    """

    imports: tuple[float, ...]
    share: float
    ramp: tuple[float, ...]
    output: float | None = None
    replaced: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Work out replaced_t = min(imports_t share ramp_t, output ramp_t, imports_t)."""
        if not self.imports or not self.ramp:
            raise ValueError("Expected imports and a ramp-up of a year at least, got none.")
        for name, values in (("imports", self.imports), ("ramp", self.ramp)):
            if not all(np.isfinite(value) and value >= 0 for value in values):
                raise ValueError(f"Expected {name} of 0 or more, got {values}.")
        if not 0 <= self.share <= 1:
            raise ValueError(f"Expected a share from 0 to 1, got {self.share}.")
        years = max(len(self.imports), len(self.ramp))
        imports = _hold_on(self.imports, years)
        ramp = _hold_on(self.ramp, years)
        found = np.minimum(imports * self.share * ramp, imports)
        if self.output is not None:
            found = np.minimum(found, self.output * ramp)
        object.__setattr__(self, "replaced", tuple(found.tolist()))


def _hold_on(values: Sequence[float], years: int) -> Floats:
    given = np.asarray(values, dtype=np.float64)
    held: Floats = given[np.minimum(np.arange(years), len(given) - 1)]
    return held
