"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import path

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

app_name = "public"
urlpatterns = [
    path("", home.editions, name="editions"),
    path("<slug:code>/", home.home, name="home"),
    path("<slug:code>/exhibitors/", catalogue.catalogue, name="exhibitors"),
    path("<slug:code>/exhibitors.csv", catalogue.download, name="exhibitors_csv"),
    path("<slug:code>/exhibitors/<str:organisation>/", exhibitor.exhibitor, name="exhibitor"),
    path("<slug:code>/needs/", needs.needs, name="needs"),
    path("<slug:code>/halls/", halls.halls, name="halls"),
    path("<slug:code>/halls/<str:hall>/", halls.hall, name="hall"),
    path("<slug:code>/countries/", countries.countries, name="countries"),
    path("<slug:code>/critical-imports/", imports.economies, name="critical_imports"),
    path("<slug:code>/critical-imports/<str:economy>.csv", imports.download, name="economy_csv"),
    path("<slug:code>/critical-imports/<str:economy>/", imports.economy, name="economy"),
    path("<slug:code>/meetings/", meetings.meetings, name="meetings"),
    path("<slug:code>/programme/", programme.programme, name="programme"),
    path("<slug:code>/projects/", projects.projects, name="projects"),
    path("<slug:code>/projects/<str:project>/", projects.project, name="project"),
]
