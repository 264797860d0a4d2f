#!/usr/bin/env bash
# SciPy 1.17.1's milp (HiGHS) ends with status 0 and the words "HiGHS Status 7: Optimal" for a choice
# of projects that is not the best: what counts as optimal is a gap of 0.01 %, unless mip_rel_gap=0 is
# asked for. On a portfolio of billions that is some hundred thousand; only `mip_gap` tells. A count of
# gaps "proved nought" taken from the status would be false.
# Seen: 35 synthetic projects under 4 budgets: "Optimal" at 3827766, and at 3827952 with mip_rel_gap=0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check scipy==1.17.1 numpy==2.4.2
"$work/venv/bin/python" - <<'PYTHON'
import sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

random = np.random.default_rng(19)
costs = random.integers(50, 2000, (4, 35)).astype(float)
gains = random.integers(50, 2000, 35) + 200_000.0
model = {
    "constraints": LinearConstraint(costs, -np.inf, costs.sum(1) // 2),
    "integrality": np.ones(35),
    "bounds": Bounds(0, 1),
}
first = milp(-gains, **model)
exact = milp(-gains, **model, options={"mip_rel_gap": 0})
print(first.message, round(-first.fun), f"gap {first.mip_gap:.1e}; exactly", round(-exact.fun))
below = first.status == 0 and "Optimal" in first.message and -first.fun < -exact.fun - 0.5
sys.exit(0 if below else "What is called optimal is the best now.")
PYTHON
