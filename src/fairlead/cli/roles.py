"""`fairlead database roles`: what the administrator of a server runs for Fairlead's roles."""

from __future__ import annotations

import re
import sys
from typing import Annotated

import typer

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")

group = typer.Typer(help="The database of a server of your own.", no_args_is_help=True)


@group.callback()
def database() -> None:
    """Prepare a database server of your own."""


@group.command()
def roles(
    database: Annotated[str, typer.Option(help="Name of the database.")] = "fairlead",
    owner: Annotated[str, typer.Option(help="Role that makes and changes tables.")] = (
        "fairlead_owner"
    ),
    application: Annotated[str, typer.Option(help="Role that the site works as.")] = "fairlead_app",
) -> None:
    """Print the SQL that makes the roles; run it as the server's administrator, in the database.

    Neither role is a superuser; the site's can read and write rows and nothing else.
    """
    from fairlead.config.roles import write_roles
    from fairlead.folder.input_errors import report_invalid

    for option, name in (("--owner", owner), ("--application", application)):
        if not _NAME.fullmatch(name):
            expected = "expected a name of small letters, digits and _, of at most 63"
            raise report_invalid(option, expected, value=name)
    if owner == application:
        raise report_invalid(
            "--application", "expected another role than the owner", value=application
        )
    script = write_roles(database, owner=owner, application=application)
    sys.stdout.write(f"\\set ON_ERROR_STOP on\nBEGIN;\n{script.as_string(None)}COMMIT;\n")
    sys.stdout.write(
        f"-- Then give each a password in psql: \\password {owner} and \\password {application}\n"
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.add_typer(group, name="database")
