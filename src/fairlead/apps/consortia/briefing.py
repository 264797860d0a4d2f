"""A delegation's briefing on paper, set by Typst."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import resources

from fairlead.charts.png import fonts_for

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
    """Return the briefing as PDF. Words of people are data to Typst, never its language."""
    import typst  # a tenth of a second, which nothing else need wait

    given = json.dumps(asdict(briefing), ensure_ascii=False)
    return typst.compile(
        _PAGE, format="pdf", font_paths=fonts_for(given), sys_inputs={"briefing": given}
    )
