"""What one economy, or economies that pool, cannot do without: the answer a page is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.dependency.assess import FIGURES
from fairlead.chain.flows.economies import convert_to_iso3, find_economy_code
from fairlead.chain.flows.open import Flows, translate_input_errors, write_product_codes
from fairlead.chain.flows.prepared import PreparedFlows
from fairlead.chain.flows.product_codes import write_scheme
from fairlead.chain.study.product_position import build_nodes, tabulate_positions
from fairlead.chain.study.supply import SOLD, find_alternatives, find_supply
from fairlead.engines.dependency import Criteria, DependencyResult, assess, draw_curve
from fairlead.folder.input_errors import InputError, InvalidInput

MOST_MEMBERS = 60

IMPORTS = pa.schema(
    [
        ("product", pa.string()),
        ("critical", pa.bool_()),
        *FIGURES,
        ("reason", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class ImportStudy:
    """The imports of ``members`` as one, dollars of all the flows' years together.

    ``table`` (`IMPORTS`): the products they import from outside, critical ones first, then by
    value; product is a bare code of the ``scheme``. ``supply``: product, supplier, importer, usd
    of the critical ones (the `TRACED` largest), suppliers outside only. ``alternatives`` (`SOLD`):
    the `ALTERNATIVES` largest exporters outside of each critical one. ``curve``: threshold,
    products, usd: how many would be critical were the concentration of imports judged by that
    threshold.
    ``standing``: product, pci, ubiquity, exports_usd, advantage, made, density, best_alone,
    nearest (the member whose density that is), gain, reached, critical; one row for each product
    of the space, density and the others 0 to 1. ``reached`` is that the members together stand
    as near to a product as half of its makers do, and none of them alone does, nor makes it.
    ``nodes``: code, x, y, exports_usd, advantage, made, critical, critical_usd of the product
    space as it is drawn. ``reporters``: how many economies report imports, year by year: exports
    and the world's figures rest on them.
    """

    members: tuple[str, ...]
    concentration: float
    years: tuple[int, ...]
    scheme: str
    table: pa.Table
    supply: pa.Table
    alternatives: pa.Table
    curve: pa.Table
    standing: pa.Table
    nodes: pa.Table
    reporters: tuple[int, ...] = ()

    @property
    def critical(self) -> pa.Table:
        """Return the critical rows of ``table``."""
        return self.table.filter(pc.field("critical"))


def study_imports(
    known: PreparedFlows,
    members: Sequence[str],
    *,
    concentration: float = Criteria().concentration,
    name: str = "flows",
) -> ImportStudy:
    """Return the study of the members (ISO alpha-3), one economy or several that pool.

    ``concentration`` is the threshold of C1, between 0 and 1. Raises InvalidInput for no member,
    more than `MOST_MEMBERS`, one named twice, an unknown one, one without imports, or a threshold
    out of range.
    """
    codes = _find_codes(members)
    with translate_input_errors(name):
        criteria = Criteria(concentration=concentration)
        result = _assess(known.flows, codes, criteria)
    return study_result(known.flows, members, result, known)


def study_result(
    flows: Flows, members: Sequence[str], result: DependencyResult, known: PreparedFlows | None
) -> ImportStudy:
    """Return the study of what was found of the members, one economy or a bloc.

    Without ``known`` (flows that have no product space) nobody else's exports are looked up:
    alternatives, standing and nodes are empty.
    """
    codes = [find_economy_code(member, field="members") for member in members]
    table = _tabulate_imports(flows, result)
    critical = table.filter(pc.field("critical"))
    lacking = set(critical["product"].to_pylist())
    return ImportStudy(
        members=tuple(members),
        concentration=result.criteria.concentration,
        years=result.years,
        scheme=write_scheme(flows),
        table=table,
        supply=find_supply(flows, codes, result),
        alternatives=SOLD.empty_table()
        if known is None
        else find_alternatives(known, members, critical),
        curve=draw_curve(result).select(["threshold", "products", "usd"]),
        standing=pa.table({}) if known is None else tabulate_positions(known, members, lacking),
        nodes=pa.table({}) if known is None else build_nodes(known, members, critical),
        reporters=tuple(result.reporters.values()),
    )


def _find_codes(members: Sequence[str]) -> list[int]:
    if not members:
        raise _report_wrong("", "expected at least one economy: choose the members")
    if len(members) > MOST_MEMBERS:
        raise _report_wrong(str(len(members)), f"expected at most {MOST_MEMBERS} economies")
    twice = next((one for one in members if list(members).count(one) > 1), None)
    if twice is not None:
        raise _report_wrong(twice, "expected every economy once")
    return [find_economy_code(member, field="members") for member in members]


def _report_wrong(value: str, expected: str) -> InvalidInput:
    return InvalidInput([InputError(file="members", expected=expected, value=value)])


def _assess(flows: Flows, codes: list[int], criteria: Criteria) -> DependencyResult:
    if len(codes) == 1:
        return assess(flows, importers=codes, criteria=criteria)
    return assess(flows, bloc=codes, criteria=criteria)


def _tabulate_imports(flows: Flows, result: DependencyResult) -> pa.Table:
    table = result.table.filter(pc.field("imports_usd") > 0)
    columns = {name: table[name] for name in IMPORTS.names}
    columns["product"] = write_product_codes(flows, table["product"])
    for name in ("first_supplier", "second_supplier"):
        columns[name] = convert_to_iso3(table[name])
    order = [("critical", "descending"), ("imports_usd", "descending"), ("product", "ascending")]
    return pa.table(columns).cast(IMPORTS).sort_by(order)
