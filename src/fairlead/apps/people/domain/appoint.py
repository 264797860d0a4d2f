"""Giving an account a role, and taking it."""

from __future__ import annotations

from django.db import transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account, Membership, Organisation
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.people.rules import forget_roles


class LastOwner(Exception):
    """Nobody else could give and take roles there any more."""


def appoint(
    account: Account,
    role: MemberRole,
    *,
    edition: Edition | None = None,
    organisation: Organisation | None = None,
    by: Doer,
) -> Membership:
    """Return the membership that gives the account the role, at the edition or everywhere."""
    with transaction.atomic():
        membership, made = Membership.objects.get_or_create(
            account=account, edition=edition, organisation=organisation, role=role
        )
        if made:
            _record("appoint", membership, by=by)
    forget_roles(account)
    return membership


def dismiss(membership: Membership, *, by: Doer) -> None:
    """Take a role from an account.

    Raises LastOwner when nobody would be left to give roles there; the command line may do that.
    """
    with transaction.atomic():
        owners = Membership.objects.select_for_update().filter(
            role=MemberRole.OWNER,
            edition=membership.edition_id,
            organisation__isnull=True,
            account__is_active=True,
        )
        is_last = {owner.pk for owner in owners} == {membership.pk}
        if is_last and by.account is not None:
            raise LastOwner
        _record("dismiss", membership, by=by)
        Membership.objects.filter(pk=membership.pk).delete()
    forget_roles(membership.account)


def _record(act: str, membership: Membership, *, by: Doer) -> None:
    held = {
        "account": membership.account_id,
        "organisation": membership.organisation_id,
        "role": str(membership.role),
    }
    place = membership.edition
    if membership.organisation is not None:
        place = membership.organisation.edition
    taken = act == "dismiss"
    record_change(
        act,
        membership,
        by=by,
        edition=place,
        before=held if taken else None,
        after=None if taken else held,
    )
