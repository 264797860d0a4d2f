"""Prints the scheduling benchmarks; with ``--write PAGE`` also writes them into a page.

python -m benchmarks.scheduling --write docs/reference/benchmarks/scheduling.md

``--only PART`` renews one section of the page and leaves the others; ``--parts`` lists the parts
and how long each takes. Every measurement of a large fair is its own process, ended when its
time is over.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.scheduling.cases import CASES, FIRST_BUILD, Case, Ours, measure
from benchmarks.scheduling.changes import CHANGES, FAIRS, compare
from benchmarks.scheduling.forum_peers import FORUM_PEERS
from benchmarks.scheduling.machine import describe_machine
from benchmarks.scheduling.outside import NOT_INSTALLED, first_build, timefold
from benchmarks.scheduling.peers import FAIR_PEERS
from benchmarks.scheduling.sections import join_sections, split_sections
from benchmarks.scheduling.small import KINDS, compute_goal, make_small, solve_plainly
from benchmarks.scheduling.solvers import Answer
from fairlead.engines.scheduling import MeetingParams, Stop, solve
from fairlead.engines.scheduling.formats.dzn import parse_dzn
from fairlead.engines.scheduling.verification.bound import find_false_claims

COMMAND = "python -m benchmarks.scheduling --write docs/reference/benchmarks/scheduling.md"
PEER_SECONDS = 60.0
GRACE = 45.0
"""Seconds beyond its limit after which a peer that does not end is ended."""
SMALL_SECONDS, CHANGE_SECONDS = 10.0, 10.0
SMALL_SIZES = (100, 300)
SMALL_SEEDS = (0, 1, 2)
FORUMS_OF_PEERS = ("tic-12.original", "forumt-14.original", "tic-13crafc.original")
ROOT = Path(__file__).parents[2]
OTHERS = {**FAIR_PEERS, "Timefold": timefold}
"""Those that are given a problem."""
NAMES = (*OTHERS, FIRST_BUILD)


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the page."""

    title: str
    minutes: float
    """About so many on two free cores."""
    make: Callable[[], str]


def fairs_section(*names: str) -> str:
    """Return the tables of generated fairs of these names: ours, then others beside it."""
    ours_rows, peer_rows = [], []
    for case in (case for case in CASES if case.name in names):
        place = CASES.index(case)
        ours = Ours(**_run("--fair", str(place)))
        ours_rows.append(_ours_row(case, ours))
        _show(ours_rows[-1])
        answers = {
            name: _peer("--fair", str(place), "--peer", name)
            for name in NAMES
            if name in case.peers
        }
        peer_rows.append(_peer_row(case, ours, answers))
        _show(peer_rows[-1])
    head = (
        *("fair", "requests", "weight", "gap", "status, proof", "time"),
        *("breaks", "weight then", "memory", "target"),
    )
    peer_head = ("fair", "requests", *NAMES)
    return (
        _table(head, ours_rows)
        + "\nBreaks: after placing alone, then at the end of a second run with so many seconds "
        'more; "weight then" is its weight over the first run\'s, which a run that the clock ends '
        "need not repeat to the last meeting.\n\n"
        "### Others on the same fairs\n\nWeight held by each, ours being 1, and its time: at most "
        f"{PEER_SECONDS:.0f} s, two threads, building its model included. {FIRST_BUILD} is the "
        "first build, which has the seconds that ours has.\n\n" + _table(peer_head, peer_rows)
    )


