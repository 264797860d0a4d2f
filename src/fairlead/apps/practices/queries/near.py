"""The practices nearest to a need, a session or a project: by the same codes, or a heading."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from fairlead.apps.congress.models import Session
from fairlead.apps.consortia.models import Signing
from fairlead.apps.cooperation.models import Project
from fairlead.apps.fairs.models import Edition
from fairlead.apps.practices.models import Practice
from fairlead.apps.practices.queries.library import PracticeRow, list_practices
from fairlead.apps.trade.models import Need, Offer

MOST = 3
_HEADING = 4  # digits


def find_near(edition: Edition, codes: Collection[str], *, most: int = MOST) -> list[PracticeRow]:
    """Return the practices of the same product codes, else of the nearest heading.

    The more digits two codes share, the nearer; fewer than a heading's four count for nothing.
    Two queries where there is any practice, three where some are near.
    """
    wanted = [split for split in map(_split, codes) if len(split[1]) >= _HEADING]
    if not wanted:
        return []
    rows = Practice.objects.visible().filter(edition=edition).order_by("-written_at", "-pk")
    ranked = []
    for place, (pk, products) in enumerate(rows.values_list("pk", "products")):
        shared = max(
            (_share(code, one) for code in map(_split, products) for one in wanted), default=0
        )
        if shared >= _HEADING:
            ranked.append((-shared, place, pk))
    return list_practices(edition, [pk for _, _, pk in sorted(ranked)[:most]])


def _split(code: str) -> tuple[str, str]:
    scheme, _, digits = code.partition(":")
    return scheme, digits


def _share(one: tuple[str, str], other: tuple[str, str]) -> int:
    """Return how many digits two codes of one scheme have in common from the first on."""
    if one[0] != other[0]:
        return 0
    count = 0
    for mine, theirs in zip(one[1], other[1], strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def find_near_session(session: Session) -> list[PracticeRow]:
    """Return the practices nearest to what a session is about.

    Where it names no products, they are those of the project that is signed in it, else of what
    the organisations offer and need whose people speak at it. Three queries more.
    """
    edition = session.edition
    codes = set(session.about_products or ())
    project = Signing.objects.filter(session=session, project__isnull=False).values("project")
    for products in (
        () if codes else Project.objects.filter(pk__in=project).values_list("products", flat=True)
    ):
        codes.update(products)
    if not codes:
        firms = session.speakers.exclude(organisation=None).values("organisation")
        for rows in (Offer.objects.visible(), Need.objects.visible()):
            found = rows.filter(Q(organisation__in=firms), edition=edition)
            codes.update(
                code for products in found.values_list("products", flat=True) for code in products
            )
    return find_near(edition, codes)
