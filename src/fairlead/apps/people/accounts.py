"""How accounts are made and found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import BaseUserManager
from django.db.models import EmailField, Value
from django.db.models.functions import Lower

if TYPE_CHECKING:
    from fairlead.apps.people.models import Account


# Addresses are found by what the unique index folds them to: LOWER, as `account_email` has it.
EmailField.register_lookup(Lower)


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; finds them by address without regard to case."""

    def create_user(self, email: str, password: str | None = None) -> Account:
        """Return a new account; without a password it signs in by another way only."""
        account = self.model(email=self.normalize_email(email))
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account of an address; raises Account.DoesNotExist."""
        return self.get(email__lower=Lower(Value(username)))
