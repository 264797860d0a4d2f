"""`python -m benchmarks.booking`: nobody is booked twice, whatever dies meanwhile.

Two web processes and two workers serve a fair; clients press "Accept" for its times. At a third
of the attempts a web process and a worker are killed with SIGKILL and started again, at two thirds
PostgreSQL is stopped, and is started again by anyone who needs it first. Then a checker that shares
no code compares what the clients were told with what the database holds.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.booking.clients import DONE, Crowd

HERE = Path(__file__).resolve()


@dataclass(slots=True)
class Program:
    """A process of Fairlead that can be killed, with all it has started, and started again."""

    words: tuple[str, ...]
    env: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in its own group."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "fairlead", *self.words],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def end(self, how: signal.Signals) -> None:
        """Send its group a signal and wait until it is gone."""
        if self.process is None:
            return
        os.killpg(self.process.pid, how)
        self.process.wait(timeout=60)
        self.process = None


def find_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until a site answers."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/healthz")
            if line.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise TimeoutError("Expected the site to answer within two minutes.")


@contextmanager
def open_site(env: dict[str, str]) -> Iterator[tuple[list[Program], list[Program], list[int]]]:
    """Return two web processes with their ports, and two workers, as long as they are needed."""
    ports = [find_port(), find_port()]
    webs = [Program(("web", "--port", str(port), "--workers", "1"), env) for port in ports]
    workers = [Program(("worker",), env) for _ in range(2)]
    try:
        for program in (*webs, *workers):
            program.start()
        for port in ports:
            wait_for(port)
        yield webs, workers, ports
    finally:
        for program in (*webs, *workers):
            program.end(signal.SIGTERM)


def disturb(
    crowd: Crowd, webs: list[Program], workers: list[Program], *, home: Path, attempts: int
) -> list[str]:
    """Kill and restart as the attempts go on; return what was done at which of them."""
    done = []

    def wait_until(share: float) -> None:
        while len(crowd.said) < attempts * share:
            time.sleep(0.02)

    wait_until(1 / 3)
    for name, program in (("web process", webs[0]), ("worker", workers[0])):
        program.end(signal.SIGKILL)
        program.start()
        done.append(f"{name} killed at {len(crowd.said)}")
    wait_until(2 / 3)
    pid = int((home / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGINT)
    done.append(f"PostgreSQL stopped at {len(crowd.said)}")
    return done


def run(*, clients: int, attempts: int, slots: int, seed: int = 1) -> dict[str, Any]:
    """Return what the checker found, with figures; the log is checked by its own process."""
    with tempfile.TemporaryDirectory(prefix="fairlead-booking-") as scratch:
        folder = Path(scratch)
        folder.chmod(0o755)  # the server of root runs as another user
        home = folder / "home"
        root = str(HERE.parents[2])
        kept = {name: value for name, value in os.environ.items() if "FAIRLEAD" not in name}
        env = {
            **kept,
            "FAIRLEAD_HOME": str(home),
            "PYTHONPATH": os.pathsep.join((f"{root}/src", root)),
            "DJANGO_SETTINGS_MODULE": "fairlead.config.settings",
        }
        # Two web processes that do not share a home's key could not read each other's links.
        env["FAIRLEAD_SECRET_KEY"] = secrets.token_urlsafe(48)
        made = subprocess.run(
            [sys.executable, "-m", "benchmarks.booking.fair", str(slots)],
            env=env, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        fair = json.loads(made.stdout.splitlines()[-1])
        with open_site(env) as (webs, workers, ports):
            crowd = Crowd(ports, clients=clients, seed=seed)
            done: list[str] = []
            disturber = threading.Thread(
                target=lambda: done.extend(
                    disturb(crowd, webs, workers, home=home, attempts=attempts)
                ),
                daemon=True,
            )
            disturber.start()
            began = time.monotonic()
            crowd.run(fair["requests"], fair["slots"], attempts=attempts)
            seconds = time.monotonic() - began
            disturber.join(timeout=60)
            log = folder / "log.jsonl"
            log.write_text("".join(f"{json.dumps(asdict(one))}\n" for one in crowd.said))
            checked = subprocess.run(
                [sys.executable, str(HERE.with_name("checker.py")), str(log),
                 json.dumps(fair["database"])],
                stdout=subprocess.PIPE, text=True, check=False, env=kept,
            )  # fmt: skip
        found: dict[str, Any] = json.loads(checked.stdout.splitlines()[-1])
        taken = [one.seconds for one in crowd.said]
        return {
            **found,
            "seconds": round(seconds, 1),
            "attempts a second": round(len(taken) / seconds, 1),
            "median, ms": round(statistics.median(taken) * 1000),
            "p95, ms": round(statistics.quantiles(taken, n=20)[-1] * 1000),
            "asked again": sum(one.tries > 1 for one in crowd.said),
            "done, the answer lost": sum(bool(one.why) for one in crowd.said if one.answer == DONE),
            "disturbed": done,
            "code": checked.returncode,
        }


def main() -> None:
    """Run and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--attempts", type=int, default=20_000)
    parser.add_argument("--slots", type=int, default=500)
    given = parser.parse_args()
    found = run(clients=given.clients, attempts=given.attempts, slots=given.slots)
    print("| what | found |\n|---|---|")
    for name, value in found.items():
        print(f"| {name} | {'; '.join(value) if isinstance(value, list) else value} |")
    raise SystemExit(found["code"])


if __name__ == "__main__":
    main()
