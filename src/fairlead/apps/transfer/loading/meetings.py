"""Shared tables and meeting requests."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.fairs.copy_rows import refer
from fairlead.apps.transfer.loading.load_context import Load

_EPOCH = dt.date(1970, 1, 1)


def load_tables(load: Load) -> None:
    """Write the shared tables; of an edition that is there those it has not yet."""
    wanted = range(1, load.fair.settings.meetings.tables + 1)
    there: set[int] = set()
    if load.touched is not None:
        load.cursor.execute(
            "SELECT number FROM meetings_table WHERE edition_id = %s", (load.edition.pk,)
        )
        there = {number for (number,) in load.cursor.fetchall()}
        load.cursor.execute(
            "DELETE FROM meetings_table WHERE edition_id = %s AND number > %s",
            (load.edition.pk, len(wanted)),
        )
    numbers = [number for number in wanted if number not in there]
    load.copy("meetings_table", {"number": pa.array(numbers, pa.int64())})


def load_requests(load: Load) -> None:
    """Write the requests; slots and people are there already."""
    rows = load.fair.requests
    columns = {
        "code": rows["id"],
        "requester_id": load.refer(rows["requester"], "people"),
        "recipient_id": load.refer(rows["recipient"], "organisations"),
        "locked_id": _find_locked_slots(load, rows),
        **{name: rows[name] for name in ("weight", "state", "place")},
    }
    load.write("requests", "meetings_meetingrequest", columns)


def _find_locked_slots(load: Load, rows: pa.Table) -> pa.Array:
    """Return the id of the slot each request must keep, null for none."""
    settings = load.fair.settings
    first = (settings.first_day - _EPOCH).days
    day = pc.subtract(rows["locked_date"].cast(pa.int32()).cast(pa.int64()), first)
    place = pc.add(pc.multiply(day, settings.slots.per_day), pc.subtract(rows["locked_slot"], 1))
    known = pa.array(range(len(load.ids["slots"])), pa.int64())
    return refer(place, known, load.ids["slots"])
