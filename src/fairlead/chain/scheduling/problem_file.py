"""A meeting problem in one file: read, solved, written as a timetable, verified."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal

import numpy as np

from fairlead.engines.scheduling import ONLINE, Musts, Problem, Progress, Result, Stop, solve
from fairlead.engines.scheduling.checks import MOST_CELLS, check
from fairlead.engines.scheduling.fewest.solve import solve_fewest
from fairlead.engines.scheduling.formats.dzn import FAIRNESS, parse_dzn
from fairlead.engines.scheduling.formats.errors import FormatError
from fairlead.engines.scheduling.formats.meetings_json import parse_json
from fairlead.engines.scheduling.problem import SHARED_TABLE, Ints
from fairlead.engines.scheduling.representatives import Chosen, assign_representatives
from fairlead.engines.scheduling.result import Fewest, Leasts, Unit
from fairlead.engines.scheduling.verification.rules import (
    find_broken_rules,
    find_wrong_representatives,
)
from fairlead.folder.atomic_write import write_whole
from fairlead.folder.formulas import guard_formulas, unguard_formulas
from fairlead.folder.input_errors import InvalidInput, report_invalid

__all__ = [
    "Chosen",
    "Progress",
    "Result",
    "Row",
    "ScheduleFile",
    "Stop",
    "Unit",
    "assign_representatives",
]

Objective = Literal["meetings", "breaks"]
HEADER = ("meeting", "slot", "place")
REPRESENTATIVES = "representatives"
"""The column of who is at a meeting, where people have representatives."""
_COUNTED = re.compile(
    r"\b(?:requests?|persons?|slots?|tables?|day)(?: from)? \d+\b"
    r"(?:(?:-|, | and | to )\d+\b(?! more))*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ScheduleFile:
    """A problem as its file counts: meetings, slots and tables from ``first`` (0 or 1)."""

    name: str
    problem: Problem
    objective: Objective
    first: int


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
    """`person:representative` for each that has some."""


def read_schedule_file(path: Path, *, fairness: int | None = None) -> ScheduleFile:
    """Return the problem of a `.dzn` file or a `fairlead-meetings/1` JSON file.

    The default objective is "breaks" for `.dzn`, "meetings" for JSON. ``fairness`` replaces the
    file's own. Raises `InvalidInput` with the line or element that is wrong.
    """
    text = read_text(path)
    published = path.suffix.lower() == ".dzn"
    try:
        if published:
            problem = parse_dzn(text, fairness=FAIRNESS if fairness is None else fairness)
        else:
            problem = parse_json(text, fairness=fairness)
        check(problem)
    except FormatError as error:
        message = f"expected {error.expected}"
        if error.element:
            message = f"{error.element}: {message}"
        place = f"{path.name}:{error.line}" if error.line else path.name
        raise report_invalid(place, message) from None
    except ValueError as error:
        words = renumber_as_file(str(error), 1 if published else 0)
        raise report_invalid(path.name, words) from None
    return ScheduleFile(
        path.name, problem, "breaks" if published else "meetings", 1 if published else 0
    )


def expect_use_of_fairness(fairness: int | None, objective: Objective) -> None:
    """Raise `InvalidInput` for a fairness that an objective knows nothing of."""
    if fairness is not None and objective != "breaks":
        expected = f"expected the objective breaks, of which it is a rule, got {objective}"
        raise report_invalid("--fairness", expected, value=str(fairness))


def solve_schedule_file(
    file: ScheduleFile,
    *,
    objective: Objective | None = None,
    fewest: Unit | None = None,
    seconds: float | None = None,
    gap: float | None = None,
    seed: int = 0,
    progress: Callable[[Progress], None] | None = None,
) -> Result:
    """Return the timetable of a file's problem; ``progress`` is told how the run goes.

    ``fewest``: every request in as few slots or days as possible, instead of an objective.
    """

    def tell(now: Progress) -> bool:
        if progress is not None:
            progress(now)
        return False

    stop = Stop(seconds=seconds, gap=gap, callback=tell if progress else None)
    try:
        if fewest is not None:
            result = solve_fewest(file.problem, unit=fewest, stop=stop, seed=seed)
        else:
            asked = objective or file.objective
            result = solve(file.problem, objective=asked, stop=stop, seed=seed)
        return replace(result, reason=renumber_as_file(result.reason, file.first))
    except ValueError as error:
        raise report_invalid(file.name, str(error)) from None


def summarise_result(result: Result) -> dict[str, object]:
    """Return a result's figures for JSON; a bound that is not known is None."""
    return {
        "status": str(result.status),
        "objective": result.objective,
        "requested": result.requested,
        "held": result.held,
        "weight": _convert_to_plain(result.weight),
        "bound": _convert_to_plain(result.bound),
        "gap": _convert_to_plain(result.gap),
        "proof": str(result.proof),
        "breaks": result.breaks,
        "waiting": result.waiting,
        "walking": _convert_to_plain(result.walking),
        "spread": result.spread,
        "seconds": round(result.runtime, 3),
        "compile_seconds": round(result.compile_seconds, 3),
        "interrupted": result.interrupted,
        **({"musts": _summarise_musts(result.musts)} if result.musts else {}),
        **({"min_meetings": _summarise_leasts(result.leasts)} if result.leasts else {}),
        **({"fewest": _summarise_fewest(result.fewest)} if result.fewest else {}),
        **({"reason": result.reason} if result.reason else {}),
    }


