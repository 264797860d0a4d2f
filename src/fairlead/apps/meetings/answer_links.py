"""Signed addresses by which somebody answers a request from a mail, without signing in."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from fairlead.apps.meetings.models import MeetingRequest
from fairlead.apps.people.models import Participation, ParticipationState

_SALT = "fairlead.meetings.answer"
_LIFETIME = 90 * 24 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """Which request a link is about, and who answers by it."""

    request: MeetingRequest
    participation: Participation


def sign_answer(request: MeetingRequest, who: Participation) -> str:
    """Return the token by which a participant answers a request."""
    return signing.dumps([request.pk, who.pk], salt=_SALT, compress=False)


def read_answer(token: str) -> AnswerLink | None:
    """Return what a token is for; None when it is forged, expired or revoked."""
    try:
        request, who = signing.loads(token, salt=_SALT, max_age=_LIFETIME)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = (
        MeetingRequest.objects.select_related("edition", "requester__person", "recipient")
        .filter(pk=request)
        .first()
    )
    person = (
        Participation.objects.select_related("person", "organisation")
        .filter(pk=who, state=ParticipationState.APPROVED)
        .first()
    )
    return AnswerLink(found, person) if found is not None and person is not None else None
