"""Addresses of those one meets: after both sides agreed, and of those who agreed to it."""

from __future__ import annotations

from dataclasses import dataclass

from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.consent.queries.consents import list_consenting
from fairlead.apps.meetings.models import Answer, MeetingRequest, RequestState
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody on an agreed request, with the address."""

    name: LocalizedText
    address: str


def list_contacts(request: MeetingRequest, who: Participation) -> list[Contact]:
    """Return the others on a request that is accepted who agreed that their address is shown.

    Nobody's where the edition does not ask for that consent. ``who`` is on the request.
    """
    if request.state != RequestState.ACCEPTED:
        return []
    agreed = list_consenting(request.edition, ConsentPurpose.SHARE_CONTACT)
    if agreed is None:
        return []
    others: set[int | None] = {request.requester_id, request.invitee_id, request.assigned_id}
    for party in request.parties.filter(answer=Answer.ACCEPTED):
        others |= {party.participation_id, party.attends_id}
    known = [one for one in others if one not in (None, who.pk)]
    people = Participation.objects.filter(pk__in=known, person__in=agreed)
    found = people.exclude(person__email="").select_related("person").order_by("pk")
    return [Contact(one.person.name, one.person.email) for one in found]
