"""Who could make a product that an economy or bloc cannot do without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow.compute as pc
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.queries.entries import find_product_titles, label
from fairlead.apps.trade.queries.imports import describe_period
from fairlead.apps.trade.queries.producers import find_exhibitors_near
from fairlead.apps.trade.runs import Maker, ProductMakers
from fairlead.apps.trade.studies import find_makers_in
from fairlead.folder.input_errors import InvalidInput
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import show
from fairlead.sites.public.imports.subject import has_flows, must_ask, parse_subject
from fairlead.ui.formats import format_figure, join_clauses
from fairlead.ui.serving import serve_apart
from fairlead.ui.spoken import fill_marked, mark_items

Titles = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class MakerRow:
    """An economy that makes the product or could, and why in words."""

    maker: Maker
    why: SafeString
    asks: bool


@serve_apart("dear")
@serve_edition_page(besides=has_flows)
def show_makers(request: HttpRequest, edition: Edition, subject: str, product: str) -> HttpResponse:
    """Show the economies and the exhibitors that make the product or could."""
    about = parse_subject(edition, subject, request.GET)
    _known, study = must_ask(about)
    scheme, _colon, bare = product.partition(":")
    rows = study.table.filter(pc.field("product") == bare).to_pylist()
    if scheme != study.scheme or not rows:
        raise Http404(_("This economy does not import that product"))
    found = _find_makers(edition, bare, study.members)
    titles = _find_titles(edition, scheme, found)
    exhibitors = find_exhibitors_near(edition, product, found.near)
    context: dict[str, object] = {
        "subject": about,
        "product": product,
        "title": titles(bare),
        "row": rows[0],
        "found": found,
        "everybody": _build_rows(found.everybody, titles, study.members),
        "members": _build_rows(found.members, titles, ()) if about.is_bloc else [],
        "near": [(f"{scheme}:{one.product}", titles(one.product), one) for one in found.near],
        "offering": [one for one in exhibitors if one.proximity == 1],
        "offering_near": [
            (one, titles(one.product.partition(":")[2])) for one in exhibitors if one.proximity < 1
        ],
        "period": describe_period(edition.flows_years),
    }
    return show(request, "makers", context, edition=edition, section="imports")


def _find_makers(edition: Edition, product: str, members: Sequence[str]) -> ProductMakers:
    try:
        found = find_makers_in(edition, product, members=members)
    except InvalidInput:
        found = None
    if found is None:
        raise Http404(_("Nobody exports that product"))
    return found


def _find_titles(edition: Edition, scheme: str, found: ProductMakers) -> Titles:
    """Return what gives a bare code its title; one query."""
    codes = {found.product, *(one.product for one in found.near)}
    for maker in (*found.everybody, *found.members):
        codes.update(maker.near)
    titles = find_product_titles(edition, {f"{scheme}:{code}" for code in codes})
    return lambda code: label(f"{scheme}:{code}", titles).title or f"{scheme}:{code}"


def _build_rows(ranked: Sequence[Maker], titles: Titles, asking: Sequence[str]) -> list[MakerRow]:
    return [
        MakerRow(maker, _explain_why(maker, titles), maker.economy in asking) for maker in ranked
    ]


def _explain_why(maker: Maker, titles: Titles) -> SafeString:
    """Return in words why an economy is named, as markup: products in their languages."""
    if maker.reason == "makes_it":
        times = {"times": format_figure(maker.advantage, digits=1)}
        return conditional_escape(_("makes it, %(times)s times its share of all exports") % times)
    some = conditional_escape(_("exports some of it already"))
    if maker.reason == "exports_some" and not maker.near:
        return some
    products = mark_items(map(titles, maker.near))
    near = fill_marked(_("makes near it: %(products)s"), products=products)
    both = maker.reason == "exports_some"
    return SafeString(join_clauses([some, near])) if both else near
