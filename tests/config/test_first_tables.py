"""The script of a new database's tables says what the migrations do, whatever came after it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from fairlead.config.embedded.layout import DATABASE, SUPERUSER, Layout, find_program
from fairlead.config.first_tables.script import digest_migration, find_migrations, read_script

_MAKE = """
import fairlead.config.first_tables.make as make
from fairlead.cli.database import open_database

whole = make.read_script
made = []
def read():
    script = whole()
    made.append({read})
    return made[-1]
make.read_script = read
with open_database():
    {dump}
assert made, "a new database was not asked about"
"""
_DUMP = "import subprocess; subprocess.run({command!r}, check=True)"


def _make_database(home: Path, read: str) -> str:
    """Return the tables and the few rows of a new database made in its own home."""
    layout = Layout(home)
    out = home / "dump.sql"
    command = [
        str(find_program("pg_dump")), "--host", str(layout.socket_folder), "--username", SUPERUSER,
        "--no-owner", "--inserts", "--file", str(out), DATABASE,
    ]  # fmt: skip
    home.mkdir()
    subprocess.run(
        [sys.executable, "-c", _MAKE.format(read=read, dump=_DUMP.format(command=command))],
        env={
            **os.environ,
            "FAIRLEAD_HOME": str(home),
            "FAIRLEAD_DATABASE_DURABLE": "false",
            "DJANGO_SETTINGS_MODULE": "fairlead.config.settings",
        },
        check=True,
        capture_output=True,
        timeout=300,
    )
    return out.read_text(encoding="utf-8")


def _compare(dump: str) -> list[str]:
    """Return the lines that count, without times, numbers of rows and pg_dump's own marks."""
    lines = [line for line in dump.splitlines() if not line.startswith(("\\", "--"))]
    rows = {"auth_permission": r"\(\d+, (.*), \d+, ", "django_content_type": r"\(\d+, "}
    kept = []
    for line in lines:
        for table, pattern in rows.items():
            if line.startswith(f"INSERT INTO public.{table} "):
                line = re.sub(pattern, r"(", line, count=1)
        if line.startswith("INSERT INTO public.django_migrations "):
            line = re.sub(r"\(\d+, (.*), '[^']*'\)", r"(\1)", line)
        if "= ANY (" in line:  # a condition read again comes out with its casts elsewhere
            line = re.sub(r"::(character varying|text)(\[\])?|[()]", "", line)
        if " OR " in line and line.startswith("CREATE TRIGGER "):  # and with fewer brackets
            line = re.sub(r"[()]", "", line)
        kept.append(re.sub(r"setval\((.*), \d+, true\)", r"setval(\1)", line))
    return sorted(kept)


def test_the_script_is_of_the_migrations_here() -> None:
    script, migrations = read_script(), find_migrations()
    assert script is not None
    changed = [
        key
        for key, digest in script.digests.items()
        if key not in migrations or digest_migration(migrations, key) != digest
    ]
    assert not changed, "a migration it stands for has changed: run .ci/make-first-tables"


def test_a_database_made_by_the_script_is_the_migrated_one(tmp_path: Path) -> None:
    """What the script lacks is migrated after it."""
    by_script = _compare(_make_database(tmp_path / "script", "script"))
    migrated = _compare(_make_database(tmp_path / "migrated", "None"))
    assert by_script == migrated
    assert len(migrated) > 1_000


def test_a_script_of_another_migration_is_not_used() -> None:
    """One text changed, or one migration gone: the script is wrong and must not run."""
    script, migrations = read_script(), find_migrations()
    assert script is not None
    assert not replace(script, digests={("people", "0001_initial"): "0"}).stands_for(migrations)
    assert not replace(script, digests={("people", "0000_gone"): "0"}).stands_for(migrations)
    few = dict(list(script.digests.items())[:3])
    assert replace(script, digests=few).stands_for(migrations)
