"""The page's projects: appraisal, choice, and what each economy spends."""

from __future__ import annotations

from typing import Any

from fairlead.charts.numbers import share, short
from fairlead.report import markup
from fairlead.report.view import View, rows, titled


def projects_section(view: View) -> str:
    """Return the section; empty without projects."""
    listed = titled(view, view.result.choice.projects)
    if not listed:
        return ""
    listed.sort(key=lambda row: (not row["chosen"], -(row["npv"] or 0.0), row["id"]))
    currency = view.fair.settings.currency
    lead = view.result.choice.step.summary
    if view.result.choice.step.objective is not None:
        worth = short(view.result.choice.step.objective)
        lead += f" Together they are worth {worth} {currency} today, after all costs."
    most = max((abs(row["npv"] or 0.0) for row in listed), default=0.0) or 1.0
    body = [_row(row, most) for row in listed]
    heads = ("Project", "Stage", "Partners", currency, "Worth today", "IRR", "Paid back", "Chosen")
    parts = [markup.table(heads, body, numbers=(3, 5, 6))]
    spending = _spending(view)
    if spending:
        parts += [markup.heading("What the partners spend", f"{currency}, by year"), spending]
    return markup.section("projects", "Projects", lead, *parts)


def _row(row: dict[str, Any], most: float) -> tuple[str, ...]:
    partners = " ".join(f"{economy} {share(part)}" for economy, part in row["partners"])
    worth = row["npv"]
    years = row["payback_years"]
    rate = {"one": share(row["irr"] or 0.0, digits=1), "none": "none", "several": "several"}
    return (
        markup.words(row["title"]),
        markup.words(row["stage"].replace("_", " ")),
        markup.words(partners),
        short(row["amount"]),
        "–" if worth is None else markup.meter(abs(worth) / most, short(worth), alarm=worth < 0),
        rate[row["irr_found"]],
        "never" if years is None else f"{years:.1f} years",
        '<b class="yes">chosen</b>' if row["chosen"] else ("–" if row["chosen"] is None else "no"),
    )


def _spending(view: View) -> str:
    limited = [row for row in rows(view.result.choice.spending) if row["budget"] is not None]
    years = sorted({row["year"] for row in limited})
    if not years:
        return ""
    found = {(row["economy"], row["year"]): row for row in limited}
    body = []
    for economy in sorted({row["economy"] for row in limited}):
        cells = [markup.words(view.economy(economy))]
        for year in years:
            row = found.get((economy, year))
            if row is None:
                cells.append("–")
                continue
            part = row["spent"] / row["budget"] if row["budget"] else 0.0
            cells.append(markup.meter(part, f"{short(row['spent'])} of {short(row['budget'])}"))
        body.append(tuple(cells))
    return markup.table(("Economy", *map(str, years)), body, numbers=())
