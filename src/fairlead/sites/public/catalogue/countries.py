"""The countries at the fair."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from fairlead.apps.fairs.models import Edition
from fairlead.sites.public.catalogue.country_rows import list_countries
from fairlead.sites.public.catalogue.hall_plan import list_expositions
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import show
from fairlead.ui.formats import name_country


@serve_edition_page()
def show_countries(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show every country with its exhibitors, needs and critical imports."""
    present = [row for row in list_countries(edition) if row.exhibitors or row.needs]
    present.sort(key=lambda row: name_country(row.code))
    context = {"countries": present, "expositions": list_expositions(edition)}
    return show(request, "countries", context, edition=edition, section="countries")
