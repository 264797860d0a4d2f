"""A person's agenda on paper, set by Typst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from fairlead.charts.pdf import set_pdf

_PAGE = (resources.files("fairlead.apps.meetings") / "agenda.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A line: when, what, with whom, where, how far it is, and the address if it is online."""

    time: str
    title: str
    people: str = ""
    place: str = ""
    way: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day with its lines."""

    title: str
    rows: Sequence[PrintedRow]


@dataclass(frozen=True, slots=True)
class PrintedAgenda:
    """All that is on the paper, in the reader's words."""

    title: str
    line: str
    printed: str
    empty: str
    direction: str
    days: Sequence[PrintedDay]


def print_agenda(agenda: PrintedAgenda) -> bytes:
    """Return the agenda as PDF."""
    return set_pdf(_PAGE, agenda)
