"""Workbooks (.xlsx and .ods) by calamine, with what calamine does not say.

That is: which zeros a number's format shows, and which formulas nobody has computed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from fairlead.folder.input_errors import report_invalid
from fairlead.folder.sheets.cells import is_padded, pad_number, show_cell
from fairlead.folder.sheets.sheet import Sheet

MOST_ROWS, MOST_COLUMNS = 300_000, 300
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(/?)>")
_ATTRIBUTE = re.compile(rb'\b([rst])\s*=\s*"([^"]*)"')
_UNCOMPUTED = re.compile(rb"<(?:\w+:)?c\b([^>]*?)><(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)</")
_ERROR = re.compile(rb'<(?:\w+:)?c\b([^>]*?\bt\s*=\s*"e"[^>]*?)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_SHOWN = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_NEVER = "expected a value, it is a formula that was never computed: open the file and save it"


def read_workbook(content: bytes, name: str, *, is_xlsx: bool) -> list[Sheet]:
    """Return the sheets of a workbook that hold anything, hidden ones marked.

    Raises InvalidInput for one that cannot be read or is too large.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        extras = _read_extras(content) if is_xlsx else {}
        sheets = []
        for about in book.sheets_metadata:
            cells = book.get_sheet_by_name(about.name)
            if not cells.height:
                continue
            if cells.total_height > MOST_ROWS or cells.total_width > MOST_COLUMNS:
                raise report_invalid(
                    name,
                    f"expected at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns in the sheet "
                    f"{about.name}: copy the list alone into a new workbook",
                )
            rows = [[show_cell(cell) for cell in row] for row in cells.to_python(False)]
            _fill_merged(rows, cells.merged_cell_ranges or ())
            faults = _apply(extras.get(about.name), rows)
            hidden = about.visible != SheetVisibleEnum.Visible
            sheets.append(_tidy(about.name, rows, faults, hidden=hidden))
    except (CalamineError, OSError, ET.ParseError, zipfile.BadZipFile) as error:
        raise report_invalid(
            name, "it is damaged: open it in a spreadsheet program, save it, and upload it again"
        ) from error
    return [sheet for sheet in sheets if sheet.rows]


def _tidy(
    name: str, rows: list[list[str]], faults: dict[tuple[int, int], str], *, hidden: bool
) -> Sheet:
    """Return the sheet without blank rows, each row with its number."""
    kept = [(number, tuple(row)) for number, row in enumerate(rows, 1) if any(map(str.strip, row))]
    return Sheet(name, [row for _, row in kept], [number for number, _ in kept], hidden, faults)


def _fill_merged(
    rows: list[list[str]], ranges: tuple[()] | list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """Write what a merged cell shows into every cell that it covers."""
    left = 2_000_000
    for (top, first), (bottom, last) in ranges:
        bottom, last = min(bottom, len(rows) - 1), min(last, MOST_COLUMNS)
        left -= max(0, bottom - top + 1) * (last - first + 1)
        if left < 0:
            return
        if top >= len(rows) or first >= len(rows[top]):
            continue
        shown = rows[top][first]
        for row in rows[top : bottom + 1]:
            for column in range(first, min(last + 1, len(row))):
                row[column] = shown


class _Extras:
    """What the parts of an .xlsx say beyond its values, of one sheet."""

    def __init__(self, xml: bytes, padded: dict[bytes, str]) -> None:
        self.padded = list(_find_padded(xml, padded)) if padded else []
        self.uncomputed = (
            [_place(dict(_ATTRIBUTE.findall(one[1]))) for one in _UNCOMPUTED.finditer(xml)]
            if b"<f" in xml or b":f" in xml
            else []
        )
        self.errors = list(_find_errors(xml)) if b'"e"' in xml else []


def _apply(extras: _Extras | None, rows: list[list[str]]) -> dict[tuple[int, int], str]:
    """Show the zeros of codes, and return where a formula has no value."""
    if extras is None:
        return {}
    for (row, column), code in extras.padded:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = pad_number(rows[row][column], code)
    faults = {(row + 1, column): _NEVER for row, column in extras.uncomputed}
    for (row, column), shown in extras.errors:
        faults[row + 1, column] = f"expected a value, the sheet shows {shown}"
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = shown
    return faults


def _find_errors(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for found in _ERROR.finditer(xml):
        shown = _SHOWN.search(found[2])
        place = _place(dict(_ATTRIBUTE.findall(found[1])))
        yield place, shown[1].decode("utf-8", "replace")[:20] if shown else "an error"


def _find_padded(xml: bytes, padded: dict[bytes, str]) -> Iterator[tuple[tuple[int, int], str]]:
    for found in _CELL.finditer(xml):
        attributes = dict(_ATTRIBUTE.findall(found[1]))
        code = padded.get(attributes.get(b"s", b""))
        if code is not None and attributes.get(b"t", b"n") == b"n":
            yield _place(attributes), code


def _place(attributes: dict[bytes, bytes]) -> tuple[int, int]:
    """Return row and column from 0 of a cell such as BC12."""
    name = attributes.get(b"r", b"").decode("ascii", "replace")
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter.upper()) - 64
    return int(name[len(letters) :] or 0) - 1, column - 1


def _read_extras(content: bytes) -> dict[str, _Extras]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        padded = (
            _read_padded_styles(archive.read("xl/styles.xml")) if "xl/styles.xml" in names else {}
        )
        extras = {}
        for name, part in _find_parts(archive):
            if part in names:
                extras[name] = _Extras(archive.read(part), padded)
    return extras


def _find_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and the part of the archive that holds it."""
    links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  bounded
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  bounded
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_LINKS, ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield sheet.get("name", ""), part


def _read_padded_styles(xml: bytes) -> dict[bytes, str]:
    """Return the styles, by their number as cells write it, whose format shows leading zeros."""
    styles = ET.fromstring(xml)  # noqa: S314  bounded
    codes = {
        one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iter(f"{_MAIN}numFmt")
    }
    wanted = {number: code for number, code in codes.items() if is_padded(code)}
    return {
        str(place).encode(): wanted[style.get("numFmtId", "")]
        for group in styles.iter(f"{_MAIN}cellXfs")
        for place, style in enumerate(group)
        if style.get("numFmtId", "") in wanted
    }
