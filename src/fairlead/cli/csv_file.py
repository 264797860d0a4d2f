"""Writes an Arrow table as a CSV file, whole or not at all, and refuses places before any work."""

from __future__ import annotations

import re
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
_OF_BACI = re.compile(r"BACI_HS\d|product_codes_", re.IGNORECASE)


def expect_places(
    *tables: Path | None, other: Path | None = None, reads: Iterable[Path | None] = ()
) -> None:
    """Raise `InvalidInput` for a path that no file can be written to, before any work is done.

    Neither can two files be written to one path, a table by the name of another format, nor one
    over what the command ``reads``: a file, or a folder. ``other`` is no table.
    """
    from fairlead.folder.input_errors import report_invalid

    taken: set[Path] = set()
    given = [one for one in reads if one is not None]
    for path in filter(None, (*tables, other)):
        refuse_read(path, given)
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


def refuse_read(path: Path, reads: Iterable[Path | None]) -> None:
    """Raise `InvalidInput` where a file that is to be written is one that the command reads.

    ``reads`` are files and folders; of a folder the tables of a fair are read, its flows, and the
    yearly files of BACI.
    """
    from fairlead.folder.input_errors import report_invalid

    if any(_is_read(path.resolve(), one.resolve()) for one in reads if one is not None):
        raise report_invalid(str(path), "expected another place: the command reads this file")


def _is_read(path: Path, given: Path) -> bool:
    """Return whether a file is what is given, or read in a folder that is given."""
    if path == given:
        return path.is_file()
    if not path.is_relative_to(given):
        return False
    return (path.parent == given and _is_read_by_name(path)) or _is_of_flows(path, given)


def _is_read_by_name(path: Path) -> bool:
    """Return whether a file of this name is read in a folder, a fair's or one of BACI."""
    from fairlead.folder.schemas import SCHEMAS

    if path.name == "fair.toml" or path.name in {one.file for one in SCHEMAS}:
        return True
    return path.is_file() and _OF_BACI.search(path.name) is not None


def _is_of_flows(path: Path, folder: Path) -> bool:
    """Return whether a file is the flows that the fair of a folder names, or in their folder."""
    from fairlead.folder.source import find_flows, read_bytes
    from fairlead.folder.toml_text import parse_toml

    settings = read_bytes(folder / "fair.toml")
    if not isinstance(settings, bytes) or not path.is_file():
        return False
    try:
        flows = find_flows(folder, str(parse_toml(settings.decode())["flows"]["source"]))
    except (ValueError, LookupError, TypeError):  # said when the fair is read
        return False
    return isinstance(flows, Path) and path.is_relative_to(flows)


def write_csv(table: pa.Table, path: Path) -> None:
    """Write the table as `fairlead run` writes its tables (`report.tables.result_text`).

    The file appears under its name only when it is complete. Raises InvalidInput when the place
    cannot be written.
    """
    from fairlead.folder.atomic_write import write_whole
    from fairlead.report.tables import write_result_text

    text = write_result_text(table)
    write_whole(path, lambda out: out.write(text.encode()))
