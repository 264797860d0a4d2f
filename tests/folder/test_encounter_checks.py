"""What is wrong with check-ins, no-shows and outcomes is named, row by row."""

from __future__ import annotations

from typing import Any

import pytest
from tests.folder.lived import ROWS, assert_told, at, join_lived

from fairlead.folder.checks import check_fair
from fairlead.folder.fair import Fair


def change(name: str, place: int, /, **cells: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a file with some cells of one of them changed."""
    rows = [dict(row) for row in ROWS[name]]
    rows[place] |= cells
    return {name: rows}


FAULTS: list[tuple[dict[str, list[dict[str, Any]]], str, str]] = [
    (change("check_ins", 0, person="nobody"), "person", "row in people.csv"),
    (change("check_ins", 0, request="r2"), "request", "accepted or cancelled, it is pending"),
    (change("check_ins", 2, begins_at=at(5)), "request", "each request and person and begins_at"),
    (change("check_ins", 0, party=3), "party", "a party's number where the side is party"),
    (change("check_ins", 3, party=None), "party", "a party's number where the side is party"),
    (change("check_ins", 3, party=4), "party", "a party of the request"),
    (change("no_shows", 0, ends_at=at(8)), "ends_at", "an end after the beginning"),
    (change("no_shows", 0, absent=["nobody"]), "absent", "row in people.csv"),
    (change("no_shows", 0, request="r7"), "request", "accepted or cancelled, it is declined"),
    (change("outcomes", 0, request="r7"), "request", "accepted or cancelled, it is declined"),
    (change("outcomes", 0, request="r9"), "request", "row in requests.csv"),
    (change("outcomes", 0, person="v1"), "organisation", "exactly one of organisation and person"),
    (change("outcomes", 0, organisation="mine"), "organisation", "a side of the request"),
    (change("outcomes", 1, person="v2"), "person", "a side of the request"),
    (change("outcomes", 0, currency=None), "currency", "both value and currency"),
    ({"outcomes": [*ROWS["outcomes"], ROWS["outcomes"][1]]}, "request", "already on line 3"),
    (change("follow_ups", 1, number=1), "request", "each request and person and number"),
    (change("blocks", 0, blocked="g1"), "blocked", "somebody else"),
    (change("blocks", 1, person="g1", blocked="v2"), "person", "each person and blocked"),
    (change("request_limits", 1, role="visitor"), "role", "already on line 2"),
    (change("started", 1, kind="project"), "request", "each request and kind"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "field", "expected"), FAULTS)
def test_faults(
    small: Fair, rows: dict[str, list[dict[str, Any]]], field: str, expected: str
) -> None:
    assert_told(small, rows, field, expected)


def test_sound(small: Fair) -> None:
    assert check_fair(join_lived(small)) == []
