"""Writes everything a run found into one folder, all of it or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa

from fairlead.chain.run import ChainResult
from fairlead.folder.atomic_write import check_replaceable, replace_folder
from fairlead.folder.fair import Fair
from fairlead.report.calendars import write_calendars
from fairlead.report.page import write_page
from fairlead.report.tables import write_result_text

AGENDAS = "agendas"
PAGE = "report.html"
"""The page in the edition's own language; in another one it is ``report.ru.html``."""
MATCHES = (
    "owner",
    "owner_kind",
    "partner",
    "partner_kind",
    "rank",
    "score",
    "mutual",
    "basis",
    "product",
    "product_nearness",
    "demand",
    "demand_nearness",
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
_OTHER_PAGE = re.compile(r"report\.[A-Za-z0-9-]{2,64}\.html")


def list_output_tables(result: ChainResult) -> dict[str, pa.Table]:
    """Return the tables of a run by the name of their file."""
    return {name: write_table_of(result) for name, write_table_of in _TABLES.items()}


def check_output(folder: Path) -> None:
    """Raise InvalidInput unless `write_outputs` may write the folder."""
    check_replaceable(folder, ours=_list_ours(folder))


def _list_ours(folder: Path) -> frozenset[str]:
    """Return the names in the folder that an output has, the pages of an earlier one with it."""
    try:
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    except OSError:  # told by who opens the folder next
        names = []
    return _OURS | {name for name in names if _OTHER_PAGE.fullmatch(name)}


def list_page_names(languages: Sequence[str]) -> dict[str, str]:
    """Return the name of the page in each of an edition's languages, its own first."""
    first, *others = languages
    return {first: PAGE} | {tag: f"report.{tag}.html" for tag in others}


def write_outputs(fair: Fair, result: ChainResult, folder: Path) -> int:
    """Write tables, an agenda for each person with meetings, and a page a language; return the
    number of agendas.

    An earlier output is replaced as a whole; raises InvalidInput, and changes nothing, when the
    folder holds anything else. The same result gives the same bytes, but for the page, which
    shows how long the steps took.
    """
    count = 0
    with replace_folder(folder, ours=_list_ours(folder)) as fresh:
        for name, table in list_output_tables(result).items():
            (fresh / name).write_bytes(write_result_text(table).encode())
        (fresh / AGENDAS).mkdir()
        for person, calendar in write_calendars(fair, result.timetable.meetings):
            (fresh / AGENDAS / f"{person}.ics").write_bytes(calendar)
            count += 1
        pages = list_page_names(fair.settings.languages)
        for language, name in pages.items():
            written = write_page(fair, result, language=language, links=tuple(pages.items()))
            (fresh / name).write_bytes(written.encode())
    return count
