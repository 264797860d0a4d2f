"""Which delegation somebody may see: their own, and no other."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from fairlead.apps.delegations.models import LEADS, Delegate, Delegation
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.people.models import Participation


def note_delegation(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Return the rows, each with what somebody is in delegations; no more queries.

    ``in_delegation`` is whether they are in one, ``led`` are the economies whose they lead.
    """
    held = Delegate.objects.filter(participation=OuterRef("pk"))
    led = held.filter(office__in=LEADS).order_by().values("delegation__economy")
    return rows.annotate(in_delegation=Exists(held), led=ArraySubquery(led))


def list_led_economies(who: Participation) -> list[str]:
    """Return the economies (such as BLR) of whose delegations somebody is head or focal point.

    Needs no query where `note_delegation` noted the rows.
    """
    noted: list[str] | None = getattr(who, "led", None)
    if noted is not None:
        return noted
    held = Delegate.objects.filter(participation=who, office__in=LEADS)
    return list(held.values_list("delegation__economy", flat=True))


def read_own_delegation(who: Participation) -> tuple[Delegation | None, list[Delegate]]:
    """Return the delegation somebody is in, with who is in it as `list_delegates`; one query.

    None for who is in no delegation.
    """
    delegates = _OWN_DELEGATION.read(participation=who.pk)
    if not delegates:
        return None, []
    found = delegates[0].delegation
    found.edition = who.edition
    for one in delegates:
        one.delegation = found
    return found, delegates


def _build_own() -> QuerySet[Delegate]:
    own = Delegate.objects.filter(participation=Parameter("participation")).values("delegation")
    return Delegate.objects.filter(delegation__in=own).select_related(
        "delegation__exposition",
        "delegation__organisation",
        "participation__person",
        "participation__organisation",
    )


_OWN_DELEGATION = PreparedQuery(_build_own)


def may_plan(who: Participation, delegates: Iterable[Delegate]) -> bool:
    """Return whether somebody plans the visit of these delegates: their head, and focal points."""
    return any(one.participation_id == who.pk and one.office in LEADS for one in delegates)


def list_delegations(edition: Edition) -> list[Delegation]:
    """Return the delegations in the order of protocol, for the office."""
    rows = Delegation.objects.filter(edition=edition).select_related("exposition")
    return list(rows.order_by("position", "code"))


def list_delegates(delegation: Delegation) -> list[Delegate]:
    """Return who is in a delegation, in the order of protocol."""
    rows = Delegate.objects.filter(delegation=delegation)
    return list(rows.select_related("participation__person", "participation__organisation"))
