"""Which side of a request somebody is on."""

from __future__ import annotations

from fairlead.apps.meetings.models import MeetingRequest, RequestParty, Side
from fairlead.apps.people.models import Participation


def find_side(request: MeetingRequest, who: Participation) -> Side | None:
    """Return the side of a request that a participant is on; none for a stranger."""
    if who.pk == request.requester_id:
        return Side.REQUESTER
    if request.asking_firm_id is not None and who.organisation_id == request.asking_firm_id:
        return Side.REQUESTER
    if who.pk == request.invitee_id:
        return Side.RECIPIENT
    if request.recipient_id is not None and who.organisation_id == request.recipient_id:
        return Side.RECIPIENT
    return None


def find_party(request: MeetingRequest, who: Participation) -> RequestParty | None:
    """Return the further party of a request that a participant belongs to."""
    for party in request.parties.all():
        if party.participation_id == who.pk or (
            party.exhibitor_id is not None and party.exhibitor_id == who.organisation_id
        ):
            return party
    return None
