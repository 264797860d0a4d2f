"""Puts the commands together and turns a user's mistake into a clear answer."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from fairlead.cli.commands import COMMANDS
from fairlead.cli.first_process import leave_first_process
from fairlead.cli.interrupts import note_interrupts, was_interrupted
from fairlead.cli.own_process import answer_for_output, collect_less_often, leave_at_once
from fairlead.folder.input_errors import InvalidInput

_WORDS = "Runs an industrial fair from a shortage to a signed project."


def _print_version(asked: bool) -> None:  # noqa: FBT001 - typer calls it so
    if asked:
        from importlib import metadata

        sys.stdout.write(f"fairlead {metadata.version('fairlead')}\n")
        raise typer.Exit


def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Say which version."
        ),
    ] = False,
) -> None:
    """Run an industrial fair from a shortage to a signed project."""


def build_app(modules: Sequence[str]) -> typer.Typer:
    """Return the command line with the commands of some modules."""
    app = _make_app()
    for module in modules:
        import_module(f"fairlead.cli.{module}").register(app)
    return app


def _make_app(*, rich: bool = True) -> typer.Typer:
    app = typer.Typer(
        name="fairlead",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
        help=_WORDS,
        rich_markup_mode="rich" if rich else None,
    )
    app.callback()(root)
    return app


def _build_help() -> typer.Typer:
    """Return the command line as far as its own help page needs it, which is plain text."""
    app = _make_app(rich=False)
    for name, command in COMMANDS.items():
        app.command(name, short_help=command.summary)(_do_nothing)
    return app


def _do_nothing() -> None:
    """Stand for a command on the help page."""


def _find_app(arguments: Sequence[str]) -> typer.Typer:
    """Return as much of the command line as these arguments ask for."""
    if not arguments or arguments[0] == "--help":
        return _build_help()
    if arguments[0] in COMMANDS:
        return build_app([COMMANDS[arguments[0]].module])
    return build_app(_list_modules())


def _list_modules() -> list[str]:
    return list(dict.fromkeys(command.module for command in COMMANDS.values()))


def __getattr__(name: str) -> Any:
    if name == "app":
        return build_app(_list_modules())
    raise AttributeError(name)


def main() -> None:
    """Run the command line; exit code 2 and every problem on stderr for a user's mistake."""
    leave_first_process()
    collect_less_often()
    with leave_at_once(), answer_for_output():
        try:
            app = _find_app(sys.argv[1:])
            with note_interrupts():
                app()
        except InvalidInput as error:
            _say_problems(error)
            sys.exit(2)
        except KeyboardInterrupt:  # before or after the command itself
            sys.exit(130)
        except Exception:
            if not was_interrupted():
                raise
            sys.exit(130)


def _say_problems(error: InvalidInput) -> None:
    count = len(error.problems)
    for problem in error.problems[:200]:
        sys.stderr.write(f"{problem}\n")
    if count > 200:
        sys.stderr.write(f"... and {count - 200:,} more\n")
    sys.stderr.write(f"{count} problem{'s' if count != 1 else ''} found; nothing was changed.\n")
