"""The page of a request that cannot be understood."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from fairlead.sites.as_of import UnreadableMoment


def answer_bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the site's page with 400; a line of text to a Host that is not this site's."""
    if not isinstance(exception, DisallowedHost):
        try:
            expected = exception.expected if isinstance(exception, UnreadableMoment) else ""
            page = render_to_string("400.html", {"expected": expected}, request=request)
            return HttpResponse(page, status=400)
        except SuspiciousOperation:  # too broken for the page's menu as well
            pass
    return HttpResponse("Bad request", status=400, content_type="text/plain")
