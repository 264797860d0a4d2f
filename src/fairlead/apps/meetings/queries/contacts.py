"""Addresses of those one meets: after both sides agreed, and of those who agreed to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet

from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.consent.queries.consents import agrees
from fairlead.apps.fairs.prepared_query import IsAmong, Parameter
from fairlead.apps.meetings.models import Answer, RequestParty
from fairlead.apps.people.models import Participation
from fairlead.folder.localized_text import LocalizedText


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody on an agreed request, with the address."""

    name: LocalizedText
    address: str


def list_people_to_contact() -> QuerySet[Participation]:
    """Return, for the request of the query around, those who agreed that their address is shown.

    Nobody where the edition does not ask for that consent, and not ``who`` is given. They are to be
    shown on a request that is accepted, to those who are on it.
    """
    parties = RequestParty.objects.filter(request=OuterRef(OuterRef("pk")), answer=Answer.ACCEPTED)
    on_it = Q(IsAmong(F("pk"), ArraySubquery(parties.values("participation"))))
    on_it |= Q(IsAmong(F("pk"), ArraySubquery(parties.values("attends"))))
    for name in ("requester", "invitee", "assigned"):
        on_it |= Q(pk=OuterRef(name))
    agreed = agrees(
        ConsentPurpose.SHARE_CONTACT,
        edition=Parameter("edition"),
        person="person",
        or_unasked=False,
    )
    people = Participation.objects.filter(on_it, agreed).exclude(person__email="")
    return people.exclude(pk=Parameter("who")).order_by("pk")
