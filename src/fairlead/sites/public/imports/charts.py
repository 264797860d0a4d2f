"""The pictures of a subject's imports on its page, with their files and links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from fairlead.apps.trade.queries.entries import find_every_title, label
from fairlead.apps.trade.runs import ImportStudy, PreparedFlows
from fairlead.charts import import_figures
from fairlead.charts.import_figures import (
    MOST_ROWS,
    TOGETHER,
    FigureBuilder,
    Head,
    Row,
    choose_speech,
)
from fairlead.charts.imports import Speech
from fairlead.folder.localized_text import SpokenText
from fairlead.sites.public.imports.subject import Subject
from fairlead.ui.lists.markup import write_economies
from fairlead.ui.spoken import mark_language


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the page, its table, and the addresses of its files."""

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
class JointReach:
    """What members can do together, as `import_figures.JointGains`, with its file."""

    reached: int
    nearer: int
    heads: list[Head]
    rows: list[Row]
    cut: str
    csv: str


@dataclass(frozen=True, slots=True)
class Charts:
    """Draws a study in the visitor's language; ``titles`` gives a bare code its title.

    ``imported`` holds the bare codes of what the members import: only these have a page.
    """

    subject: Subject
    known: PreparedFlows
    study: ImportStudy
    titles: Callable[[str], SpokenText]
    imported: frozenset[str]

    @property
    def _builder(self) -> FigureBuilder:
        return FigureBuilder(
            self.study,
            self.known,
            self.speech,
            _LinkedCells(self),
            tabled=MOST_ROWS,
            pooled=TOGETHER,
        )

    @property
    def speech(self) -> Speech:
        """Return how the pictures say things."""
        whole = self.known.flows.digits
        return choose_speech(
            self.titles, lambda code: self.address(code) if len(code) == whole else ""
        )

    def address(self, product: str) -> str:
        """Return the address of a product by its bare code."""
        return self.subject.address(f"{self.study.scheme}:{product}")

    def figures(self) -> list[Figure]:
        """Return the pictures, in the order of the page."""
        return [self._with_files(figure) for figure in self._builder.figures()]

    def _with_files(self, figure: import_figures.Figure) -> Figure:
        """Return the figure with its files; the drawing functions escape what they write."""
        return Figure(
            name=figure.name,
            title=figure.title,
            lead=figure.lead,
            note=figure.note,
            wide=SafeString(figure.wide),
            narrow=SafeString(figure.narrow),
            heads=figure.heads,
            rows=figure.rows,
            cut=figure.cut,
            csv=self.subject.file(f"{figure.name}.csv"),
            png=self.subject.file(f"{figure.name}.png"),
        )

    def together(self) -> JointReach:
        """Return what the members are nearer to together than the nearest alone."""
        found = self._builder.together()
        return JointReach(
            reached=found.reached,
            nearer=found.nearer,
            heads=found.heads,
            rows=found.rows,
            cut=found.cut,
            csv=self.subject.file("together.csv"),
        )


@dataclass(frozen=True, slots=True)
class _LinkedCells:
    """Cells of the page: a product leads to its own page, an economy has its flag."""

    charts: Charts

    def product(self, code: str) -> SafeString:
        """Return the title, leading to its page, and the code of a product."""
        charts = self.charts
        title, named = mark_language(charts.titles(code)), f"{charts.study.scheme}:{code}"
        if code not in charts.imported:
            return format_html('{} <span class="small soft">{}</span>', title, named)
        return format_html(
            '<a href="{}">{}</a> <span class="small soft">{}</span>',
            charts.address(code),
            title,
            named,
        )

    def economies(self, named: Sequence[tuple[str, str]]) -> SafeString:
        """Return economies with their figures; the drawing of each escapes what it writes."""
        return SafeString(write_economies(named))


def build_charts(subject: Subject, known: PreparedFlows, study: ImportStudy) -> Charts:
    """Return the charts of a study; one query for the titles of the edition's products."""
    titles = find_every_title(subject.edition)

    @cache
    def title(code: str) -> SpokenText:
        return label(f"{study.scheme}:{code}", titles).title

    return Charts(subject, known, study, title, frozenset(study.table["product"].to_pylist()))
