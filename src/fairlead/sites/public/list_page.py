"""One page of a list that an address narrows: its facets, pills and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from fairlead.sites.public.facet_labels import FACET_WORDS
from fairlead.ui.lists.facets import Pill, build_facet, build_pills
from fairlead.ui.lists.filters import Filter
from fairlead.ui.lists.markup import Facet
from fairlead.ui.lists.pagination import Pages, split_pages


class ListPage(TypedDict):
    """What the templates of every narrowed list show beside its rows."""

    wanted: Filter
    pages: Pages
    facets: list[Facet]
    pills: list[Pill]


def build_list_page(
    wanted: Filter,
    total: int,
    counts: Mapping[str, Mapping[str, int]],
    *,
    facets: Sequence[str],
    size: int,
) -> ListPage:
    """Return the page of a list of ``total`` entries that an address asks for.

    ``counts`` are the entries by value of each facet, ``size`` the entries of a page.
    """
    return {
        "wanted": wanted,
        "pages": split_pages(
            total,
            number=wanted.page,
            size=size,
            address=lambda number: wanted.query(page=str(number)),
        ),
        "facets": [
            build_facet(name, FACET_WORDS[name], counts=counts[name], wanted=wanted)
            for name in facets
        ],
        "pills": build_pills(wanted, FACET_WORDS),
    }
