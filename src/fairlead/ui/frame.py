"""The same page in each language: what every audience's frame offers."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in a language."""

    code: str
    name: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What the base template asks of a page; an audience's own frame may say more."""

    languages: tuple[LanguageLink, ...]


def language_links(request: HttpRequest) -> tuple[LanguageLink, ...]:
    """Return this page's address in each language: the prefix differs, the rest stays."""
    active = get_language() or settings.LANGUAGE_CODE
    path = request.get_full_path()
    prefix = f"/{active}/"
    bare = path[len(prefix) - 1 :] if path.startswith(prefix) else path
    return tuple(
        LanguageLink(
            code=code,
            name=name,
            address=bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}",
            current=code == active,
        )
        for code, name in settings.LANGUAGES
    )
