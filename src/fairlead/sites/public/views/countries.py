"""The countries at the fair."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from fairlead.sites.public.page import show
from fairlead.sites.public.selectors.editions import find_edition
from fairlead.sites.public.selectors.halls import list_expositions
from fairlead.sites.public.selectors.home import list_countries
from fairlead.ui.writing import country_name


def countries(request: HttpRequest, code: str) -> HttpResponse:
    """Show every country with its exhibitors, needs and critical imports."""
    edition = find_edition(code)
    present = [row for row in list_countries(edition) if row.exhibitors or row.needs]
    present.sort(key=lambda row: country_name(row.code))
    context = {"countries": present, "expositions": list_expositions(edition)}
    return show(request, "countries", context, edition=edition, section="countries")
