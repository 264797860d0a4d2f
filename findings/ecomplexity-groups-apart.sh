#!/usr/bin/env bash
# ecomplexity 0.5.3: where economies fall into two groups that share no product, the second
# eigenvalue is 1 as the first is, and the ECI and PCI given, without a word, tell the groups apart
# instead of ordering economies: all of a group have one and the same ECI. Work out the largest group
# by itself.
# Seen: 9 economies of the larger group: 8 different ECI by themselves (two are alike), 1 beside the other group.
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

LARGER, SMALLER = range(9), range(9, 12)
flows = pd.DataFrame(
    [
        (2020, f"e{e:02}", f"p{p:02}", 10 + (e * 7 + p * 3) % 11)
        for e in [*LARGER, *SMALLER]
        for p in (range(30) if e in LARGER else range(30, 40))
        if (e * 5 + p * p) % 7 < 2 + e % 4
    ],
    columns=["time", "loc", "prod", "val"],
)
larger = [f"e{e:02}" for e in LARGER]


def count_values(rows: pd.DataFrame) -> int:
    columns = {name: name for name in ("time", "loc", "prod", "val")}
    with contextlib.redirect_stdout(io.StringIO()):
        table = ecomplexity(rows, columns)
    eci = table[table["loc"].isin(larger)].drop_duplicates("loc")["eci"]
    return len(set(eci.round(6)))


alone, beside = count_values(flows[flows["loc"].isin(larger)]), count_values(flows)
print("different ECI in the larger group, by itself and beside another:", alone, beside)
sys.exit(0 if (alone, beside) == (8, 1) else "Groups apart are treated otherwise now.")
PYTHON
