"""Proposing a session: kept as a draft, submitted, changed until the call closes, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairlead.apps.congress.models import Level
from fairlead.apps.fairs.draw_code import draw_code
from fairlead.apps.messages.domain.queue_message import queue_message_to_address
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account
from fairlead.apps.proposals.domain.refusals import Refusal
from fairlead.apps.proposals.domain.tell_author import tell_author
from fairlead.apps.proposals.models import (
    EDITABLE,
    Call,
    Proposal,
    ProposalSpeaker,
    ProposalState,
    SpeakerState,
)
from fairlead.folder.addresses import fold_address
from fairlead.folder.controls import write_line
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.forms.fields import read_address

MOST, MOST_SPEAKERS = 20, 20


@dataclass(frozen=True, slots=True)
class ProposalText:
    """What somebody says of a session; ``answers`` are by the question's place in the call."""

    title: LocalizedText
    text: LocalizedText
    kind: str = ""
    level: str = ""
    language: str = ""
    minutes: int = 60
    answers: Mapping[str, str] = field(default_factory=dict)


def save_proposal(
    call: Call, account: Account, said: ProposalText, *, held: Proposal | None = None, by: Doer
) -> Proposal:
    """Return the proposal with the new values; a new one is a draft, which may have gaps.

    What was submitted stays so, and may not lose what a submission needs. Raises Refusal.
    """
    if not call.is_open:
        raise Refusal("closed")
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        if held is None:
            if Proposal.objects.filter(call=call, account=account).count() >= MOST:
                raise Refusal("many")
            one = Proposal(
                edition=call.edition, call=call, account=account, code=draw_code("pr", length=10)
            )
        else:
            one = Proposal.objects.select_for_update().get(pk=held.pk)
            if one.state not in EDITABLE:
                raise Refusal("state")
        one.title, one.text = said.title, said.text
        one.kind = said.kind if said.kind in call.kinds else ""
        one.level = said.level if said.level in Level.values else ""
        one.language, one.minutes = said.language, said.minutes
        one.answers = dict(said.answers)
        if one.state == ProposalState.SUBMITTED:
            _check(one)
        one.save()
        record_change(
            "save_proposal",
            one,
            by=by,
            edition=call.edition,
            after={"state": str(one.state), "languages": sorted(one.title)},
        )
    return one


def submit_proposal(proposal: Proposal, *, by: Doer) -> None:
    """Submit a draft, or what was withdrawn, while the call is open; raises Refusal."""
    with transaction.atomic():
        held = _lock(proposal)
        if held.state == ProposalState.SUBMITTED:
            return
        if held.state not in EDITABLE:
            raise Refusal("state")
        if not held.call.is_open:
            raise Refusal("closed")
        _check(held)
        _set_state(held, ProposalState.SUBMITTED, by)
        tell_author(held)


def withdraw_proposal(proposal: Proposal, *, by: Doer) -> None:
    """Withdraw a proposal, decided or not; a session that it became is the organiser's to take out.

    Raises Refusal for one that was not accepted.
    """
    with transaction.atomic():
        held = _lock(proposal)
        if held.state == ProposalState.WITHDRAWN:
            return
        if held.state in (ProposalState.DRAFT, ProposalState.REJECTED):
            raise Refusal("state")
        _set_state(held, ProposalState.WITHDRAWN, by)


def _lock(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.select_related("call", "edition", "account__person").get(pk=proposal.pk)


def _set_state(held: Proposal, state: ProposalState, by: Doer) -> None:
    before, held.state = str(held.state), state
    if state == ProposalState.SUBMITTED:
        held.submitted_at = timezone.now()
    held.save()
    record_change(
        "set_proposal_state",
        held,
        by=by,
        edition=held.edition,
        before={"state": before},
        after={"state": str(state)},
    )


def _check(one: Proposal) -> None:
    """Raise Refusal for what a submission has to say and this does not."""
    if not one.title:
        raise Refusal("title")
    if not one.text:
        raise Refusal("text")
    if one.call.kinds and one.kind not in one.call.kinds:
        raise Refusal("kind")
    for question in one.call.questions.all():
        if question.required and not one.answers.get(str(question.position), "").strip():
            raise Refusal("answer")


def ask_speaker(proposal: Proposal, name: str, email: str, *, by: Doer) -> ProposalSpeaker:
    """Return somebody asked by mail to speak at what is proposed; an address is asked once."""
    name = write_line(name)
    if not name:
        raise Refusal("name")
    try:
        email = fold_address(read_address(email))
    except ValidationError:
        raise Refusal("address") from None
    with transaction.atomic():
        held = _lock(proposal)
        if held.state not in (*EDITABLE, ProposalState.ACCEPTED, ProposalState.WAITING):
            raise Refusal("state")
        if held.speakers.count() >= MOST_SPEAKERS:
            raise Refusal("speakers")
        found, fresh = ProposalSpeaker.objects.get_or_create(
            proposal=held, email=email, defaults={"name": name}
        )
        if fresh:
            record_change("ask_speaker", found, by=by, edition=held.edition)
            queue_message_to_address(
                email,
                edition=held.edition,
                purpose="proposal",
                key=f"speaker:{found.pk}",
                template="speaker_asked",
                context={
                    "name": name,
                    "title": held.title,
                    "fair": held.edition.name,
                },
                link=reverse("desk:speak", args=(held.edition.code, found.token)),
            )
    return found


def drop_speaker(speaker: ProposalSpeaker, *, by: Doer) -> None:
    """Ask somebody no longer; who becomes a speaker of a session by then stays one."""
    with transaction.atomic():
        held = _lock(speaker.proposal)
        if held.state not in EDITABLE:
            raise Refusal("state")
        record_change("drop_speaker", speaker, by=by, edition=held.edition)
        speaker.delete()


def answer_as_speaker(speaker: ProposalSpeaker, account: Account, *, comes: bool, by: Doer) -> None:
    """Say that one comes to speak, or does not, under the account one is signed in with.

    The author is told each time that somebody says another thing than before.
    """
    state = SpeakerState.CONFIRMED if comes else SpeakerState.DECLINED
    with transaction.atomic():
        held = ProposalSpeaker.objects.select_for_update().get(pk=speaker.pk)
        if (held.state, held.account_id) == (state, account.pk):
            return  # pressed twice
        held.account, held.state = account, state
        held.save(update_fields=["account", "state"])
        record_change(
            "answer_as_speaker",
            held,
            by=by,
            edition=speaker.proposal.edition,
            after={"state": str(held.state)},
        )
        tell_author(
            speaker.proposal,
            subject=_("A speaker has answered"),
            words=_("Comes to speak:") if comes else _("Does not come to speak:"),
            name=held.name,
            occasion=f"speaker:{held.pk}:{held.state}:{timezone.now().timestamp()}",
        )
