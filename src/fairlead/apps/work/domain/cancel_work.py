"""Cancelling background work."""

from __future__ import annotations

from django.db.models import Case, Value, When
from django.db.models.functions import Now

from fairlead.apps.work.kinds import forget_undone
from fairlead.apps.work.models import LIVE, Work, WorkState


def cancel_work(work: Work) -> bool:
    """Return whether there was anything to cancel.

    Work that waits is cancelled at once, and work under way at the next step it takes; what has
    ended stays as it is.
    """
    waits = When(state=WorkState.QUEUED, then=Value(WorkState.CANCELLED))
    ends = When(state=WorkState.QUEUED, then=Now())
    changed = Work.objects.filter(pk=work.pk, state__in=LIVE).update(
        cancelling=True, state=Case(waits, default="state"), ended_at=Case(ends, default=None)
    )
    work.refresh_from_db()
    if changed and not work.is_live:
        forget_undone(work)
    return changed > 0
