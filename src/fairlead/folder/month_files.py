"""What months of the standing search found, as files of a folder named by their SHA-256."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fairlead.folder.input_errors import InputError
from fairlead.folder.picture_files import check_digest
from fairlead.folder.rows import Rows
from fairlead.folder.source import read_bytes

DIRECTORY, SUFFIX = "months", ".parquet"
MOST_BYTES = 1 << 26
MOST_ROWS = 5_000_000
ReadMonth = Callable[[str], bytes]
"""Returns the bytes of a table by its SHA-256; raises ValueError where there is none."""
JUDGED = pa.schema(
    [
        ("economy", pa.int32()),
        ("product", pa.int32()),
        ("imports_usd", pa.int64()),
        ("hhi_imports", pa.float64()),
        ("first_supplier", pa.int32()),
        ("first_share", pa.float64()),
        ("hhi_world_exports", pa.float64()),
        ("c1", pa.bool_()),
        ("c2", pa.bool_()),
        ("c3", pa.bool_()),
        ("c4", pa.bool_()),
        ("critical", pa.bool_()),
        ("title", pa.string()),
        ("seen", pa.string()),
    ]
)
"""What was found of a month; ``seen`` is the month in which an economy's rows were judged."""
CHANGES = pa.schema(
    [
        ("economy", pa.string()),
        ("product", pa.string()),
        ("title", pa.string()),
        ("change", pa.string()),
        ("why", pa.string()),
        ("compared_with", pa.string()),
        ("criteria_gained", pa.string()),
        ("criteria_lost", pa.string()),
        ("imports_before", pa.int64()),
        ("imports_after", pa.int64()),
        ("hhi_before", pa.float64()),
        ("hhi_after", pa.float64()),
        ("first_before", pa.string()),
        ("first_after", pa.string()),
        ("share_before", pa.float64()),
        ("share_after", pa.float64()),
    ]
)
"""A row for each economy and product that differs; economies as alpha-3, products as bare codes."""
TABLES: Mapping[str, pa.Schema] = {"table": JUDGED, "changes": CHANGES}
"""The columns of months.csv that name a file, and what each holds."""


def name_file(digest: str) -> str:
    """Return where the table lies, from the folder."""
    return f"{DIRECTORY}/{digest}{SUFFIX}"


def read_month(folder: Path, digest: str) -> bytes:
    """Return the bytes of a folder's table; raises ValueError saying what is wrong with it."""
    found = read_bytes(folder / name_file(digest), within=folder, limit=MOST_BYTES)
    if isinstance(found, InputError):
        raise ValueError(found.expected)
    check_digest(found, digest)
    return found


def find_in(folder: Path) -> ReadMonth:
    """Return what reads the months' tables of a folder."""
    return partial(read_month, folder)


def check_month_table(content: bytes, expected: pa.Schema) -> None:
    """Raise ValueError for bytes that are no Parquet with these columns, or too many rows."""
    try:
        file = pq.ParquetFile(pa.BufferReader(content))
        columns, rows = file.schema_arrow, file.metadata.num_rows
        if columns.equals(expected) and rows <= MOST_ROWS:
            file.read().validate(full=True)
            return
    except (pa.ArrowException, OSError) as error:
        raise ValueError("expected a Parquet file") from error
    raise ValueError(
        f"expected Parquet of at most {MOST_ROWS:,} rows with the columns "
        f"{', '.join(f'{one.name} ({one.type})' for one in expected)}"
    )


def check_month_files(rows: Rows, folder: Path) -> Iterator[InputError]:
    """Yield the months whose tables are not there, or are none."""
    for row, one in enumerate(rows.table.select(list(TABLES)).to_pylist()):
        for column, expected in TABLES.items():
            digest = one[column]
            if digest is None:
                continue
            try:
                check_month_table(read_month(folder, digest), expected)
            except ValueError as error:
                yield InputError(
                    "months.csv",
                    f"{name_file(digest)}: {error}",
                    line=int(rows.lines[row]),
                    field=column,
                    value=digest,
                )
