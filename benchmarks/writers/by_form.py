"""`python -m benchmarks.writers.by_form`: fifty people send a form at once, before and after.

Each build serves its own site, with one address more that both answer by the same lines
(`form/saving.py`): a firm and its offer are read, checked and saved. So a transaction lasts as long
as a page's does, and the answer takes what the site takes besides.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import socket
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.builds import Build, open_builds
from benchmarks.writers.__main__ import ask_worker, write_cell

HERE = Path(__file__).parent


@contextmanager
def serve(build: Build) -> Iterator[int]:
    """Yield the port on which the build's site answers, with the address that saves."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    path = os.pathsep.join((build.env["PYTHONPATH"], str(HERE / "form")))
    env = build.env | {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "saving"}
    words = ("-m", "fairlead", "serve", "--port", str(port), "--workers", "2")
    with subprocess.Popen(
        build.run(*words), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as site:
        try:
            yield port
        finally:
            site.terminate()
            site.wait(timeout=30)


def wait_for(port: int, address: str) -> None:
    """Return when the site has saved something."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            if ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), address)[0]:
                return
        except OSError:
            pass
        time.sleep(0.3)
    raise TimeoutError("Expected the site to save within 90 seconds.")


def ask(connection: http.client.HTTPConnection, address: str) -> tuple[bool, bytes]:
    """Return whether what was sent is saved, and the answer."""
    connection.request(
        "POST", f"{address}?text=Round{time.monotonic_ns()}", headers={"Host": "localhost"}
    )
    answer = connection.getresponse()
    return answer.status == http.HTTPStatus.OK, answer.read()


def measure(
    port: int, addresses: list[str], *, rounds: int, within: float
) -> tuple[list[float], list[float]]:
    """Return the seconds of every answer, and those that each transaction lasted as it wrote.

    In each round everybody saves once, at a moment drawn from so many seconds.
    """
    taken: list[float] = []
    lasted: list[float] = []
    start = threading.Barrier(len(addresses))

    def work(address: str, chance: random.Random) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for number in range(rounds + 1):
            start.wait()
            time.sleep(chance.random() * within)
            began = time.perf_counter()
            saved, answer = ask(connection, address)
            if not saved:
                raise RuntimeError(f"Expected that the form is saved: {answer[:500]!r}")
            if number:  # the first plans its statements
                taken.append(time.perf_counter() - began)
                lasted.append(float(answer))

    threads = [
        threading.Thread(target=work, args=(address, random.Random(seed)))  # noqa: S311
        for seed, address in enumerate(addresses)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, lasted


def prepare(build: Build, people: int) -> list[str]:
    """Make what so many people save, and return the address of each."""
    pairs = ask_worker(build, people, "prepare")
    return [f"/save/{firm}/{offer}/" for offer, firm in pairs]


def main() -> None:
    """Measure in turns and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--older", default="ef5d7cd")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--within", type=float, nargs="+", default=[0, 1])
    given = parser.parse_args()
    with open_builds(given.older) as builds:
        saved = {build.name: prepare(build, given.people) for build in builds}
        found: dict[tuple[str, float], tuple[list[float], list[float]]] = {}
        alone: dict[str, list[float]] = {}
        for _ in range(given.turns):
            for build in builds:
                with serve(build) as port:
                    wait_for(port, saved[build.name][0])
                    one = saved[build.name][:1]
                    alone.setdefault(build.name, []).extend(
                        measure(port, one, rounds=40, within=0)[1]
                    )
                    for within in given.within:
                        times = measure(port, saved[build.name], rounds=given.rounds, within=within)
                        held = found.setdefault((build.name, within), ([], []))
                        for kept, new in zip(held, times, strict=True):
                            kept.extend(new)
    print("| build | within | answer: median, p95 | it writes for: median, p95 | alone |")
    print("|---|---|---|---|---|")
    for (name, within), (taken, lasted) in found.items():
        rest = statistics.median(alone[name]) * 1000
        print(
            f"| {name} | {within} s | {write_cell(taken)} | {write_cell(lasted)} | {rest:.1f} ms |"
        )


if __name__ == "__main__":
    main()
