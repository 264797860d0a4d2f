"""Telling people how far their registration is."""

from __future__ import annotations

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.people.models import Change, Participation, ParticipationState

STATE_WORDS = {
    ParticipationState.REGISTERED: (
        _("Your registration has come in"),
        _("Thank you. The organiser looks at it and you will be told."),
    ),
    ParticipationState.APPROVED: (
        _("You take part"),
        _("Your registration is approved. Your desk is open."),
    ),
    ParticipationState.WAITING: (
        _("You are on the waiting list"),
        _("All places are taken. When one is free it is yours without anything to do for you."),
    ),
    ParticipationState.REJECTED: (
        _("Your registration was not accepted"),
        _("The organiser did not accept your registration."),
    ),
}


def tell_registered(participation: Participation, state: str) -> None:
    """Queue the message about a state that a participation has from now on."""
    subject, body = STATE_WORDS[ParticipationState(state)]
    times = Change.objects.filter(
        about=Value("people_participation"), about_id=participation.pk
    ).count()
    queue_message(
        person=participation.person,
        edition=participation.edition,
        purpose="registration",
        key=f"{participation.pk}:{state}:{times}",
        subject=subject,
        body=body if not participation.reason else _Joined(body, participation.reason),
        link=reverse("desk:home", args=(participation.edition.code,)),
    )


class _Joined:
    """Our text followed by the organiser's, in the reader's language."""

    def __init__(self, words: object, reason: str) -> None:
        self.words, self.reason = words, reason

    def __str__(self) -> str:
        return f"{self.words}\n\n{self.reason}"
