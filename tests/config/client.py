"""A program that uses the embedded database of a home until its standard input ends.

Prints one JSON object: the server's process and when it started, or what went wrong. For each
line that comes in it makes sure that the server runs, waiting three seconds at most, and says so
again. With ``container`` it inherits the server when its parent ends, as the first process of a
container does; with ``busy`` it leaves a question open that has no end.
"""

from __future__ import annotations

import ctypes
import json
import sys
from pathlib import Path

import psycopg

from fairlead.config.embedded.layout import DATABASE, SUPERUSER, Layout
from fairlead.config.embedded.server import ensure_running
from fairlead.folder.input_errors import InvalidInput

ENDLESS = b"SELECT count(*) FROM generate_series(1, 1000000000000)"


def connect(layout: Layout) -> psycopg.Connection:
    """Return a connection."""
    return psycopg.connect(host=str(layout.socket_folder), user=SUPERUSER, dbname=DATABASE)


def say(layout: Layout, *, patience: float) -> bool:
    """Use the server and say which one it is; returns whether it can be used."""
    try:
        ensure_running(layout, durable=False, patience=patience, refused=True)
    except InvalidInput as error:
        print(json.dumps({"wrong": str(error)}), flush=True)  # noqa: T201
        return False
    with connect(layout) as connection:
        row = connection.execute("SELECT pg_postmaster_start_time()::text").fetchone()
    pid = (layout.data / "postmaster.pid").read_text().split()[0]
    print(json.dumps({"pid": int(pid), "started": row[0] if row else ""}), flush=True)  # noqa: T201
    return True


def main(home: str, *how: str) -> int:
    """Use the server as long as there is input; returns the exit code."""
    layout = Layout(Path(home))
    if "container" in how:
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
    if "busy" in how:
        ensure_running(layout, durable=False)
        busy = connect(layout)
        busy.pgconn.send_query(ENDLESS)
    if not say(layout, patience=60):
        return 2
    for _ in sys.stdin:
        say(layout, patience=3)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
