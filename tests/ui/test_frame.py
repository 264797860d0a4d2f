"""Which languages a page is offered in."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.utils import translation

from fairlead.ui.frame import list_language_links
from fairlead.ui.text_language import choose_text_language


@pytest.mark.parametrize(
    ("declared", "offered"),
    [
        (None, ["en", "ar", "ru", "zh-hans"]),
        (("kk", "zh-Hant"), ["zh-hans", "kk"]),
        (("zh-Hant", "zh-Hans"), ["zh-hans", "zh-Hant"]),
        (("ar-EG", "en-GB"), ["en", "ar"]),
        (("kk", "fa"), ["en", "kk", "fa"]),
    ],
)
def test_a_page_is_offered_in_what_the_edition_has(
    declared: tuple[str, ...] | None, offered: list[str]
) -> None:
    with translation.override(offered[0]):
        links = list_language_links(RequestFactory().get("/fair/"), declared=declared)
    assert sorted(link.code for link in links) == sorted(offered)
    assert sum(link.current for link in links) == 1


@pytest.mark.parametrize(
    ("declared", "tag", "address"),
    [
        (("en", "ru", "kk"), "kk", "/~kk/ru/fair/?q=1"),  # as CLDR has Kazakhs read
        (("en", "kk"), "kk", "/~kk/fair/?q=1"),
        (("ar", "fa", "en"), "fa", "/~fa/ar/fair/?q=1"),  # the edition's own
        (("ja", "en"), "ja", "/~ja/fair/?q=1"),
        (("zh-Hans", "zh-Hant"), "zh-Hant", "/~zh-hant/zh-hans/fair/?q=1"),
        (("he", "ur"), "ur", "/~ur/fair/?q=1"),
    ],
)
def test_what_only_people_write_in_is_offered_with_the_sites_nearest_words(
    declared: tuple[str, ...], tag: str, address: str
) -> None:
    links = list_language_links(RequestFactory().get("/fair/?q=1"), declared=declared)
    assert [link.address for link in links if link.code == tag] == [address]


def test_the_language_chosen_is_the_current_one() -> None:
    with choose_text_language("kk"), translation.override("en"):
        links = list_language_links(RequestFactory().get("/~kk/fair/"), declared=("ru", "kk", "en"))
        bare = list_language_links(RequestFactory().get("/~kk/account/"))
    found = [(link.code, link.address) for link in links if link.current]
    assert found == [("kk", "/~kk/fair/")]  # the site stays in English, once it is chosen
    assert {link.address for link in links if not link.current} == {"/fair/", "/ru/fair/"}
    assert [(link.code, link.address) for link in bare if link.current] == [("kk", "/~kk/account/")]


def test_a_language_that_the_edition_does_not_declare_leaves_the_sites_marked() -> None:
    with choose_text_language("kk"), translation.override("ru"):
        links = list_language_links(RequestFactory().get("/~kk/ru/fair/"), declared=("en", "ru"))
    assert [link.code for link in links if link.current] == ["ru"]
