"""The page's needs: who could make the largest of them, alone or together, and which nobody could.

Hidden needs are left out: the page is made to be sent.
"""

from __future__ import annotations

from typing import Any

from fairlead.chain.fair.visibility import without_hidden_needs
from fairlead.charts.numbers import short
from fairlead.report import markup
from fairlead.report.view import View, rows

_SHOWN = 12
_NAMED = 3


def needs_section(view: View) -> str:
    """Return the section; empty without needs."""
    needs = without_hidden_needs(view.fair).needs
    if not needs.num_rows:
        return ""
    makers = _by_need(rows(view.result.makers.makers.select(["need", "maker", "rank", "reason"])))
    groups = _by_need([row for row in rows(view.result.makers.groups) if row["group"] == 1])
    ordered = sorted(rows(needs), key=lambda need: (-(need["volume_usd"] or 0), need["id"]))
    served = [need for need in ordered if need["id"] in makers]
    lead = (
        f"{len(served):,} of {len(ordered):,} needs have at least one maker among the exhibitors. "
        "These are the largest by volume; all are in makers.csv and groups.csv."
    )
    body = [_row(view, need, makers[need["id"]], groups.get(need["id"], [])) for need in served]
    heads = ("Need", "Who needs it", "Best makers", "Why the first", "Together")
    parts = [markup.table(heads, body[:_SHOWN], numbers=())] if body else []
    return markup.section(
        "needs", "Who could make what is needed", lead, *parts, *_unserved(view, ordered, makers)
    )


_Rows = list[dict[str, Any]]


def _by_need(listed: _Rows) -> dict[str, _Rows]:
    found: dict[str, _Rows] = {}
    for row in listed:
        found.setdefault(row["need"], []).append(row)
    return found


def _row(view: View, need: dict[str, Any], makers: _Rows, group: _Rows) -> tuple[str, ...]:
    volume = need["volume_usd"]
    amount = f" <small>{short(volume)} US dollars a year</small>" if volume else ""
    return (
        markup.words(view.text(need, "title")) + amount,
        markup.words(_who(view, need)),
        "".join(
            f"<div>{markup.words(view.organisations[row['maker']])}</div>"
            for row in makers[:_NAMED]
        ),
        markup.words(makers[0]["reason"]),
        _group(view, group),
    )


def _who(view: View, need: dict[str, Any]) -> str:
    firm = need["organisation"]
    return view.organisations[firm] if firm else view.economy(need["economy"])


def _group(view: View, group: _Rows) -> str:
    if not group:
        return "–"
    names = " + ".join(view.organisations[row["maker"]] for row in group)
    missing = group[0]["missing"]
    covered = len({step for row in group for step in row["covers"]})
    note = f"{covered} of {covered + len(missing)} steps" if missing else f"all {covered} steps"
    return f"{markup.words(names)} <small>{note}</small>"


def _unserved(view: View, ordered: _Rows, makers: dict[str, _Rows]) -> list[str]:
    without = [need for need in ordered if need["id"] not in makers]
    if not without:
        return []
    body = [
        (
            markup.words(view.text(need, "title")),
            markup.words(_who(view, need)),
            markup.words(", ".join(need["products"])),
        )
        for need in without[:_SHOWN]
    ]
    note = f"{len(without):,} in all" if len(without) > _SHOWN else ""
    return [
        markup.heading("Needs nobody here could serve", note),
        markup.table(("Need", "Who needs it", "Products"), body, numbers=()),
    ]
