"""Giving an account the organiser's office."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.find_account import find_account
from fairlead.apps.people.domain.record_change import COMMAND_LINE, Doer, record_change
from fairlead.apps.people.models import Account
from fairlead.apps.people.passwords import unify_spelling
from fairlead.apps.people.roles import MemberRole


def appoint_organiser(
    email: str,
    *,
    password: str,
    role: MemberRole = MemberRole.OWNER,
    edition: Edition | None = None,
    by: Doer = COMMAND_LINE,
) -> Account:
    """Return the account of that address, with that password and that role of the office.

    The role is held at the edition, or on the whole site. Raises django's ValidationError for a
    password that is too easily guessed.
    """
    known = find_account(email)
    validate_password(unify_spelling(password), known or Account(email=email))
    with transaction.atomic():
        found = known or Account.objects.create_user(email)
        account = Account.objects.select_for_update().get(pk=found.pk)
        was_active = account.is_active
        account.is_active = True
        account.set_password(password)
        account.save()
        changed = {"is_active": was_active}
        record_change("set_password", account, by=by, before=changed, after={"is_active": True})
        appoint(account, role, edition=edition, by=by)
    return account
