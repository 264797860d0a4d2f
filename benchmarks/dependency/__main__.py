"""Measures dependency beside other tools and writes the page of the documentation."""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.dependency.generate import FLOWS, write_year
from benchmarks.dependency.peers import PEERS
from benchmarks.memory import peak_megabytes
from fairlead.chain.flows.economies import find_economy_codes
from fairlead.chain.flows.open import import_flows, open_flows

EUROPE = (
    *("AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN"),
    *("IRL", "ITA", "LVA", "LTU", "LUX", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP"),
    "SWE",
)
OURS = "Fairlead"


@dataclass(frozen=True, slots=True)
class Measured:
    """One run in its own process: seconds of the work, CPU seconds, peak memory, rows."""

    what: str
    seconds: float
    cpu: float
    megabytes: float
    rows: int


def main() -> None:
    """Measure everything, print the tables, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="page of the documentation to write")
    parser.add_argument("--data", type=Path, help="keep the generated flows here")
    parser.add_argument("--years", type=int, default=10, help="how many years to generate")
    parser.add_argument("--flows", type=int, default=FLOWS, help="flows of a year")
    parser.add_argument("--rounds", type=int, default=3, help="how often the peers take turns")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.worker:
        print(json.dumps(_work(chosen.worker, chosen.data)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        data = chosen.data or Path(scratch)
        data.mkdir(parents=True, exist_ok=True)
        page = _page(data, chosen.years, chosen.flows, chosen.rounds)
    print(page)
    if chosen.write:
        chosen.write.parent.mkdir(parents=True, exist_ok=True)
        chosen.write.write_text(page, encoding="utf-8")


def _page(data: Path, years: int, flows: int, rounds: int) -> str:
    rows = _generate(data, years, flows)
    table = _side_by_side(data, rounds)
    _measure("compiling", "decade", data)
    other = [
        _measure(f"every importer, {years} years, all four criteria", "decade", data),
        _measure("a bloc of 27, first question of a process", "bloc", data),
        _measure("the same bloc again", "bloc again", data),
        _measure("one economy, asked again", "economy again", data),
        _measure("import of a BACI zip of one year", "baci", data),
    ]
    lines = [
        "# Dependency: measured",
        "",
        f"Generated flows of 226 economies and 5,017 products: {rows[0]:,} in one year, "
        f"{sum(rows):,} in {years} years. {os.cpu_count()} cores; each line a process; "
        "seconds are of the work, without starting Python; memory is the peak of the process. "
        f"The first table has the fastest of {rounds} runs each, taken in turn. "
        "The loop that merges years is compiled once on a machine, which is not counted.",
        "",
        "```",
        "python -m benchmarks.dependency --write docs/reference/benchmarks/dependency.md",
        "```",
        "",
        "## Every importer and product of one year",
        "",
        "Imports, HHI, first supplier and share, world HHI, imports over exports, C1 to C3. "
        "Fairlead's table also holds the Commission's criteria, counts of suppliers and of "
        "reporters, the re-export warning, reasons, and the five largest suppliers of each "
        "critical import; it decides in exact whole numbers and is sorted. It reads a store, which "
        "keeps every economy's totals beside the flows; the others read the same flows. "
        "py-ecomplexity, which measures complexity only, is on the page of that.",
        "",
        "| | seconds | CPU seconds | peak MB | rows | times Fairlead's seconds |",
        "|---|---:|---:|---:|---:|---:|",
        *(
            f"| {one.what} | {one.seconds:.2f} | {one.cpu:.2f} | {one.megabytes:,.0f} "
            f"| {one.rows:,} | {one.seconds / table[0].seconds:.2f} |"
            for one in table
        ),
        "",
        "## Other questions to Fairlead",
        "",
        "| | seconds | CPU seconds | peak MB | rows |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {one.what} | {one.seconds:.2f} | {one.cpu:.2f} | {one.megabytes:,.0f} "
            f"| {one.rows:,} |"
            for one in other
        ),
        "",
    ]
    return "\n".join(lines)


def _side_by_side(data: Path, rounds: int) -> list[Measured]:
    """Return the fastest run of each, all of them taking turns on the same machine."""
    runs: dict[str, list[Measured]] = {}
    for _ in range(rounds):
        for name, worker in ((OURS, "table"), *((peer, peer) for peer in PEERS)):
            runs.setdefault(name, []).append(_measure(name, worker, data))
    return [min(found, key=lambda one: one.seconds) for found in runs.values()]


def _generate(data: Path, years: int, flows: int) -> list[int]:
    """Write the years as plain tables, a store of them, and one as a BACI zip."""
    rows = []
    for year in range(2022, 2022 - years, -1):
        path = data / f"{year}.parquet"
        if not path.is_file():
            write_year(path, year=year, flows=flows)
        imported = import_flows(path, data / "store", kind="table", classification="HS2022")
        rows.append(imported.source.rows)
    if not (data / "baci.zip").is_file():
        _write_baci(data / "2022.parquet", data / "baci.zip")
    return rows


def _write_baci(table: Path, archive: Path) -> None:
    """Write a year as BACI publishes it: t,i,j,k,v,q in a zip, thousands of dollars."""
    import duckdb

    with tempfile.TemporaryDirectory(dir=archive.parent) as scratch:
        text = Path(scratch) / "year.csv"
        relation = duckdb.read_parquet(str(table)).project(
            "year AS t, exporter AS i, importer AS j, lpad(product::VARCHAR, 6, '0') AS k, "
            "value_usd / 1000 AS v, value_usd / 5000 AS q"
        )
        relation.write_csv(str(text))
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
            out.write(text, "BACI_HS22_Y2022_V202401.csv")


def _measure(what: str, worker: str, data: Path) -> Measured:
    command = [sys.executable, "-m", "benchmarks.dependency", "--worker", worker]
    done = subprocess.run(
        [*command, "--data", str(data)], check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"{what}: {found}", file=sys.stderr, flush=True)
    return Measured(what, **found)


def _work(worker: str, data: Path) -> dict[str, float]:
    """Return what one piece of work took in this process."""
    from fairlead.engines.dependency import assess

    flows = open_flows(data / "store")
    one_year = flows.during([2022])
    bloc = find_economy_codes(EUROPE)
    if worker == "bloc again":
        assess(one_year, bloc=bloc[:-1])
    if worker == "economy again":
        assess(one_year, importers=bloc[:1])
    cpu, started = _cpu(), time.perf_counter()
    if worker == "table":
        rows = assess(one_year).table.num_rows
    elif worker == "decade":
        rows = assess(flows).table.num_rows
    elif worker in ("bloc", "bloc again"):
        rows = assess(one_year, bloc=bloc).table.num_rows
    elif worker == "economy again":
        rows = assess(one_year, importers=bloc[1:2]).table.num_rows
    elif worker == "baci":
        with tempfile.TemporaryDirectory(dir=data) as scratch:
            rows = import_flows(data / "baci.zip", Path(scratch) / "store").source.rows
    else:
        part = one_year.parts[0]
        rows = PEERS[worker](part.flows)
    return {
        "seconds": time.perf_counter() - started,
        "cpu": _cpu() - cpu,
        "megabytes": peak_megabytes(),
        "rows": rows,
    }


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
