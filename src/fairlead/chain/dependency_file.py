"""Dependency of economies named by a user, over a file or store of flows, in plain tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.economies import economy, economy_code, economy_codes, iso3_of
from fairlead.chain.flows import Flows, input_errors, open_flows
from fairlead.engines import dependency as engine
from fairlead.engines.dependency import Criteria, DependencyResult, Engine, Kind, Rule, Side, Varied
from fairlead.folder.problems import InvalidInput, Problem

__all__ = [
    "Analysis",
    "Asked",
    "Criteria",
    "DependencyResult",
    "chosen_criteria",
    "chosen_curve",
    "chosen_engine",
    "chosen_kind",
    "chosen_side",
    "open_analysis",
    "parse_years",
    "reasoning",
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
_SIDES: tuple[Side, ...] = get_args(Side)
_ENGINES: tuple[Engine, ...] = get_args(Engine)
_VARIED: tuple[Varied, ...] = get_args(Varied)
_RULES: tuple[Rule, ...] = get_args(Rule)
Word = TypeVar("Word")
# HS as reported changes its meaning with these years.
_REVISIONS = (1996, 2002, 2007, 2012, 2017, 2022)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose dependence, by names or codes as the user wrote them; with none, everybody's."""

    importers: tuple[str, ...] = ()
    bloc: tuple[str, ...] = ()
    years: tuple[int, ...] | None = None
    side: Side = "import"
    criteria: Criteria | None = None
    engine: Engine = "duckdb"


def chosen_criteria(
    *,
    concentration: float,
    world_concentration: float,
    coverage: float,
    outside_share: float,
    persistence: str,
    floor: int,
    rule: str,
) -> Criteria:
    """Return the criteria a user chose; raises `InvalidInput` for what cannot be one."""
    years = re.fullmatch(r"\s*(\d+)\s*/\s*(\d+)\s*", persistence)
    if years is None:
        raise _problem("persistence", persistence, "expected years of years, such as 2/3")
    with input_errors("criteria"):
        return Criteria(
            concentration=concentration,
            world_concentration=world_concentration,
            coverage=coverage,
            outside_share=outside_share,
            persistence=(int(years[1]), int(years[2])),
            floor=floor,
            rule=_one_of("rule", rule, _RULES),
        )


def chosen_side(side: str) -> Side:
    """Return the side a user chose; raises `InvalidInput` for another word."""
    return _one_of("side", side, _SIDES)


def chosen_engine(name: str) -> Engine:
    """Return the engine a user chose; raises `InvalidInput` for another word."""
    return _one_of("engine", name, _ENGINES)


def chosen_curve(vary: str) -> Varied:
    """Return the criterion to vary; raises `InvalidInput` for another word."""
    return _one_of("vary", vary, _VARIED)


def chosen_kind(kind: str | None) -> Kind | None:
    """Return the kind a user chose (None: look); raises `InvalidInput` for another word."""
    return None if kind is None else _one_of("kind", kind, engine.KINDS)


def _one_of(option: str, given: str, known: tuple[Word, ...]) -> Word:
    for word in known:
        if word == given:
            return word
    raise _problem(option, given, f"expected {', '.join(map(str, known))}")


