"""Telling people how far their registration is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Count, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.messages.models import TO_COME, MailState, Message
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
    tell_all_registered([participation], state, edition=participation.edition)


def tell_newly_registered(participation: Participation, state: str) -> None:
    """Queue the message about the state of a participation that has just been made, and noted."""
    edition, times = participation.edition, {participation.pk: 1}
    _queue([participation], state, edition=edition, times=times)


def tell_all_registered(
    participations: Sequence[Participation], state: str, *, edition: Edition
) -> None:
    """Queue the messages about a state that participations of an edition have from now on.

    Those about an earlier state that were not mailed yet, as in the quiet hours, are not mailed
    any more.
    """
    forget_untold(participations, edition=edition)
    changes = Change.objects.filter(
        about=Value("people_participation"), about_id__in=[one.pk for one in participations]
    )
    times = dict(changes.order_by().values_list("about_id").annotate(Count("pk")))
    _queue(participations, state, edition=edition, times=times)


def forget_untold(participations: Sequence[Participation], *, edition: Edition) -> None:
    """Cancel the mail that still waits to be sent about a state that is over."""
    waiting = Message.objects.filter(
        edition=edition,
        person__in=[one.person_id for one in participations],
        purpose="registration",
        state__in=TO_COME,
        key__regex=r"^\d+:",  # not what the office wrote
    )
    waiting.update(state=MailState.CANCELLED)


def _queue(
    participations: Sequence[Participation],
    state: str,
    *,
    edition: Edition,
    times: Mapping[int, int],
) -> None:
    """``times`` says how often each was changed: of a state one is told each time it comes."""
    subject, body = STATE_WORDS[ParticipationState(state)]
    link = reverse("desk:home", args=(edition.code,))
    queue_messages(
        (
            Draft(
                key=f"{one.pk}:{state}:{times.get(one.pk, 0)}",
                person=one.person,
                subject=subject,
                body=body if not one.reason else _JoinedText(body, one.reason),
                link=link,
            )
            for one in participations
        ),
        edition=edition,
        purpose="registration",
    )


class _JoinedText:
    """Our text followed by the organiser's, in the reader's language."""

    def __init__(self, words: object, reason: str) -> None:
        self.words, self.reason = words, reason

    def __str__(self) -> str:
        return f"{self.words}\n\n{self.reason}"