def small_section() -> str:
    """Return the table of small fairs of every rule, CP-SAT in the same run."""
    rows = []
    for kind in KINDS:
        for requests in SMALL_SIZES:
            found = [_measure_small(kind, requests, seed) for seed in SMALL_SEEDS]
            ours = [one for one, _ in found]
            theirs = [answer for _, answer in found]
            rows.append(
                (
                    kind,
                    str(requests),
                    f"{sum(one.proved for one in ours)} of {len(ours)}",
                    f"{max(one.seconds for one in ours):.2f} s",
                    f"{sum(answer.note == 'optimal' for answer in theirs)} of {len(theirs)}",
                    f"{max(answer.seconds for answer in theirs):.2f} s",
                    f"{sum(one.more for one in ours)}, {sum(one.less for one in ours)}",
                )
            )
            _show(rows[-1])
    head = ("rule", "requests", "proved", "longest", "CP-SAT proved", "its longest", "more, less")
    return (
        _table(head, rows)
        + f"\nFairs of `small.py`, seeds {', '.join(map(str, SMALL_SEEDS))}: exhibitors and "
        "visitors, a few exhibitors whom most visitors ask, anybody who asks anybody; more is "
        f"asked of many than their slots can hold. Each has {SMALL_SECONDS:.0f} s; CP-SAT has two "
        "workers and its own model. Seconds by the clock until the proof, or all of them. "
        "More, less: in how many our timetable is worth more or less than CP-SAT's.\n"
    )


@dataclass(frozen=True, slots=True)
class _Small:
    proved: bool
    seconds: float
    more: bool
    less: bool


def _measure_small(kind: str, requests: int, seed: int) -> tuple[_Small, Answer]:
    fair = make_small(kind, requests, seed)
    params = MeetingParams(share=1.0, polish=False)
    result = solve(fair, stop=Stop(seconds=SMALL_SECONDS), params=params)
    wrong = find_false_claims(fair, result)
    if wrong:
        raise RuntimeError(f"The result of {kind}, {requests}, {seed} is not right: {wrong[0]}.")
    answer = solve_plainly(fair, seconds=SMALL_SECONDS)
    goal, theirs = compute_goal(fair, result.slot), answer.value
    proved = result.status == "optimal"
    if theirs is not None and proved and theirs > goal:
        raise RuntimeError(f"CP-SAT contradicts the proof of {kind}, {requests}, {seed}.")
    more, less = theirs is None or goal > theirs, theirs is not None and goal < theirs
    return _Small(proved, result.runtime, more, less), answer


