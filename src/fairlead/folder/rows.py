"""One CSV file: its typed table, the line of each row, and every bad cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from fairlead.folder.controls import looks_empty
from fairlead.folder.formulas import unguard_formulas
from fairlead.folder.input_errors import InputError
from fairlead.folder.kinds import explain_hidden
from fairlead.folder.language_columns import OLD_LANGUAGES, NamedColumns, name_columns
from fairlead.folder.schema import Field, Schema
from fairlead.folder.source import decode, read_bytes

_HEADER_WITHIN = 30
MAX_PROBLEMS = 10_000  # of one file; beyond that the file as a whole is wrong


@dataclass(frozen=True, slots=True)
class Rows:
    """A table and the line of each of its rows in the file; a bad cell is null in the table.

    ``whole`` is false when the file could not be taken apart, and the table is empty for that.
    ``named`` are the columns of its header; None where there is no file.
    """

    table: pa.Table
    lines: NDArray[np.int64]
    whole: bool = True
    named: frozenset[str] | None = None


def number_rows(table: pa.Table) -> Rows:
    """Return the rows of a table that comes from no file, numbered as they would be written."""
    return Rows(table, np.arange(2, table.num_rows + 2, dtype=np.int64))


def read_rows(
    schema: Schema,
    path: Path,
    *,
    within: Path | None = None,
    languages: Sequence[str] = OLD_LANGUAGES,
) -> tuple[Rows, list[InputError]]:
    """Return the rows of a CSV file and its problems; no rows when it cannot be taken apart.

    A link is not followed out of the folder ``within``. ``languages`` are those of the edition,
    its own first.
    """
    empty = schema.arrow(languages).empty_table()
    if not schema.required and not path.exists() and not path.is_symlink():
        return number_rows(empty), []
    nothing = Rows(empty, np.empty(0, np.int64), whole=False)
    content = read_bytes(path, within=within)
    text = content if isinstance(content, InputError) else decode(content, schema.file)
    if isinstance(text, InputError):
        return nothing, [text]
    if not text.strip():
        return nothing, [InputError(schema.file, _describe_header(schema, languages), line=1)]
    header, cells, lines, problem = _split(text, schema.file)
    if problem is not None:
        return nothing, [problem]
    problem = _find_other_header(schema, header, cells, lines, languages)
    if problem is not None:
        return nothing, [problem]
    named = name_columns(schema.fields, languages, header)
    problems = list(_check_header(schema, header, named, languages))
    if problems:
        return nothing, problems
    return _parse(schema, named.columns, cells, lines, languages)


def _describe_header(schema: Schema, languages: Sequence[str]) -> str:
    names = ",".join(column.name for column in schema.columns(languages))
    return f"expected a header line such as {names}"


def _split(
    text: str, file: str
) -> tuple[list[str], list[list[str]], NDArray[np.int64], InputError | None]:
    """Return the header, the rows that are not blank, their first lines, and what stopped it."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    line = 1
    try:
        for row in reader:
            if any(row):
                rows.append(row)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        expected = "expected quotes that close, and cells of at most 131,072 characters"
        return [], [], np.empty(0, np.int64), InputError(file, f"{expected}: {error}", line=line)
    header = [name.strip().lower() for name in rows[0]] if rows else []
    return header, rows[1:], np.array(lines[1:], dtype=np.int64), None


def _find_other_header(
    schema: Schema,
    header: list[str],
    cells: list[list[str]],
    lines: NDArray[np.int64],
    languages: Sequence[str],
) -> InputError | None:
    """Return the fault of a header that is repeated or stands below other lines."""
    needed = {column.name for column in schema.columns(languages) if column.required}
    complete = bool(needed) and needed <= set(header)
    for row, line in zip(cells if complete else cells[:_HEADER_WITHIN], lines, strict=False):
        if complete and row[0].strip().lower() != header[0]:
            continue
        names = [cell.strip().lower() for cell in row]
        expected = ""
        if complete and names == header:
            expected = "expected the header once, this line has it again: take it out"
        elif needed and not complete and needed <= set(names):
            expected = "expected the header on the first line: take out the lines above it"
        if expected:
            return InputError(schema.file, expected, line=int(line), field="header")
    return None


