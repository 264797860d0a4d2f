"""What every public page says of itself: its edition, its section, and its other languages."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fairlead.apps.fairs.models import Edition
from fairlead.ui.frame import LanguageLink, language_links


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
        languages=language_links(request),
        home=home_of(edition) if edition else "",
        section=section,
        edition=edition,
    )


def home_of(edition: Edition) -> str:
    """Return the address of the edition's home in the active language."""
    return reverse("public:home", args=(edition.code,))


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
