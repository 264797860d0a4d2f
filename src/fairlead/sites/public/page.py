"""What every public page says of itself: its edition, its section, and its other languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from fairlead.apps.fairs.models import Edition


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in a language."""

    code: str
    name: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The frame of a page; ``home`` is the edition's address, ``section`` the entry of its menu."""

    languages: tuple[LanguageLink, ...]
    home: str = ""
    section: str = ""
    edition: Edition | None = None


def frame(request: HttpRequest, *, edition: Edition | None = None, section: str = "") -> Page:
    """Return the frame of the page asked for."""
    return Page(
        languages=_languages(request),
        home=home_of(edition) if edition else "",
        section=section,
        edition=edition,
    )


def home_of(edition: Edition) -> str:
    """Return the address of the edition's home in the active language."""
    return reverse("public:home", args=(edition.code,))


def _languages(request: HttpRequest) -> tuple[LanguageLink, ...]:
    """Return this page's address in each language: the prefix differs, the rest stays."""
    active = get_language() or settings.LANGUAGE_CODE
    path = request.get_full_path()
    prefix = f"/{active}/"
    bare = path[len(prefix) - 1 :] if path.startswith(prefix) else path
    return tuple(
        LanguageLink(
            code=code,
            name=_OWN_NAMES.get(code, code),
            address=bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}",
            current=code == active,
        )
        for code, _ in settings.LANGUAGES
    )


_OWN_NAMES = {"en": "English", "ru": "Русский", "ar": "العربية"}


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    *,
    edition: Edition | None = None,
    section: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page rendered from a template of ``public/`` in its frame."""
    return render(
        request,
        f"public/{template}.html",
        {**context, "page": frame(request, edition=edition, section=section)},
        status=status,
    )