def _check_header(
    schema: Schema, header: list[str], named: NamedColumns, languages: Sequence[str]
) -> Iterator[InputError]:
    columns = schema.columns(languages)
    known = [column.name for column in columns]
    faults = dict(named.faults)
    for name, column in dict(zip(header, named.columns, strict=True)).items():
        expected = faults.get(name, "")
        if not expected and column not in known:
            near = get_close_matches(name, known, n=1)
            expected = "unknown column: " + (
                f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            )
        elif not expected and header.count(name) > 1:
            expected = "expected each column once"
        if expected:
            expected += explain_hidden(name)
            yield InputError(schema.file, expected, line=1, field="header", value=name)
    for one in columns:
        if one.required and one.name not in named.columns:
            expected = f"expected a column {one.name}, it is missing"
            yield InputError(schema.file, expected, line=1, field="header")


def _parse(
    schema: Schema,
    header: Sequence[str],
    cells: list[list[str]],
    lines: NDArray[np.int64],
    languages: Sequence[str],
) -> tuple[Rows, list[InputError]]:
    width = len(header)
    problems: list[InputError] = []
    uneven = {row for row, found in enumerate(cells) if len(found) != width}
    for row in sorted(uneven):
        expected = f"expected {width} cells, got {len(cells[row])}"
        problems.append(InputError(schema.file, expected, line=int(lines[row])))
        cells[row] = (cells[row] + [""] * width)[:width]
    columns = dict(zip(header, zip(*cells, strict=True), strict=True)) if cells else {}
    arrays = []
    for field in schema.columns(languages):
        array, faults = parse_column(field, columns.get(field.name, ("",) * len(cells)))
        arrays.append(array)
        for row, expected in faults:
            if row not in uneven and len(problems) < MAX_PROBLEMS:
                value = columns[field.name][row] if field.name in columns else ""
                problems.append(
                    InputError(
                        schema.file, expected, line=int(lines[row]), field=field.name, value=value
                    )
                )
    table = pa.Table.from_arrays(arrays, schema=schema.arrow(languages))
    return Rows(table, lines, named=frozenset(header)), problems


def parse_column(field: Field, cells: Sequence[str]) -> tuple[pa.Array, list[tuple[int, str]]]:
    """Return the typed column and its faults, as row and what was expected, in row order.

    Each distinct text is parsed once, which makes long columns of few values cheap. The
    apostrophe that keeps a text from being run as a formula is no part of it, and a text in which
    there is nothing to see is an empty cell.
    """
    encoded = pa.array(cells, pa.string()).dictionary_encode()
    parsed: list[Any] = []
    expected: dict[int, str] = {}
    empty = field.kind.parse(field.default) if field.default else None
    for position, text in enumerate(encoded.dictionary.to_pylist()):
        plain = unguard_formulas(text)
        stripped = plain.strip()
        value = empty
        if stripped and not (field.kind.text and looks_empty(stripped)):
            try:
                value = field.kind.parse(plain if field.kind.text else stripped)
            except ValueError as error:
                value, expected[position] = None, str(error)
                if not field.kind.text:
                    expected[position] += explain_hidden(stripped)
        elif field.required:
            expected[position] = f"expected a value ({field.kind.words})"
        parsed.append(value)
    array = pa.array(parsed, field.kind.arrow).take(encoded.indices)
    if not expected:
        return array, []
    indices = encoded.indices.to_numpy()
    rows = np.flatnonzero(np.isin(indices, list(expected)))[:MAX_PROBLEMS]
    return array, [(int(row), expected[int(indices[row])]) for row in rows]
