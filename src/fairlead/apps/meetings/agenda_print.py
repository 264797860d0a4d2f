"""A person's agenda on paper, set by Typst."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import resources

from fairlead.charts.png import fonts_for

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
    """Return the agenda as PDF. Words of people are data to Typst, never its language."""
    import typst  # a tenth of a second, which nothing else need wait

    given = json.dumps(asdict(agenda), ensure_ascii=False)
    return typst.compile(
        _PAGE, format="pdf", font_paths=fonts_for(given), sys_inputs={"agenda": given}
    )
