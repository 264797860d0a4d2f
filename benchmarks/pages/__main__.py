"""Measures the public pages on the demo fair: ``python -m benchmarks.pages``."""

from __future__ import annotations

import argparse
import gzip
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil

from benchmarks.pages.load import Load, ask, at_once, one_after_another
from benchmarks.pages.server import EDITION, prepare, processor_seconds, served, stop

COMMAND = "python -m benchmarks.pages --write docs/reference/benchmarks/pages.md"
CLIENTS = 16
ENGLISH = ("pumps", "bearing", "steel", "machine tools", "electric motors", "valves", "chips")
RUSSIAN = ("насосы", "подшипник", "сталь", "станки", "электродвигатели", "клапаны", "кабель")
# A page is asked for at each of its addresses in turn.
PAGES = {
    "home": ("/{e}/",),
    "catalogue": ("/{e}/exhibitors/",),
    "catalogue, page 20": ("/{e}/exhibitors/?page=20",),
    "search, English": tuple(f"/{{e}}/exhibitors/?q={quote(word)}" for word in ENGLISH),
    "search, Russian": tuple(f"/ru/{{e}}/exhibitors/?q={quote(word)}" for word in RUSSIAN),
    "country and cooperation chosen": ("/{e}/exhibitors/?country=BLR&cooperation=supply",),
    "exhibitor": ("/{e}/exhibitors/ex-0001/", "/{e}/exhibitors/ex-0040/"),
    "hall plan": ("/{e}/halls/1/", "/{e}/halls/2/"),
    "needs": ("/{e}/needs/",),
    "need": ("/{e}/needs/need-00001/", "/{e}/needs/need-00040/"),
    "critical imports of an economy": ("/{e}/critical-imports/BLR/",),
    "meetings": ("/{e}/meetings/",),
    "programme": ("/{e}/programme/",),
    "projects": ("/{e}/projects/",),
}
CATALOGUE = [
    name for name in PAGES if name.startswith(("catalogue", "search", "country"))
]  # what the targets are about
AFRESH = ("home", "catalogue", "hall plan", "needs", "meetings")  # what a process keeps


@dataclass(frozen=True, slots=True)
class Cost:
    """A page's cost: processor milliseconds of site and database, queries, bytes."""

    site: float
    database: float
    queries: int
    html: int
    packed: int


def main() -> None:
    """Print the table; with ``--write FILE`` write the page that holds it too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="the page of the documentation to write")
    parser.add_argument("--size", choices=("small", "full"), default="full")
    parser.add_argument("--home", type=Path, help="a FAIRLEAD_HOME that holds the demo already")
    parser.add_argument("--requests", type=int, default=300, help="requests measured for a page")
    parser.add_argument("--seconds", type=float, default=10.0, help="length of the load")
    asked = parser.parse_args()
    with _home(asked.home, asked.size) as home:
        text = _measured(home, requests=asked.requests, seconds=asked.seconds)
    print(text)
    if asked.write:
        asked.write.parent.mkdir(parents=True, exist_ok=True)
        asked.write.write_text(_page(text, asked.size, asked.requests), encoding="utf-8")


@contextmanager
def _home(given: Path | None, size: str) -> Iterator[Path]:
    """Yield the FAIRLEAD_HOME given, or a new one with the demo that is gone afterwards."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="fl-") as folder:
        try:
            prepare(Path(folder), size=size)
            yield Path(folder)
        finally:
            stop(Path(folder))


def _measured(home: Path, *, requests: int, seconds: float) -> str:
    """Return the tables of costs and of throughput."""
    pages = {name: tuple(p.format(e=EDITION) for p in paths) for name, paths in PAGES.items()}
    queries, touch = _django(home, pages)
    with served(home, workers=1) as (host, port, process):
        meter = Meter(host, port, process, home)
        costs = {
            name: meter.cost(paths, count=requests, queries=queries[name])
            for name, paths in pages.items()
        }
        afresh = {name: meter.afresh(pages[name][0], touch=touch) for name in AFRESH}
    wanted = [path for name in CATALOGUE for path in pages[name]]
    with served(home, workers=2) as (host, port, _process):
        at_once(host, port, wanted, clients=CLIENTS, seconds=3)
        load = at_once(host, port, wanted, clients=CLIENTS, seconds=seconds)
    return _written(costs, afresh, load)


