"""What is open between a participant and others, as an expression for the rows of these."""

from __future__ import annotations

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from fairlead.apps.meetings.models import MeetingRequest
from fairlead.apps.meetings.queries.sides import find_firm
from fairlead.apps.people.models import Participation
from fairlead.apps.trade.models import PartnerKind
from fairlead.folder.choices import OPEN_STATES


def find_open_request(who: Participation, kind: PartnerKind) -> Subquery:
    """Return the expression of a participant's open request with each organisation or person.

    Its value has ``code``, ``state`` and ``requester``; null where nothing is open. What
    is agreed comes before what waits for an answer.
    """
    me = Q(invitee=who)
    if (firm := find_firm(who)) is not None:
        me |= Q(recipient=firm)
    if kind == PartnerKind.ORGANISATION:
        asked, asks = Q(recipient=OuterRef("pk")), Q(requester__organisation=OuterRef("pk"))
    else:
        asked, asks = Q(invitee=OuterRef("pk")), Q(requester=OuterRef("pk"))
    between = Q(asked, requester=who) | (asks & me)
    rows = MeetingRequest.objects.filter(between, edition=who.edition_id, state__in=OPEN_STATES)
    said = JSONObject(code="code", state="state", requester="requester_id")
    return Subquery(rows.order_by("state", "-pk").values_list(said)[:1])
