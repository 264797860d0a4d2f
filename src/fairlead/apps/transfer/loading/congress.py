"""The programme."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.fairs.copy_rows import copy_rows, refer, reserve_ids
from fairlead.apps.transfer.loading.load_context import Load


def load_programme(load: Load) -> None:
    """Write rooms, sessions and speakers."""
    rows = load.fair.sessions
    spoken = load.texts("sessions", "room", "title", "track", "description")
    room = spoken.pop("room")
    names = pc.unique(room)
    rooms = reserve_ids(load.cursor, "congress_room", len(names))
    load.copy("congress_room", {"id": rooms, "name": names})
    sessions = {
        "id": load.reserve("sessions", "congress_session"),
        "code": rows["id"],
        "room_id": refer(room, names, rooms),
        **{name: rows[name] for name in ("date", "start", "end")},
        **spoken,
    }
    load.copy("congress_session", sessions)
    speakers = load.values("sessions", "speakers")
    columns = {
        "session_id": speakers.rows,
        "participation_id": load.refer(pa.array(speakers.values, pa.string()), "people"),
        "position": speakers.places,
    }
    copy_rows(load.cursor, "congress_speaker", columns)
