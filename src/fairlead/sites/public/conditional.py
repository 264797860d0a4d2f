"""Pages about an edition: found by its code, and sent again only once they have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
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
from fairlead.apps.fairs.reads import find_stamp, note_reads
from fairlead.apps.meetings.queries.editions import find_edition
from fairlead.sites.public.kept_pages import PAGES, TableCache, pack_page

View = Callable[..., HttpResponse]
_PARTS = TableCache()
_MADE_OF = {".py", ".html", ".mo", ".csv", ".css"}


def serve_edition_page(
    *, besides: Callable[[Edition], object] = lambda _edition: ""
) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Return what gives a view of an edition's page the edition by the code in the address.

    A browser that holds the current page gets 304 instead. So the page must be the same for
    everybody, and depend on nothing but the tables it asks the database of, whose changes the
    edition's stamps tell, the address, the language, and what ``besides`` returns. An unknown code
    raises Http404.
    """

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def answer(request: HttpRequest, code: str, **named: Any) -> HttpResponseBase:
            edition = find_edition(code)
            if settings.DEBUG or request.method not in {"GET", "HEAD"}:
                return view(request, edition, **named)
            given = (get_language(), besides(edition))
            key = (edition.pk, *given, request.get_full_path())
            parts = _PARTS.find(key)
            if parts is not None:
                tag = _tag(find_stamp(edition, parts), *given)
                held = get_conditional_response(request, etag=tag) or _find(tag, request)
                if held is not None:
                    return _mark(held, tag)
            # What a page is made of is known when it is made.
            with note_reads() as read:
                response = view(request, edition, **named)
            if not _is_kept(response):
                return response
            _PARTS.keep(key, frozenset(read))
            tag = _tag(find_stamp(edition, read), *given)
            page = _keep(tag, request, response)
            return _mark(get_conditional_response(request, etag=tag) or page, tag)

        return answer

    return decorate


def _mark(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def _is_kept(response: HttpResponseBase) -> bool:
    return response.status_code == HTTPStatus.OK and not (response.streaming or response.cookies)


def _find(tag: str, request: HttpRequest) -> HttpResponse | None:
    """Return the page as this process keeps it, packed."""
    page = PAGES.find(_build_key(request))
    return page.respond() if page is not None and page.tag == tag else None


def _keep(tag: str, request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the page as it is kept from now on, in the place of the one before."""
    page = pack_page(response, packed=_is_packed(request), tag=tag)
    PAGES.keep(_build_key(request), page)
    return page.respond()


def _build_key(request: HttpRequest) -> tuple[Hashable, ...]:
    return (
        get_language(),
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        _is_packed(request),
    )


def _is_packed(request: HttpRequest) -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "")


def read_hour(_edition: Edition) -> str:
    """Return the hour, for a page that changes with time, or notes once an hour what it shows."""
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
