"""Dependency of economies named by a user, over a file or store of flows, in plain tables."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypedDict

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.dependency.blocs import expand_bloc, expect_once, find_trading_bloc
from fairlead.chain.dependency.wording import write_notes
from fairlead.chain.flows.economies import (
    convert_to_iso3,
    find_economy,
    find_economy_code,
    find_economy_codes,
)
from fairlead.chain.flows.open import (
    FileChoices,
    Flows,
    is_store,
    open_flows,
    translate_input_errors,
    write_product_codes,
)
from fairlead.chain.flows.prepared import PreparedFlows, prepare_in_memory
from fairlead.chain.flows.product_names import ProductNames, name_products
from fairlead.chain.options import report_option
from fairlead.chain.study.study import ImportStudy, study_result
from fairlead.engines import dependency as engine
from fairlead.engines.dependency import (
    Criteria,
    DependencyResult,
    Engine,
    Kind,
    Side,
    VariedCriterion,
)
from fairlead.folder.input_errors import InvalidInput

__all__ = [
    "Analysis",
    "Criteria",
    "DependencyResult",
    "SubjectChoice",
    "SubjectStudy",
    "open_analysis",
    "study_subjects",
]

# Columns that hold economy codes, on either side of the trade.
_ECONOMIES = {
    "first_supplier",
    "second_supplier",
    "supplier",
    "first_customer",
    "second_customer",
    "customer",
    "partner",
}
_SHOWN = {
    "importer",
    "exporter",
    "product",
    "title",
    "imports_usd",
    "exports_usd",
    "hhi_imports",
    "hhi_exports",
    "first_supplier",
    "first_customer",
    "first_share",
    "hhi_world_exports",
    "hhi_world_imports",
    "imports_over_exports",
    "exports_over_imports",
    "c1",
    "c2",
    "c3",
    "c4",
    "critical",
}


@dataclass(frozen=True, slots=True)
class SubjectChoice:
    """Whose dependence, by names or codes as the user wrote them; with none, everybody's."""

    importers: tuple[str, ...] = ()
    bloc: tuple[str, ...] = ()
    years: tuple[int, ...] | None = None
    side: Side = "import"
    criteria: Criteria | None = None
    engine: Engine = "duckdb"


class _Question(TypedDict):
    """What every door of the engine is told besides its own subject."""

    importers: tuple[int, ...] | None
    bloc: tuple[int, ...] | None
    years: tuple[int, ...] | None
    side: Side
    criteria: Criteria | None
    engine: Engine


@dataclass(frozen=True, slots=True)
class Analysis:
    """Opened flows and a question about them; every answer is a table with ISO alpha-3 codes."""

    flows: Flows
    asked: SubjectChoice
    source: str
    importers: tuple[int, ...] | None
    bloc: tuple[int, ...] | None
    names: ProductNames = field(default_factory=ProductNames)
    bloc_notes: tuple[str, ...] = ()

    @property
    def _question(self) -> _Question:
        return {
            "importers": self.importers,
            "bloc": self.bloc,
            "years": self.asked.years,
            "side": self.asked.side,
            "criteria": self.asked.criteria,
            "engine": self.asked.engine,
        }

    @property
    def subject(self) -> str:
        """Return whom the answer is about, in words."""
        codes = self.bloc or self.importers
        if codes is None:
            return "every economy"
        names = ", ".join(find_economy(code).name for code in codes)
        return f"the bloc of {names}" if self.bloc else names

    def assess(self) -> DependencyResult:
        """Return the engine's result."""
        with translate_input_errors(self.source):
            return engine.assess(
                self.flows,
                **self._question,
            )

    def what_if(self, partner: str) -> engine.WhatIf:
        """Return what is lost when a partner stops trading."""
        code = find_economy_code(partner, field="--what-if")
        if code in (self.importers or ()) or code in (self.bloc or ()):
            raise report_option("what-if", partner, "expected a partner, not one of those judged")
        with translate_input_errors(self.source):
            return engine.lose_partner(
                self.flows,
                partner=code,
                **self._question,
            )

    def explain(self, product: str) -> engine.Explanation:
        """Return one product's figures and the flows behind them."""
        digits = product.strip().rpartition(":")[2].replace(".", "")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 9:
            raise report_option("explain", product, "expected a product code, such as 854231")
        with translate_input_errors(self.source):
            return engine.explain(
                self.flows,
                product=int(digits),
                **self._question,
            )

    def curve(self, vary: VariedCriterion) -> pa.Table:
        """Return how many products are critical at each threshold of one criterion."""
        with translate_input_errors(self.source):
            return engine.count_at_thresholds(
                self.flows,
                vary=vary,
                **self._question,
            )

    def named(self, table: pa.Table) -> pa.Table:
        """Return an engine's table with alpha-3 for economies, product codes as text and names.

        Title and strategic sector stand behind the product. The column ``economy`` becomes
        ``importer`` (or ``exporter``) and is left out when the answer is about one subject.
        """
        columns: dict[str, pa.Array | pa.ChunkedArray] = {}
        for name in table.column_names:
            column = table[name]
            if name == "economy":
                if self.bloc is None and len(self.importers or ()) != 1:
                    columns[f"{self.asked.side}er"] = convert_to_iso3(column)
            elif name == "product":
                columns[name] = write_product_codes(self.flows, column)
            else:
                columns[name] = convert_to_iso3(column) if name in _ECONOMIES else column
        return self.names.beside(pa.table(columns))

    def judged(self, result: DependencyResult) -> int:
        """Return how many rows have trade to judge."""
        return int(_filter_traded(result).num_rows)

    def unknown(self, result: DependencyResult) -> int:
        """Return of how many rows that have trade the reports do not say whether it is critical."""
        return int(_filter_traded(result)["critical"].null_count)

    def largest(self, result: DependencyResult, count: int) -> list[dict[str, object]]:
        """Return the largest critical products in a few columns; without any, the largest."""
        own = f"{result.side}s_usd"
        rows = result.critical if result.critical.num_rows else result.table
        rows = rows.filter(pc.field(own) > 0)
        rows = rows.sort_by([(own, "descending"), ("economy", "ascending")]).slice(0, count)
        named = self.named(rows)
        other = "exports_usd" if result.side == "import" else "imports_usd"
        kept = [name for name in named.column_names if name in _SHOWN and name != other]
        return list(named.select(kept).to_pylist())

    def notes(self, result: DependencyResult) -> list[str]:
        """Return what a reader of the result must know of the flows it rests on."""
        return [*self.bloc_notes, *write_notes(self.flows, result)]


