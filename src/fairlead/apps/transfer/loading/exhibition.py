"""Halls, expositions, stands, and who exhibits."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.fairs.copy_rows import refer, reserve_ids, text_json
from fairlead.apps.transfer.loading.load_context import Load


def load_halls(load: Load) -> None:
    """Write the halls."""
    halls = load.fair.settings.halls
    load.ids["halls"] = reserve_ids(load.cursor, "exhibition_hall", len(halls))
    columns = {
        "id": load.ids["halls"],
        "code": pa.array([hall.code for hall in halls], pa.string()),
        "name": pa.array([text_json(hall.name) for hall in halls], pa.string()),
        "width": pa.array([hall.width for hall in halls], pa.float64()),
        "depth": pa.array([hall.depth for hall in halls], pa.float64()),
    }
    load.copy("exhibition_hall", columns)


def load_stands(load: Load) -> None:
    """Write expositions and stands."""
    rows = load.fair.expositions
    expositions = {
        "id": load.reserve("expositions", "exhibition_exposition"),
        "code": rows["id"],
        **load.texts("expositions", "name"),
        **{name: rows[name] for name in ("country", "area_m2")},
    }
    load.copy("exhibition_exposition", expositions)
    rows = load.fair.stands
    halls = pa.array([hall.code for hall in load.fair.settings.halls], pa.string())
    stands = {
        "id": load.reserve("stands", "exhibition_stand"),
        "code": rows["id"],
        "hall_id": refer(rows["hall"], halls, load.ids["halls"]),
        "exposition_id": load.refer(rows["exposition"], "expositions"),
        **{name: rows[name] for name in ("number", "x", "y", "width", "depth")},
    }
    load.copy("exhibition_stand", stands)


def load_exhibitors(load: Load) -> None:
    """Write the organisations that have a stand as exhibitors."""
    rows = load.fair.organisations
    exhibits = pc.is_valid(rows["stand"]).combine_chunks()
    columns = {
        "organisation_id": pc.filter(load.ids["organisations"], exhibits),
        "stand_id": load.refer(pc.filter(rows["stand"], exhibits), "stands"),
    }
    load.copy("exhibition_exhibitor", columns)
