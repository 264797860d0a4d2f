"""Reading a list that somebody uploaded, in a separate process that may take only so much.

What a workbook asks of its reader is not known before it is read: two cells far apart can stand
for billions. So the reader is a program with a limit of memory and time, and when it dies only it
does.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import resource
import subprocess
import sys

from fairlead.folder.csvtext import SEPARATORS
from fairlead.folder.input_errors import InputError, InvalidInput, report_invalid
from fairlead.folder.sheets.archive import SAVE_AS, FileKind, find_kind
from fairlead.folder.sheets.old_sets import decode_old_set
from fairlead.folder.sheets.sheet import Sheet
from fairlead.folder.sheets.workbook import MOST_COLUMNS, MOST_ROWS, read_workbook
from fairlead.folder.source import decode

_WORKBOOKS = (".xlsx", ".xlsm", ".ods")
_MEMORY, _SECONDS = 1 << 30, 120
_PROGRAM = "from fairlead.folder.sheets.read import answer; answer()"


def read_sheets(content: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a file that hold anything; one for CSV.

    Raises InvalidInput with what to do for a file that is not a list.
    """
    kind = find_kind(content, name)
    if kind is FileKind.TEXT:
        sheets = [_read_text(content, name)]
        if name.lower().endswith(_WORKBOOKS) and len(sheets[0].rows) < 2:
            raise report_invalid(
                name, f"it is called a workbook and is none: {SAVE_AS}, and upload that"
            )
    else:
        sheets = _read_apart(content, name, kind)
    if not sheets or not sheets[0].rows:
        raise report_invalid(name, "expected a list, every sheet is empty")
    return sheets


def _read_text(content: bytes, name: str) -> Sheet:
    text = _decode(content, name)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, numbers, line = [], [], 1
    try:
        for row in reader:
            if any(map(str.strip, row)):
                rows.append(tuple(row))
                numbers.append(line)
            line = reader.line_num + 1
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise report_invalid(
                    name, f"expected at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns"
                )
    except csv.Error as error:
        expected = f"expected quotes that close, and short cells: {error}"
        raise InvalidInput([InputError(name, expected, line=line)]) from None
    return Sheet("", rows, numbers)


def _decode(content: bytes, name: str) -> str:
    """Return the text of a CSV file as spreadsheet programs write it; raises InvalidInput."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise report_invalid(name, "it is cut short: save it again, as CSV UTF-8") from None
    text = decode(content, name)
    if isinstance(text, str):
        return text
    old = decode_old_set(content)
    if old is None:
        raise InvalidInput([text])
    return old


def _read_apart(content: bytes, name: str, kind: FileKind) -> list[Sheet]:
    told = json.dumps({"name": name, "kind": kind.value}).encode() + b"\n" + content
    try:
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-P", "-c", _PROGRAM],
            input=told,
            capture_output=True,
            timeout=_SECONDS * 2,
            check=False,
        )
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode != 0:
        raise report_invalid(
            name,
            "it takes more memory or time than a list does (cells far apart, or far too many): "
            "copy the list alone into a new workbook and upload that",
        )
    given = json.loads(done.stdout)
    if "problems" in given:
        raise InvalidInput([InputError(**problem) for problem in given["problems"]])
    return [
        Sheet(
            one["name"],
            [tuple(row) for row in one["rows"]],
            one["numbers"],
            one["hidden"],
            {(row, column): words for row, column, words in one["faults"]},
        )
        for one in given["sheets"]
    ]


def answer() -> None:
    """Read a workbook from the standard input and write its sheets as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    about = json.loads(head)
    try:
        sheets = read_workbook(content, about["name"], is_xlsx=about["kind"] == FileKind.XLSX)
    except InvalidInput as error:
        problems = [
            {
                name: getattr(problem, name)
                for name in ("file", "expected", "line", "field", "value")
            }
            for problem in error.problems
        ]
        json.dump({"problems": problems}, sys.stdout)
        return
    # A list at a time, so that texts are not held twice.
    sys.stdout.write('{"sheets": [')
    for place, sheet in enumerate(sheets):
        given = {
            "name": sheet.name,
            "rows": sheet.rows,
            "numbers": list(sheet.numbers),
            "hidden": sheet.hidden,
            "faults": [[row, column, words] for (row, column), words in sheet.faults.items()],
        }
        sys.stdout.write(", " if place else "")
        sys.stdout.write(json.dumps(given))
    sys.stdout.write("]}")
