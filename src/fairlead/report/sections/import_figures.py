"""Suppliers, threshold and product space of a subject of the page, each with table and files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from django.utils.html import conditional_escape

from fairlead.chain.dependency.assess import BLOC
from fairlead.chain.fair.offers import Offers
from fairlead.chain.flows.prepared import PreparedFlows, prepare_in_memory
from fairlead.chain.study.producers import Maker, NearOffer, find_near_offers, find_producers
from fairlead.chain.study.ranking import list_nearer_together
from fairlead.chain.study.study import ImportStudy, study_imports
from fairlead.charts.import_figures import (
    Figure,
    FigureBuilder,
    Head,
    JointGains,
    PlainCells,
    Row,
    choose_speech,
)
from fairlead.charts.imports import Speech
from fairlead.charts.png import Caption, set_png
from fairlead.folder.csvtext import csv_bytes
from fairlead.folder.input_errors import InvalidInput
from fairlead.report import markup
from fairlead.report.view import View
from fairlead.report.years import write_years
from fairlead.ui.formats import join_items, number
from fairlead.ui.texts import gettext as _

PNG_SCALE = 1.0  # of the PNGs that the page carries: as on the screen, and mails stay small
_MOST_ROWS = 25
_MOST_POOLED = 12


@dataclass(frozen=True)
class ImportFigures:
    """Draws the studies of a view's flows; nothing where they have no product space."""

    view: View

    @cached_property
    def _known(self) -> PreparedFlows | None:
        flows, source = self.view.result.imports.flows, self.view.fair.flows
        if flows is None or source is None:
            return None
        try:
            return prepare_in_memory(flows, name=source.source)
        except InvalidInput:  # fewer than three exporters: the dependency stands without it
            return None

    @cached_property
    def speech(self) -> Speech:
        """Return how the pictures say things."""
        return choose_speech(lambda code: self.view.product(f"HS:{code}") or code)

    @cached_property
    def _offers(self) -> Offers:
        return Offers(self.view.fair)

    def makers(self, product: str) -> tuple[list[Maker], list[NearOffer]]:
        """Return who stands nearest to making a product (HS:854231) without making it yet, and
        the exhibitors who offer what lies near; both empty where the flows do not say.
        """
        known, bare = self._known, product.rpartition(":")[2]
        if known is None or bare not in known.space.complexity.exports.products:
            return [], []
        found = find_producers(known, bare, top=60)
        able = [maker for maker in found.everybody if maker.reason != "makes_it"]
        return able, find_near_offers(self._offers, found)

    def of(self, code: str) -> str:
        """Return the figures of an economy or of the fair's bloc; "" when there are none."""
        known = self._known
        if known is None:
            return ""
        wanted = self.view.fair.settings.bloc or () if code == BLOC else (code,)
        members = [member for member in wanted if member in known.importers]
        if not members:
            return ""
        study = study_imports(known, members)
        return _Drawn(self.view, code, known, study, self.speech).parts()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The figures of a subject as parts of the report, each with its files."""

    view: View
    code: str
    known: PreparedFlows
    study: ImportStudy
    speech: Speech

    def parts(self) -> str:
        """Return the figures, and of a bloc what its members can do together."""
        cells = PlainCells(self.speech.title, self.study.scheme)
        builder = FigureBuilder(
            self.study, self.known, self.speech, cells, tabled=_MOST_ROWS, pooled=_MOST_POOLED
        )
        drawn = [render_figure(one, self._figure_files(one)) for one in builder.figures()]
        if len(self.study.members) > 1:
            together = render_together(builder.together())
            drawn.append(
                together + self._all_together(list_nearer_together(self.study).to_pylist())
            )
        return "".join(drawn)

    def _figure_files(self, figure: Figure) -> str:
        heads, rows = write_table_of(figure.name, self.study, self.speech.title)
        return self._files(figure.name, figure.title, figure.wide, heads, rows)

    def _all_together(self, rows: list[dict[str, Any]]) -> str:
        """Return what the members are nearer to together, every product, as a file."""
        names = ("product", "density", "nearest", "best_alone", "gain", "reached")
        listed = (
            (row["product"], self.speech.title(row["product"]), *(row[one] for one in names[1:]))
            for row in rows
        )
        about = f"{self.view.fair.settings.code}-{self.code}-together.csv"
        table = csv_bytes(("product", "title", *names[1:]), listed)
        return markup.write_downloads(("CSV", about, table))

    def _files(
        self,
        name: str,
        title: str,
        svg: str,
        heads: Sequence[str],
        rows: Iterable[Sequence[object]],
    ) -> str:
        about = f"{self.view.fair.settings.code}-{self.code}-{name}"
        line = join_items([_("US dollars"), write_years(self.study.years)])
        caption = Caption(title, line, self.view.fair_name)
        return markup.write_downloads(
            ("CSV", f"{about}.csv", csv_bytes(heads, rows)),
            ("PNG", f"{about}.png", set_png(svg, caption, scale=PNG_SCALE)),
        )


def write_table_of(
    name: str, study: ImportStudy, title: Callable[[str], str]
) -> tuple[tuple[str, ...], Iterable[Sequence[object]]]:
    """Return the heads and every row of the table behind a figure."""
    if name == "suppliers":
        rows = study.supply.to_pylist()
        heads = ("product", "title", "supplier", "importer", "imports_usd")
        return heads, [
            (row["product"], title(row["product"]), *list(row.values())[1:]) for row in rows
        ]
    if name == "threshold":
        curve = study.curve.to_pylist()
        return ("threshold", "products", "imports_usd"), [tuple(row.values()) for row in curve]
    nodes = study.nodes.to_pylist()
    heads = ("product", "title", *study.nodes.column_names[1:])
    return heads, [(row["code"], title(row["code"]), *list(row.values())[1:]) for row in nodes]


def render_figure(figure: Figure, files: str) -> str:
    """Return a picture with its words, the table that says the same, and its files."""
    summary = _("The same as a table") + (f": {figure.cut}" if figure.cut else "")
    note = f'<p class="note">{escape(figure.note)}</p>' if figure.note else ""
    return (
        markup.write_heading(figure.title)
        + f'<p class="lead">{escape(figure.lead)}</p>'
        + markup.write_responsive(figure.wide, figure.narrow)
        + note
        + markup.write_beside(_write_table(figure.heads, figure.rows), summary=summary)
        + files
    )


def render_together(together: JointGains) -> str:
    """Return what members can do together: how much that is, and the first rows of it."""
    said = _(
        "%(reached)s within reach together and of none alone, %(nearer)s nearer together than to "
        "the nearest alone"
    ) % {"reached": number(together.reached), "nearer": number(together.nearer)}
    note = f"{said}. {together.cut}" if together.cut else said
    table = _write_table(together.heads, together.rows) if together.rows else ""
    return markup.write_heading(_("What the members can do together"), note) + table


def _write_table(heads: Sequence[Head], rows: Sequence[Row]) -> str:
    places = [place for place, head in enumerate(heads) if head.number]
    body = [[conditional_escape(cell) for _head, cell in row] for row in rows]
    return markup.write_table([head.text for head in heads], body, numbers=places)
