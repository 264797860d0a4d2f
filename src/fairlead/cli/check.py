"""`fairlead check FOLDER`: says whether a fair folder is sound."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def check(
    folder: Annotated[Path, typer.Argument(help="The fair folder.", show_default=False)],
) -> None:
    """Check a fair folder: every problem of every file at once, exit code 2 when there is any."""
    from rich.console import Console
    from rich.table import Table

    from fairlead.chain.flows.fair_flows import open_fair_flows
    from fairlead.chain.matching.code_notes import note_codes
    from fairlead.folder.read import read_fair
    from fairlead.folder.schemas import SCHEMAS

    fair = read_fair(folder)
    if fair.flows is not None:
        open_fair_flows(fair.flows)
    listing = Table("file", "rows", box=None, pad_edge=False)
    listing.columns[1].justify = "right"
    listing.add_row("fair.toml", "")
    for schema in SCHEMAS:
        rows = fair.table(schema.name).num_rows
        if rows or schema.required:
            listing.add_row(schema.file, f"{rows:,}")
    if fair.flows is not None:
        listing.add_row(f"{fair.flows.source} ({fair.flows.kind})", "")
    console = Console()
    console.print(listing)
    for note in note_codes(fair):
        console.print(f"note: {note}", style="yellow", markup=False, highlight=False)
    console.print(
        f"{fair.settings.choose(fair.settings.name)}: OK",
        style="green",
        markup=False,
        highlight=False,
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)
