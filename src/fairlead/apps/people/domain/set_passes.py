"""Setting how many passes an organisation's team has."""

from __future__ import annotations

from django.db import transaction

from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Organisation, PassQuota


def set_passes(
    organisation: Organisation, quota: int | None, *, by_hand: bool = True, by: Doer
) -> PassQuota:
    """Return the organisation's passes, so many from now on; None is as many as it likes.

    A quota below those who have a pass takes none away: nobody else gets one.
    """
    with transaction.atomic():
        held, _made = PassQuota.objects.get_or_create(organisation=organisation)
        before = held.quota
        held.quota, held.set_by_hand = quota, by_hand and quota is not None
        held.save(update_fields=["quota", "set_by_hand"])
        if before != quota:
            record_change(
                "set_passes",
                organisation,
                by=by,
                edition=organisation.edition,
                before={"quota": before},
                after={"quota": quota},
            )
        held.refresh_from_db()
    return held
