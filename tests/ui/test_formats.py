"""Countries, numbers, money and days are written as the language does."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from fairlead.chain.flows.economies import economy, economy_code
from fairlead.folder.codes import economy_names
from fairlead.ui import classifications, formats
from fairlead.ui.texts import speaking


def plain(text: str) -> str:
    """Return the text with every kind of space as a plain one."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Belarus", "12,345", "13%", "99.95%", "US$1.2B", "RUB 80B", "950", "0.40",
                "10–13 July 2023", "30 July – 2 August 2023", "Monday 10 July", "Russian",
                "Machinery", "Electrical equipment"]),
        ("ru", ["Беларусь", "12 345", "13 %", "99,95 %", "1,2 млрд $", "80 млрд ₽", "950", "0,40",
                "10–13 июля 2023", "30 июля – 2 августа 2023", "понедельник, 10 июля", "русский",
                "Машины и оборудование", "Электрооборудование"]),
    ],
)  # fmt: skip
def test_each_language_has_its_forms(language: str, expected: list[str]) -> None:
    with translation.override(language):
        written = [
            formats.country_name("BLR"),
            formats.number(12345),
            formats.share(0.128),
            formats.share(0.9995, digits=2),
            formats.money(1.2e9, "USD"),
            formats.money(8.0e10, "RUB"),
            formats.compact(950),
            formats.decimal(0.4, digits=2),
            formats.days(dt.date(2023, 7, 10), dt.date(2023, 7, 13)),
            formats.days(dt.date(2023, 7, 30), dt.date(2023, 8, 2)),
            formats.day(dt.date(2023, 7, 10)),
            formats.language_name("ru"),
            classifications.group_title(classifications.group_of("HS2017:841370")),
            classifications.sector_title("ISIC4:2710"),
        ]
    assert [plain(text) for text in written] == expected


def test_what_has_no_name_is_written_as_it_is() -> None:
    assert formats.country_name("XXX") == "XXX"
    assert formats.language_name("xx") == "xx"
    assert classifications.group_title("CPV:42") == "CPV:42"
    assert classifications.sector_title("") == ""


def test_a_zone_is_written_in_words() -> None:
    with translation.override("en"):
        assert "Yekaterinburg" in formats.zone_name(ZoneInfo("Asia/Yekaterinburg"))
    with translation.override("ru"):
        assert "Екатеринбург" in formats.zone_name(ZoneInfo("Asia/Yekaterinburg"))


def test_every_country_has_a_flag_file() -> None:
    from django.contrib.staticfiles import finders

    missing = [
        code
        for code in formats.country_codes()
        if finders.find(f"vendor/circle-flags/{code}.svg") is None
    ]
    assert missing == []


def test_tables_reports_and_pages_name_economies_alike() -> None:
    names = economy_names()
    assert names["RUS"] == "Russia"
    with translation.override("en"):
        assert {code: formats.country_name(code) for code in names} == names
    tables = {code: economy(economy_code(code)).name for code in names}
    assert {code for code in names if tables[code] != names[code]} == {"TWN"}
    assert all(economy_code(name) == economy_code(code) for code, name in names.items())


@pytest.mark.parametrize(
    ("language", "day", "short", "stretch"),
    [
        ("en", "Monday 10 July", "Mon 10 July", "10–13 July 2023"),
        ("ru", "понедельник, 10 июля", "пн, 10 июля", "10–13 июля 2023"),
        ("zh-hans", "7月10日星期一", "7月10日周一", "2023年7月10日 – 13日"),
        ("ar", "الاثنين، 10 يوليو", "الاثنين، 10 يوليو", "10–13 يوليو 2023"),
    ],
)
def test_days_are_written_as_each_language_does(
    language: str, day: str, short: str, stretch: str
) -> None:
    first, last = dt.date(2023, 7, 10), dt.date(2023, 7, 13)
    with speaking(language):
        assert (formats.day(first), formats.short_day(first)) == (day, short)
        assert " ".join(formats.days(first, last).split()) == stretch


def test_items_are_joined_by_the_languages_comma() -> None:
    said = {}
    for language in ("en", "ru", "zh-hans", "ar"):
        with speaking(language):
            said[language] = formats.join_items(["A", "B"])
    assert said == {"en": "A, B", "ru": "A, B", "zh-hans": "A、B", "ar": "A، B"}
