"""The whole result on one self-contained page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib import resources

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.run import ChainResult
from fairlead.chain.step import Step
from fairlead.charts.numbers import format_number, format_share
from fairlead.folder.choices import OPEN_STATES
from fairlead.folder.fair import Fair
from fairlead.report import markup
from fairlead.report.sections.imports import write_imports_section
from fairlead.report.sections.match_lists import write_lists_section
from fairlead.report.sections.matches import write_matches_section
from fairlead.report.sections.needs import write_needs_section
from fairlead.report.sections.projects import write_projects_section
from fairlead.report.sections.steps import tell_step
from fairlead.report.sections.timetable import write_timetable_section
from fairlead.report.view import View
from fairlead.ui.formats import comma, format_days, format_figure
from fairlead.ui.languages import find_own_name
from fairlead.ui.step_words import measure_word, status_word
from fairlead.ui.text_language import choose_site_language
from fairlead.ui.texts import find_language_now, ngettext, right_to_left, speaking
from fairlead.ui.texts import gettext as _


def write_page(
    fair: Fair, result: ChainResult, *, language: str = "", links: Sequence[tuple[str, str]] = ()
) -> str:
    """Return the page as HTML: no script, no request to anywhere, readable in print.

    ``language`` is one of the edition's, its own by default: of the texts people wrote, and of the
    page's own words where there is a catalogue for it, else in the nearest of the edition's.
    ``links`` lead to the same page in each of several languages: a language's tag and an address.
    """
    language = language or fair.settings.languages[0]
    with speaking(choose_site_language(language, fair.settings.languages)):
        return _write(View.of(fair, result, language=language), links)


def _write(view: View, links: Sequence[tuple[str, str]]) -> str:
    style = resources.files("fairlead.report").joinpath("style.css").read_text(encoding="utf-8")
    sections = [
        _list_languages(view, links),
        _write_head(view),
        _write_chain(view),
        write_imports_section(view),
        write_needs_section(view),
        write_matches_section(view),
        write_lists_section(view),
        write_timetable_section(view),
        write_projects_section(view),
        _run(view),
    ]
    body = "".join(sections)
    fonts = markup.fonts_of(body)
    runs = "rtl" if right_to_left() else "ltr"
    return (
        f'<!doctype html>\n<html lang="{find_language_now()}" dir="{runs}">'
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(view.fair_name)}</title><style>{fonts}{style}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    )


def _list_languages(view: View, links: Sequence[tuple[str, str]]) -> str:
    """Return links to the page in its other languages; nothing when there is one alone."""
    if len(links) < 2:
        return ""
    items = "".join(
        f'<span aria-current="true" lang="{escape(tag)}">'
        f"{escape(find_own_name(tag.lower()))}</span>"
        if tag == view.language
        else f'<a href="{escape(address)}" lang="{escape(tag)}" hreflang="{escape(tag)}">'
        f"{escape(find_own_name(tag.lower()))}</a>"
        for tag, address in links
    )
    return f'<nav class="languages" aria-label="{escape(_("Language"))}">{items}</nav>'


def _write_head(view: View) -> str:
    settings = view.fair.settings
    where = markup.escape_words(view.choose(settings.city))
    parts = [f"{where}{comma()}{escape(format_days(settings.dates[0], settings.dates[-1]))}"]
    if settings.partner_country:
        country = {"country": view.economy(settings.partner_country)}
        parts.append(escape(_("partner country %(country)s") % country))
    return (
        f"<header><h1>{markup.escape_words(view.fair_name)}</h1>"
        f'<p class="where">{" · ".join(parts)}</p></header>'
    )


def _write_chain(view: View) -> str:
    """Return the chain in figures, from the shortage to the project."""
    fair, result = view.fair, view.result
    subject = view.subject()
    imports = result.imports.table
    critical = 0
    if subject is not None:
        own = imports.filter(pc.equal(imports["economy"], subject))
        critical = pc.sum(own["critical"]).as_py() or 0
    needs, exhibitors = fair.needs.num_rows, fair.organisations.num_rows
    exhibitors -= fair.organisations["stand"].null_count
    offers, people = fair.offers.num_rows, fair.people.num_rows
    chosen = pc.sum(result.choice.projects["chosen"]).as_py() or 0
    suggested, held = result.matches.num_rows, result.timetable.meetings.num_rows
    figures = [
        (
            critical,
            ngettext("critical import", "critical imports", critical),
            view.economy(subject) if subject else _("no flows given"),
        ),
        (
            needs,
            ngettext("need", "needs", needs),
            ngettext("and %(n)s offer", "and %(n)s offers", offers) % {"n": format_number(offers)},
        ),
        (
            exhibitors,
            ngettext("exhibitor", "exhibitors", exhibitors),
            ngettext("and %(n)s person", "and %(n)s people", people) % {"n": format_number(people)},
        ),
        (suggested, ngettext("suggestion", "suggestions", suggested), _("each with a reason")),
        (
            held,
            ngettext("meeting", "meetings", held),
            _("of %(n)s requested") % {"n": format_number(_open_requests(fair))},
        ),
        (
            chosen,
            ngettext("project chosen", "projects chosen", chosen),
            _("of %(n)s") % {"n": format_number(fair.projects.num_rows)},
        ),
    ]
    items = "".join(
        f"<li><b>{format_number(count)}</b> <span>{escape(what)}</span>"
        f" <small>{escape(note)}</small></li>"
        for count, what, note in figures
    )
    return f'<ol class="chain">{items}</ol>'


def _open_requests(fair: Fair) -> int:
    still_open = pc.is_in(fair.requests["state"], value_set=pa.array(OPEN_STATES))
    return int(pc.sum(still_open).as_py() or 0)


def _run(view: View) -> str:
    body = [_step(view, step) for step in view.result.steps]
    heads = (
        _("Step"), _("Status"), _("Found"), _("Value"), _("Bound"), _("Gap"), _("Seconds"),
    )  # fmt: skip
    lead = _(
        "Every step says how good its answer is. The bound is a value that no answer can exceed; "
        "the gap is how far the answer may be from the best there is."
    )
    table = markup.write_table(heads, body, numbers=(3, 4, 5, 6))
    return markup.write_section("run", _("How it was found"), lead, table)


def _step(view: View, step: Step) -> tuple[str, ...]:
    names = {
        "dependency": _("Critical imports"),
        "matching": _("Matches"),
        "scheduling": _("Timetable"),
        "portfolio": _("Projects"),
    }
    value = "–" if step.objective is None else format_number(step.objective)
    bound = "–" if step.bound is None else format_number(step.bound)
    gap, counted = step.gap, measure_word(step.measure)
    measure = f" <small>{escape(counted)}</small>" if counted else ""
    return (
        escape(names[step.name]),
        escape(status_word(step.status)),
        escape(tell_step(view, step)) + measure,
        value,
        bound,
        "–" if gap is None else format_share(gap, digits=3),
        format_figure(step.seconds, digits=1),
    )
