"""What an economy or bloc cannot do without, on one self-contained page: the pictures of the site.

Treemap, suppliers, threshold and map, each with the table that says the same and as files. No
script, no request to anywhere; every word from a file is escaped.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from importlib import resources
from typing import Any

from fairlead.chain.dependency.analysis import Analysis, SubjectStudy
from fairlead.chain.dependency.wording import describe_period, write_notes
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
    table_of,
)
from fairlead.report.sections.imports import build_tiles, render_legend
from fairlead.ui.formats import name_country
from fairlead.ui.texts import current_language, right_to_left

_LISTED = 25
_CRITERIA = ("c1", "c2", "c3", "c4")


def dependency_page(analysis: Analysis, subjects: list[SubjectStudy]) -> str:
    """Return the page of one or several subjects as HTML."""
    style = resources.files("fairlead.report").joinpath("style.css").read_text(encoding="utf-8")
    direction = "rtl" if right_to_left() else "ltr"
    years = describe_period(subjects[0].result.years)
    title = f"Critical imports: {', '.join(one.name for one in subjects)}"
    where = f"US dollars, {years} · {analysis.flows.classification} · {analysis.source}"
    sections = "".join(
        _section(f"subject-{place}", one, analysis) for place, one in enumerate(subjects, start=1)
    )
    body = (
        f"<main><header><h1>{escape(title)}</h1>"
        f'<p class="where">{markup.escape_words(where)}</p></header>{sections}'
        f"{_sources(analysis, subjects)}</main>"
    )
    return (
        f'<!doctype html>\n<html lang="{current_language()}" dir="{direction}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, '
        f'initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{markup.fonts_of(body)}{style}</style></head><body>{body}</body></html>\n"
    )


def _section(name: str, one: SubjectStudy, analysis: Analysis) -> str:
    rows = one.table.to_pylist()
    critical = [row for row in rows if row["critical"]]
    unknown = sum(row["critical"] is None for row in rows)
    spent = sum(row["imports_usd"] for row in critical)
    whole = sum(row["imports_usd"] for row in rows) or 1
    lead = (
        f"{len(critical):,} of {len(rows):,} products imported are critical"
        f"{f', of {unknown:,} it is unknown' if unknown else ''}: {format_short(spent)} USD, "
        f"{format_share(spent / whole)} of the imports."
    )
    about = f"{'-'.join(one.study.members[:4])}-imports"
    files = partial(_files, one, about)
    titles = analysis.names.title
    cells = PlainCells(titles, one.study.scheme)
    speech = choose_speech(lambda code: titles(code) or code)
    builder = FigureBuilder(one.study, one.known, speech, cells, tabled=_LISTED)
    parts = [_treemap(rows, one, files), _largest(critical or rows, bool(critical))]
    parts += [_figure(figure, one, titles, files) for figure in builder.figures()]
    if one.known is None:
        parts.append(
            '<p class="note">No map of products: the flows name fewer than three exporting '
            "economies that differ.</p>"
        )
    elif len(one.study.members) > 1:
        parts.append(render_together(builder.together()))
    return markup.write_section(name, one.name[0].upper() + one.name[1:], lead, *parts)


def _treemap(rows: list[dict[str, Any]], one: SubjectStudy, files: Callable[..., str]) -> str:
    title = f"Imports of {one.name} by product, critical ones marked"
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
        markup.write_heading("Imports by product")
        + markup.write_responsive(wide, narrow)
        + render_legend()
        + files("products", title, wide, heads, table)
    )


def _figure(
    figure: Figure, one: SubjectStudy, title: Callable[[str], str], files: Callable[..., str]
) -> str:
    heads, rows = table_of(figure.name, one.study, title)
    return render_figure(figure, files(figure.name, figure.title, figure.wide, heads, rows))


def _files(
    one: SubjectStudy, about: str, name: str, title: str, svg: str, heads: Any, rows: Any
) -> str:
    caption = Caption(title, f"US dollars, {describe_period(one.study.years)}", one.name)
    return markup.write_downloads(
        ("CSV", f"{about}-{name}.csv", csv_bytes(heads, rows)),
        ("PNG", f"{about}-{name}.png", set_png(svg, caption, scale=PNG_SCALE)),
    )


def _largest(rows: list[dict[str, Any]], critical: bool) -> str:  # noqa: FBT001
    """Return the largest critical imports as a table; without any, the largest imports."""
    shown = sorted(rows, key=lambda row: (-row["imports_usd"], row["product"]))[:_LISTED]
    title = "The largest critical imports" if critical else "The largest imports"
    note = f"the first {_LISTED} of {len(rows):,}; the file has all" * (len(rows) > len(shown))
    heads = ("Product", "Strategic sector", "USD", "Bought from", "Suppliers' HHI", "World's HHI",
             "Imports / exports", "Reporters", "Holds")  # fmt: skip
    return markup.write_heading(title, note) + markup.write_table(
        heads, map(_row, shown), numbers=(2, 4, 5, 6, 7)
    )


def _row(row: dict[str, Any]) -> tuple[str, ...]:
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
        escape(row["strategic_sector"] or ""),
        format_short(row["imports_usd"]),
        markup.write_meter(first, bought, alarm=first > 0.5) if bought else "–",
        _figure_of(row["hhi_imports"]),
        _figure_of(row["hhi_world_exports"]),
        _figure_of(row["imports_over_exports"]),
        f"{row['reporters']:,}",
        escape(" ".join(holds)),
    )


def _figure_of(value: float | None) -> str:
    return "unknown" if value is None else f"{value:,.2f}"


def _sources(analysis: Analysis, subjects: list[SubjectStudy]) -> str:
    """Return what a reader must know of the flows, and by which thresholds it was judged."""
    criteria = subjects[0].result.criteria
    needed, of = criteria.persistence
    lead = (
        f"An import is critical ({criteria.rule}) when few sell it to the buyer (C1: HHI above "
        f"{criteria.concentration:g}), few sell it to anybody (C2: above "
        f"{criteria.world_concentration:g}), the buyer imports more than it exports (C3: ratio "
        f"above {criteria.coverage:g}), and that holds in {needed} of {of} years (C4). A "
        "question mark stands for what these flows do not say."
    )
    said = list(
        dict.fromkeys(note for one in subjects for note in write_notes(analysis.flows, one.result))
    )
    items = "".join(f"<li>{markup.escape_words(note)}</li>" for note in said)
    return markup.write_section("sources", "What the figures rest on", lead, f"<ul>{items}</ul>")
