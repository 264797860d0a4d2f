"""What an address takes and which threads serve it, read off its view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation

from fairlead.ui.serving import BODY_LIMIT, LANE
from fairlead.ui.text_language import split_path


@dataclass(frozen=True, slots=True)
class Route:
    """The lane of an address, and how many bytes of body it takes; 0 for none."""

    lane: str = "pages"
    body_limit: int = 0


@lru_cache(maxsize=4096)
def find_route(path: str) -> Route:
    """Return the route of an address; an address of no view takes no body."""
    _, path = split_path(path)
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            view = resolve(path).func
        except Resolver404:
            return Route()
    return Route(getattr(view, LANE, "pages"), getattr(view, BODY_LIMIT, 0))
