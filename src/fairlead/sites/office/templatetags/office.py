"""Tags of the office's templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.queries.meeting_times import Times
from fairlead.folder.language_tags import parse_language_tag
from fairlead.folder.localized_text import SpokenText
from fairlead.sites.office.menu import list_groups
from fairlead.ui.csv_download import say_truth
from fairlead.ui.formats import clause_break, format_span, list_comma
from fairlead.ui.menu import write_groups
from fairlead.ui.spoken import mark_language

register = template.Library()


@register.inclusion_tag("office/menu.html", takes_context=True)
def office_menu(context: dict[str, Any]) -> dict[str, Any]:
    """Show the menu of the edition that the page is of; nothing where it is of none."""
    request = context.get("request")
    edition = getattr(request, "edition", None)
    groups = list_groups(request, edition) if request and edition else ()
    return {"entries": write_groups(groups)}


@register.filter
def slot_time(slot: Slot | Times, edition: Edition) -> SafeString:
    """Return the day and the time of a slot or a meeting, by the fair's own clock."""
    begin, end = (one.astimezone(edition.zone) for one in (slot.starts_at, slot.ends_at))
    return format_html("<bdi>{}</bdi>", format_span(begin, end))


@register.filter
def told_value(value: object) -> SafeString:
    """Return a value of the record of changes: a text in each of its languages, a list's items."""
    if value is None:
        return SafeString("–")
    if isinstance(value, bool):
        return format_html("{}", say_truth(value))
    if isinstance(value, list):
        return _join(list_comma(), map(told_value, value))
    if isinstance(value, Mapping):
        return _join(clause_break(), (_tell_named(*pair) for pair in value.items()))
    return format_html("<bdi>{}</bdi>", str(value))


def _tell_named(name: str, value: object) -> SafeString:
    """Return a text of the language that its name is the tag of; any other value by its name."""
    try:
        parse_language_tag(name)
    except ValueError:
        return format_html('<bdi lang="en">{}</bdi>: {}', name, told_value(value))
    return mark_language(SpokenText(value, name)) if isinstance(value, str) else told_value(value)


def _join(mark: str, parts: Iterable[SafeString]) -> SafeString:
    return SafeString(escape(mark).join(parts))
