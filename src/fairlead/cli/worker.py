"""`fairlead worker`: background work and mail, beside the site or on its own machines."""

from __future__ import annotations

from typing import Annotated

import typer


def worker(
    lane: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LANE",
            help="Do only this kind of work: long (runs of the engines), quick (all other), "
            "mail. May be given several times.",
            show_default="all",
        ),
    ] = None,
) -> None:
    """Do background work and send mail until stopped; on as many machines as wished."""
    import sys

    from fairlead.cli.database import open_database
    from fairlead.cli.own_process import keep_pandas_out
    from fairlead.folder.input_errors import report_invalid

    known = ("long", "quick", "mail")
    for one in lane or ():
        if one not in known:
            raise report_invalid("--lane", f"expected one of {', '.join(known)}", value=one)
    chosen = lane or known
    keep_pandas_out()
    with open_database():
        from fairlead.apps.work.kinds import LANES
        from fairlead.config.worker import run_worker

        sys.stdout.write("Working (Ctrl-C stops it)\n")
        sys.stdout.flush()
        run_worker(lanes=[one for one in LANES if one in chosen], mail="mail" in chosen)


def work_beside(parent: int) -> None:
    """Work for as long as the process that serves the site lives."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairlead.config.settings")
    import django

    from fairlead.cli.own_process import keep_pandas_out

    keep_pandas_out()
    django.setup()
    from fairlead.config.worker import run_worker

    run_worker(parent=parent)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(worker)
