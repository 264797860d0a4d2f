"""An organisation changes its profile, its offers and its needs; nothing is lost silently."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Organisation, Revision
from fairlead.apps.trade.models import Need, Offer
from fairlead.folder.localized_text import LocalizedText

PROFILE = "profile"
_PROFILE_FIELDS = ("city", "description", "website", "email", "languages")
_ENTRY_FIELDS = ("title", "description", "products", "cooperation")
_KINDS: dict[str, type[Offer] | type[Need]] = {"offer": Offer, "need": Need}
Values = dict[str, Any]


class ChangedMeanwhile(Exception):
    """Somebody else saved since the form was opened; ``now`` is what is said now."""

    def __init__(self, now: Values | None, number: int) -> None:
        """Keep what is said now, and the number of that saving."""
        super().__init__("changed meanwhile")
        self.now, self.number = now, number


class NothingToUndo(Exception):
    """There is no saving before."""


def find_number(organisation: Organisation, about: str) -> int:
    """Return the number of the last saving; 0 where nobody saved here yet."""
    found = Revision.objects.filter(organisation=organisation, about=about)
    return found.aggregate(Max("number"))["number__max"] or 0


def read_values(organisation: Organisation, about: str) -> Values | None:
    """Return what a text says now; None for an entry there is none of."""
    row: Organisation | Offer | Need | None = organisation
    fields: tuple[str, ...] = _PROFILE_FIELDS
    if about != PROFILE:
        row, fields = _find_entry(organisation, about), _ENTRY_FIELDS
    if row is None:
        return None
    return {name: _write(getattr(row, name)) for name in fields}


def save_values(
    organisation: Organisation, about: str, values: Mapping[str, Any], *, seen: int, by: Doer
) -> str:
    """Let a text say this from now on, and return what it is about; ``offer/`` is a new offer.

    ``seen`` is the number of the saving that the form was opened with. Raises ChangedMeanwhile
    where another came in between.
    """
    if about.endswith("/"):
        about = f"{about}d-{secrets.token_hex(6)}"
    with transaction.atomic():
        _check_seen(organisation, about, seen)
        _set(organisation, about, dict(values), act="edit", by=by)
    return about


def remove_entry(organisation: Organisation, about: str, *, seen: int, by: Doer) -> None:
    """Take an offer or a need away; it can be had back by undoing."""
    with transaction.atomic():
        _check_seen(organisation, about, seen)
        _set(organisation, about, None, act="remove", by=by)


def undo(organisation: Organisation, about: str, *, by: Doer) -> None:
    """Let a text say what it said before the last saving: a saving of its own, undone likewise.

    Raises NothingToUndo.
    """
    with transaction.atomic():
        _lock(organisation)
        number = find_number(organisation, about)
        before = Revision.objects.filter(
            organisation=organisation, about=about, number=number - 1
        ).first()
        if before is None:
            raise NothingToUndo
        _set(organisation, about, before.values, act="undo", by=by)


def _check_seen(organisation: Organisation, about: str, seen: int) -> None:
    _lock(organisation)
    number = find_number(organisation, about)
    if number != seen:
        raise ChangedMeanwhile(read_values(organisation, about), number)


def _lock(organisation: Organisation) -> None:
    """Let others who save for the same organisation wait."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    organisation.refresh_from_db()


def _set(
    organisation: Organisation, about: str, values: Values | None, *, act: str, by: Doer
) -> None:
    number, before = find_number(organisation, about), read_values(organisation, about)
    if number == 0:
        number = 1
        _keep(organisation, about, number, before, None)
    _put(organisation, about, values)
    account = by.account.pk if by.account is not None else None
    _keep(organisation, about, number + 1, values, account)
    record_change(
        f"{act}_{about.partition('/')[0]}",
        organisation,
        by=by,
        edition=organisation.edition,
        before={"revision": number},
        after={"revision": number + 1, "about": about},
    )


def _keep(
    organisation: Organisation, about: str, number: int, values: Values | None, account: int | None
) -> None:
    Revision.objects.create(
        organisation=organisation, about=about, number=number, values=values, account_id=account
    )


def _put(organisation: Organisation, about: str, values: Values | None) -> None:
    if about == PROFILE:
        for name in _PROFILE_FIELDS:
            setattr(organisation, name, _read((values or {})[name]))
        organisation.save(update_fields=_PROFILE_FIELDS)
        return
    kind, _, code = about.partition("/")
    row = _find_entry(organisation, about)
    if values is None:
        if row is not None:
            row.delete()
        return
    row = row or _KINDS[kind](edition=organisation.edition, organisation=organisation, code=code)
    for name in _ENTRY_FIELDS:
        setattr(row, name, _read(values[name]))
    row.save()


def _find_entry(organisation: Organisation, about: str) -> Offer | Need | None:
    kind, _, code = about.partition("/")
    model: Any = _KINDS[kind]
    found: Offer | Need | None = model.objects.filter(
        edition=organisation.edition_id, organisation=organisation, code=code
    ).first()
    return found


def _write(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def _read(value: Any) -> Any:
    return LocalizedText(value) if isinstance(value, Mapping) else value
