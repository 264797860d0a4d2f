"""`fairlead load FOLDER`: a fair folder into the database, or its changes into an edition there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from fairlead.apps.transfer.merge import LoadOutcome, MergeOptions
    from fairlead.folder.read import StatedFair

WOULD_CHANGE, BUSY = 3, 4


def load(
    folder: Annotated[Path, typer.Argument(help="The fair folder.", show_default=False)],
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="Only show what would change; exit code 3 when something would."
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write the changes as JSON, all of them.")
    ] = False,
    folder_wins: Annotated[
        bool,
        typer.Option(
            "--folder-wins", help="Take the folder's values also where somebody changed them here."
        ),
    ] = False,
    remove_held: Annotated[
        bool,
        typer.Option(
            "--remove-held",
            help="Remove rows that the folder has no more although accounts, meetings or others "
            "refer to them, and these with them.",
        ),
    ] = False,
    start_over: Annotated[
        bool,
        typer.Option(
            "--start-over",
            help="Remove the edition with all that people did and engines found, and load again.",
        ),
    ] = False,
    no_wait: Annotated[
        bool,
        typer.Option(
            "--no-wait", help="Exit code 4, instead of waiting, while an engine works on it."
        ),
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", hidden=True)] = False,  # noqa: ARG001
) -> None:
    """Load a fair folder, or its changes into the edition that is there: all or nothing.

    What people did on the site since is never undone: a value somebody changed, a row somebody
    added or took away stays as it is.
    """
    from fairlead.chain.flows.fair_flows import open_fair_flows
    from fairlead.cli.database import open_database
    from fairlead.folder.input_errors import report_invalid
    from fairlead.folder.read import read_stated_fair

    if start_over and (dry_run or folder_wins or remove_held):
        raise report_invalid("--start-over", "expected none of the options of a merge beside it")
    stated = read_stated_fair(folder)
    if stated.fair.flows is not None:
        open_fair_flows(stated.fair.flows)
    with open_database(to_load=not dry_run):
        from fairlead.apps.fairs.domain.hold_edition import EditionIsBusy, hold_edition_to_load
        from fairlead.apps.transfer.merge import MergeOptions

        options = MergeOptions(folder_wins=folder_wins, remove_held=remove_held)
        code = stated.fair.settings.code
        try:
            if dry_run:
                done = _plan(stated, options)
            else:
                with hold_edition_to_load(code, wait=not no_wait, told=lambda: _say_busy(code)):
                    done = _load(stated, options, start_over=start_over)
        except EditionIsBusy:
            sys.stderr.write(f"{code}: an engine or another load works on it; nothing was done.\n")
            raise typer.Exit(BUSY) from None
    _show(stated, done, as_json=as_json)
    if dry_run and (done.is_new or done.changes.does_something):
        raise typer.Exit(WOULD_CHANGE)


def _plan(stated: StatedFair, options: MergeOptions) -> LoadOutcome:
    from fairlead.apps.transfer.merge import plan_load

    return plan_load(stated.fair, said=stated.said, options=options)


def _load(stated: StatedFair, options: MergeOptions, *, start_over: bool) -> LoadOutcome:
    from fairlead.apps.trade.studies import prepare_edition
    from fairlead.apps.transfer.merge import merge_fair, start_fair_over

    if start_over:
        done = start_fair_over(stated.fair)
    else:
        done = merge_fair(stated.fair, said=stated.said, options=options)
    if done.edition is not None and done.flows_change:
        prepare_edition(done.edition)
    return done


def _say_busy(code: str) -> None:
    sys.stderr.write(
        f"{code}: an engine or another load works on it; waiting until it is done "
        "(--no-wait ends instead).\n"
    )


def _show(stated: StatedFair, done: LoadOutcome, *, as_json: bool) -> None:
    from fairlead.cli.load_changes import show_changes, write_changes_json

    code = stated.fair.settings.code
    if as_json:
        sys.stdout.write(write_changes_json(code, done))
    else:
        show_changes(code, stated.fair, done)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(load)
