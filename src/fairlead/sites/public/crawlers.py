"""What browsers and search engines ask a site for without being led there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control

# Every page may be found. Narrowed lists are left out: they are the same rows in endless ways.
_ROBOTS = """User-agent: *
Disallow: /office/
Disallow: /*/office/
Disallow: /*/exhibitors/?
Disallow: /*/exhibitors.csv
Disallow: /*/critical-imports/bloc/
Disallow: /*/needs/?
"""


@cache_control(public=True, max_age=86_400)
def serve_robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return what search engines are asked to leave alone."""
    return HttpResponse(_ROBOTS, content_type="text/plain; charset=utf-8")


@cache_control(public=True, max_age=86_400)
def redirect_favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Lead to the site's mark, for what asks before it has read a page."""
    return HttpResponsePermanentRedirect(static("fairlead/mark.svg"))
