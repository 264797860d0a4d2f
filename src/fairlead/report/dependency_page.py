"""What an economy or bloc cannot do without, on one self-contained page: the pictures of the site.

Treemap, suppliers, threshold and map, each with the table that says the same and as files. No
script, no request to anywhere; every word from a file is escaped. It is written in the language
that is spoken (`ui.texts`); what a file's reading says of it stays in English and is marked so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from importlib import resources
from typing import Any

from fairlead.chain.dependency.analysis import Analysis, SubjectStudy
from fairlead.chain.dependency.wording import shorten_period, write_notes
from fairlead.chain.flows.product_names import ProductNames
from fairlead.charts.import_figures import Figure, FigureBuilder, PlainCells, choose_speech
from fairlead.charts.numbers import format_share, format_short
from fairlead.charts.png import Caption, set_png
from fairlead.charts.text import lay_out
from fairlead.charts.treemap import draw_treemap
from fairlead.folder.csvtext import csv_bytes
from fairlead.report import markup
from fairlead.report.sections.import_figures import (
    PNG_SCALE,
    render_figure,
    render_together,
    write_table_of,
)
from fairlead.report.sections.imports import build_tiles, render_legend
from fairlead.ui.classifications import find_group_title
from fairlead.ui.formats import (
    figure,
    format_figure,
    format_money,
    join_items,
    name_country,
    number,
)
from fairlead.ui.list_words import name_sector
from fairlead.ui.texts import find_language_now, ngettext, right_to_left
from fairlead.ui.texts import gettext as _

_MOST_ROWS = 25
_CRITERIA = ("c1", "c2", "c3", "c4")


def dependency_page(analysis: Analysis, subjects: list[SubjectStudy]) -> str:
    """Return the page of one or several subjects as HTML."""
    style = resources.files("fairlead.report").joinpath("style.css").read_text(encoding="utf-8")
    direction = "rtl" if right_to_left() else "ltr"
    years = shorten_period(subjects[0].result.years)
    title = _("Critical imports: %(names)s") % {"names": join_items(map(_name, subjects))}
    where = f"{_('US dollars')}, {years} · {analysis.flows.classification} · {analysis.source}"
    sections = "".join(
        _write_section(f"subject-{place}", one, analysis)
        for place, one in enumerate(subjects, start=1)
    )
    body = (
        f"<main><header><h1>{escape(title)}</h1>"
        f'<p class="where">{markup.escape_words(where)}</p></header>{sections}'
        f"{_list_sources(analysis, subjects)}</main>"
    )
    return (
        f'<!doctype html>\n<html lang="{find_language_now()}" dir="{direction}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, '
        f'initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{markup.fonts_of(body)}{style}</style></head><body>{body}</body></html>\n"
    )


def _name(one: SubjectStudy) -> str:
    """Return whom a section is about: an economy, or a bloc by its members."""
    names = join_items(map(name_country, one.study.members))
    return _("the bloc of %(names)s") % {"names": names} if len(one.study.members) > 1 else names


def _write_section(name: str, one: SubjectStudy, analysis: Analysis) -> str:
    titles = _choose_titles(analysis.names)
    rows = [row | {"title": titles(row["product"])} for row in one.table.to_pylist()]
    critical = [row for row in rows if row["critical"]]
    unknown = sum(row["critical"] is None for row in rows)
    spent = sum(row["imports_usd"] for row in critical)
    whole = sum(row["imports_usd"] for row in rows) or 1
    lead = _(
        "%(critical)s of %(all)s products imported are critical: %(amount)s, %(share)s of the "
        "imports."
    ) % {
        "critical": number(len(critical)),
        "all": number(len(rows)),
        "amount": format_money(spent, "USD"),
        "share": format_share(spent / whole),
    }
    if unknown:
        said = ngettext(
            "Of %(count)s product it is unknown.", "Of %(count)s products it is unknown.", unknown
        )
        lead += " " + said % {"count": number(unknown)}
    about = f"{'-'.join(one.study.members[:4])}-imports"
    files = partial(_list_files, one, about)
    cells = PlainCells(titles, one.study.scheme)
    speech = choose_speech(lambda code: titles(code) or code)
    builder = FigureBuilder(one.study, one.known, speech, cells, tabled=_MOST_ROWS)
    parts = [_draw_treemap(rows, one, files), _find_largest(critical or rows, bool(critical))]
    parts += [_write_figure(drawn, one, titles, files) for drawn in builder.figures()]
    if one.known is None:
        no_map = _(
            "No map of products: the flows name fewer than three exporting economies that differ."
        )
        parts.append(f'<p class="note">{escape(no_map)}</p>')
    elif len(one.study.members) > 1:
        parts.append(render_together(builder.together()))
    title = _name(one)
    return markup.write_section(name, title[0].upper() + title[1:], lead, *parts)


def _choose_titles(names: ProductNames) -> Callable[[str], str]:
    """Return what gives a code its title: the user's file, else its chapter as a page says it."""
    return lambda code: names.given_title(code) or find_group_title(names.chapter(code))


