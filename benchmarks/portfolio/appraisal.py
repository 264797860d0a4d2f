"""Compares appraisals with others: ``python -m benchmarks.portfolio.appraisal``.

Needs ``pip install pyxirr==0.10.8 numpy-financial==1.0.0``. With ``--long`` it only takes the time
of flows of 1,200 periods, in a second or two, and needs neither.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version

import numpy as np

from fairlead.engines.portfolio import (
    Line,
    Plan,
    UncertainLine,
    appraise,
    simulate,
)

FLOWS = 10_000
RATE = 0.08


def main() -> None:
    """Print how many figures are equal, and what the others are."""
    if "--long" in sys.argv[1:]:
        _time_long()
        return
    counts: Counter[str] = Counter()
    worst = dict.fromkeys(("npv pyxirr", "npv numpy-financial", "mirr", "irr"), 0.0)
    warnings.simplefilter("ignore")
    for flows in _draw_flows(FLOWS, seed=1):
        _compare(flows, counts, worst)
    print(f"pyxirr {version('pyxirr')}, numpy-financial {version('numpy-financial')}")
    print(f"{FLOWS:,} flows of 2 to 40 years, rate {RATE:.0%}")
    for name, count in sorted(counts.items()):
        print(f"  {name}: {count:,}")
    for name, value in worst.items():
        print(f"  largest relative difference of {name}: {value:.1e}")
    _time_draws()


def _draw_flows(count: int, *, seed: int) -> Iterator[np.ndarray]:
    """Yield plants, loans, projects that close at a cost, and noise."""
    draw = np.random.default_rng(seed)
    for number in range(count):
        flows = draw.normal(0.2, 1, int(draw.integers(2, 41))) * 10.0 ** draw.integers(0, 9)
        shape = number % 4
        if shape < 3:
            flows = np.abs(flows)
            flows[0] *= -len(flows) / 2
        if shape == 1:
            flows[-1] *= -3
        if shape == 2:
            flows = -flows
        yield flows


def _time_long() -> None:
    period, draw = np.arange(1200), np.random.default_rng(1)
    turns = np.where(period % 2 == 0, -1.0, 1.0)
    terms = np.zeros(1200)
    terms[::36] = turns[:34] * 4.5 ** -((np.arange(34) - 17.0) ** 2 / 2)
    shapes = {
        "alternating, constant": turns,
        "alternating, growing by 1 %": turns * 1.01**period,
        "alternating, growing by 50 %": turns * 1.5 ** (period - 600.0),
        "alternating, shrinking by 1 %": turns * 0.99**period,
        "alternating, growing by the year": turns * (1.0 + period),
        "alternating, growing by its square": turns * (1.0 + period) ** 2,
        "alternating, rising, then falling": turns * np.exp(-(((period - 600) / 200) ** 2)),
        "alternating, sizes drawn from .5 to 1.5": turns * draw.uniform(0.5, 1.5, 1200),
        "signs drawn": draw.choice([-1.0, 1.0], 1200),
        "signs and sizes of 1e-10 to 1e10 drawn": (
            draw.choice([-1.0, 1.0], 1200) * 10 ** draw.uniform(-10, 10, 1200)
        ),
        "34 payments, 33 rates": terms,
    } | _list_cancelling(turns, draw)
    for name, flows in shapes.items():
        began = time.process_time()
        rates = appraise(flows, rate=RATE).irr
        spent = time.process_time() - began
        print(f"{name}: rates {len(rates)}, processor {spent * 1e3:.0f} ms")


def _list_cancelling(turns: np.ndarray, draw: np.random.Generator) -> dict[str, np.ndarray]:
    """Return flows whose terms cancel to their last bits."""
    period = np.arange(1200)
    shapes = {
        f"alternating bell curve of deviation {wide}": turns
        * np.exp(-(((period - 600) / wide) ** 2))
        for wide in (10, 20, 50, 100)
    }
    for name, others, factors in (
        ("30 close rates", np.ones(1170), [[1, -0.5 - k / 20] for k in range(30)]),
        ("12 close rates, whole amounts", np.ones(1188), [[20, -14.0 - k] for k in range(12)]),
        ("a rate of 5 % 20 times", draw.uniform(0.5, 1.5, 1180), [[1, -0.95]] * 20),
        ("a rate of 10 % 4 times, whole amounts", draw.integers(1, 50, 1196), [[10, -11]] * 4),
        ("a rate of 0 % 50 times, whole amounts", np.ones(1150), [[1, -1]] * 50),
    ):
        flows = np.asarray(others, dtype=float)
        for factor in factors:
            flows = np.convolve(flows, factor)
        shapes[name] = flows
    plant = np.full(1200, 250.0)
    plant[12::12], plant[0] = -2750.0, -10_000.0
    return shapes | {"quarters of a plant, overhauled every three years": plant}


def _compare(flows: np.ndarray, counts: Counter[str], worst: dict[str, float]) -> None:
    import numpy_financial
    import pyxirr

    ours = appraise(flows, rate=RATE)
    size = float(np.abs(flows).sum())
    for name, npv in (
        ("npv pyxirr", pyxirr.npv(RATE, flows.tolist())),
        ("npv numpy-financial", numpy_financial.npv(RATE, flows)),
    ):
        worst[name] = max(worst[name], abs(ours.npv - npv) / size)
    mirr = pyxirr.mirr(flows.tolist(), RATE, RATE, silent=True)
    if ours.mirr is None or mirr is None:
        agree = (ours.mirr is None) == (mirr is None or not np.isfinite(mirr))
        counts["mirr undefined in both" if agree else "mirr undefined in one"] += 1
    else:
        worst["mirr"] = max(worst["mirr"], abs(ours.mirr - mirr) / max(abs(mirr), 1e-3))
        counts["mirr in both"] += 1
    for name, irr in (
        ("pyxirr", pyxirr.irr(flows.tolist(), silent=True)),
        ("numpy-financial", numpy_financial.irr(flows)),
    ):
        counts[f"irr {name}: {_judge(ours.irr, irr, worst)}"] += 1


def _judge(ours: tuple[float, ...], irr: float | None, worst: dict[str, float]) -> str:
    if irr is None or not np.isfinite(irr):
        return "none there, none here" if not ours else f"none there, {_count(ours)} here"
    if not ours:
        return "one there, none here"
    apart = min(abs(one - irr) / max(abs(irr), 1e-3) for one in ours)
    if apart < 1e-6:
        worst["irr"] = max(worst["irr"], apart)
    same = "the same" if apart < 1e-6 else "another"
    return f"{same} there, {_count(ours)} here"


def _count(ours: tuple[float, ...]) -> str:
    return "one" if len(ours) == 1 else "several"


def _time_draws() -> None:
    lines = (
        Line("plant", "investment", (1000.0, 500.0)),
        Line("sales", "revenue", (0.0, *[400.0] * 29)),
        Line("running", "operating", (0.0, *[200.0] * 29)),
    )
    plan = Plan(lines, rate=RATE, tax=0.2, residual=100.0)
    uncertain = [UncertainLine(line.name, 0.7, 1.3) for line in lines]
    wall, work = time.perf_counter(), time.process_time()
    simulate(plan, uncertain, draws=10_000, seed=1)
    print(
        f"10,000 plans of 30 years drawn: {time.perf_counter() - wall:.3f} s, "
        f"processor {time.process_time() - work:.3f} s"
    )


if __name__ == "__main__":
    main()
