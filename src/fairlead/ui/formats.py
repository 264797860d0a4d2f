"""How countries, numbers, money, days and times are written in the page's language.

The language that is spoken decides; the forms come from CLDR through Babel. English is
written day first, as an international fair is. Babel takes its time over each, and the same ones
come again on every page, so what was written lately is remembered.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache, lru_cache, wraps
from typing import ParamSpec
from zoneinfo import ZoneInfo

import pycountry
from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_interval, format_timedelta
from babel.numbers import format_decimal, format_percent, format_scientific

from fairlead.folder.codes import list_economy_names
from fairlead.folder.han import key_by_reading
from fairlead.ui.compact import write_compact, write_compact_money
from fairlead.ui.texts import find_language_now, gettext, pgettext, right_to_left

P = ParamSpec("P")
_FORMS = {"en": "en_GB"}
_DAY_MONTH_YEAR = ("en", "ru", "ar")  # whose stretches of days are shorter than CLDR has them


def _remember_lately(write: Callable[P, str]) -> Callable[P, str]:
    """Return the function with what it wrote lately kept, by language and arguments."""

    @lru_cache(maxsize=4096)
    def known(_language: str | None, *args: P.args, **kwargs: P.kwargs) -> str:
        return write(*args, **kwargs)

    @wraps(write)
    def find(*args: P.args, **kwargs: P.kwargs) -> str:
        return known(find_language_now(), *args, **kwargs)  # type: ignore[arg-type]

    return find


def find_locale() -> Locale:
    """Return the CLDR locale of the active language."""
    return _read_locale(find_language_now())


@cache
def _read_locale(language: str) -> Locale:
    return Locale.parse(_FORMS.get(language, language).replace("-", "_"))


def name_country(code: str) -> str:
    """Return the name of the economy with that ISO 3166-1 alpha-3 code, or the code itself.

    ``BLOC``, which stands for economies that pool, is a word of the page's language.
    """
    if code == "BLOC":
        return gettext("Bloc")
    return _read_names(find_language_now()).get(code, code)


@cache
def _read_names(language: str) -> dict[str, str]:
    return list_economy_names(str(_read_locale(language)))


@cache
def list_country_codes() -> frozenset[str]:
    """Return the alpha-3 codes that have a name and a flag."""
    return frozenset(country.alpha_3 for country in pycountry.countries)


def keep_sign(written: str) -> str:
    """Return a number whose sign stays before its digits where a page runs from right to left.

    Babel writes a plain sign there, which would stand behind them; CLDR has a mark before it.
    """
    return f"\u200e{written}" if written[:1] in ("-", "+") and right_to_left() else written


@_remember_lately
def number(value: float) -> str:
    """Return a whole number with the language's separators: 12,345 or 12 345."""
    return keep_sign(str(format_decimal(round(value), locale=find_locale())))


@_remember_lately
def figure(value: float) -> str:
    """Return a number of at most six digits, the last ones after the point: 1,234.5, 0.25."""
    rounded = float(f"{value:.6g}")
    return keep_sign(str(format_decimal(rounded, format="#,##0.######", locale=find_locale())))


@_remember_lately
def share(value: float, *, digits: int = 0) -> str:
    """Return a share of one as a percentage: 0.125 -> 13% or 13 %."""
    pattern = find_locale().percent_formats[None].pattern.replace("#,##0", "#,##0." + "0" * digits)
    given = pattern if digits else None
    said = keep_sign(str(format_percent(value, format=given, locale=find_locale())))
    return said.replace("%", "\u200e%\u200e") if right_to_left() else said  # as CLDR writes it


@_remember_lately
def format_measured(value: float) -> str:
    """Return a measured figure in six digits; a very small or large one by its power of ten."""
    if value and not 1e-5 <= abs(value) < 1e12:
        return keep_sign(str(format_scientific(value, format="0.####E0", locale=find_locale())))
    return figure(value)


@_remember_lately
def format_change(value: float) -> str:
    """Return a change as a share with its sign: +12%, -40%."""
    sign = "+" if value > 0 else ""
    shown = share(value, digits=0 if abs(value) >= 0.1 else 1) if abs(value) < 1000 else ""
    return keep_sign(f"{sign}{shown}") if shown else f"×{format_compact(value + 1)}"


@_remember_lately
def format_compact(value: float) -> str:
    """Return a number in few figures and a word: 1.2M, 1,2 млн."""
    return write_compact(value, find_locale())


