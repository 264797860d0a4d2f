"""The script of a new database's tables, and whether it says what the migrations here do.

It is made from a migrated database (`.ci/make-first-tables`) and names each migration that it
stands for, with a digest. It is used only where all of these are here as they were then; what
has been added since is migrated after it. So it can be behind, but not wrong.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from fairlead.config.roles import APPLICATION

FILE = "tables.sql"
_MARK = "-- migration "
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

    def stands_for(self, loader: MigrationLoader) -> bool:
        """Return whether all its migrations are here unchanged."""
        here = loader.disk_migrations
        return all(
            key in here and digest_migration(loader, key) == digest
            for key, digest in self.digests.items()
        )


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


def write_script(path: Path, dump: str, loader: MigrationLoader) -> None:
    """Write the script from what `pg_dump` wrote of a database with all migrations applied."""
    marks = [
        f"{_MARK}{app} {name} {digest_migration(loader, (app, name))}\n"
        for app, name in sorted(loader.disk_migrations)
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


def digest_migration(loader: MigrationLoader, key: tuple[str, str]) -> str:
    """Return what changes when the text of a migration does."""
    module = sys.modules[loader.disk_migrations[key].__module__]
    if module.__file__ is None:
        return "none"
    digest = hashlib.sha256(Path(module.__file__).read_bytes())
    distribution = _DISTRIBUTIONS.get(module.__name__.partition(".")[0])
    if distribution:
        digest.update(version(distribution).encode())
    return digest.hexdigest()[:16]
