"""What people of an organisation, the organiser and visitors see of its pages and pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Organisation, Revision
from fairlead.apps.trade.models import (
    MarketRules,
    Need,
    Offer,
    Picture,
    PictureFile,
    PictureKind,
    Proposal,
    ProposalState,
)
from fairlead.apps.trade.own_texts import PICTURES, find_today, list_needs_of
from fairlead.folder.localized_text import LocalizedText


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture as a page shows it."""

    digest: str
    width: int
    height: int
    words: LocalizedText


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """An offer or a need as its owner sees it; ``waits`` while the organiser looks at it."""

    code: str
    title: LocalizedText
    products: tuple[str, ...]
    expires_on: dt.date | None = None
    expired: bool = False
    waits: bool = False
    is_live: bool = True
    hidden: bool = False


def find_rules(edition: Edition) -> MarketRules:
    """Return an edition's rules of pages and marketplace, those of a new edition where none are."""
    found = MarketRules.objects.filter(edition=edition).first()
    return found or MarketRules(edition=edition)


def find_last_day(edition: Edition) -> dt.date | None:
    """Return the last day an entry posted today may be seen; None where there is no such rule."""
    days = find_rules(edition).entry_days
    return None if days is None else find_today(edition) + dt.timedelta(days=days)


def list_pictures(organisation: Organisation) -> tuple[ShownPicture | None, list[ShownPicture]]:
    """Return the logo that everybody sees, if there is one, and the other pictures; one query."""
    logo, others = None, []
    for row in Picture.objects.filter(organisation=organisation).order_by("kind", "position"):
        shown = ShownPicture(row.file_id, row.width, row.height, row.words)
        if row.kind == PictureKind.LOGO:
            logo = shown
        else:
            others.append(shown)
    return logo, others


def read_shown(pictures: Iterable[Mapping[str, Any]]) -> list[ShownPicture]:
    """Return pictures as the values of a text have them."""
    return [
        ShownPicture(one["digest"], one["width"], one["height"], LocalizedText(one["words"]))
        for one in pictures
    ]


def find_public_picture(edition: Edition, digest: str) -> PictureFile | None:
    """Return a picture that everybody may see, None for others: those of texts that wait, too."""
    shown = Picture.objects.filter(file=digest, organisation__edition=edition)
    return PictureFile.objects.filter(pk=digest).first() if shown.exists() else None


def find_own_picture(organisation: Organisation, digest: str) -> PictureFile | None:
    """Return a picture that an organisation shows, showed, or wants to show; None for others."""
    holding = Q(about__in=PICTURES, values__contains={"pictures": [{"digest": digest}]})
    mine = (
        Picture.objects.filter(organisation=organisation, file=digest).exists()
        or Proposal.objects.filter(holding, organisation=organisation).exists()
        or Revision.objects.filter(holding, organisation=organisation).exists()
    )
    return PictureFile.objects.filter(pk=digest).first() if mine else None


def find_waiting_picture(edition: Edition, digest: str) -> PictureFile | None:
    """Return a picture that the organiser is to look at, or that is shown; None for others."""
    holding = Q(about__in=PICTURES, values__contains={"pictures": [{"digest": digest}]})
    waiting = Proposal.objects.filter(
        holding, organisation__edition=edition, state=ProposalState.WAITING
    )
    if waiting.exists():
        return PictureFile.objects.filter(pk=digest).first()
    return find_public_picture(edition, digest)


def list_waiting(organisation: Organisation) -> dict[str, Proposal]:
    """Return what of an organisation waits for the organiser, by what it is about; one query."""
    rows = Proposal.objects.filter(organisation=organisation, state=ProposalState.WAITING)
    return {row.about: row for row in rows.order_by("pk")}


def list_newest(organisation: Organisation) -> tuple[dict[str, Proposal], list[Proposal]]:
    """Return what waits for the organiser, by what it is about, and what was refused; one query.

    What somebody wrote anew since is refused no more.
    """
    rows = Proposal.objects.filter(organisation=organisation).order_by("about", "-pk")
    newest = list(rows.distinct("about"))
    waiting = {one.about: one for one in newest if one.state == ProposalState.WAITING}
    return waiting, [one for one in newest if one.state == ProposalState.REJECTED]


def list_own_entries(
    organisation: Organisation, kind: str, waiting: Mapping[str, Proposal]
) -> list[OwnEntry]:
    """Return an organisation's offers or needs, with those that nobody else sees; one query."""
    rows: QuerySet[Offer] | QuerySet[Need] = list_needs_of(organisation)
    if kind == "offer":
        rows = Offer.objects.filter(organisation=organisation)
    found = []
    for row in rows.order_by("pk"):
        proposed = waiting.get(f"{kind}/{row.code}")
        found.append(
            OwnEntry(
                row.code,
                LocalizedText(proposed.values["title"]) if proposed else row.title,
                tuple(proposed.values["products"] if proposed else row.products),
                row.expires_on,
                row.expired,
                proposed is not None,
                hidden=isinstance(row, Need) and row.hidden,
            )
        )
    there = {one.code for one in found}
    for about, proposed in waiting.items():
        named, _, code = about.partition("/")
        if named == kind and code not in there:
            found.append(
                OwnEntry(
                    code,
                    LocalizedText(proposed.values["title"]),
                    tuple(proposed.values["products"]),
                    waits=True,
                    is_live=False,
                )
            )
    return found


def list_proposals(edition: Edition) -> QuerySet[Proposal]:
    """Return what waits for the organiser in an edition, the oldest first."""
    return (
        Proposal.objects.filter(organisation__edition=edition, state=ProposalState.WAITING)
        .select_related("organisation")
        .order_by("at", "pk")
    )
