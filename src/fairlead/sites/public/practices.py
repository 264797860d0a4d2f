"""The library of good practice as everybody sees it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from fairlead.apps.congress.models import Session
from fairlead.apps.fairs.models import Edition
from fairlead.apps.practices.queries.library import (
    FACETS,
    FILTERS,
    PAGE,
    describe,
    find_practice,
    find_practices,
    list_practices,
)
from fairlead.apps.practices.queries.near import find_near
from fairlead.folder.group_titles import group_of
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import show
from fairlead.sites.public.list_page import build_list_page
from fairlead.ui.classifications import find_sector_title
from fairlead.ui.lists.filters import read_filter


@serve_edition_page()
def show_practices(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the practices the address asks for, the newest first."""
    wanted = read_filter(request.GET, facets=FILTERS)
    found = find_practices(edition, wanted)
    page = build_list_page(wanted, len(found.keys), found.counts, facets=FACETS, size=PAGE)
    keys = found.keys[page["pages"].rows]
    return show(
        request,
        "practices",
        {
            **page,
            "rows": list_practices(edition, keys),
        },
        edition=edition,
        section="practices",
    )


@serve_edition_page()
def show_practice(request: HttpRequest, edition: Edition, practice: str) -> HttpResponse:
    """Show one practice with what was measured, and others near it."""
    found = find_practice(edition, practice)
    near = find_near(edition, found.products, most=4)
    context = {
        "practice": found,
        "row": describe(edition, [found])[0],
        "effects": list(found.effects.all()),
        "sectors": [(group_of(code), find_sector_title(code)) for code in found.sectors],
        "sessions": list(
            Session.objects.filter(edition=edition, about_practices__contains=[practice])
            .select_related("room")
            .order_by("date", "start", "code")
        ),
        "near": [one for one in near if one.code != found.code][:3],
    }
    return show(request, "practice", context, edition=edition, section="practices")
