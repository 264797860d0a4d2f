"""The page's needs: who could make the largest of them, alone or together, and which nobody could.

Hidden needs are left out: the page is made to be sent.
"""

from __future__ import annotations

from html import escape
from typing import Any

from fairlead.chain.fair.visibility import drop_hidden_needs
from fairlead.charts.numbers import format_number
from fairlead.report import markup
from fairlead.report.view import View, list_rows
from fairlead.ui.formats import format_money, join_items
from fairlead.ui.texts import gettext as _
from fairlead.ui.texts import ngettext

_MOST_SHOWN = 12
_MOST_NAMED = 3


def write_needs_section(view: View) -> str:
    """Return the section; empty without needs."""
    needs = drop_hidden_needs(view.fair).needs
    if not needs.num_rows:
        return ""
    makers = _group_by_need(list_rows(view.result.makers.makers))
    groups = _group_by_need(
        [row for row in list_rows(view.result.makers.groups) if row["group"] == 1]
    )
    ordered = sorted(list_rows(needs), key=lambda need: (-(need["volume_usd"] or 0), need["id"]))
    served = [need for need in ordered if need["id"] in makers]
    lead = _(
        "%(served)s of %(all)s needs have at least one maker among the exhibitors. These are the "
        "largest by volume; all are in makers.csv and groups.csv."
    ) % {"served": format_number(len(served)), "all": format_number(len(ordered))}
    body = [
        _write_row(view, need, makers[need["id"]], groups.get(need["id"], [])) for need in served
    ]
    heads = (
        _("Need"),
        _("Who needs it"),
        _("Best makers"),
        _("Why the first"),
        _("Together"),
    )
    parts = [markup.write_table(heads, body[:_MOST_SHOWN], numbers=())] if body else []
    return markup.write_section(
        "needs",
        _("Who could make what is needed"),
        lead,
        *parts,
        *_list_unserved(view, ordered, makers),
    )


_Rows = list[dict[str, Any]]


def _group_by_need(listed: _Rows) -> dict[str, _Rows]:
    found: dict[str, _Rows] = {}
    for row in listed:
        found.setdefault(row["need"], []).append(row)
    return found


def _write_row(view: View, need: dict[str, Any], makers: _Rows, group: _Rows) -> tuple[str, ...]:
    volume = need["volume_usd"]
    said = _("%(amount)s a year") % {"amount": format_money(volume, "USD")} if volume else ""
    amount = f" <small>{escape(said)}</small>" if said else ""
    return (
        markup.escape_words(view.text(need, "title")) + amount,
        markup.escape_words(_write_who(view, need)),
        "".join(
            f"<div>{markup.escape_words(view.organisations[row['maker']])}</div>"
            for row in makers[:_MOST_NAMED]
        ),
        markup.escape_words(view.reason(makers[0])),
        _group(view, group),
    )


def _write_who(view: View, need: dict[str, Any]) -> str:
    firm = need["organisation"]
    return view.organisations[firm] if firm else view.economy(need["economy"])


def _group(view: View, group: _Rows) -> str:
    if not group:
        return "–"
    names = " + ".join(view.organisations[row["maker"]] for row in group)
    missing = group[0]["missing"]
    covered = len({step for row in group for step in row["covers"]})
    note = ngettext("the one step", "all %(steps)s steps", covered) % {
        "steps": format_number(covered)
    }
    if missing:
        steps = {"covered": format_number(covered), "steps": format_number(covered + len(missing))}
        note = _("%(covered)s of %(steps)s steps") % steps
    return f"{markup.escape_words(names)} <small>{escape(note)}</small>"


def _list_unserved(view: View, ordered: _Rows, makers: dict[str, _Rows]) -> list[str]:
    without = [need for need in ordered if need["id"] not in makers]
    if not without:
        return []
    body = [
        (
            markup.escape_words(view.text(need, "title")),
            markup.escape_words(_write_who(view, need)),
            markup.escape_words(join_items(need["products"])),
        )
        for need in without[:_MOST_SHOWN]
    ]
    note = (
        _("%(n)s in all") % {"n": format_number(len(without))} if len(without) > _MOST_SHOWN else ""
    )
    return [
        markup.write_heading(_("Needs nobody here could serve"), note),
        markup.write_table((_("Need"), _("Who needs it"), _("Products")), body, numbers=()),
    ]
