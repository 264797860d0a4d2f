"""Result tables as CSV files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder.csvtext import write_csv_text


def write_result_text(table: pa.Table) -> str:
    """Return a result table as CSV, the same text for the same table.

    Times are HH:MM, shares by economy ``BLR=0.5|RUS=0.5``, lists separated by ``|``, truth
    ``true`` and ``false``, single-precision numbers have six digits. What a spreadsheet would run
    as a formula has an apostrophe.
    """
    columns = [_write_strings(column.combine_chunks()) for column in table.columns]
    figures = {field.name for field in table.schema if _holds_figures(field.type)}
    return write_csv_text(table.column_names, columns, figures=figures)


def _holds_figures(kind: pa.DataType) -> bool:
    if pa.types.is_list(kind):
        return _holds_figures(kind.value_type)
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _write_strings(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        words = _write_strings(column.dictionary)
        return words.take(column.indices)
    if pa.types.is_string(kind):
        return column
    if pa.types.is_time(kind):
        return _write_each(column, lambda time: time.strftime("%H:%M"))
    if pa.types.is_map(kind):
        return _write_each(
            column, lambda pairs: "|".join(f"{key}={value:g}" for key, value in pairs)
        )
    if pa.types.is_list(kind):
        return _write_each(column, lambda values: "|".join(str(value) for value in values))
    if pa.types.is_float32(kind):
        return _write_each(column, lambda value: f"{value:.6g}")
    if pa.types.is_floating(kind):
        return _write_each(column, repr)
    return pc.cast(column, pa.string())


def _write_each(column: pa.Array, write: Callable[[Any], str]) -> pa.Array:
    values = column.to_pylist()
    return pa.array([None if value is None else write(value) for value in values], pa.string())
