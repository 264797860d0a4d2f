"""A table on a terminal whose figures are never cut: what has no room is left out and said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_ALWAYS = 2  # the columns that say what a row is about
_WIDEST = 10_000


def print_fitting(
    console: Console,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[bool],
    spare: Sequence[bool],
    title: str | None = None,
) -> None:
    """Print rows of text under their heads in the width of the console.

    ``right`` says which columns are set to the right, ``spare`` which are left out first, the
    last of them before the others; then the last one. Those left out are named below.
    """
    kept = list(range(len(heads)))
    gone: list[int] = []
    while True:
        table = _build_table(
            [heads[at] for at in kept],
            [[row[at] for at in kept] for row in rows],
            right=[right[at] for at in kept],
            title=title,
        )
        if len(kept) <= _ALWAYS or _measure_width(console, table) <= console.width:
            break
        last = next((at for at in reversed(kept) if spare[at]), kept[-1])
        kept.remove(last)
        gone.append(last)
    console.print(table)
    if gone:
        names = ", ".join(heads[at] for at in sorted(gone))
        console.print(f"- no room here for: {names}", style="dim", highlight=False, markup=False)


def _build_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[bool], title: str | None
) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for head, number in zip(heads, right, strict=True):
        table.add_column(head, justify="right" if number else "left", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table


def _measure_width(console: Console, table: Table) -> int:
    from rich.measure import Measurement

    options = console.options.update(width=_WIDEST)
    return Measurement.get(console, options, table).maximum
