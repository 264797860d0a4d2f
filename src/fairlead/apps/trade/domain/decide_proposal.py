"""The organiser lets a text of an exhibitor be seen, or not."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account, Organisation
from fairlead.apps.trade.domain.edit_organisation import set_values
from fairlead.apps.trade.models import Proposal, ProposalState
from fairlead.folder import bounds
from fairlead.ui.forms.lengths import check_line


class DecidedAlready(Exception):
    """It does not wait any more: it was decided, replaced or taken back."""


def decide_proposal(proposal: Proposal, *, approve: bool, reason: str = "", by: Doer) -> None:
    """Let what waits be seen by everybody, or refuse it; who wrote it is told.

    Until then, and after a refusal, everybody sees what was there before. Raises DecidedAlready.
    """
    with transaction.atomic():
        firm = Organisation.objects.select_for_update(no_key=True).get(pk=proposal.organisation_id)
        now = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if now.state != ProposalState.WAITING:
            raise DecidedAlready
        now.state = ProposalState.APPROVED if approve else ProposalState.REJECTED
        now.reason, now.decided_at = check_line(reason, bounds.TEXT_LENGTH), Now()
        now.save(update_fields=["state", "reason", "decided_at"])
        if approve:
            set_values(firm, now.about, now.values, act="approve", by=by)
        else:
            record_change(
                f"reject_{now.about.partition('/')[0]}",
                firm,
                by=by,
                edition=firm.edition,
                after={"about": now.about, "proposal": now.pk},
            )
        _tell(now, firm)


def _tell(proposal: Proposal, firm: Organisation) -> None:
    if proposal.account_id is None:
        return
    account = Account.objects.select_related("person").filter(pk=proposal.account_id).first()
    if account is None or account.person is None:
        return
    approved = proposal.state == ProposalState.APPROVED
    queue_message(
        person=account.person,
        edition=firm.edition,
        purpose="team",
        key=f"proposal:{proposal.pk}",
        template="proposal",
        context={
            "approved": approved,
            "firm": firm.name,
            "reason": proposal.reason,
            "fair": firm.edition.name,
        },
        link=reverse("desk:organisation", args=(firm.edition.code,)),
    )


PROPOSAL_WORDS = {
    "profile": _("Profile"),
    "logo": _("Logo"),
    "pictures": _("Pictures"),
    "offer": _("Offer"),
    "need": _("Need"),
}
