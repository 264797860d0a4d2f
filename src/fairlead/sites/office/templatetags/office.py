"""Tags of the office's templates."""

from __future__ import annotations

from typing import Any

from django import template

from fairlead.sites.office.menu import list_entries

register = template.Library()


@register.inclusion_tag("office/menu.html", takes_context=True)
def office_menu(context: dict[str, Any]) -> dict[str, Any]:
    """Show the menu of the edition that the page is of; nothing where it is of none."""
    request = context.get("request")
    edition = getattr(request, "edition", None)
    entries = list(list_entries(request, edition)) if request and edition else []
    return {"entries": entries}
