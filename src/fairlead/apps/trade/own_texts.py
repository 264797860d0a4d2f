"""What an organisation says of itself, text by text: read as plain values, and written from them.

A text is named by what it is about: ``profile``, ``logo``, ``pictures``, or an offer or need by its
code (``offer/o-1``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from fairlead.apps.fairs.today import find_today
from fairlead.apps.people.models import Organisation
from fairlead.apps.trade.models import Need, NeedFigures, Offer, Picture, PictureKind
from fairlead.folder.localized_text import LocalizedText

PROFILE = "profile"
PICTURES = tuple(kind.value for kind in PictureKind)
KINDS: dict[str, type[Offer] | type[Need]] = {"offer": Offer, "need": Need}
_PROFILE_FIELDS = ("city", "description", "website", "email", "languages")
_ENTRY_FIELDS = ("title", "description", "products", "cooperation")
_FIGURES = tuple(field.name for field in NeedFigures._meta.concrete_fields if field.name != "need")
Values = dict[str, Any]


def read_values(organisation: Organisation, about: str) -> Values | None:
    """Return what a text says now; None for an entry there is none of."""
    if about == PROFILE:
        return {name: _write(getattr(organisation, name)) for name in _PROFILE_FIELDS}
    if about in PICTURES:
        return {"pictures": _read_pictures(organisation, about)}
    row = find_entry(organisation, about)
    return None if row is None else _read_entry(row)


def put_values(organisation: Organisation, about: str, values: Values | None) -> None:
    """Set a text to these values; None removes an entry."""
    if about == PROFILE:
        for name in _PROFILE_FIELDS:
            setattr(organisation, name, _read((values or {})[name]))
        organisation.save(update_fields=_PROFILE_FIELDS)
    elif about in PICTURES:
        _put_pictures(organisation, about, (values or {"pictures": []})["pictures"])
    else:
        _put_entry(organisation, about, values)


def find_entry(organisation: Organisation, about: str) -> Offer | Need | None:
    """Return an organisation's offer or need, or one that it posted for its economy."""
    kind, _, code = about.partition("/")
    rows: QuerySet[Any] = list_needs_of(organisation).select_related("figures")
    if kind == "offer":
        rows = Offer.objects.filter(organisation=organisation)
    found: Offer | Need | None = rows.filter(edition=organisation.edition_id, code=code).first()
    return found


def name_entry(entry: Offer | Need) -> str:
    """Return what an offer or a need is named by, as a text: its kind and its code."""
    return f"{'offer' if isinstance(entry, Offer) else 'need'}/{entry.code}"


def list_needs_of(organisation: Organisation) -> QuerySet[Need]:
    """Return an organisation's own needs and those it posted for its economy."""
    return Need.objects.filter(Q(organisation=organisation) | Q(posted_by=organisation))


def _read_entry(row: Offer | Need) -> Values:
    values: Values = {name: _write(getattr(row, name)) for name in _ENTRY_FIELDS}
    values["expires_on"] = row.expires_on.isoformat() if row.expires_on else None
    if isinstance(row, Need) and row.hidden:
        values["hidden"] = True
    if isinstance(row, Need) and row.posted_by_id is not None:
        values["economy"] = row.economy
        figures = getattr(row, "figures", None)
        if figures is not None:
            values["figures"] = {name: _write(getattr(figures, name)) for name in _FIGURES}
    return values


def _put_entry(organisation: Organisation, about: str, values: Values | None) -> None:
    kind, _, code = about.partition("/")
    row = find_entry(organisation, about)
    if values is None:
        if row is not None:
            row.delete()
        return
    is_new = row is None
    if row is None:
        row = KINDS[kind](edition=organisation.edition, code=code)
        if values.get("economy") and isinstance(row, Need):
            row.economy, row.posted_by = values["economy"], organisation
        else:
            row.organisation = organisation
        if values.get("hidden") and isinstance(row, Need):
            row.hidden = True  # as it was when it was taken away
    for name in _ENTRY_FIELDS:
        setattr(row, name, _read(values[name]))
    until = values.get("expires_on")
    row.expires_on = dt.date.fromisoformat(until) if until else None
    row.expired = row.expires_on is not None and row.expires_on < find_today(organisation.edition)
    row.save()
    if is_new and values.get("figures") and isinstance(row, Need):
        NeedFigures.objects.create(need=row, **values["figures"])


def _read_pictures(organisation: Organisation, kind: str) -> list[Values]:
    rows = Picture.objects.filter(organisation=organisation, kind=kind).order_by("position")
    return [
        {
            "digest": row.file_id,
            "width": row.width,
            "height": row.height,
            "words": _write(row.words),
        }
        for row in rows
    ]


def _put_pictures(organisation: Organisation, kind: str, pictures: list[Values]) -> None:
    Picture.objects.filter(organisation=organisation, kind=kind).delete()
    Picture.objects.bulk_create(
        Picture(
            organisation=organisation,
            kind=kind,
            position=position,
            file_id=one["digest"],
            width=one["width"],
            height=one["height"],
            words=LocalizedText(one["words"]),
        )
        for position, one in enumerate(pictures, 1)
    )


def _write(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


def _read(value: Any) -> Any:
    return LocalizedText(value) if isinstance(value, Mapping) else value
