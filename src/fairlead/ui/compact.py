"""Large numbers and money in few figures and a word: 1.2M, US$1.2B, 1,2 млрд $.

The words are ours for the languages below, since pages, pictures and tables are compared over
years while CLDR rewords them from one release to the next (US$90M became US$90m). Any other
language is written as CLDR has it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from babel import Locale
from babel.numbers import format_compact_currency, format_compact_decimal

_SPACE = "\N{NO-BREAK SPACE}"
_LEFT, _RIGHT = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"
_SYMBOLS = {
    "USD": "US$", "EUR": "€", "GBP": "£", "CNY": "CN¥", "JPY": "JP¥", "INR": "₹", "KRW": "₩",
    "BRL": "R$", "VND": "₫",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CompactForm:
    """How one language writes a large number, and money."""

    point: str
    words: tuple[tuple[float, str], ...]  # what one of it is worth, rising, and the word
    money: str  # {amount} is the number with its word, {symbol} the currency's
    minus: str = "-"
    symbols: dict[str, str] = field(default_factory=dict)  # where they differ from _SYMBOLS


FORMS = {
    "en": CompactForm(
        point=".",
        words=((1e3, "K"), (1e6, "M"), (1e9, "B"), (1e12, "T")),
        money="{minus}{symbol}{amount}",
    ),
    "ru": CompactForm(
        point=",",
        words=tuple(
            (value, _SPACE + word)
            for value, word in ((1e3, "тыс."), (1e6, "млн"), (1e9, "млрд"), (1e12, "трлн"))
        ),
        money="{minus}{amount}" + _SPACE + "{symbol}",
        symbols={"USD": "$", "RUB": "₽", "JPY": "¥"},
    ),
    "zh": CompactForm(
        point=".",
        words=((1e4, "万"), (1e8, "亿"), (1e12, "万亿")),
        money="{minus}{symbol}{amount}",
        symbols={"CNY": "¥"},
    ),
    # The marks keep the minus before its figure, and the dollar sign behind its letters.
    "ar": CompactForm(
        point=".",
        words=tuple(
            (value, _SPACE + word)
            for value, word in ((1e3, "ألف"), (1e6, "مليون"), (1e9, "مليار"), (1e12, "تريليون"))
        ),
        money=_RIGHT + "{minus}{amount}" + _SPACE + "{symbol}" + _LEFT,
        minus=_LEFT + "-",
        symbols={"AED": "د.إ.", "SAR": "ر.س.", "EGP": "ج.م."},
    ),
}


def write_compact(value: float, locale: Locale) -> str:
    """Return a number in few figures and a word of the language."""
    form = FORMS.get(locale.language)
    if form is None:
        digits = _count_digits(value)
        return str(format_compact_decimal(value, locale=locale, fraction_digits=digits))
    amount = _write_amount(form, abs(value))
    return _write_sign(form, value, amount) + amount


def write_compact_money(value: float, currency: str, locale: Locale) -> str:
    """Return an amount in few figures, a word of the language, and the currency."""
    form = FORMS.get(locale.language)
    if form is None:
        digits = _count_digits(value)
        return str(format_compact_currency(value, currency, locale=locale, fraction_digits=digits))
    symbol = form.symbols.get(currency, _SYMBOLS.get(currency, currency))
    if symbol == currency and form.money.endswith("{amount}"):
        symbol += _SPACE  # known by its code alone it would run into the figure: RUB80B
    amount = _write_amount(form, abs(value))
    minus = _write_sign(form, value, amount)
    return form.money.format(minus=minus, amount=amount, symbol=symbol)


def _write_amount(form: CompactForm, size: float) -> str:
    """Return the size with the first word by which it stays below the next: 999,999 is 1M."""
    steps = [(1.0, ""), *form.words]
    for (worth, word), (following, _) in pairwise([*steps, (float("inf"), "")]):
        digits = 1 if worth > 1 and size / worth < 10 else 0
        figures = f"{size / worth:.{digits}f}".removesuffix(".0")
        if float(figures) * worth < following:
            return figures.replace(".", form.point) + word
    return str(size)  # infinite


def _write_sign(form: CompactForm, value: float, amount: str) -> str:
    return form.minus if value < 0 and amount != "0" else ""


def _count_digits(value: float) -> int:
    """Return one digit after the point when fewer than two stand before it."""
    size = abs(value)
    while size >= 1000:
        size /= 1000
    return 1 if 0 < size < 10 and abs(value) >= 1000 else 0
