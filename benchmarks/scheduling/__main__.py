"""Prints the scheduling benchmarks; with ``--write PAGE`` also writes them as a page.

python -m benchmarks.scheduling --write docs/reference/benchmarks/scheduling.md

Every measurement is a process of its own, ended when its time is over.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.scheduling.cases import CASES, Case, Ours, measure
from benchmarks.scheduling.forum_peers import FORUM_PEERS
from benchmarks.scheduling.peers import FAIR_PEERS
from benchmarks.scheduling.solvers import Answer
from fairlead.engines.scheduling import Stop, solve
from fairlead.engines.scheduling.formats.dzn import parse_dzn
from fairlead.engines.scheduling.verification.bound import find_false_claims

COMMAND = "python -m benchmarks.scheduling --write docs/reference/benchmarks/scheduling.md"
PEER_SECONDS = 60.0
GRACE = 15.0
"""Seconds beyond its limit after which a peer that does not end is ended."""
FORUMS_OF_PEERS = ("tic-12.original", "forumt-14.original", "tic-13crafc.original")
ROOT = Path(__file__).parents[2]


def fairs_section(cases: Sequence[Case]) -> str:
    """Return the tables of generated fairs: ours, then others beside it."""
    ours_rows, peer_rows = [], []
    for case in cases:
        place = CASES.index(case)
        ours = Ours(**_run("--fair", str(place)))
        ours_rows.append(_ours_row(case, ours))
        _show(ours_rows[-1])
        answers = {
            name: _peer("--fair", str(place), "--peer", name)
            for name in FAIR_PEERS
            if name in case.peers
        }
        peer_rows.append(_peer_row(case, ours, answers))
        _show(peer_rows[-1])
    head = (
        *("fair", "requests", "weight", "gap", "status, proof", "time"),
        *("breaks", "weight then", "memory", "target"),
    )
    peer_head = ("fair", "requests", *FAIR_PEERS)
    return (
        '## Generated fairs (objective "meetings")\n\n'
        + _table(head, ours_rows)
        + "\nBreaks: after placing alone, then at the end of a second run with so many seconds "
        'more; "weight then" is its weight over the first run\'s, which a run that the clock ends '
        "need not repeat to the last meeting.\n\n"
        "### Others on the same fairs\n\nWeight held by each, ours being 1, and its time.\n\n"
        + _table(peer_head, peer_rows)
    )


def _ours_row(case: Case, ours: Ours) -> tuple[str, ...]:
    if ours.wrong or ours.held < (1 if ours.status == "optimal" else 0.999):
        raise RuntimeError(f"The result of {case.name}, {case.requests} is not right: {ours}.")
    fewer = 100 * (1 - ours.polished / max(1, ours.breaks))
    return (
        case.name,
        f"{case.requests:,}",
        f"{ours.weight:,.0f}",
        f"{100 * ours.gap:.4f} %",
        f"{ours.status}, {ours.proof}",
        f"{ours.seconds:.2f} s",
        f"{ours.breaks:,} -> {ours.polished:,} (-{fewer:.0f} %) in {case.comfort:g} s",
        f"{ours.held:.5f}",
        f"{ours.gigabytes:.2f} GB",
        case.target,
    )


def _peer_row(case: Case, ours: Ours, answers: dict[str, Answer]) -> tuple[str, ...]:
    cells = [
        _said(answers[name], lambda value: f"{value / ours.weight:.4f}") if name in answers else "-"
        for name in FAIR_PEERS
    ]
    return (case.name, f"{case.requests:,}", *cells)


def forums_section(folder: Path) -> str:
    """Return the table of the published forums, objective "breaks"."""
    with (folder / "optima.csv").open(encoding="utf-8") as lines:
        published = list(csv.DictReader(lines))
    rows = []
    total = 0.0
    for entry in published:
        name = entry["file"].removesuffix(".dzn")
        path = str(folder / entry["file"])
        ours = _run("--forum", path)
        total += ours["seconds"]
        peers = [
            _said(_peer("--forum", path, "--peer", peer), lambda value: f"{value:.0f}")
            if name in FORUMS_OF_PEERS
            else "-"
            for peer in FORUM_PEERS
        ]
        row = (
            name,
            entry["min_breaks"],
            ours["breaks"],
            f"{ours['status']}, {ours['proof']}",
            f"{ours['seconds']:.2f} s",
            *peers,
            entry["uwrmaxsat_s"] or "-",
            entry["cplex_s"] or "-",
        )
        _show(row)
        rows.append(row)
    head = (
        *("forum", "optimum", "ours", "status, proof", "time"),
        *(f"{peer}: breaks, time" for peer in FORUM_PEERS),
        *("UWrMaxSAT*", "CPLEX*"),
    )
    note = (
        f"\nAll together: {total:.1f} s. CP-SAT, HiGHS and RC2 have the clauses of "
        "`verify_refutation.py`, on three forums that differ in size.\n\n"
        "\\* seconds published by the authors of the forums on their machine.\n"
    )
    return '## Published forums (objective "breaks")\n\n' + _table(head, rows) + note


def _run(*arguments: str, seconds: float | None = None) -> dict[str, Any]:
    """Return the JSON that this program prints for the arguments, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.scheduling", *arguments]
    ran = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=True, timeout=seconds, cwd=ROOT
    )
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def _peer(*arguments: str) -> Answer:
    began = time.perf_counter()
    try:
        return Answer(**_run(*arguments, seconds=PEER_SECONDS + GRACE))
    except subprocess.TimeoutExpired:
        return Answer(None, time.perf_counter() - began)