def _summarise_leasts(leasts: Leasts) -> dict[str, object]:
    return {
        "asked": leasts.asked,
        "missing": leasts.total,
        "bound": leasts.bound,
        "proof": str(leasts.proof),
        "people": {str(person): count for person, count in leasts.missing},
    }


def _summarise_fewest(fewest: Fewest) -> dict[str, object]:
    return {
        "unit": fewest.unit,
        "used": fewest.used,
        "bound": fewest.bound,
        "proof": str(fewest.proof),
    }


def _summarise_musts(musts: Musts) -> dict[str, object]:
    return {
        "requested": musts.requested,
        "held": musts.held,
        "weight": _convert_to_plain(musts.weight),
        "bound": _convert_to_plain(musts.bound),
        "proof": str(musts.proof),
    }


def list_timetable_rows(
    file: ScheduleFile, result: Result, chosen: Chosen | None = None
) -> list[Row]:
    """Return the held meetings in the order of the file, counted as the file counts.

    ``chosen``: who represents whom, None for whom the engine chooses.
    """
    rows = []
    who = assign_representatives(file.problem, result.slot) if chosen is None else chosen
    host = file.problem.host
    for request in np.flatnonzero(result.slot >= 0).tolist():
        if host[request] >= 0:
            place = f"stand {host[request] + file.first}"
        elif host[request] == ONLINE:
            place = "online"
        else:
            place = f"table {result.table[request] + file.first}"
        there = [
            f"{person}:{who[request, person]}"
            for person in file.problem.parties(request)
            if (request, person) in who
        ]
        slot = int(result.slot[request]) + file.first
        rows.append(Row(request + file.first, slot, place, " ".join(there)))
    return rows


def list_representatives(file: ScheduleFile, chosen: Chosen) -> dict[str, object]:
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


def renumber_as_file(rule: str, first: int) -> str:
    """Return words with requests, people, slots, tables and days counted from ``first``."""

    def shift(found: re.Match[str]) -> str:
        return re.sub(r"\d+", lambda number: str(int(number[0]) + first), found[0])

    return _COUNTED.sub(shift, rule)


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise report_invalid(str(path), "expected a file, there is none of this name") from None
    except UnicodeDecodeError as error:
        expected = f"expected UTF-8 text, byte {error.start} is not"
        raise report_invalid(path.name, expected) from None
    except OSError as error:
        raise report_invalid(
            str(path), f"expected a file that can be read: {error.strerror}"
        ) from None


def _convert_to_plain(number: float) -> float | int | None:
    if not math.isfinite(number):
        return None
    return int(number) if number == int(number) else round(number, 6)


def read_csv_rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a CSV file, the header first, separated by commas or semicolons.

    Raises `InvalidInput` for what cannot be read as rows, with the line.
    """
    text = read_text(path).splitlines()
    first = text[0] if text else ""
    # A spreadsheet writes semicolons where the comma is a decimal sign.
    rows = csv.reader(text, delimiter=";" if first.count(";") > first.count(",") else ",")
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


def read_released_timetable(file: ScheduleFile, path: Path) -> tuple[Ints, Ints, Chosen]:
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
    chosen: Chosen | None
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
    chosen: Chosen = {}
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
            places[meeting] = " ".join(words)
            if len(words) == 2 and words[0] == "table":
                table[meeting] = _count(words[1], line_place, "table", file.first, tables)
            for pair in row[len(HEADER)].split() if told else ():
                person, one = _read_pair(pair, line_place)
                if (meeting, person) in chosen:
                    expected = f"expected one representative of person {person}, got {pair} again"
                    raise _WrongRow(report_invalid(line_place, expected).problems)
                chosen[meeting, person] = one
        except _WrongRow as error:
            wrong.append(error)
    return _Rows(slot, table, places, chosen if told else None, wrong)


def _read_pair(text: str, place: str) -> tuple[int, int]:
    """Return a person and its representative."""
    found = re.fullmatch(r"([0-9]{1,9}):([0-9]{1,9})", text)
    if found is None:
        expected = "expected person:representative, such as 3:0"
        raise report_invalid(place, expected, field=REPRESENTATIVES, value=text)
    return int(found[1]), int(found[2])


def _count(text: str, place: str, field: str, first: int, size: int) -> int:
    digits = text.removeprefix("-")
    number = int(text) if digits.isascii() and digits.isdigit() and len(digits) < 20 else None
    if number is not None and first <= number < size + first:
        return number - first
    expected = f"expected a number from {first} to {size + first - 1}"
    error = report_invalid(place, expected, field=field, value=text)
    raise error if number is None else _WrongRow(error.problems)
