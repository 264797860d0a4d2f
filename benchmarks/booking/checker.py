"""Compares what clients were told with what the database holds; shares no code with Fairlead.

    python checker.py LOG DATABASE

``LOG`` has a line of JSON for each attempt, ``DATABASE`` is a line of JSON with how to connect.
It looks at meetings, requests and slots, and not at what Fairlead writes to keep them apart.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg

_MEETINGS = """
SELECT meeting.id, request.code, meeting.slot_id, slot.starts_at, slot.ends_at,
    request.requester_id, meeting.representative_id, meeting.stand_id, meeting.seat,
    meeting.table_id, meeting.slots
FROM meetings_meeting meeting
JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
JOIN meetings_meetingrequest request ON request.id = meeting.request_id
JOIN fairs_slot slot ON slot.id = meeting.slot_id
WHERE timetable.state = 'current'
"""
_STATES = "SELECT code, state FROM meetings_meetingrequest"


def check(
    log: list[dict[str, Any]], meetings: list[tuple[Any, ...]], states: dict[str, str]
) -> dict[str, int]:
    """Return how many faults of each kind there are, and how many attempts had which answer."""
    found = Counter({"answers: " + kind: count for kind, count in
                     Counter(one["answer"] for one in log).items()})  # fmt: skip
    taken: dict[tuple[str, Any], list[tuple[Any, Any, int]]] = defaultdict(list)
    for number, _code, _slot, begins, ends, guest, host, stand, seat, table, slots in meetings:
        if slots != 1:
            found["faults: a meeting of several slots"] += 1
        keys = [("person", guest), ("person", host), ("seat", (stand, seat)), ("table", table)]
        for key in keys:
            if key[1] is not None and key[1] != (None, None):
                taken[key].append((begins, ends, number))
    for (what, _who), spans in taken.items():
        spans.sort()
        for before, after in pairwise(spans):
            found[f"faults: {what} booked twice"] += after[0] < before[1]
    held = {code: slot for _number, code, slot, *_rest in meetings}
    told: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for one in log:
        if one["answer"] == "done":
            told[one["request"]].append((one["slot"], one["why"] == ""))
    for code, answers in told.items():
        # Two may find the same done whose answer was lost; only one can have been told.
        found["faults: one request done twice"] += sum(sure for _slot, sure in answers) > 1
        found["faults: accepted meetings lost"] += {held.get(code)} != {s for s, _ in answers}
    for code in held:
        found["faults: meetings nobody was told of"] += code not in told
    for code, state in states.items():
        found["faults: accepted without a meeting"] += (state == "accepted") != (code in held)
    found["faults: attempts without done or a clear conflict"] += sum(
        one["answer"] not in {"done", "conflict"}
        or (one["answer"] == "conflict" and not one["why"])
        for one in log
    )
    found["meetings"] = len(meetings)
    return dict(found)


def main() -> None:
    """Check and print; the code is 1 when there is a fault."""
    log = [json.loads(line) for line in Path(sys.argv[1]).read_text().splitlines()]
    with psycopg.connect(**json.loads(sys.argv[2])) as connection:
        meetings = connection.execute(_MEETINGS).fetchall()
        states = dict(connection.execute(_STATES).fetchall())
    found = check(log, meetings, states)
    print(json.dumps(found))
    if any(count for name, count in found.items() if name.startswith("faults")):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
