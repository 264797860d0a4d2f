#!/usr/bin/env bash
# pyxirr 0.10.8 beside numpy-financial 1.0.0: a plan whose flows turn twice has two internal rates
# of return. Each library gives one of them, not the same one, and neither says that there is
# another; where both rates are one (a double root) numpy-financial says nan, as if there were none.
# Seen (pyxirr, numpy-financial): a mine -1600, 10000, -10000: 4.0 and 0.25; -100, 230, -132: 0.2
# and 0.1; -100, 240, -144, whose only rate is 0.2: 0.2 and nan.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  pyxirr==0.10.8 numpy-financial==1.0.0 numpy==2.1.3
"$work/venv/bin/python" - <<'PYTHON'
import sys

import numpy_financial
import pyxirr

PLANS = ([-1600, 10000, -10000], [-100, 230, -132], [-100, 240, -144])
seen = [
    (f"{pyxirr.irr(plan):.6f}", f"{numpy_financial.irr(plan):.6f}") for plan in PLANS
]
print(seen)
expected = [("4.000000", "0.250000"), ("0.200000", "0.100000"), ("0.200000", "nan")]
sys.exit(0 if seen == expected else "They choose otherwise now.")
PYTHON