@dataclass(frozen=True, slots=True)
class Analysis:
    """Opened flows and a question about them; every answer is a table with ISO alpha-3 codes."""

    flows: Flows
    asked: Asked
    source: str
    importers: tuple[int, ...] | None
    bloc: tuple[int, ...] | None

    @property
    def subject(self) -> str:
        """Return whom the answer is about, in words."""
        codes = self.bloc or self.importers
        if codes is None:
            return "every economy"
        names = ", ".join(economy(code).name for code in codes)
        return f"the bloc of {names}" if self.bloc else names

    def assess(self) -> DependencyResult:
        """Return the engine's result."""
        with input_errors(self.source):
            return engine.assess(
                self.flows,
                importers=self.importers,
                bloc=self.bloc,
                years=self.asked.years,
                side=self.asked.side,
                criteria=self.asked.criteria,
                engine=self.asked.engine,
            )

    def what_if(self, partner: str) -> engine.WhatIf:
        """Return what is lost when a partner stops trading."""
        code = economy_code(partner, field="--what-if")
        if code in (self.importers or ()) or code in (self.bloc or ()):
            raise _problem("what-if", partner, "expected a partner, not one of those judged")
        with input_errors(self.source):
            return engine.what_if(
                self.flows,
                partner=code,
                importers=self.importers,
                bloc=self.bloc,
                years=self.asked.years,
                side=self.asked.side,
                criteria=self.asked.criteria,
                engine=self.asked.engine,
            )

    def explain(self, product: str) -> engine.Explanation:
        """Return one product's figures and the flows behind them."""
        digits = product.strip().rpartition(":")[2].replace(".", "")
        if not digits.isdigit() or len(digits) > 9:
            raise _problem("explain", product, "expected a product code, such as 854231")
        with input_errors(self.source):
            return engine.explain(
                self.flows,
                product=int(digits),
                importers=self.importers,
                bloc=self.bloc,
                years=self.asked.years,
                side=self.asked.side,
                criteria=self.asked.criteria,
                engine=self.asked.engine,
            )

    def curve(self, vary: Varied) -> pa.Table:
        """Return how many products are critical at each threshold of one criterion."""
        with input_errors(self.source):
            return engine.threshold_curve(
                self.flows,
                vary=vary,
                importers=self.importers,
                bloc=self.bloc,
                years=self.asked.years,
                side=self.asked.side,
                criteria=self.asked.criteria,
                engine=self.asked.engine,
            )

    def named(self, table: pa.Table) -> pa.Table:
        """Return an engine's table with alpha-3 for economies and product codes as text.

        The column ``economy`` becomes ``importer`` (or ``exporter``) and is left out when the
        answer is about one subject.
        """
        columns: dict[str, pa.Array | pa.ChunkedArray] = {}
        for name in table.column_names:
            column = table[name]
            if name == "economy":
                if self.bloc is None and len(self.importers or ()) != 1:
                    columns[f"{self.asked.side}er"] = iso3_of(column)
            elif name == "product":
                columns[name] = self.product_codes(column)
            else:
                columns[name] = iso3_of(column) if name in _ECONOMIES else column
        return pa.table(columns)

    def judged(self, result: DependencyResult) -> int:
        """Return how many rows could be judged."""
        return int(result.table.num_rows - result.table["critical"].null_count)

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

    def product_codes(self, numbers: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
        """Return product codes as their classification writes them."""
        return pc.utf8_lpad(numbers.cast(pa.string()), self.flows.digits, "0")

    def notes(self, result: DependencyResult) -> list[str]:
        """Return what a reader of the result must know of the flows it rests on."""
        return [*_apart_notes(self.flows, result), *_year_notes(self, result)]


def open_analysis(
    source: Path, asked: Asked, *, kind: str | None = None, classification: str | None = None
) -> Analysis:
    """Return the flows at ``source`` (a store or any source) with the question about them.

    Raises `InvalidInput` for unknown economies (the nearest named), and every fault of the flows.
    """
    importers = economy_codes(asked.importers, field="--importer") if asked.importers else None
    bloc = economy_codes(asked.bloc, field="--bloc") if asked.bloc else None
    if importers and bloc:
        raise _problem("bloc", ",".join(asked.bloc), "expected --importer or --bloc, not both")
    for option, codes in (("importer", importers), ("bloc", bloc)):
        twice = [code for code in dict.fromkeys(codes or ()) if (codes or ()).count(code) > 1]
        if twice:
            names = ", ".join(economy(code).name for code in twice)
            raise _problem(option, names, "expected every economy once")
    flows = open_flows(source, kind=chosen_kind(kind), classification=classification)
    return Analysis(flows, asked, source.name, importers, bloc)


def parse_years(text: str) -> tuple[int, ...]:
    """Return the years of ``2019-2022``, ``2019,2021`` or both mixed, ascending.

    Raises `InvalidInput` for anything else.
    """
    years: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*(\d{4})(?:\s*[-–]\s*(\d{4}))?\s*", part)
        if match is None:
            raise _problem("years", text, "expected years such as 2019-2022 or 2019,2021")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise _problem("years", text, "expected the earlier year first")
        years |= set(range(first, last + 1))
    return tuple(sorted(years))


def _problem(field: str, value: str, expected: str) -> InvalidInput:
    return InvalidInput([Problem(file=f"--{field}", value=value, expected=expected)])


def _apart_notes(flows: Flows, result: DependencyResult) -> list[str]:
    """Return what was kept apart, with its share of all dollars of the chosen years."""
    chosen = pc.is_in(flows.apart["year"], pa.array(result.years, pa.int32()))
    apart = (
        flows.apart.filter(chosen).group_by("reason").aggregate([("rows", "sum"), ("usd", "sum")])
    )
    used = sum(part.usd for part in flows.parts if part.year in result.years)
    rows = sorted(apart.to_pylist(), key=lambda row: -row["usd_sum"])
    return [
        f"kept apart: {row['reason']}: {row['rows_sum']:,} rows, ${row['usd_sum'] / 1e9:,.1f} bn "
        f"({row['usd_sum'] / (used + row['usd_sum']):.1%} of the dollars with them)"
        for row in rows
    ]


def _year_notes(analysis: Analysis, result: DependencyResult) -> list[str]:
    notes = [
        f"{economy(row['economy']).name} reported {row['years_judged']} of the "
        f"{len(result.years)} years"
        for row in (result.reported.to_pylist() if result.members else ())
        if row["years_judged"] < len(result.years)
    ]
    crossed = [year for year in _REVISIONS if result.years[0] < year <= result.years[-1]]
    if crossed and analysis.flows.classification == "HS":
        shown = " and ".join(map(str, crossed))
        notes.append(
            f"product codes are HS as reported and change their meaning with {shown}: a product "
            "of one version only is judged on its own years (a concordance at import joins them)"
        )
    if len(result.years) == 1:
        notes.append("one year chosen: persistence (c4) is not judged")
    notes.append("re-exports are not removed: see reexport_warning")
    return notes


def reasoning(row: dict[str, object], criteria: Criteria, side: Side) -> list[str]:
    """Return in words how each criterion of a named row came out."""
    own, other = ("import", "export") if side == "import" else ("export", "import")
    marks = [
        ("c1", f"HHI of its {own}s", row[f"hhi_{own}s"], criteria.concentration),
        ("c2", f"HHI of the world's {other}s", row[f"hhi_world_{other}s"],
         criteria.world_concentration),
        ("c3", f"{own}s over {other}s", row[f"{own}s_over_{other}s"], criteria.coverage),
    ]  # fmt: skip
    lines = [
        f"{row['product']}: {own}s ${row[f'{own}s_usd']:,}, {other}s ${row[f'{other}s_usd']:,}"
    ]
    for mark, what, value, limit in marks:
        shown = "undefined" if value is None else f"{value:.4f}"
        held = {True: "above", False: "not above", None: "not judged against"}
        lines.append(f"{mark}: {what} {shown}, {held[_flag(row[mark])]} {limit:g}")
    needed, of = criteria.persistence
    lines.append(
        f"c4: c1 to c3 hold in {row['years_held']} of {row['years_judged']} years judged, "
        f"{needed} of {of} needed: {_word(row['c4'])}"
    )
    lines.append(f"critical ({criteria.rule}): {_word(row['critical'])}")
    if row["reason"]:
        lines.append(f"reason: {row['reason']}")
    if row["reexport_warning"]:
        lines.append("warning: the first partner buys much of what it sells: perhaps a re-export")
    return lines


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _word(value: object) -> str:
    return {True: "yes", False: "no", None: "undefined"}[_flag(value)]
