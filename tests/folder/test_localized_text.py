"""Language tags, and texts in several languages."""

from __future__ import annotations

from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.folder.language_tags import (
    direction,
    is_same_language,
    order_languages,
    parse_language_tag,
)
from fairlead.folder.localized_text import LocalizedText, SpokenText

TAGS = ("en", "ru", "zh", "zh-Hant", "ar", "kk", "pt-BR", "sr-Latn")
texts = st.dictionaries(st.sampled_from(TAGS), st.text(max_size=5), max_size=4)


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("RU", "ru"),
        ("ZH-hans", "zh-Hans"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("pt-br", "pt-BR"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("de-CH-1996", "de-CH-1996"),
        ("en-u-ca-gregory", "en-u-ca-gregory"),
        ("ar-x-Fair", "ar-x-fair"),
        ("yue", "yue"),
    ],
)
def test_a_tag_is_written_in_one_way(written: str, tag: str) -> None:
    assert parse_language_tag(written) == tag


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "such as ru"),
        ("english", "such as ru"),
        ("en_GB", "such as ru"),
        ("xx", "no language is called xx"),
        ("rus", "did you mean ru"),
        ("chi", "did you mean zh"),
        ("und", "no language is called und"),
        ("zh-Abcd", "no script is called Abcd"),
        ("en-UK", "no country is called UK"),
        ("ar\u200f", "such as ru"),
        ("en-" + "x-" + "a" * 40, "such as ru"),
        ("\u0440\u0443", "such as ru"),
    ],
)
def test_what_is_no_tag_is_refused(written: str, said: str) -> None:
    with pytest.raises(ValueError, match="expected a language tag") as refused:
        parse_language_tag(written)
    assert said in str(refused.value)


@given(st.text(max_size=12))
def test_a_tag_read_again_stays_and_nothing_else_is_raised(text: str) -> None:
    try:
        tag = parse_language_tag(text)
    except ValueError:
        return
    assert parse_language_tag(tag) == tag


@pytest.mark.parametrize(
    ("tag", "runs"),
    [
        ("ar", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("ur", "rtl"), ("ckb", "rtl"), ("dv", "rtl"),
        ("en", "ltr"), ("zh-Hant", "ltr"), ("kk", "ltr"), ("kk-Arab", "rtl"), ("kk-CN", "rtl"),
        ("az-Arab", "rtl"), ("uz-AF", "rtl"), ("pa-PK", "rtl"), ("ar-Latn", "ltr"),
    ],
)  # fmt: skip
def test_a_language_runs_as_its_script_does(tag: str, runs: str) -> None:
    assert direction(tag) == runs


def test_chinese_with_its_usual_script_named_is_the_same() -> None:
    assert is_same_language("zh", "zh-Hans")
    assert not is_same_language("zh", "zh-Hant")
    assert not is_same_language("zh", "ja")


def test_a_reader_takes_the_nearest_then_the_editions_own() -> None:
    declared = ("en", "ru", "zh", "ar")
    assert order_languages(declared, "zh-hans") == ("zh", "en", "ru", "ar")
    assert order_languages(declared, "ar") == ("ar", "en", "ru", "zh")
    assert order_languages(declared, "fr") == declared
    assert order_languages(("ar", "zh-Hant", "zh"), "zh-CN") == ("zh", "zh-Hant", "ar")


def test_a_text_is_given_in_the_readers_language_else_the_editions_own() -> None:
    name = LocalizedText({"en": "Works", "ru": "Завод", "zh": ""})
    assert name.in_language("ru", "en") == "Завод"
    assert name.in_language("ru", "en").language == "ru"
    assert name.in_language("zh", "en") == "Works"
    assert name.in_language("zh-Hans", "ru").language == "ru"
    assert LocalizedText({"ar": "مصنع"}).in_language("zh", "en") == "مصنع"
    assert LocalizedText({"ar": "مصنع"}).in_language("zh", "en").direction == "rtl"
    assert LocalizedText().in_language("ru") == ""


def test_a_chosen_text_is_a_text() -> None:
    chosen = SpokenText("Завод", "ru")
    assert f"{chosen}!" == "Завод!"
    assert copy(chosen).language == "ru"
    assert not hasattr(chosen.upper(), "language")


@given(texts, st.sampled_from(TAGS), st.sampled_from(TAGS))
def test_something_is_shown_whenever_anything_is_written(
    written: dict[str, str], reader: str, own: str
) -> None:
    text = LocalizedText(written)
    shown = text.in_language(reader, own)
    assert bool(shown) == bool(text)
    if text:
        assert text[shown.language] == shown
    if reader in text:
        assert shown.language == reader
    assert text == LocalizedText(dict(reversed(list(written.items()))))
    assert hash(text) == hash(LocalizedText(dict(reversed(list(written.items())))))
