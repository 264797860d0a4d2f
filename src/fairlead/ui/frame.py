"""The same page in each language: what every audience's frame offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from fairlead.folder.language_tags import primary
from fairlead.ui.language_path import change_language


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


def list_language_links(
    request: HttpRequest, *, declared: Sequence[str] | None = None
) -> tuple[LanguageLink, ...]:
    """Return this page's address in each language: the prefix differs, the rest stays.

    A page about an edition is offered in those languages that the edition has ``declared``, be it
    in another script (Chinese for zh-Hant), and in the site's first where it speaks none of these.
    """
    active = get_language() or settings.LANGUAGE_CODE
    path = request.get_full_path()
    offered = [
        code
        for code, _ in settings.LANGUAGES
        if declared is None or any(primary(code) == primary(tag) for tag in declared)
    ]
    offered = offered or [settings.LANGUAGE_CODE]
    return tuple(
        LanguageLink(
            code=code,
            name=name,
            address=change_language(path, code),
            current=code == active,
        )
        for code, name in settings.LANGUAGES
        if code in offered or code == active
    )
