"""The projects as files: OC4IDS, IATI, a workbook. They say what the projects' pages show."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.exports import MEDIA_TYPES, write_package
from fairlead.apps.cooperation.queries.published_projects import gather_package
from fairlead.apps.fairs.models import Edition
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.ui.lists.pagination import parse_page_number
from fairlead.ui.serving import serve_apart


@serve_apart("dear")
@serve_edition_page()
def download(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """Return a part of the projects, and in the header where the next one is."""
    part = gather_package(edition, kind=kind, number=parse_page_number(request.GET.get("part", "")))
    if part.package is None:
        raise Http404(_("No such project"))
    answer = HttpResponse(write_package(part.package, kind), content_type=MEDIA_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{edition.code}-projects.{kind}"'
    answer["Access-Control-Allow-Origin"] = "*"  # open data: read from other sites too
    if part.number < part.parts:
        answer["Link"] = f'<?part={part.number + 1}>; rel="next"'
    return answer