@_remember_lately
def format_money(value: float, currency: str) -> str:
    """Return an amount in few figures and a word: US$1.2B, 1,2 млрд $."""
    return write_compact_money(value, currency, find_locale())


@_remember_lately
def format_exact_money(value: Decimal, currency: str) -> str:
    """Return an amount with every figure it has, and the currency's code: 80,600,000,000 RUB."""
    digits = max(2, -int(value.normalize().as_tuple().exponent)) if value % 1 else 0
    form = "#,##0." + "0" * digits if digits else "#,##0"
    written = keep_sign(str(format_decimal(value, format=form, locale=find_locale())))
    return f"{written}\u00a0{currency}"


@_remember_lately
def format_figure(value: float, *, digits: int) -> str:
    """Return a number with that many digits after the point: 0.40, 0,40."""
    form = "#,##0." + "0" * digits
    return keep_sign(str(format_decimal(value, format=form, locale=find_locale())))


@_remember_lately
def name_zone(zone: ZoneInfo, day: dt.date) -> str:
    """Return a time zone as its city with the offset it has on that day: Almaty (UTC+5).

    The offset alone for a zone that is of no city. Names such as "Kazakhstan Time" are not used:
    they say summer time where there is none, and other cities' names (docs/decisions/0631).
    """
    offset = _write_offset(
        dt.datetime.combine(day, dt.time(12), zone).utcoffset() or dt.timedelta()
    )
    city = _find_zone_city(zone.key or "")
    return f"{city} ({offset})" if city else offset


def name_zone_at(moment: dt.datetime) -> str:
    """Return the city of a moment's zone, and the offset then: Almaty, UTC+5; "" for no zone."""
    zone, offset = moment.tzinfo, moment.utcoffset()
    if offset is None:
        return ""
    city = _find_zone_city(zone.key or "") if isinstance(zone, ZoneInfo) else ""
    return join_place(*filter(None, (city, _write_offset(offset))))


def name_clock(zone: ZoneInfo) -> str:
    """Return the city whose clock moments of several seasons are by; a zone of no city's offset."""
    return _find_zone_city(zone.key or "") or name_zone(zone, dt.datetime.now(zone).date())


def _find_zone_city(key: str) -> str:
    """Return the city that an IANA name goes by in the page's language; nothing without one."""
    names = _list_zone_names(key)
    area, _, place = names[0].partition("/")
    if not place or area == "Etc":
        return ""
    cities = find_locale().time_zones
    # CLDR files a city under one of its zone's names, and not the same one in every release.
    known = (cities.get(name, {}).get("city") for name in names)
    return next(filter(None, known), place.rpartition("/")[2].replace("_", " "))


@cache
def _list_zone_names(key: str) -> tuple[str, ...]:
    """Return the names of a zone, its current one first."""
    aliases = get_global("zone_aliases")
    current = aliases.get(key, key)
    return current, *sorted(old for old, new in aliases.items() if new == current)


def _write_offset(offset: dt.timedelta) -> str:
    """Return an offset from UTC: UTC, UTC+5, UTC−3:30."""
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    if minutes == 0:
        return "UTC"
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


@_remember_lately
def format_day(date: dt.date) -> str:
    """Return a day with its weekday: Monday 10 July, понедельник, 10 июля, 7月10日星期一."""
    return str(
        format_date(date, _find_day_pattern(find_language_now(), "EEEE"), locale=find_locale())
    )


@_remember_lately
def format_short_day(date: dt.date) -> str:
    """Return a day in short: Mon 10 July, пн, 10 июля, 7月10日周一."""
    return str(
        format_date(date, _find_day_pattern(find_language_now(), "EEE"), locale=find_locale())
    )


@cache
def _find_day_pattern(language: str, weekday: str) -> str:
    """Return how a language writes a day of the year with its weekday, the month in full."""
    spoken = _read_locale(language)
    if spoken.language == "en":
        return f"{weekday} d MMMM"  # without the comma that CLDR has
    skeletons = spoken.datetime_skeletons
    pattern = str(skeletons.get("MMMMEd", skeletons["MMMEd"]).pattern)
    return re.sub("[Ec]+", weekday, re.sub("MMM+|LLL+", "MMMM", pattern))


