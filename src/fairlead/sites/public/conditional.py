"""Pages about an edition: found by its code, and sent again only once they have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

import fairlead
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.queries.editions import find_edition
from fairlead.sites.public.kept_pages import PAGES, pack_page

View = Callable[..., HttpResponse]
_MADE_OF = {".py", ".html", ".mo", ".csv", ".css"}


def serve_edition_page(
    *, besides: Callable[[Edition], object] = lambda _edition: ""
) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Return what gives a view of an edition's page the edition by the code in the address.

    Whoever holds the page as it still is gets 304 in its place. So the page must be the same for
    everybody, and depend on nothing but what renews the edition's stamp, the address, the
    language, and what ``besides`` returns. An unknown code raises Http404.
    """

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def answer(request: HttpRequest, code: str, **named: Any) -> HttpResponseBase:
            edition = find_edition(code)
            if settings.DEBUG or request.method not in {"GET", "HEAD"}:
                return view(request, edition, **named)
            tag = _tag(edition.stamp, get_language(), besides(edition))
            response = get_conditional_response(request, etag=tag)
            if response is None:
                response = _find_or_make(tag, request, lambda: view(request, edition, **named))
            response.headers["ETag"] = tag
            response.headers["Cache-Control"] = "public, no-cache"
            patch_vary_headers(response, ("Accept-Encoding",))
            return response

        return answer

    return decorate


def _find_or_make(tag: str, request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the page as this process keeps it, packed, or made and kept."""
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    key = (tag, request.scheme, request.get_host(), request.get_full_path(), packed)
    page = PAGES.find(key)
    if page is None:
        response = make()
        if response.status_code != HTTPStatus.OK or response.streaming or response.cookies:
            return response
        page = pack_page(response, packed=packed)
        PAGES.keep(key, page)
    return page.respond()


def read_hour(_edition: Edition) -> str:
    """Return the hour, for a page whose lists are noted once an hour when they are shown."""
    return timezone.now().strftime("%Y-%m-%d %H")


def _tag(*parts: object) -> str:
    """Return the tag of a page: weak, for one page is packed differently each time."""
    digest = hashlib.blake2b(_build(), digest_size=16)
    digest.update(repr(tuple(map(str, parts))).encode())
    return f'W/"{digest.hexdigest()}"'


@cache
def _build() -> bytes:
    """Return what tells the site as it is installed here from any other version of it."""
    digest = hashlib.blake2b(repr((version("django"), version("babel"))).encode())
    digest.update(settings.LANGUAGE_CODE.encode())
    home = Path(fairlead.__file__).parent
    for path in sorted(home.rglob("*")):
        if path.suffix in _MADE_OF:
            digest.update(f"{path.relative_to(home)} {path.stat().st_size} ".encode())
            digest.update(path.read_bytes())
    return digest.digest()
