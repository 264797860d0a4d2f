"""Reads a fair folder whole, or says everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from fairlead.folder import month_files, picture_files
from fairlead.folder.checks import check_tables
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InputError, InvalidInput
from fairlead.folder.rows import Rows, read_rows
from fairlead.folder.schemas import SCHEMAS
from fairlead.folder.settings import FILE, read_settings
from fairlead.folder.source import require_folder
from fairlead.folder.tables import Tables


@dataclass(frozen=True, slots=True)
class StatedFair:
    """A fair, and the columns its files state; a file that is not there is not among them."""

    fair: Fair
    said: dict[str, frozenset[str]]


def read_fair(folder: Path) -> Fair:
    """Return the fair kept in a folder.

    Raises InvalidInput with every problem of every file, in file and line order. Nothing outside
    the folder is read; the flows are located but not loaded.
    """
    return read_stated_fair(folder).fair


def read_stated_fair(folder: Path) -> StatedFair:
    """Return the fair kept in a folder, as `read_fair`, and what its files say of it."""
    require_folder(folder)
    read = read_settings(folder)
    settings, problems = read.settings, list(read.problems)
    rows: dict[str, Rows] = {}
    for schema in SCHEMAS:
        rows[schema.name], found = read_rows(
            schema, folder / schema.file, within=folder, languages=read.languages
        )
        problems.extend(found)
    broken = {schema.file for schema in SCHEMAS if not rows[schema.name].whole}
    crossing = check_tables(Tables(rows, settings))
    problems.extend(one for one in crossing if not _is_consequence(one, broken))
    for name in picture_files.FILES:
        problems.extend(picture_files.check_picture_files(name, rows[name], folder))
    problems.extend(month_files.check_month_files(rows["months"], folder))
    problems.extend(_find_misnamed(folder))
    if problems or settings is None:
        raise InvalidInput(sorted(set(problems), key=_place))
    tables = {name: found.table for name, found in rows.items()}
    said = {name: found.named for name, found in rows.items() if found.named is not None}
    fair = Fair(
        settings=settings,
        flows=read.flows,
        read_picture=picture_files.find_in(folder),
        read_month=month_files.find_in(folder),
        **tables,
    )
    return StatedFair(fair, said)


def _is_consequence(problem: InputError, broken: set[str]) -> bool:
    """Return whether a dangling reference only follows from a file that could not be read."""
    return any(problem.expected.endswith(f"of a row in {file}") for file in broken)


_RESULTS = ("matches.csv", "timetable.csv")  # what commands write; no misspelt watches.csv


def _find_misnamed(folder: Path) -> list[InputError]:
    """Return the CSV files whose names are nearly, but not quite, those of the folder."""
    known = [schema.file for schema in SCHEMAS]
    problems = []
    for path in sorted(folder.glob("*.[cC][sS][vV]")):
        near = get_close_matches(path.name.lower(), known, n=1, cutoff=0.85)
        if path.name not in (*known, *_RESULTS) and near:
            problems.append(InputError(path.name, f"unknown file: did you mean {near[0]}?"))
    return problems


_ORDER = {FILE: -1} | {schema.file: place for place, schema in enumerate(SCHEMAS)}


def _place(problem: InputError) -> tuple[int, str, int, str, str]:
    place = _ORDER.get(problem.file, len(_ORDER))
    return place, problem.file, problem.line, problem.field, problem.expected
