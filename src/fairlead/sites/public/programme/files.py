"""The programme as files: iCalendar, schedule XML and JSON, xCal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from importlib import metadata

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fairlead.apps.congress.exports import build_programme
from fairlead.apps.congress.models import Session
from fairlead.apps.congress.queries.programme import find_session, list_sessions
from fairlead.apps.fairs.models import Edition
from fairlead.folder.programme import write_xml
from fairlead.folder.programme.programme import Programme
from fairlead.folder.programme.write_json import write_schedule_json
from fairlead.report.programme_calendar import write_programme_calendar, write_xcal
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.programme.choice import choose_sessions, read_choice

_TYPES = {
    "ics": "text/calendar; charset=utf-8",
    "xml": write_xml.MEDIA_TYPE,
    "json": "application/json",
    "xcal": "application/calendar+xml",
}


@serve_edition_page()
def download_programme(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """Return the sessions that the address asks for, with the filters of the programme's page."""
    chosen = choose_sessions(list_sessions(edition), read_choice(request.GET))
    if "day" in request.GET:
        chosen = [one for one in chosen if one.date.isoformat() == request.GET["day"]]
    return write_programme(request, edition, chosen, kind, name=f"{edition.code}-programme")


@serve_edition_page()
def download_session(request: HttpRequest, edition: Edition, session: str) -> HttpResponse:
    """Return one session as a calendar."""
    found = find_session(edition, session)
    return write_programme(request, edition, [found], "ics", name=f"{edition.code}-{found.code}")


def write_programme(
    request: HttpRequest,
    edition: Edition,
    sessions: Sequence[Session],
    kind: str,
    *,
    name: str,
    version: str = "",
) -> HttpResponse:
    """Return sessions as a file; without a ``version`` it is a digest of them."""

    def find_address(code: str) -> str:
        names = ("session", (edition.code, code)) if code else ("programme", (edition.code,))
        return request.build_absolute_uri(reverse(f"public:{names[0]}", args=names[1]))

    programme = build_programme(edition, sessions, address=find_address, version=version)
    # A file is made when the programme has changed, and kept until it changes again.
    answer = HttpResponse(_encode(programme, kind, timezone.now()), content_type=_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer["Access-Control-Allow-Origin"] = "*"  # apps of visitors read it from other sites
    return answer


def _encode(programme: Programme, kind: str, stamp: dt.datetime) -> bytes:
    if kind in {"ics", "xcal"}:
        write = write_programme_calendar if kind == "ics" else write_xcal
        return write(programme, programme.sort_sessions(), stamp=stamp)
    strict = write_xml.write_schedule_xml if kind == "xml" else write_schedule_json
    return strict(programme, generator="Fairlead", generator_version=metadata.version("fairlead"))
