"""Versions of the programme that were released, as they were: a page and files of each."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse

from fairlead.apps.congress.queries.released_versions import (
    find_release,
    list_released,
    list_version_sessions,
)
from fairlead.apps.fairs.models import Edition
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import show
from fairlead.sites.public.programme.files import write_programme
from fairlead.ui.formats import name_zone


@serve_edition_page()
def show_version(request: HttpRequest, edition: Edition, version: int) -> HttpResponse:
    """Show a version that was released, all of its days."""
    programme = find_release(edition, version)
    sessions = list_version_sessions(programme)
    context = {
        "programme": programme,
        "days": [
            (date, list(of_day)) for date, of_day in groupby(sessions, key=lambda one: one.date)
        ],
        "others": list_released(edition),
        "zone": name_zone(edition.zone, edition.first_day),
    }
    return show(request, "programme_version", context, edition=edition, section="programme")


@serve_edition_page()
def download_version(
    request: HttpRequest, edition: Edition, version: int, kind: str
) -> HttpResponse:
    """Return a version that was released as a file, with its number."""
    programme = find_release(edition, version)
    sessions = list_version_sessions(programme)
    name = f"{edition.code}-programme-{version}"
    return write_programme(request, edition, sessions, kind, name=name, version=str(version))
