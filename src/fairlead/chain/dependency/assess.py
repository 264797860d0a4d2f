"""The dependency step: the fair's flows to critical imports, and who could supply them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.dependency.wording import shorten_period
from fairlead.chain.fair.offers import Offers, find_product_titles
from fairlead.chain.fair.visibility import drop_hidden_needs
from fairlead.chain.flows.economies import convert_to_iso3, find_economy_code, find_economy_name
from fairlead.chain.flows.fair_flows import open_fair_flows
from fairlead.chain.flows.open import Flows, read_totals, translate_input_errors
from fairlead.chain.flows.product_codes import write_product_code
from fairlead.chain.flows.product_names import find_sector, is_harmonized
from fairlead.chain.localized_columns import list_localized_arrays, localize_schema
from fairlead.chain.sentences import Economies, Sentence, join_sentences, say_count, say_text
from fairlead.chain.step import SKIPPED, Progress, Step, ignore_progress
from fairlead.engines.dependency.assess import assess
from fairlead.engines.dependency.result import DependencyResult
from fairlead.folder.fair import Fair
from fairlead.folder.schema import language_columns

BLOC = "BLOC"
FIGURES = (
    ("imports_usd", pa.int64()),
    ("hhi_imports", pa.float64()),
    ("first_supplier", pa.string()),
    ("first_share", pa.float64()),
    ("second_supplier", pa.string()),
    ("second_share", pa.float64()),
    ("suppliers", pa.int64()),
    ("hhi_world_exports", pa.float64()),
    ("exports_usd", pa.int64()),
    ("imports_over_exports", pa.float64()),
    ("reporters", pa.int64()),
)
"""What every table of imports says of a product."""

CRITICAL_IMPORTS = pa.schema(
    [
        ("economy", pa.string()),
        ("product", pa.string()),
        ("title", pa.string()),
        ("strategic_sector", pa.string()),
        ("critical", pa.bool_()),
        *FIGURES,
        ("c1", pa.bool_()),
        ("c2", pa.bool_()),
        ("c3", pa.bool_()),
        ("c4", pa.bool_()),
        ("commission", pa.bool_()),
        ("reason", pa.string()),
    ]
)


def build_imports_schema(languages: Sequence[str]) -> pa.Schema:
    """Return the columns of critical imports with titles in the edition's languages."""
    titles = tuple(language_columns("title", languages).values())
    return localize_schema(CRITICAL_IMPORTS, {"title": titles})


SUPPLIERS = pa.schema(
    [
        ("economy", pa.string()),
        ("product", pa.string()),
        ("kind", pa.string()),
        ("rank", pa.int64()),
        ("supplier", pa.string()),
        ("name", pa.string()),
        ("country", pa.string()),
        ("stand", pa.string()),
        ("exports_usd", pa.int64()),
        ("world_share", pa.float64()),
        ("share_now", pa.float64()),
    ]
)
_MOST = 5


@dataclass(frozen=True, slots=True)
class CriticalImports:
    """What economies depend on.

    ``table`` (`CRITICAL_IMPORTS`): every product an economy imports, the critical ones first,
    then by value; economy is ISO alpha-3, or `BLOC` for the fair's bloc as one. Dollars are
    those of the chosen years together, shares and indices between 0 and 1.
    ``suppliers`` (`SUPPLIERS`): for each critical product who could supply it: the largest
    exporting economies outside (kind ``economy``, with their share of world exports and of
    the imports today) and the fair's exhibitors that offer it (kind ``exhibitor``). ``flows`` are
    what it was all found in, None without any: further questions need not read them again.
    """

    table: pa.Table
    suppliers: pa.Table
    years: tuple[int, ...]
    step: Step
    flows: Flows | None = None


def assess_imports(
    fair: Fair, *, economies: Sequence[str] | None = None, progress: Progress = ignore_progress
) -> CriticalImports:
    """Return the critical imports of the partner country, the bloc and others of the fair.

    ``economies`` (ISO alpha-3) are judged, by default the partner country, the fair's own, the
    bloc's members and those that post needs; the bloc is also judged as one. Raises
    InvalidInput for flows that cannot be read or a year that is not there.
    """
    began = time.perf_counter()
    source = fair.flows
    if source is None:
        none = say_text("The fair has no trade flows.")
        step = Step(name="dependency", status=SKIPPED, said=(none,))
        return CriticalImports(
            build_imports_schema(fair.settings.languages).empty_table(),
            SUPPLIERS.empty_table(),
            (),
            step,
        )
    progress("dependency", join_sentences(say_text("reading flows")), None)
    flows = open_fair_flows(source)
    with translate_input_errors(source.source):
        wanted = list(economies) if economies is not None else _list_economies(fair)
        results = _assess(fair, flows, wanted, progress)
    names = _Names(fair, flows)
    parts = [names.imports(result) for result in results]
    table = (
        pa.concat_tables(parts)
        if parts
        else build_imports_schema(fair.settings.languages).empty_table()
    )
    progress("dependency", join_sentences(say_text("finding suppliers")), None)
    suppliers = _tabulate_suppliers(fair, flows, table, results)
    step = _step(table, flows, wanted, results, seconds=time.perf_counter() - began)
    return CriticalImports(table, suppliers, flows.years, step, flows)


