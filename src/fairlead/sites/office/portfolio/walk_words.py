"""Why projects are out of a choice, and what is in the way of one, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.folder.localized_text import SpokenText
from fairlead.ui import formats
from fairlead.ui.formats import isolate, join_clauses, join_items, name_country


def say_in_the_way(
    found: dict[str, Any] | None, edition: Edition, titles: dict[str, SpokenText]
) -> str:
    """Return what signed and compulsory projects break; "" where it is not known."""
    if found is None:
        return ""
    if found["kind"] == "budget":
        needed = say_wider(found, edition)
        return _("What is signed or must be in needs %(needed)s.") % {"needed": needed}
    if found["kind"] == "excluded":
        pair = join_items(isolate(titles.get(code, code)) for code in found["projects"])
        return _("%(projects)s exclude each other, and each is signed, required or must be in.") % {
            "projects": pair
        }
    if found.get("wider"):
        limits = join_clauses(_say_relaxed(wider, edition) for wider in found["wider"])
        return _("There is a choice with %(limits)s.") % {"limits": limits}
    return ""


def say_why(one: dict[str, Any], edition: Edition, titles: dict[str, SpokenText]) -> str:
    """Return why a project is out, and what would bring it in."""

    def name(codes: list[str]) -> str:
        return join_items(isolate(titles.get(code, code)) for code in codes)

    with_them = _(" with %s") % name(one["requires"]) if one["requires"] else ""
    if one["why"] == "excluded":
        return _("excluded by %s") % name(one["excluded_by"])
    if one["why"] == "worthless":
        told = {"amount": _write_money(one["lacks"], edition), "with": with_them}
        return _("would have to be worth %(amount)s more%(with)s") % told
    if one["why"] == "room":
        return _("fits%s: the choice is not proved the best") % with_them
    limits = join_clauses(say_wider(wider, edition) for wider in one["wider"])
    return _("comes in%(with)s with %(limits)s") % {"with": with_them, "limits": limits}


def _write_money(amount: float, edition: Edition) -> str:
    return f"{formats.number(amount)}\u00a0{edition.currency}"


def say_wider(wider: dict[str, Any], edition: Edition) -> str:
    """Return what of a budget or another limit would have to be wider, and by how much."""
    money = _write_money(wider["amount"], edition)
    if wider["kind"] == "budget":
        told = {"economy": name_country(wider["economy"]), "year": wider["year"], "amount": money}
        return _("%(amount)s more in the budget of %(economy)s in %(year)s") % told
    if wider["kind"] == "gains":
        told = {"economy": name_country(wider["economy"]), "amount": money}
        return _("%(amount)s more for %(economy)s, which would lose") % told
    limit = str(wider["limit"])
    if limit == "outside":
        return _("the setting that keeps it out taken back")
    if limit == "emissions":
        return _("%s more of emissions allowed") % formats.figure(wider["amount"])
    if limit == "renewal":
        return _("a smaller least share of equipment renewed")
    if limit.startswith("cover "):
        return _("%s made by another project") % limit.removeprefix("cover ")
    return _("%s less of what this point holds") % formats.figure(wider["amount"])


def _say_relaxed(wider: dict[str, Any], edition: Edition) -> str:
    """Return a limit that is in everything's way, and by how much it is."""
    limit = str(wider.get("limit", ""))
    if limit == "outside":
        return _("fewer projects that must be out")
    if limit == "renewal":
        money = _write_money(wider["amount"], edition)
        return _("%s more of equipment renewed, or a smaller least share") % money
    if limit.startswith("cover "):
        return _("%s not asked for") % limit.removeprefix("cover ")
    return say_wider(wider, edition)
