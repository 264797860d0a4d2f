"""How a page marks a text that is not in its language."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from fairlead.folder.localized_text import LocalizedText, SpokenText
from fairlead.ui.spoken import (
    choose_for_reader,
    fill_marked,
    mark_items,
    mark_language,
    write_lang,
    write_language,
)

ARABIC = "شركة"


@pytest.mark.parametrize(
    ("page", "text", "markup"),
    [
        ("en", SpokenText("A < B", "en"), "A &lt; B"),
        ("en", SpokenText("Works", "en-GB"), "Works"),
        ("zh-hans", SpokenText("厂", "zh"), "厂"),
        ("zh-hans", SpokenText("廠", "zh-Hant"), '<span lang="zh-Hant" dir="ltr">廠</span>'),
        ("ru", SpokenText(ARABIC, "ar"), f'<span lang="ar" dir="rtl">{ARABIC}</span>'),
        ("ar", SpokenText(ARABIC, "ar"), ARABIC),
        ("ar", SpokenText("ACME", "ar"), "<bdi>ACME</bdi>"),
        ("ru", SpokenText("ACME", "ar"), '<span lang="ar" dir="auto">ACME</span>'),
        ("en", SpokenText(ARABIC, "en"), f"<bdi>{ARABIC}</bdi>"),
        ("en", SpokenText("a\u202eb", "en"), "<bdi>a\u202eb</bdi>"),
        ("en", "p-1@example.org", "<bdi>p-1@example.org</bdi>"),
        ("en", "", ""),
        ("en", SpokenText("x", 'ru"><b'), '<span lang="ru&quot;&gt;&lt;b" dir="ltr">x</span>'),
    ],
)  # fmt: skip
def test_markup(page: str, text: str, markup: str) -> None:
    with override(page):
        assert mark_language(text) == markup


def test_a_reader_gets_the_own_language_or_the_editions() -> None:
    name = LocalizedText({"kk": "Зауыт", "ru": "Завод", "zh": "厂"})
    for page, said in (("ru", "Завод"), ("zh-hans", "厂"), ("ar", "Зауыт"), ("en", "Зауыт")):
        with override(page):
            choose = choose_for_reader(["kk", "ru", "zh"])
            assert choose(name) == said
            assert choose(None) == ""


def test_names_in_a_sentence_keep_their_language_and_bring_no_markup() -> None:
    with override("ar"):
        names = mark_items([SpokenText(ARABIC, "ar"), SpokenText("A < B", "en")])
        said = fill_marked("<%(names)s>", names=names)
    assert said == f'&lt;{ARABIC}، <span lang="en" dir="ltr">A &lt; B</span>&gt;'


def test_an_option_is_marked_itself() -> None:
    with override("ru"):
        assert write_language(SpokenText(ARABIC, "ar")) == ' lang="ar" dir="rtl"'
        assert write_language(SpokenText("ACME", "ar")) == ' lang="ar" dir="auto"'
        assert write_language(SpokenText("Завод", "ru")) == write_language("p-1") == ""
        assert write_lang(SpokenText('x"', 'a"')) == ' lang="a&quot;"'