def _list_economies(fair: Fair) -> list[str]:
    settings = fair.settings
    posted = sorted(set(drop_hidden_needs(fair).needs["economy"].drop_null().to_pylist()))
    named = [settings.partner_country, settings.country, *(settings.bloc or ()), *posted]
    return list(dict.fromkeys(economy for economy in named if economy is not None))


def _assess(
    fair: Fair, flows: Flows, wanted: list[str], progress: Progress
) -> list[DependencyResult]:
    """Return the result of all economies that import anything, and of the bloc."""
    trading = set(read_totals(flows, "imports")["economy"].unique().to_pylist())
    importers = [code for code in map(find_economy_code, wanted) if code in trading]
    results = []
    if importers:
        judging = say_count(
            "judging %(count)s economy", "judging %(count)s economies", len(importers)
        )
        progress("dependency", join_sentences(judging), None)
        results.append(assess(flows, importers=importers))
    members = [code for code in map(find_economy_code, fair.settings.bloc or ()) if code in trading]
    if len(members) > 1:
        progress("dependency", join_sentences(say_text("judging the bloc")), None)
        results.append(assess(flows, bloc=members))
    return results


class _Names:
    """Turns the engine's numbers into the fair's codes and titles."""

    def __init__(self, fair: Fair, flows: Flows) -> None:
        self.titles = find_product_titles(fair)
        self.flows = flows

    def imports(self, result: DependencyResult) -> pa.Table:
        """Return the rows with imports, by economy, critical first, then by value."""
        table = result.table.filter(pc.field("imports_usd") > 0)
        bare = [self.flows.product_code(number) for number in table["product"].to_pylist()]
        titles = [self.titles.of(code) for code in bare]
        columns = {
            name: table[name] for name in CRITICAL_IMPORTS.names if name in table.schema.names
        }
        columns |= {
            "economy": write_economies(table["economy"]),
            "product": pa.array([write_product_code(self.flows, code) for code in bare]),
            **list_localized_arrays("title", titles, self.titles.languages),
            "strategic_sector": pa.array([self._sector(code) for code in bare], pa.string()),
            "first_supplier": convert_to_iso3(table["first_supplier"]),
            "second_supplier": convert_to_iso3(table["second_supplier"]),
        }
        schema = build_imports_schema(self.titles.languages)
        named = pa.table({name: columns[name] for name in schema.names})
        order = [("economy", "ascending"), ("critical", "descending")]
        order += [("imports_usd", "descending"), ("product", "ascending")]
        return named.cast(schema).sort_by(order)

    def _sector(self, code: str) -> str | None:
        return find_sector(code) if is_harmonized(self.flows.classification) else None


