"""`python -m benchmarks.many_clients`: two hundred visitors at once, before and after.

Serves today's build and an older one in turn, each with the small demonstration in a database of
its own, to clients on the same machine that ask for 14 addresses over connections that stay open.
"""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.builds import Build, open_builds
from benchmarks.pages.load import Client

EDITION = "demo-2023"
PATHS = (
    "",
    "exhibitors/",
    "exhibitors/?page=2",
    "exhibitors/?q=pump",
    "exhibitors/?country=RUS",
    "needs/",
    "needs/?page=2",
    "halls/",
    "countries/",
    "programme/",
    "projects/",
    "meetings/",
    "critical-imports/",
    "critical-imports/BLR/",
)


def prepare(build: Build) -> None:
    """Make the small demonstration in the build's own database."""
    words = ("-m", "fairlead", "demo", "--size", "small", "--no-serve")
    folder = ("-o", str(build.home.with_name(f"{build.home.name}-fair")))
    subprocess.run(build.run(*words, *folder), env=build.env, check=True, stdout=subprocess.DEVNULL)


@dataclass(frozen=True, slots=True)
class Site:
    """A site that is served: its port, its first process, and where its database lies."""

    port: int
    process: int
    build: Build

    def measure_work(self) -> float:
        """Return the processor seconds of the site and its database until now."""
        data = (self.build.home / "postgres" / "data").stat()
        ours = [psutil.Process(self.process)]
        ours += ours[0].children(recursive=True)
        for one in psutil.process_iter(["name"]):
            with suppress(OSError, psutil.Error):
                if one.info["name"] == "postgres" and os.path.samestat(
                    Path(f"/proc/{one.pid}/cwd").stat(), data
                ):
                    ours.append(one)
        spent = 0.0
        for process in ours:
            with suppress(psutil.Error):
                spent += sum(process.cpu_times()[:2])
        return spent


@contextmanager
def serve(build: Build) -> Iterator[Site]:
    """Yield the build's site."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    words = ("-m", "fairlead", "serve", "--port", str(port), "--workers", "2")
    with subprocess.Popen(
        build.run(*words), env=build.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as site:
        try:
            wait_for(port, EDITION)
            yield Site(port, site.pid, build)
        finally:
            site.terminate()
            site.wait(timeout=30)


def wait_for(port: int, edition: str) -> None:
    """Return when the site shows the edition."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", f"/{edition}/")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise TimeoutError("Expected the site to answer within 90 seconds.")


def measure(port: int, *, clients: int, seconds: float) -> tuple[list[float], float]:
    """Return the seconds that every answer took, and how long all of it lasted."""
    taken: list[float] = []
    start, until = threading.Barrier(clients + 1), [0.0]

    def visit(number: int) -> None:
        client = Client("127.0.0.1", port)
        start.wait()
        while time.perf_counter() < until[0]:
            began = time.perf_counter()
            client.ask(f"/{EDITION}/{PATHS[number % len(PATHS)]}")
            taken.append(time.perf_counter() - began)
            number += 1
        client.close()

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    until[0] = began + seconds
    start.wait()
    for thread in threads:
        thread.join()
    return taken, time.perf_counter() - began


def main() -> None:
    """Measure in turns and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--older", default="ef5d7cd")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--turns", type=int, default=2)
    given = parser.parse_args()
    print("| build | clients | answers a second | median | p95 | processor time an answer |")
    print("|---|---|---|---|---|---|")
    with open_builds(given.older) as builds:
        for build in builds:
            prepare(build)
        for _ in range(given.turns):
            for build in builds:
                with serve(build) as site:
                    # First, so that each address was asked for.
                    measure(site.port, clients=20, seconds=3.0)
                    before = site.measure_work()
                    taken, lasted = measure(site.port, clients=given.clients, seconds=given.seconds)
                    spent = (site.measure_work() - before) / len(taken)
                late = statistics.quantiles(taken, n=20)[-1]
                print(
                    f"| {build.name} | {given.clients} | {len(taken) / lasted:.0f} |"
                    f" {statistics.median(taken) * 1000:.0f} ms | {late * 1000:.0f} ms |"
                    f" {spent * 1000:.2f} ms |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
