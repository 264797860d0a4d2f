"""Deciding about a hit, with a reason; every decision stays."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account
from fairlead.apps.screening.models import Decision, Hit, HitState
from fairlead.folder import bounds
from fairlead.ui.forms.lengths import check_length


class NoReason(ValueError):
    """A decision was given without a reason."""


def decide_hit(hit: Hit, state: HitState, *, reason: str, account: Account) -> Decision:
    """Return the decision, the last one about the hit; raises NoReason without a reason.

    Who decides about a hit that was decided before adds to it and changes nothing that was said.
    """
    if not reason.strip():
        raise NoReason(_("Expected a reason."))
    name = str(account.person) if account.person is not None else account.email
    with transaction.atomic():
        held = Hit.objects.select_for_update().get(pk=hit.pk)
        made = Decision.objects.create(
            hit=held,
            state=state,
            reason=check_length(reason, bounds.MESSAGE_LENGTH),
            account=account.pk,
            person=name[: bounds.TEXT_LENGTH],
        )
        record_change(
            "decide_hit",
            held,
            by=Doer(account),
            edition=held.edition,
            before={"state": held.state},
            after={"state": str(state), "reason": made.reason},
        )
    return made