def write_economies(codes: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the alpha-3 of the engine's codes, `BLOC` for its bloc."""
    return pc.if_else(pc.equal(codes, 0), BLOC, convert_to_iso3(codes))


def _tabulate_suppliers(
    fair: Fair, flows: Flows, table: pa.Table, results: list[DependencyResult]
) -> pa.Table:
    critical = table.filter(pc.field("critical"))
    pairs = list(zip(critical["economy"].to_pylist(), critical["product"].to_pylist(), strict=True))
    bare = {product: product.partition(":")[2] for _, product in pairs}
    exporters = _find_exporters(flows, {int(code) for code in bare.values()})
    now = _find_shares_now(results)
    offers = Offers(fair)
    bloc = frozenset(fair.settings.bloc or ())
    rows: list[tuple[object, ...]] = []
    for economy, product in pairs:
        inside = bloc if economy == BLOC else frozenset([economy])
        ranked = exporters.get(int(bare[product]), [])
        outside = [one for one in ranked if one[0] not in inside][:_MOST]
        for rank, (supplier, name, usd, share) in enumerate(outside, start=1):
            today = now.get((economy, int(bare[product]), supplier), 0.0)
            rows.append(
                (
                    economy,
                    product,
                    "economy",
                    rank,
                    supplier,
                    name,
                    supplier,
                    None,
                    usd,
                    share,
                    today,
                )
            )
        for rank, one in enumerate(offers.of(bare[product], most=_MOST), start=1):
            rows.append(
                (economy, product, "exhibitor", rank, one.organisation, one.name, one.country,
                 one.stand, None, None, None)
            )  # fmt: skip
    columns = list(zip(*rows, strict=True)) or [()] * len(SUPPLIERS)
    arrays = [pa.array(column, one.type) for column, one in zip(columns, SUPPLIERS, strict=True)]
    return pa.Table.from_arrays(arrays, schema=SUPPLIERS)


_Exporter = tuple[str, str, int, float]


def _find_exporters(flows: Flows, products: set[int]) -> dict[int, list[_Exporter]]:
    """Return, by product, each exporter's code, name, dollars and share of the world's exports."""
    totals = read_totals(flows, "exports")
    totals = totals.filter(pc.is_in(totals["product"], pa.array(sorted(products), pa.int32())))
    summed = totals.group_by(["product", "economy"]).aggregate([("exports", "sum")])
    summed = summed.sort_by(
        [("product", "ascending"), ("exports_sum", "descending"), ("economy", "ascending")]
    )
    codes, dollars = summed["economy"].to_pylist(), summed["exports_sum"].to_pylist()
    alpha3, items = convert_to_iso3(summed["economy"]).to_pylist(), summed["product"].to_numpy()
    world = dict(zip(*_add_up(items, np.array(dollars, dtype=np.int64)), strict=True))
    found: dict[int, list[_Exporter]] = {}
    for product, code, iso3, usd in zip(items.tolist(), codes, alpha3, dollars, strict=True):
        listed = found.setdefault(product, [])
        if len(listed) < _MOST * 4:
            listed.append((iso3, find_economy_name(code), usd, usd / world[product]))
    return found


def _add_up(
    keys: np.ndarray[Any, np.dtype[Any]], values: np.ndarray[Any, np.dtype[np.int64]]
) -> tuple[list[int], list[int]]:
    distinct, inverse = np.unique(keys, return_inverse=True)
    totals = np.zeros(len(distinct), dtype=np.int64)
    np.add.at(totals, inverse, values)
    return distinct.tolist(), totals.tolist()


def _find_shares_now(results: list[DependencyResult]) -> dict[tuple[str, int, str], float]:
    """Return what share of an economy's imports of a product each large supplier has."""
    shares: dict[tuple[str, int, str], float] = {}
    for result in results:
        partners = result.partners
        keys = zip(
            write_economies(partners["economy"]).to_pylist(),
            partners["product"].to_pylist(),
            convert_to_iso3(partners["supplier"]).to_pylist(),
            strict=True,
        )
        shares.update(zip(keys, partners["share"].to_pylist(), strict=True))
    return shares


def _step(
    table: pa.Table,
    flows: Flows,
    wanted: list[str],
    results: list[DependencyResult],
    *,
    seconds: float,
) -> Step:
    judged = set(table["economy"].unique().to_pylist())
    silent_ones = [economy for economy in wanted if economy not in judged]
    critical = pc.sum(table["critical"]).as_py() or 0
    said = [
        say_text(
            "%(critical)s critical imports of %(judged)s economies and blocs, from %(flows)s "
            "flows of %(period)s.",
            critical=critical,
            judged=len(judged),
            flows=flows.rows,
            period=shorten_period(flows.years),
        ),
        *_count_reporters(results),
    ]
    unknown = table["critical"].null_count
    if unknown:
        said.append(
            say_count(
                "%(count)s import may be critical or not: nobody else reports what is exported.",
                "%(count)s imports may be critical or not: nobody else reports what is exported.",
                unknown,
            )
        )
    if silent_ones:
        said.append(
            say_text("No imports reported by %(names)s.", names=Economies(tuple(silent_ones)))
        )
    return Step(name="dependency", status="assessed", said=tuple(said), seconds=seconds)


def _count_reporters(results: list[DependencyResult]) -> list[Sentence]:
    """Return how many economies report imports in a year, the fewest and the most."""
    counts = [count for result in results for count in result.reporters.values()]
    if not counts:
        return []
    few, many = min(counts), max(counts)
    if few < many:
        return [
            say_text("%(few)s to %(many)s economies a year report imports.", few=few, many=many),
        ]
    return [
        say_count(
            "%(count)s economy a year reports imports.",
            "%(count)s economies a year report imports.",
            many,
        )
    ]
