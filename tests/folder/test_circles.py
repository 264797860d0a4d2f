"""Rows that point at each other in a circle, or at what comes later, are refused clearly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.folder.lived import join_lived
from tests.folder.partnership import join_partnership
from tests.folder.registered import join_registered

from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.ledger_chain import digest_entry
from fairlead.folder.project_checks import _find_cycles, fill_entry
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair

Row = dict[str, Any]
EXCLUDES = "expected a project other than itself, those it requires and those that require it"
EARLIER = "expected the number of an earlier entry of the same project"


@pytest.fixture
def complain(small: Fair, tmp_path: Path) -> Callable[..., list[str]]:
    """Return what reading says of the small fair, with what was lived, after changes of rows."""

    def read_changed(name: str, **changes: Row) -> list[str]:
        fair = join_registered(join_lived(join_partnership(small)))
        table = getattr(fair, name)
        key = table.column_names[0]
        rows = [row | changes.get(f"_{row[key]}", {}) for row in table.to_pylist()]
        if name == "ledger":
            sign_again(rows)
            fair = replace(fair, headlines=fair.headlines[:0], headline_rows=fair.headline_rows[:0])
        write_fair(
            replace(fair, **{name: pa.Table.from_pylist(rows, table.schema)}), tmp_path / "fair"
        )
        try:
            read_fair(tmp_path / "fair")
        except InvalidInput as error:
            return [str(problem) for problem in error.problems]
        return []

    return read_changed


def sign_again(rows: list[Row]) -> None:
    """Give the entries of a ledger the digests of what they say now."""
    before = ""
    for row in rows:
        row["previous"] = before or None
        row["digest"] = before = digest_entry(fill_entry(row))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"_plant": {"excludes": ["chips"]}}, '2: excludes "chips"'),
        ({"_pumps": {"requires": ["chips"], "excludes": ["plant"]}}, '4: excludes "plant"'),
    ],
)
def test_projects_that_exclude_what_they_are_chosen_with(
    complain: Callable[..., list[str]], changes: Row, place: str
) -> None:
    assert complain("projects", **changes) == [f"projects.csv:{place}: {EXCLUDES}"]


def test_projects_may_exclude_each_other(complain: Callable[..., list[str]]) -> None:
    assert complain("projects", _plant={"excludes": ["pumps"]}, _pumps={"excludes": ["plant"]}) == (
        []
    )


def test_a_long_line_of_prerequisites_has_no_circle() -> None:
    chain = {str(place): {str(place + 1)} for place in range(50_000)}
    assert _find_cycles(chain) == set()
    assert _find_cycles(chain | {"49999": {"49998"}}) == set(chain)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"_11": {"corrects": 900}}, f'ledger.csv:13: corrects "900": {EARLIER}'),
        (
            {"_1": {"corrects": 2}, "_2": {"corrects": 1}},
            f'ledger.csv:2: corrects "2": {EARLIER}',
        ),
        ({"_11": {"corrects": 6}}, f'ledger.csv:13: corrects "6": {EARLIER}'),
        (
            {"_10": {"corrects": 2}, "_11": {"corrects": 2}},
            'ledger.csv:13: corrects "2": expected an entry that no other one corrects',
        ),
        ({"_10": {"corrects": 2}, "_11": {"corrects": 10}}, ""),
    ],
)
def test_entries_correct_an_earlier_one_once(
    complain: Callable[..., list[str]], changes: Row, said: str
) -> None:
    assert complain("ledger", **changes) == ([said] if said else [])


@pytest.mark.parametrize(
    ("file", "version", "made_from", "line"),
    [
        ("timetables", 2, 2, 4),
        ("timetables", 2, 3, 4),
        ("timetables", 0, 3, 2),
        ("programmes", 1, 3, 2),
        ("programmes", 2, 2, 3),
    ],
)
def test_versions_are_made_of_earlier_ones(
    complain: Callable[..., list[str]], file: str, version: int, made_from: int, line: int
) -> None:
    assert complain(file, **{f"_{version}": {"made_from": made_from}}) == [
        f'{file}.csv:{line}: made_from "{made_from}": expected an earlier version'
    ]
