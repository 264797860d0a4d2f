"""Saving and dismissing who was proposed."""

from __future__ import annotations

from django.db import transaction

from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Mark, MarkKind, Organisation, Participation


def set_mark(
    participation: Participation,
    target: Organisation | Participation,
    kind: MarkKind | None,
    *,
    by: Doer,
) -> None:
    """Set a participant's mark on somebody; None removes it.

    What an organiser does for somebody is recorded; what people do for themselves is theirs.
    """
    key = (
        {"organisation": target, "other": None}
        if isinstance(target, Organisation)
        else {"organisation": None, "other": target}
    )
    with transaction.atomic():
        if kind is None:
            Mark.objects.filter(participation=participation, **key).delete()
        else:
            Mark.objects.update_or_create(
                participation=participation, defaults={"kind": kind}, **key
            )
        if by.acting_for is not None:
            record_change(
                "mark",
                target,
                by=by,
                edition=participation.edition,
                after={"kind": str(kind) if kind else None},
            )
