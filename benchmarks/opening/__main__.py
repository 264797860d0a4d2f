"""`python -m benchmarks.opening`: 2,000 people look at three pages each within a minute.

Serves the full demonstration as `fairlead serve` does, to clients on the same machine. Each comes
at a moment of the minute, signed in, and asks for the catalogue, the list of whom to meet and the
own agenda, one after the other.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.opening.crowd import Seen, come
from benchmarks.pages.server import EDITION, prepare, processor_seconds, served, stop

COMMAND = "python -m benchmarks.opening --write docs/reference/benchmarks/opening.md"
PAGES = {
    "catalogue": f"/{EDITION}/exhibitors/",
    "whom to meet": f"/{EDITION}/desk/meet/",
    "agenda": f"/{EDITION}/desk/agenda/",
}


@contextmanager
def _home(given: Path | None, size: str) -> Iterator[Path]:
    """Yield the FAIRLEAD_HOME given, or a new one with the demonstration."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="fl-") as folder:
        try:
            prepare(Path(folder), size=size)
            yield Path(folder)
        finally:
            stop(Path(folder))


def _sign_in(home: Path, people: int) -> list[str]:
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.opening.people", EDITION, str(people)],
        env={**os.environ, "FAIRLEAD_HOME": str(home),
             "DJANGO_SETTINGS_MODULE": "fairlead.config.settings"},
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    sessions: list[str] = json.loads(made.stdout.splitlines()[-1])
    return sessions


def _write(seen: Seen, spent: tuple[float, float], *, people: int, seconds: float) -> str:
    rows = [
        f"| {name} | {len(taken)} | {statistics.median(taken) * 1000:.0f} ms |"
        f" {statistics.quantiles(taken, n=20)[-1] * 1000:.0f} ms | {max(taken) * 1000:.0f} ms |"
        for name, taken in seen.seconds.items()
    ]
    asked = sum(map(len, seen.seconds.values()))
    site, database = (1000 * one / max(1, asked) for one in spent)
    return "\n".join(
        (
            "| page | answers | median | p95 | slowest |",
            "|---|---|---|---|---|",
            *rows,
            "",
            f"{people:,} people within {seconds:.0f} s, {len(seen.faults)} faults"
            f"{': ' + '; '.join(sorted(set(seen.faults))[:5]) if seen.faults else ''}. Processor "
            f"time of an answer: {site:.1f} ms of the site, {database:.1f} ms of PostgreSQL.",
        )
    )


def main() -> None:
    """Measure and print; with ``--write FILE`` write the page that holds it too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--size", choices=("small", "full"), default="full")
    parser.add_argument("--home", type=Path, help="a FAIRLEAD_HOME that holds the demo already")
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    with _home(given.home, given.size) as home:
        sessions = _sign_in(home, given.people)
        with served(home, workers=2) as (_host, port, process):
            asyncio.run(come(port, sessions[:40], PAGES, within=4.0))  # so that each was asked for
            before = processor_seconds(process, home)
            seen = asyncio.run(come(port, sessions, PAGES, within=given.seconds))
            after = processor_seconds(process, home)
    spent = (after[0] - before[0], after[1] - before[1])
    text = _write(seen, spent, people=len(sessions), seconds=given.seconds)
    print(text)
    if given.write:
        given.write.write_text(
            f"# The opening minute\n`{COMMAND}` on 2 cores: the demonstration of size "
            f"{given.size}, served by `fairlead serve` with two workers over its embedded "
            "PostgreSQL; the clients share the machine. Everybody comes at a moment of the minute "
            "drawn evenly, signed in, with their own connection, and asks for the catalogue, "
            "the list of whom to meet and the agenda, one after the other. Those with most "
            f"meetings come.\n\n{text}\n\nTo be reached: no fault, nineteen of twenty answers "
            "within 500 ms.\n",
            encoding="utf-8",
        )
    raise SystemExit(1 if seen.faults else 0)


if __name__ == "__main__":
    main()
