#!/usr/bin/env bash
# ecomplexity 0.5.3: an economy's exports of a product in two rows, as trade files broken down by
# customs procedure or mode of transport have them, are not added up and not refused. The RCA is
# worked out from the smaller row, beside sums that hold both, the other row gets none; nothing is
# said. Give one row per economy, product and year, or add up first.
# Seen: RCA 0.797 for 10 in one row; 0.333 and no value for the same 10 given as 4 and 6.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  ecomplexity==0.5.3 pandas==2.2.3 numpy==2.1.3 scipy==1.15.3
"$work/venv/bin/python" - <<'PYTHON'
import contextlib
import io
import sys
import warnings

warnings.simplefilter("ignore")
import pandas as pd  # noqa: E402
from ecomplexity import ecomplexity  # noqa: E402

ECONOMIES, PRODUCTS = 15, 30
flows = pd.DataFrame(
    [
        (2020, f"e{e:02}", f"p{p:02}", 10 + 7 * ((p - 2 * e) % 30 < 8 + e // 2) * (1 + (e * p) % 5))
        for e in range(ECONOMIES)
        for p in range(PRODUCTS)
    ],
    columns=["time", "loc", "prod", "val"],
)


def find_rca(rows: pd.DataFrame) -> list[float]:
    columns = {name: name for name in ("time", "loc", "prod", "val")}
    with contextlib.redirect_stdout(io.StringIO()):
        table = ecomplexity(rows, columns)
    one = table[(table["loc"] == "e03") & (table["prod"] == "p05")].sort_values("val")
    return [(float(v), None if pd.isna(r) else round(float(r), 3)) for v, r in one[["val", "rca"]].values]


here = (flows["loc"] == "e03") & (flows["prod"] == "p05")
whole = float(flows.loc[here, "val"].iloc[0])
parts = [flows[~here], flows[here].assign(val=whole * 0.4), flows[here].assign(val=whole * 0.6)]
one_row, two_rows = find_rca(flows), find_rca(pd.concat(parts))
print("one row:", one_row)
print("two rows:", two_rows)
same = one_row == [(10.0, 0.797)] and two_rows == [(4.0, 0.333), (6.0, None)]
sys.exit(0 if same else "Repeated rows are treated otherwise now.")
PYTHON
