"""What the page of an organisation is made of, with what waits for the organiser; one query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.people.models import Organisation
from fairlead.apps.trade.models import Need, Offer, Proposal, ProposalState
from fairlead.apps.trade.own_texts import Values
from fairlead.apps.trade.queries.own_pages import (
    ShownPicture,
    list_picture_rows,
    read_picture_rows,
)
from fairlead.folder.localized_text import LocalizedText

_ENTRY = {name: name for name in ("code", "title", "description", "products", "cooperation")}


@dataclass(frozen=True, slots=True)
class Preview:
    """What everybody sees of an organisation now; ``waiting`` has new texts by their subject."""

    offers: dict[str, Offer]
    needs: dict[str, Need]
    logo: ShownPicture | None
    pictures: list[ShownPicture]
    waiting: dict[str, Values]


def read_preview(organisation: Organisation) -> Preview:
    """Return an organisation's visible offers and needs by their codes, pictures and new texts."""
    found: Any = _PREVIEW.read(organisation=organisation.pk)[0]
    logo, others = read_picture_rows(found.shown_pictures)
    return Preview(
        {one["code"]: Offer(**_read_entry(one, organisation)) for one in found.shown_offers},
        {one["code"]: Need(**_read_entry(one, organisation)) for one in found.shown_needs},
        logo,
        others,
        {one["about"]: one["values"] for one in found.waiting},
    )


def _read_entry(row: Mapping[str, Any], organisation: Organisation) -> dict[str, Any]:
    texts = {name: LocalizedText(row[name] or {}) for name in ("title", "description")}
    return {**row, **texts, "organisation": organisation}


def _build_preview() -> QuerySet[Organisation]:
    """Return an organisation with what it shows, each thing as JSON."""
    offers = Offer.objects.visible().filter(organisation=OuterRef("pk"))
    needs = Need.objects.visible().filter(organisation=OuterRef("pk"))
    waiting = Proposal.objects.filter(organisation=OuterRef("pk"), state=ProposalState.WAITING)
    rows = Organisation.objects.filter(pk=Parameter("organisation")).only("pk")
    return rows.annotate(
        shown_offers=ArraySubquery(offers.values(row=JSONObject(**_ENTRY))),
        shown_needs=ArraySubquery(needs.values(row=JSONObject(**_ENTRY, volume_usd="volume_usd"))),
        shown_pictures=ArraySubquery(list_picture_rows()),
        waiting=ArraySubquery(
            waiting.order_by("pk").values(row=JSONObject(about="about", values="values"))
        ),
    )


_PREVIEW = PreparedQuery(_build_preview)
