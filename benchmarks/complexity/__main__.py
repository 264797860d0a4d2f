"""Times economic complexity beside py-ecomplexity: ``python -m benchmarks.complexity``."""

from __future__ import annotations

import argparse
import contextlib
import io
import resource
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from fairlead.engines.dependency.complexity import Exports, measure, product_space

SIZES = [(226, 1_222), (226, 5_017)]
COMMAND = "python -m benchmarks.complexity --peer --write docs/reference/benchmarks/complexity.md"


def main() -> None:
    """Print the table; with ``--write FILE`` write the page that holds it too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="the page of the documentation to write")
    parser.add_argument("--peer", action="store_true", help="time py-ecomplexity too: minutes")
    asked = parser.parse_args()
    lines = [
        "| economies | products | Fairlead s | memory MB | peer s | ratio | ECI differs |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    print("\n".join(lines))
    for economies, products in SIZES:
        lines.append(_line(economies, products, peer=asked.peer))
        print(lines[-1], flush=True)
    if asked.write:
        asked.write.parent.mkdir(parents=True, exist_ok=True)
        asked.write.write_text(_page(lines), encoding="utf-8")


def _line(economies: int, products: int, *, peer: bool) -> str:
    exports = generated(economies, products, seed=1)
    began = time.perf_counter()
    found = measure(exports)
    product_space(found)
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (
        1 << 20 if sys.platform == "darwin" else 1 << 10
    )
    start = f"| {economies} | {products:,} | {seconds:.2f} | {memory:,} |"
    if not peer:
        return f"{start} | | |"
    theirs, eci = _peer(exports)
    apart = float(np.abs(found.eci - eci).max())
    return f"{start} {theirs:.1f} | {theirs / seconds:.0f} | {apart:.0e} |"


def generated(economies: int, products: int, *, seed: int) -> Exports:
    """Return nested exports: the able make the rare things as well as the common."""
    draw = np.random.default_rng(seed)
    able, hard = draw.random(economies), draw.random(products)
    chance = 1 / (1 + np.exp(-6 * (able[:, None] - hard[None, :])))
    values = draw.lognormal(12, 2, chance.shape) * (draw.random(chance.shape) < chance)
    return Exports(
        np.rint(values + 1).astype(np.int64),
        tuple(f"e{i:03d}" for i in range(economies)),
        tuple(f"{i:06d}" for i in range(products)),
    )


def _peer(exports: Exports) -> tuple[float, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Return py-ecomplexity's seconds and its ECI by economy."""
    from ecomplexity import ecomplexity

    rows = pd.DataFrame(
        {
            "t": 2022,
            "c": np.repeat(exports.economies, len(exports.products)),
            "p": np.tile(exports.products, len(exports.economies)),
            "v": exports.values.ravel(),
        }
    )
    names = {"time": "t", "loc": "c", "prod": "p", "val": "v"}
    began = time.perf_counter()
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        answer = ecomplexity(rows, names, check_logsupermodularity=False, verbose=False)
    seconds = time.perf_counter() - began
    eci = answer.groupby("c")["eci"].first().sort_index().to_numpy(dtype=np.float64)
    return seconds, eci


def _page(lines: list[str]) -> str:
    return f"""# Economic complexity: speed and agreement

Measured by `{COMMAND}` (2 cores): RCA, diversity, ubiquity, ECI, PCI, fitness, proximity, density,
outlook index and gain of generated exports; the peer is py-ecomplexity. Memory is the most the
process had until then, with Python, numpy, scipy and pandas. The last column is the largest
difference of any economy's ECI.

{chr(10).join(lines)}
"""


if __name__ == "__main__":
    main()
