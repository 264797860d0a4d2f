"""`python -m benchmarks.recovery`: how soon a database killed while much is written is back.

A separate embedded server, which waits for the disk, is written to by two connections, and its
first process is killed when it has nearly as much to read again as it ever has. Measured is the
time from the kill until a new connection has read a row.
"""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import psycopg

from fairlead.config.embedded import server
from fairlead.config.embedded.layout import DATABASE, SUPERUSER, Layout

_TABLE = """
CREATE TABLE written (id bigserial PRIMARY KEY, key text, held jsonb, words tsvector, number int);
CREATE INDEX ON written USING gin (words);
CREATE INDEX ON written (key);
CREATE INDEX ON written (number);
"""
_ADD = """
INSERT INTO written (key, held, words, number)
SELECT md5(random()::text), jsonb_build_object('en', md5(random()::text)),
    to_tsvector('simple', md5(random()::text) || ' ' || md5(random()::text)),
    (random() * 100000)::int
FROM generate_series(1, 2000)
"""
_CHANGE = """
UPDATE written SET number = number + 1 WHERE id IN (
    SELECT (random() * (SELECT max(id) FROM written))::bigint FROM generate_series(1, 500)
)
"""
_BEHIND = """
SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) / 1048576 FROM pg_control_checkpoint()
"""


def connect(layout: Layout) -> psycopg.Connection[Any]:
    """Return a connection."""
    return psycopg.connect(
        host=str(layout.socket_folder), user=SUPERUSER, dbname=DATABASE, autocommit=True
    )


def write(layout: Layout) -> None:
    """Write until the server is killed."""
    try:
        with connect(layout) as connection:
            while True:
                connection.execute(_ADD)
                connection.execute(_CHANGE)
    except psycopg.Error:
        return


def read(layout: Layout) -> bool:
    """Return whether the server answers, which is started where it has to be, as a page does."""
    try:
        server.ensure_running(layout, refused=True)
        with connect(layout) as connection:
            connection.execute("SELECT count(*) FROM written WHERE id < 10")
    except psycopg.Error:
        return False
    return True


def kill_and_wait(layout: Layout, *, seconds: float) -> tuple[float, float]:
    """Return the megabytes that were to be read again, and the seconds until a row was read."""
    writers = [threading.Thread(target=write, args=(layout,)) for _ in range(2)]
    for writer in writers:
        writer.start()
    with connect(layout) as connection:

        def find_behind() -> float:
            return float(connection.execute(_BEHIND).fetchall()[0][0])

        until, most = time.monotonic() + seconds, 0.0
        while time.monotonic() < until:
            most = max(most, find_behind())
            time.sleep(0.05)
        while (behind := find_behind()) < 0.85 * most:
            time.sleep(0.02)
        began = time.monotonic()
        os.kill(int((layout.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    while not read(layout):
        time.sleep(0.02)
    taken = time.monotonic() - began
    for writer in writers:
        writer.join()
    return behind, taken


def main() -> None:
    """Kill it several times and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=12)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fl-") as folder:
        layout = Layout(Path(folder))
        server.ensure_running(layout)
        with connect(layout) as connection:
            connection.execute(_TABLE)
        try:
            for _ in range(given.times):
                behind, taken = kill_and_wait(layout, seconds=given.seconds)
                load = os.getloadavg()[0]
                print(f"{behind:.0f} MB to read again: back after {taken:.2f} s, load {load:.1f}")
        finally:
            server.stop(layout)


if __name__ == "__main__":
    main()
