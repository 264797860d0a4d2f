"""The page's critical imports: a treemap for each subject, and who could supply."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow.compute as pc

from fairlead.chain.dependency.assess import BLOC
from fairlead.chain.dependency.wording import period
from fairlead.charts.numbers import share, short
from fairlead.charts.png import Caption, png_of
from fairlead.charts.treemap import LEVELS, Tile, treemap
from fairlead.folder.csvtext import csv_bytes
from fairlead.report import markup
from fairlead.report.sections.import_figures import PNG_SCALE, ImportFigures
from fairlead.report.view import LANGUAGE, View, rows, titled

_LISTED = 12
_MEANING = ("fewer than two criteria", "one criterion", "two criteria", "all three", "critical")


def imports_section(view: View) -> str:
    """Return the section; empty without flows."""
    subject = view.subject()
    if subject is None:
        return ""
    table = view.result.imports.table
    judged = set(table["economy"].unique().to_pylist())
    others = [code for code in (BLOC,) if code != subject]
    figures = ImportFigures(view)
    parts = [_subject(view, subject, figures, listed=_LISTED), figures.of(subject)]
    for code in others:
        if code in judged:
            parts += [_subject(view, code, figures, listed=0), figures.of(code)]
    lead = (
        f"What cannot easily be bought elsewhere, {period(view.result.imports.years)}. An import "
        "is critical when few countries sell it to the buyer, few sell it to anybody, the buyer "
        "exports less than it imports, and that has lasted."
    )
    return markup.section("imports", "Critical imports", lead, *parts)


def _subject(view: View, code: str, figures: ImportFigures, *, listed: int) -> str:
    table = view.result.imports.table
    own = titled(view, table.filter(pc.equal(table["economy"], code)))
    critical = [row for row in own if row["critical"]]
    spent = sum(row["imports_usd"] for row in critical)
    whole = sum(row["imports_usd"] for row in own) or 1
    note = (
        f"{len(critical)} of {len(own)} products, {short(spent)} USD, "
        f"{share(spent / whole)} of the imports judged"
    )
    name = "the bloc" if code == BLOC else view.economy(code)
    title = f"Imports of {name} by product, critical ones marked"
    wide = treemap(
        tiles_of(own, most=320, economy=view.economy), width=1080, height=430, title=title
    )
    narrow = treemap(
        tiles_of(own, most=90, economy=view.economy), width=360, height=460, title=title
    )
    pictures = markup.responsive(wide, narrow)
    parts = [markup.heading(view.economy(code), note), pictures, legend_of_levels()]
    parts.append(_files(view, code, own, wide, title))
    if code == BLOC:
        members = ", ".join(view.economy(one) for one in view.fair.settings.bloc or ())
        parts.insert(1, f'<p class="lead">{markup.words(members)}</p>')
    if listed and critical:
        parts.append(_suppliers(view, code, critical, figures, listed=listed))
    return "".join(parts)


def legend_of_levels() -> str:
    """Return what the colours of a treemap of imports mean."""
    colours = [(LEVELS[level][0], _MEANING[level]) for level in (4, 3, 2, 1)]
    return markup.legend([*colours, (LEVELS[0][0], "none")])


def _files(view: View, code: str, own: list[dict[str, Any]], svg: str, title: str) -> str:
    """Return the table behind a treemap, and the treemap, as files."""
    about = f"{view.fair.settings.code}-{code}-imports"
    heads = list(own[0]) if own else []
    table = csv_bytes(heads, (tuple(row.values()) for row in own))
    caption = Caption(title, "US dollars", view.fair_name)
    return markup.downloads(
        ("CSV", f"{about}.csv", table),
        ("PNG", f"{about}.png", png_of(svg, caption, scale=PNG_SCALE)),
    )


def tiles_of(own: list[dict[str, Any]], *, most: int, economy: Callable[[str], str]) -> list[Tile]:
    """Return a tile for each of the ``most`` largest and all critical products, one for others.

    ``economy`` names an economy of which the rows have the code.
    """
    ordered = sorted(own, key=lambda row: (-row["imports_usd"], row["product"]))
    tiles = [
        Tile(
            label=row["title"] or row["product"],
            value=row["imports_usd"],
            level=level_of(row),
            detail=f"{short(row['imports_usd'])} USD",
            hint=_hint(row, economy),
        )
        for place, row in enumerate(ordered)
        if place < most or row["critical"]
    ]
    rest = [row["imports_usd"] for row in ordered[most:] if not row["critical"]]
    if rest:
        label = f"{len(rest)} smaller products"
        tiles.append(Tile(label=label, value=sum(rest), detail=f"{short(sum(rest))} USD"))
    return tiles


def level_of(row: dict[str, Any]) -> int:
    """Return how critical an import is: 4 critical, else how many of C1 to C3 hold."""
    if row["critical"]:
        return 4
    return sum(1 for name in ("c1", "c2", "c3") if row[name])


def _hint(row: dict[str, Any], economy: Callable[[str], str]) -> str:
    said = f"{row['product']} {row['title'] or ''}: {short(row['imports_usd'])} USD"
    if row["first_supplier"] and row["first_share"] is not None:
        said += f", {share(row['first_share'])} from {economy(row['first_supplier'])}"
    return said + (", critical" if row["critical"] else "")


def _suppliers(
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
    for row in rows(table.filter(pc.equal(table["economy"], code))):
        found.setdefault((row["product"], row["kind"]), []).append(row)
    stands = _stand_names(view)
    body = []
    for row in ordered[:listed]:
        product = row["product"]
        elsewhere = [
            f"{one['name']} {share(one['world_share'])}"
            for one in found.get((product, "economy"), [])
            if one["supplier"] != row["first_supplier"]
        ][:3]
        here = [
            f"{one['name']} ({stands.get(one['stand'], one['stand'])})"
            for one in found.get((product, "exhibitor"), [])
        ][:3]
        able, near = figures.makers(product)
        could = [f"{view.economy(one.economy)} {share(one.density)}" for one in able[:3]]
        beside = [
            f"{one.exhibitor.name} ({stands.get(one.exhibitor.stand, one.exhibitor.stand)}: "
            f"{figures.speech.title(one.near.product)})"
            for one in near
        ]
        first = row["first_share"] or 0.0
        bought = f"{view.economy(row['first_supplier'])} {share(first)}"
        body.append(
            (
                f'{markup.words(row["title"] or product)} <span class="code">{product}</span>',
                short(row["imports_usd"]),
                markup.meter(first, bought, alarm=first > 0.5),
                markup.words(", ".join(elsewhere)) if elsewhere else "–",
                markup.words(", ".join(could)) if could else "–",
                _offered(here, beside),
            )
        )
    heads = (
        "Product",
        "USD",
        "Bought from",
        "Also sold by (share of world exports)",
        "Nearest to making it",
        "Offered at the fair",
    )
    title, note = "Who could supply them", ""
    if len(critical) > listed:
        note = (
            f"{listed} of {len(critical)}, by value; all are in critical_imports.csv and "
            "suppliers.csv beside this page"
        )
    return markup.heading(title, note) + markup.table(heads, body, numbers=(1,))


def _offered(here: list[str], beside: list[str]) -> str:
    """Return who offers a product, and who offers what lies near."""
    own = markup.words(", ".join(here)) if here else "–"
    near = f"<small>near it: {markup.words(', '.join(beside))}</small>" if beside else ""
    return own + near


def _stand_names(view: View) -> dict[str, str]:
    stands = view.fair.stands
    halls = {
        hall.code: view.fair.settings.choose(hall.name, LANGUAGE)
        for hall in view.fair.settings.halls
    }
    columns = [stands[name].to_pylist() for name in ("id", "hall", "number")]
    return {
        one: f"{halls.get(hall, hall)}, {number}"
        for one, hall, number in zip(*columns, strict=True)
    }
