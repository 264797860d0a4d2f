"""What is answered where something sent holds the one character that no text may hold."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse

from fairlead.config.bad_request import answer_bad_request

_OF_THE_DRIVER = "cannot contain NUL"


class UnstorableTextMiddleware:
    """Answers 400 instead of 500 when a NUL reaches the database.

    It is removed from what forms send before: this one came in an address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the refusal, or None for a fault of another kind."""
        if not isinstance(error, DataError) or _OF_THE_DRIVER not in str(error):
            return None
        return answer_bad_request(request)
