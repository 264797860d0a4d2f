"""The script of a new database's tables, and whether it says what the migrations here do.

It is made from a migrated database (`.ci/make-first-tables`) and names each migration that it
stands for, with a digest. It is used only where all of these are here as they were then; what
has been added since is migrated after it. So it can be behind, but not wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

from django.apps import apps

from fairlead.config.roles import APPLICATION

FILE = "tables.sql"
_MARK = "-- migration "
Migrations: TypeAlias = Mapping[tuple[str, str], Path]
"""The files of migrations, by the label of their app and their name."""
# Where a migration of another distribution gets its statements from is not seen by its text.
_DISTRIBUTIONS = {"procrastinate": "procrastinate"}
_OF_THE_SERVER = " ON FUNCTION pg_catalog."
# Rights that every new table gets are given at the end; before, each table gets its own.
_BEGIN = f"""\
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM {APPLICATION};
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM {APPLICATION};
"""


@dataclass(frozen=True, slots=True)
class Script:
    """Statements, and the digest of every migration that they stand for, by app and name."""

    digests: dict[tuple[str, str], str]
    statements: str

    def stands_for(self, migrations: Migrations) -> bool:
        """Return whether all its migrations are here unchanged."""
        return all(
            key in migrations and digest_migration(migrations, key) == digest
            for key, digest in self.digests.items()
        )


def find_migrations() -> Migrations:
    """Return every migration that there is a file of; none is loaded."""
    return {
        (app.label, file.stem): file
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").glob("[!_]*.py")
    }


def read_script() -> Script | None:
    """Return the script that came along, None without one."""
    file = resources.files(__package__).joinpath(FILE)
    if not file.is_file():
        return None
    digests: dict[tuple[str, str], str] = {}
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    for line in lines:
        if line.startswith(_MARK):
            app, name, digest = line.removeprefix(_MARK).split()
            digests[app, name] = digest
    return Script(digests, "".join(line for line in lines if not line.startswith("-- ")))


def write_script(path: Path, dump: str, migrations: Migrations) -> None:
    """Write the script from what `pg_dump` wrote of a database with all migrations applied."""
    marks = [
        f"{_MARK}{app} {name} {digest_migration(migrations, (app, name))}\n"
        for app, name in sorted(migrations)
    ]
    path.write_text("".join([*marks, _BEGIN, *_keep_statements(dump)]), encoding="utf-8")


def _keep_statements(dump: str) -> list[str]:
    """Return the lines without comments, psql's own commands and repeated empty ones.

    Rights of the server's own functions are set where the roles are made, by a superuser.
    """
    kept: list[str] = []
    for line in dump.splitlines(keepends=True):
        if (
            line.startswith(("--", "\\"))
            or _OF_THE_SERVER in line
            or (line == "\n" and (not kept or kept[-1] == "\n"))
        ):
            continue
        kept.append(line)
    return kept


def digest_migration(migrations: Migrations, key: tuple[str, str]) -> str:
    """Return what changes when the text of a migration does."""
    digest = hashlib.sha256(migrations[key].read_bytes())
    distribution = _DISTRIBUTIONS.get(key[0])
    if distribution:
        digest.update(version(distribution).encode())
    return digest.hexdigest()[:16]
