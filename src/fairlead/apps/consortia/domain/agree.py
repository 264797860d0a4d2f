"""Versions of a consortium's agreement, and signing them off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.apps.consortia.domain.form_consortium import lock_consortium, name_doer
from fairlead.apps.consortia.domain.talk import keep_file
from fairlead.apps.consortia.domain.tell_members import tell_members
from fairlead.apps.consortia.models import (
    SHARES,
    Agreement,
    Consortium,
    Member,
    MemberState,
    SignOff,
)
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.today import find_today
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation


def describe_terms(consortium: Consortium) -> list[dict[str, Any]]:
    """Return what an agreement is about, of a consortium as it is now; a query."""
    return describe_members(consortium.members.all())


def describe_members(members: Iterable[Member]) -> list[dict[str, Any]]:
    """Return what an agreement is about: each member that accepted, with part, steps and shares."""
    accepted = [one for one in members if one.state == MemberState.ACCEPTED]
    return [
        {
            "member": one.pk,
            "part": one.part,
            "lead": one.lead,
            "steps": sorted(one.steps),
            **{kind: f"{share.normalize():f}" for kind in SHARES if (share := getattr(one, kind))},
        }
        for one in sorted(accepted, key=lambda one: one.pk)
    ]


def add_version(
    consortium: Consortium, name: str, content: bytes, *, by: Participation, doer: Doer
) -> Agreement:
    """Return the next version of the agreement, which everybody signs off again.

    Raises Refusal while the shares are not complete, and as `keep_file` does.
    """
    with transaction.atomic():
        held = lock_consortium(consortium)
        if not held.shared:
            raise Refusal(_("Expected complete shares first: an agreement is about them."))
        kept = keep_file(held, name, content, by=by)
        made = Agreement.objects.create(
            consortium=held,
            number=held.agreements.count() + 1,
            document=kept.name,
            sha256=kept.blob_id,
            terms=describe_terms(held),
            person=name_doer(by, doer),
            account=doer.account.pk if doer.account is not None else None,
        )
        after = {"number": made.number, "document": made.document, "sha256": made.sha256}
        record_change("add_agreement", made, by=doer, edition=consortium.edition, after=after)
        tell_members(
            held,
            f"agreement:{made.number}",
            subject=gettext_lazy("A version of your consortium's agreement waits for you"),
            body=held.title,
            by=by,
        )
    return made


def sign_off(
    agreement: Agreement,
    member: Member,
    *,
    sha256: str,
    by: Participation,
    doer: Doer,
    day: dt.date | None = None,
) -> SignOff:
    """Return that the member signed the version off, as the very bytes that were looked at.

    ``sha256`` is what the signer's page said. Raises Refusal for an older version, one that is not
    about the members and shares of now, other bytes, a member that has left, and a second time.
    """
    consortium = agreement.consortium
    with transaction.atomic():
        held = lock_consortium(consortium)
        newest = held.agreements.first()
        if newest is None or newest.pk != agreement.pk:
            raise Refusal(_("There is a newer version of the agreement: look at that one."))
        if agreement.sha256 != sha256:
            raise Refusal(_("This is another document than the one you looked at."))
        if agreement.terms != describe_terms(held):
            raise Refusal(_("Members or shares have changed since: a new version is needed."))
        found = held.members.filter(pk=member.pk, state=MemberState.ACCEPTED).first()
        if found is None:
            raise Refusal(_("Only members sign."))
        if agreement.sign_offs.filter(member=found).exists():
            raise Refusal(_("Your organisation has signed this version off already."))
        today = find_today(consortium.edition)
        if day is not None and day > today:
            raise Refusal(_("Expected a day that is not in the future."))
        made = SignOff.objects.create(
            agreement=agreement,
            member=found,
            person=name_doer(by, doer),
            account=doer.account.pk if doer.account is not None else None,
            day=day or today,
            sha256=sha256,
        )
        after = {"agreement": agreement.number, "sha256": sha256, "member": found.pk}
        record_change("sign_off", made, by=doer, edition=consortium.edition, after=after)
        tell_members(
            held,
            f"sign_off:{made.pk}",
            subject=gettext_lazy("A member has signed your consortium's agreement"),
            body=held.title,
            by=by,
        )
    return made