def _draw_treemap(rows: list[dict[str, Any]], one: SubjectStudy, files: Callable[..., str]) -> str:
    title = _("Imports of %(economy)s by product, critical ones marked") % {"economy": _name(one)}
    turned = right_to_left()
    wide, narrow = (
        lay_out(
            draw_treemap(
                build_tiles(rows, most=most, economy=name_country),
                width=width,
                height=height,
                title=title,
            ),
            right_to_left=turned,
        )
        for most, width, height in ((320, 1080.0, 430.0), (90, 360.0, 460.0))
    )
    heads = list(rows[0]) if rows else []
    table = [tuple(row.values()) for row in rows]
    return (
        markup.write_heading(_("Imports by product"))
        + markup.write_responsive(wide, narrow)
        + render_legend()
        + files("products", title, wide, heads, table)
    )


def _write_figure(
    drawn: Figure, one: SubjectStudy, title: Callable[[str], str], files: Callable[..., str]
) -> str:
    heads, rows = write_table_of(drawn.name, one.study, title)
    return render_figure(drawn, files(drawn.name, drawn.title, drawn.wide, heads, rows))


def _list_files(
    one: SubjectStudy, about: str, name: str, title: str, svg: str, heads: Any, rows: Any
) -> str:
    period = shorten_period(one.study.years)
    caption = Caption(title, f"{_('US dollars')}, {period}", _name(one))
    return markup.write_downloads(
        ("CSV", f"{about}-{name}.csv", csv_bytes(heads, rows)),
        ("PNG", f"{about}-{name}.png", set_png(svg, caption, scale=PNG_SCALE)),
    )


def _find_largest(rows: list[dict[str, Any]], critical: bool) -> str:  # noqa: FBT001
    """Return the largest critical imports as a table; without any, the largest imports."""
    shown = sorted(rows, key=lambda row: (-row["imports_usd"], row["product"]))[:_MOST_ROWS]
    title = _("The largest critical imports") if critical else _("The largest imports")
    note = ""
    if len(rows) > len(shown):
        note = _("The first %(shown)s of %(all)s; the file has all of them.") % {
            "shown": number(_MOST_ROWS),
            "all": number(len(rows)),
        }
    heads = (
        *(_("Product"), _("Strategic sector"), _("US dollars"), _("Bought from")),
        *(_("HHI of suppliers"), _("HHI of world exports"), _("Imports / exports")),
        *(_("Reporters"), _("Holds")),
    )
    return markup.write_heading(title, note) + markup.write_table(
        heads, map(_write_row, shown), numbers=(2, 4, 5, 6, 7)
    )


def _write_row(row: dict[str, Any]) -> tuple[str, ...]:
    first = row["first_share"] or 0.0
    bought = (
        f"{name_country(row['first_supplier'])} {format_share(first)}"
        if row["first_supplier"]
        else ""
    )
    holds = [name if row[name] else f"{name}?" for name in _CRITERIA if row[name] is not False]
    title = f"{markup.escape_words(row['title'])} " if row["title"] else ""
    return (
        f'{title}<span class="code">{escape(row["product"])}</span>',
        escape(name_sector(row["strategic_sector"] or "")),
        format_short(row["imports_usd"]),
        markup.write_meter(first, bought, alarm=first > 0.5) if bought else "–",
        _write_figure_of(row["hhi_imports"]),
        _write_figure_of(row["hhi_world_exports"]),
        _write_figure_of(row["imports_over_exports"]),
        number(row["reporters"]),
        escape(" ".join(holds)),
    )


def _write_figure_of(value: float | None) -> str:
    return _("unknown") if value is None else format_figure(value, digits=2)


def _list_sources(analysis: Analysis, subjects: list[SubjectStudy]) -> str:
    """Return what a reader must know of the flows, and by which thresholds it was judged."""
    criteria = subjects[0].result.criteria
    needed, of = criteria.persistence
    lead = _(
        "An import is critical (%(rule)s) when few sell it to the buyer (C1: HHI above %(c1)s), "
        "few sell it to anybody (C2: above %(c2)s), the buyer imports more than it exports (C3: "
        "ratio above %(c3)s), and that holds in %(needed)s of %(of)s years (C4). A question mark "
        "stands for what these flows do not say."
    ) % {
        "rule": criteria.rule,
        "c1": figure(criteria.concentration),
        "c2": figure(criteria.world_concentration),
        "c3": figure(criteria.coverage),
        "needed": number(needed),
        "of": number(of),
    }
    said = list(
        dict.fromkeys(note for one in subjects for note in write_notes(analysis.flows, one.result))
    )
    items = "".join(f"<li>{markup.escape_words(note)}</li>" for note in said)
    notes = f'<ul lang="en" dir="ltr">{items}</ul>'
    return markup.write_section("sources", _("What the figures rest on"), lead, notes)
