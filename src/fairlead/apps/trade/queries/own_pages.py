"""What people of an organisation, the organiser and visitors see of its pages and pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.today import find_today
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
from fairlead.apps.trade.own_texts import PICTURES
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
    """Return the proposals of an organisation that wait for approval, by subject; one query."""
    rows = Proposal.objects.filter(organisation=organisation, state=ProposalState.WAITING)
    return {row.about: row for row in rows.order_by("pk")}


def list_newest(organisation: Organisation) -> tuple[dict[str, Proposal], list[Proposal]]:
    """Return what waits for the organiser, by what it is about, and what was refused; one query.

    What somebody has rewritten since is no longer refused.
    """
    rows = Proposal.objects.filter(organisation=organisation).order_by("about", "-pk")
    newest = list(rows.distinct("about"))
    waiting = {one.about: one for one in newest if one.state == ProposalState.WAITING}
    return waiting, [one for one in newest if one.state == ProposalState.REJECTED]


@dataclass(frozen=True, slots=True)
class OwnPages:
    """What an organisation shows, as it sees it itself; ``moderated`` is the organiser's rule."""

    offers: list[OwnEntry]
    needs: list[OwnEntry]
    logo: ShownPicture | None
    pictures: list[ShownPicture]
    moderated: bool


def read_own_pages(organisation: Organisation, waiting: Mapping[str, Proposal]) -> OwnPages:
    """Return an organisation's offers, needs and pictures; one query.

    Entries that nobody else sees, and words that wait for the organiser, are among them.
    """
    entry = {name: name for name in ("code", "title", "products", "expires_on", "expired")}
    offers = Offer.objects.filter(organisation=OuterRef("pk")).order_by("pk")
    needs = Need.objects.filter(
        Q(organisation=OuterRef("pk")) | Q(posted_by=OuterRef("pk"))
    ).order_by("pk")
    rules = MarketRules.objects.filter(edition=OuterRef("edition"))
    found = Organisation.objects.filter(pk=organisation.pk).values(
        own_offers=ArraySubquery(offers.values(row=JSONObject(**entry))),
        own_needs=ArraySubquery(needs.values(row=JSONObject(**entry, hidden="hidden"))),
        own_pictures=ArraySubquery(list_picture_rows()),
        moderated=Subquery(rules.values("moderated")[:1]),
    )[0]
    logo, others = read_picture_rows(found["own_pictures"])
    return OwnPages(
        _list_own_entries(found["own_offers"], "offer", waiting),
        _list_own_entries(found["own_needs"], "need", waiting),
        logo,
        others,
        bool(found["moderated"]),
    )


def list_picture_rows() -> QuerySet[Picture, Any]:
    """Return the pictures of the organisation of the query around, each as JSON."""
    seen = {name: name for name in ("kind", "file_id", "width", "height", "words")}
    rows = Picture.objects.filter(organisation=OuterRef("pk")).order_by("kind", "position")
    return rows.values(row=JSONObject(**seen))


def read_picture_rows(
    rows: Iterable[Mapping[str, Any]],
) -> tuple[ShownPicture | None, list[ShownPicture]]:
    """Return the logo, if there is one, and the other pictures, of `list_picture_rows`."""
    logo, others = None, []
    for row in rows:
        words = LocalizedText(row["words"] or {})
        shown = ShownPicture(row["file_id"], row["width"], row["height"], words)
        if row["kind"] == PictureKind.LOGO:
            logo = shown
        else:
            others.append(shown)
    return logo, others


def _list_own_entries(
    rows: Iterable[Mapping[str, Any]], kind: str, waiting: Mapping[str, Proposal]
) -> list[OwnEntry]:
    found = []
    for row in rows:
        proposed = waiting.get(f"{kind}/{row['code']}")
        values = proposed.values if proposed else row
        found.append(
            OwnEntry(
                row["code"],
                LocalizedText(values["title"] or {}),
                tuple(values["products"]),
                dt.date.fromisoformat(row["expires_on"]) if row["expires_on"] else None,
                row["expired"],
                proposed is not None,
                hidden=row.get("hidden", False),
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
