"""`fairlead organiser EMAIL`: the organiser's office for a person."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

SHORTEST = 12


def organiser(
    email: Annotated[str, typer.Argument(help="E-mail address to sign in with.")],
) -> None:
    """Let a person into the organiser's office; asks for the password to sign in with."""
    from fairlead.cli.database import database
    from fairlead.folder.problems import invalid

    if "@" not in email.strip("@") or len(email) > 254 or any(c.isspace() for c in email):
        raise invalid("EMAIL", "expected an e-mail address", value=email)
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(password) < SHORTEST:
        raise invalid("password", f"expected at least {SHORTEST} characters")
    with database():
        from fairlead.apps.people.domain.appoint_organiser import appoint_organiser

        appoint_organiser(email, password=password)
    sys.stdout.write(f"{email} may sign in at /office/ of the site.\n")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(organiser)
