"""Saying for how long an edition keeps what."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.privacy.models import KeptFor, RetentionKind

MOST_DAYS = 36_500


def set_kept_for(edition: Edition, days: Mapping[RetentionKind, int | None], *, by: Doer) -> None:
    """Let each kind be kept so many days after the edition's end; None for ever."""
    with transaction.atomic():
        before = dict(KeptFor.objects.filter(edition=edition).values_list("kind", "days"))
        for kind, wanted in days.items():
            if wanted is None:
                KeptFor.objects.filter(edition=edition, kind=kind).delete()
            else:
                KeptFor.objects.update_or_create(
                    edition=edition, kind=kind, defaults={"days": wanted}
                )
        after = {str(kind): wanted for kind, wanted in days.items()}
        record_change(
            "set_kept_for",
            edition,
            by=by,
            edition=edition,
            before={name: before.get(name) for name in after},
            after=after,
        )
