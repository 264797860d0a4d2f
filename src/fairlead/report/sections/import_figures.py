"""Suppliers, threshold and product space of a subject of the page, each with table and files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from fairlead.chain.dependency.assess import BLOC
from fairlead.chain.dependency.wording import period
from fairlead.chain.fair.offers import Offers, product_titles
from fairlead.chain.flows.prepared import ReadyFlows, ready
from fairlead.chain.study.producers import Maker, NearOffer, near_offers, product_makers
from fairlead.chain.study.ranking import Bought, bought_from, nearer_together, nearest_critical
from fairlead.chain.study.study import ImportStudy, study_imports
from fairlead.charts.imports import Speech, curve_picture, space_picture, suppliers_picture
from fairlead.charts.numbers import share, short
from fairlead.charts.png import Caption, png_of
from fairlead.charts.threshold_curve import CurveWords
from fairlead.folder.csvtext import csv_bytes
from fairlead.folder.input_errors import InvalidInput
from fairlead.report import markup
from fairlead.report.view import LANGUAGE, View

PNG_SCALE = 1.0  # of the PNGs that the page carries: as on the screen, and mails stay small
_TABLED = 25
_POOLED = 12
_AS_TABLE = "The same as a table"


@dataclass(frozen=True)
class ImportFigures:
    """Draws the studies of a view's flows; nothing where they have no product space."""

    view: View

    @cached_property
    def _known(self) -> ReadyFlows | None:
        flows, source = self.view.result.imports.flows, self.view.fair.flows
        if flows is None or source is None:
            return None
        try:
            return ready(flows, name=source.source)
        except InvalidInput:  # fewer than three exporters: the dependency stands without it
            return None

    @cached_property
    def speech(self) -> Speech:
        """Return how the pictures say things."""
        titles = product_titles(self.view.fair)
        return Speech(
            economy=self.view.economy,
            title=lambda code: titles.choose(code, LANGUAGE) or code,
            money=lambda usd: f"{short(usd)} USD",
            others="others",
            sold="exports",
            critical="critical imports",
        )

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
        found = product_makers(known, bare, top=60)
        able = [maker for maker in found.everybody if maker.reason != "makes_it"]
        return able, near_offers(self._offers, found)

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
        drawn = _Drawn(self.view, code, known, study, self.speech)
        parts = [drawn.suppliers()] if study.critical.num_rows else []
        parts += [drawn.threshold(), drawn.space()]
        if len(members) > 1:
            parts.append(drawn.together())
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Drawn:
    view: View
    code: str
    known: ReadyFlows
    study: ImportStudy
    speech: Speech

    def _name(self) -> str:
        return "the bloc" if self.code == BLOC else self.view.economy(self.code)

    def suppliers(self) -> str:
        title = f"Where the critical imports of {self._name()} come from"
        wide = suppliers_picture(self.study, self.speech, title=title)
        narrow = suppliers_picture(self.study, self.speech, title=title, narrow=True)
        rows = self.study.supply.to_pylist()
        files = self._files(
            "suppliers",
            title,
            wide,
            ("product", "title", "supplier", "importer", "imports_usd"),
            (
                (row["product"], self.speech.title(row["product"]), *list(row.values())[1:])
                for row in rows
            ),
        )
        bought = bought_from(self.study, most=_TABLED)
        body = [self._supplier_row(one) for one in bought]
        table = markup.table(("Product", "USD", "Suppliers"), body, numbers=(1,))
        count = self.study.critical.num_rows
        return _figure(title, wide, narrow, table, files, rows=count)

    def _supplier_row(self, bought: Bought) -> tuple[str, ...]:
        whole = bought.usd or 1
        first = bought.suppliers[:3]
        named = ", ".join(f"{self.view.economy(one)} {share(usd / whole)}" for one, usd in first)
        return self._product(bought.product), short(whole), markup.words(named)

    def _product(self, product: str) -> str:
        code = f'<span class="code">{self.study.scheme}:{product}</span>'
        return f"{markup.words(self.speech.title(product))} {code}"

    def threshold(self) -> str:
        count = self.study.critical.num_rows
        title = f"Critical imports of {self._name()}, were the threshold another"
        words = CurveWords(
            title=title,
            threshold="threshold of the concentration of imports",
            count="critical imports",
            mark=f"{count} at {self.study.concentration:g}",
        )
        wide = curve_picture(self.study, words)
        narrow = curve_picture(self.study, words, narrow=True)
        rows = self.study.curve.to_pylist()
        files = self._files(
            "threshold",
            title,
            wide,
            ("threshold", "products", "imports_usd"),
            (tuple(row.values()) for row in rows),
        )
        body = [
            (f"{row['threshold']:.1f}", f"{row['products']:,}", short(row["usd"]))
            for row in rows[::5]
        ]
        heads = ("Threshold", "Critical imports", "USD")
        return _figure(title, wide, narrow, markup.table(heads, body, numbers=(0, 1, 2)), files)

    def space(self) -> str:
        title = f"What {self._name()} makes, and what lies near"
        links = self.known.drawing.links.tolist()
        wide = space_picture(self.study, links, self.speech, title=title)
        narrow = space_picture(self.study, links, self.speech, title=title, narrow=True)
        nodes = self.study.nodes.to_pylist()
        files = self._files(
            "space",
            title,
            wide,
            ("product", "title", *self.study.nodes.column_names[1:]),
            ((row["code"], self.speech.title(row["code"]), *list(row.values())[1:])
             for row in nodes),
        )  # fmt: skip
        legend = markup.legend(
            [
                ("var(--fl-brand)", "exported with an advantage"),
                ("var(--fl-signal)", "critical import"),
                ("var(--fl-ramp-2)", "other product; linked: the same economies make both"),
            ]
        )
        heads = ("Critical import", "USD", "Nearness", "Makers in the world")
        near = nearest_critical(self.study)
        table = markup.table(heads, self._near(near.slice(0, _TABLED)), numbers=(1, 2, 3))
        return _figure(title, wide, narrow, table, files, legend=legend, rows=near.num_rows)

    def _near(self, near: pa.Table) -> list[tuple[str, ...]]:
        return [
            (
                self._product(row["product"]),
                short(row["imports_usd"]),
                share(row["density"]),
                f"{row['ubiquity']:,}",
            )
            for row in near.to_pylist()
        ]

    def together(self) -> str:
        """Return what the members can reach that none of them can alone."""
        rows = nearer_together(self.study).to_pylist()
        reached = sum(row["reached"] for row in rows)
        note = (
            f"{reached} within reach together and of none alone, "
            f"{len(rows)} nearer together than to the nearest alone"
        )
        if len(rows) > _POOLED:
            note += f"; the first {_POOLED}, all in the CSV"
        body = [
            (
                self._product(row["product"]),
                share(row["density"], digits=1),
                markup.words(
                    f"{self.view.economy(row['nearest'])} {share(row['best_alone'], digits=1)}"
                ),
                f"+{row['gain'] * 100:.1f}",
                "together only" if row["reached"] else "–",
            )
            for row in rows[:_POOLED]
        ]
        heads = ("Product", "Nearness together", "Nearest alone", "Gain, points", "Within reach")
        title = "What the members can do together"
        table = markup.table(heads, body, numbers=(1, 3))
        return markup.heading(title, note) + table + self._all_together(rows)

    def _all_together(self, rows: list[dict[str, Any]]) -> str:
        """Return what the members are nearer to together, every product, as a file."""
        names = ("product", "density", "nearest", "best_alone", "gain", "reached")
        listed = (
            (row["product"], self.speech.title(row["product"]), *(row[one] for one in names[1:]))
            for row in rows
        )
        about = f"{self.view.fair.settings.code}-{self.code}-together.csv"
        table = csv_bytes(("product", "title", *names[1:]), listed)
        return markup.downloads(("CSV", about, table))

    def _files(
        self,
        name: str,
        title: str,
        svg: str,
        heads: Sequence[str],
        rows: Iterable[Sequence[object]],
    ) -> str:
        about = f"{self.view.fair.settings.code}-{self.code}-{name}"
        line = f"US dollars, {period(self.study.years)}"
        caption = Caption(title, line, self.view.fair_name)
        return markup.downloads(
            ("CSV", f"{about}.csv", csv_bytes(heads, rows)),
            ("PNG", f"{about}.png", png_of(svg, caption, scale=PNG_SCALE)),
        )


def _figure(
    title: str,
    wide: str,
    narrow: str,
    table: str,
    files: str,
    *,
    legend: str = "",
    rows: int = 0,
) -> str:
    """Return a picture with its table and files; ``rows``: how many the whole table has."""
    pictures = markup.responsive(wide, narrow)
    cut = f": {_TABLED} of {rows:,}, all in the CSV" if rows > _TABLED else ""
    beside = markup.beside(table, summary=_AS_TABLE + cut)
    return markup.heading(title) + pictures + legend + beside + files
