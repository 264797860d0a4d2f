"""Finding the account that a session is of, which nearly every page asks."""

from __future__ import annotations

from django.contrib.auth.backends import BaseBackend

from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.people.models import Account


class AccountBackend(BaseBackend):
    """Finds the accounts of sessions; the ways to sign in are pages of `sites`."""

    def get_user(self, user_id: int) -> Account | None:
        """Return the account of that number, unless there is none or it was closed; one query."""
        account = next(iter(_ACCOUNT.read(account=user_id)), None)
        return account if account is not None and account.is_active else None


_ACCOUNT = PreparedQuery(lambda: Account.objects.filter(pk=Parameter("account")))
