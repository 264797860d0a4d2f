"""Parquet files as programs write them: types that say nothing of what a cell means."""

from __future__ import annotations

import datetime as dt
import decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.engines.dependency.test_readers import apart, faults, read, rows

TWO = {
    "exporter": ["B", "C"],
    "importer": ["A", "A"],
    "product": ["030617", "854231"],
    "year": [2022, 2022],
    "value_usd": [60, 40],
}
FOUND = [(2, 1, 30617, 2022, 60), (3, 1, 854231, 2022, 40)]


def write(folder: Path, **columns: object) -> Path:
    path = folder / "flows.parquet"
    pq.write_table(pa.table({**TWO, **columns}), path)
    return path


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("id", pa.array([b"0" * 16, b"1" * 16], pa.binary(16))),
        ("tags", [["x"], ["y"]]),
        ('a "quoted" name', ["x", "y"]),
        ("line", [7, 8]),
        ("Line", ["x", "y"]),
        ("file_row_number", [7, 8]),
        ("exporter", pa.array([b"B", b"C"], pa.binary(1))),
        ("exporter", pa.array(["B", "C"]).dictionary_encode()),
        ("year", pa.array([2022, 2022], pa.float16())),
        ("value_usd", pa.array([decimal.Decimal(60), decimal.Decimal(40)], pa.decimal256(50, 2))),
    ],
)
def test_cells_of_many_types_are_read(tmp_path: Path, name: str, cells: object) -> None:
    assert rows(read(write(tmp_path, **{name: cells}))) == FOUND


@pytest.mark.parametrize(
    ("name", "cells", "what"),
    [
        ("exporter", [["B"], ["C"]], "lists or tables"),
        ("product", [{"hs": "030617"}, {"hs": "854231"}], "lists or tables"),
        ("year", [[2022], [2022]], "lists or tables"),
        ("year", pa.array([2022, 2022], pa.duration("s")), "lengths or times of day"),
        ("value_usd", [dt.time(1), dt.time(2)], "lengths or times of day"),
        ("value_usd", [True, False], "truth values"),
    ],
)
def test_cells_that_are_no_figure_and_no_name_are_refused(
    tmp_path: Path, name: str, cells: object, what: str
) -> None:
    (fault,) = faults(write(tmp_path, **{name: cells}))
    assert f"expected text, numbers or dates, the cells of this column are {what}" in fault
    assert name in fault


def test_a_column_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "flows.parquet"
    names = [*TWO, "value_usd"]
    table = pa.Table.from_arrays([pa.array(cells) for cells in (*TWO.values(), [1, 2])], names)
    pq.write_table(table, path)
    assert faults(path) == ["flows.parquet:1: expected every column once, got value_usd twice"]


def test_a_value_that_is_no_number_is_one_that_is_not_published(tmp_path: Path) -> None:
    path = write(tmp_path, value_usd=pa.array([60.0, float("nan")]))
    assert rows(read(path)) == FOUND[:1]
    assert apart(read(path)) == {"no value published": 1}
