"""Giving a person the organiser's office."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower

from fairlead.apps.people.models import Account


def appoint_organiser(email: str, *, password: str) -> Account:
    """Return the account of that address, an organiser's from now on, with that password.

    Raises django's ValidationError for a password that is too easily guessed.
    """
    validate_password(password, Account(email=email))
    with transaction.atomic():
        found = Account.objects.select_for_update().filter(email__lower=Lower(Value(email)))
        account = found.first()
        account = account or Account.objects.create_user(email)
        account.is_staff = True
        account.is_active = True
        account.set_password(password)
        account.save()
    return account
