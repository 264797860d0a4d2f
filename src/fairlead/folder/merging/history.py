"""What things were: a merge keeps what is known here, and adds what the folder knows besides."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from fairlead.folder.history_schemas import HISTORY
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.merging.sides import key_rows
from fairlead.folder.merging.tables import TableMerge

RECORDED_HERE = (
    "expected what was recorded here: this is only added to; export the edition first, or load "
    "the folder under another code"
)


def join_history(here: pa.Table, folder: pa.Table) -> TableMerge:
    """Return all that is known here, then what the folder adds to it.

    Raises InvalidInput where the folder says otherwise of a moment.
    """
    states = here["state"].to_pylist()
    held = dict(zip(key_rows(HISTORY, here).to_pylist(), states, strict=True))
    fresh = []
    for place, (key, state) in enumerate(
        zip(key_rows(HISTORY, folder).to_pylist(), folder["state"].to_pylist(), strict=True)
    ):
        if key not in held:
            fresh.append(place)
        elif held[key] != state:
            raise report_invalid("history.csv", RECORDED_HERE, field="key", value=key)
    table = pa.concat_tables([here, folder.take(pa.array(fresh, pa.int64()))])
    return TableMerge(table, np.arange(table.num_rows) >= here.num_rows, (), ())
