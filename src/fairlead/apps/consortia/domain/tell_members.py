"""Telling the people of a consortium what was done, in the transaction that does it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from fairlead.apps.consortia.models import PRESENT, Consortium
from fairlead.apps.messages.domain.queue_message import Draft, queue_messages
from fairlead.apps.people.models import TEAM_ROLES, Participation, ParticipationState


def list_people_of(organisations: Iterable[int]) -> list[Participation]:
    """Return who acts for organisations at their editions: their staff and delegates."""
    found = Participation.objects.filter(
        organisation__in=list(organisations),
        state=ParticipationState.APPROVED,
        roles__overlap=TEAM_ROLES,
    )
    return list(found.select_related("person"))


def tell_members(
    consortium: Consortium,
    act: str,
    *,
    subject: Any,
    body: Any = "",
    by: Participation | None,
    only: Iterable[int] | None = None,
) -> int:
    """Return how many were told: the people of the members, or of ``only`` these organisations.

    Who opened it is told too, and who does it is not.
    """
    members = consortium.members.filter(state__in=PRESENT).values_list("organisation_id", flat=True)
    people = {one.pk: one for one in list_people_of(members if only is None else only)}
    if only is None and consortium.opened_by_id is not None:
        opener = Participation.objects.select_related("person").filter(
            Q(pk=consortium.opened_by_id), state=ParticipationState.APPROVED
        )
        people |= {one.pk: one for one in opener}
    if by is not None:
        people.pop(by.pk, None)
    key = f"{consortium.pk}:{act}:{timezone.now().timestamp():.6f}"
    link = f"/{consortium.edition.code}/desk/consortia/{consortium.code}/"
    drafts = [
        Draft(key=key, person=one.person, subject=subject, body=body, link=link)
        for one in people.values()
    ]
    return queue_messages(drafts, edition=consortium.edition, purpose="consortium")
