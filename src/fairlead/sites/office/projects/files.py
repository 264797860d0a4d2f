"""The projects as files for the office: its workbook names who recorded each entry."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fairlead.apps.cooperation.exports import MEDIA_TYPES, write_package
from fairlead.apps.cooperation.queries.published_projects import gather_package
from fairlead.apps.people.roles import Act
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.ui.lists.pagination import parse_page_number
from fairlead.ui.serving import serve_apart


@serve_apart("dear")
@never_cache
@admit(Act.SEE_PROJECTS)
def download(request: OfficeRequest, kind: str) -> HttpResponse:
    """Return a part of the projects, and in the header where the next one is."""
    number = parse_page_number(request.GET.get("part", ""))
    part = gather_package(request.edition, kind=kind, number=number, with_persons=True)
    if part.package is None:
        raise Http404(_("No such project"))
    answer = HttpResponse(write_package(part.package, kind), content_type=MEDIA_TYPES[kind])
    name = f"{request.edition.code}-projects.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    if part.number < part.parts:
        answer["Link"] = f'<?part={part.number + 1}>; rel="next"'
    return answer
