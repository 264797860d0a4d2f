"""Large figures are written by our own words, whatever release of CLDR is installed."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from fairlead.ui.compact import FORMS, write_compact, write_compact_money

_MARKS = dict.fromkeys(map(ord, "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"))


def plain(text: str) -> str:
    """Return the text with plain spaces and without marks of direction."""
    return " ".join(text.translate(_MARKS).split())


@pytest.mark.parametrize(
    ("value", "english", "russian", "chinese", "arabic"),
    [
        (0, "0", "0", "0", "0"),
        (950, "950", "950", "950", "950"),
        (999.4, "999", "999", "999", "999"),
        (999.5, "1K", "1 тыс.", "1000", "1 ألف"),
        (1_234, "1.2K", "1,2 тыс.", "1234", "1.2 ألف"),
        (9_960, "10K", "10 тыс.", "9960", "10 ألف"),
        (9_999.7, "10K", "10 тыс.", "1万", "10 ألف"),
        (56_789, "57K", "57 тыс.", "5.7万", "57 ألف"),
        (999_999, "1M", "1 млн", "100万", "1 مليون"),
        (90_000_000, "90M", "90 млн", "9000万", "90 مليون"),
        (1.26e9, "1.3B", "1,3 млрд", "13亿", "1.3 مليار"),
        (-2e8, "-200M", "-200 млн", "-2亿", "-200 مليون"),
        (7.1e12, "7.1T", "7,1 трлн", "7.1万亿", "7.1 تريليون"),
        (4e15, "4000T", "4000 трлн", "4000万亿", "4000 تريليون"),
        (-0.2, "0", "0", "0", "0"),
    ],
)
def test_a_number_has_few_figures_and_a_word(
    value: float, english: str, russian: str, chinese: str, arabic: str
) -> None:
    written = [plain(write_compact(value, Locale(code))) for code in ("en", "ru", "zh", "ar")]
    assert written == [english, russian, chinese, arabic]


@pytest.mark.parametrize(
    ("currency", "english", "russian", "chinese", "arabic"),
    [
        ("USD", "US$90M", "90 млн $", "US$9000万", "90 مليون US$"),
        ("RUB", "RUB 90M", "90 млн ₽", "RUB 9000万", "90 مليون RUB"),
        ("CNY", "CN¥90M", "90 млн CN¥", "¥9000万", "90 مليون CN¥"),
        ("EUR", "€90M", "90 млн €", "€9000万", "90 مليون €"),
        ("AED", "AED 90M", "90 млн AED", "AED 9000万", "90 مليون د.إ."),
        ("KZT", "KZT 90M", "90 млн KZT", "KZT 9000万", "90 مليون KZT"),
    ],
)
def test_money_has_its_currency_where_the_language_puts_it(
    currency: str, english: str, russian: str, chinese: str, arabic: str
) -> None:
    written = [
        plain(write_compact_money(9e7, currency, Locale(code))) for code in ("en", "ru", "zh", "ar")
    ]
    assert written == [english, russian, chinese, arabic]


def test_a_loss_has_its_minus_before_the_currency() -> None:
    assert write_compact_money(-2e8, "USD", Locale.parse("en_GB")) == "-US$200M"
    assert plain(write_compact_money(-2e8, "RUB", Locale("en"))) == "-RUB 200M"
    assert plain(write_compact_money(-2e8, "RUB", Locale("ru"))) == "-200 млн ₽"


def test_figures_never_part_from_their_word() -> None:
    for code in FORMS:
        for value in (950, 12_345, -6e6, 1.2e9):
            assert " " not in write_compact_money(value, "KZT", Locale(code))


def test_a_language_without_words_of_ours_is_written_by_cldr() -> None:
    assert plain(write_compact(6e6, Locale("de"))) == "6 Mio."
    assert plain(write_compact_money(6e6, "EUR", Locale("de"))) == "6 Mio. €"


@given(st.floats(0, 1e15), st.sampled_from(sorted(FORMS)))
def test_what_is_read_is_within_a_twentieth_of_what_is_meant(value: float, language: str) -> None:
    form = FORMS[language]
    text = write_compact(value, Locale(language))
    figures = re.match(r"[\d.,]+", text)
    assert figures is not None
    worth = {word: worth for worth, word in form.words}.get(text[figures.end() :], 1.0)
    read = float(figures[0].replace(form.point, ".")) * worth
    assert abs(read - value) <= max(value / 20, 0.5)


@given(st.floats(0, 9e14), st.sampled_from(sorted(FORMS)))
def test_no_more_figures_than_the_next_word_needs(value: float, language: str) -> None:
    steps = [1.0, *(worth for worth, _ in FORMS[language].words)]
    widest = max(int(after / before) for before, after in pairwise(steps))
    figures = re.match(r"\d+", write_compact(value, Locale(language)))
    assert figures is not None
    assert int(figures[0]) < widest
