"""The list of editions, and an edition's home."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from fairlead.sites.public import structured
from fairlead.sites.public.page import home_of, show
from fairlead.sites.public.selectors.editions import all_editions, find_edition
from fairlead.sites.public.selectors.halls import list_expositions, list_halls
from fairlead.sites.public.selectors.home import glance, list_countries
from fairlead.sites.public.selectors.projects import stage_totals

_COUNTRIES_SHOWN = 12


def editions(request: HttpRequest) -> HttpResponse:
    """Show the editions."""
    found = [(edition, home_of(edition)) for edition in all_editions()]
    return show(request, "editions", {"editions": found})


def home(request: HttpRequest, code: str) -> HttpResponse:
    """Show an edition at a glance."""
    edition = find_edition(code)
    countries = list_countries(edition)
    subjects = {edition.country, edition.partner_country, *edition.bloc}
    return show(
        request,
        "home",
        {
            "glance": glance(edition, countries),
            "countries": [row for row in countries if row.exhibitors][:_COUNTRIES_SHOWN],
            "subjects": [row for row in countries if row.code in subjects and row.critical],
            "halls": list_halls(edition),
            "expositions": list_expositions(edition),
            "stages": stage_totals(edition),
            "structured": structured.as_script(
                structured.event(edition, address=request.build_absolute_uri())
            ),
        },
        edition=edition,
        section="home",
    )
