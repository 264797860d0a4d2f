"""The whole result on one self-contained page."""

from __future__ import annotations

from html import escape
from importlib import resources

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.run import ChainResult
from fairlead.chain.step import Step
from fairlead.charts.numbers import number, share
from fairlead.folder.fair import Fair
from fairlead.folder.schemas import OPEN_STATES
from fairlead.report import markup
from fairlead.report.sections.imports import imports_section
from fairlead.report.sections.match_lists import lists_section
from fairlead.report.sections.matches import matches_section
from fairlead.report.sections.needs import needs_section
from fairlead.report.sections.projects import projects_section
from fairlead.report.sections.timetable import timetable_section
from fairlead.report.view import LANGUAGE, View

_NAMES = {
    "dependency": "Critical imports",
    "matching": "Matches",
    "scheduling": "Timetable",
    "portfolio": "Projects",
}


def page(fair: Fair, result: ChainResult) -> str:
    """Return the page as HTML: no script, no request to anywhere, readable in print."""
    view = View.of(fair, result)
    name = view.fair_name
    style = resources.files("fairlead.report").joinpath("style.css").read_text(encoding="utf-8")
    sections = [
        _head(view),
        _chain(view),
        imports_section(view),
        needs_section(view),
        matches_section(view),
        lists_section(view),
        timetable_section(view),
        projects_section(view),
        _run(view),
    ]
    return (
        '<!doctype html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(name)}</title><style>{style}</style></head>"
        f"<body><main>{''.join(sections)}</main></body></html>\n"
    )


def _head(view: View) -> str:
    settings = view.fair.settings
    first, last = settings.dates[0], settings.dates[-1]
    when = f"{first.day} {first:%B %Y}"
    if first != last:
        when = f"{first.day} {first:%B} to {last.day} {last:%B %Y}"
    parts = [f"{settings.choose(settings.city, LANGUAGE)}, {when}"]
    if settings.partner_country:
        parts.append(f"partner country {view.economy(settings.partner_country)}")
    return (
        f"<header><h1>{markup.words(view.fair_name)}</h1>"
        f'<p class="where">{markup.words(" · ".join(parts))}</p></header>'
    )


def _chain(view: View) -> str:
    """Return the chain in figures, from the shortage to the project."""
    fair, result = view.fair, view.result
    subject = view.subject()
    imports = result.imports.table
    critical = 0
    if subject is not None:
        own = imports.filter(pc.equal(imports["economy"], subject))
        critical = pc.sum(own["critical"]).as_py() or 0
    exhibitors = fair.organisations.num_rows - fair.organisations["stand"].null_count
    chosen = pc.sum(result.choice.projects["chosen"]).as_py() or 0
    figures = [
        (critical, "critical imports", view.economy(subject) if subject else "no flows given"),
        (fair.needs.num_rows, "needs", f"and {fair.offers.num_rows:,} offers"),
        (exhibitors, "exhibitors", f"and {fair.people.num_rows:,} people"),
        (result.matches.num_rows, "suggestions", "each with a reason"),
        (
            result.timetable.meetings.num_rows,
            "meetings",
            f"of {_open_requests(fair):,} requested",
        ),
        (chosen, "projects chosen", f"of {fair.projects.num_rows}"),
    ]
    items = "".join(
        f"<li><b>{count:,}</b> <span>{escape(what)}</span> <small>{escape(note)}</small></li>"
        for count, what, note in figures
    )
    return f'<ol class="chain">{items}</ol>'


def _open_requests(fair: Fair) -> int:
    still_open = pc.is_in(fair.requests["state"], value_set=pa.array(OPEN_STATES))
    return int(pc.sum(still_open).as_py() or 0)


def _run(view: View) -> str:
    body = [_step(step) for step in view.result.steps]
    heads = ("Step", "Status", "Found", "Value", "Bound", "Gap", "Seconds")
    lead = (
        "Every step says how good its answer is. The bound is a value that no answer can exceed; "
        "the gap is how far the answer may be from the best there is."
    )
    return markup.section(
        "run", "How it was found", lead, markup.table(heads, body, numbers=(3, 4, 5, 6))
    )


def _step(step: Step) -> tuple[str, ...]:
    value = "–" if step.objective is None else number(step.objective)
    bound = "–" if step.bound is None else number(step.bound)
    gap = step.gap
    measure = f" <small>{escape(step.measure)}</small>" if step.measure else ""
    return (
        _NAMES[step.name],
        escape(step.status),
        escape(step.summary) + measure,
        value,
        bound,
        "–" if gap is None else share(gap, digits=3),
        f"{step.seconds:.1f}",
    )