@dataclass(frozen=True, slots=True)
class SubjectStudy:
    """What a page shows of one subject: its rows as `Analysis.named` has them, and its study.

    ``known`` is None for flows that have no product space.
    """

    name: str
    result: DependencyResult
    table: pa.Table
    study: ImportStudy
    known: PreparedFlows | None


def study_subjects(analysis: Analysis) -> list[SubjectStudy]:
    """Return the study of the bloc, or of each of the importers, by the criteria asked for.

    Raises InvalidInput when nobody is named or exports are asked about.
    """
    if analysis.asked.side != "import":
        raise report_option(
            "side", analysis.asked.side, "expected import with a page: it shows imports"
        )
    if not (analysis.bloc or analysis.importers):
        raise report_option("importer", "", "expected --importer or --bloc with a page")
    flows = analysis.flows
    with translate_input_errors(analysis.source):
        flows = flows.during(analysis.asked.years)
    try:
        known = prepare_in_memory(flows, name=analysis.source)
    except InvalidInput:  # fewer than three exporters: the dependency stands without a map
        known = None
    asked = [analysis]
    if analysis.importers:
        asked = [replace(analysis, importers=(one,)) for one in analysis.importers]
    return [_study(one, flows, known) for one in asked]


def _study(analysis: Analysis, flows: Flows, known: PreparedFlows | None) -> SubjectStudy:
    result = analysis.assess()
    members = [find_economy(code).iso3 for code in analysis.bloc or analysis.importers or ()]
    study = study_result(flows, members, result, known)
    traded = analysis.named(_filter_traded(result))
    order = [("critical", "descending"), ("imports_usd", "descending"), ("product", "ascending")]
    return SubjectStudy(analysis.subject, result, traded.sort_by(order), study, known)


def _filter_traded(result: DependencyResult) -> pa.Table:
    return result.table.filter(pc.field(f"{result.side}s_usd") > 0)


def open_analysis(
    source: Path,
    asked: SubjectChoice,
    *,
    kind: Kind | None = None,
    classification: str | None = None,
    titles: Path | None = None,
    choices: FileChoices | None = None,
) -> Analysis:
    """Return the flows at ``source`` (a store or any source) with the question about them.

    ``titles`` names the products; without it those do that a source brings along, or chapters.
    Among the members of a bloc a group's name stands for its members in the last of the years.
    Raises `InvalidInput` for unknown economies (the nearest named), and every fault of the flows.
    """
    importers = find_economy_codes(asked.importers, field="--importer") if asked.importers else None
    expand_bloc(asked.bloc, asked.years)  # said before the flows are read
    if importers and asked.bloc:
        raise report_option("bloc", ",".join(asked.bloc), "expected --importer or --bloc, not both")
    expect_once("importer", importers)
    if kind is not None and is_store(source):
        raise report_option("kind", kind, "expected no kind with a store: leave it out")
    flows = open_flows(source, kind=kind, classification=classification, choices=choices)
    bloc, said = find_trading_bloc(flows, asked.bloc, years=asked.years, side=asked.side)
    called = name_products(source, titles=titles, classification=flows.classification)
    return Analysis(flows, asked, source.name, importers, bloc, called, said)
