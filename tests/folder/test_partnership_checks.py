"""What is wrong with delegations, consortia, practices and screening is named, row by row."""

from __future__ import annotations

from typing import Any

import pytest
from tests.folder.partnership import DIGEST, OTHER_DIGEST, ROWS, at, join_partnership

from fairlead.folder.checks import check_fair
from fairlead.folder.fair import Fair


def change(name: str, place: int, /, **cells: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a file with some cells of one of them changed."""
    rows = [dict(row) for row in ROWS[name]]
    rows[place] |= cells
    return {name: rows}


FAULTS: list[tuple[dict[str, list[dict[str, Any]]], str, str]] = [
    (change("delegations", 0, leaves_at=at(6)), "leaves_at", "departure after the arrival"),
    (change("delegations", 0, quota=1), "delegation", "at most the 1 delegates of the quota"),
    (change("delegates", 1, office="head"), "office", "one head of a delegation"),
    (change("delegates", 1, person="b1"), "person", "each person once"),
    (change("interpretation", 0, ends_at=at(8, 5)), "ends_at", "an end after the beginning"),
    (change("interpretation", 1, begins_at=at(8, 6)), "interpreter", "one booking at a time"),
    (change("interpretation", 0, language="zh"), "language", "a language the interpreter speaks"),
    (change("visits", 1, title=None), "title", "a title, a session or an organisation"),
    (change("members", 1, lead="yes"), "lead", "one lead"),
    (change("members", 1, cost=33.333332), "shared", "cost shares of its members that sum to 100"),
    (change("members", 1, rights=None), "shared", "rights shares of its members"),
    (change("agreements", 0, terms='{"member":"gear"}'), "terms", "a list of objects"),
    (change("agreements", 0, terms='[{"member":["gear"]}]'), "terms", "a list of objects"),
    (change("agreements", 0, terms='["gear"]'), "terms", "a list of objects"),
    (change("sign_offs", 0, sha256=OTHER_DIGEST), "sha256", "the digest of that version"),
    (change("sign_offs", 0, number=2), "number", "a version of the consortium"),
    (change("sign_offs", 0, organisation="mine"), "organisation", "a member of the consortium"),
    (change("practices", 0, contact_agreed_at=None), "contact_agreed_at", "agreed to be named"),
    (change("practices", 0, products=["HS:0101"]), "products", "codes of products.csv"),
    (change("screening_lists", 0, current="yes"), "current", "one list of a name in force"),
    (change("screening_entries", 0, list="Another"), "list", "a list of screening_lists.csv"),
    (change("screening_entries", 0, name=None), "name", "a name or product codes"),
    (change("screening_decisions", 0, code="pump"), "code", "a hit of screening_hits.csv"),
    (change("appraisals", 0, inputs="[1]"), "inputs", "an object"),
    (change("appraisals", 1, supply='{"before":{"hhi":0.5}}'), "supply", '"before" and "after"'),
    (change("consortia", 0, project="nothing"), "project", "row in projects.csv"),
    (
        {"signings": [*ROWS["signings"], ROWS["signings"][0] | {"id": "s2"}]},
        "session",
        "one signing in a session",
    ),
]


@pytest.mark.parametrize(("rows", "field", "expected"), FAULTS)
def test_one_fault_is_named(
    small: Fair, rows: dict[str, list[dict[str, Any]]], field: str, expected: str
) -> None:
    found = check_fair(join_partnership(small, **rows))
    assert [one.field for one in found] == [field]
    assert expected in found[0].expected
    assert found[0].line > 1


def test_a_sound_fair_has_none(small: Fair) -> None:
    assert check_fair(join_partnership(small)) == []
    assert DIGEST != OTHER_DIGEST
