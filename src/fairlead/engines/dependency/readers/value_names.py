"""Columns of values by their names: what is in them, in which money, and how many of it.

Sources put the unit into the header: ``Value (1000USD)``, ``Trade value, mln US$``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_VALUE = frozenset(
    {
        *("value", "values", "amount", "wert", "valeur", "valor", "стоимость", "сумма"),
        *("金额", "贸易额", "进口额", "出口额", "进口金额", "出口金额", "القيمة", "قيمة"),
    }
)
_DOLLARS = frozenset({"usd", "usdollar", "usdollars", "dollar", "dollars", "долл", "долларов"})
_DOLLARS |= {"美元", "دولار"}
_MONEY = {
    **dict.fromkeys(("eur", "euro", "euros"), "euro"),
    **dict.fromkeys(("rub", "rur", "rubles", "roubles", "руб", "рублей"), "rouble"),
    **dict.fromkeys(("cny", "rmb", "yuan", "人民币", "元"), "yuan"),
    **dict.fromkeys(("gbp", "pounds", "sterling"), "pound"),
    **dict.fromkeys(("jpy", "yen"), "yen"),
    **dict.fromkeys(("inr", "rupees", "kzt", "tenge", "chf", "krw", "brl", "try", "aed"), "other"),
}
_SIZES = {
    **dict.fromkeys(("1000", "000", "000s", "thousand", "thousands", "thd", "k", "тыс"), 10**3),
    **dict.fromkeys(("tausend", "тысяч", "千", "ألف"), 10**3),
    "万": 10**4,
    "百万": 10**6,
    "مليون": 10**6,
    "亿": 10**8,
    **dict.fromkeys(
        ("million", "millions", "mn", "mln", "mio", "mill", "1000000", "млн"), 10**6
    ),
    **dict.fromkeys(("billion", "billions", "bn", "bln", "mrd", "млрд"), 10**9),
}  # fmt: skip
_FILLING = frozenset(
    {
        *("import", "imports", "imported", "export", "exports", "exported", "trade", "traded"),
        *("customs", "cif", "fob", "primary", "statistical", "total", "annual", "in", "of", "the"),
        *("us", "u", "s", "current", "nominal", "prices", "unit", "units", "сша", "в", "en", "de"),
    }
)
# Chinese writes the size and the money together: 万美元 is ten thousand dollars.
_CHINESE = re.compile(r"(百万|千|万|亿)?(美元|人民币|元)$")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class ValueName:
    """What a column's name says of its values: ``money`` is empty where it names none."""

    size: int
    money: str
    imports: bool
    exports: bool


def find_size(text: str) -> int:
    """Return how many single units of money a line of prose says that values are, 1 for none."""
    words = set(_TOKEN.findall(text.casefold().replace("$", " usd ").replace("€", " eur ")))
    joined = [_SIZES[found[1]] for found in map(_CHINESE.search, words) if found and found[1]]
    counted = [_SIZES[word] for word in words & _SIZES.keys() if not word.isdigit() and word != "k"]
    thousands = [_SIZES[word] for word in words & {"1000", "000"}]
    money = words & (_DOLLARS | _MONEY.keys() | {"unit", "units"})
    return max(joined + (counted + thousands if money else []), default=1)


def find_other_money(text: str) -> str:
    """Return the money other than dollars that a line of prose names, empty for none."""
    words = _TOKEN.findall(text.casefold().replace("€", " eur "))
    return next((_MONEY[word] for word in words if _MONEY.get(word, "dollar") != "dollar"), "")


def read_value_name(column: str) -> ValueName | None:
    """Return what the name of a column of values says, None for any other column.

    Every word of the name has to be one that is known: ``quantity`` and ``value of tariffs`` are
    no values of trade.
    """
    text = _CAMEL.sub(" ", column).casefold().replace("us$", " usd ").replace("$", " usd ")
    text = re.sub(r"(?<=\d)[ ,.'](?=000)", "", text.replace("€", " eur "))
    text = " ".join(_CHINESE.sub(r" \1 \2", token) for token in _TOKEN.findall(text))
    size, money, named, imports, exports = 1, "", False, False, False
    for token in _TOKEN.findall(text):
        word = token[:-1] if token in {"usdk"} else token
        if word in _SIZES:
            size *= _SIZES[word]
        elif word in _MONEY:
            money = _MONEY[word]
        elif word in _DOLLARS:
            money, named = "dollar", True
        elif word in _VALUE:
            named = True
        elif word not in _FILLING:
            return None
        imports |= word.startswith(("import", "进口"))
        exports |= word.startswith(("export", "出口"))
    if not named:
        return None
    return ValueName(size, money, imports=imports, exports=exports)
