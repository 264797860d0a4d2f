"""A program that uses the embedded database of a home until its standard input ends.

Prints one JSON object: the server's process and when it started, or what went wrong. With a
third argument, fills the database with that many megabytes first.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import psycopg

from fairlead.config.embedded.layout import DATABASE, SUPERUSER, Layout
from fairlead.config.embedded.server import ensure_running
from fairlead.folder.input_errors import InvalidInput


def main(home: str) -> int:
    """Use the server, say which one it is, and wait; returns the exit code."""
    layout = Layout(Path(home))
    try:
        ensure_running(layout, durable=False)
    except InvalidInput as error:
        print(json.dumps({"wrong": str(error)}), flush=True)  # noqa: T201
        return 2
    place = str(layout.socket_folder)
    with psycopg.connect(host=place, user=SUPERUSER, dbname=DATABASE) as connection:
        row = connection.execute("SELECT pg_postmaster_start_time()::text, current_user").fetchone()
    pid = (layout.data / "postmaster.pid").read_text().split()[0]
    print(json.dumps({"pid": int(pid), "started": row[0] if row else ""}), flush=True)  # noqa: T201
    sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
