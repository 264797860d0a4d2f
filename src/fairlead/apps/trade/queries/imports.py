"""What economies cannot do without, from the dependency engine's released figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import Count, F, Q, QuerySet, Sum
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition, Run, VersionState
from fairlead.apps.fairs.translated_columns import choose_spoken_column
from fairlead.apps.trade.models import Dependency, Supplier
from fairlead.apps.trade.queries.catalogue import read_catalogue, widen_codes
from fairlead.apps.trade.queries.entries import find_every_title, find_product_titles, label
from fairlead.apps.trade.runs import find_sector
from fairlead.ui.list_words import name_sector, name_undefined
from fairlead.ui.lists.facet_counts import select_any

DRAWN = 60  # products in the treemap; what remains is too small to read
PAGE = 20
SUPPLIERS_SHOWN = 3

IMPORT_HEADER = (
    gettext_lazy("product"),
    gettext_lazy("title"),
    gettext_lazy("critical"),
    gettext_lazy("imports, US dollars"),
    gettext_lazy("concentration of imports"),
    gettext_lazy("first supplier"),
    gettext_lazy("share of the first supplier"),
    gettext_lazy("second supplier"),
    gettext_lazy("share of the second supplier"),
    gettext_lazy("concentration of world exports"),
    gettext_lazy("exports, US dollars"),
    gettext_lazy("imports over exports"),
    gettext_lazy("what is undefined"),
    gettext_lazy("strategic sector"),
)
"""The columns of an economy's imports as a file."""


@dataclass(frozen=True, slots=True)
class EconomyRow:
    """An economy: what it imports, how many of the products are critical, and their value."""

    economy: str
    products: int
    critical: int
    imports_usd: float
    critical_usd: float


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A critical import; dollars of the run's years together, figures null where undefined.

    ``address`` leads to who could make it, where that is known.
    """

    product: str
    title: str
    imports_usd: float
    hhi_imports: float | None
    first_supplier: str
    first_share: float | None
    alternatives: tuple[str, ...] = ()
    exhibitors: int = 0
    address: str = ""


def find_released_run(edition: Edition, *, moment: dt.datetime | None = None) -> Run | None:
    """Return the run of the dependency engine whose figures are released, if there is one.

    With a ``moment`` it is the run whose figures were the last to be released by then.
    """
    runs = Run.objects.filter(assessment__edition=edition).select_related("assessment")
    if moment is None:
        released = runs.filter(assessment__state=VersionState.RELEASED)
        return released.first()
    then = runs.filter(assessment__released_at__lte=moment)
    return then.order_by("-assessment__released_at", "-assessment__version").first()


def find_subjects(edition: Edition) -> set[str]:
    """Return the economies the fair is about: its bloc, the members, the host and the partner."""
    return {Dependency.BLOC, edition.country, edition.partner_country, *edition.bloc} - {""}


def list_figure_years(run: Run | None, edition: Edition) -> list[int]:
    """Return the years that the figures of a run are of, ascending; none where all are meant.

    They are those of the flows it was found in: the edition may have others by now.
    """
    found = run.assessment.years if run is not None else []
    return sorted(set(found or edition.flows_years))


def has_newer_flows(run: Run | None, edition: Edition) -> bool:
    """Return whether other flows came in since the figures of a run were worked out."""
    if run is None or not run.assessment.flows_digest:
        return False
    return run.assessment.flows_digest != edition.flows_digest


def describe_period(years: Sequence[int]) -> str:
    """Return what figures are in: US dollars, and of which years where not all are meant."""
    years = sorted(set(years))
    if not years:
        return _("US dollars")
    if len(years) == 1:
        return _("US dollars, %(year)s") % {"year": years[0]}
    return _("US dollars, %(years)s together") % {"years": f"{years[0]}–{years[-1]}"}


def list_economies(run: Run | None) -> list[EconomyRow]:
    """Return the economies with what is critical to them, the largest value first; one query."""
    rows = _read_figures(Dependency.objects.filter(run=run))
    return sorted(rows, key=lambda row: (-row.critical_usd, -row.critical, row.economy))


def find_economy(run: Run | None, economy: str) -> EconomyRow:
    """Return the economy's figures; raises Http404 when the run knows nothing of it."""
    found = _read_figures(Dependency.objects.filter(run=run, economy=economy))
    if not found:
        raise Http404(_("No figures for this economy"))
    return found[0]


