"""Writes an Arrow table as a CSV file, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


# Names of formats that a table is not written in: a file of CSV by such a name opens in nothing.
_OTHER_FORMATS = frozenset(
    {
        *(".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".parquet", ".feather", ".arrow", ".json"),
        *(".pdf", ".png", ".svg", ".docx", ".dta", ".rds", ".sav", ".gz", ".zip", ".7z", ".db"),
    }
)


def expect_places(
    *tables: Path | None, other: Path | None = None, reads: Iterable[Path | None] = ()
) -> None:
    """Raise `InvalidInput` for a path that no file can be written to, before any work is done.

    Neither can two files be written to one path, a table by the name of another format, nor one
    over what the command ``reads``: a file, or a fair's folder. ``other`` is no table.
    """
    from fairlead.folder.input_errors import report_invalid

    taken: set[Path] = set()
    given = [one.resolve() for one in reads if one is not None]
    for path in filter(None, (*tables, other)):
        if any(_is_read(path.resolve(), one) for one in given):
            raise report_invalid(str(path), "expected another place: the command reads this file")
        if path.resolve() in taken:
            raise report_invalid(str(path), "expected a separate place, another file goes there")
        taken.add(path.resolve())
        if path.suffix.lower() in _OTHER_FORMATS and path != other:
            raise report_invalid(
                str(path), f"expected a name that ends in .csv, {path.suffix} is another format"
            )
        if path.exists() and not path.is_file():
            found = "a folder" if path.is_dir() else "no plain file"
            raise report_invalid(str(path), f"expected a file to write, this is {found}")
        if not path.parent.is_dir():
            raise report_invalid(str(path), "expected a folder that is there: make it first")


def _is_read(path: Path, given: Path) -> bool:
    """Return whether a file is what is given, or one of the tables of a fair's folder."""
    if path == given:
        return path.is_file()
    if path.parent != given:
        return False
    from fairlead.folder.schemas import SCHEMAS

    return path.name == "fair.toml" or path.name in {one.file for one in SCHEMAS}


def write_csv(table: pa.Table, path: Path) -> None:
    """Write the table as `fairlead run` writes its tables (`report.tables.result_text`).

    The file appears under its name only when it is complete. Raises InvalidInput when the place
    cannot be written.
    """
    from fairlead.folder.atomic_write import write_whole
    from fairlead.report.tables import write_result_text

    text = write_result_text(table)
    write_whole(path, lambda out: out.write(text.encode()))
