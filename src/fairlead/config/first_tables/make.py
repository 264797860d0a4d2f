"""Making the tables of a new database by the script."""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from fairlead.config.embedded.layout import MAJOR
from fairlead.config.first_tables.script import find_migrations, read_script

_IS_NEW = """
SELECT NOT EXISTS (
    SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')
) AND current_setting('server_version_num')::int / 10000 = %s
"""


def make_first_tables() -> bool:
    """Make the tables of an empty embedded database; return whether that was possible.

    Another server names its roles differently, and may be of another version: its tables are
    migrated step by step. What the script is behind by is left to be migrated.
    """
    if settings.FAIRLEAD_DATABASE_URL:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_IS_NEW, [MAJOR])
        (is_new,) = cursor.fetchone()
    script = read_script() if is_new else None
    if script is None or not script.stands_for(find_migrations()):
        return False
    # It sets how its session reads names and texts, so it gets a separate one.
    with connection.get_new_connection(connection.get_connection_params()) as alone:
        alone.execute(script.statements)
    alone.close()
    return True
