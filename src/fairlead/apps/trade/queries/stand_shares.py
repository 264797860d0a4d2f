"""Whose stand somebody shares."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.people.models import Organisation
from fairlead.apps.trade.models import ShareState, StandShare


def find_sharing(exhibitor: Exhibitor) -> tuple[Organisation | None, list[Organisation]]:
    """Return whose stand an exhibitor shares, if it does, and who shares its own; one query."""
    rows = StandShare.objects.filter(
        Q(host=exhibitor) | Q(guest=exhibitor.organisation_id), state=ShareState.ACCEPTED
    ).select_related("guest", "host__organisation")
    found = list(rows.order_by("answered_at", "pk"))
    host = next(
        (one.host.organisation for one in found if one.guest_id == exhibitor.organisation_id), None
    )
    return host, [one.guest for one in found if one.host_id == exhibitor.pk]


def list_open_shares(organisation: Organisation) -> QuerySet[StandShare]:
    """Return the invitations of and to an organisation that wait, and who shares a stand."""
    open_ones = (ShareState.INVITED, ShareState.ACCEPTED)
    return (
        StandShare.objects.filter(
            Q(host=organisation.pk) | Q(guest=organisation), state__in=open_ones
        )
        .select_related("guest", "host__organisation", "host__stand__hall")
        .order_by("invited_at", "pk")
    )
