"""Setting who has which share of cost, work and rights: all of them at once, exactly 100."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from fairlead.apps.consortia.domain.form_consortium import describe_member, lock_consortium
from fairlead.apps.consortia.models import SHARE_WORDS, SHARES, Consortium, MemberState
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import Doer, record_change

_WHOLE, _SMALLEST = Decimal(100), Decimal("0.000001")


def read_share(text: str) -> Decimal:
    """Return a percentage as it was typed, 33.33 or 33,33; raises Refusal for anything else."""
    bare = text.strip().removesuffix("%").strip().replace(",", ".")
    try:
        share = Decimal(bare)
    except InvalidOperation:
        share = Decimal(-1)
    if not share.is_finite() or not 0 <= share <= _WHOLE or share != _cut(share):
        expected = _("Expected a share from 0 to 100 with at most six digits after the point: %s")
        raise Refusal(expected % text[:40])
    return share


def _cut(share: Decimal) -> Decimal:
    return share.quantize(_SMALLEST)


def set_shares(
    consortium: Consortium, shares: Mapping[int, Mapping[str, Decimal]], *, doer: Doer
) -> None:
    """Give each member that accepted, by its id, its shares of cost, work and rights.

    Each kind sums to exactly 100, here and in the database. Raises Refusal with the sum for those
    that do not, and for shares of others than the members.
    """
    with transaction.atomic():
        held = lock_consortium(consortium)
        members = list(
            held.members.select_for_update(of=("self",))
            .filter(state=MemberState.ACCEPTED)
            .select_related("organisation")
        )
        if not members or {one.pk for one in members} != set(shares):
            raise Refusal(_("The members have changed meanwhile: please look at it again."))
        for kind in SHARES:
            total = sum((shares[one.pk][kind] for one in members), Decimal())
            if total != _WHOLE:
                raise Refusal(_describe_sum(str(SHARE_WORDS[kind]), total))
        for member in members:
            before = describe_member(member)
            for kind in SHARES:
                setattr(member, kind, shares[member.pk][kind])
            member.save(update_fields=SHARES)
            record_change(
                "set_shares",
                member,
                by=doer,
                edition=consortium.edition,
                before=before,
                after=describe_member(member),
            )
        Consortium.objects.filter(pk=held.pk).update(shared=True)


def _describe_sum(kind: str, total: Decimal) -> str:
    said = {
        "kind": kind,
        "total": f"{total.normalize():f}",
        "rest": f"{abs(_WHOLE - total).normalize():f}",
    }
    if total < _WHOLE:
        return _("The shares of %(kind)s sum to %(total)s, not to 100: %(rest)s is missing.") % said
    return _("The shares of %(kind)s sum to %(total)s, not to 100: %(rest)s is too much.") % said
