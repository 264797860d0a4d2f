"""Reading a list and planning what it does: the same for the dry run and for the import."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import xlsxwriter

from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.imports.columns import Header, find_header, match_columns
from fairlead.apps.transfer.imports.fields import FAULTS_COLUMN, ListField, list_choices
from fairlead.apps.transfer.imports.organisations import plan_organisations
from fairlead.apps.transfer.imports.people import plan_people
from fairlead.apps.transfer.imports.plan import Plan, RowAction
from fairlead.apps.transfer.imports.rows import Fault, read_records
from fairlead.apps.transfer.models import ListKind, UploadedList
from fairlead.apps.work.sentences import Sentences, say_count
from fairlead.folder.input_errors import report_invalid
from fairlead.folder.sheets.read import read_sheets
from fairlead.folder.sheets.sheet import Sheet

SAMPLES, MOST_FAULTS = 100, 5000
_LEAST_KNOWN = 2
_NEEDED_COLUMNS = {"name": ("name", "first_name", "last_name"), "country": ("country",)}
"""Columns that a new person or organisation needs, each with what else says the same."""
Tell = Callable[[str, str | Sentences, float | None], None]


@dataclass(frozen=True, slots=True)
class CheckedList:
    """A list that was read, and what it would do.

    ``said`` are the faults as people read them: a column that is missing is one.
    """

    sheets: list[Sheet]
    sheet: Sheet
    header: Header
    columns: list[str]
    plan: Plan
    said: list[Fault]


def check_list(uploaded: UploadedList, tell: Tell) -> CheckedList:
    """Return what a list would do to its edition as it is now.

    Raises InvalidInput with what to do for a file that cannot be read.
    """
    edition, kind = uploaded.edition, ListKind(uploaded.kind)
    tell("reading", "", None)
    sheets = read_sheets(bytes(uploaded.content), uploaded.name)
    choices = list_choices(kind, edition.languages)
    sheet = choose_sheet(sheets, uploaded.sheet, choices)
    tell("reading", say_count("%(count)s row", "%(count)s rows", len(sheet.rows)), 1.0)
    tell("checking", "", 0.0)
    header = find_header(sheet.rows, choices)
    if header.end >= len(sheet.rows):
        where = f" of the sheet {sheet.name}" if len(sheets) > 1 else ""
        raise report_invalid(
            uploaded.name, f"expected rows below the header{where}, there are none"
        )
    width = len(header.names)
    columns = match_columns(header.names, choices)
    if uploaded.columns is not None and len(uploaded.columns) == width:
        columns = [key if key in choices else "" for key in uploaded.columns]
    records, faults = read_records(
        sheet, header.end, header.names, columns, choices, edition.languages
    )
    tell("checking", say_count("%(count)s row", "%(count)s rows", len(records)), 0.5)
    faulty = {fault.row for fault in faults}
    sound = [record for record in records if record.number not in faulty]
    plan = _plan(edition, kind, sound)
    names = _name_of(header.names, columns)
    cells = {record.number: sheet.rows[record.place] for record in records}
    needing = _find_missing(plan.faults, columns)
    head = sheet.numbers[header.end - 1]
    said = faults + [_say_missing(key, rows, head) for key, rows in needing.items()]
    for fault in plan.faults:
        placed = _place_fault(fault, names, columns, cells[fault.row])
        faults.append(placed)
        if fault.column not in needing:
            said.append(placed)
    plan.faults = sorted(faults, key=lambda fault: fault.row)
    tell("checking", say_count("%(count)s row", "%(count)s rows", len(records)), 1.0)
    return CheckedList(sheets, sheet, header, columns, plan, sorted(said, key=lambda one: one.row))


def _find_missing(faults: Sequence[Fault], columns: Sequence[str]) -> dict[str, list[int]]:
    """Return the rows that need a column which the list has in no form, by the column's key."""
    needing: dict[str, list[int]] = {}
    for key, forms in _NEEDED_COLUMNS.items():
        if not any(one in forms or one.startswith(f"{key}_") for one in columns):
            rows = [fault.row for fault in faults if fault.column == key]
            needing |= {key: rows} if rows else {}
    return needing


def _say_missing(key: str, rows: Sequence[int], head: int) -> Fault:
    need = f"row {rows[0]} needs" if len(rows) == 1 else f"{len(rows)} rows from {rows[0]} on need"
    expected = (
        f"expected a column {key}, none is taken for it and {need} it:"
        " choose it below among the columns, or add it to the file"
    )
    return Fault(head, key, "", expected)


def _plan(edition: Edition, kind: ListKind, records: Sequence[Any]) -> Plan:
    if kind is ListKind.PEOPLE:
        return plan_people(edition, records)
    return plan_organisations(edition, records)


