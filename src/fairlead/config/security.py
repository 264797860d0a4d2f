"""What every answer tells the browser to keep off."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from fairlead.ui.framing import frames_own

_POLICY = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'{nonce}; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'{forms}; "
    "base-uri 'none'; frame-ancestors 'none'"
)


# None of these is asked for by any page.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class ContentSecurityPolicyMiddleware:
    """Lets a page load only this site's own files, and use no sensor or device.

    A template that must have an inline script or style writes ``nonce="{{ request.csp_nonce }}"``
    on it; the nonce is made, and allowed, only for a page that asks for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response with its policy."""
        made: list[str] = []

        def nonce() -> str:
            made.append(secrets.token_urlsafe(16))
            return made[0]

        request.csp_nonce = SimpleLazyObject(nonce)  # type: ignore[attr-defined]
        response = self.get_response(request)
        allowed = f" 'nonce-{made[0]}'" if made else ""
        forms = "".join(f" {origin}" for origin in settings.FORM_ORIGINS)
        policy = _POLICY.format(nonce=allowed, forms=forms)
        if frames_own(response):
            policy += "; frame-src 'self'"
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response


_PRIVATE = re.compile(
    r"/(?:[A-Za-z-]+/)?(?:(?:office|account)(?:/|$)|[-\w]+/(?:desk|register)(?:/|$))"
)


class PrivateCacheMiddleware:
    """Lets nothing of the office, of a desk or of an account be kept, pages and errors alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response, marked where it is somebody's own."""
        response = self.get_response(request)
        if _PRIVATE.match(request.path_info):
            response.headers["Cache-Control"] = "no-store"
        return response
