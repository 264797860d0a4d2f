"""Prints the scheduling benchmarks; with ``--write PAGE`` also writes them as a page.

python -m benchmarks.scheduling --write docs/reference/benchmarks/scheduling.md
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scheduling.fairs import make_fair
from benchmarks.scheduling.peers import Answer, cp_sat, greedy, highs, rc2
from fairlead.engines.scheduling import MeetingParams, Problem, Stop, solve
from fairlead.engines.scheduling.dzn import parse_dzn
from fairlead.engines.scheduling.verify_bound import false_claims

COMMAND = "python -m benchmarks.scheduling --write docs/reference/benchmarks/scheduling.md"
PEER_SECONDS = 60.0
PEERS: dict[str, Callable[..., Answer]] = {"CP-SAT": cp_sat, "HiGHS": highs, "RC2": rc2}


@dataclass(frozen=True, slots=True)
class Case:
    """One generated fair and the seconds the weight and then the breaks may take."""

    name: str
    requests: int
    seconds: float
    comfort: float
    window: int | None = None
    tables: int | None = None
    peers: tuple[str, ...] = ()
    target: str = ""

    def problem(self) -> Problem:
        """Return the fair: 1,000 exhibitors and 20,000 visitors per 100,000 requests."""
        large = max(1, self.requests // 100_000)
        exhibitors = min(1000 * large, max(20, self.requests // 50))
        if self.window:
            exhibitors = 1000
        return make_fair(
            self.requests,
            exhibitors=exhibitors,
            visitors=20 * exhibitors,
            seed=1,
            window=self.window,
            tables=self.tables,
        )


CASES = (
    Case("ordinary", 500, 2, 5, peers=("CP-SAT", "HiGHS", "RC2")),
    Case("ordinary", 3_000, 2, 5, peers=("CP-SAT", "HiGHS")),
    Case("ordinary", 12_000, 2, 5),
    Case("ordinary", 100_000, 2, 10, target="gap 0.02 % in 2 s, breaks -70 % in 10 s more"),
    Case("ordinary", 400_000, 10, 10, target="gap 0.03 % in 10 s"),
    Case("tight tables", 100_000, 15, 10, tables=600, target="gap 0.05 %"),
    Case("short windows", 40_000, 15, 10, window=6, target="gap 0.3 % in 15 s"),
)


def measure_case(case: Case) -> dict[str, float | str]:
    """Return our figures of a case: the weight alone first, then with comfort."""
    problem = case.problem()
    only_weight = MeetingParams(polish=False, share=1.0)
    solve(problem, stop=Stop(seconds=0.01), params=only_weight)
    first = solve(problem, stop=Stop(seconds=case.seconds), params=only_weight)
    share = case.seconds / (case.seconds + case.comfort)
    both = solve(
        problem,
        stop=Stop(seconds=case.seconds + case.comfort),
        params=MeetingParams(share=share),
    )
    wrong = false_claims(problem, both) if problem.requests <= 100_000 else []
    return {
        "weight": first.weight,
        "bound": first.bound,
        "gap": first.gap,
        "proof": str(first.proof),
        "status": str(first.status),
        "seconds": first.runtime,
        "breaks": first.breaks,
        "polished": both.breaks,
        "same": float(both.weight >= first.weight),
        "wrong": len(wrong),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


def fairs_section() -> str:
    """Return the table of generated fairs; every case runs in a process of its own."""
    rows = []
    for place, case in enumerate(CASES):
        command = [sys.executable, "-m", "benchmarks.scheduling", "--case", str(place)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        ours = json.loads(ran.stdout)
        weight = ours["weight"]
        problem = case.problem()
        answers = {name: PEERS[name](problem, seconds=PEER_SECONDS) for name in case.peers}
        answers = {"greedy": greedy(problem), **answers}
        rivals = [f"{name} {_peer(answer, weight)}" for name, answer in answers.items()]
        fewer = 100 * (1 - ours["polished"] / max(1, ours["breaks"]))
        row = (
            f"{case.name}, {case.requests:,}",
            f"{weight:,.0f}",
            f"{100 * ours['gap']:.4f} %",
            f"{ours['status']}, {ours['proof'].replace('_', ' ')}",
            f"{ours['seconds']:.2f} s",
            f"{ours['breaks']:,.0f} -> {ours['polished']:,.0f} (-{fewer:.0f} %)",
            f"{ours['memory']:.2f} GB",
            "; ".join(rivals),
            case.target,
        )
        print(" | ".join(row), flush=True)
        rows.append(row)
    head = (
        *("fair, requests", "weight", "gap", "status, proof", "time", "breaks", "memory"),
        *("others: weight held / ours, time", "target"),
    )
    return "## Generated fairs\n\n" + _table(head, rows)


def _peer(answer: Answer, ours: float) -> str:
    if answer.weight is None:
        return f"none in {answer.seconds:.0f} s"
    note = f" ({answer.note})" if answer.note else ""
    return f"{answer.weight / max(ours, 1e-9):.4f} in {answer.seconds:.1f} s{note}"


def forums_section(folder: Path) -> str:
    """Return the table of the published forums, objective "breaks"."""
    rows = []
    with (folder / "optima.csv").open(encoding="utf-8") as lines:
        published = list(csv.DictReader(lines))
    for entry in published:
        problem = parse_dzn((folder / entry["file"]).read_text(encoding="utf-8"))
        result = solve(problem, objective="breaks", stop=Stop(seconds=60.0))
        row = (
            entry["file"].removesuffix(".dzn"),
            entry["min_breaks"],
            str(result.breaks) if result.held else str(result.status),
            f"{result.status}, {str(result.proof).replace('_', ' ')}",
            f"{result.runtime:.2f} s",
            entry["uwrmaxsat_s"] or "-",
            entry["cplex_s"] or "-",
        )
        print(" | ".join(row), flush=True)
        rows.append(row)
    head = ("forum", "optimum", "ours", "status, proof", "time", "UWrMaxSAT*", "CPLEX*")
    note = "\n\n\\* seconds published by the authors of the forums on their machine.\n"
    return '## Published forums (objective "breaks")\n\n' + _table(head, rows) + note


def _table(head: Sequence[str], rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def page() -> str:
    """Return the page of all benchmarks."""
    data = Path(os.environ.get("FAIRLEAD_SHARED_DATA", "../shared/data")) / "b2bsp"
    parts = [
        "# Scheduling: speed and quality\n",
        f"Measured on {os.cpu_count()} cores ({platform.machine()}) with\n\n    {COMMAND}\n",
        "Fairs are made by `benchmarks/scheduling/fairs.py` from seed 1. The gap is to the bound "
        "of the result's own certificate; times leave out reading and the first compilation. "
        "Breaks: after placing alone -> at the end, at the same weight. Peers have "
        f"{PEER_SECONDS:.0f} s and two threads; above 3,000 requests only the greedy answers.\n",
        fairs_section(),
    ]
    if data.is_dir():
        parts.append(forums_section(data))
    return "\n".join(parts)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scheduling")
    parser.add_argument("--write", type=Path, help="also write the page here")
    parser.add_argument("--case", type=int, help="measure one generated fair, print JSON")
    given = parser.parse_args()
    if given.case is not None:
        print(json.dumps(measure_case(CASES[given.case])))
        return
    text = page()
    if given.write is not None:
        given.write.parent.mkdir(parents=True, exist_ok=True)
        given.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
