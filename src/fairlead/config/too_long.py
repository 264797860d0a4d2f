"""What is answered where a text is longer than its field takes."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from fairlead.config.bad_request import answer_bad_request
from fairlead.ui.forms.lengths import TextTooLong
from fairlead.ui.forms.refusal import refuse_at


class TooLongTextMiddleware:
    """Leads back to the form, with what was typed in it, when a view lets TooLong through.

    Nothing was saved: a change that raises it is rolled back whole.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the way back, or None for a fault of another kind."""
        if not isinstance(error, TextTooLong):
            return None
        page = urlsplit(request.headers.get("Referer", ""))
        if request.method != "POST" or page.netloc != request.get_host():
            return answer_bad_request(request)
        back = page.path + (f"?{page.query}" if page.query else "")
        return refuse_at(request, str(error), back)