def _name_of(names: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    return {key: name for name, key in zip(names, columns, strict=True) if key}


def _place_fault(
    fault: Fault, names: dict[str, str], columns: Sequence[str], row: Sequence[str]
) -> Fault:
    """Return a fault in what a row means as a fault of its cell, in the words of its header."""
    key = fault.column
    value = fault.value
    if key in columns and not value:
        place = columns.index(key)
        value = row[place] if place < len(row) else ""
    return Fault(fault.row, names.get(key, key), value, fault.expected)


def choose_sheet(sheets: Sequence[Sheet], name: str, choices: Mapping[str, ListField]) -> Sheet:
    """Return the sheet of that name, else the first that is a list, of those not hidden.

    That is one whose header has two names known or more, and rows below it: a cover or a guide in
    front of the list is passed over. Else it is the first that has rows below a header.
    """
    for sheet in sheets:
        if name and sheet.name == name:
            return sheet
    shown = [sheet for sheet in sheets if not sheet.hidden] or sheets
    headers = [(sheet, find_header(sheet.rows, choices)) for sheet in shown]
    filled = [(sheet, header) for sheet, header in headers if header.end < len(sheet.rows)]
    for sheet, header in filled:
        if len([key for key in match_columns(header.names, choices) if key]) >= _LEAST_KNOWN:
            return sheet
    return filled[0][0] if filled else shown[0]


def describe_reading(checked: CheckedList) -> dict[str, Any]:
    """Return what was read of the file, as JSON takes it."""
    return {
        "sheets": [
            {"name": sheet.name, "rows": len(sheet.rows), "hidden": sheet.hidden}
            for sheet in checked.sheets
        ],
        "sheet": checked.sheet.name,
        "names": list(checked.header.names),
        "columns": checked.columns,
        "header_rows": checked.header.rows,
        "first_row": checked.sheet.numbers[checked.header.end],
        "examples": [
            next(
                (
                    row[column][:80]
                    for row in checked.sheet.rows[checked.header.end : checked.header.end + 50]
                    if column < len(row) and row[column].strip()
                ),
                "",
            )
            for column in range(len(checked.header.names))
        ],
    }


def describe_findings(checked: CheckedList) -> dict[str, Any]:
    """Return counts, samples and faults, as JSON takes them."""
    plan = checked.plan
    rows = len({fault.row for fault in plan.faults})
    kinds = Counter(fault.expected for fault in checked.said)
    return {
        "made": len(plan.made),
        "changed": len(plan.changed),
        "same": plan.same,
        "organisations": len(plan.made_organisations),
        "faulty": rows,
        "faults": [asdict(fault) for fault in checked.said[:MOST_FAULTS]],
        "kinds": kinds.most_common(50),
        "first_made": [_describe(deed) for deed in plan.made[:SAMPLES]],
        "first_changed": [_describe(deed) for deed in plan.changed[:SAMPLES]],
    }


def _describe(deed: RowAction) -> dict[str, Any]:
    changes = [
        [name, _show(deed.before.get(name)), _show(value)]
        for name, value in deed.after.items()
        if deed.pk
    ]
    return {"row": deed.row, "label": deed.label, "changes": changes}


def _show(value: Any) -> str:
    if isinstance(value, RowAction):
        return value.label
    if isinstance(value, dict):
        return " / ".join(map(str, value.values()))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def write_faulty(checked: CheckedList) -> bytes | None:
    """Return a workbook of the faulty rows and what is wrong with each; None when all are sound.

    Its cells are texts as they were seen, and the faulty ones are marked.
    """
    by_row: dict[int, list[Fault]] = {}
    for fault in checked.plan.faults:
        by_row.setdefault(fault.row, []).append(fault)
    if not by_row:
        return None
    names = list(checked.header.names)
    old = [place for place, name in enumerate(names) if name == FAULTS_COLUMN]
    kept = [place for place in range(len(names)) if place not in old]
    written = io.BytesIO()
    with xlsxwriter.Workbook(
        written, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold, wrong = book.add_format({"bold": True}), book.add_format({"bg_color": "#ffd9c7"})
        page = book.add_worksheet("Rows to correct")
        page.freeze_panes(1, 0)
        for column, name in enumerate([*(names[place] for place in kept), FAULTS_COLUMN]):
            page.write_string(0, column, name, bold)
        for line, (number, row) in enumerate(_list_faulty_rows(checked.sheet, by_row), 1):
            faults = by_row[number]
            marked = {fault.column for fault in faults}
            for column, place in enumerate(kept):
                text = row[place] if place < len(row) else ""
                is_wrong = names[place] in marked
                if text or is_wrong:
                    page.write_string(line, column, text, wrong if is_wrong else None)
            said = "; ".join(f"{fault.column}: {fault.expected}" for fault in faults)
            page.write_string(line, len(kept), said[:30_000])
    return written.getvalue()


def _list_faulty_rows(
    sheet: Sheet, by_row: dict[int, list[Fault]]
) -> Iterable[tuple[int, tuple[str, ...]]]:
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        if number in by_row:
            yield number, row
