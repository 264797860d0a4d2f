"""Writing the script from the embedded database of a home: `python -m ...first_tables.renew`."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from fairlead.config.embedded.layout import DATABASE, SUPERUSER, Layout, find_program
from fairlead.config.first_tables.script import FILE, find_migrations, write_script


def dump_tables(layout: Layout) -> str:
    """Return the embedded database as statements, without what psql alone understands."""
    return subprocess.run(  # noqa: S603  the server's own program
        [
            *(find_program("pg_dump"), "--host", layout.socket_folder, "--username", SUPERUSER),
            *("--no-owner", "--inserts", "--rows-per-insert", "1000", DATABASE),
        ],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    ).stdout


def main() -> None:
    """Migrate the database of the home, and write what came of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairlead.config.settings")
    import django
    from django.conf import settings
    from django.db import connection

    django.setup()
    from django.core.management import call_command

    from fairlead.config.roles import write_history_rights

    connection.settings_dict = {**connection.settings_dict, **settings.DATABASE_AS_OWNER}
    call_command("migrate", verbosity=0, skip_checks=True)
    with connection.cursor() as cursor:
        cursor.execute(write_history_rights())
    write_script(
        Path(__file__).with_name(FILE),
        dump_tables(Layout(settings.FAIRLEAD_HOME)),
        find_migrations(),
    )


if __name__ == "__main__":
    main()
