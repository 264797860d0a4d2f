"""The frame of pages about an account, which belong to no edition."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fairlead.ui.frame import Frame, list_language_links


def give_frame(request: HttpRequest) -> dict[str, object]:
    """Give every template a frame; a view that makes its own puts it in its place."""
    return {"page": SimpleLazyObject(lambda: Frame(list_language_links(request)))}
