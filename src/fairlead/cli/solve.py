"""`fairlead solve EDITION`: the whole chain on an edition in the database."""

from __future__ import annotations

from typing import Annotated

import typer


def solve(
    edition: Annotated[str, typer.Argument(help="Code of the edition.", show_default=False)],
    seed: Annotated[int, typer.Option(min=0, help="Seed of every search.")] = 0,
    release: Annotated[
        bool, typer.Option("--release", help="Release the new timetable at once.")
    ] = False,
) -> None:
    """Run the whole chain on a loaded edition and record what it finds for the site.

    The timetable is recorded as a draft, which only the organiser's office shows until it is
    released.
    """
    from rich.console import Console

    from fairlead.cli.database import database
    from fairlead.cli.run import reporting

    console = Console(highlight=False)
    with database():
        from fairlead.apps.exchange.find import find_edition
        from fairlead.apps.exchange.runs import solve_edition
        from fairlead.apps.meetings.domain.release_timetable import release_timetable

        found = find_edition(edition)
        with reporting(console) as progress:
            _, timetable = solve_edition(found, seed=seed, progress=progress)
        if timetable is None:
            console.print(f"{edition}: recorded; there are no meetings.", markup=False)
            return
        if release:
            release_timetable(timetable)
    state = "released" if release else "a draft"
    console.print(
        f"{edition}: recorded; version {timetable.version} of the timetable is {state}.",
        style="green",
        markup=False,
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(solve)
