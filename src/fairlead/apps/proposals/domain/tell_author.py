"""Telling those who propose how far their proposal is."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.messages.words import ParagraphText
from fairlead.apps.people.models import Account
from fairlead.apps.proposals.models import Proposal, ProposalState

PROPOSAL_WORDS = {
    ProposalState.SUBMITTED: (
        _("Your proposal has come in"),
        _("You may change it until the call closes."),
    ),
    ProposalState.ACCEPTED: (
        _("Your proposal is accepted"),
        _("It becomes a session. Your proposal's page says its day, time and room once known."),
    ),
    ProposalState.WAITING: (
        _("Your proposal is on the waiting list"),
        _("It becomes a session when there is a place for it."),
    ),
    ProposalState.REJECTED: (
        _("Your proposal was not accepted"),
        _("There is no place for it in the programme."),
    ),
}


def tell_author(
    proposal: Proposal, *, subject: Any = "", words: Any = "", name: str = "", occasion: str = ""
) -> None:
    """Queue a message about the state of a proposal, or a new comment, to its author."""
    if not subject:
        subject, words = PROPOSAL_WORDS[ProposalState(proposal.state)]
        moment = proposal.decided_at or proposal.submitted_at
        occasion = f"{proposal.state}:{moment.timestamp() if moment else 0:.0f}"
    tell_account(
        proposal.account,
        proposal,
        key=f"{proposal.pk}:{occasion}",
        subject=subject,
        words=words,
        name=name,
        said=ParagraphText(proposal.words) if proposal.state in _DECIDED else "",
    )


_DECIDED = (ProposalState.ACCEPTED, ProposalState.WAITING, ProposalState.REJECTED)


def tell_account(
    account: Account,
    proposal: Proposal,
    *,
    key: str,
    subject: Any,
    words: Any,
    name: str = "",
    said: str = "",
) -> None:
    """Queue a message to an account's person, or to its address where it is no person yet."""
    draft = Draft(
        key=key,
        person=account.person,
        address="" if account.person is not None else account.email,
        template="session_proposal",
        context={
            "subject": subject,
            "words": words,
            "name": name,
            "said": said,
            "title": proposal.title,
            "fair": proposal.edition.name,
        },
        link=reverse("desk:proposal", args=(proposal.edition.code, proposal.code)),
    )
    queue_messages([draft], edition=proposal.edition, purpose="proposal")
