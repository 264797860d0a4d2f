"""Every reference between rows of editions is held to one edition by the database itself.

The references are read from the database, so a new table or column comes in by itself: it is held
by a reference of two columns, by `fairs_keep_together` or `fairs_keep_one_edition`, or by a rule of
its own that is named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from psycopg import sql
from tests.folder.partnership import join_partnership

from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.load import load_fair
from fairlead.folder.fair import Fair

pytestmark = pytest.mark.django_db

# Held by their own rules, which are tested with them.
OWN_RULES = {
    "meetings_meeting": "meetings_follow and meetings_take_versions: meeting_edition",
    "meetings_attendee": "meetings_follow_attendees and meetings_take_attendees: attendee_party",
    "cooperation_share": "a share is of a partner of its own project: one reference of both",
    "people_membership": "of an edition, or of an organisation and then of no edition",
}
# What belongs to the whole site although an edition's row refers to it, or to a row of no edition.
NO_EDITION = {"fairs_edition", "people_account", "people_person"}

_REFERENCES = """
SELECT child.relname, key.attname, parent.relname, parent_key.attname,
    EXISTS (
        SELECT FROM pg_constraint pair WHERE pair.conrelid = c.conrelid AND pair.contype = 'f'
            AND cardinality(pair.conkey) = 2 AND key.attnum = ANY (pair.conkey)
            AND (SELECT attnum FROM pg_attribute WHERE attrelid = c.conrelid
                AND attname = 'edition_id') = ANY (pair.conkey)
    )
FROM pg_constraint c
JOIN pg_class child ON child.oid = c.conrelid JOIN pg_class parent ON parent.oid = c.confrelid
JOIN pg_attribute key ON key.attrelid = c.conrelid AND key.attnum = ANY (c.conkey)
    AND key.attname <> 'edition_id'
JOIN pg_attribute parent_key
    ON parent_key.attrelid = c.confrelid AND parent_key.attnum = ANY (c.confkey)
    AND parent_key.attname <> 'edition_id'
WHERE c.contype = 'f' AND child.relnamespace = 'public'::regnamespace
    AND (cardinality(c.conkey) = 1 OR EXISTS (
        SELECT FROM pg_attribute edition WHERE edition.attrelid = c.conrelid
            AND edition.attname = 'edition_id' AND edition.attnum = ANY (c.conkey)
    ))
"""


def ask(query: str | sql.Composed, *values: int) -> list[tuple[Any, ...]]:
    """Return the rows that the database answers with."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


class Map:
    """Which tables have an edition, and what refers to what."""

    def __init__(self) -> None:
        """Read it from the database."""
        self.with_edition = {
            str(name)
            for (name,) in ask(
                "SELECT relname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
                " WHERE attname = 'edition_id' AND relkind = 'r' AND NOT attisdropped"
                " AND relnamespace = 'public'::regnamespace"
            )
        } - NO_EDITION
        self.keys: dict[str, dict[str, tuple[str, str]]] = {}
        self.paired: set[tuple[str, str]] = set()
        for child, key, parent, parent_key, paired in ask(_REFERENCES):
            if parent not in NO_EDITION:
                table = self.keys.setdefault(str(child), {})
                table[str(key)] = str(parent), str(parent_key)
            if paired:
                self.paired.add((str(child), str(key)))
        self.triggers: dict[str, str] = {}
        for name, definition in ask(
            "SELECT relname, pg_get_triggerdef(t.oid) FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal"
            " AND pg_get_triggerdef(t.oid) ~ 'fairs_refuse_(strangers|mixed)'"
            " AND pg_get_triggerdef(t.oid) ~ 'AFTER INSERT'"
        ):
            self.triggers[str(name)] = self.triggers.get(str(name), "") + str(definition)

    def leads_to_edition(self, table: str, seen: frozenset[str] = frozenset()) -> bool:
        """Return whether a row of the table is of one edition, by itself or by what it is of."""
        if table in self.with_edition:
            return True
        parents = {parent for parent, _ in self.keys.get(table, {}).values()}
        return table not in seen and any(
            self.leads_to_edition(parent, seen | {table}) for parent in parents - {table}
        )

    def find_joining(self) -> Iterator[tuple[str, set[str]]]:
        """Return each table whose rows refer to an edition in several ways, with the keys."""
        for table, keys in self.keys.items():
            into = {key for key, (parent, _) in keys.items() if self.leads_to_edition(parent)}
            if table in self.with_edition:
                into = {key for key in into if keys[key][0] in self.with_edition}
            if table in self.with_edition or len(into) > 1:
                yield table, into

    def find_loose(self) -> Iterator[tuple[str, str]]:
        """Return each reference that could lead into another edition."""
        for table, into in self.find_joining():
            if table in self.with_edition:
                held = {key for key in into if (table, key) in self.paired}
            else:
                held = set(re.findall(r"\w+", self.triggers.get(table, "")))
            yield from ((table, key) for key in sorted(into - held))


def test_every_reference_is_held_or_has_a_rule_of_its_own() -> None:
    loose = [one for one in Map().find_loose() if one[0] not in OWN_RULES]
    assert loose == []


def test_no_rule_is_named_for_what_is_held() -> None:
    assert {table for table, _ in Map().find_loose()} == OWN_RULES.keys()


def test_a_row_of_any_table_is_not_pointed_into_another_edition(small: Fair) -> None:
    """Every reference of every row of a full fair is turned to a row of another fair, by hand."""
    own = load_fair(join_partnership(small))
    other = load_fair(replace(small, settings=replace(small.settings, code="other-2026")))
    known = Map()
    tried: dict[tuple[str, str], str] = {}
    for table, into in known.find_joining():
        for key in into:
            parent, parent_key = known.keys[table][key]
            if parent in known.with_edition:
                answer = turn(table, key, parent, parent_key, own=own, other=other)
                if answer is not None:
                    tried[table, key] = answer
    let_through = [one for one, answer in tried.items() if not answer]
    assert let_through == []
    assert len(tried) > 40


def turn(
    table: str, key: str, parent: str, parent_key: str, *, own: Edition, other: Edition
) -> str | None:
    """Turn a row's key to a row of the other edition; return the refusal, or "" if there is none.

    None where the fairs have no such row.
    """
    names = {
        name: sql.Identifier(value)
        for name, value in {"t": table, "k": key, "p": parent, "pk": parent_key}.items()
    }
    from_row = ask(
        sql.SQL(
            "SELECT t.ctid::text FROM {t} t JOIN {p} p ON p.{pk} = t.{k} WHERE p.edition_id = %s"
            " LIMIT 1"
        ).format(**names),
        own.pk,
    )
    to_row = ask(
        sql.SQL("SELECT p.{pk} FROM {p} p WHERE p.edition_id = %s LIMIT 1").format(**names),
        other.pk,
    )
    if not from_row or not to_row:
        return None
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                sql.SQL("UPDATE {t} SET {k} = %s WHERE ctid = %s::tid").format(**names),
                (int(to_row[0][0]), str(from_row[0][0])),
            )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except DatabaseError as error:
        return str(error)
    return ""
