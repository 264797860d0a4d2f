"""Giving a person the organiser's office."""

from __future__ import annotations

from django.db import transaction

from fairlead.apps.people.models import Account


def appoint_organiser(email: str, *, password: str) -> Account:
    """Return the account of that address, an organiser's from now on, with that password."""
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(email__iexact=email).first()
        account = account or Account.objects.create_user(email)
        account.is_staff = True
        account.is_active = True
        account.set_password(password)
        account.save()
    return account
