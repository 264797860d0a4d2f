"""Joining an account to the person that a list of the organiser's holds under its address."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from fairlead.apps.fairs.folded_address import FoldAddress
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account, Participation, Person
from fairlead.folder.addresses import fold_address


def claim_participation(account: Account, edition: Edition, *, by: Doer) -> Participation | None:
    """Return the participation that is the account's from now on, if a list has its address.

    Who typed the code from a mail has shown that the address is theirs. An address that several
    people of the edition have identifies nobody, and joins no account. Call it in a transaction.
    """
    listed = find_claim(account, edition, lock=True)
    if listed is None:
        return None
    record_change(
        "join_account",
        listed,
        by=by,
        edition=edition,
        before={"person": listed.person_id, "account": None},
        after={"person": account.person_id or listed.person_id, "account": account.pk},
    )
    if account.person_id is None:
        account.person = listed.person
        account.save(update_fields=["person"])
        return listed
    alone, listed.person = listed.person, account.person  # type: ignore[assignment]
    listed.save(update_fields=["person"])
    if not Participation.objects.filter(person=alone).exists():
        Person.objects.filter(pk=alone.pk).delete()
    return listed


def find_claim(account: Account, edition: Edition, *, lock: bool = False) -> Participation | None:
    """Return what `claim_participation` would join the account to; may lock its row."""
    if (
        account.person_id is not None
        and Participation.objects.filter(edition=edition, person=account.person_id).exists()
    ):
        return None
    found = (_LOCKED if lock else _LISTED).read(account=account.pk, edition=edition.pk)
    return found[0] if len(found) == 1 else None


def may_join(account: Account, listed: Participation) -> bool:
    """Return whether somebody of a list is the account's person, or has one of its addresses."""
    if account.person_id == listed.person_id:
        return True
    addresses = EmailAddress.objects.filter(user=account, verified=True)
    folded = addresses.annotate(folded=FoldAddress("email"))
    return bool(folded.filter(folded=fold_address(listed.person.email)).exists())


def _list_claims(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Return two at most of those under an account's addresses that nobody has joined."""
    addresses = EmailAddress.objects.filter(user=Parameter("account"), verified=True)
    people = Person.objects.annotate(folded=FoldAddress("email")).filter(
        folded__in=addresses.values_list(FoldAddress("email"), flat=True)
    )
    found = rows.filter(
        person__in=people, edition=Parameter("edition"), person__account__isnull=True
    )
    return found.select_related("person")[:2]


_LISTED = PreparedQuery(lambda: _list_claims(Participation.objects.all()))
_LOCKED = PreparedQuery(lambda: _list_claims(Participation.objects.select_for_update(of=("self",))))
