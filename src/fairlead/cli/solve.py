"""`fairlead solve EDITION`: the whole chain on an edition in the database."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from fairlead.folder.bounds import MOST_SEED


def solve(
    edition: Annotated[str, typer.Argument(help="Code of the edition.", show_default=False)],
    seed: Annotated[int, typer.Option(min=0, max=MOST_SEED, help="Seed of every search.")] = 0,
    congestion: Annotated[
        float, typer.Option(help="0: mutual fit alone; 1: the full congestion price is taken off.")
    ] = 1.0,
    release: Annotated[
        bool, typer.Option("--release", help="Release everything found at once.")
    ] = False,
) -> None:
    """Run the whole chain on a loaded edition and record what it finds for the site.

    Dependency figures, lists, timetable and portfolio are recorded as drafts, which only the
    organiser's office shows until they are released.
    """
    from rich.console import Console

    from fairlead.chain.matching.match import MatchParams
    from fairlead.cli.database import open_database
    from fairlead.cli.run import report_progress

    chosen = MatchParams.chosen(congestion=congestion).engine.congestion
    usual = MatchParams()
    params = replace(usual, engine=replace(usual.engine, congestion=chosen))
    console = Console(highlight=False)
    with open_database():
        from fairlead.apps.pipeline.runs import solve_edition
        from fairlead.apps.transfer.find import find_edition

        found = find_edition(edition)
        with report_progress(console) as progress:
            _, drafts = solve_edition(found, seed=seed, progress=progress, match_params=params)
        if release:
            drafts.release()
    state = "released" if release else "a draft"
    made = {
        "dependency figures": drafts.assessment,
        "lists": drafts.matching,
        "timetable": drafts.timetable,
        "portfolio": drafts.portfolio,
    }
    for name, version in made.items():
        told = f"version {version.version} of the {name} is {state}" if version else f"no {name}"
        console.print(f"{edition}: recorded; {told}.", style="green", markup=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(solve)
