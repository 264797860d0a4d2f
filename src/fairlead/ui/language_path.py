"""A page's path in another language: the prefix differs, the rest stays."""

from __future__ import annotations

from django.conf import settings


def change_language(path: str, language: str) -> str:
    """Return the path of a page in a language of the site, whichever it was written in."""
    first, slash, rest = path.removeprefix("/").partition("/")
    codes = {code for code, _name in settings.LANGUAGES}
    bare = f"/{rest}" if slash and first in codes else path
    return bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}"
