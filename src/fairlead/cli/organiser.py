"""`fairlead organiser`: who has the organiser's office, and as what."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.people.roles import MemberRole


def organiser(
    email: Annotated[str, typer.Argument(help="E-mail address to sign in with.")] = "",
    *,
    edition: Annotated[
        str, typer.Option(help="Code of the edition; without it the whole site.")
    ] = "",
    role: Annotated[
        str,
        typer.Option(
            help="Role of the office: owner, organiser, registration, programme, hall_manager, "
            "check_in, project_officer, approver or auditor.",
            show_default="owner",
        ),
    ] = "",
    list_: Annotated[
        bool, typer.Option("--list", help="List who has which role, and change nothing.")
    ] = False,
    dismiss: Annotated[
        bool, typer.Option("--dismiss", help="Take the role, or every role of the office there.")
    ] = False,
) -> None:
    """Let a person into the organiser's office; asks for the password to sign in with.

    The password may also come as one line through a pipe.
    """
    from fairlead.cli.database import open_database
    from fairlead.folder.input_errors import report_invalid

    if list_ and dismiss:
        raise report_invalid("--list", "expected --list or --dismiss, not both")
    if email or not list_:
        email = _read_address(email)
    if not (list_ or dismiss or email.rpartition("@")[0].isascii()):
        raise report_invalid("EMAIL", "expected Latin letters before the @", value=email)
    password = "" if list_ or dismiss else _read_password()
    with open_database():
        where, what = _find_edition(edition), _find_role(role)
        if list_:
            _print_members(email, where, what)
        elif dismiss:
            _dismiss_members(email, where, what)
        else:
            _appoint(email, password, where, what)


def _read_address(email: str) -> str:
    """Return the address as it is kept, and as the sign-in looks for it."""
    from fairlead.folder import bounds
    from fairlead.folder.input_errors import report_invalid
    from fairlead.folder.kinds import EMAIL

    try:
        address = str(EMAIL.parse(email))
    except ValueError as error:
        raise report_invalid("EMAIL", str(error), value=email) from None
    if len(address) > bounds.ADDRESS_LENGTH:
        expected = f"expected at most {bounds.ADDRESS_LENGTH} characters"
        raise report_invalid("EMAIL", expected, value=email)
    return address


def _find_edition(code: str) -> Edition | None:
    from fairlead.apps.transfer.find import find_edition

    return find_edition(code) if code else None


def _find_role(name: str) -> MemberRole | None:
    from fairlead.apps.people.roles import EDITION_ROLES, MemberRole
    from fairlead.folder.input_errors import report_invalid

    if not name:
        return None
    if name not in EDITION_ROLES:
        expected = "expected one of " + ", ".join(EDITION_ROLES)
        raise report_invalid("--role", expected, value=name)
    return MemberRole(name)


def _appoint(email: str, password: str, where: Edition | None, what: MemberRole | None) -> None:
    from django.core.exceptions import ValidationError

    from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
    from fairlead.apps.people.roles import MemberRole
    from fairlead.folder.input_errors import report_invalid

    role = what or MemberRole.OWNER
    try:
        appoint_organiser(email, password=password, role=role, edition=where)
    except ValidationError as error:
        raise report_invalid("password", " ".join(error.messages)) from None
    place = where.code if where is not None else "the whole site"
    sys.stdout.write(f"{email} may sign in at /office/ of the site: {role} of {place}.\n")


def _print_members(email: str, where: Edition | None, what: MemberRole | None) -> None:
    from fairlead.apps.people.queries.memberships import list_office_members

    for one in list_office_members(email=email, edition=where, role=what):
        place = one.edition.code if one.edition is not None else "(whole site)"
        sys.stdout.write(f"{one.account.email}\t{place}\t{one.role}\n")


def _dismiss_members(email: str, where: Edition | None, what: MemberRole | None) -> None:
    from fairlead.apps.people.domain.appoint import dismiss
    from fairlead.apps.people.domain.record_change import COMMAND_LINE
    from fairlead.apps.people.queries.memberships import list_office_members
    from fairlead.folder.input_errors import report_invalid

    held = list_office_members(email=email, edition=where, role=what)
    if not held:
        raise report_invalid("EMAIL", "expected somebody who has that role there", value=email)
    for one in held:
        dismiss(one, by=COMMAND_LINE)
        place = one.edition.code if one.edition is not None else "the whole site"
        sys.stdout.write(f"{one.account.email} is no longer {one.role} of {place}.\n")


def _read_password() -> str:
    """Return the password typed twice unseen, or the one line given through a pipe."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(organiser)
