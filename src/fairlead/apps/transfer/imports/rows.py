"""The rows of a list as what they mean, and every cell that means nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fairlead.apps.transfer.imports.fields import ListField
from fairlead.folder.controls import looks_empty
from fairlead.folder.formulas import unguard_formulas
from fairlead.folder.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Fault:
    """A faulty cell: its row as the spreadsheet numbers it, its column's name, what to write."""

    row: int
    column: str
    value: str
    expected: str


@dataclass(slots=True)
class Record:
    """A row: its number, its place in the sheet, and what its cells mean by what they stand for.

    A text in several languages is a mapping from language to text. Empty cells say nothing.
    """

    number: int
    place: int
    values: dict[str, Any] = field(default_factory=dict)


def read_records(
    sheet: Sheet,
    first: int,
    names: Sequence[str],
    columns: Sequence[str],
    choices: Mapping[str, ListField],
    languages: Sequence[str],
) -> tuple[list[Record], list[Fault]]:
    """Return the rows from place ``first`` on and their faults.

    Each distinct text of a column is looked at once.
    """
    records = [Record(sheet.numbers[place], place) for place in range(first, len(sheet.rows))]
    faults: list[Fault] = []
    for column, key in enumerate(columns):
        if not key:
            continue
        known = choices[key]
        tag = _find_language(key, known, languages)
        seen: dict[str, tuple[Any, str]] = {}
        for record in records:
            row = sheet.rows[record.place]
            text = row[column] if column < len(row) else ""
            broken = sheet.faults.get((record.number, column)) if sheet.faults else None
            if broken is not None:
                faults.append(Fault(record.number, names[column], text, broken))
                continue
            if text not in seen:
                seen[text] = _parse(known, text)
            value, expected = seen[text]
            if expected:
                faults.append(Fault(record.number, names[column], text[:200], expected))
            elif value is not None:
                if tag:
                    record.values.setdefault(known.key, {})[tag] = value
                else:
                    record.values[key] = value
    return records, faults


def _find_language(key: str, known: ListField, languages: Sequence[str]) -> str:
    if not known.localized:
        return ""
    return languages[0] if key == known.key else key[len(known.key) + 1 :]


def _parse(known: ListField, text: str) -> tuple[Any, str]:
    bare = unguard_formulas(text).strip().strip("\ufeff\u200b")
    if looks_empty(bare):
        return None, ""
    try:
        return known.parse(bare), ""
    except ValueError as error:
        return None, str(error)
