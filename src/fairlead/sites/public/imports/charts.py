"""The pictures of a subject's imports, each with the table that says the same, and as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairlead.apps.trade.queries.entries import every_title, label
from fairlead.apps.trade.runs import (
    ImportStudy,
    ReadyFlows,
    bought_from,
    nearer_together,
    nearest_critical,
)
from fairlead.charts.imports import Speech, curve_picture, space_picture, suppliers_picture
from fairlead.charts.text import lay_out
from fairlead.charts.threshold_curve import CurveWords
from fairlead.sites.public.imports.subject import Subject
from fairlead.ui.formats import country_name, decimal, money, number, share
from fairlead.ui.lists.markup import economy
from fairlead.ui.texts import right_to_left

TABLED = 15
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


def without_empty(rows: list[Row]) -> list[Row]:
    """Return the rows without the columns in which none has anything."""
    said = [any(cell for _head, cell in column) for column in zip(*rows, strict=True)]
    return [[pair for pair, kept in zip(row, said, strict=True) if kept] for row in rows]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in two widths with the table beside it; cells are text or safe markup.

    ``cut`` says of how many rows the table shows the first; nothing where it has all.
    """

    name: str
    title: str
    lead: str
    note: str
    wide: SafeString
    narrow: SafeString
    heads: tuple[Head, ...]
    rows: list[Row]
    cut: str
    csv: str
    png: str


@dataclass(frozen=True, slots=True)
class Together:
    """What members can do together: how many products are within reach of no member alone, how
    many they are nearer to, and the first of these as a table.
    """

    reached: int
    nearer: int
    rows: list[Row]
    csv: str

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


