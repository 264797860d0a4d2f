"""Writing what an import does, in the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

import pyarrow as pa
from django.db import connection
from psycopg import sql

from fairlead.apps.fairs.copy_rows import Cursor, copy_rows, repeat_value, reserve_ids
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import ParticipationState
from fairlead.apps.transfer.imports.plan import Plan, RowAction

_BATCH = 10_000
_TEXTS = frozenset({"name", "city", "description", "position"})
_LISTS = frozenset({"languages", "roles"})
# The type of each column that an import may change.
_ORGANISATION_TYPES = {
    "name": "fairs_name", "country": "varchar", "city": "fairs_line", "sector": "varchar",
    "size": "varchar", "languages": "varchar[]", "website": "varchar", "email": "varchar",
    "description": "fairs_prose",
}  # fmt: skip
_PERSON_TYPES = {
    "name": "fairs_name", "country": "varchar", "languages": "varchar[]", "email": "varchar",
}  # fmt: skip
_PARTICIPATION_TYPES = {
    "position": "fairs_line", "roles": "varchar[]", "organisation_id": "bigint",
}  # fmt: skip


def record_organisations(edition: Edition, plan: Plan) -> None:
    """Write the organisations of a list."""
    with connection.cursor() as django_cursor:
        cursor = cast("Cursor", django_cursor)
        _make_organisations(cursor, edition, plan.made)
        _update(cursor, "people_organisation", _ORGANISATION_TYPES, _find_by_id(plan.changed))


def record_people(edition: Edition, plan: Plan) -> None:
    """Write the people of a list, and first the organisations that they need."""
    with connection.cursor() as django_cursor:
        cursor = cast("Cursor", django_cursor)
        # The organiser's own list may bring more staff than an exhibitor has passes for.
        django_cursor.execute("SET LOCAL fairlead.passes = 'free'")
        _make_organisations(cursor, edition, plan.made_organisations)
        _make_people(cursor, edition, plan.made)
        changed = [
            (deed, {name: _refer(value) for name, value in _name_columns(deed.after).items()})
            for deed in plan.changed
        ]
        _update(
            cursor,
            "people_person",
            _PERSON_TYPES,
            [(deed.before["person_id"], after) for deed, after in changed],
        )
        _update(
            cursor,
            "people_participation",
            _PARTICIPATION_TYPES,
            [(deed.pk, after) for deed, after in changed],
        )


def _name_columns(after: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "organisation_id" if name == "organisation" else name: value
        for name, value in after.items()
    }


def _refer(value: Any) -> Any:
    """Return the number of an organisation that was made just now; anything else as it is."""
    return value.pk if isinstance(value, RowAction) else value


def _find_by_id(deeds: Sequence[RowAction]) -> list[tuple[int, Mapping[str, Any]]]:
    return [(deed.pk, deed.after) for deed in deeds]


def _write(name: str, value: Any) -> Any:
    if name in _TEXTS:
        return json.dumps(value, ensure_ascii=False)
    if name in _LISTS:
        return "{" + ",".join(f'"{one}"' for one in value) + "}"
    return value


def _make_organisations(cursor: Cursor, edition: Edition, deeds: Sequence[RowAction]) -> None:
    for start in range(0, len(deeds), _BATCH):
        batch = deeds[start : start + _BATCH]
        ids = reserve_ids(cursor, "people_organisation", len(batch))
        for deed, pk in zip(batch, ids.to_pylist(), strict=True):
            deed.pk = pk
        columns = {
            "id": ids,
            "edition_id": repeat_value(edition.pk, len(batch)),
            **{name: _name_column(batch, name) for name in ("code", *_ORGANISATION_TYPES)},
        }
        copy_rows(cursor, "people_organisation", columns)


def _make_people(cursor: Cursor, edition: Edition, deeds: Sequence[RowAction]) -> None:
    for start in range(0, len(deeds), _BATCH):
        batch = deeds[start : start + _BATCH]
        persons = reserve_ids(cursor, "people_person", len(batch))
        copy_rows(
            cursor,
            "people_person",
            {"id": persons, **{name: _name_column(batch, name) for name in _PERSON_TYPES}},
        )
        organisations = [_refer(deed.after["organisation"]) for deed in batch]
        copy_rows(
            cursor,
            "people_participation",
            {
                "edition_id": repeat_value(edition.pk, len(batch)),
                "person_id": persons,
                "organisation_id": pa.array(organisations, pa.int64()),
                "state": repeat_value(ParticipationState.APPROVED.value, len(batch)),
                "hidden": repeat_value(False, len(batch)),
                **{name: _name_column(batch, name) for name in ("code", "roles", "position")},
            },
        )


def _name_column(deeds: Sequence[RowAction], name: str) -> pa.Array:
    return pa.array([_write(name, deed.after[name]) for deed in deeds], pa.string())


def _update(
    cursor: Cursor,
    table: str,
    types: Mapping[str, str],
    changes: Sequence[tuple[int, Mapping[str, Any]]],
) -> None:
    """Write changed columns, all rows of a column at once."""
    for name, kind in types.items():
        rows = [(pk, _write(name, after[name])) for pk, after in changes if name in after]
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            given = "bigint[]" if kind == "bigint" else "text[]"
            statement = sql.SQL(
                "UPDATE {table} AS t SET {column} = u.value::{kind}"
                " FROM unnest(%s::bigint[], %s::{given}) AS u(id, value) WHERE t.id = u.id"
            ).format(
                table=sql.Identifier(table),
                column=sql.Identifier(name),
                kind=sql.SQL(cast("Any", kind)),
                given=sql.SQL(cast("Any", given)),
            )
            cursor.execute(statement, ([pk for pk, _ in batch], [value for _, value in batch]))
