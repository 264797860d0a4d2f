"""A new month of a million flows: from the file to what differs from the month before.

``python -m benchmarks.standing_search [FLOWS] [--write FILE]`` makes two months and looks at both;
the second is measured in its own process, step by step: on the clock, and in processor time,
which other work on the machine does not change much. ``--write`` writes the page of the docs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

FLOWS, ECONOMIES, PRODUCTS = 1_000_000, 60, 5_000
JUDGED = ("BLR", "RUS", "KAZ", "ARM", "KGZ", "CHN", "IND", "IRN", "TUR", "BRA")
_WHERE = "docs/reference/benchmarks/standing-search.md"
_PAGE = """# The standing search: a month of a million flows
Measured by `python -m benchmarks.standing_search --write {where}` (2 cores, shared with other
work at the time: the load was {load:.0f}). {flows:,} flows of {economies} economies in
{products:,} products, as a CSV file of {size:.0f} MB; {judged} economies are judged, and compared
with the month before. Each month is looked at by a new process. The processor's time is that of
both cores: where they are free the clock shows less, and where one is it shows about {work:.0f} s.

| step | on the clock | processor |
|---|---:|---:|
{rows}

{differences:,} imports differ.
"""


def main() -> None:
    """Make the months and look at them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("flows", nargs="?", type=int, default=FLOWS)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--look", nargs=3)
    given = parser.parse_args()
    if given.look:
        _look(*given.look)
        return
    with tempfile.TemporaryDirectory() as folder:
        files = [_make_month(Path(folder), number, given.flows) for number in (1, 2)]
        for number, file in enumerate(files, 1):
            command = [sys.executable, "-m", "benchmarks.standing_search", "--look",
                       str(file), str(Path(folder) / "state"), f"2024-0{number}"]  # fmt: skip
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            found = json.loads(said)
        size = files[1].stat().st_size / 1e6
    rows = "\n".join(
        f"| {name} | {wall:.1f} s | {work:.1f} s |" for name, wall, work in found["steps"]
    )
    page = _PAGE.format(
        where=_WHERE,
        load=os.getloadavg()[0],
        flows=given.flows,
        economies=ECONOMIES,
        products=PRODUCTS,
        size=size,
        judged=len(JUDGED),
        rows=rows,
        differences=found["differences"],
        work=found["steps"][-1][2],
    )
    print(page)
    if given.write:
        given.write.write_text(page)


def _make_month(folder: Path, number: int, flows: int) -> Path:
    """Write a month: who sells what to whom is the same each month, and values differ."""
    from fairlead.ui.formats import list_country_codes

    always, monthly = np.random.default_rng(1), np.random.default_rng(number)
    known = sorted(set(list_country_codes()) - set(JUDGED))[: ECONOMIES - len(JUDGED)]
    economies = np.array(sorted({*known, *JUDGED}))
    products = np.sort(always.choice(np.arange(10_000, 990_000), PRODUCTS, replace=False))
    # Some products are sold by few, others by many.
    sellers = always.zipf(1.3, flows * 2) % len(economies)
    exporter = (sellers + always.integers(0, PRODUCTS, flows * 2) // 500) % len(economies)
    importer = always.integers(0, len(economies), flows * 2)
    product = always.integers(0, PRODUCTS, flows * 2)
    key = (exporter * 1000 + importer) * PRODUCTS + product
    _, first = np.unique(key, return_index=True)
    kept = first[(exporter != importer)[first]]
    kept = np.sort(always.permutation(kept)[:flows])
    value = np.exp(always.normal(10, 2, flows * 2)[kept] + monthly.normal(0, 0.5, len(kept)))
    table = pa.table(
        {
            "exporter": economies[exporter[kept]],
            "importer": economies[importer[kept]],
            "product": [f"{one:06d}" for one in products[product[kept]]],
            "year": np.full(len(kept), 2024),
            "value_usd": value.astype(np.int64) + 1,
        }
    )
    file = folder / f"month-{number}.csv"
    pacsv.write_csv(table, file)
    return file


def _look(file: str, state: str, month: str) -> None:
    """Look at a month and print what each step took."""
    from fairlead.chain.standing_search.folder_store import FolderStore
    from fairlead.chain.standing_search.months import judge_flows, keep_month

    steps, began, work = [], time.perf_counter(), _work()
    judged = judge_flows(Path(file), importers=JUDGED)
    steps.append(("reading and judging", time.perf_counter() - began, _work() - work))
    middle, half = time.perf_counter(), _work()
    seen = keep_month(FolderStore(Path(state)), month, judged)
    steps.append(("comparing and keeping", time.perf_counter() - middle, _work() - half))
    steps.append(("together", time.perf_counter() - began, _work() - work))
    print(json.dumps({"steps": steps, "differences": seen.changes.num_rows}))


def _work() -> float:
    return time.process_time()


if __name__ == "__main__":
    main()
