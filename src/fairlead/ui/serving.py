"""What a view says of how it is to be served; the server reads it before the view is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

BODY_LIMIT = "fairlead_body_limit"
LANE = "fairlead_lane"
# A form of a few fields.
FORM_BYTES = 64 * 1024
# Texts of a few thousand signs in every language.
TEXTS_BYTES = 512 * 1024


def accept_body(limit: int = FORM_BYTES) -> Callable[[View], View]:
    """Return what lets a view's address take a body of up to ``limit`` bytes; others take none.

    A view of ours says so where it is defined, a class or a library's view where its address is.
    """

    def mark(view: View) -> View:
        setattr(view, BODY_LIMIT, limit)
        return view

    return mark


def serve_apart(lane: str) -> Callable[[View], View]:
    """Return what has a view served by the threads of a lane: ``dear`` or ``sign_in``.

    ``dear`` is for pages that take long: few at a time, and visitors who ask for the same one at
    the same time, not signed in, share it. ``sign_in`` gives way to everything else.
    """

    def mark(view: View) -> View:
        setattr(view, LANE, lane)
        return view

    return mark
