"""Defining as what one may register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.domain.wait_for_place import promote_waiting
from fairlead.apps.people.models import Change, ParticipationType, Question

_FIELDS = (
    "name",
    "description",
    "role",
    "quota",
    "price",
    "opens_at",
    "closes_at",
    "needs_approval",
    "position",
    "meeting_days",
)


class QuotaTooSmall(Exception):
    """More have a place already than the quota would hold."""


def set_up_type(kind: ParticipationType, questions: Sequence[Question], *, by: Doer) -> Change:
    """Return the record of writing a type, new or changed, with its questions.

    Places that are free now are given.

    A question is the same one as long as it has its id, even with a new text, and keeps its
    answers; one that is not among ``questions`` goes with them. Raises QuotaTooSmall.
    """
    with transaction.atomic():
        old = ParticipationType.objects.filter(pk=kind.pk).first()
        before = _describe(old) if old is not None else {}
        try:
            with transaction.atomic():
                if old is None:
                    kind.save()
                else:
                    kind.save(update_fields=_FIELDS)
        except IntegrityError as error:
            if "participation_type_quota" in str(error):
                raise QuotaTooSmall from None
            raise
        kept = [question.pk for question in questions if question.pk]
        kind.questions.exclude(pk__in=kept).delete()
        for place, question in enumerate(questions):
            question.type, question.position = kind, place
            question.save()
        change = record_change(
            "set_up_type",
            kind,
            by=by,
            edition=kind.edition,
            before=before,
            after=_describe(kind) | {"questions": len(questions)},
        )
        promote_waiting(kind.pk, by=by)
    return change


def _describe(kind: ParticipationType) -> dict[str, Any]:
    def write(value: Any) -> Any:
        if value is None or isinstance(value, bool | int):
            return value
        if isinstance(value, list):
            return [str(one) for one in value]
        return dict(value) if hasattr(value, "keys") else str(value)

    return {name: write(getattr(kind, name)) for name in _FIELDS}
