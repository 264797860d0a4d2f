"""`fairlead status`: what runs and what waits."""

from __future__ import annotations

from typing import Annotated

import typer


def status(
    as_json: Annotated[bool, typer.Option("--json", help="For programs: one JSON object.")] = False,
) -> None:
    """Say what background work and mail there is: running, waiting, failed since yesterday."""
    import sys

    from fairlead.cli.database import open_database

    with open_database():
        from fairlead.apps.pipeline.queries.operating_status import read_standing

        standing = read_standing()
    if as_json:
        import json
        from dataclasses import asdict

        sys.stdout.write(json.dumps(asdict(standing), default=str) + "\n")
        return
    sys.stdout.write(f"{standing}\n")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(status)
