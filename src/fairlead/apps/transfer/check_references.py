"""References between rows, checked by one query each where a whole fair comes and goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

# Tables of which a fair has many rows, or whose rows are named by many others.
_LARGE = (
    "people_organisation",
    "people_person",
    "people_participation",
    "people_availability",
    "meetings_meetingrequest",
    "meetings_requestparty",
    "trade_offer",
    "trade_need",
    "trade_catalogueentry",
    "trade_needentry",
)
_FIRST_VERSION = 180000  # of PostgreSQL in which a foreign key can be set aside
# Only those that refuse: others say what becomes of a row whose reference goes.
_FIND = """
    SELECT format('ALTER TABLE %%s %%s', conrelid::regclass,
        string_agg(format('ALTER CONSTRAINT %%I', conname) || ' {0}', ', '))
    FROM pg_constraint JOIN pg_class AS referring ON referring.oid = conrelid
    WHERE contype = 'f' AND condeferrable AND conenforced AND confdeltype = 'a'
        AND confupdtype = 'a' AND connamespace = 'public'::regnamespace
        AND (conrelid = ANY (%s::regclass[]) OR confrelid = ANY (%s::regclass[]))
        AND pg_has_role(relowner, 'USAGE')
    GROUP BY conrelid
"""
_PATIENCE = "2s"


@contextmanager
def check_references_at_end() -> Iterator[None]:
    """Check references of large tables after the body, by one query each, not row by row.

    For a transaction that begins with this, as the owner of the tables. Nobody else reads or
    writes these tables until it ends. A reference to what is not there raises IntegrityError at
    the end of the body. Where PostgreSQL cannot do this, the role may not, or somebody holds a
    table just now, rows are checked one by one as always.
    """
    with connection.cursor() as cursor:
        statements = _find_references()
        if statements and _set_aside(statements):
            yield
            # What else is checked at the end of the transaction has to be checked before.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            for statement in statements:
                cursor.execute(statement.format("ENFORCED"))
        else:
            yield


def _find_references() -> list[str]:
    """Return a statement for each table, in which stands whether its references are enforced."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        if cursor.fetchone()[0] < _FIRST_VERSION:
            return []
        cursor.execute(_FIND, [list(_LARGE), list(_LARGE)])
        return [statement for (statement,) in cursor.fetchall()]


def _set_aside(statements: list[str]) -> bool:
    """Return whether the references could be set aside; else all is as before."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
            for statement in statements:
                cursor.execute(statement.format("NOT ENFORCED"))
            cursor.execute("SET LOCAL lock_timeout = DEFAULT")
    except OperationalError:
        return False
    return True
