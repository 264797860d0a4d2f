"""Template tags of the components; each small piece of markup that repeats in a list is here."""

from __future__ import annotations

import datetime as dt
from functools import cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairlead.ui import writing

register = template.Library()

register.filter("country", writing.country_name)
register.filter("number", writing.number)
register.filter("compact", writing.compact)
register.filter("day", writing.day)
register.filter("short_day", writing.short_day)


@register.filter
def percent(value: float | None, digits: int = 0) -> str:
    """Return a share of one as a percentage, nothing for none."""
    return "" if value is None else writing.share(value, digits=digits)


@register.filter
def money(value: float | None, currency: str = "USD") -> str:
    """Return an amount in short, nothing for none."""
    return "" if value is None else writing.money(value, currency)


@register.filter
def decimal(value: float | None, digits: int = 2) -> str:
    """Return a number with digits after the point, nothing for none."""
    return "" if value is None else writing.decimal(value, digits=digits)


@register.simple_tag
def days(first: dt.date, last: dt.date) -> str:
    """Return a stretch of days."""
    return writing.days(first, last)


@cache
def _flag(code: str, large: bool, version: str) -> SafeString:  # noqa: ARG001, FBT001
    size = 32 if large else 20
    return format_html(
        '<img class="flag{}" src="{}" alt="" width="{}" height="{}" loading="lazy">',
        " flag-l" if large else "",
        static(f"vendor/circle-flags/{code}.svg"),
        size,
        size,
    )


@register.filter
def flag(code: str | None, size: str = "") -> SafeString:
    """Return the round flag of an economy as an image without words; nothing for none.

    The name always stands beside it in text, so the image says nothing to a screen reader.
    """
    if not code or code not in writing.country_codes():
        return SafeString("")
    return _flag(code, size == "large", settings.STATIC_URL)


@register.simple_tag
def plate(hall: str, number: str, address: str = "", size: str = "") -> SafeString:
    """Return the stand's sign, hall and number; a link when an address is given."""
    label = format_html(
        '<b><span class="hidden">{} </span>{}</b><i><span class="hidden">{} </span>{}</i>',
        _("hall"),
        hall,
        _("stand"),
        number,
    )
    name = "plate plate-l" if size == "large" else "plate"
    if address:
        return format_html('<a class="{}" href="{}">{}</a>', name, address, label)
    return format_html('<span class="{}">{}</span>', name, label)
