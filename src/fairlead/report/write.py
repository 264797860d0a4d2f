"""Writes everything a run found into one folder, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from fairlead.chain.run import ChainResult
from fairlead.folder.atomic_write import check_replaceable, replace_folder
from fairlead.folder.fair import Fair
from fairlead.report.calendars import agendas
from fairlead.report.page import page
from fairlead.report.tables import result_text

AGENDAS = "agendas"
PAGE = "report.html"
MATCHES = (
    "owner",
    "owner_kind",
    "partner",
    "partner_kind",
    "rank",
    "score",
    "mutual",
    "product",
    "demand",
    "reason",
)


_TABLES: dict[str, Callable[[ChainResult], pa.Table]] = {
    "critical_imports.csv": lambda result: result.imports.table,
    "suppliers.csv": lambda result: result.imports.suppliers,
    "makers.csv": lambda result: result.makers.makers,
    "groups.csv": lambda result: result.makers.groups,
    "matches.csv": lambda result: result.matches.select(MATCHES),
    "timetable.csv": lambda result: result.timetable.meetings,
    "unheld.csv": lambda result: result.timetable.unheld,
    "projects.csv": lambda result: result.choice.projects,
    "spending.csv": lambda result: result.choice.spending,
}
TABLES = tuple(_TABLES)
"""The files of a run that are tables."""

_OURS = frozenset({*TABLES, AGENDAS, PAGE})


def output_tables(result: ChainResult) -> dict[str, pa.Table]:
    """Return the tables of a run by the name of their file."""
    return {name: table_of(result) for name, table_of in _TABLES.items()}


def check_output(folder: Path) -> None:
    """Raise InvalidInput unless `write_outputs` may write the folder."""
    check_replaceable(folder, ours=_OURS)


def write_outputs(fair: Fair, result: ChainResult, folder: Path) -> int:
    """Write the tables, an agenda for each person with meetings, and the page; return the agendas.

    An earlier output is replaced as a whole; raises InvalidInput, and changes nothing, when the
    folder holds anything else. The same result gives the same bytes, but for the page, which
    shows how long the steps took.
    """
    count = 0
    with replace_folder(folder, ours=_OURS) as fresh:
        for name, table in output_tables(result).items():
            (fresh / name).write_bytes(result_text(table).encode())
        (fresh / AGENDAS).mkdir()
        for person, calendar in agendas(fair, result.timetable.meetings):
            (fresh / AGENDAS / f"{person}.ics").write_bytes(calendar)
            count += 1
        (fresh / PAGE).write_bytes(page(fair, result).encode())
    return count
