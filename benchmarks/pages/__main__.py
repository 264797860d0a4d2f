"""Measures the public pages on the demo fair: ``python -m benchmarks.pages``."""

from __future__ import annotations

import argparse
import gzip
import http.client
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil

from benchmarks.pages.load import ask, at_once, one_after_another
from benchmarks.pages.server import EDITION, prepare, processor_seconds, served

COMMAND = "python -m benchmarks.pages --write docs/reference/benchmarks/pages.md"
CLIENTS = 16
PAGES = {
    "home": "/{e}/",
    "catalogue": "/{e}/exhibitors/",
    "catalogue, page 20": "/{e}/exhibitors/?page=20",
    "search, English": "/{e}/exhibitors/?q=pumps",
    "search, Russian": f"/ru/{{e}}/exhibitors/?q={quote('насосы')}",
    "country and cooperation chosen": "/{e}/exhibitors/?country=BLR&cooperation=supply",
    "exhibitor": "/{e}/exhibitors/ex-0001/",
    "hall plan": "/{e}/halls/1/",
    "needs": "/{e}/needs/",
    "critical imports of an economy": "/{e}/critical-imports/BLR/",
    "meetings": "/{e}/meetings/",
    "programme": "/{e}/programme/",
    "projects": "/{e}/projects/",
}
CATALOGUE = [
    name for name in PAGES if name.startswith(("catalogue", "search", "country"))
]  # what the targets are about


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
    parser.add_argument("--requests", type=int, default=300, help="requests measured for a page")
    parser.add_argument("--seconds", type=float, default=10.0, help="length of the load")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fl-") as folder:
        home = Path(folder)
        prepare(home, size=asked.size)
        text = _measured(home, requests=asked.requests, seconds=asked.seconds)
        _stop(home)
    print(text)
    if asked.write:
        asked.write.parent.mkdir(parents=True, exist_ok=True)
        asked.write.write_text(_page(text, asked.size), encoding="utf-8")


def _measured(home: Path, *, requests: int, seconds: float) -> str:
    """Return the tables of costs and of throughput."""
    paths = {name: path.format(e=EDITION) for name, path in PAGES.items()}
    queries = _queries(home, paths)
    with served(home, workers=1) as (host, port, process):
        costs = {
            name: _cost(host, port, path, process=process, home=home, count=requests,
                        queries=queries[name])
            for name, path in paths.items()
        }  # fmt: skip
    wanted = [paths[name] for name in CATALOGUE]
    with served(home, workers=2) as (host, port, _process):
        at_once(host, port, wanted, clients=CLIENTS, seconds=2)
        rate = at_once(host, port, wanted, clients=CLIENTS, seconds=seconds)
    rows = [
        f"| {name} | {cost.site + cost.database:.1f} | {cost.site:.1f} | {cost.database:.1f} | "
        f"{cost.queries} | {cost.html / 1000:.1f} | {cost.packed / 1000:.1f} |"
        for name, cost in costs.items()
    ]
    return "\n".join(
        (
            "| page | CPU, ms | of the site | of PostgreSQL | queries | HTML, kB | packed, kB |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            f"Catalogue list and searches together, {CLIENTS} clients without pause, 2 workers: "
            f"**{rate:.0f} requests/s** (the clients' own processor time included in the machine).",
        )
    )


def _cost(
    host: str,
    port: int,
    path: str,
    *,
    process: psutil.Process,
    home: Path,
    count: int,
    queries: int,
) -> Cost:
    """Return the cost of a page, averaged over ``count`` requests after some to warm up."""
    connection = http.client.HTTPConnection(host, port, timeout=30)
    body = ask(connection, path)
    connection.close()
    one_after_another(host, port, [path], count=20)
    before = processor_seconds(process, home)
    one_after_another(host, port, [path], count=count)
    after = processor_seconds(process, home)
    site, database = (
        (end - begin) / count * 1000 for begin, end in zip(before, after, strict=True)
    )
    return Cost(site, database, queries, len(body), len(gzip.compress(body, 6)))


def _queries(home: Path, paths: dict[str, str]) -> dict[str, int]:
    """Return how many queries each page asks."""
    os.environ["FAIRLEAD_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "fairlead.config.settings"
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    counts = {}
    for name, path in paths.items():
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200, path
        counts[name] = len(asked)
    connection.close()
    return counts


def _stop(home: Path) -> None:
    """Stop the database of the benchmark."""
    from fairlead.config.embedded.layout import Layout
    from fairlead.config.embedded.server import release

    release(Layout(home))


def _page(text: str, size: str) -> str:
    return (
        "# Public pages: cost and throughput\n\n"
        f"Measured by `{COMMAND}` on 2 cores: the demo fair of size {size}, served by "
        "`fairlead serve` over its embedded PostgreSQL, one request after another on one open "
        "connection, one worker; averages of 300 requests. CPU is user and system time of the "
        "processes, so it does not depend on what else the machine does at the time.\n\n"
        f"{text}\n\n"
        "Targets for catalogue list and search at 1,000 exhibitors: 12 ms of CPU, site and "
        "database together, 15 queries, 60 kB, 150 requests/s at 16 clients. On the same kind of "
        "machine pretalx takes 115 ms for a search of 1,000 speakers and 1,390 ms for the list, "
        "Indico 2,160 ms for its list.\n"
    )


if __name__ == "__main__":
    main()
