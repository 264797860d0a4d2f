"""The pictures of a study of imports, each with its words and the table that says the same.

The one builder for the site, the report and the page of the command line: in the language that is
spoken (`ui.texts`). What leads where and how an economy is marked comes in as `Cells`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

import pyarrow as pa
from django.utils.safestring import SafeString

from fairlead.chain.flows.prepared import PreparedFlows
from fairlead.chain.study.ranking import list_nearer_together, list_nearest_critical, list_purchases
from fairlead.chain.study.study import ImportStudy
from fairlead.charts.imports import Speech, draw_curve, draw_product_space, draw_suppliers
from fairlead.charts.text import lay_out
from fairlead.charts.threshold_curve import CurveWords
from fairlead.ui.formats import (
    format_figure,
    format_money,
    join_items,
    keep_sign,
    name_country,
    number,
    share,
)
from fairlead.ui.spoken import mark_language
from fairlead.ui.texts import gettext as _
from fairlead.ui.texts import ngettext, right_to_left

MOST_ROWS = 15
TOGETHER = 15
_SUPPLIERS = 3
_LEAST = 0.005  # of the imports: a smaller supplier would be one of 0 %


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; ``number`` columns are set to the end."""

    text: str
    number: bool = False


Row = list[tuple[Head, str]]
"""The cells of a row, each with its head."""


def paired(heads: Sequence[Head], rows: Iterable[Sequence[str]]) -> list[Row]:
    """Return the rows with the head of each cell."""
    return [list(zip(heads, row, strict=True)) for row in rows]


def drop_empty(rows: list[Row]) -> list[Row]:
    """Return the rows without the columns in which none has anything."""
    said = [any(cell for _head, cell in column) for column in zip(*rows, strict=True)]
    return [[pair for pair, kept in zip(row, said, strict=True) if kept] for row in rows]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in two widths with the table beside it; cells are text, or markup as SafeString.

    ``cut`` says of how many rows the table shows the first; nothing where it has all.
    """

    name: str
    title: str
    lead: str
    note: str
    wide: str
    narrow: str
    heads: tuple[Head, ...]
    rows: list[Row]
    cut: str


@dataclass(frozen=True, slots=True)
class JointGains:
    """What members can do together: how many products are within reach of no member alone, how
    many they are nearer to, and the first of these as a table.
    """

    reached: int
    nearer: int
    rows: list[Row]

    @property
    def heads(self) -> list[Head]:
        """Return the heads of the table's columns."""
        return [head for head, _cell in self.rows[0]] if self.rows else []

    @property
    def cut(self) -> str:
        """Return of how many rows the table shows the first; nothing where it has all."""
        return _cut(len(self.rows), self.nearer)


def _cut(shown: int, of: int) -> str:
    if shown >= of:
        return ""
    said = _("The first %(shown)s of %(all)s; the file has all of them.")
    return said % {"shown": number(shown), "all": number(of)}


class Cells(Protocol):
    """How a page marks up what stands in tables."""

    def product(self, code: str) -> str:
        """Return a product by its bare code."""

    def economies(self, named: Sequence[tuple[str, str]]) -> str:
        """Return economies (alpha-3), each with the figure behind it."""


@dataclass(frozen=True, slots=True)
class PlainCells:
    """Cells of a page without links: titles by bare code, names in the language spoken."""

    title: Callable[[str], str]
    scheme: str

    def product(self, code: str) -> SafeString:
        """Return the title and the code of a product."""
        title = self.title(code)
        named = f"{mark_language(title)} " if title and title != code else ""
        return SafeString(f'{named}<span class="code">{escape(self.scheme)}:{escape(code)}</span>')

    def economies(self, named: Sequence[tuple[str, str]]) -> SafeString:
        """Return economies with their figures, the comma of the language between them."""
        said = join_items(f"{name_country(code)} {figure}" for code, figure in named)
        return SafeString(f"<bdi>{escape(said)}</bdi>")


def choose_speech(
    title: Callable[[str], str], address: Callable[[str], str] = lambda _code: ""
) -> Speech:
    """Return how pictures say things in the language spoken."""
    return Speech(
        economy=name_country,
        title=title,
        money=lambda usd: format_money(usd, "USD"),
        others=_("Others"),
        sold=_("exports"),
        critical=_("critical imports"),
        address=address,
    )


