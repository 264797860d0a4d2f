"""Pages that show another page of this site in a frame, and documents that may be shown so."""

from __future__ import annotations

from django.http import HttpResponse

# Runs nothing, loads nothing, sends nothing; only pages of this site show it.
_DEAD = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox"
)
_MARK = "frames_own"


def allow_own_frame(response: HttpResponse) -> HttpResponse:
    """Return a page that may show another of this site's pages in a frame."""
    setattr(response, _MARK, True)
    return response


def frames_own(response: object) -> bool:
    """Return whether a page shows another of this site's in a frame."""
    return getattr(response, _MARK, False) is True


def allow_to_be_framed(response: HttpResponse) -> HttpResponse:
    """Return a document that this site's pages may show in a frame, and that does nothing there."""
    response.headers["Content-Security-Policy"] = _DEAD
    return response
