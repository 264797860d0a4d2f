"""The small fair as it was lived: who was at meetings, and what came of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from fairlead.folder.fair import Fair, build_table_of_rows


def at(hour: int, minute: int = 0, day: int = 8) -> dt.datetime:
    """Return a moment in the July of the small fair."""
    return dt.datetime(2024, 7, day, hour, minute, tzinfo=dt.UTC)


PARTIES: list[dict[str, Any]] = [
    {"request": "r3", "number": 3, "organisation": "pump", "attends": "u1", "answer": "accepted"},
    {"request": "r7", "number": 3, "organisation": "pump", "attends": "u1", "answer": "accepted"},
    {"request": "r7", "number": 4, "person": "v2", "answer": "pending"},
]
ROWS: dict[str, list[dict[str, Any]]] = {
    "check_ins": [
        {"request": "r1", "person": "v1", "begins_at": at(5), "side": "requester", "at": at(4, 55)},
        {"request": "r1", "person": "g1", "begins_at": at(5), "side": "recipient", "at": at(4, 58)},
        {"request": "r1", "person": "v1", "begins_at": at(7), "side": "requester", "at": at(6, 59)},
        {"request": "r3", "person": "u1", "begins_at": at(6), "side": "party", "party": 3,
         "at": at(6)},
        {"request": "r3", "person": "v2", "begins_at": at(6), "at": at(6, 1)},
    ],
    "no_shows": [
        {"request": "r8", "absent": ["b1", "c1"], "begins_at": at(8), "ends_at": at(8, 30),
         "by": "v3", "at": at(8, 12)},
    ],
    "outcomes": [
        {"request": "r1", "organisation": "gear", "interest": "strong", "next_step": "offer",
         "value": Decimal("250000.5"), "currency": "EUR", "by": "g1", "at": at(6)},
        {"request": "r1", "person": "v1", "interest": "some", "next_step": "nothing",
         "by": "v1", "at": at(6, 1)},
        {"request": "r3", "organisation": "pump", "interest": "none", "next_step": "nothing",
         "at": at(7)},
    ],
    "follow_ups": [
        {"request": "r1", "person": "g1", "number": 1, "text": "Send the drawings",
         "day": dt.date(2024, 7, 20), "made_at": at(6)},
        {"request": "r1", "person": "g1", "number": 2, "text": "=Call them",
         "day": dt.date(2024, 7, 12), "made_at": at(6, 2), "done_at": at(9, day=11),
         "reminded_at": at(5, day=12)},
    ],
    "started": [
        {"request": "r1", "kind": "project", "code": "plant", "by": "v1", "at": at(6, 5)},
        {"request": "r1", "kind": "consortium", "at": at(6, 6)},
    ],
}  # fmt: skip
_CANCELLED = {
    "id": "r8", "requester": "v3", "recipient": "bearing", "state": "cancelled", "slots": 1,
}  # fmt: skip


def join_lived(fair: Fair, **others: list[dict[str, Any]]) -> Fair:
    """Return the fair with these rows, or others for some files."""
    rows = {
        "requests": [*fair.requests.to_pylist(), _CANCELLED],
        "request_parties": PARTIES,
        **ROWS,
        **others,
    }
    languages = fair.settings.languages
    tables = {
        name: build_table_of_rows(name, listed, languages=languages)
        for name, listed in rows.items()
    }
    return replace(fair, **tables)
