"""The needs of organisations and economies, and who could make what one asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse

from fairlead.apps.fairs.models import Edition
from fairlead.apps.practices.queries.near import find_near
from fairlead.apps.trade.domain.note_shown import note_shown
from fairlead.apps.trade.models import MakerBasis
from fairlead.apps.trade.queries.need_makers import Maker, NeedMatches, find_matches, find_need
from fairlead.apps.trade.queries.needs import (
    FACETS,
    PAGE,
    find_critical_products,
    find_entry,
    find_needs,
    list_needs,
)
from fairlead.folder.choices import ENOUGH_THAT_OFFER
from fairlead.sites.as_of import find_moment, read_as_of, write_as_of
from fairlead.sites.public.conditional import read_hour, serve_edition_page
from fairlead.sites.public.frame import show
from fairlead.sites.public.list_page import build_list_page
from fairlead.ui.lists.filters import read_filter

MAKERS_SHOWN = 10  # of a group, the others behind a fold


@dataclass(frozen=True, slots=True)
class MakerSection:
    """The makers of a need on one basis: those shown, those behind a fold, and whether all are."""

    name: str
    title: str
    shown: tuple[Maker, ...]
    more: tuple[Maker, ...]
    folded: bool

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.shown) + len(self.more)


@serve_edition_page()
def needs(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the needs the address asks for."""
    as_of, asked = read_as_of(request, edition), write_as_of(request, edition)
    moment = find_moment(as_of, edition)
    wanted = replace(read_filter(request.GET, facets=FACETS), asked=asked)
    found = find_needs(edition, wanted, moment=moment)
    page = build_list_page(wanted, len(found.keys), found.counts, facets=FACETS, size=PAGE)
    keys = found.keys[page["pages"].rows]
    return show(
        request,
        "needs",
        {
            **page,
            "as_of": as_of,
            "zone": edition.zone,
            "needs": list_needs(edition, keys, moment=moment),
        },
        edition=edition,
        section="needs",
    )


@serve_edition_page(besides=read_hour)
def show_need(request: HttpRequest, edition: Edition, need: str) -> HttpResponse:
    """Show one need: who could make it, alone or together, and why."""
    as_of = read_as_of(request, edition)
    moment = find_moment(as_of, edition)
    found = find_need(edition, need, moment=moment)
    matches = find_matches(edition, found, moment=moment)
    page = show(
        request,
        "need",
        {
            "need": find_entry(found),
            "sections": split_makers(matches),
            "groups": matches.groups,
            "matching": matches.matching,
            "critical": find_critical_products(found, moment=moment),
            "figures": getattr(found, "figures", None),
            "near": find_near(edition, found.products),
            "as_of": as_of,
            "zone": edition.zone,
        },
        edition=edition,
        section="needs",
    )
    if request.method == "GET" and moment is None:  # what is learnt from is shown now
        note_shown(matches.shown(found), matching=matches.matching)
    return page


def split_makers(matches: NeedMatches) -> list[MakerSection]:
    """Return the makers of a need by what speaks for them, the best basis first.

    Who only might make it is folded away where enough offer it.
    """
    enough = len(matches.on(MakerBasis.OFFERS)) >= ENOUGH_THAT_OFFER
    found = [(basis, matches.on(basis)) for basis in MakerBasis]
    return [
        MakerSection(
            basis.value,
            str(basis.label),
            makers[:MAKERS_SHOWN],
            makers[MAKERS_SHOWN:],
            folded=enough and basis != MakerBasis.OFFERS,
        )
        for basis, makers in found
        if makers
    ]
