"""What people filled in hangs together: a fault is named with its line, field and what to do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.folder.registered import ROWS, at, join_registered

from fairlead.folder.checks import check_fair
from fairlead.folder.fair import Fair


def change(name: str, place: int, /, **cells: Any) -> tuple[str, list[dict[str, Any]]]:
    """Return the rows of a file with some cells of one of them changed."""
    rows = [dict(row) for row in ROWS[name]]
    rows[place] |= cells
    return name, rows


FAULTS = [
    (change("participation_types", 1, needs_approval=None), "needs_approval", "expected yes"),
    (change("participation_types", 0, closes_at=at(5)), "closes_at", "later than opens_at"),
    (
        change("participation_types", 2, meeting_days=[dt.date(2031, 7, 9)]),
        "meeting_days",
        "days of the fair",
    ),
    (change("questions", 0, type="nobody"), "type", "row in participation_types.csv"),
    (change("questions", 0, choices=None, choices_ru=None), "choices", "a line each"),
    (change("questions", 1, choices="A\nB"), "choices", "no choice"),
    (change("questions", 1, text_ru=None), "text", "one of the languages"),
    (change("questions", 1, number=1), "type", "each type and number once"),
    (change("answers", 0, number=9), "number", "number of a question"),
    (change("answers", 0, person="nobody"), "person", "row in people.csv"),
    (change("consents", 0, version=9), "version", "version of a text"),
    (change("marks", 0, other="g1"), "organisation", "either an organisation or another"),
    (change("marks", 1, other=None), "organisation", "either an organisation or another"),
    (change("mail_rules", 0, quiet_from=None), "quiet_until", "both times"),
    (change("mail_rules", 0, reply_to=f"{'x' * 250}@y.example"), "reply_to", "at most 254"),
]


def test_the_rows_are_sound(small: Fair) -> None:
    assert check_fair(join_registered(small)) == []


@pytest.mark.parametrize(("rows", "field", "expected"), FAULTS)
def test_a_fault_is_named(
    small: Fair, rows: tuple[str, list[dict[str, Any]]], field: str, expected: str
) -> None:
    name, changed = rows
    told = [one for one in check_fair(join_registered(small, **{name: changed}))
            if one.file == f"{name}.csv"]  # fmt: skip
    assert told
    assert told[0].field == field
    assert expected in told[0].expected
    assert told[0].line >= 2


def test_no_more_come_than_a_type_has_places(small: Fair) -> None:
    name, types = change("participation_types", 0, quota=0)
    (told,) = check_fair(join_registered(small, **{name: types}))
    assert (told.file, told.field) == ("people.csv", "type")
    assert "the 0 places" in told.expected
