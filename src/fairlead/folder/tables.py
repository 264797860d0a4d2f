"""The rows of every file of a fair as rules across files read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from fairlead.folder.fair_settings import FairSettings
from fairlead.folder.input_errors import InputError
from fairlead.folder.rows import Rows


@dataclass(frozen=True, slots=True)
class Tables:
    """Every file's rows, and the settings unless fair.toml is broken."""

    rows: Mapping[str, Rows]
    settings: FairSettings | None

    def table(self, name: str) -> pa.Table:
        """Return the table of a file."""
        return self.rows[name].table

    def column(self, name: str, field: str) -> list[Any]:
        """Return a column as plain values."""
        values: list[Any] = self.rows[name].table[field].to_pylist()
        return values

    def problem(self, name: str, row: int, field: str, expected: str, value: object) -> InputError:
        """Return a problem of one cell."""
        line = int(self.rows[name].lines[row])
        return InputError(f"{name}.csv", expected, line=line, field=field, value=str(value))

    def pair(self, name: str, key: str, field: str) -> dict[Any, Any]:
        """Return one column by another."""
        return dict(zip(self.column(name, key), self.column(name, field), strict=True))