@_remember_lately
def format_days(first: dt.date, last: dt.date) -> str:
    """Return a stretch of days: 10–13 July 2023, 10–13 июля 2023, 2023年7月10日至13日."""
    locale = find_locale()
    if locale.language == "zh":
        return _write_days_in_chinese(first, last)
    if locale.language not in _DAY_MONTH_YEAR:
        if first == last:
            return str(format_date(first, "long", locale=locale))
        return str(format_interval(first, last, "yMMMMd", locale=locale))
    end = str(format_date(last, "d MMMM y", locale=locale))
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = "d MMMM" if first.year == last.year else "d MMMM y"
    return f"{format_date(first, start, locale=locale)} – {end}"


def format_calendar_date(date: dt.date | None) -> str:
    """Return a day with its year: 10 July 2023, 10 июля 2023, 2023年7月10日; nothing for none."""
    if isinstance(date, dt.datetime):
        date = date.date()  # what is remembered is remembered by day
    return format_days(date, date) if date is not None else ""


def format_moment(moment: dt.datetime | None) -> str:
    """Return a day and time of day in the moment's zone: 10 July 2023, 14:05; nothing for none."""
    if moment is None:
        return ""
    return write_date_and_time(format_calendar_date(moment), f"{moment:%H:%M}{name_fold(moment)}")


def format_span(begins: dt.datetime, ends: dt.datetime) -> str:
    """Return a stretch of one day: Mon 10 July, 10:00–11:15."""
    return write_date_and_time(format_short_day(begins.date()), format_clock_span(begins, ends))


def format_clock_span(begins: dt.datetime, ends: dt.datetime) -> str:
    """Return from when to when by the clock: 10:00–11:15, or 02:00–02:20 (UTC+1)."""
    first, last = name_fold(begins), name_fold(ends)
    span = f"{begins:%H:%M}{first if first != last else ''}–{ends:%H:%M}{last}"
    return f"\u2066{span}\u2069" if first or last else span  # from left to right, in Arabic too


def name_fold(moment: dt.datetime) -> str:
    """Return which of two: the offset, where the zone's clock shows a time twice, else nothing."""
    offset = moment.utcoffset()
    if offset is None or offset == moment.replace(fold=1 - moment.fold).utcoffset():
        return ""
    return f" ({_write_offset(offset)})"


def format_hours(date: dt.date, start: dt.time, end: dt.time | None = None) -> str:
    """Return a day and hours of it, or the time something begins: Mon 10 July, 10:00–11:15."""
    hours = f"{start:%H:%M}" if end is None else f"{start:%H:%M}–{end:%H:%M}"
    return write_date_and_time(format_short_day(date), hours)


def write_date_and_time(date: str, time: str) -> str:
    """Return a day and a time (or span of time), in words, put together as the language does."""
    return str(find_locale().datetime_formats["medium"]).format(time, date)


def _write_days_in_chinese(first: dt.date, last: dt.date) -> str:
    start = f"{first.year}年{first.month}月{first.day}日"
    if first == last:
        return start
    year = f"{last.year}年" if last.year != first.year else ""
    month = f"{last.month}月" if (last.year, last.month) != (first.year, first.month) else ""
    return f"{start}至{year}{month}{last.day}日"


def order_key(text: str) -> str:
    """Return what texts of a list are sorted by: without case, Chinese ones by their reading."""
    return key_by_reading(text.casefold())


def join_items(items: Iterable[object]) -> str:
    """Return the items, as texts, with the language's comma between them: a, b; أ، ب; 甲、乙."""
    return list_comma().join(map(str, items))


def list_comma() -> str:
    """Return the comma between the items of a list."""
    return pgettext("list", ", ")


def join_clauses(items: Iterable[object]) -> str:
    """Return parts of a sentence with the language's semicolon between them: a; b, أ؛ ب, 甲；乙."""
    return clause_break().join(map(str, items))


def clause_break() -> str:
    """Return the semicolon between parts of a sentence."""
    return pgettext("clauses", "; ")


def join_place(*parts: str) -> str:
    """Return a place and what it is in: Hall 1, A07."""
    return comma().join(parts)


def comma() -> str:
    """Return the comma between a place and what it is in: Hall 1, A07."""
    return pgettext("place", ", ")


def name_language(code: str) -> str:
    """Return the name of the language with that tag (BCP 47), or the tag itself."""
    return str(find_locale().languages.get(code.replace("-", "_"), code))


def format_duration(span: dt.timedelta) -> str:
    """Return a time's length in words, in its largest unit: ``3 hours``."""
    return str(format_timedelta(span, locale=find_locale()))


def isolate(text: str) -> str:
    """Return a text of any direction that disturbs none of the words around it."""
    return f"\u2068{text}\u2069"
