"""`python -m benchmarks.servers EDITION`: processor time per request of each web server.

Needs a loaded edition (`fairlead demo --size full --no-serve`), and gunicorn and uvicorn for the
peers; one that is not installed is left out.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

PORT = 8131
CLIENTS = 16
WSGI, ASGI = "fairlead.config.wsgi:application", "fairlead.config.asgi:application"
BIND = f"127.0.0.1:{PORT}"
SERVERS = {
    "granian, 2 workers of 2 threads": (
        "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "2",
        "--port", str(PORT), "--no-log", WSGI,
    ),
    "gunicorn, 2 uvicorn workers": (
        "gunicorn", "-k", "uvicorn.workers.UvicornWorker", "-w", "2", "-b", BIND, ASGI,
    ),
    "gunicorn, 2 workers of 2 threads": (
        "gunicorn", "-k", "gthread", "--threads", "2", "-w", "2", "-b", BIND, WSGI,
    ),
}  # fmt: skip


@dataclass(slots=True)
class Load:
    """Clients that keep their connections and ask for one address over and over."""

    path: str
    failed: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, times: int) -> None:
        """Ask; a broken connection counts as a failure and is opened again."""
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        for _ in range(times):
            try:
                connection.request("GET", self.path)
                answer = connection.getresponse()
                answer.read()
                good = answer.status == 200
            except (OSError, http.client.HTTPException):
                good = False
                connection.close()
            if not good:
                with self.lock:
                    self.failed += 1
        connection.close()

    def ask_together(self, times: int) -> float:
        """Ask by all clients at once; returns the seconds it took."""
        clients = [
            threading.Thread(target=self.ask, args=(times // CLIENTS,)) for _ in range(CLIENTS)
        ]
        began = time.perf_counter()
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        return time.perf_counter() - began


def used(server: subprocess.Popen[bytes]) -> float:
    """Return the processor seconds of a server with its workers; not of the database."""
    parent = psutil.Process(server.pid)
    return sum(sum(one.cpu_times()[:2]) for one in [parent, *parent.children(recursive=True)])


def wait(path: str) -> None:
    """Return when the server answers."""
    for _ in range(300):
        load = Load(path)
        load.ask(1)
        if not load.failed:
            return
        time.sleep(0.1)
    raise SystemExit(f"Expected the server to answer {path} within 30 s.")


def measure(command: tuple[str, ...], path: str, times: int) -> str:
    """Return a row's figures for one server and one address."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "fairlead.config.settings"}
    program = Path(sys.executable).with_name(command[0])
    quiet = subprocess.DEVNULL
    server = subprocess.Popen([program, *command[1:]], env=env, stdout=quiet, stderr=quiet)
    try:
        wait(path)
        load = Load(path)
        load.ask_together(CLIENTS * 2)
        before = used(server)
        seconds = load.ask_together(times)
        spent = 1000 * (used(server) - before) / times
    finally:
        server.terminate()
        server.wait()
    return f"{spent:.2f} ms | {times / seconds:,.0f}/s | {load.failed}"


def main() -> None:
    """Print the table; write the page with --write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("edition", nargs="?", default="demo-2023")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    pages = {
        f"/{given.edition}/exhibitors/": 320,
        "/static/fairlead/fairlead.css": 1600,
    }
    lines = [
        "| server | address | processor time per request | requests | failed |",
        "|---|---|---|---|---|",
    ]
    for name, command in SERVERS.items():
        if shutil.which(str(Path(sys.executable).with_name(command[0]))) is None:
            continue
        lines += [
            f"| {name} | `{path}` | {measure(command, path, n)} |" for path, n in pages.items()
        ]
    table = "\n".join(lines) + "\n"
    print(table)
    if given.write:
        text = (
            "# Web servers\n\n`python -m benchmarks.servers --write "
            "docs/reference/benchmarks/servers.md` on the full demonstration; "
            f"{CLIENTS} clients that keep their connections, all on this machine with the server "
            f"({os.cpu_count()} processors). Processor time is that of the web server with "
            "Django, without the database.\n\n"
        )
        given.write.write_text(text + table)


if __name__ == "__main__":
    main()
