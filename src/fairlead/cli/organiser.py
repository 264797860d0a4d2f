"""`fairlead organiser EMAIL`: the organiser's office for a person."""

from __future__ import annotations

import sys
from typing import Annotated

import typer


def organiser(
    email: Annotated[str, typer.Argument(help="E-mail address to sign in with.")],
) -> None:
    """Let a person into the organiser's office; asks for the password to sign in with.

    The password may also come as one line through a pipe.
    """
    from fairlead.cli.database import open_database
    from fairlead.folder.input_errors import report_invalid

    if "@" not in email.strip("@") or len(email) > 254 or any(c.isspace() for c in email):
        raise report_invalid("EMAIL", "expected an e-mail address", value=email)
    password = _read_password()
    with open_database():
        from django.core.exceptions import ValidationError

        from fairlead.apps.people.domain.appoint_organiser import appoint_organiser

        try:
            appoint_organiser(email, password=password)
        except ValidationError as error:
            raise report_invalid("password", " ".join(error.messages)) from None
    sys.stdout.write(f"{email} may sign in at /office/ of the site.\n")


def _read_password() -> str:
    """Return the password typed twice unseen, or the one line given through a pipe."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(organiser)