@dataclass(frozen=True, slots=True)
class FigureBuilder:
    """Draws a study; without ``known`` (flows that have no product space) there is no map.

    ``tabled`` and ``pooled`` are how many rows the tables beside show.
    """

    study: ImportStudy
    known: PreparedFlows | None
    speech: Speech
    cells: Cells
    tabled: int = MOST_ROWS
    pooled: int = TOGETHER

    def figures(self) -> list[Figure]:
        """Return the pictures, in the order of a page; no suppliers without critical imports."""
        drawn = [self.suppliers()] if self.study.critical.num_rows else []
        drawn.append(self.threshold())
        return drawn if self.known is None else [*drawn, self.space(self.known)]

    def suppliers(self) -> Figure:
        """Return where the critical imports come from."""
        title = _("Where the critical imports come from")
        return self._figure(
            "suppliers",
            title,
            _("The largest critical imports: from their suppliers, by product, to their buyers."),
            wide=draw_suppliers(self.study, self.speech, title=title),
            narrow=draw_suppliers(self.study, self.speech, title=title, narrow=True),
            heads=(Head(_("Product")), Head(_("Imports"), number=True), Head(_("Suppliers"))),
            rows=self._supplier_rows(),
            of=len(self.study.supply["product"].unique()),
        )

    def _supplier_rows(self) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        for one in list_purchases(self.study, most=self.tabled):
            whole = one.usd or 1
            first = [
                (who, share(usd / whole))
                for who, usd in one.suppliers[:_SUPPLIERS]
                if usd / whole >= _LEAST
            ]
            product = self.cells.product(one.product)
            rows.append((product, format_money(whole, "USD"), self.cells.economies(first)))
        return rows

    def threshold(self) -> Figure:
        """Return how many imports are critical at each threshold of their concentration."""
        title = _("Were the threshold another")
        chosen = self.study.concentration
        count = self.study.critical.num_rows
        said = ngettext(
            "%(count)s critical import at %(threshold)s",
            "%(count)s critical imports at %(threshold)s",
            count,
        ) % {"count": number(count), "threshold": format_figure(chosen, digits=1)}
        words = CurveWords(
            title=title,
            threshold=_("threshold of the concentration of imports"),
            count=_("critical imports"),
            mark=said,
        )
        curve = self.study.curve.to_pylist()
        return self._figure(
            "threshold",
            title,
            _(
                "How many imports are critical depends on the concentration from which one counts. "
                "Where the line is steep, the count says little by itself."
            ),
            wide=draw_curve(self.study, words),
            narrow=draw_curve(self.study, words, narrow=True),
            heads=(
                Head(_("Threshold"), number=True),
                Head(_("Critical imports"), number=True),
                Head(_("Their value"), number=True),
            ),
            rows=[
                (
                    format_figure(row["threshold"], digits=1),
                    number(row["products"]),
                    format_money(row["usd"], "USD"),
                )
                for row in curve[::5]
            ],
        )

    def space(self, known: PreparedFlows) -> Figure:
        """Return the product space, lit where the subject exports with advantage."""
        title = _("What it makes, and what lies near")
        links = known.drawing.links.tolist()
        near = list_nearest_critical(self.study)
        made = sum(self.study.nodes["made"].to_pylist())
        lead = _(
            "Products that the same economies make are linked. Dark: exported here with an "
            "advantage; orange: critical imports. One that hangs on dark points is within reach."
        )
        note = ngettext(
            "%(made)s of %(all)s products is made here.",
            "%(made)s of %(all)s products are made here.",
            made,
        ) % {"made": number(made), "all": number(self.study.nodes.num_rows)}
        if known.digits < known.flows.digits:
            note += " " + _("Products are drawn by their headings.")
        return self._figure(
            "space",
            title,
            lead,
            note=note,
            wide=draw_product_space(self.study, links, self.speech, title=title),
            narrow=draw_product_space(self.study, links, self.speech, title=title, narrow=True),
            heads=(
                Head(_("Critical import")),
                Head(_("Imports"), number=True),
                Head(_("Nearness"), number=True),
                Head(_("Makers in the world"), number=True),
                Head(_("Complexity"), number=True),
            ),
            rows=self._near_rows(near),
            of=near.num_rows,
        )

    def _near_rows(self, near: pa.Table) -> list[tuple[str, ...]]:
        return [
            (
                self.cells.product(row["product"]),
                format_money(row["imports_usd"], "USD"),
                share(row["density"]),
                number(row["ubiquity"]),
                "" if row["pci"] is None else format_figure(row["pci"], digits=2),
            )
            for row in near.slice(0, self.tabled).to_pylist()
        ]

    def together(self) -> JointGains:
        """Return what the members are nearer to together than the nearest alone."""
        nearer = list_nearer_together(self.study)
        rows = [
            (
                self.cells.product(row["product"]),
                _("critical import") if row["critical"] else "",
                share(row["density"], digits=1),
                self.cells.economies([(row["nearest"], share(row["best_alone"], digits=1))]),
                keep_sign(f"+{format_figure(row['gain'] * 100, digits=1)}"),
                _("together only") if row["reached"] else "",
            )
            for row in nearer.slice(0, self.pooled).to_pylist()
        ]
        heads = (
            Head(_("Product")),
            Head(_("Now")),
            Head(_("Nearness together"), number=True),
            Head(_("Nearest alone")),
            Head(_("Gain, points"), number=True),
            Head(_("Within reach")),
        )
        return JointGains(
            reached=sum(self.study.standing["reached"].to_pylist()),
            nearer=nearer.num_rows,
            rows=drop_empty(paired(heads, rows)),
        )

    def _figure(
        self,
        name: str,
        title: str,
        lead: str,
        *,
        wide: str,
        narrow: str,
        heads: tuple[Head, ...],
        rows: list[tuple[str, ...]],
        note: str = "",
        of: int = 0,
    ) -> Figure:
        """Return the figure, its picture laid out for the reader's language."""
        turned = right_to_left()
        return Figure(
            name=name,
            title=title,
            lead=lead,
            note=note,
            wide=lay_out(wide, right_to_left=turned),
            narrow=lay_out(narrow, right_to_left=turned),
            heads=heads,
            rows=paired(heads, rows),
            cut=_cut(len(rows), of),
        )
