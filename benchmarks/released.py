"""Measure the pages of a released programme: ``python -m benchmarks.released`` (three minutes).

400 sessions in 25 rooms over 4 days, loaded from one folder into today's build and into an older
one; each serves its pages with two workers to 16 clients without pause on the same machine. Of a
request: processor time of the site and of PostgreSQL, and bytes as they are sent.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from benchmarks.builds import Build, open_builds
from benchmarks.many_clients import wait_for
from benchmarks.pages.load import ask, at_once, one_after_another
from benchmarks.pages.server import free_port, processor_seconds

CODE = "released-2030"
DAY, DAYS, ROOMS, PER_DAY, SPEAKERS = dt.date(2030, 7, 8), 4, 25, 4, 600
PATHS = ("programme/", "programme/?day=2030-07-09", "programme/?q=Session+1")
_FAIR = f"""format = "fairlead-fair/1"

[fair]
code = "{CODE}"
name = "Released programme"
edition = 1
city = "Example"
country = "KAZ"
first_day = {DAY.isoformat()}
days = {DAYS}
time_zone = "Asia/Almaty"
currency = "USD"

[slots]
first = 10:00:00
minutes = 20
per_day = 24
"""


def write_folder(folder: Path) -> None:
    """Write a fair of 400 sessions with three speakers each."""
    folder.mkdir()
    (folder / "fair.toml").write_text(_FAIR, encoding="utf-8")
    firm = {"id": "org-1", "name": "Example Works", "country": "KAZ"}
    people = [
        {"id": f"p-{n}", "name": f"Speaker {n}", "organisation": "org-1", "role": "speaker"}
        for n in range(SPEAKERS)
    ]
    _write(folder / "organisations.csv", [firm])
    _write(folder / "people.csv", people)
    _write(folder / "sessions.csv", [_say(number) for number in range(DAYS * ROOMS * PER_DAY)])


def _say(number: int) -> dict[str, str]:
    at, room = divmod(number, ROOMS)
    day, turn = divmod(at, PER_DAY)
    begins = 9 + 2 * turn
    # The same people never at the same time: three to each room.
    who = [f"p-{(3 * number + place) % SPEAKERS}" for place in range(3)]
    return {
        "id": f"s-{number:03}",
        "title": f"Session {number} of a programme of four hundred",
        "date": (DAY + dt.timedelta(days=day)).isoformat(),
        "start": f"{begins:02}:00",
        "end": f"{begins + 1:02}:30",
        "room": f"Room {room + 1:02}",
        "track": f"Track {number % 12 + 1}",
        "speakers": "|".join(who),
    }


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@contextmanager
def serve(build: Build, workers: int) -> Iterator[tuple[int, psutil.Process]]:
    """Yield port and process of the build's running site."""
    port = free_port()
    words = ("-m", "fairlead", "serve", "--port", str(port), "--workers", str(workers))
    with subprocess.Popen(
        build.run(*words), env=build.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as site:
        try:
            wait_for(port, CODE)
            yield port, psutil.Process(site.pid)
        finally:
            site.terminate()
            site.wait(timeout=30)


def measure(build: Build, *, clients: int, seconds: float, count: int) -> str:
    """Return a row of the table."""
    paths = [f"/{CODE}/{path}" for path in PATHS]
    with serve(build, 1) as (port, process):
        packed = len(ask("127.0.0.1", port, paths[0])) / 1000
        one_after_another("127.0.0.1", port, paths, count=30)
        before = processor_seconds(process, build.home)
        one_after_another("127.0.0.1", port, paths, count=count)
        after = processor_seconds(process, build.home)
    cost = sum(b - a for a, b in zip(before, after, strict=True)) / count * 1000
    with serve(build, 2) as (port, _process):
        at_once("127.0.0.1", port, paths, clients=clients, seconds=2)
        load = at_once("127.0.0.1", port, paths, clients=clients, seconds=seconds)
    return (
        f"| {build.name} | {packed:.1f} | {cost:.1f} | {load.rate:.0f} |"
        f" {load.median * 1000:.0f} | {load.slowest_of_twenty * 1000:.0f} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--older", default="ef5d7cd")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--requests", type=int, default=300)
    given = parser.parse_args()
    print("| build | packed, kB | CPU, ms | requests/s | median, ms | p95, ms |")
    print("|---|---:|---:|---:|---:|---:|")
    with open_builds(given.older) as builds:
        for build in builds:
            folder = build.home.with_name(f"{build.home.name}-fair")
            write_folder(folder)
            words = build.run("-m", "fairlead", "load", str(folder))
            subprocess.run(words, env=build.env, check=True, stdout=subprocess.DEVNULL)
            row = measure(build, clients=given.clients, seconds=given.seconds, count=given.requests)
            print(row, flush=True)


if __name__ == "__main__":
    main()
