"""Invented names of firms in Latin and Cyrillic letters, some in Chinese or Arabic too."""

from __future__ import annotations

from itertools import product

import numpy as np

_FIRST = (
    ("bel", "бел"), ("vor", "вор"), ("kel", "кел"), ("tam", "там"), ("nor", "нор"), ("sil", "сил"),
    ("mar", "мар"), ("dru", "дру"), ("fen", "фен"), ("gal", "гал"), ("lum", "лум"), ("pol", "пол"),
    ("ran", "ран"), ("ster", "стер"), ("tor", "тор"), ("ul", "ул"), ("ver", "вер"), ("zel", "зел"),
    ("ast", "аст"), ("bor", "бор"), ("kri", "кри"), ("del", "дел"),
    ("ost", "ост"), ("ged", "гед"), ("ark", "арк"), ("mon", "мон"), ("tri", "три"),
)  # fmt: skip
_SECOND = (
    ("mi", "ми"), ("va", "ва"), ("do", "до"), ("ne", "не"), ("ri", "ри"), ("ta", "та"),
    ("lo", "ло"), ("zi", "зи"), ("ke", "ке"), ("bu", "бу"), ("ga", "га"), ("po", "по"),
)  # fmt: skip
_LAST = (
    ("ra", "ра"), ("nex", "некс"), ("tis", "тис"), ("lum", "лум"), ("ron", "рон"), ("dis", "дис"),
    ("met", "мет"), ("vex", "векс"), ("sk", "ск"), ("da", "да"), ("nor", "нор"), ("lia", "лия"),
)  # fmt: skip
_TRADES = {
    "20": (("Chemicals", "Химический завод"), ("Reagents", "Завод реактивов")),
    "22": (("Polymers", "Завод полимеров"), ("Rubber", "Резинотехнический завод")),
    "23": (("Refractories", "Огнеупорный завод"), ("Industrial Glass", "Стекольный завод")),
    "24": (("Metallurgy", "Металлургический завод"), ("Alloys", "Завод сплавов")),
    "25": (("Forge", "Кузнечный завод"), ("Tools", "Инструментальный завод")),
    "26": (("Electronics", "Завод электроники"), ("Instruments", "Приборостроительный завод")),
    "27": (("Electric", "Электротехнический завод"), ("Power Systems", "Завод энергосистем")),
    "28": (("Machine Works", "Машиностроительный завод"), ("Machine Tools", "Станкозавод")),
    "29": (("Vehicle Works", "Автозавод"), ("Auto Parts", "Завод автокомпонентов")),
    "30": (("Rail and Air", "Завод транспортной техники"), ("Rolling Stock", "Вагонный завод")),
}  # fmt: skip
TRADES_ZH = {
    "20": "化工", "22": "橡塑", "23": "玻璃", "24": "钢铁", "25": "工具", "26": "电子",
    "27": "电气", "28": "机械", "29": "汽车", "30": "车辆",
}  # fmt: skip
TRADES_AR = {
    "20": "للكيماويات", "22": "للبلاستيك", "23": "للزجاج", "24": "للمعادن", "25": "للأدوات",
    "26": "للإلكترونيات", "27": "للكهرباء", "28": "للآلات", "29": "للسيارات", "30": "للقطارات",
}  # fmt: skip
_SIGNS_ZH = "华新东方金海天龙北山星光和泰"
_WORDS_AR = ("النور", "الأفق", "الرمال", "النخيل", "البحر", "الجبل", "الفجر", "الوادي")
_ARABIC = {"ARE", "DZA", "EGY", "IRQ", "MAR", "QAT", "SAU"}
SECTORS = tuple(_TRADES)


def make_stems(count: int, draw: np.random.Generator) -> list[tuple[str, str]]:
    """Return ``count`` different invented words, each in Latin and in Cyrillic letters."""
    words = list(product(_FIRST, _SECOND, _LAST))
    if count > len(words):
        raise ValueError(f"Expected at most {len(words)} names, got {count}: invent more.")
    chosen = draw.choice(len(words), count, replace=False).tolist()
    return [
        (
            "".join(part[0] for part in words[i]).capitalize(),
            "".join(part[1] for part in words[i]).capitalize(),
        )
        for i in chosen
    ]


def make_firm_name(
    stem: tuple[str, str], *, sector: str, country: str, draw: np.random.Generator
) -> dict[str, str]:
    """Return a firm's name in English and in Russian.

    Two in five Chinese and Arab firms write theirs in their own script too, and one in twelve of
    the others in Arabic, with the word for "example" in it.
    """
    trades = _TRADES[sector]
    trade, trade_ru = trades[int(draw.integers(len(trades)))]
    name = {"en": f"{stem[0]} {trade}", "ru": f"{trade_ru} «{stem[1]}»"}
    own_script = bool(draw.random() < 0.4)
    if own_script and country == "CHN":
        signs = "".join(draw.choice(list(_SIGNS_ZH), 2, replace=False).tolist())
        name["zh"] = f"示例{signs}{TRADES_ZH[sector]}有限公司"
    letters = sum(map(ord, stem[0]))  # no draw: the other firms stay as they are
    if own_script and (country in _ARABIC or letters % 5 == 0):
        word = _WORDS_AR[
            int(draw.integers(len(_WORDS_AR)))
            if country in _ARABIC
            else letters // 5 % len(_WORDS_AR)
        ]
        name["ar"] = f"شركة مثال {word} {TRADES_AR[sector]}"
    return name
