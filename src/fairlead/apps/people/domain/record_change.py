"""Writing down who changed what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account, Change, Participation


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does something: an account, perhaps for somebody else; nobody is the command line."""

    account: Account | None = None
    acting_for: Participation | None = None

    @property
    def key(self) -> int | None:
        """Return the account's key; None is nobody's."""
        return self.account.pk if self.account is not None else None


COMMAND_LINE = Doer()
_AT_ONCE = 1000


def record_change(
    act: str,
    about: Model,
    *,
    by: Doer,
    edition: Edition | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Change:
    """Return the record that somebody did something to a row, in the transaction that does it.

    ``before`` and ``after`` name the fields that changed, as JSON takes them. An edition is kept
    by its code and everything else by its id, so that the record outlives what it is about.
    """
    made = _build(act, about, by=by, edition=edition, before=before, after=after)
    made.save(force_insert=True)
    return made


def record_changes(
    act: str,
    changed: Iterable[tuple[Model, Mapping[str, Any], Mapping[str, Any]]],
    *,
    by: Doer,
    edition: Edition | None = None,
) -> None:
    """Write that somebody did the same to many rows, each with what it was before and after."""
    Change.objects.bulk_create(
        (
            _build(act, about, by=by, edition=edition, before=before, after=after)
            for about, before, after in changed
        ),
        batch_size=_AT_ONCE,
    )


def _build(
    act: str,
    about: Model,
    *,
    by: Doer,
    edition: Edition | None,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> Change:
    old, new = dict(before or {}), dict(after or {})
    same = {name for name in old.keys() & new.keys() if old[name] == new[name]}
    return Change(
        account_id=by.account.pk if by.account is not None else None,
        acted_for_id=by.acting_for.pk if by.acting_for is not None else None,
        edition=edition.code if edition is not None else "",
        act=act,
        about=about._meta.db_table,
        about_id=about.pk,
        before={name: value for name, value in old.items() if name not in same},
        after={name: value for name, value in new.items() if name not in same},
    )
