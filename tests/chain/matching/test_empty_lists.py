"""Why somebody has an empty list, and that nobody hidden is on one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.matching.markets import random_problem

from fairlead.chain.matching.empty_lists import FILTER_NAMES, count_stopped
from fairlead.chain.matching.match import match
from fairlead.engines.matching._reference import list_stopping_filters
from fairlead.folder.fair import Fair
from fairlead.folder.read import read_fair

SMALL = Path(__file__).parents[2] / "folder" / "small"


@pytest.fixture(scope="module")
def fair() -> Fair:
    return read_fair(SMALL)


def changed(fair: Fair, table: str, row_id: str, **values: object) -> Fair:
    """Return the fair with other values in one row of a table."""
    held = fair.table(table)
    rows = [row | (values if row["id"] == row_id else {}) for row in held.to_pylist()]
    return replace(fair, **{table: pa.Table.from_pylist(rows, schema=held.schema)})


@given(st.integers(0, 100_000))
@settings(max_examples=60)
def test_what_each_filter_took_is_what_the_reference_counts(seed: int) -> None:
    problem = random_problem(seed)
    for of_left, one, other in (
        (True, problem.left, problem.right),
        (False, problem.right, problem.left),
    ):
        found = count_stopped(problem, np.arange(len(one)), of_left=of_left)
        expected = np.zeros_like(found)
        for owner in range(len(one)):
            for partner in range(len(other)):
                i, j = (owner, partner) if of_left else (partner, owner)
                for name in list_stopping_filters(problem, i, j):
                    expected[owner, FILTER_NAMES.index(name)] += 1
        assert np.array_equal(found, expected)


def test_somebody_who_shares_no_language_has_no_list_and_is_told_why(fair: Fair) -> None:
    lonely = changed(fair, "people", "v2", languages=["is"])
    tables = match(replace(lonely, requests=lonely.requests.slice(0, 0)))
    rows = {row["participant"]: row for row in tables.participants.to_pylist()}
    exhibitors = sum(
        row["kind"] == "organisation" and row["market"] == "organisation-person"
        for row in tables.participants.to_pylist()
    )
    assert rows["v2"]["listed"] == 0
    assert rows["v2"]["stopped_language"] == exhibitors > 0
    assert rows["v2"]["stopped_slots"] is not None
    listed = [row for row in rows.values() if row["listed"]]
    assert listed
    assert all(row["stopped_language"] is None for row in listed)


def test_a_hidden_person_gets_a_list_and_is_on_nobodys(fair: Fair) -> None:
    fair = replace(fair, requests=fair.requests.slice(0, 0))
    before = match(fair).matches.to_pylist()
    assert any(row["partner"] == "v2" for row in before)
    after = match(changed(fair, "people", "v2", hidden="yes")).matches.to_pylist()
    assert any(row["owner"] == "v2" for row in after)
    assert all(row["partner"] != "v2" for row in after)
