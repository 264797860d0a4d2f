"""What people send in forms holds no characters that no file may hold, and something to see."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from fairlead.folder.controls import CONTROL, drop_controls, looks_empty

# A line break within a paragraph and a page break, as word processors copy them.
_BREAKS = re.compile(r"[\x0b\x0c]")


class ControlCharactersMiddleware:
    """Takes control characters out of the texts of a form before a view reads them.

    They come along with what is pasted; a fair's folder, XML and calendars refuse them. A text in
    which there is nothing to see is the empty one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_of_view: Any) -> None:
        """Clean what was sent: the guard against forged forms has read it already."""
        if request.method == "POST" and any(map(_is_unclean, request.POST.lists())):
            request.POST = _drop_controls(request.POST)  # type: ignore[assignment]


def _is_unclean(field: tuple[str, list[str]]) -> bool:
    return any(one and (CONTROL.search(one) or looks_empty(one)) for one in field[1])


def _drop_controls(sent: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        clean.setlist(name, list(map(_clean, values)))
    clean._mutable = False
    return clean


def _clean(text: str) -> str:
    return "" if looks_empty(text) else drop_controls(_BREAKS.sub("\n", text))