def _read_figures(dependencies: QuerySet[Dependency]) -> list[EconomyRow]:
    """Return the figures of each economy."""
    rows = dependencies.values_list("economy").annotate(
        products=Count("id"),
        critical_count=Count("id", filter=Q(critical=True)),
        imports=Sum("imports_usd"),
        critical_imports=Sum("imports_usd", filter=Q(critical=True), default=0.0),
    )
    return [EconomyRow(*row) for row in rows]


def list_imports(
    edition: Edition, run: Run | None, economy: str, *, start: int = 0, stop: int | None = None
) -> list[ImportRow]:
    """Return the critical imports of an economy, the largest first; four queries."""
    found = list(
        Dependency.objects.filter(run=run, economy=economy, critical=True).order_by(
            "-imports_usd", "product"
        )[start:stop]
    )
    codes = [row.product for row in found]
    titles = find_product_titles(edition, set(codes))
    alternatives = _find_alternatives([row.pk for row in found])
    exhibitors = count_exhibitors_of(edition, codes)
    choose = chooser(edition)
    return [
        ImportRow(
            product=row.product,
            title=choose(row.title) or label(row.product, titles).title,
            imports_usd=row.imports_usd,
            hhi_imports=row.hhi_imports,
            first_supplier=row.first_supplier,
            first_share=row.first_share,
            alternatives=list_other_exporters(row.first_supplier, alternatives.get(row.pk, ())),
            exhibitors=exhibitors.get(row.product, 0),
        )
        for row in found
    ]


def list_other_exporters(first: str, exporters: Sequence[str]) -> tuple[str, ...]:
    """Return the largest exporters without the first supplier, as many as are shown."""
    return tuple(one for one in exporters if one != first)[:SUPPLIERS_SHOWN]


def _find_alternatives(dependencies: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the economies that could make each product, the best first."""
    found: dict[int, tuple[str, ...]] = {}
    rows = (
        Supplier.objects.filter(dependency__in=dependencies, rank__lte=SUPPLIERS_SHOWN + 1)
        .order_by("dependency", "rank")
        .values_list("dependency_id", "economy")
    )
    for dependency, economy in rows:
        found[dependency] = (*found.get(dependency, ()), economy)
    return found


def count_exhibitors_of(edition: Edition, codes: Sequence[str]) -> dict[str, int]:
    """Return how many exhibitors offer each product, or a heading above it."""
    products = read_catalogue(edition).products
    return {code: select_any(products, widen_codes([code])).bit_count() for code in codes}


def list_every_dependency(
    edition: Edition, run: Run | None, economy: str
) -> Iterator[tuple[object, ...]]:
    """Yield a row for each product of the economy, the largest import first.

    What is undefined, and its strategic sector at the end, are in the reader's language.
    """
    titles = cache(lambda: find_every_title(edition))  # of no use where all have their own
    stored = (
        Dependency.objects.filter(run=run, economy=economy)
        .order_by(F("imports_usd").desc(), "product")
        .values_list(
            "product",
            choose_spoken_column("title", edition),
            "critical",
            "imports_usd",
            "hhi_imports",
            "first_supplier",
            "first_share",
            "second_supplier",
            "second_share",
            "hhi_world",
            "exports_usd",
            "imports_over_exports",
            "reason",
        )
        .iterator(chunk_size=2000)
    )
    for row in stored:
        code, title, *figures, reason = row
        scheme, _colon, bare = code.rpartition(":")
        sector = find_sector(bare) or "" if scheme.startswith("HS") else ""
        named = title or label(code, titles()).title
        yield (code, named, *figures, name_undefined(reason), name_sector(sector))
