"""Template tags of the components; each small piece of markup that repeats in a list is here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from html import escape
from typing import Protocol
from urllib.parse import quote, urlencode

from django import template
from django.template.base import Parser, Token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext, ngettext

from fairlead.folder.localized_text import LocalizedText, SpokenText
from fairlead.ui import formats, spoken
from fairlead.ui.fonts import list_further_sheets
from fairlead.ui.forms.row import write_most, write_row
from fairlead.ui.language_path import change_language
from fairlead.ui.lists import markup
from fairlead.ui.static_addresses import find_static_address
from fairlead.ui.step_words import measure_word, say_sentences, status_word
from fairlead.ui.text_language import find_chosen_language

register = template.Library()


class HasLanguages(Protocol):
    """An edition."""

    languages: list[str]


class HasSentences(Protocol):
    """A run."""

    said: list[dict[str, object]]
    summary: str


@register.filter
def in_language(path: str, language: str) -> str:
    """Return the path in a language of the site, with people's texts as the reader has them."""
    return change_language(path, language, texts=find_chosen_language())


register.filter("country", formats.name_country)
register.filter("language", formats.name_language)
register.filter("number", formats.number)
register.filter("compact", formats.format_compact)
register.filter("signed_percent", formats.format_change)
register.filter("day", formats.format_day)
register.filter("short_day", formats.format_short_day)
register.filter("calendar_date", formats.format_calendar_date, expects_localtime=True)
register.filter("clock", formats.name_clock)
register.filter("moment", formats.format_moment, expects_localtime=True)
register.filter("status_word", status_word)
register.filter("measure_word", measure_word)
register.filter("form_row", write_row)
register.filter("join_items", formats.join_items)


register.simple_tag(find_static_address, name="sheet")
register.simple_tag(formats.format_duration, name="duration")
register.simple_tag(formats.comma, name="comma")
register.simple_tag(write_most, name="at_most")
register.simple_tag(formats.list_comma, name="list_comma")
register.simple_tag(formats.clause_break, name="clause_break")


@register.tag("with_fonts")
def parse_with_fonts(parser: Parser, _token: Token) -> FontsNode:
    """Read what is between ``with_fonts`` and ``endwith_fonts``."""
    inside = parser.parse(("endwith_fonts",))
    parser.delete_first_token()
    return FontsNode(inside)


class FontsNode(template.Node):
    """What is inside, after links to the sheets of fonts that its scripts need."""

    def __init__(self, inside: template.NodeList) -> None:
        """Keep what is inside."""
        self.inside = inside

    def render(self, context: template.Context) -> SafeString:
        """Return the links and what is inside."""
        written = self.inside.render(context)
        links = (
            f'<link rel="stylesheet" href="{find_static_address(sheet)}">\n'
            for sheet in list_further_sheets(written)
        )
        return SafeString("".join([*links, written]))


@register.filter
def say_run(run: HasSentences) -> SafeString:
    """Return what a run found as markup: in the reader's language, in English for one of before."""
    if run.said:
        return SafeString(escape(say_sentences(run.said)))
    return spoken.mark_language(SpokenText(run.summary, "en")) if run.summary else SafeString("")


@register.filter
def language_marks(value: LocalizedText | str | None, edition: HasLanguages | None = None) -> str:
    """Return the attributes of an option or the like that holds only this text of an edition."""
    if isinstance(value, LocalizedText) and edition is not None:
        value = text(value, edition)
    return spoken.write_language(value) if isinstance(value, str) else ""


@register.filter
def text(value: LocalizedText | None, edition: HasLanguages) -> SpokenText:
    """Return a text of an edition in the reader's language, for a title or an attribute."""
    return spoken.choose_for_reader(edition.languages)(value)


@register.filter(name="spoken")
def spoken_text(
    value: LocalizedText | str | None, edition: HasLanguages | None = None
) -> SafeString:
    """Return a text as markup, with its language and direction where the page has another.

    One in several languages is chosen by the edition's.
    """
    if isinstance(value, LocalizedText):
        languages = edition.languages if edition is not None else sorted(value)
        value = spoken.choose_for_reader(languages)(value)
    return spoken.mark_language(value or "")


@register.filter
def isolated(value: object) -> str:
    """Return a text of any direction that disturbs none of the words around it."""
    return formats.isolate(str(value))


