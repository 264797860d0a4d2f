"""The page's critical imports: a treemap for each subject, and who could supply."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow.compute as pc

from fairlead.chain.dependency.assess import BLOC
from fairlead.charts.numbers import format_number, format_share
from fairlead.charts.png import Caption, set_png
from fairlead.charts.treemap import LEVELS, Tile, draw_treemap
from fairlead.folder.csvtext import csv_bytes
from fairlead.report import markup
from fairlead.report.sections.import_figures import PNG_SCALE, ImportFigures
from fairlead.report.view import View, list_rows
from fairlead.report.years import write_years
from fairlead.ui.formats import format_money, join_items, join_place
from fairlead.ui.texts import gettext as _
from fairlead.ui.texts import ngettext

_MOST_ROWS = 12


def _explain_meaning() -> tuple[str, ...]:
    """Return what each level of `LEVELS` stands for."""
    return (
        _("fewer than two criteria"),
        _("one criterion"),
        _("two criteria"),
        _("all three"),
        _("critical"),
    )


def write_imports_section(view: View) -> str:
    """Return the section; empty without flows."""
    subject = view.subject()
    if subject is None:
        return ""
    table = view.result.imports.table
    judged = set(table["economy"].unique().to_pylist())
    others = [code for code in (BLOC,) if code != subject]
    figures = ImportFigures(view)
    parts = [_write_subject(view, subject, figures, listed=_MOST_ROWS), figures.of(subject)]
    for code in others:
        if code in judged:
            parts += [_write_subject(view, code, figures, listed=0), figures.of(code)]
    lead = _(
        "What cannot easily be bought elsewhere, %(period)s. An import is critical when few "
        "countries sell it to the buyer, few sell it to anybody, the buyer exports less than it "
        "imports, and that has lasted."
    ) % {"period": write_years(view.result.imports.years)}
    return markup.write_section("imports", _("Critical imports"), lead, *parts)


def _write_subject(view: View, code: str, figures: ImportFigures, *, listed: int) -> str:
    table = view.result.imports.table
    rows = list_rows(table.filter(pc.equal(table["economy"], code)))
    own = [row | {"title": view.product(row["product"])} for row in rows]
    critical = [row for row in own if row["critical"]]
    spent = sum(row["imports_usd"] for row in critical)
    whole = sum(row["imports_usd"] for row in own) or 1
    note = _("%(critical)s of %(all)s products, %(amount)s, %(share)s of the imports judged") % {
        "critical": format_number(len(critical)),
        "all": format_number(len(own)),
        "amount": format_money(spent, "USD"),
        "share": format_share(spent / whole),
    }
    said = _("Imports of %(economy)s by product, critical ones marked")
    title = said % {"economy": view.subject_name(code)}
    wide = draw_treemap(
        build_tiles(own, most=320, economy=view.economy), width=1080, height=430, title=title
    )
    narrow = draw_treemap(
        build_tiles(own, most=90, economy=view.economy), width=360, height=460, title=title
    )
    pictures = markup.write_responsive(wide, narrow)
    parts = [markup.write_heading(view.economy(code), note), pictures, render_legend()]
    parts.append(_list_files(view, code, own, wide, title))
    if code == BLOC:
        members = join_items(view.economy(one) for one in view.fair.settings.bloc or ())
        parts.insert(1, f'<p class="lead">{markup.escape_words(members)}</p>')
    if listed and critical:
        parts.append(_write_suppliers(view, code, critical, figures, listed=listed))
    return "".join(parts)


def render_legend() -> str:
    """Return what the colours of a treemap of imports mean."""
    meaning = _explain_meaning()
    colours = [(LEVELS[level][0], meaning[level]) for level in (4, 3, 2, 1)]
    return markup.write_legend([*colours, (LEVELS[0][0], _("none"))])


def _list_files(view: View, code: str, own: list[dict[str, Any]], svg: str, title: str) -> str:
    """Return the table behind a treemap, and the treemap, as files."""
    about = f"{view.fair.settings.code}-{code}-imports"
    heads = list(own[0]) if own else []
    table = csv_bytes(heads, (tuple(row.values()) for row in own))
    caption = Caption(title, _("US dollars"), view.fair_name)
    return markup.write_downloads(
        ("CSV", f"{about}.csv", table),
        ("PNG", f"{about}.png", set_png(markup.turn(svg), caption, scale=PNG_SCALE)),
    )


def build_tiles(
    own: list[dict[str, Any]], *, most: int, economy: Callable[[str], str]
) -> list[Tile]:
    """Return a tile for each of the ``most`` largest and all critical products, one for others.

    ``economy`` names an economy of which the rows have the code.
    """
    ordered = sorted(own, key=lambda row: (-row["imports_usd"], row["product"]))
    tiles = [
        Tile(
            label=row["title"] or row["product"],
            value=row["imports_usd"],
            level=rate_level(row),
            detail=format_money(row["imports_usd"], "USD"),
            hint=_write_hint(row, economy),
        )
        for place, row in enumerate(ordered)
        if place < most or row["critical"]
    ]
    rest = [row["imports_usd"] for row in ordered[most:] if not row["critical"]]
    if rest:
        said = ngettext("%(n)s smaller product", "%(n)s smaller products", len(rest))
        label = said % {"n": format_number(len(rest))}
        tiles.append(Tile(label=label, value=sum(rest), detail=format_money(sum(rest), "USD")))
    return tiles


def rate_level(row: dict[str, Any]) -> int:
    """Return how critical an import is: 4 critical, else how many of C1 to C3 hold."""
    if row["critical"]:
        return 4
    return sum(1 for name in ("c1", "c2", "c3") if row[name])


def _write_hint(row: dict[str, Any], economy: Callable[[str], str]) -> str:
    said = [f"{row['product']} {row['title'] or ''}: {format_money(row['imports_usd'], 'USD')}"]
    if row["first_supplier"] and row["first_share"] is not None:
        named = {
            "share": format_share(row["first_share"]),
            "economy": economy(row["first_supplier"]),
        }
        said.append(_("%(share)s from %(economy)s") % named)
    if row["critical"]:
        said.append(_("critical"))
    return join_items(said)


def _write_suppliers(
    view: View,
    code: str,
    critical: list[dict[str, Any]],
    figures: ImportFigures,
    *,
    listed: int,
) -> str:
    ordered = sorted(critical, key=lambda row: (-row["imports_usd"], row["product"]))
    table = view.result.imports.suppliers
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in list_rows(table.filter(pc.equal(table["economy"], code))):
        found.setdefault((row["product"], row["kind"]), []).append(row)
    stands = _find_stand_names(view)
    body = []
    for row in ordered[:listed]:
        product = row["product"]
        elsewhere = [
            f"{view.economy(one['supplier'])} {format_share(one['world_share'])}"
            for one in found.get((product, "economy"), [])
            if one["supplier"] != row["first_supplier"]
        ][:3]
        here = [
            f"{view.organisations[one['supplier']]} ({stands.get(one['stand'], one['stand'])})"
            for one in found.get((product, "exhibitor"), [])
        ][:3]
        able, near = figures.makers(product)
        could = [f"{view.economy(one.economy)} {format_share(one.density)}" for one in able[:3]]
        beside = [
            f"{one.exhibitor.name} ({stands.get(one.exhibitor.stand, one.exhibitor.stand)}: "
            f"{figures.speech.title(one.near.product)})"
            for one in near
        ]
        first = row["first_share"] or 0.0
        bought = f"{view.economy(row['first_supplier'])} {format_share(first)}"
        body.append(
            (
                f"{markup.escape_words(row['title'] or product)}"
                f' <span class="code">{product}</span>',
                format_money(row["imports_usd"], "USD"),
                markup.write_meter(first, bought, alarm=first > 0.5),
                markup.escape_words(join_items(elsewhere)) if elsewhere else "–",
                markup.escape_words(join_items(could)) if could else "–",
                _write_offered(here, beside),
            )
        )
    heads = (
        _("Product"),
        _("Imports"),
        _("Bought from"),
        _("Also sold by (share of world exports)"),
        _("Nearest to making it"),
        _("Offered at the fair"),
    )
    title, note = _("Who could supply them"), ""
    if len(critical) > listed:
        note = _(
            "%(shown)s of %(all)s, by value; all are in critical_imports.csv and suppliers.csv "
            "beside this page"
        ) % {"shown": format_number(listed), "all": format_number(len(critical))}
    return markup.write_heading(title, note) + markup.write_table(heads, body, numbers=(1,))


def _write_offered(here: list[str], beside: list[str]) -> str:
    """Return who offers a product, and who offers what lies near."""
    own = markup.escape_words(join_items(here)) if here else "–"
    named = _("near it: %(names)s") % {"names": join_items(beside)} if beside else ""
    near = f"<small>{markup.escape_words(named)}</small>" if beside else ""
    return own + near


def _find_stand_names(view: View) -> dict[str, str]:
    stands = view.fair.stands
    halls = {hall.code: view.choose(hall.name) for hall in view.fair.settings.halls}
    columns = [stands[name].to_pylist() for name in ("id", "hall", "number")]
    return {
        one: join_place(halls.get(hall, hall), numbered)
        for one, hall, numbered in zip(*columns, strict=True)
    }
