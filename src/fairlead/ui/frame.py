"""The same page in each language: what every audience's frame offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from fairlead.ui.language_path import change_language
from fairlead.ui.languages import find_own_name
from fairlead.ui.text_language import (
    choose_site_language,
    find_chosen_language,
    list_site_languages,
    list_text_languages,
)


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
    The languages that only people write in follow, each with the site's words in the nearest one;
    of a page about no edition the reader's.
    """
    active = get_language() or settings.LANGUAGE_CODE
    chosen = find_chosen_language()
    path = request.get_full_path()
    codes = [code for code, _ in settings.LANGUAGES]
    tags = list_text_languages(declared, codes) if declared is not None else [chosen]
    apart = chosen in {tag.lower() for tag in tags}
    offered = (
        codes if declared is None else list_site_languages(declared, default=settings.LANGUAGE_CODE)
    )
    site = (
        LanguageLink(
            code=code,
            name=name,
            address=change_language(path, code),
            current=code == active and not (chosen and apart),
        )
        for code, name in settings.LANGUAGES
        if code in offered or code == active
    )
    return (*site, *_list_text_links(path, tags, declared or (), chosen=chosen))


def _list_text_links(
    path: str, tags: Sequence[str], declared: Sequence[str], *, chosen: str
) -> Iterator[LanguageLink]:
    """Yield the page in each language of ``tags``, in which only people write.

    The reader's language keeps the site's own words in the language they are in.
    """
    active = get_language() or settings.LANGUAGE_CODE
    for tag in filter(None, tags):
        here = tag.lower() == chosen
        near = (
            active if here else choose_site_language(tag, declared, default=settings.LANGUAGE_CODE)
        )
        yield LanguageLink(
            code=tag,
            name=find_own_name(tag),
            address=change_language(path, near, texts=tag),
            current=here,
        )
