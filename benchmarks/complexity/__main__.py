"""Times economic complexity beside py-ecomplexity: ``python -m benchmarks.complexity``."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.memory import peak_megabytes
from fairlead.engines.dependency.complexity import Exports, build_product_space, measure

ECONOMIES = 226
PRODUCTS = (1_222, 5_017)
COMMAND = (
    "python -m benchmarks.complexity --peer {} --write docs/reference/benchmarks/complexity.md"
)


def main() -> None:
    """Print the table; with ``--write FILE`` write the page that holds it too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="the page of the documentation to write")
    parser.add_argument(
        "--peer",
        type=int,
        nargs="?",
        const=PRODUCTS[-1],
        default=0,
        metavar="PRODUCTS",
        help="time py-ecomplexity too, up to so many products (all take six minutes)",
    )
    parser.add_argument("--worker", choices=["ours", "peer"], help=argparse.SUPPRESS)
    parser.add_argument("--products", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.worker:
        print(json.dumps(_work(asked.worker, asked.products)))
        return
    lines = [
        "| economies | products | Fairlead s | its MB | peer s | its MB | ratio | ECI differs |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    print("\n".join(lines))
    for products in PRODUCTS:
        lines.append(_line(products, peer=products <= asked.peer))
        print(lines[-1], flush=True)
    if asked.write:
        asked.write.parent.mkdir(parents=True, exist_ok=True)
        asked.write.write_text(_page(lines, asked.peer), encoding="utf-8")


def _line(products: int, *, peer: bool) -> str:
    ours = _measured("ours", products)
    start = f"| {ECONOMIES} | {products:,} | {ours['seconds']:.2f} | {ours['megabytes']:,.0f} |"
    if not peer:
        return f"{start} not measured | | | |"
    theirs = _measured("peer", products)
    ratio = theirs["seconds"] / ours["seconds"]
    return (
        f"{start} {theirs['seconds']:.1f} | {theirs['megabytes']:,.0f} | {ratio:.0f} "
        f"| {theirs['apart']:.0e} |"
    )


def _measured(worker: str, products: int) -> dict[str, float]:
    """Return the figures of a run in its own process."""
    command = [sys.executable, "-m", "benchmarks.complexity", "--worker", worker]
    done = subprocess.run(
        [*command, "--products", str(products)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _work(worker: str, products: int) -> dict[str, float]:
    """Return seconds, peak megabytes and (of the peer) the largest difference of an ECI."""
    exports = generated(ECONOMIES, products, seed=1)
    if worker == "peer":
        seconds, eci = _peer(exports)
        apart = float(np.abs(measure(exports).eci - eci).max())
        return {"seconds": seconds, "megabytes": peak_megabytes(), "apart": apart}
    began = time.perf_counter()
    build_product_space(measure(exports))
    return {"seconds": time.perf_counter() - began, "megabytes": peak_megabytes()}


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


def _page(lines: list[str], peer: int) -> str:
    return f"""# Economic complexity: speed and agreement

Generated exports on {os.cpu_count()} cores: RCA, diversity, ubiquity, ECI, PCI, fitness, proximity,
density, outlook index and gain. The peer is py-ecomplexity, which computes the same but fitness.
Each run is its own process; seconds are of the work alone, memory is the peak of the process
with Python and its libraries. The last column is the largest difference of any economy's ECI.

```
{COMMAND.format(peer)}
```

{chr(10).join(lines)}
"""


if __name__ == "__main__":
    main()
