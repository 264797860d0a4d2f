"""Digits and signs of other scripts as those of ASCII, and words that stand for no value."""

from __future__ import annotations

_ZEROS = "\u0660\u06f0\u0966\u09e6\uff10"  # Arabic, Persian, Devanagari, Bengali, full-width
_SIGNS = {
    "\u066b": ".", "\u066c": ",", "\uff0e": ".", "\uff0c": ",", "\uff0d": "-", "\u2212": "-",
    "\uff0f": "/", "\uff1a": ":",
}  # fmt: skip
OTHERS = "".join(chr(ord(zero) + at) for zero in _ZEROS for at in range(10)) + "".join(_SIGNS)
PLAIN = "0123456789" * len(_ZEROS) + "".join(_SIGNS.values())
_TABLE = str.maketrans(OTHERS, PLAIN)
# What statistics write where a figure is not available, secret or does not exist. Strokes are nil
# with some and not available with others: either adds nothing.
_NO_VALUE = frozenset(
    {
        *("", "-", "--", "---", "\u2013", "\u2014", ".", "..", "...", "\u2026", ":", "\u00b7"),
        *("na", "n/a", "#n/a", "n.a.", "n.a", "nan", "null", "none", "nil", "missing", "<na>"),
        *("not available", "no data", "confidential", "conf.", "suppressed", "(d)", "(s)", "(x)"),
        *(": c", ":c", "nd", "n.d.", "n/d", "s/d", "n.c.", "k.a.", "k. a."),
        *("н/д", "н.д.", "нет данных", "конф.", "无", "无数据", "不详", "غير متوفر", "لا يوجد"),
    }
)
MISSING = (*sorted(_NO_VALUE), *sorted(word.upper() for word in _NO_VALUE if word.isascii()))
"""The words for no value as a reader of text that does not fold cases knows them."""


def fold_digits(text: str) -> str:
    """Return the text with digits and decimal signs of other scripts as those of ASCII."""
    return text if text.isascii() else text.translate(_TABLE)


def is_no_value(text: str) -> bool:
    """Return whether a cell of values says that there is none."""
    return text.strip().casefold() in _NO_VALUE
