"""Puts the commands together and turns a user's mistake into a clear answer."""

from __future__ import annotations

import sys
from importlib import metadata
from typing import Annotated

import typer

from fairlead.cli import (
    check,
    complexity,
    demo,
    dependencies,
    export,
    flows,
    load,
    match,
    messages,
    organiser,
    replan,
    run,
    schedule,
    serve,
    solve,
)
from fairlead.folder.input_errors import InvalidInput

app = typer.Typer(
    name="fairlead",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Runs an industrial fair from a shortage to a signed project.",
)


def _version(asked: bool) -> None:  # noqa: FBT001 - typer calls it so
    if asked:
        sys.stdout.write(f"fairlead {metadata.version('fairlead')}\n")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say which version."),
    ] = False,
) -> None:
    """Run an industrial fair from a shortage to a signed project."""


for _command in (
    demo,
    check,
    run,
    match,
    schedule,
    replan,
    load,
    solve,
    export,
    serve,
    dependencies,
    flows,
    complexity,
    organiser,
    messages,
):
    _command.register(app)


def main() -> None:
    """Run the command line; exit code 2 and every problem on stderr for a user's mistake."""
    try:
        app()
    except InvalidInput as error:
        count = len(error.problems)
        for problem in error.problems[:200]:
            sys.stderr.write(f"{problem}\n")
        if count > 200:
            sys.stderr.write(f"... and {count - 200:,} more\n")
        sys.stderr.write(
            f"{count} problem{'s' if count != 1 else ''} found; nothing was changed.\n"
        )
        sys.exit(2)
