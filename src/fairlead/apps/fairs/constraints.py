"""Rules of a row that the database keeps."""

from __future__ import annotations

from django.db.models import CheckConstraint, Q, TextChoices


def one_of(
    field: str, choices: type[TextChoices], *, name: str, empty: bool = False
) -> CheckConstraint:
    """Return the constraint that ``field`` holds one of the choices (or nothing, if ``empty``)."""
    allowed = [*choices.values, *([""] if empty else [])]
    return CheckConstraint(condition=Q(**{f"{field}__in": allowed}), name=name)


def just_one(first: str, second: str, *, name: str) -> CheckConstraint:
    """Return the constraint that one of the two columns is null and the other is not."""
    return CheckConstraint(
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": False})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": True}),
        name=name,
    )


def between(field: str, low: float, high: float, *, name: str) -> CheckConstraint:
    """Return the constraint low <= ``field`` <= high; null passes where the column takes it."""
    return CheckConstraint(condition=Q(**{f"{field}__gte": low, f"{field}__lte": high}), name=name)


def at_least(field: str, low: float, *, name: str) -> CheckConstraint:
    """Return the constraint low <= ``field``; null passes where the column takes it."""
    return CheckConstraint(condition=Q(**{f"{field}__gte": low}), name=name)
