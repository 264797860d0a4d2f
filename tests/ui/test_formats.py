"""Countries, numbers, money and days are written as the language does."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.utils import translation
from django.utils.functional import lazystr

from fairlead.chain.flows.economies import find_economy, find_economy_code
from fairlead.folder.codes import list_economy_names
from fairlead.folder.group_titles import group_of
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
    with speaking(language):
        written = [
            formats.name_country("BLR"),
            formats.number(12345),
            formats.share(0.128),
            formats.share(0.9995, digits=2),
            formats.format_money(1.2e9, "USD"),
            formats.format_money(8.0e10, "RUB"),
            formats.format_compact(950),
            formats.format_figure(0.4, digits=2),
            formats.format_days(dt.date(2023, 7, 10), dt.date(2023, 7, 13)),
            formats.format_days(dt.date(2023, 7, 30), dt.date(2023, 8, 2)),
            formats.format_day(dt.date(2023, 7, 10)),
            formats.name_language("ru"),
            classifications.group_title(group_of("HS2017:841370")),
            classifications.find_sector_title("ISIC4:2710"),
        ]
    assert [plain(text) for text in written] == expected


def test_the_sign_of_a_percentage_stays_behind_its_number_among_arabic_words() -> None:
    with speaking("ar"):
        said = [formats.share(0.3), formats.share(0.9995, digits=2)]
    assert said == ["30\u200e%\u200e", "99.95\u200e%\u200e"], "as CLDR writes them"


def test_a_sign_stays_before_its_number_among_arabic_words() -> None:
    with translation.override("ar"):
        for written, said in (
            (formats.number(-1234), "-1,234"),
            (formats.figure(-0.5), "-0.5"),
            (formats.format_figure(-0.4, digits=2), "-0.40"),
            (formats.format_measured(-1.5e-7), "-1.5E\u200e-7"),
            (formats.format_exact_money(Decimal(-7), "RUB"), "-7\u00a0RUB"),
            (formats.share(-0.4), "-40\u200e%\u200e"),
            (formats.format_change(0.25), "+25\u200e%\u200e"),
        ):
            assert written == f"\u200e{said}"
    with translation.override("ru"):
        assert formats.number(-5) == "-5"


def test_what_has_no_name_is_written_as_it_is() -> None:
    assert formats.name_country("XXX") == "XXX"
    assert formats.name_language("xx") == "xx"
    assert classifications.group_title("CPV:42") == "CPV:42"
    assert classifications.find_sector_title("") == ""


ZONES = [
    # Each before and after a change of its rules.
    ("Asia/Almaty", "2024-02-29", "UTC+6"),
    ("Asia/Almaty", "2024-03-01", "UTC+5"),
    ("Asia/Bishkek", "2005-07-01", "UTC+6"),
    ("Asia/Dubai", "2024-07-01", "UTC+4"),
    ("Europe/Istanbul", "2015-01-15", "UTC+2"),
    ("Europe/Istanbul", "2015-07-15", "UTC+3"),
    ("Europe/Istanbul", "2024-01-15", "UTC+3"),
    ("Europe/Minsk", "2010-01-15", "UTC+2"),
    ("Europe/Minsk", "2024-01-15", "UTC+3"),
    ("Europe/Moscow", "2013-01-15", "UTC+4"),
    ("Europe/Moscow", "2024-07-15", "UTC+3"),
    ("Asia/Yekaterinburg", "2024-07-08", "UTC+5"),
    ("Asia/Kolkata", "2024-07-08", "UTC+5:30"),
    ("America/St_Johns", "2024-01-08", "UTC\N{MINUS SIGN}3:30"),
    ("Europe/London", "2024-01-08", "UTC"),
    ("Europe/London", "2024-03-31", "UTC+1"),  # on the day itself, while the fair is open
    ("UTC", "2024-01-08", "UTC"),
    ("Etc/GMT-3", "2024-01-08", "UTC+3"),
    ("Africa/Monrovia", "1960-01-08", "UTC\N{MINUS SIGN}0:44"),
]


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans", "ar"])
@pytest.mark.parametrize(("zone", "day", "offset"), ZONES)
def test_a_zone_has_the_offset_of_the_day(zone: str, day: str, offset: str, language: str) -> None:
    with speaking(language):
        name = formats.name_zone(ZoneInfo(zone), dt.date.fromisoformat(day))
    assert name == offset or name.endswith(f" ({offset})")
    assert (name == offset) == (zone == "UTC" or zone.startswith("Etc/"))


@pytest.mark.parametrize(
    ("zone", "names"),
    [
        ("Asia/Almaty", ("Almaty", "Алма", "阿拉木图", "ألماتي")),
        ("Asia/Bishkek", ("Bishkek", "Бишкек", "比什凯克", "بشكيك")),
        ("Asia/Dubai", ("Dubai", "Дубай", "迪拜", "دبي")),
        ("Europe/Istanbul", ("Istanbul", "Стамбул", "伊斯坦布尔", "إسطنبول")),
        ("Turkey", ("Istanbul", "Стамбул", "伊斯坦布尔", "إسطنبول")),
        ("Europe/Minsk", ("Minsk", "Минск", "明斯克", "مينسك")),
        ("Asia/Yekaterinburg", ("Yekaterinburg", "Екатеринбург", "叶卡捷琳堡", "يكاتر")),
        ("America/Argentina/Buenos_Aires", ("Buenos Aires", "Буэнос", "布宜诺斯", "بوينوس")),
    ],
)
def test_a_zone_goes_by_its_city(zone: str, names: tuple[str, ...]) -> None:
    for language, name in zip(("en", "ru", "zh-hans", "ar"), names, strict=True):
        with speaking(language):
            assert formats.name_zone(ZoneInfo(zone), dt.date(2024, 7, 8)).startswith(name)


def test_a_moment_is_by_the_clock_of_a_city() -> None:
    minsk = dt.datetime(2024, 7, 8, 10, 30, tzinfo=ZoneInfo("Europe/Minsk"))
    berlin = dt.datetime(2024, 10, 27, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    with translation.override("ru"):
        assert formats.name_zone_at(minsk) == "Минск, UTC+3"
        assert formats.name_zone_at(berlin) == "Берлин, UTC+2"
        assert formats.name_zone_at(berlin.replace(fold=1)) == "Берлин, UTC+1"
    with translation.override("ar"):
        assert formats.name_zone_at(minsk) == "مينسك، UTC+3"
    assert formats.name_zone_at(dt.datetime(2024, 7, 8)) == ""  # noqa: DTZ001
    assert formats.name_zone_at(dt.datetime(2024, 7, 8, tzinfo=dt.UTC)) == "UTC"


def test_every_zone_has_a_name_without_summer_or_signs_of_files() -> None:
    for language in ("en", "ru", "zh-hans", "ar"):
        with speaking(language):
            for key in available_timezones():
                name = formats.name_zone(ZoneInfo(key), dt.date(2024, 7, 8))
                assert "UTC" in name
                assert not any(word in name for word in ("_", "/", "летнее", "Summer", "夏"))


def test_every_country_has_a_flag_file() -> None:
    from django.contrib.staticfiles import finders

    missing = [
        code
        for code in formats.list_country_codes()
        if finders.find(f"vendor/circle-flags/{code}.svg") is None
    ]
    assert missing == []


def test_tables_reports_and_pages_name_economies_alike() -> None:
    names = list_economy_names()
    assert names["RUS"] == "Russia"
    with translation.override("en"):
        assert {code: formats.name_country(code) for code in names} == names
    tables = {code: find_economy(find_economy_code(code)).name for code in names}
    assert {code for code in names if tables[code] != names[code]} == {"TWN"}
    assert all(find_economy_code(name) == find_economy_code(code) for code, name in names.items())


@pytest.mark.parametrize(
    ("language", "day", "short", "stretch"),
    [
        ("en", "Monday 10 July", "Mon 10 July", "10–13 July 2023"),
        ("ru", "понедельник, 10 июля", "пн, 10 июля", "10–13 июля 2023"),
        ("zh-hans", "7月10日星期一", "7月10日周一", "2023年7月10日至13日"),
        ("ar", "الاثنين، 10 يوليو", "الاثنين، 10 يوليو", "10–13 يوليو 2023"),
    ],
)
def test_days_are_written_as_each_language_does(
    language: str, day: str, short: str, stretch: str
) -> None:
    first, last = dt.date(2023, 7, 10), dt.date(2023, 7, 13)
    with speaking(language):
        assert (formats.format_day(first), formats.format_short_day(first)) == (day, short)
        assert " ".join(formats.format_days(first, last).split()) == stretch


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (dt.date(2023, 7, 10), "2023年7月10日"),
        (dt.date(2023, 8, 2), "2023年7月10日至8月2日"),
        (dt.date(2024, 7, 2), "2023年7月10日至2024年7月2日"),
    ],
)
def test_chinese_days_name_only_what_differs(last: dt.date, said: str) -> None:
    with speaking("zh-hans"):
        assert formats.format_days(dt.date(2023, 7, 10), last) == said


def test_items_are_joined_by_the_languages_comma() -> None:
    said = {}
    for language in ("en", "ru", "zh-hans", "ar"):
        with speaking(language):
            said[language] = formats.join_items(["A", lazystr("B")])
    assert said == {"en": "A, B", "ru": "A, B", "zh-hans": "A、B", "ar": "A، B"}


def test_clauses_have_the_semicolon_of_the_language() -> None:
    said = {}
    for language in ("en", "ru", "zh-hans", "ar"):
        with speaking(language):
            said[language] = formats.join_clauses(["a", "b"])
    assert said == {"en": "a; b", "ru": "a; b", "zh-hans": "a；b", "ar": "a؛ b"}


@pytest.mark.parametrize(
    ("language", "day", "moment", "span"),
    [
        ("en", "10 July 2023", "10 July 2023, 09:05", "Mon 10 July, 09:05–10:00"),
        ("ru", "10 июля 2023", "10 июля 2023, 09:05", "пн, 10 июля, 09:05–10:00"),
        ("zh-hans", "2023年7月10日", "2023年7月10日 09:05", "7月10日周一 09:05–10:00"),
        ("ar", "10 يوليو 2023", "10 يوليو 2023، 09:05", "الاثنين، 10 يوليو، 09:05–10:00"),
    ],
)
def test_days_moments_and_spans_in_words(language: str, day: str, moment: str, span: str) -> None:
    begins = dt.datetime(2023, 7, 10, 9, 5, tzinfo=dt.UTC)
    with speaking(language):
        assert formats.format_calendar_date(begins.date()) == day
        assert formats.format_moment(begins) == moment
        assert formats.format_span(begins, begins.replace(hour=10, minute=0)) == span
        assert (formats.format_calendar_date(None), formats.format_moment(None)) == ("", "")
