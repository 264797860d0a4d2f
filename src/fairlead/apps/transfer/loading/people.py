"""Organisations, persons and when they are free."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.fairs.copy_rows import (
    reserve_ids,
    write_array_column,
    write_text_column,
)
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.registration import fill_moments

_OPTIONAL = (
    "sector",
    "size",
    "website",
    "email",
)


def number_organisations(load: Load) -> None:
    """Give the organisations their ids."""
    load.reserve("organisations", "people_organisation")


def load_organisations(load: Load) -> None:
    """Write the organisations."""
    rows = load.fair.organisations
    columns = {
        "id": load.ids["organisations"],
        "code": rows["id"],
        **load.texts("organisations", "name", "city", "description"),
        "country": rows["country"],
        "languages": write_array_column(rows["languages"]),
        **{name: write_text_column(rows[name]) for name in _OPTIONAL},
    }
    load.write("organisations", "people_organisation", columns)


def load_people(load: Load) -> None:
    """Write a person and a participation for each row.

    Nobody is recognised from another edition: equal names or addresses do not prove that two
    records are one human being.
    """
    rows = load.fair.people
    ids = load.reserve("people", "people_participation")
    persons = {
        "id": _reserve_persons(load, ids),
        **load.texts("people", "name"),
        "country": write_text_column(rows["country"]),
        "languages": write_array_column(rows["languages"]),
        "email": write_text_column(rows["email"]),
    }
    load.write("people", "people_person", persons, of_edition=False)
    participations = {
        "id": ids,
        "code": rows["id"],
        "person_id": persons["id"],
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        "roles": write_array_column(_join_roles(rows)),
        **load.texts("people", "position"),
        "hidden": rows["hidden"].is_valid(),
        "state": pc.fill_null(rows["state"], "approved"),
        "type_id": load.refer(rows["type"], "participation_types"),
        "registered_at": fill_moments(load, rows["id"], rows["registered_at"]),
        "reason": write_text_column(rows["reason"]),
    }
    load.write("people", "people_participation", participations)


def _reserve_persons(load: Load, participations: pa.Array) -> pa.Array:
    """Return the ids of who takes part, fresh ones for those who did not so far."""
    if load.touched is None:
        return reserve_ids(load.cursor, "people_person", len(participations))
    load.cursor.execute(
        "SELECT id, person_id FROM people_participation WHERE edition_id = %s", (load.edition.pk,)
    )
    known = dict(load.cursor.fetchall())
    return load.fill_ids("people_person", [known.get(one) for one in participations.to_pylist()])


def _join_roles(rows: pa.Table) -> pa.Array:
    """Return all roles of each person, the one of the column `role` first and each once."""
    pairs = zip(rows["role"].to_pylist(), rows["other_roles"].to_pylist(), strict=True)
    joined = [list(dict.fromkeys((role, *(others or ())))) for role, others in pairs]
    return pa.array(joined, pa.list_(pa.string()))


def load_availability(load: Load) -> None:
    """Write when persons are free; a time is never changed, only added or removed."""
    rows = load.fair.availability
    if load.touched is not None:
        rows = rows.filter(load.touched["availability"])
    columns = {
        "participation_id": load.refer(rows["person"], "people"),
        **{name: rows[name] for name in ("date", "start", "end")},
    }
    load.copy("people_availability", columns)
