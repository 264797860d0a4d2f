"""The timetable of a problem's file as CSV: written, read, verified."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from fairlead.chain.scheduling.problem_file import (
    Objective,
    ScheduleFile,
    read_text,
    renumber_as_file,
)
from fairlead.engines.scheduling import ONLINE, Result
from fairlead.engines.scheduling.expectations import MOST_CELLS
from fairlead.engines.scheduling.problem import SHARED_TABLE, Ints
from fairlead.engines.scheduling.representatives import (
    ChosenRepresentatives,
    assign_representatives,
)
from fairlead.engines.scheduling.verification.representatives import find_wrong_representatives
from fairlead.engines.scheduling.verification.rules import find_broken_rules
from fairlead.folder.atomic_write import write_whole
from fairlead.folder.formulas import guard_formulas, unguard_formulas
from fairlead.folder.input_errors import InvalidInput, report_invalid

__all__ = [
    "CheckResult",
    "Row",
    "assign_representatives",
    "list_representatives",
    "list_timetable_rows",
    "name_representative",
    "read_csv_rows",
    "read_faulty_timetable",
    "read_released_timetable",
    "read_timetable",
    "verify_timetable",
    "write_timetable",
]

HEADER = ("meeting", "slot", "place")
REPRESENTATIVES = "representatives"
"""The column of who is at a meeting, where people have representatives."""
BETWEEN = " and "


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a timetable file breaks, in words, and how many of its requests are not held."""

    broken: list[str]
    unheld: int
    requested: int


@dataclass(frozen=True, slots=True)
class Row:
    """One held meeting of a timetable file, as the file counts."""

    meeting: int
    slot: int
    place: str
    representatives: str = ""
    """`0 of 3`, the first of person 3, for each that has some, joined by `BETWEEN`."""


def list_timetable_rows(
    file: ScheduleFile, result: Result, chosen: ChosenRepresentatives | None = None
) -> list[Row]:
    """Return the held meetings in the order of the file, counted as the file counts.

    ``chosen``: who represents whom, None for whom the engine chooses.
    """
    rows = []
    who = assign_representatives(file.problem, result.slot) if chosen is None else chosen
    there: dict[int, list[str]] = defaultdict(list)
    for (request, person), one in sorted(who.items()):
        there[request].append(name_representative(person, one))
    host = file.problem.host
    for request in np.flatnonzero(result.slot >= 0).tolist():
        if host[request] >= 0:
            place = f"stand {host[request] + file.first}"
        elif host[request] == ONLINE:
            place = "online"
        else:
            place = f"table {result.table[request] + file.first}"
        slot = int(result.slot[request]) + file.first
        rows.append(Row(request + file.first, slot, place, BETWEEN.join(there[request])))
    return rows


def name_representative(person: int, one: int) -> str:
    """Return a representative in words, which no spreadsheet takes for a time or a date."""
    return f"{one} of {person}"


def list_representatives(file: ScheduleFile, chosen: ChosenRepresentatives) -> dict[str, object]:
    """Return who is at which meeting for JSON, where people have representatives."""
    if not len(file.problem.on_duty):
        return {}
    rows = [
        {"meeting": request, "person": person, "representative": one}
        for (request, person), one in sorted(chosen.items())
    ]
    return {REPRESENTATIVES: rows}


def write_timetable(path: Path, rows: list[Row]) -> None:
    """Write a timetable as CSV ``meeting,slot,place``; the file is whole or not there.

    With a column of representatives where somebody has some.
    """
    told = any(row.representatives for row in rows)

    def write(out: BinaryIO) -> None:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow((*HEADER, REPRESENTATIVES) if told else HEADER)
        for row in rows:
            plain = (row.meeting, row.slot, guard_formulas(row.place))
            writer.writerow((*plain, row.representatives) if told else plain)
        text.flush()
        text.detach()

    write_whole(path, write)


def verify_timetable(
    file: ScheduleFile, path: Path, *, objective: Objective | None = None
) -> CheckResult:
    """Return the rules a timetable file breaks, none when it is right, and what is not held.

    With the objective "breaks" (None: the file's own) every meeting must be held, and breaks are
    fair. Raises `InvalidInput` for a file that is no timetable.
    """
    slot, table, wrong = read_faulty_timetable(file, path)
    every = (objective or file.objective) == "breaks"
    broken = find_broken_rules(file.problem, slot, table, all_held=every)
    words = wrong + [renumber_as_file(rule, file.first) for rule in broken]
    return CheckResult(words, int((slot < 0).sum()), len(slot))


def read_faulty_timetable(file: ScheduleFile, path: Path) -> tuple[Ints, Ints, list[str]]:
    """Return slots and tables as `read_timetable` does, and what is wrong with single rows.

    A row about nothing there is in the problem is left out, one at a wrong place is not.
    """
    found = _read_rows(file, path)
    said = [str(row) for row in found.wrong] + _find_wrong_places(file, found.places)
    if found.chosen is not None:
        said += find_wrong_representatives(file.problem, found.slot, found.chosen)
    return found.slot, found.table, said


def _find_wrong_places(file: ScheduleFile, places: dict[int, str]) -> list[str]:
    """Return which meetings are not at their stand or online; tables are checked as a rule."""
    found = []
    for meeting, place in places.items():
        host = int(file.problem.host[meeting])
        expected = "online" if host == ONLINE else f"stand {host + file.first}"
        if host != SHARED_TABLE and place != expected:
            found.append(
                f"meeting {meeting + file.first}: expected {expected}, got {place or 'no place'}"
            )
    return found


