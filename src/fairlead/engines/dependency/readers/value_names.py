"""Columns of values by their names: what is in them, in which money, and how many of it.

Sources put the unit into the header: ``Value (1000USD)``, ``Trade value, mln US$``. The words below
are without accents, as `drop_accents` leaves them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_VALUE = frozenset(
    {
        *("value", "values", "amount", "wert", "valeur", "valor", "стоимость", "сумма"),
        *("金额", "贸易额", "进口额", "出口额", "进口金额", "出口金额", "القيمة", "قيمة"),
    }
)
_DOLLARS = frozenset(
    {
        *("usd", "usdollar", "usdollars", "dollar", "dollars", "dolar", "dolares", "美元"),
        *("долл", "доллар", "доллара", "доллары", "долларов", "долларах"),
        *("دولار", "الدولار", "بالدولار", "دولارات", "الدولارات"),
    }
)
_MONEY = {
    **dict.fromkeys(("eur", "euro", "euros", "евро", "欧元", "يورو"), "euro"),
    **dict.fromkeys(("rub", "rur", "rubles", "roubles", "руб", "рублей", "рублях"), "rouble"),
    **dict.fromkeys(("cny", "rmb", "yuan", "юань", "юаней", "юанях", "人民币", "元"), "yuan"),
    **dict.fromkeys(("gbp", "pounds", "sterling"), "pound"),
    **dict.fromkeys(("jpy", "yen", "日元"), "yen"),
    **dict.fromkeys(("inr", "rupees", "kzt", "tenge", "тенге"), "other"),
    **dict.fromkeys(("chf", "krw", "brl", "try", "aed"), "other"),
}
_SIZES = {
    **dict.fromkeys(("1000", "000", "000s", "thousand", "thousands", "thd", "k"), 10**3),
    **dict.fromkeys(("millier", "milliers", "miles", "milhares", "tausend", "tsd"), 10**3),
    **dict.fromkeys(("тыс", "тысяча", "тысячи", "тысяч", "тысячах", "千"), 10**3),
    **dict.fromkeys(("ألف", "آلاف", "بآلاف", "بالآلاف"), 10**3),
    "万": 10**4,
    **dict.fromkeys(("1000000", "million", "millions", "mn", "mln", "mio", "mill"), 10**6),
    **dict.fromkeys(("millon", "millones", "milhao", "milhoes", "millionen"), 10**6),
    **dict.fromkeys(("млн", "миллион", "миллионы", "миллионов", "миллионах", "百万"), 10**6),
    **dict.fromkeys(("مليون", "ملايين", "بملايين", "بالملايين"), 10**6),
    "亿": 10**8,
    **dict.fromkeys(("billion", "billions", "bn", "bln", "mrd", "bilhoes"), 10**9),
    **dict.fromkeys(("milliard", "milliards", "milliarden"), 10**9),
    **dict.fromkeys(("млрд", "миллиард", "миллиарды", "миллиардов", "миллиардах"), 10**9),
    **dict.fromkeys(("مليار", "مليارات", "بالمليارات"), 10**9),
}
_SIGNS = {
    "€": "eur", "£": "gbp", "₽": "rub", "₹": "inr", "₩": "krw", "₺": "try", "₸": "kzt",
    **dict.fromkeys("¥₴₫₪฿₦₱₾֏₼៛₭₮₲₡", "inr"),  # other money, whose name says no more
}  # fmt: skip
# What a line of prose says of its values, whatever their size is.
_UNITS = frozenset(
    {
        *("unit", "units", "unite", "unites", "unidad", "unidades", "unidade", "einheit"),
        *("единица", "единицы", "ед", "单位", "الوحدة", "وحدة"),
        *(
            "currency",
            "monnaie",
            "devise",
            "moneda",
            "moeda",
            "wahrung",
            "валюта",
            "货币",
            "العملة",
        ),
        *("values", "amounts", "valeurs", "montants", "valores", "werte", "суммы"),
    }
)
_FILLING = frozenset(
    {
        *("import", "imports", "imported", "export", "exports", "exported", "trade", "traded"),
        *("customs", "cif", "fob", "primary", "statistical", "total", "annual", "in", "of", "the"),
        *("us", "u", "s", "current", "nominal", "prices", "unit", "units", "сша", "в"),
        *("en", "de", "em"),
    }
)
# Chinese writes the size and the money together: 万美元 is ten thousand dollars.
_CHINESE = re.compile(r"(百万|千|万|亿)?(美元|人民币|欧元|日元|元)$")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_THOUSANDS = re.compile(r"(?<=\d)[ ,.'](?=000)")
_MARKS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class ValueName:
    """What a column's name says of its values: ``money`` is empty where it names none."""

    size: int
    money: str
    imports: bool
    exports: bool


def drop_accents(text: str) -> str:
    """Return a text of small letters whose Latin ones have no marks: ano for año, й stays."""
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _MARKS.sub("", apart))


def find_size(text: str) -> int:
    """Return how many single units of money a line of prose says that values are, 1 for none."""
    words = set(_list_words(text))
    if not words & (_DOLLARS | _MONEY.keys() | _UNITS):
        return 1
    return max((_SIZES[word] for word in words & _SIZES.keys() - {"k"}), default=1)


def find_other_money(text: str) -> str:
    """Return the money other than dollars that a line of prose says values are, "" for none.

    What only names money is no such line: the line has to be about units, or about a size.
    """
    words = _list_words(text)
    if _DOLLARS.intersection(words) or not (_UNITS.intersection(words) or find_size(text) > 1):
        return ""
    return next((_MONEY[word] for word in words if word in _MONEY), "")


def _list_words(text: str) -> list[str]:
    """Return the words of a text, with size and money apart where Chinese joins them."""
    text = drop_accents(text.casefold()).replace("us$", " usd ").replace("$", " usd ")
    for sign, money in _SIGNS.items():
        text = text.replace(sign, f" {money} ")
    text = _THOUSANDS.sub("", text.replace("mil millones", "milliard"))
    return [
        word
        for token in _TOKEN.findall(text)
        for word in _TOKEN.findall(_CHINESE.sub(r" \1 \2", token))
    ]


def read_value_name(column: str) -> ValueName | None:
    """Return what the name of a column of values says, None for any other column.

    Every word of the name has to be one that is known: ``quantity`` and ``value of tariffs`` are
    no values of trade.
    """
    size, money, named, imports, exports = 1, "", False, False, False
    for token in _list_words(_CAMEL.sub(" ", column)):
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
