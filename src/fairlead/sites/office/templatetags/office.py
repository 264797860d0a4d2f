"""Tags of the office's templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.queries.meeting_times import Times
from fairlead.sites.office.menu import list_groups
from fairlead.ui.formats import format_span
from fairlead.ui.menu import write_groups

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
