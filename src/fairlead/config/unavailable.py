"""What visitors get while the database cannot be used: a page that says so and asks again."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from fairlead.apps.fairs.domain.repeat_act import met_others
from fairlead.config.embedded.faults import FULL, NotRunning

PATIENCE = 3.0  # seconds that a page waits for a server that starts
# SQLSTATE of a connection that breaks, of a server that stops or starts, of one that is full.
_GONE = ("08", "57P", "53300")
_DISK_FULL = "53100"
_log = logging.getLogger(__name__)


def wait_briefly() -> None:
    """Let this process's pages wait a few seconds at most for the embedded server."""
    database = settings.DATABASES["default"]
    if not settings.FAIRLEAD_DATABASE_URL:
        database["OPTIONS"]["patience"] = PATIENCE


class DatabaseUnavailableMiddleware:
    """Answers 503 where a view could not use the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page about an unavailable database, or None for any other fault."""
        return answer_fault(request, error)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page of a fault outside the views: the database's, or one of our own."""
    error = sys.exc_info()[1]
    answer = None if error is None else answer_fault(request, error)
    return answer or defaults.server_error(request)


def answer_fault(request: HttpRequest, error: BaseException) -> HttpResponse | None:
    """Return the page of a fault of the database that passes, or None for another fault."""
    if is_full(error):
        _log.error("The disk is full: nothing that people send can be kept until there is room.")
        return answer_unavailable(request, full=True)
    met = met_others(error)
    return answer_unavailable(request, met=met) if met or is_unavailable(error) else None


def is_full(error: BaseException) -> bool:
    """Return whether a disk was full, the database's or the site's own."""
    if isinstance(error, OperationalError):
        return _read_state(error) == _DISK_FULL
    return isinstance(error, OSError) and error.errno in FULL


def is_unavailable(error: BaseException) -> bool:
    """Return whether this is the fault of a database that cannot be reached."""
    if isinstance(error, NotRunning | InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    state = _read_state(error)
    return state is None or state.startswith(_GONE)


def _read_state(error: OperationalError) -> str | None:
    """Return the database's code of a fault; None of a connection that broke or failed."""
    state = getattr(error.__cause__, "sqlstate", None)
    return None if state is None else str(state)


def answer_unavailable(
    request: HttpRequest, *, met: bool = False, full: bool = False
) -> HttpResponse:
    """Return the page, which a browser asks for again by itself.

    It is that of a database that is away, where others are ``met`` of one that is busy, or of a
    disk that is ``full``.
    """
    if not met:
        connection.close()
    told = {"again": request.method in {"GET", "HEAD"} and not full, "met": met, "full": full}
    response = HttpResponse(render_to_string("503.html", told), status=503)
    response.headers["Retry-After"] = "60" if full else "3"
    response.headers["Cache-Control"] = "no-store"
    return response
