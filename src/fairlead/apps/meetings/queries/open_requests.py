"""What is open between a participant and others, as expressions for the rows of these."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from fairlead.apps.meetings.models import MeetingRequest
from fairlead.apps.trade.models import PartnerKind
from fairlead.apps.trade.queries.people_to_meet import FIRM, WHO
from fairlead.folder.choices import OPEN_STATES


def find_open_requests(kind: PartnerKind) -> Sequence[Subquery]:
    """Return the expressions of open requests with each organisation or person: asked, and asking.

    They are those of the participant `WHO` and of `FIRM` (`find_firm`). The value has ``pk``,
    ``code``, ``state`` and ``requester``; null where nothing is open. What is agreed comes
    before what waits for an answer.
    """
    if kind == PartnerKind.ORGANISATION:
        asked, asks = Q(recipient=OuterRef("pk")), Q(requester__organisation=OuterRef("pk"))
    else:
        asked, asks = Q(invitee=OuterRef("pk")), Q(requester=OuterRef("pk"))
    said = JSONObject(pk="pk", code="code", state="state", requester="requester_id")
    rows = MeetingRequest.objects.filter(state__in=OPEN_STATES).order_by("state", "-pk")
    return [
        Subquery(rows.filter(between).values_list(said)[:1])
        for between in (Q(asked, requester=WHO), asks & (Q(invitee=WHO) | Q(recipient=FIRM)))
    ]