@register.filter
def percent(value: float | None, digits: int = 0) -> str:
    """Return a share of one as a percentage, nothing for none."""
    return "" if value is None else formats.share(value, digits=digits)


@register.filter
def measured(value: float, currency: str = "") -> str:
    """Return a measured figure in six digits; in short where it is money."""
    return formats.format_money(value, currency) if currency else formats.format_measured(value)


@register.filter
def money(value: float | Decimal | None, currency: str = "USD") -> str:
    """Return an amount in short, nothing for none."""
    return "" if value is None else formats.format_money(float(value), currency)


@register.simple_tag
def amounts(listed: Iterable[tuple[str, float | Decimal]]) -> str:
    """Return amounts of several currencies, each apart, as none is worth another; "" for none."""
    return formats.join_items(money(amount, currency) for currency, amount in listed)


@register.filter
def exact(value: Decimal | None, currency: str = "") -> str:
    """Return an amount with every figure it has and its currency's code; nothing for none."""
    return "" if value is None else formats.format_exact_money(value, currency)


@register.filter
def decimal(value: float | None, digits: int = 2) -> str:
    """Return a number with digits after the point, nothing for none."""
    return "" if value is None else formats.format_figure(value, digits=digits)


@register.simple_tag
def at_most_lines(count: int) -> SafeString:
    """Return how many lines the text field below takes."""
    said = ngettext("At most %s line", "At most %s lines", count) % formats.number(count)
    return format_html('<span class="soft small">{}</span>', said)


@register.simple_tag
def span(begins: dt.datetime, ends: dt.datetime) -> str:
    """Return a stretch of one day in the active zone: Mon 10 July, 10:00–11:15."""
    local = (localtime(one) if is_aware(one) else one for one in (begins, ends))
    return formats.format_span(*local)


@register.simple_tag
def downloads(name: str, *args: object, query: str = "", **filters: str) -> SafeString:
    """Return links to a list as XLSX and CSV, with the filters of the page.

    ``name`` is of an address whose last part is the format; a filter without a value is left out.
    """
    chosen = urlencode({field: value for field, value in filters.items() if value})
    asked = "&".join(part for part in (query.removeprefix("?"), chosen) if part)
    xlsx, csv = (
        f"{reverse(name, args=(*args, suffix))}{'?' if asked else ''}{asked}"
        for suffix in ("xlsx", "csv")
    )
    return format_html(
        '<span class="downloads">{}: <a href="{}">XLSX</a> · <a href="{}">CSV</a></span>',
        gettext("Download"),
        xlsx,
        csv,
    )


@register.simple_tag
def hours(date: dt.date, start: dt.time, end: dt.time | None = None) -> str:
    """Return a day and hours of it by the fair's own clock: Mon 10 July, 10:00–11:15."""
    return formats.format_hours(date, start, end)


@register.simple_tag
def days(first: dt.date, last: dt.date) -> str:
    """Return a stretch of days."""
    return formats.format_days(first, last)


@register.filter
def flag(code: str | None, size: str = "") -> SafeString:
    """Return the round flag of an economy as an image without words; nothing for none.

    The name always stands beside it in text, so the image says nothing to a screen reader.
    """
    return SafeString(markup.write_flag(code or "", large=size == "large", lazy=False))


@register.filter
def economy(code: str | None, after: str = "") -> SafeString:
    """Return flag and name of an economy in one piece, with the text after it; "" for none."""
    return SafeString(markup.write_economy(code, after=after) if code else "")


@register.simple_tag
def economies(codes: Iterable[str]) -> SafeString:
    """Return economies by flag and name, the language's comma between them."""
    return SafeString(markup.write_economies([(code, "") for code in codes]))


@register.simple_tag
def plate(hall: str, number: str, address: str = "", size: str = "") -> SafeString:
    """Return the stand's sign, hall and number; a link when an address is given."""
    return SafeString(markup.write_plate(hall, number, address=address, large=size == "large"))


@register.filter
def stand_at(hall: str, number: str) -> str:
    """Return the address of a hall's plan with a stand marked."""
    return f"{hall}?stand={quote(number)}#here"


@register.simple_tag
def fit(score: float) -> SafeString:
    """Return how well something fits, from 0 to 1, as a bar and a percentage."""
    return SafeString(markup.fit(score))
