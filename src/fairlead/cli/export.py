"""`fairlead export EDITION FOLDER`: an edition out of the database as a fair folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def export(
    edition: Annotated[str, typer.Argument(help="Code of the edition.", show_default=False)],
    folder: Annotated[Path, typer.Argument(help="The folder to write.", show_default=False)],
) -> None:
    """Write an edition as a fair folder, the same as the one it was loaded from.

    Numbers of stands are written without characters that nobody sees, and each is named.
    """
    from rich.console import Console

    from fairlead.cli.database import open_database

    with open_database():
        from fairlead.apps.transfer.find import find_edition
        from fairlead.apps.transfer.gather import gather_fair
        from fairlead.folder.stand_numbers import clean_stand_numbers
        from fairlead.folder.write import write_fair

        fair, changed = clean_stand_numbers(gather_fair(find_edition(edition)))
        write_fair(fair, folder)
    console = Console(highlight=False)
    for line in changed:
        console.print(f"- {line}", markup=False, soft_wrap=True)
    console.print(f"{edition}: written to {folder}.", style="green", markup=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)
