"""`fairlead run FOLDER -o OUT`: the whole chain on a fair folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairlead.folder.bounds import MOST_SEED

if TYPE_CHECKING:
    from rich.console import Console

    from fairlead.chain.step import Name, Progress

_TITLES: dict[Name, str] = {
    "dependency": "critical imports",
    "matching": "matches",
    "scheduling": "timetable",
    "portfolio": "projects",
}


def run(
    folder: Annotated[Path, typer.Argument(help="The fair folder.", show_default=False)],
    out: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for the results.", show_default=False)
    ],
    seed: Annotated[int, typer.Option(min=0, max=MOST_SEED, help="Seed of every search.")] = 0,
    concordance: Annotated[
        Path | None,
        typer.Option(
            help="CSV file of codes that mean the same, for matching.", show_default=False
        ),
    ] = None,
) -> None:
    """Run the whole chain on a fair folder: critical imports, matches, timetable, projects.

    Writes CSV tables, one calendar for each person with meetings, and report.html.
    """
    from rich.console import Console

    from fairlead.folder.read import read_fair
    from fairlead.report.write import PAGE, TABLES, check_output

    check_output(out)
    fair = read_fair(folder)
    console = Console()
    from fairlead.chain.matching.concordance import read_concordance
    from fairlead.chain.matching.match import MatchParams
    from fairlead.chain.run import run_chain
    from fairlead.report.write import write_outputs

    params = MatchParams(concordance=read_concordance(concordance))
    with report_progress(console) as progress:
        result = run_chain(fair, seed=seed, progress=progress, match_params=params)
    agendas = write_outputs(fair, result, out)
    said = f"{agendas:,} agendas, {len(TABLES)} tables and {out / PAGE}"
    console.print(said, markup=False, highlight=False)


@contextmanager
def report_progress(console: Console) -> Iterator[Progress]:
    """Yield a progress of the chain: a bar for each step on a terminal, else plain lines."""
    if console.is_terminal:
        with _show_bars(console) as progress:
            yield progress
    else:
        yield _print_lines(console)


def _print_lines(console: Console) -> Progress:
    """Return a progress that prints a line when a step begins something else, and at its end."""
    last: dict[Name, str] = {}

    def note(step: Name, words: str, done: float | None) -> None:
        stage = words.partition(":")[0]
        if last.get(step) != stage or done == 1.0:
            last[step] = stage
            console.print(
                f"{_TITLES[step]}: {words}", markup=False, highlight=False, soft_wrap=True
            )

    return note


@contextmanager
def _show_bars(console: Console) -> Iterator[Progress]:
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars
    from rich.table import Column

    bars = Bars(
        TextColumn("{task.description}", table_column=Column(width=16)),
        BarColumn(bar_width=14, table_column=Column(width=14)),
        TimeElapsedColumn(table_column=Column(width=7)),
        TextColumn(
            "{task.fields[words]}",
            markup=False,
            table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis"),
        ),
        console=console,
        expand=True,
    )
    tasks = {
        step: bars.add_task(title, total=None, start=False, words="")
        for step, title in _TITLES.items()
    }
    finished: set[Name] = set()

    def note(step: Name, words: str, done: float | None) -> None:
        if step in finished:
            return
        bars.start_task(tasks[step])
        if done == 1.0:
            finished.add(step)
            bars.update(tasks[step], total=1, completed=1, words=words)
            bars.stop_task(tasks[step])
        elif done is not None:
            bars.update(tasks[step], total=1, completed=done, words=words)
        else:
            bars.update(tasks[step], words=words)

    with bars:
        yield note


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(run)