def changes_section() -> str:
    """Return the table of small changes after a release, CP-SAT in the same run."""
    rows = []
    for change in CHANGES:
        found = [
            compare(change, kind, requests, seed, seconds=CHANGE_SECONDS)
            for kind in FAIRS
            for requests, seed in ((60, 3), (60, 1), (150, 6), (300, 0))
        ]
        known = [one for one in found if one.theirs is not None]
        if any(one.theirs > one.ours and one.fewest for one in known if one.theirs is not None):
            raise RuntimeError(f"CP-SAT contradicts the proof of a replan: {change}.")
        rows.append(
            (
                change,
                str(len(found)),
                f"{sum(one.fewest for one in found)}",
                f"{max(one.seconds for one in found):.2f} s",
                f"{len(known)}",
                f"{max(one.their_seconds for one in found):.2f} s",
                f"{sum(one.theirs is not None and one.theirs > one.ours for one in known)}",
            )
        )
        _show(rows[-1])
    head = ("change", "fairs", "proved", "longest", "CP-SAT proved", "its longest", "worse than it")
    return (
        _table(head, rows)
        + f"\nFairs of 60 to 300 requests of `small.py` ({', '.join(FAIRS)}), released by the "
        "engine. Proved: the weight held, then the released meetings kept, then those in their "
        f"slots. CP-SAT has {CHANGE_SECONDS:.0f} s, two workers and its own model.\n"
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
        for name in NAMES
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
    return _table(head, rows) + note


def _run(*arguments: str, seconds: float | None = None) -> dict[str, Any]:
    """Return the JSON that this program prints for the arguments, in its own process."""
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
    if answer.note == NOT_INSTALLED:
        return NOT_INSTALLED
    if answer.value is None:
        return f"none in {answer.seconds:.0f} s"
    note = f" ({answer.note})" if answer.note else ""
    return f"{words(answer.value)} in {answer.seconds:.1f} s{note}"


def _show(row: tuple[str, ...]) -> None:
    print(" | ".join(row), flush=True)


def _table(head: Sequence[str], rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def _find_forums() -> str:
    data = Path(os.environ.get("FAIRLEAD_SHARED_DATA", ROOT.parent / "shared" / "data")) / "b2bsp"
    if not data.is_dir():
        raise SystemExit(f"{data} is not there: say in FAIRLEAD_SHARED_DATA where the forums are.")
    return forums_section(data)


PARTS = {
    "ordinary": Part("Ordinary fairs", 9, lambda: fairs_section("ordinary")),
    "tables": Part("Few tables", 2, lambda: fairs_section("tight tables")),
    "windows": Part(
        "Short windows",
        12,
        lambda: fairs_section("short windows", "short windows on both sides"),
    ),
    "patchy": Part("Patchy fairs", 9, lambda: fairs_section("patchy")),
    "small": Part("Small fairs of every rule", 20, small_section),
    "changes": Part("Small changes after a release", 15, changes_section),
    "forums": Part('Published forums (objective "breaks")', 8, _find_forums),
}


def make_section(name: str) -> str:
    """Return one part, measured now, with how it was."""
    began = time.perf_counter()
    text = PARTS[name].make()
    minutes = (time.perf_counter() - began) / 60
    return f"`{COMMAND} --only {name}`, {minutes:.0f} min on {describe_machine()}.\n\n{text}"


def head() -> str:
    """Return what stands before the sections."""
    return (
        "# Scheduling: speed and quality\n\n"
        f"Measured with\n\n    {COMMAND}\n\nEach section names the command that renews it "
        "alone, how long that took and on what. Fairs are made by "
        "`benchmarks/scheduling/fairs.py` from seed 1. The gap is to the bound of the result's own "
        "certificate, which the verifier added up again; times leave out reading and the first "
        "compilation. Timefold is measured where `benchmarks/scheduling/outside.py` finds it."
    )


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
    parser.add_argument("--only", choices=PARTS, action="append", help="only this part; again")
    parser.add_argument("--parts", action="store_true", help="list the parts and their minutes")
    parser.add_argument("--fair", type=int, help="measure one generated fair, print JSON")
    parser.add_argument("--forum", type=Path, help="measure one published forum, print JSON")
    parser.add_argument("--peer", help="measure this peer instead")
    given = parser.parse_args()
    if given.fair is not None and given.peer == FIRST_BUILD:
        print(json.dumps(asdict(first_build(CASES[given.fair]))))
    elif given.fair is not None and given.peer:
        answer = OTHERS[given.peer](CASES[given.fair].problem(), seconds=PEER_SECONDS)
        print(json.dumps(asdict(answer)))
    elif given.fair is not None:
        print(json.dumps(asdict(measure(CASES[given.fair]))))
    elif given.forum is not None and given.peer:
        forum = parse_dzn(given.forum.read_text(encoding="utf-8"))
        print(json.dumps(asdict(FORUM_PEERS[given.peer](forum, seconds=PEER_SECONDS))))
    elif given.forum is not None:
        print(json.dumps(_measure_forum(given.forum)))
    elif given.parts:
        for name, part in PARTS.items():
            print(f"--only {name:10} about {part.minutes:g} min: {part.title}")
    else:
        _renew(given.only or list(PARTS), given.write)


def _renew(names: Sequence[str], page: Path | None) -> None:
    """Measure these parts; each is on the page once it is known, beside what was there."""
    for name in names:
        section = make_section(name)
        print(f"\n## {PARTS[name].title}\n\n{section}", flush=True)
        if page is None:
            continue
        page.parent.mkdir(parents=True, exist_ok=True)
        known = split_sections(page.read_text(encoding="utf-8")) if page.exists() else {}
        known[PARTS[name].title] = section.strip()
        order = [part.title for part in PARTS.values()]
        page.write_text(join_sections(head(), known, order=order), encoding="utf-8")


if __name__ == "__main__":
    main()
