"""The site while something is being prepared: where visitors are led, and what they are told."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, set_urlconf

from fairlead.apps.pipeline.preparation import Preparation, file_of, read_once, read_preparation

addresses_imported = threading.Event()
"""Whether this process knows every address; before, it looks whether there is anything to show."""
EVENTS = "/preparation/events"
_PAUSE = 0.3
_BEAT = 15.0  # seconds after which a stream says that it is alive


class FirstAddressesMiddleware:
    """Answers by the preparation's addresses alone while there is nothing else to show."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer, whose address is looked for among few or among all."""
        if not addresses_imported.is_set():
            found = read_once(request, settings.FAIRLEAD_HOME)
            if has_only_preparation(request.path_info, found):
                _use_addresses(request, _FIRST)
        return self.get_response(request)


def has_only_preparation(path: str, found: Preparation | None) -> bool:
    """Return whether an address shows or leads to the preparation, and nothing else."""
    waits = found is not None and found.running and not found.has("load")
    return waits and not path.startswith(_OPEN_ALWAYS)


def _use_addresses(request: HttpRequest, urlconf: str) -> None:
    setattr(request, "urlconf", urlconf)  # noqa: B010  Django reads it where it is set
    set_urlconf(urlconf)


class PreparationMiddleware:
    """Leads visitors to the page of the preparation while there is no fair to show yet."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the page asked for, or the way to that of the preparation."""
        found = read_once(request, settings.FAIRLEAD_HOME)
        if found is None or not found.running or not _waits(request, found):
            if getattr(request, "urlconf", "") == _FIRST and request.path not in _list_pages():
                _use_addresses(request, settings.ROOT_URLCONF)  # it has ended meanwhile
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse("The fair is being prepared.\n", status=503, headers=_AGAIN)
        return HttpResponseRedirect(reverse("public:preparation"), headers=_AGAIN)


_FIRST = "fairlead.config.preparing_urls"
_OPEN_ALWAYS = ("/static/", "/robots.txt", "/favicon.ico", "/healthz")
_AGAIN = {"Retry-After": "5", "Cache-Control": "no-store"}


def _waits(request: HttpRequest, found: Preparation) -> bool:
    """Return whether the address shows nothing before the preparation has come further."""
    if request.path == reverse("public:editions"):
        return True
    if request.path in _list_pages() or request.path_info.startswith(_OPEN_ALWAYS):
        return False
    return not found.has("load")


def _list_pages() -> tuple[str, str]:
    return reverse("public:preparation"), reverse("public:preparation_steps")


async def tell_changes(_query: str = "") -> AsyncIterator[bytes]:
    """Yield an event whenever the preparation has changed, until it has ended."""
    path, told, quiet = file_of(settings.FAIRLEAD_HOME), -1, 0.0
    yield b"retry: 1000\n\n"
    while True:
        try:
            changed = path.stat().st_mtime_ns
        except OSError:
            changed = 0
        if changed != told:
            told, quiet = changed, 0.0
            yield b"data: changed\n\n"
        found = read_preparation(settings.FAIRLEAD_HOME)
        if found is None or not found.running:
            yield b"data: ended\n\n"
            return
        await asyncio.sleep(_PAUSE)
        quiet += _PAUSE
        if quiet >= _BEAT:
            quiet = 0.0
            yield b": alive\n\n"
