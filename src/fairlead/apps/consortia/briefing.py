"""A delegation's briefing on paper, set by Typst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from fairlead.charts.pdf import set_pdf

_PAGE = (resources.files("fairlead.apps.consortia") / "briefing.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part with its lines, each of as many cells as there are columns; the last is widest."""

    title: str
    empty: str
    columns: int
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class PrintedBriefing:
    """All that is on the paper, in the reader's words; ``as_of`` is "" where it is of now."""

    title: str
    line: str
    as_of: str
    printed: str
    language: str
    direction: str
    figures: Sequence[tuple[str, str]]
    parts: Sequence[PrintedPart]


def print_briefing(briefing: PrintedBriefing) -> bytes:
    """Return the briefing as PDF."""
    return set_pdf(_PAGE, briefing)
