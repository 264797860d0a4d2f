"""One exhibitor with what it offers and needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.language import Choose, chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.trade.models import Cooperation, Need, Offer, Product
from fairlead.folder.group_titles import group_of
from fairlead.folder.localized_text import SpokenText
from fairlead.ui.classifications import choose_group_title, group_title
from fairlead.ui.text_language import find_text_language

_GROUP_DIGITS = 2  # of the code of a chapter of HS, and of a division of ISIC


@dataclass(frozen=True, slots=True)
class ProductLabel:
    """A product code with its title and the group it belongs to."""

    code: str
    title: SpokenText
    group: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An offer or a need, in the visitor's language."""

    code: str
    title: str
    description: str
    products: tuple[ProductLabel, ...]
    cooperation: tuple[tuple[str, str], ...]
    volume_usd: float | None = None
    economy: str = ""
    organisation: str = ""
    organisation_code: str = ""
    makers: int = 0
    kind: str = ""


def find_exhibitor(edition: Edition, code: str) -> Exhibitor:
    """Return the exhibitor of that code with its organisation, stand and hall; raises Http404."""
    try:
        found = Exhibitor.objects.select_related(
            "organisation", "stand__hall", "stand__exposition"
        ).get(edition=edition, organisation__code=code)
    except Exhibitor.DoesNotExist:
        raise Http404(_("No such exhibitor")) from None
    found.edition = edition  # read already
    return found


def find_product_titles(edition: Edition, codes: set[str]) -> dict[str, SpokenText]:
    """Return the titles the fair gives to the codes, and to the headings above them."""
    wanted = codes | {above for code in codes for above in _list_headings_above(code)}
    products = Product.objects.filter(edition=edition, code__in=wanted)
    choose = chooser(edition)
    return {code: choose(title) for code, title in products.values_list("code", "title")}


@keep_by_stamp
def find_every_title(edition: Edition) -> Mapping[str, SpokenText]:
    """Return the titles the fair gives to all its products."""
    products = Product.objects.filter(edition=edition)
    choose = chooser(edition)
    return {code: choose(title) for code, title in products.values_list("code", "title")}


def _list_headings_above(code: str) -> list[str]:
    """Return the headings above a code, the nearest first."""
    scheme, _, bare = code.partition(":")
    steps = (4, 2) if scheme.startswith("HS") else tuple(range(len(bare) - 1, 1, -1))
    return [f"{scheme}:{bare[:length]}" for length in steps if length < len(bare)]


def label(code: str, titles: Mapping[str, SpokenText]) -> ProductLabel:
    """Return the code with its own title, else the one of the nearest heading.

    The title of a group that the fair has in other languages alone is the site's own.
    """
    group = group_of(code)
    known = next((one for one in (code, *_list_headings_above(code)) if one in titles), group)
    title = titles.get(known, SpokenText())
    if len(known.partition(":")[2]) == _GROUP_DIGITS:
        title = choose_group_title(title, group, find_text_language())
    return ProductLabel(code, title or group_title(group), group)


def list_cooperation_labels(values: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the forms of cooperation with their names."""
    return tuple((value, str(Cooperation(value).label)) for value in values)


def list_entries(
    exhibitor: Exhibitor, *, moment: dt.datetime | None = None
) -> tuple[list[Entry], list[Entry]]:
    """Return the exhibitor's offers and needs, as they read now; three queries.

    With a ``moment`` they are those that had been posted by then and had not ended.
    """
    organisation = exhibitor.organisation_id
    offered = Offer.objects.visible() if moment is None else Offer.objects.visible_at(moment)
    needed = Need.objects.visible() if moment is None else Need.objects.visible_at(moment)
    offers = list(offered.filter(organisation=organisation).order_by("code"))
    needs = list(needed.filter(organisation=organisation).order_by("code"))
    codes = {code for listed in (*offers, *needs) for code in listed.products}
    titles = find_product_titles(exhibitor.edition, codes)
    choose = chooser(exhibitor.edition)
    return (
        [build_entry(offer, titles, choose) for offer in offers],
        [build_entry(need, titles, choose) for need in needs],
    )


def build_entry(listed: Offer | Need, titles: Mapping[str, SpokenText], choose: Choose) -> Entry:
    """Return an offer or need, its texts chosen for the visitor."""
    return Entry(
        code=listed.code,
        title=choose(listed.title),
        description=choose(listed.description),
        products=tuple(label(code, titles) for code in listed.products),
        cooperation=list_cooperation_labels(listed.cooperation),
        volume_usd=listed.volume_usd if isinstance(listed, Need) else None,
        kind="need" if isinstance(listed, Need) else "offer",
    )
