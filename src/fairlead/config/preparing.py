"""The site while something is being prepared: where visitors are led, and what they are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from fairlead.apps.pipeline.preparation import Preparation, file_of, read_preparation

EVENTS = "/preparation/events"
_PAUSE = 0.3
_BEAT = 15.0  # seconds after which a stream says that it is alive


class PreparationMiddleware:
    """Leads visitors to the page of the preparation while there is no fair to show yet."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the page asked for, or the way to that of the preparation."""
        found = read_preparation(settings.FAIRLEAD_HOME)
        if found is None or not found.running or not _waits(request, found):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse("The fair is being prepared.\n", status=503, headers=_AGAIN)
        return HttpResponseRedirect(reverse("public:preparation"), headers=_AGAIN)


_AGAIN = {"Retry-After": "5", "Cache-Control": "no-store"}


def _waits(request: HttpRequest, found: Preparation) -> bool:
    """Return whether the address shows nothing before the preparation has come further."""
    if request.path == reverse("public:editions"):
        return True
    shown = (reverse("public:preparation"), reverse("public:preparation_steps"))
    open_always = ("/static/", "/language/", "/robots.txt", "/favicon.ico", "/healthz")
    if request.path in shown or request.path_info.startswith(open_always):
        return False
    return not found.has("load")


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
