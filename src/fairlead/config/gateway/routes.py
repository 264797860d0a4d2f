"""What an address takes and which threads serve it, read off its view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation

from fairlead.apps.pipeline.preparation import read_preparation
from fairlead.config.preparing import addresses_imported, has_only_preparation
from fairlead.ui.serving import BODY_LIMIT, LANE
from fairlead.ui.text_language import split_path


@dataclass(frozen=True, slots=True)
class Route:
    """The lane of an address, and how many bytes of body it takes; 0 for none."""

    lane: str = "pages"
    body_limit: int = 0


def choose_route(method: str, path: str) -> Route:
    """Return the route of a request: that of its address, unless only a preparation is shown.

    Then no address needs to be looked for, and all of them to be imported.
    """
    if method != "POST" and not addresses_imported.is_set():
        found = read_preparation(settings.FAIRLEAD_HOME)
        if has_only_preparation(split_path(path)[1], found):
            return Route()
    return find_route(path)


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
