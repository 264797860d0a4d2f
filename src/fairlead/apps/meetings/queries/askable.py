"""Which people anybody at an edition may ask for a meeting, or see named."""

from __future__ import annotations

from django.db.models import QuerySet

from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.consent.queries.consents import list_consenting
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Participation, ParticipationState


def list_askable(edition: Edition) -> QuerySet[Participation]:
    """Return who takes part, is not hidden and, where that is asked, agreed to be shown."""
    people = Participation.objects.select_related("person", "organisation")
    people = people.filter(edition=edition, hidden=False, state=ParticipationState.APPROVED)
    if (shown := list_consenting(edition, ConsentPurpose.BE_SHOWN)) is not None:
        people = people.filter(person__in=shown)
    return people
