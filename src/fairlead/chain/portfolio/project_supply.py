"""How an economy is supplied before and with a project, by the dependency engine."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pv
import pyarrow.parquet as pq

from fairlead.chain.flows.economies import find_economy, find_economy_code
from fairlead.chain.flows.open import Flows, open_flows
from fairlead.chain.portfolio.appraisal import AppraisalInputs
from fairlead.engines import dependency as engine


@dataclass(frozen=True, slots=True)
class Concentration:
    """How an economy is supplied with a product, by the dependency engine's own figures.

    None where the engine says nothing; dollars are those of the years together.
    """

    imports_usd: float | None
    hhi: float | None
    first_supplier: str
    first_share: float | None
    hhi_world: float | None
    critical: bool | None


def weigh_replacement(
    flows: Flows, inputs: AppraisalInputs
) -> tuple[Concentration, Concentration] | None:
    """Return the supply before and with a project that replaces imports, once it is all there.

    None where it says no product with digits. Raises InvalidInput as `weigh_supply` does.
    """
    product = inputs.product.rpartition(":")[2]
    if inputs.replacement is None or not product.isdecimal():
        return None
    imports = inputs.replacement.imports[-1]
    return weigh_supply(
        flows,
        product=product,
        importer=inputs.importer,
        producer=inputs.producer,
        part=inputs.replacement.replaced[-1] / imports if imports else 0.0,
    )


def weigh_supply(
    flows: Flows, *, product: str, importer: str, producer: str, part: float
) -> tuple[Concentration, Concentration]:
    """Return the supply before, and with ``part`` of the imports made by ``producer``.

    Every other supplier sells the same part less; what is made by the importer itself is imported
    no more. The engine is asked the same question of both. Raises InvalidInput for economies or a
    product that the flows do not have.
    """
    code = int(product)
    to, by = find_economy_code(importer), find_economy_code(producer)
    before = _ask(flows, code, to)
    table = pa.concat_tables(
        [pq.read_table(one.flows, filters=[("product", "==", code)]) for one in flows.parts]
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "flows.csv"
        pv.write_csv(_put_in(table, flows, to=to, by=by, part=part), file)
        after = _ask(open_flows(file, kind="table", classification=flows.classification), code, to)
    return before, after


def _put_in(table: pa.Table, flows: Flows, *, to: int, by: int, part: float) -> pa.Table:
    """Return the flows of one product with the project in them, as a plain table."""
    rows = []
    moved: dict[int, int] = {}
    for row in table.to_pylist():
        if row["importer"] == to and row["exporter"] != by:
            gone = int(row["value"] * part)
            moved[row["year"]] = moved.get(row["year"], 0) + gone
            row["value"] -= gone
        rows.append(row)
    for row in rows:
        if by != to and row["importer"] == to and row["exporter"] == by:
            row["value"] += moved.pop(row["year"], 0)
    if by != to:
        rows += [
            {"exporter": by, "importer": to, "product": table["product"][0].as_py(), "year": year,
             "value": value} for year, value in moved.items()
        ]  # fmt: skip
    rows = [row for row in rows if row["value"] > 0]
    return pa.table(
        {
            "exporter": [find_economy(row["exporter"]).iso3 for row in rows],
            "importer": [find_economy(row["importer"]).iso3 for row in rows],
            "product": [flows.product_code(row["product"]) for row in rows],
            "year": [row["year"] for row in rows],
            "value_usd": [row["value"] for row in rows],
        }
    )


def _ask(flows: Flows, product: int, importer: int) -> Concentration:
    found = engine.explain(flows, product=product, importers=[importer]).table
    row = found.to_pylist()[0] if found.num_rows else {}
    first = row.get("first_supplier")
    return Concentration(
        imports_usd=row.get("imports_usd"),
        hhi=row.get("hhi_imports"),
        first_supplier="" if first is None else find_economy(first).iso3,
        first_share=row.get("first_share"),
        hhi_world=row.get("hhi_world_exports"),
        critical=row.get("critical"),
    )
