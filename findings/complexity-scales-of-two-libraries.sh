#!/usr/bin/env bash
# ecomplexity 0.5.3 beside economic-complexity 0.3.0 (both in Python, same method of reflections by
# eigenvectors): the indices of economies and of products are put on other scales. Both centre the
# economies' index; the first divides by the deviation of all (1 by n), the second by that of a
# sample (n - 1). The first leaves the products' index on the economies' scale, so that its mean is
# not 0 and its deviation not 1; the second makes it 0 and 1 by itself. Ranks agree; values of one
# cannot stand beside those of the other, nor of another year.
# Seen: economies mean 0 in both, deviation (n) 1.0 and 0.957; products mean -0.273 and 0, deviation
# (n) 1.571 and 0.966; correlations above 0.999.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  ecomplexity==0.5.3 economic-complexity==0.3.0 numpy==2.4.6 pandas==3.1.1
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import contextlib
import io
import sys

import economic_complexity
import numpy as np
import pandas as pd
from ecomplexity import ecomplexity

draws = np.random.default_rng(3)
rows = [
    (2020, f"c{i}", f"p{j}", draws.pareto(1.2) * (100 if i >= j * 0.7 else 10) + 1)
    for i in range(12)
    for j in range(15)
]
flows = pd.DataFrame(rows, columns=["year", "economy", "product", "value"])
columns = {"time": "year", "loc": "economy", "prod": "product", "val": "value"}
with contextlib.redirect_stdout(io.StringIO()):
    table = ecomplexity(flows, columns)
economies = table.drop_duplicates("economy").set_index("economy")["eci"]
products = table.drop_duplicates("product").set_index("product")["pci"]
wide = flows.pivot(index="economy", columns="product", values="value")
others = economic_complexity.complexity(economic_complexity.rca(wide))


def say(one, other):
    joined = np.corrcoef(one, other.reindex(one.index))[0, 1]
    figures = (one.mean(), other.mean(), one.std(ddof=0), other.std(ddof=0))
    return [f"{figure + 0:.3f}".replace("-0.000", "0.000") for figure in figures], joined > 0.999


seen = [say(economies, others[0]), say(products, others[1])]
print(seen)
expected = [
    (["0.000", "0.000", "1.000", "0.957"], True),
    (["-0.273", "0.000", "1.571", "0.966"], True),
]
sys.exit(0 if seen == expected else "They scale their indices otherwise now.")
PYTHON