def _written(costs: dict[str, Cost], afresh: dict[str, float], load: Load) -> str:
    """Return the measures as Markdown."""
    rows = [
        f"| {name} | {cost.site + cost.database:.1f} | {cost.site:.1f} | {cost.database:.1f} | "
        f"{cost.queries} | {cost.html / 1000:.1f} | {cost.packed / 1000:.1f} |"
        for name, cost in costs.items()
    ]
    firsts = ", ".join(f"{name} {milliseconds:.0f}" for name, milliseconds in afresh.items())
    return "\n".join(
        (
            "| page | CPU, ms | of the site | of PostgreSQL | queries | HTML, kB | packed, kB |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            "What a process keeps of an edition is made anew by the first request after a change; "
            f"that request's CPU in ms: {firsts}.",
            "",
            f"Catalogue list and searches together, {CLIENTS} clients without pause, 2 workers: "
            f"**{load.rate:.0f} requests/s**, half of them answered in {load.median * 1000:.0f} "
            f"ms, nineteen of twenty in {load.slowest_of_twenty * 1000:.0f} ms (the clients' own "
            "processor time included in the machine).",
        )
    )


@dataclass(frozen=True, slots=True)
class Meter:
    """Reads the processor time of a running site and its database around requests."""

    host: str
    port: int
    process: psutil.Process
    home: Path

    def cost(self, paths: tuple[str, ...], *, count: int, queries: int) -> Cost:
        """Return a page's cost, averaged over ``count`` requests after some to warm up."""
        bodies = [ask(self.host, self.port, path) for path in paths]
        one_after_another(self.host, self.port, paths, count=20)
        before = processor_seconds(self.process, self.home)
        one_after_another(self.host, self.port, paths, count=count)
        after = processor_seconds(self.process, self.home)
        site, database = (
            (end - begin) / count * 1000 for begin, end in zip(before, after, strict=True)
        )
        packed = sum(map(len, bodies)) // len(bodies)
        html = sum(len(gzip.decompress(body)) for body in bodies) // len(bodies)
        return Cost(site, database, queries, html, packed)

    def afresh(self, path: str, *, touch: Callable[[], object], times: int = 10) -> float:
        """Return the milliseconds of the first request after a change, averaged."""
        spent = 0.0
        for _ in range(times):
            touch()
            before = processor_seconds(self.process, self.home)
            one_after_another(self.host, self.port, [path], count=1)
            spent += sum(processor_seconds(self.process, self.home)) - sum(before)
        return spent / times * 1000


def _django(
    home: Path, pages: dict[str, tuple[str, ...]]
) -> tuple[dict[str, int], Callable[[], object]]:
    """Return how many queries each page asks, and what changes the edition and its timetable."""
    os.environ["FAIRLEAD_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "fairlead.config.settings"
    import django

    django.setup()
    from django.db import connection
    from django.db.models import F
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.meetings.models import Timetable

    client = Client(headers={"host": "localhost"})
    counts = {}
    for name, paths in pages.items():
        client.get(paths[0])
        with CaptureQueriesContext(connection) as asked:
            assert client.get(paths[0]).status_code == 200, paths
        counts[name] = len(asked)
    connection.close()

    def touch() -> None:
        Edition.objects.update(name=F("name"))
        Timetable.objects.update(version=F("version"))

    return counts, touch


def _page(text: str, size: str, requests: int) -> str:
    return (
        "# Public pages: cost and throughput\n\n"
        f"Measured by `{COMMAND}` on 2 cores: the demo fair of size {size}, served by "
        "`fairlead serve` over its embedded PostgreSQL, one request after another on one open "
        f"connection, one worker; averages of {requests} requests, searches for "
        f"{len(ENGLISH)} different words in turn. CPU is user and system time of the site's and "
        "the database's processes, so it does not depend on what else the machine does at the "
        "time. Pages are packed (gzip) as a browser asks for them, which is part of their "
        "cost.\n\n"
        f"{text}\n\n"
        "Targets for catalogue list and search at 1,000 exhibitors: 12 ms of CPU, site and "
        "database together, 15 queries, 60 kB, 150 requests/s at 16 clients. On the same kind of "
        "machine pretalx takes 115 ms for a search of 1,000 speakers and 1,390 ms for the list, "
        "Indico 2,160 ms for its list. What is cached, and until when: "
        "[decision 706](../../decisions/0706-kept-until-the-edition-changes.md).\n"
    )


if __name__ == "__main__":
    main()
