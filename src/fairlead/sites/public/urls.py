"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from fairlead.sites.public.views import (
    catalogue,
    countries,
    exhibitor,
    halls,
    home,
    imports,
    meetings,
    needs,
    programme,
    projects,
)


class CodeConverter(StringConverter):
    """An id of the fair folder; anything else is found nowhere, without asking the database."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"


class EconomyConverter(StringConverter):
    """An ISO 3166-1 alpha-3 code, or BLOC."""

    regex = r"[A-Z]{3,4}"


register_converter(CodeConverter, "id")
register_converter(EconomyConverter, "economy")

app_name = "public"
urlpatterns = [
    path("", home.editions, name="editions"),
    path("<slug:code>/", home.home, name="home"),
    path("<slug:code>/exhibitors/", catalogue.catalogue, name="exhibitors"),
    path("<slug:code>/exhibitors.csv", catalogue.download, name="exhibitors_csv"),
    path("<slug:code>/exhibitors/<id:organisation>/", exhibitor.exhibitor, name="exhibitor"),
    path("<slug:code>/needs/", needs.needs, name="needs"),
    path("<slug:code>/needs/<id:need>/", needs.need, name="need"),
    path("<slug:code>/halls/", halls.halls, name="halls"),
    path("<slug:code>/halls/<id:hall>/", halls.hall, name="hall"),
    path("<slug:code>/countries/", countries.countries, name="countries"),
    path("<slug:code>/critical-imports/", imports.economies, name="critical_imports"),
    path(
        "<slug:code>/critical-imports/<economy:economy>.csv", imports.download, name="economy_csv"
    ),
    path("<slug:code>/critical-imports/<economy:economy>/", imports.economy, name="economy"),
    path("<slug:code>/meetings/", meetings.meetings, name="meetings"),
    path("<slug:code>/programme/", programme.programme, name="programme"),
    path("<slug:code>/projects/", projects.projects, name="projects"),
    path("<slug:code>/projects/<id:project>/", projects.project, name="project"),
]
