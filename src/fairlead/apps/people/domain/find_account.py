"""The account of an address that somebody has shown to be theirs."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection, transaction

from fairlead.apps.people.models import Account
from fairlead.folder.addresses import fold_address


def find_account(address: str) -> Account | None:
    """Return the account that has the address, as its first or as a further one."""
    own = Account.objects.filter(email__address=address).first()
    if own is not None:
        return own
    further = EmailAddress.objects.filter(email=fold_address(address), verified=True)
    found = further.select_related("user").first()
    return found.user if found is not None else None


# For an address that nobody has, the account and the address in one statement; else nothing.
_OPEN_NEW = """
WITH made AS (
    INSERT INTO people_account (password, email, is_active)
    SELECT %(password)s, %(written)s, true
    WHERE NOT EXISTS (SELECT FROM people_account WHERE lower(email COLLATE "C") = %(email)s)
        AND NOT EXISTS (
            SELECT FROM account_emailaddress WHERE email = %(email)s AND verified
        )
    ON CONFLICT DO NOTHING
    RETURNING id
)
INSERT INTO account_emailaddress (user_id, email, verified, "primary")
SELECT id, %(email)s, true, true FROM made
RETURNING user_id
"""


def open_account(address: str) -> Account:
    """Return the account of an address just shown to be somebody's; makes one if there is none."""
    with transaction.atomic(savepoint=False):
        return _open_new(address) or _open_known(address)


def _open_new(address: str) -> Account | None:
    account = Account(email=Account.objects.normalize_email(address))
    account.set_unusable_password()
    given = {
        "password": account.password,
        "written": account.email,
        "email": fold_address(address),
    }
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_NEW, given)
        row = cursor.fetchone()
    if row is None:
        return None
    account.pk, account._state.adding = row[0], False
    return account


def _open_known(address: str) -> Account:
    account = find_account(address) or _make_account(address)
    email = fold_address(address)
    held = list(EmailAddress.objects.filter(user=account))
    primary = not any(one.primary for one in held if one.email != email)
    known = next((one for one in held if one.email == email), None)
    if known is None:
        mine = EmailAddress(user=account, email=email, verified=True, primary=primary)
        EmailAddress.objects.bulk_create([mine], ignore_conflicts=True)
    elif not known.verified or known.primary != primary:
        known.verified, known.primary = True, primary
        known.save(update_fields=["verified", "primary"])
    return account


def _make_account(address: str) -> Account:
    try:
        with transaction.atomic():
            return Account.objects.create_user(address)
    except IntegrityError:  # the same address, in another tab, at the same moment
        return Account.objects.get_by_natural_key(address)
