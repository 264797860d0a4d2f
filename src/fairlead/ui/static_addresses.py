"""Where a style sheet is: its address changes with the sheet, for browsers keep it a while."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static


def find_static_address(name: str) -> str:
    """Return the address of a static file, with a mark of what is in it after ``?``.

    So no page of a new version is dressed in a sheet kept from the one before. In debug mode
    nothing is kept, and there is no mark. Raises ValueError for a file that is not there.
    """
    return static(name) if settings.DEBUG else f"{static(name)}?{_mark(name)}"


@cache
def _mark(name: str) -> str:
    found = finders.find(name)
    if found is None:
        raise ValueError(f"Expected a static file, got {name!r}: name one that is there.")
    return hashlib.blake2b(Path(found).read_bytes(), digest_size=6).hexdigest()
