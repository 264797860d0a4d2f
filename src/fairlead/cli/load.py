"""`fairlead load FOLDER`: a fair folder into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def load(
    folder: Annotated[Path, typer.Argument(help="The fair folder.", show_default=False)],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Replace the edition of this code and all it has."),
    ] = False,
) -> None:
    """Load a fair folder into the database: all of it or nothing."""
    import time

    from rich.console import Console

    from fairlead.chain.flows.fair_flows import open_fair_flows
    from fairlead.cli.database import open_database
    from fairlead.folder.read import read_fair

    console = Console(highlight=False)
    began = time.perf_counter()
    fair = read_fair(folder)
    if fair.flows is not None:
        open_fair_flows(fair.flows)
    read = time.perf_counter()
    with open_database():
        from fairlead.apps.trade.studies import prepare_edition
        from fairlead.apps.transfer.load import load_fair

        ready = time.perf_counter()
        edition = load_fair(fair, replace=replace)
        prepare_edition(edition)
    done = time.perf_counter()
    console.print(
        f"{edition.code}: {fair.organisations.num_rows:,} organisations, "
        f"{fair.people.num_rows:,} people and {fair.requests.num_rows:,} requests loaded.",
        style="green",
        markup=False,
    )
    console.print(
        f"Folder read in {read - began:.1f} s, database ready in {ready - read:.1f} s, "
        f"loaded in {done - ready:.1f} s."
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(load)
