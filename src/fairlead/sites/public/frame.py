"""What every public page says of itself: its edition, its section, and its other languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy

from fairlead.apps.fairs.models import Edition
from fairlead.ui.frame import LanguageLink, list_language_links

# The entries of an edition's menu: where each leads, and its name, by the section of its pages.
_MENU = {
    "exhibitors": ("exhibitors", gettext_lazy("Exhibitors")),
    "market": ("market", gettext_lazy("Marketplace")),
    "needs": ("needs", gettext_lazy("Needs")),
    "halls": ("halls", gettext_lazy("Halls")),
    "countries": ("countries", gettext_lazy("Countries")),
    "imports": ("critical-imports", gettext_lazy("Critical imports")),
    "meetings": ("meetings", gettext_lazy("Meetings")),
    "programme": ("programme", gettext_lazy("Programme")),
    "projects": ("projects", gettext_lazy("Projects")),
    "practices": ("practices", gettext_lazy("Good practice")),
}


@dataclass(frozen=True, slots=True)
class Page:
    """The frame of a page; ``home`` is the edition's address, ``section`` the entry of its menu."""

    languages: tuple[LanguageLink, ...]
    home: str = ""
    section: str = ""
    edition: Edition | None = None

    @property
    def menu(self) -> SafeString:
        """Return the entries of the edition's menu as list items."""
        return _write_menu(self.home, self.section, get_language())


@lru_cache(maxsize=256)
def _write_menu(home: str, section: str, _language: str | None) -> SafeString:
    current = ' aria-current="page"'
    return SafeString(
        "".join(
            f'<li><a href="{escape(home)}{path}/"{current if name == section else ""}>'
            f"{escape(str(title))}</a></li>"
            for name, (path, title) in _MENU.items()
        )
    )


def build_frame(request: HttpRequest, *, edition: Edition | None = None, section: str = "") -> Page:
    """Return the frame of the page asked for."""
    return Page(
        languages=list_language_links(request, declared=edition.languages if edition else None),
        home=find_home(edition) if edition else "",
        section=section,
        edition=edition,
    )


def find_home(edition: Edition) -> str:
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
        {**context, "page": build_frame(request, edition=edition, section=section)},
        status=status,
    )
