"""Pictures of exhibitors as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fairlead.apps.meetings.queries.editions import find_edition
from fairlead.apps.trade.models import PictureFile
from fairlead.apps.trade.queries.own_pages import find_public_picture


def show_picture(request: HttpRequest, code: str, digest: str) -> HttpResponse:  # noqa: ARG001
    """Return a picture that everybody may see; one that waits for the organiser is not there."""
    return serve_picture(find_public_picture(find_edition(code), digest))


def serve_picture(found: PictureFile | None, *, private: bool = False) -> HttpResponse:
    """Return a picture as a file; its address names its content, so it never changes.

    Nothing in it can act, whatever a browser takes it for. Raises Http404 for none.
    """
    if found is None:
        raise Http404(_("No such picture"))
    answer = HttpResponse(bytes(found.content), content_type="image/webp")
    whose = "private, no-cache" if private else "public, max-age=86400"
    answer.headers["Cache-Control"] = whose
    answer.headers["ETag"] = f'"{found.digest}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