def _said(answer: Answer, words: Any) -> str:
    if answer.value is None:
        return f"none in {answer.seconds:.0f} s"
    note = f" ({answer.note})" if answer.note else ""
    return f"{words(answer.value)} in {answer.seconds:.1f} s{note}"


def _show(row: tuple[str, ...]) -> None:
    print(" | ".join(row), flush=True)


def _table(head: Sequence[str], rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def page() -> str:
    """Return the page of all benchmarks."""
    versions = ", ".join(
        f"{name} {version(package)}"
        for name, package in (("OR-Tools", "ortools"), ("HiGHS", "highspy"), ("python-sat",) * 2)
    )
    parts = [
        "# Scheduling: speed and quality\n",
        f"Measured on {os.cpu_count()} cores ({_processor()}) with\n\n    {COMMAND}\n",
        "Fairs are made by `benchmarks/scheduling/fairs.py` from seed 1. The gap is to the bound "
        "of the result's own certificate, which the verifier added up again; times leave out "
        f"reading and the first compilation. Others ({versions}) have {PEER_SECONDS:.0f} s, "
        "building their model included, and two threads.\n",
        fairs_section(CASES),
    ]
    data = Path(os.environ.get("FAIRLEAD_SHARED_DATA", ROOT.parent / "shared" / "data")) / "b2bsp"
    if data.is_dir():
        parts.append(forums_section(data))
    return "\n".join(parts)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _measure_forum(path: Path) -> dict[str, Any]:
    problem = parse_dzn(path.read_text(encoding="utf-8"))
    result = solve(problem, objective="breaks", stop=Stop(seconds=60.0))
    wrong = find_false_claims(problem, result)
    if wrong:
        raise RuntimeError(f"The result of {path.name} is not right: {wrong[0]}.")
    return {
        "breaks": str(result.breaks) if result.held else "none",
        "status": str(result.status),
        "proof": str(result.proof).replace("_", " "),
        "seconds": result.runtime,
    }


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scheduling")
    parser.add_argument("--write", type=Path, help="also write the page here")
    parser.add_argument("--fair", type=int, help="measure one generated fair, print JSON")
    parser.add_argument("--forum", type=Path, help="measure one published forum, print JSON")
    parser.add_argument("--peer", help="measure this peer instead")
    given = parser.parse_args()
    if given.fair is not None and given.peer:
        answer = FAIR_PEERS[given.peer](CASES[given.fair].problem(), seconds=PEER_SECONDS)
        print(json.dumps(asdict(answer)))
    elif given.fair is not None:
        print(json.dumps(asdict(measure(CASES[given.fair]))))
    elif given.forum is not None and given.peer:
        forum = parse_dzn(given.forum.read_text(encoding="utf-8"))
        print(json.dumps(asdict(FORUM_PEERS[given.peer](forum, seconds=PEER_SECONDS))))
    elif given.forum is not None:
        print(json.dumps(_measure_forum(given.forum)))
    else:
        text = page()
        if given.write is not None:
            given.write.parent.mkdir(parents=True, exist_ok=True)
            given.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
