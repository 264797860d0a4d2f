"""Who may write which practices, and what waits for the organiser."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, QuerySet, When

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.practices.models import Practice, PracticeState


def list_own(one: Participation, *, organisation: Organisation | None) -> QuerySet[Practice]:
    """Return the practices of somebody's organisation and those they wrote, the newest first.

    ``organisation`` is None for who may not write for it.
    """
    mine = Q(written_by=one) | Q(contact=one)
    if organisation is not None:
        mine |= Q(organisation=organisation)
    rows = Practice.objects.filter(mine, edition=one.edition_id)
    return rows.select_related("organisation", "project").order_by("-written_at", "-pk")


def list_all(edition: Edition, *, state: str = "") -> QuerySet[Practice]:
    """Return an edition's practices, those that wait for the organiser first."""
    rows = Practice.objects.filter(edition=edition)
    if state == PracticeState.WAITING:
        rows = rows.filter(list_waiting())
    elif state:
        rows = rows.filter(state=state)
    rows = rows.select_related("organisation", "project", "written_by__person")
    waits = Case(When(list_waiting(), then=0), default=1, output_field=IntegerField())
    return rows.order_by(waits, "-written_at", "-pk")


def list_waiting() -> Q:
    """Return the condition on practices of which something waits for the organiser."""
    return Q(state=PracticeState.WAITING) | Q(proposed__isnull=False)
