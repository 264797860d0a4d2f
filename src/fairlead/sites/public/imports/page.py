"""What the page of an economy or a bloc shows: its critical imports, and pictures of a study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_apart
from fairlead.apps.trade.queries.imports import (
    DRAWN,
    PAGE,
    ImportRow,
    count_exhibitors_of,
    list_other_exporters,
)
from fairlead.apps.trade.runs import ImportStudy
from fairlead.sites.public.frame import find_home
from fairlead.sites.public.imports.charts import Charts, Figure, JointReach, build_charts
from fairlead.sites.public.imports.subject import Subject, must_ask
from fairlead.sites.public.imports.treemap import draw_imports, draw_imports_tall
from fairlead.ui.formats import number
from fairlead.ui.lists.pagination import parse_page_number, split_pages


@dataclass(frozen=True, slots=True)
class ImportList:
    """Critical imports, the largest first, and the largest of them as a picture in two widths."""

    rows: tuple[ImportRow, ...]
    wide: SafeString
    narrow: SafeString

    def context(self, *, page: str, query: str = "") -> dict[str, object]:
        """Return what the template shows of them on the page asked for.

        ``query`` is that of the address, with its question mark.
        """
        start = f"{query}&" if query else "?"
        pages = split_pages(
            len(self.rows),
            number=parse_page_number(page),
            size=PAGE,
            address=lambda number: f"{start}page={number}#table",
        )
        return {
            "rows": self.rows[(pages.number - 1) * PAGE : pages.number * PAGE],
            "pages": pages,
            "treemap": self.wide,
            "treemap_tall": self.narrow,
            "rest": max(len(self.rows) - DRAWN, 0),
        }


def list_rows(edition: Edition, rows: Sequence[ImportRow]) -> ImportList:
    """Return the rows with their picture."""
    drawn, home = rows[:DRAWN], find_home(edition)
    return ImportList(
        tuple(rows), draw_imports(drawn, home=home), draw_imports_tall(drawn, home=home)
    )


def tell_reporters(study: ImportStudy) -> str:
    """Return on whose reports the figures rest, and of how many products they say nothing."""
    if not study.reporters:
        return ""
    few, many = min(study.reporters), max(study.reporters)
    count = number(few) if few == many else f"{number(few)}–{number(many)}"
    said = _("Economies whose import reports exports and the world's figures rest on: %(count)s.")
    told = said % {"count": count}
    unknown = study.table["critical"].null_count
    if unknown:
        missing = _("Unknown, because nobody else reports, not zero: %(count)s products.")
        told = f"{told} {missing % {'count': number(unknown)}}"
    return told


@dataclass(frozen=True, slots=True)
class StudyView:
    """What a page shows of a subject's study; ``together`` is None for one economy."""

    figures: tuple[Figure, ...]
    imports: ImportList
    together: JointReach | None


def find_shown(subject: Subject) -> StudyView:
    """Return what is shown of a subject; kept by the process for as long as the edition stays.

    Raises Http404 where the flows say nothing of it.
    """
    return _build_shown(subject.edition, subject)


# Many blocs asked for must not push the catalogue out of the cache.
@keep_apart(64)
def _build_shown(_edition: Edition, subject: Subject) -> StudyView:
    charts = build_charts(subject, *must_ask(subject))
    return StudyView(
        figures=tuple(charts.figures()),
        imports=list_rows(subject.edition, list_import_rows(charts)),
        together=charts.together() if subject.is_bloc else None,
    )


def list_import_rows(charts: Charts) -> list[ImportRow]:
    """Return the critical imports of the members, the largest first; one query."""
    study, edition = charts.study, charts.subject.edition
    others: dict[str, tuple[str, ...]] = {}
    for row in study.alternatives.to_pylist():
        others[row["product"]] = (*others.get(row["product"], ()), row["supplier"])
    found = study.critical.to_pylist()
    codes = [f"{study.scheme}:{row['product']}" for row in found]
    exhibitors = count_exhibitors_of(edition, codes)
    return [
        ImportRow(
            product=code,
            title=charts.titles(row["product"]),
            imports_usd=row["imports_usd"],
            hhi_imports=row["hhi_imports"],
            first_supplier=row["first_supplier"] or "",
            first_share=row["first_share"],
            alternatives=list_other_exporters(
                row["first_supplier"] or "", others.get(row["product"], ())
            ),
            exhibitors=exhibitors.get(code, 0),
            address=charts.address(row["product"]),
        )
        for code, row in zip(codes, found, strict=True)
    ]
