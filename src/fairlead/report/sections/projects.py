"""The page's projects: appraisal, choice, and what each economy spends."""

from __future__ import annotations

from html import escape
from typing import Any

from fairlead.charts.numbers import format_share, format_short
from fairlead.report import markup
from fairlead.report.sections.steps import tell_step
from fairlead.report.view import View, list_rows, titled
from fairlead.ui.formats import format_figure, format_money, join_items
from fairlead.ui.texts import gettext as _


def write_projects_section(view: View) -> str:
    """Return the section; empty without projects."""
    listed = titled(view, view.result.choice.projects)
    if not listed:
        return ""
    listed.sort(key=lambda row: (not row["chosen"], -(row["npv"] or 0.0), row["id"]))
    currency = view.fair.settings.currency
    step = view.result.choice.step
    lead = tell_step(view, step)
    if step.objective is not None:
        said = _("Together they are worth %(amount)s today, after all costs.")
        lead += " " + said % {"amount": format_money(step.objective, currency)}
    most = max((abs(row["npv"] or 0.0) for row in listed), default=0.0) or 1.0
    body = [_write_row(view, row, most) for row in listed]
    heads = (
        _("Project"),
        _("Stage"),
        _("Partners"),
        _("Investment"),
        _("Worth today"),
        _("IRR"),
        _("Paid back"),
        _("Chosen"),
    )
    parts = [markup.write_table(heads, body, numbers=(3, 5, 6))]
    spending = _write_spending(view)
    if spending:
        note = _("%(currency)s, by year") % {"currency": currency}
        parts += [markup.write_heading(_("What the partners spend"), note), spending]
    return markup.write_section("projects", _("Projects"), lead, *parts)


def _write_row(view: View, row: dict[str, Any], most: float) -> tuple[str, ...]:
    partners = join_items(
        f"{view.economy(economy)} {format_share(part)}" for economy, part in row["partners"]
    )
    currency = view.fair.settings.currency
    worth = row["npv"]
    years = row["payback_years"]
    said = format_money(worth, currency) if worth is not None else ""
    meter = (
        markup.write_meter(abs(worth) / most, said, alarm=worth < 0) if worth is not None else "–"
    )
    paid = _("never")
    if years is not None:
        paid = _("%(years)s years") % {"years": format_figure(years, digits=1)}
    rate = {
        "one": format_share(row["irr"] or 0.0, digits=1),
        "none": _("none"),
        "several": _("several"),
    }
    remark = f" <small>{escape(_('of a loan'))}</small>" if row["irr_remark"] else ""
    return (
        markup.escape_words(row["title"]),
        escape(_(row["stage"].replace("_", " "))),
        markup.escape_words(partners),
        format_money(row["amount"], row["currency"]),
        meter,
        rate[row["irr_found"]] + remark,
        paid,
        _list_chosen(row["chosen"]),
    )


def _list_chosen(chosen: bool | None) -> str:  # noqa: FBT001
    if chosen:
        return f'<b class="yes">{escape(_("chosen"))}</b>'
    return "–" if chosen is None else escape(_("no"))


def _write_spending(view: View) -> str:
    rows = list_rows(view.result.choice.spending)
    years = sorted({row["year"] for row in rows})
    if not years:
        return ""
    found = {(row["economy"], row["year"]): row for row in rows}
    body = []
    for economy in sorted({row["economy"] for row in rows}):
        cells = [markup.escape_words(view.economy(economy))]
        for year in years:
            row = found.get((economy, year))
            cells.append("–" if row is None else _write_spent(row["spent"], row["budget"]))
        body.append(tuple(cells))
    return markup.write_table((_("Economy"), *map(str, years)), body, numbers=())


def _write_spent(spent: float, budget: float | None) -> str:
    if budget is None:
        return escape(_("%(spent)s, no limit") % {"spent": format_short(spent)})
    amounts = {"spent": format_short(spent), "budget": format_short(budget)}
    return markup.write_meter(
        spent / budget if budget else 0.0, _("%(spent)s of %(budget)s") % amounts
    )
