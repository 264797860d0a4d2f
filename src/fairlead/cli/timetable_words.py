"""What the command line says of a run and its timetable: what it holds and what it leaves out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import typer

if TYPE_CHECKING:
    from fairlead.chain.scheduling.problem_file import Progress, Result

MOST_TOLD = 10
"""Of what is left out, the weightiest."""


class LeftOutRequest(NamedTuple):
    """A request that is not held, why, and what would make it possible."""

    name: str
    words: str
    remedy: str


def print_result(result: Result, *, of: str | None = None) -> None:
    """Print the status and figures of a result; ``of``: see `print_worth`."""
    proof = result.fewest.proof if result.fewest and result.held else result.proof
    typer.echo(f"status    {result.status} ({str(proof).replace('_', ' ')})")
    if result.status == "infeasible":
        every = "There is no timetable that holds every meeting."
        typer.echo(f"There is no timetable: {result.reason}." if result.reason else every)
    if result.status in ("infeasible", "unknown"):
        typer.echo(f"seconds   {result.runtime:.2f}")
        return
    print_worth(result, of=of)
    typer.echo(f"waiting   {result.waiting:,}")
    typer.echo(f"walking   {result.walking:,.10g}")
    typer.echo(f"seconds   {result.runtime:.2f}")
    if result.ended:
        typer.echo(f"ended     {result.ended}")
    if result.compile_seconds:
        typer.echo(f"compiling {result.compile_seconds:.1f} s, the first run on a machine only")


def print_worth(result: Result, *, of: str | None = None) -> None:
    """Print what a timetable holds, and how much better any could be.

    ``of``: whose slots or days are fewest, where they are not everybody's.
    """
    typer.echo(f"held      {result.held:,} of {result.requested:,}")
    if result.fewest is not None:
        fewest = result.fewest
        needed = f"at least {fewest.bound:,} are needed ({fewest.proof})"
        of_one = f" of {of}" if of else ""
        typer.echo(f"{fewest.unit:<9} {fewest.used:,}{of_one}, {needed}")
    if result.musts is not None:
        musts = result.musts
        typer.echo(
            f"musts     {musts.held:,} of {musts.requested:,}, weight {musts.weight:,.10g}, "
            f"at most {musts.bound:,.10g} is possible"
        )
    if result.leasts is not None:
        leasts = result.leasts
        typer.echo(
            f"missing   {leasts.total:,} of {leasts.asked:,} least meetings, at least "
            f"{leasts.bound:,} are anyway"
        )
    if result.objective == "meetings":
        typer.echo(f"weight    {result.weight:,.10g}, at most {result.bound:,.10g} is possible")
        typer.echo(f"gap       {100 * result.gap:.4f} %")
        typer.echo(f"breaks    {result.breaks:,}")
    else:
        typer.echo(f"breaks    {result.breaks:,}, at least {result.bound:,.10g} are needed")


def print_left_out(found: Sequence[LeftOutRequest], *, count: int) -> None:
    """Print why requests are not held, and how many more are not."""
    if not count:
        return
    typer.echo(f"not held  {count:,}" + (", the weightiest:" if count > len(found) else ":"))
    for one in found:
        typer.echo(f"  {one.name}: {one.words} Possible: {one.remedy}")
    if count > len(found):
        typer.echo("  Of each other `fairlead why` says it, of a timetable written with -o.")


def print_missing(result: Result, names: Sequence[str], dates: Sequence[object] = ()) -> None:
    """Print to whom meetings are missing of the least, by the name of each person.

    ``dates``: of each day; else days have numbers.
    """
    missing = [] if result.leasts is None else result.leasts.missing
    if missing:
        typer.echo(
            f"too few   {len(missing):,}" + (":" if len(missing) <= MOST_TOLD else ", first:")
        )
    for person, day, count in missing[:MOST_TOLD]:
        meetings = "meeting" if count == 1 else "meetings"
        on = f" on {dates[day]}" if dates else f" on day {day}"
        least = f"the least it is to have{on if day >= 0 else ''}"
        typer.echo(f"  {names[person]}: {count:,} {meetings} fewer than {least}")


def say_interrupted(result: Result) -> None:
    """Say on stderr that Ctrl-C ended a run, and what there is."""
    if result.interrupted and result.status in ("optimal", "feasible"):
        typer.echo("Interrupted: this is the best timetable until then.", err=True)
    elif result.interrupted and result.status == "unknown":
        typer.echo("Interrupted: there is no timetable yet.", err=True)


class Meter:
    """Shows progress: one live line on a terminal, nothing elsewhere."""

    def __enter__(self) -> Meter:
        from rich.console import Console

        console = Console(stderr=True)
        self._live = console.status("reading") if sys.stderr.isatty() else None
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()

    def show(self, now: Progress) -> None:
        """Show where the run of a file stands."""
        self.say(
            f"{now.stage}: {now.held:,} held, weight {now.weight:,.6g} of at most "
            f"{now.bound:,.6g}, {now.breaks:,} breaks, {now.seconds:.0f} s"
        )

    def say(self, words: str) -> None:
        """Show words in place of those before."""
        if self._live is not None:
            self._live.update(words)
