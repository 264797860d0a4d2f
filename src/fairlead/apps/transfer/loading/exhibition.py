"""Halls, expositions, stands, and who exhibits."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.exhibition.models import Stand
from fairlead.apps.fairs.copy_rows import refer, text_json
from fairlead.apps.trade.models import StandShare
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.update_rows import delete_children


def load_halls(load: Load) -> None:
    """Write the halls."""
    halls = load.fair.settings.halls
    codes = pa.array([hall.code for hall in halls], pa.string())
    load.ids["halls"] = load.reserve_codes("halls", "exhibition_hall", codes)
    columns = {
        "id": load.ids["halls"],
        "code": codes,
        "name": pa.array([text_json(hall.name) for hall in halls], pa.string()),
        "width": pa.array([hall.width for hall in halls], pa.float64()),
        "depth": pa.array([hall.depth for hall in halls], pa.float64()),
    }
    load.write("halls", "exhibition_hall", columns)


def load_stands(load: Load) -> None:
    """Write expositions and stands."""
    rows = load.fair.expositions
    expositions = {
        "id": load.reserve("expositions", "exhibition_exposition"),
        "code": rows["id"],
        **load.texts("expositions", "name"),
        **{name: rows[name] for name in ("country", "area_m2")},
    }
    load.write("expositions", "exhibition_exposition", expositions)
    rows = load.fair.stands
    halls = pa.array([hall.code for hall in load.fair.settings.halls], pa.string())
    stands = {
        "id": load.reserve("stands", "exhibition_stand"),
        "code": rows["id"],
        "hall_id": refer(rows["hall"], halls, load.ids["halls"]),
        "exposition_id": load.refer(rows["exposition"], "expositions"),
        **{name: rows[name] for name in ("number", "x", "y", "width", "depth")},
    }
    before = _read_numbers(load)
    load.write("stands", "exhibition_stand", stands)
    after = _read_numbers(load)
    load.renumbered = [stand for stand, said in before.items() if after[stand] != said]


def _read_numbers(load: Load) -> dict[int, tuple[int, str]]:
    """Return the hall and number of each stand that is there; of a new edition there is none."""
    if load.touched is None:
        return {}
    rows = Stand.objects.filter(edition=load.edition).values_list("pk", "hall", "number")
    return {pk: (hall, number) for pk, hall, number in rows}


def load_exhibitors(load: Load) -> None:
    """Write the organisations that have a stand as exhibitors."""
    rows = load.fair.organisations
    exhibits = pc.is_valid(rows["stand"]).combine_chunks()
    columns = {
        "organisation_id": pc.filter(load.ids["organisations"], exhibits),
        "stand_id": load.refer(pc.filter(rows["stand"], exhibits), "stands"),
    }
    if load.touched is None:
        load.copy("exhibition_exhibitor", columns)
    else:
        _update_exhibitors(load, columns)


def _update_exhibitors(load: Load, columns: Mapping[str, pa.Array]) -> None:
    """Write who exhibits now, who does at another stand, and remove who does not any more."""
    load.cursor.execute(
        "SELECT organisation_id, stand_id FROM exhibition_exhibitor WHERE edition_id = %s",
        (load.edition.pk,),
    )
    there = dict(load.cursor.fetchall())
    wanted = dict(zip(*(columns[name].to_pylist() for name in columns), strict=True))
    gone = [one for one in there if one not in wanted]
    StandShare.objects.filter(host__organisation__in=gone).delete()
    delete_children(load.cursor, "exhibition_exhibitor", "organisation_id", gone)
    moved = [(one, stand) for one, stand in wanted.items() if there.get(one, stand) != stand]
    load.cursor.executemany(
        "UPDATE exhibition_exhibitor SET stand_id = %s WHERE organisation_id = %s",
        [(stand, one) for one, stand in moved],
    )
    fresh = {one: stand for one, stand in wanted.items() if one not in there}
    added = {
        "organisation_id": pa.array(fresh.keys(), pa.int64()),
        "stand_id": pa.array(fresh.values(), pa.int64()),
    }
    load.copy("exhibition_exhibitor", added)
