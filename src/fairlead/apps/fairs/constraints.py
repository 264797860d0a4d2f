"""Rules of a row that the database keeps, and indexes of what few rows have."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.migrations import RunSQL
from django.db.models import BooleanField, CheckConstraint, F, Func, Index, Q, TextChoices

from fairlead.folder.bounds import Bound


def require_one_of(
    field: str, choices: type[TextChoices], *, name: str, empty: bool = False
) -> CheckConstraint:
    """Return the constraint that ``field`` holds one of the choices (or nothing, if ``empty``)."""
    allowed = [*choices.values, *([""] if empty else [])]
    return CheckConstraint(condition=Q(**{f"{field}__in": allowed}), name=name)


def index_given(field: str, *, name: str) -> Index:
    """Return the index of a reference that most rows do not have: of the rows that do."""
    return Index(fields=(field,), condition=Q(**{f"{field}__isnull": False}), name=name)


def require_just_one(first: str, second: str, *, name: str) -> CheckConstraint:
    """Return the constraint that one of the two columns is null and the other is not."""
    return CheckConstraint(
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": False})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": True}),
        name=name,
    )


def require_between(
    field: str, low: float | Decimal, high: float | Decimal, *, name: str
) -> CheckConstraint:
    """Return the constraint low <= ``field`` <= high; null passes where the column takes it."""
    return CheckConstraint(condition=Q(**{f"{field}__gte": low, f"{field}__lte": high}), name=name)


def within(field: str, bound: Bound, *, name: str) -> CheckConstraint:
    """Return the constraint that ``field`` lies within a bound of the fair folder."""
    return require_between(field, bound.low, bound.high, name=name)


class EachBetween(Func):
    """Whether an array has at most so many values, all of them from ``low`` to ``high``."""

    template = (
        "(cardinality(%(expressions)s) <= %(at_most)s"
        " AND %(low)s <= ALL (%(expressions)s) AND %(high)s >= ALL (%(expressions)s))"
    )
    arity = 1

    def __init__(
        self, field: F | str, *, low: float, high: float, at_most: int, **extra: Any
    ) -> None:
        """Take the array's column."""
        extra.setdefault("output_field", BooleanField())
        super().__init__(field, low=low, high=high, at_most=at_most, **extra)


def each_within(field: str, bound: Bound, *, at_most: int, name: str) -> CheckConstraint:
    """Return the constraint that an array has at most so many values, all within the bound."""
    condition = EachBetween(field, low=bound.low, high=bound.high, at_most=at_most)
    return CheckConstraint(condition=condition, name=name)


class AmountsBetween(Func):
    """Whether pairs of an economy and its amounts, as JSON, hold to a number and to limits."""

    # No economy has more amounts than ``at_most``, and none lies beyond ``low`` or ``high``.
    template = (
        "NOT jsonb_path_exists(%(expressions)s,"
        " 'strict $[*] ? (@[1].size() > %(at_most)s || @[1][*] < %(low)s || @[1][*] > %(high)s)')"
    )
    arity = 1

    def __init__(
        self, field: F | str, *, low: float, high: float, at_most: int, **extra: Any
    ) -> None:
        """Take the column of JSON."""
        extra.setdefault("output_field", BooleanField())
        super().__init__(field, low=low, high=high, at_most=at_most, **extra)


def amounts_within(field: str, bound: Bound, *, at_most: int, name: str) -> CheckConstraint:
    """Return the constraint that the amounts of economies lie within the bound, so many each."""
    condition = AmountsBetween(field, low=bound.low, high=bound.high, at_most=at_most)
    return CheckConstraint(condition=condition, name=name)


def require_at_least(field: str, low: float, *, name: str) -> CheckConstraint:
    """Return the constraint low <= ``field``; null passes where the column takes it."""
    return CheckConstraint(condition=Q(**{f"{field}__gte": low}), name=name)


class RevokeChanges(RunSQL):
    """Lets rows of a table only be added from then on."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Run it after the references that Django would add at the end of the migration."""
        while schema_editor.deferred_sql:
            schema_editor.execute(schema_editor.deferred_sql.pop(0))
        super().database_forwards(app_label, schema_editor, from_state, to_state)


def revoke_changes(
    table: str, *, forgettable: Sequence[str] = (), goes_with: str = ""
) -> RevokeChanges:
    """Return the operation of a migration by which rows of a table are only added from then on.

    The database refuses to change or delete one: the application's role has no right to, and
    a role that has it gets an IntegrityError, for TRUNCATE too where it is no superuser. The
    columns that are ``forgettable`` may be emptied, as when a person asks to be forgotten; they
    take null. ``goes_with`` is a column that refers to another table: a row goes with the one it
    refers to, and not before. The model says
    ``on_delete=DO_NOTHING`` there, for the database does it.

    The migration depends on fairs 0011. Reversing it leaves the application without the right.
    """
    columns = "{" + ",".join(forgettable) + "}"
    return RevokeChanges(
        [("SELECT fairs_revoke_changes(%s, %s, %s)", [table, columns, goes_with])],
        [
            f'DROP TRIGGER fairs_kept ON "{table}"',
            f'DROP TRIGGER IF EXISTS fairs_kept_whole ON "{table}"',
        ],
    )


def keep_rows(table: str) -> RunSQL:
    """Return the operation of a migration from which on the application removes no row of a table.

    A row goes with its edition or by a load, which work as the owner of the tables. The migration
    depends on fairs 0042.
    """
    return RunSQL(
        [("SELECT fairs_keep_rows(%s)", [table])], [f'DROP TRIGGER fairs_rows_kept ON "{table}"']
    )
