"""Which delegation somebody may see: their own, and no other."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from fairlead.apps.delegations.models import LEADS, Delegate, Delegation
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Participation


def note_delegation(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Return the rows, each with ``in_delegation``: whether somebody is in one; no more queries."""
    held = Delegate.objects.filter(participation=OuterRef("pk"))
    return rows.annotate(in_delegation=Exists(held))


def find_own_delegation(who: Participation) -> Delegation | None:
    """Return the delegation somebody is in, None for who is in none."""
    rows = Delegation.objects.select_related("exposition", "organisation")
    found = rows.filter(edition=who.edition_id, delegates__participation=who).first()
    if found is not None:
        found.edition = who.edition
    return found


def may_plan(who: Participation, delegation: Delegation) -> bool:
    """Return whether somebody plans the visit of a delegation: its head, and its focal points."""
    held = Delegate.objects.filter(delegation=delegation, participation=who, office__in=LEADS)
    return held.exists()


def list_delegations(edition: Edition) -> list[Delegation]:
    """Return the delegations in the order of protocol, for the office."""
    rows = Delegation.objects.filter(edition=edition).select_related("exposition")
    return list(rows.order_by("position", "code"))


def list_delegates(delegation: Delegation) -> list[Delegate]:
    """Return who is in a delegation, in the order of protocol."""
    rows = Delegate.objects.filter(delegation=delegation)
    return list(rows.select_related("participation__person", "participation__organisation"))
