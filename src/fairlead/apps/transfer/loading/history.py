"""What things of an edition were, into the database: before the things themselves are."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection

from fairlead.apps.fairs.copy_rows import copy_rows, repeat_value
from fairlead.apps.fairs.models import History
from fairlead.apps.transfer.gathering.history import FROM_FOLDER
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.json_kind import write_json
from fairlead.folder.merging.history import RECORDED_HERE

KEY = ("kind", "key", "since")


def load_past(load: Load) -> None:
    """Add the rows that the database does not have; raises InvalidInput for one that differs.

    It comes first: what is loaded after it as it was last is no change.
    """
    rows, code = load.fair.history, load.edition.code
    if not rows.num_rows:
        return
    held = {tuple(key): state for *key, state in _list_held(code)}
    fresh = []
    for place, row in enumerate(rows.to_pylist()):
        key = tuple(row[name] for name in KEY)
        if key not in held:
            fresh.append(place)
        elif (held[key] is None) != (row["state"] is None) or (
            row["state"] is not None and write_json(held[key]) != row["state"]
        ):
            raise report_invalid("history.csv", RECORDED_HERE, field="key", value=row["key"])
    added = rows.take(pa.array(fresh, pa.int64()))
    _refuse_future(added["since"])
    copy_rows(
        load.cursor,
        "fairs_history",
        {
            "edition": repeat_value(code, added.num_rows),
            **{name: added[name] for name in ("kind", "key", "state")},
            "since": added["since"].cast(pa.string()),
            "written_by": repeat_value(FROM_FOLDER, added.num_rows),
        },
    )


def _refuse_future(since: pa.ChunkedArray) -> None:
    """Raise InvalidInput for a moment to come: what changes before it would count after it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone()
    last = pc.max(since).as_py()
    if last is not None and last > now:
        expected = "expected a moment that has passed, by the database's clock"
        raise report_invalid("history.csv", expected, field="since", value=last.isoformat())


def _list_held(edition: str) -> list[tuple[object, ...]]:
    rows = History.objects.filter(edition=edition)
    return list(rows.values_list(*KEY, "state"))