def read_csv_rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a CSV file, the header first, separated by commas or semicolons.

    Raises `InvalidInput` for what cannot be read as rows, with the line.
    """
    text = read_text(path).splitlines()
    first = text[0] if text else ""
    # A spreadsheet writes semicolons where the comma is a decimal sign.
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        for row in rows:
            yield [unguard_formulas(cell) for cell in row]
    except csv.Error as error:
        place = f"{path.name}:{rows.line_num}"
        raise report_invalid(place, f"expected rows of CSV: {error}") from None


class _WrongRow(InvalidInput):
    """A row that can be read and is about nothing there is in the problem, or said before."""


def read_timetable(file: ScheduleFile, path: Path) -> tuple[Ints, Ints]:
    """Return (R,) the slots and tables of a timetable file, -1 where it has none."""
    found = _read_rows(file, path)
    if found.wrong:
        raise found.wrong[0]
    return found.slot, found.table


def read_released_timetable(
    file: ScheduleFile, path: Path
) -> tuple[Ints, Ints, ChosenRepresentatives]:
    """Return (R,) slots and tables, -1 for none, and who is at which meeting.

    The timetable was given out for the event as it was, which may have had more slots, tables and
    representatives than it has now.
    """
    found = _read_rows(file, path, released=True)
    if found.wrong:
        raise found.wrong[0]
    return found.slot, found.table, found.chosen or {}


@dataclass(frozen=True, slots=True)
class _Rows:
    """What a timetable's file says."""

    slot: Ints
    table: Ints
    places: dict[int, str]
    """The words of each meeting's place."""
    chosen: ChosenRepresentatives | None
    """Who is at which meeting; None without a column of them."""
    wrong: list[InvalidInput]
    """The rows that are wrong."""


def _read_rows(file: ScheduleFile, path: Path, *, released: bool = False) -> _Rows:
    requests, problem = file.problem.requests, file.problem
    slots, tables = (MOST_CELLS,) * 2 if released else (problem.slots, problem.tables)
    slot = np.full(requests, -1, dtype=np.int32)
    table = np.full(requests, -1, dtype=np.int32)
    places: dict[int, str] = {}
    wrong: list[InvalidInput] = []
    chosen: ChosenRepresentatives = {}
    lines = read_csv_rows(path)
    header = tuple(next(lines, ()))
    # Who was represented when the timetable was given out may have nobody now.
    known = released or len(problem.on_duty) > 0
    told = known and header == (*HEADER, REPRESENTATIVES)
    if header != HEADER and not told:
        expected = f'expected the header "{",".join(HEADER)}"'
        if known:
            expected += f', with or without "{REPRESENTATIVES}" as its last column'
        elif REPRESENTATIVES in header:
            expected += f" without {REPRESENTATIVES}: nobody has any in {file.name}"
        raise report_invalid(path.name, expected)
    for line, row in enumerate(lines, start=2):
        line_place = f"{path.name}:{line}"
        if len(row) != len(header):
            raise report_invalid(line_place, f"expected {len(header)} values, got {len(row)}")
        try:
            meeting = _count(row[0], line_place, "meeting", file.first, requests)
            if slot[meeting] >= 0:
                expected = f"expected every meeting once, got {row[0]} again"
                raise _WrongRow(report_invalid(line_place, expected).problems)
            slot[meeting] = _count(row[1], line_place, "slot", file.first, slots)
            words = row[2].split()
            places[meeting] = _expect_place(" ".join(words), line_place)
            if len(words) == 2 and words[0] == "table":
                table[meeting] = _count(words[1], line_place, "table", file.first, tables)
            for pair in _split_pairs(row[len(HEADER)]) if told else ():
                person, one = _read_pair(pair, line_place)
                if (meeting, person) in chosen:
                    expected = f"expected one representative of person {person}, got {pair} again"
                    raise _WrongRow(report_invalid(line_place, expected).problems)
                chosen[meeting, person] = one
        except _WrongRow as error:
            wrong.append(error)
    return _Rows(slot, table, places, chosen if told else None, wrong)


def _expect_place(words: str, place: str) -> str:
    """Return the words of a place; raise `InvalidInput` for what names none."""
    if words and not re.fullmatch(r"(table|stand) -?[0-9]+|online", words):
        expected = "expected a place such as table 4, stand 12 or online"
        raise report_invalid(place, expected, field="place", value=words)
    return words


def _split_pairs(text: str) -> list[str]:
    """Return the representatives of a cell; before they were `person:representative`."""
    return text.split() if ":" in text else [pair for pair in text.split(BETWEEN) if pair.strip()]


def _read_pair(text: str, place: str) -> tuple[int, int]:
    """Return a person and its representative."""
    old = re.fullmatch(r"([0-9]{1,9}):([0-9]{1,9})", text)
    if old is not None:
        return int(old[1]), int(old[2])
    found = re.fullmatch(r"\s*([0-9]{1,9}) of ([0-9]{1,9})\s*", text)
    if found is None:
        expected = f"expected representatives such as 0 of 3, or 0 of 3{BETWEEN}1 of 5"
        raise report_invalid(place, expected, field=REPRESENTATIVES, value=text)
    return int(found[2]), int(found[1])


def _count(text: str, place: str, field: str, first: int, size: int) -> int:
    digits = text.removeprefix("-")
    number = int(text) if digits.isascii() and digits.isdigit() and len(digits) < 20 else None
    if number is not None and first <= number < size + first:
        return number - first
    expected = f"expected a number from {first} to {size + first - 1}"
    error = report_invalid(place, expected, field=field, value=text)
    raise error if number is None else _WrongRow(error.problems)
