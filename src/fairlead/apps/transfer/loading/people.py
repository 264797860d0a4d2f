"""Organisations, persons and when they are free."""

from __future__ import annotations

import pyarrow as pa

from fairlead.apps.fairs.copy_rows import (
    copy_rows,
    reserve_ids,
    write_array_column,
    write_text_column,
)
from fairlead.apps.transfer.loading.load_context import Load

_OPTIONAL = (
    "sector",
    "size",
    "website",
    "email",
)


def load_organisations(load: Load) -> None:
    """Write the organisations."""
    rows = load.fair.organisations
    columns = {
        "id": load.reserve("organisations", "people_organisation"),
        "code": rows["id"],
        **load.texts("organisations", "name", "city", "description"),
        "country": rows["country"],
        "languages": write_array_column(rows["languages"]),
        **{name: write_text_column(rows[name]) for name in _OPTIONAL},
    }
    load.copy("people_organisation", columns)


def load_people(load: Load) -> None:
    """Write a person and a participation for each row.

    Nobody is recognised from another edition: equal names or addresses do not prove that two
    records are one human being.
    """
    rows = load.fair.people
    persons = {
        "id": reserve_ids(load.cursor, "people_person", rows.num_rows),
        **load.texts("people", "name"),
        "country": write_text_column(rows["country"]),
        "languages": write_array_column(rows["languages"]),
        "email": write_text_column(rows["email"]),
    }
    copy_rows(load.cursor, "people_person", persons)
    participations = {
        "id": load.reserve("people", "people_participation"),
        "code": rows["id"],
        "person_id": persons["id"],
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        "roles": write_array_column(_join_roles(rows)),
        **load.texts("people", "position"),
        "hidden": rows["hidden"].is_valid(),
    }
    load.copy("people_participation", participations)


def _join_roles(rows: pa.Table) -> pa.Array:
    """Return all roles of each person, the one of the column `role` first and each once."""
    pairs = zip(rows["role"].to_pylist(), rows["other_roles"].to_pylist(), strict=True)
    joined = [list(dict.fromkeys((role, *(others or ())))) for role, others in pairs]
    return pa.array(joined, pa.list_(pa.string()))


def load_availability(load: Load) -> None:
    """Write when persons are free."""
    rows = load.fair.availability
    columns = {
        "participation_id": load.refer(rows["person"], "people"),
        **{name: rows[name] for name in ("date", "start", "end")},
    }
    load.copy("people_availability", columns)
