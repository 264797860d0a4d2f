"""`python -m benchmarks.writers`: fifty people of one fair save at once, before and after.

Runs today's build and an older one in turn, each on its own database that waits for the disk.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.builds import Build, open_builds

Kind = tuple[str, int]  # what is saved, and the milliseconds that it lasts besides
WORKER = Path(__file__).with_name("worker.py")


def run(build: Build, *, people: int, rounds: int, pauses: list[int]) -> dict[Kind, list[float]]:
    """Return the seconds of every save, by what is saved and how long that lasts besides."""
    found = ask_worker(build, people, rounds, *pauses)
    return {(what, pause): taken for what, pause, taken in found}


def ask_worker(build: Build, *words: object) -> Any:
    """Return the JSON that `worker.py` prints last when a build runs it with these words.

    Raises CalledProcessError where it fails.
    """
    done = subprocess.run(
        build.run(str(WORKER), *map(str, words)),
        env=build.env,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def find_p95(taken: list[float]) -> float:
    """Return the time within which 95 of 100 were done."""
    return statistics.quantiles(taken, n=20)[-1]


def write_cell(taken: list[float]) -> str:
    """Return the median and the 95th percentile of so many seconds, in milliseconds."""
    return f"{statistics.median(taken) * 1000:.0f}, {find_p95(taken) * 1000:.0f} ms"


def main() -> None:
    """Measure in turns and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--older", default="ef5d7cd")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--besides", type=int, nargs="+", default=[0, 5, 20])
    given = parser.parse_args()
    times: dict[Kind, dict[str, list[float]]] = {}
    with open_builds(given.older) as builds:
        for _ in range(given.turns):
            for build in builds:
                found = run(build, people=given.people, rounds=given.rounds, pauses=given.besides)
                for kind, taken in found.items():
                    times.setdefault(kind, {}).setdefault(build.name, []).extend(taken)
    names = [build.name for build in builds]
    print("| saved | besides |", " | ".join(f"{one}: median, p95" for one in names), "| p95 |")
    print("|---|---|---|---|---|")
    for (what, pause), by_build in times.items():
        shown = [write_cell(by_build[name]) for name in names]
        share = find_p95(by_build[names[1]]) / find_p95(by_build[names[0]])
        print(f"| {what} | {pause} ms | {shown[0]} | {shown[1]} | {share:.2f} |")


if __name__ == "__main__":
    main()