@dataclass(frozen=True, slots=True)
class Charts:
    """Draws a study in the visitor's language; ``titles`` gives a bare code its title.

    ``imported`` are the bare codes of what the members import: only these have a page.
    """

    subject: Subject
    known: ReadyFlows
    study: ImportStudy
    titles: Callable[[str], str]
    imported: frozenset[str]

    @property
    def speech(self) -> Speech:
        """Return how the pictures say things."""
        whole = self.known.flows.digits
        return Speech(
            economy=country_name,
            title=self.titles,
            money=lambda usd: money(usd, "USD"),
            others=_("Others"),
            sold=_("exports"),
            critical=_("critical imports"),
            address=lambda code: self.address(code) if len(code) == whole else "",
        )

    def address(self, product: str) -> str:
        """Return the address of a product by its bare code."""
        return self.subject.address(f"{self.study.scheme}:{product}")

    def figures(self) -> list[Figure]:
        """Return the pictures, in the order of the page; none without critical imports but two."""
        drawn = [self.suppliers()] if self.study.critical.num_rows else []
        return [*drawn, self.threshold(), self.space()]

    def suppliers(self) -> Figure:
        """Return where the critical imports come from."""
        title = _("Where the critical imports come from")
        return self._figure(
            "suppliers",
            title,
            _("The largest critical imports: from their suppliers, by product, to their buyers."),
            wide=suppliers_picture(self.study, self.speech, title=title),
            narrow=suppliers_picture(self.study, self.speech, title=title, narrow=True),
            heads=(Head(_("Product")), Head(_("Imports"), number=True), Head(_("Suppliers"))),
            rows=self._supplier_rows(),
            of=len(self.study.supply["product"].unique()),
        )

    def _supplier_rows(self) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        for one in bought_from(self.study, most=TABLED):
            whole = one.usd or 1
            first = [
                (who, share(usd / whole))
                for who, usd in one.suppliers[:_SUPPLIERS]
                if usd / whole >= _LEAST
            ]
            rows.append((self._linked(one.product), money(whole, "USD"), _economies(first)))
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
        ) % {"count": number(count), "threshold": decimal(chosen, digits=1)}
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
            wide=curve_picture(self.study, words),
            narrow=curve_picture(self.study, words, narrow=True),
            heads=(
                Head(_("Threshold"), number=True),
                Head(_("Critical imports"), number=True),
                Head(_("Their value"), number=True),
            ),
            rows=[
                (
                    decimal(row["threshold"], digits=1),
                    number(row["products"]),
                    money(row["usd"], "USD"),
                )
                for row in curve[::5]
            ],
        )

    def space(self) -> Figure:
        """Return the product space, lit where the subject exports with advantage."""
        title = _("What it makes, and what lies near")
        links = self.known.drawing.links.tolist()
        near = nearest_critical(self.study)
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
        if self.known.digits < self.known.flows.digits:
            note += " " + _("Products are drawn by their headings.")
        return self._figure(
            "space",
            title,
            lead,
            note=note,
            wide=space_picture(self.study, links, self.speech, title=title),
            narrow=space_picture(self.study, links, self.speech, title=title, narrow=True),
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
                self._linked(row["product"]),
                money(row["imports_usd"], "USD"),
                share(row["density"]),
                number(row["ubiquity"]),
                "" if row["pci"] is None else decimal(row["pci"], digits=2),
            )
            for row in near.slice(0, TABLED).to_pylist()
        ]

    def together(self) -> Together:
        """Return what the members are nearer to together than the nearest alone."""
        nearer = nearer_together(self.study)
        rows = [
            (
                self._linked(row["product"]),
                _("critical import") if row["critical"] else "",
                share(row["density"], digits=1),
                _economies([(row["nearest"], share(row["best_alone"], digits=1))]),
                f"+{decimal(row['gain'] * 100, digits=1)}",
                _("together only") if row["reached"] else "",
            )
            for row in nearer.slice(0, TOGETHER).to_pylist()
        ]
        heads = (
            Head(_("Product")),
            Head(_("Now")),
            Head(_("Nearness together"), number=True),
            Head(_("Nearest alone")),
            Head(_("Gain, points"), number=True),
            Head(_("Within reach")),
        )
        return Together(
            reached=sum(self.study.standing["reached"].to_pylist()),
            nearer=nearer.num_rows,
            rows=without_empty(paired(heads, rows)),
            csv=self.subject.file("together.csv"),
        )

    def _linked(self, product: str) -> SafeString:
        """Return the title, leading to its page, and the code of a product."""
        title, code = self.titles(product), f"{self.study.scheme}:{product}"
        if product not in self.imported:
            return format_html('{} <span class="small soft">{}</span>', title, code)
        return format_html(
            '<a href="{}">{}</a> <span class="small soft">{}</span>',
            self.address(product),
            title,
            code,
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
        """Return the figure; the drawing functions escape what they write."""
        return Figure(
            name=name,
            title=title,
            lead=lead,
            note=note,
            wide=SafeString(lay_out(wide, right_to_left=right_to_left())),
            narrow=SafeString(lay_out(narrow, right_to_left=right_to_left())),
            heads=heads,
            rows=paired(heads, rows),
            cut=_cut(len(rows), of),
            csv=self.subject.file(f"{name}.csv"),
            png=self.subject.file(f"{name}.png"),
        )


def _economies(named: Sequence[tuple[str, str]]) -> SafeString:
    """Return economies with their figures; the drawing of each escapes what it writes."""
    last = len(named) - 1
    parts = [
        economy(code, after=f" {figure}{',' if place < last else ''}")
        for place, (code, figure) in enumerate(named)
    ]
    return SafeString(" ".join(parts))


def charts_of(subject: Subject, known: ReadyFlows, study: ImportStudy) -> Charts:
    """Return the charts of a study; one query for the titles of the edition's products."""
    titles = every_title(subject.edition)

    @cache
    def title(code: str) -> str:
        named = f"{study.scheme}:{code}"
        return label(named, titles).title or named

    return Charts(subject, known, study, title, frozenset(study.table["product"].to_pylist()))
