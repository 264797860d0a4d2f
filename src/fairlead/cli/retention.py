"""`fairlead retention`: forgets what was kept for as long as the settings of editions say."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def retention(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be forgotten.")
    ] = False,
) -> None:
    """Forget what is over its time of keeping; a worker does it every day by itself."""
    from fairlead.cli.database import open_database

    with open_database():
        from fairlead.apps.privacy.domain.forget_kept import forget_kept
        from fairlead.apps.trade.uploaded_flows import forget_unneeded_uploads

        found = forget_kept(dry_run=dry_run)
        uploads = forget_unneeded_uploads(dry_run=dry_run)
        verb = "would be forgotten" if dry_run else "forgotten"
        for one in found:
            sys.stdout.write(
                f"{one.edition.code}: {one.count:,} of {one.kind.value} {verb}"
                f" (kept until {one.over_since.isoformat()})\n"
            )
        if uploads:
            sys.stdout.write(f"{uploads:,} uploaded files of flows that nothing waits for {verb}\n")
        elif not found:
            sys.stdout.write("Nothing is over its time of keeping.\n")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(retention)
