"""Writes a fair folder: all of it or nothing, and the same bytes for the same fair."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder import month_files, picture_files
from fairlead.folder.atomic_write import replace_folder
from fairlead.folder.csvtext import write_csv_text
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.language_columns import OLD_LANGUAGES
from fairlead.folder.schema import Field, Schema
from fairlead.folder.schemas import SCHEMAS
from fairlead.folder.settings import FILE, write_settings

_FILES = tuple((one.DIRECTORY, one.SUFFIX) for one in (picture_files, month_files))


def write_fair(fair: Fair, folder: Path) -> None:
    """Write the fair as a folder; `read_fair` gives the same fair back.

    A folder that already holds a fair is replaced as a whole; raises InvalidInput, and changes
    nothing, when it holds anything else. Files of empty tables are left out, but for the
    required ones. The flows, pictures and months are copied. Raises ValueError for values a folder
    cannot hold: blank text, empty lists.
    """
    texts = {
        schema.file: write_table_text(
            schema, fair.table(schema.name), languages=fair.settings.languages
        )
        for schema in SCHEMAS
        if schema.required or fair.table(schema.name).num_rows
    }
    texts[FILE] = write_settings(fair.settings, fair.flows)
    _check_files_replaceable(folder)
    with replace_folder(folder, ours=_list_names(fair)) as fresh:
        for name, text in texts.items():
            (fresh / name).write_bytes(text.encode())
        if fair.flows is not None:
            _copy_flows(fair.flows.path, fresh / fair.flows.source)
        _copy_files(fair, fresh)


def _list_names(fair: Fair) -> set[str]:
    names = {
        FILE,
        "flows.parquet",
        *(one for one, _ in _FILES),
        *(schema.file for schema in SCHEMAS),
    }
    return names | ({Path(fair.flows.source).parts[0]} if fair.flows is not None else set())


def _copy_flows(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.copytree(path, target)
    else:
        shutil.copyfile(path, target)


def _copy_files(fair: Fair, folder: Path) -> None:
    """Copy the pictures, and what was found of months."""
    shown = [one for name in picture_files.FILES for one in _list_digests(fair, name, "sha256")]
    found = [one for name in month_files.TABLES for one in _list_digests(fair, "months", name)]
    for digests, read, name in (
        (shown, fair.read_picture, picture_files.name_file),
        (found, fair.read_month, month_files.name_file),
    ):
        if digests and read is None:
            raise ValueError("Expected what reads the pictures and months of the fair.")
        for digest in dict.fromkeys(digests):
            content = read(digest) if read is not None else b""
            picture_files.check_digest(content, digest)
            target = folder / name(digest)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)


def _list_digests(fair: Fair, name: str, column: str) -> list[str]:
    return list(fair.table(name)[column].drop_null().to_pylist())


def _check_files_replaceable(folder: Path) -> None:
    """Raise InvalidInput where the folders of pictures and months hold what no fair wrote."""
    for directory, suffix in _FILES:
        held, ours = folder / directory, re.compile(rf"[0-9a-f]{{64}}{re.escape(suffix)}")
        names = sorted(path.name for path in held.iterdir()) if held.is_dir() else []
        for name in names:
            if ours.fullmatch(name) is None:
                raise report_invalid(
                    str(held),
                    f"expected only files named by their SHA-256; it also holds {name}: "
                    "move that away, or choose another folder",
                )


def write_table_text(
    schema: Schema, table: pa.Table, *, languages: Sequence[str] = OLD_LANGUAGES
) -> str:
    """Return a table as CSV: UTF-8, commas, a line feed after each row, quotes where needed.

    What a spreadsheet would run as a formula has an apostrophe, which reading drops.
    """
    columns = schema.columns(languages)
    return write_csv_text(
        [column.name for column in columns],
        [_write_column_text(schema, column, table[column.name]) for column in columns],
        figures={column.name for column in columns if column.kind.bound is not None},
    )


def _write_column_text(schema: Schema, field: Field, column: pa.ChunkedArray) -> pa.Array:
    array = column.combine_chunks()
    if pa.types.is_nested(array.type):
        cells = [_write_cell(schema, field, value) for value in array.to_pylist()]
        return pa.array(cells, pa.string())
    if not pa.types.is_string(array.type):
        return _write_plain(schema, field, array)
    if pc.any(pc.equal(pc.utf8_trim_whitespace(array), "")).as_py():
        raise ValueError(f"Expected no blank text in {schema.file} {field.name}: use null.")
    return array


def _write_plain(schema: Schema, field: Field, array: pa.Array) -> pa.Array:
    """Return the texts of figures, dates and the like: each different one is written once."""
    # By its bits a number below zero that is zero stays apart from zero.
    is_double = pa.types.is_float64(array.type)
    different = (array.view(pa.int64()) if is_double else array).dictionary_encode()
    values = different.dictionary.view(array.type) if is_double else different.dictionary
    cells = [_write_cell(schema, field, value) for value in values.to_pylist()]
    return pa.array(cells, pa.string()).take(different.indices)


def _write_cell(schema: Schema, field: Field, value: object) -> str | None:
    if value is None:
        return None
    if field.kind.is_list and not value:
        raise ValueError(f"Expected no empty list in {schema.file} {field.name}: use null.")
    return field.kind.write(value)
