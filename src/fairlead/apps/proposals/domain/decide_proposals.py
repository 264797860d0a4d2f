"""Deciding proposals, one or many at once; an accepted one becomes a session to be placed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from fairlead.apps.congress.domain.change_draft import add_session
from fairlead.apps.congress.domain.draft_programme import find_or_make_draft
from fairlead.apps.fairs.draw_code import draw_code
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account, Participation, ParticipationState, Person, Role
from fairlead.apps.proposals.domain.refusals import Refusal
from fairlead.apps.proposals.domain.tell_author import tell_author
from fairlead.apps.proposals.models import (
    OPEN_TO_DECISION,
    Proposal,
    ProposalState,
    SpeakerState,
)
from fairlead.folder.localized_text import LocalizedText


def decide_proposals(
    proposals: Iterable[Proposal], state: ProposalState, *, words: str = "", by: Doer
) -> int:
    """Return how many were decided again, all or none; their authors are told, with the words.

    Raises Refusal where one of them is a session already, or not submitted.
    """
    decided = 0
    with transaction.atomic():
        for one in proposals:
            decided += _decide(one, state, words, by)
    return decided


def _decide(proposal: Proposal, state: ProposalState, words: str, by: Doer) -> bool:
    rows = Proposal.objects.select_for_update(of=("self",))
    held = rows.select_related("account__person", "edition").get(pk=proposal.pk)
    if held.state == state:
        return False
    if held.state not in OPEN_TO_DECISION:
        raise Refusal("accepted" if held.state == ProposalState.ACCEPTED else "not_submitted")
    before, held.state = str(held.state), state
    held.words, held.decided_at = words, timezone.now()
    if state == ProposalState.ACCEPTED and not held.session:
        held.session = _make_session(held, by)
    held.save()
    record_change(
        "decide_proposal",
        held,
        by=by,
        edition=held.edition,
        before={"state": before},
        after={"state": str(state), "session": held.session},
    )
    tell_author(held)
    return True


def _make_session(held: Proposal, by: Doer) -> str:
    """Return the code of the session to be placed that the proposal becomes, with its speakers."""
    draft = find_or_make_draft(held.edition)
    people = list(dict.fromkeys(one.pk for one in _list_people(held, by)))
    code = draw_code("s", length=8)
    add_session(
        draft,
        {
            "title": dict(held.title),
            "description": dict(held.text),
            "kind": held.kind,
            "level": held.level,
            "language": held.language,
            "minutes": held.minutes,
            "people": [[who, False] for who in people],
        },
        by=by,
        code=code,
    )
    return code


def _list_people(held: Proposal, by: Doer) -> Iterable[Participation]:
    """Yield who is to speak, as participants: the author where no speakers are named."""
    speakers = list(held.speakers.exclude(state=SpeakerState.DECLINED).select_related("account"))
    if not speakers:
        yield _take_part(held.edition, held.account, held.account.email, held.account.email, by)
    for one in speakers:
        yield _take_part(held.edition, one.account, one.name, one.email, by)


def _take_part(
    edition: Edition, account: Account | None, name: str, email: str, by: Doer
) -> Participation:
    """Return a speaker's participation: as the account's person, or as a person of that address."""
    person = account.person if account is not None else None
    if person is None:
        known = Person.objects.filter(
            email__address=email, participations__edition=edition, erased_at=None
        )
        found = list(known[:2])
        person = found[0] if len(found) == 1 else None
    if person is None:
        said = LocalizedText({edition.languages[0]: name})
        person = Person.objects.create(name=said, email=email)
        if account is not None:
            account.person = person
            account.save(update_fields=["person"])
    there = Participation.objects.filter(edition=edition, person=person).first()
    if there is None:
        there = Participation.objects.create(
            edition=edition, person=person, code=draw_code("sp", length=10), roles=[Role.SPEAKER]
        )
        record_change("make_speaker", there, by=by, edition=edition, after={"roles": there.roles})
        return there
    before = {"roles": list(there.roles), "state": str(there.state)}
    if Role.SPEAKER not in there.roles:
        there.roles = [*there.roles, Role.SPEAKER]
    there.state = ParticipationState.APPROVED
    there.save(update_fields=["roles", "state"])
    after = {"roles": there.roles, "state": str(there.state)}
    record_change("make_speaker", there, by=by, edition=edition, before=before, after=after)
    return there
