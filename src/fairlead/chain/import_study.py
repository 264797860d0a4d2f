"""What one economy, or economies that pool, cannot do without: the answer a page is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fairlead.chain.economies import economy_code, iso3_of
from fairlead.chain.flows import Flows, input_errors
from fairlead.chain.ready_flows import ReadyFlows, by_node
from fairlead.engines.dependency import Criteria, DependencyResult, assess, threshold_curve
from fairlead.engines.dependency.complexity import Pooling, pool
from fairlead.engines.dependency.complexity.exports import comparative_advantage, specialised
from fairlead.engines.dependency.complexity.space import nearness
from fairlead.folder.problems import InvalidInput, Problem

MOST_MEMBERS = 60
ALTERNATIVES = 4
TRACED = 200  # critical imports whose flows are read for the picture of suppliers

IMPORTS = pa.schema(
    [
        ("product", pa.string()),
        ("critical", pa.bool_()),
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
        ("reason", pa.string()),
    ]
)
SOLD = pa.schema(
    [
        ("product", pa.string()),
        ("supplier", pa.string()),
        ("usd", pa.int64()),
        ("world_share", pa.float64()),
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
    space as it is drawn.
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

    @property
    def critical(self) -> pa.Table:
        """Return the critical rows of ``table``."""
        return self.table.filter(pc.field("critical"))


def study_imports(
    known: ReadyFlows,
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
    codes = _codes(members)
    with input_errors(name):
        criteria = Criteria(concentration=concentration)
        result = _assess(known.flows, codes, criteria)
        curve = _curve(known.flows, codes, criteria)
    table = _imports(known.flows, result)
    critical = set(table.filter(pc.field("critical"))["product"].to_pylist())
    return ImportStudy(
        members=tuple(members),
        concentration=concentration,
        years=known.flows.years,
        scheme=known.scheme,
        table=table,
        supply=_supply(known.flows, codes, result),
        alternatives=_alternatives(known, members, table.filter(pc.field("critical"))),
        curve=curve,
        standing=_standing(known, members, critical),
        nodes=_drawn(known, members, table.filter(pc.field("critical"))),
    )


def _codes(members: Sequence[str]) -> list[int]:
    if not members:
        raise _wrong("", "expected at least one economy: choose the members")
    if len(members) > MOST_MEMBERS:
        raise _wrong(str(len(members)), f"expected at most {MOST_MEMBERS} economies")
    twice = next((one for one in members if list(members).count(one) > 1), None)
    if twice is not None:
        raise _wrong(twice, "expected every economy once")
    return [economy_code(member, field="members") for member in members]


def _wrong(value: str, expected: str) -> InvalidInput:
    return InvalidInput([Problem(file="members", expected=expected, value=value)])


def _assess(flows: Flows, codes: list[int], criteria: Criteria) -> DependencyResult:
    if len(codes) == 1:
        return assess(flows, importers=codes, criteria=criteria)
    return assess(flows, bloc=codes, criteria=criteria)


def _curve(flows: Flows, codes: list[int], criteria: Criteria) -> pa.Table:
    alone = len(codes) == 1
    curve = threshold_curve(
        flows,
        importers=codes if alone else None,
        bloc=None if alone else codes,
        criteria=criteria,
    )
    return curve.select(["threshold", "products", "usd"])


def _imports(flows: Flows, result: DependencyResult) -> pa.Table:
    table = result.table.filter(pc.field("imports_usd") > 0)
    columns = {name: table[name] for name in IMPORTS.names}
    columns["product"] = _written(flows, table["product"])
    for name in ("first_supplier", "second_supplier"):
        columns[name] = iso3_of(table[name])
    order = [("critical", "descending"), ("imports_usd", "descending"), ("product", "ascending")]
    return pa.table(columns).cast(IMPORTS).sort_by(order)


def _written(flows: Flows, products: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_lpad(products.cast(pa.string()), flows.digits, "0")


def _supply(flows: Flows, codes: list[int], result: DependencyResult) -> pa.Table:
    """Return product, supplier, importer, usd of the largest critical imports."""
    critical = result.critical.sort_by([("imports_usd", "descending"), ("product", "ascending")])
    products = critical["product"].slice(0, TRACED).combine_chunks()
    members = pa.array(codes, pa.int32())
    wanted = (
        pc.field("importer").isin(members)
        & pc.field("product").isin(products)
        & ~pc.field("exporter").isin(members)
    )
    columns = ["product", "exporter", "importer", "value"]
    parts = [pq.read_table(part.flows, columns=columns, filters=wanted) for part in flows.parts]
    summed = pa.concat_tables(parts).group_by(columns[:3]).aggregate([("value", "sum")])
    order = [("product", "ascending"), ("value_sum", "descending")]
    summed = summed.sort_by([*order, ("exporter", "ascending"), ("importer", "ascending")])
    return pa.table(
        {
            "product": _written(flows, summed["product"]),
            "supplier": iso3_of(summed["exporter"]),
            "importer": iso3_of(summed["importer"]),
            "usd": summed["value_sum"],
        }
    )


def _alternatives(known: ReadyFlows, members: Sequence[str], critical: pa.Table) -> pa.Table:
    """Return product, supplier, usd, world_share of the largest exporters that are no members."""
    exports = known.space.complexity.exports
    column = {product: place for place, product in enumerate(exports.products)}
    inside = set(members)
    rows: list[tuple[str, str, int, float]] = []
    for product in critical["product"].to_pylist():
        if product not in column:
            continue
        sold = exports.values[:, column[product]]
        world = int(sold.sum())
        ranked = np.argsort(-sold, kind="stable").tolist()
        outside = [row for row in ranked if sold[row] > 0 and exports.economies[row] not in inside]
        rows += [
            (product, exports.economies[row], int(sold[row]), int(sold[row]) / world)
            for row in outside[:ALTERNATIVES]
        ]
    columns = list(zip(*rows, strict=True)) or [()] * len(SOLD)
    arrays = [pa.array(values, one.type) for values, one in zip(columns, SOLD, strict=True)]
    return pa.Table.from_arrays(arrays, schema=SOLD)


def exporting(known: ReadyFlows, members: Sequence[str]) -> list[str]:
    """Return the members that export anything, in their order."""
    there = set(known.space.complexity.exports.economies)
    return [member for member in members if member in there]


def _standing(known: ReadyFlows, members: Sequence[str], critical: set[str]) -> pa.Table:
    """Return how near the members stand to each product, together and alone."""
    space = known.space
    found = space.complexity
    exports = found.exports
    partners = exporting(known, members)
    rows = [exports.economy(partner) for partner in partners]
    own = exports.values[rows].sum(axis=0)
    pooled = pool(space, partners) if rows else _nothing(len(own))
    # One alone gains nothing; what single precision leaves of the difference is no gain.
    gain = pooled.gain if len(rows) > 1 else np.zeros_like(pooled.gain)
    nearest = np.array(partners or [""])[pooled.nearest_partner]
    return pa.table(
        {
            "product": pa.array(exports.products),
            "pci": pa.array(np.asarray(found.pci), mask=np.isnan(found.pci)),
            "ubiquity": pa.array(np.asarray(found.ubiquity)),
            "exports_usd": pa.array(own),
            "advantage": pa.array(pooled.advantage),
            "made": pa.array(pooled.made),
            "density": pa.array(pooled.density.astype(np.float64)),
            "best_alone": pa.array(pooled.best_alone.astype(np.float64)),
            "nearest": pa.array(nearest),
            "gain": pa.array(gain.astype(np.float64)),
            "reached": pa.array(_reached(known, rows, pooled.made)),
            "critical": pa.array([product in critical for product in exports.products]),
        }
    )


def _nothing(products: int) -> Pooling:
    """Return where those stand who export nothing."""
    none = np.zeros(products)
    single = none.astype(np.float32)
    nowhere = np.zeros(products, dtype=np.int64)
    return Pooling((), none, nowhere.astype(np.bool_), single, single, nowhere, single)


def _reached(
    known: ReadyFlows, rows: list[int], made: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return the products that the rows come near together and none of them alone.

    Near is at least the median density of the product's makers, all without the product itself.
    """
    space = known.space
    makers = np.asarray(space.complexity.made)
    apart = np.maximum(space.reach - 1.0, 1e-9)
    others = (space.density * space.reach - makers) / apart
    bar = _median_where(others, makers)
    if len(rows) < 2:
        return np.zeros(len(bar), dtype=np.bool_)
    together = (nearness(made[None, :], space.proximity, space.reach)[0] * space.reach - made) / (
        apart
    )
    alone = others[rows].max(axis=0)
    untouched = ~makers[rows].any(axis=0) & ~made & np.isfinite(bar)
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        untouched & (together >= bar) & (alone < bar)
    )
    return found


def _median_where(
    values: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    where: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the median of each column's values where True, nan for a column of none."""
    ordered = np.sort(np.where(where, values, np.inf), axis=0)
    count = where.sum(axis=0)
    columns = np.arange(values.shape[1])
    low = ordered[np.maximum((count - 1) // 2, 0), columns]
    high = ordered[np.minimum(count // 2, len(values) - 1), columns]
    middle = np.where(count > 0, (low + np.where(count > 0, high, low)) / 2, np.nan)
    return np.asarray(middle, dtype=np.float64)


def _drawn(known: ReadyFlows, members: Sequence[str], critical: pa.Table) -> pa.Table:
    exports = by_node(known.space.complexity.exports, known.nodes)
    rows = [exports.economy(partner) for partner in exporting(known, members)]
    together = exports.values[rows].sum(axis=0, keepdims=True)
    world = exports.values.sum(axis=0)
    lacking = dict.fromkeys(known.nodes, 0)
    columns = critical["product"].to_pylist(), critical["imports_usd"].to_pylist()
    for product, usd in zip(*columns, strict=True):
        # A product that nobody exports any more has no node.
        if product[: known.digits] in lacking:
            lacking[product[: known.digits]] += usd
    return pa.table(
        {
            "code": pa.array(known.nodes),
            "x": pa.array(np.asarray(known.drawing.places[:, 0])),
            "y": pa.array(np.asarray(known.drawing.places[:, 1])),
            "exports_usd": pa.array(together[0]),
            "advantage": pa.array(comparative_advantage(together, world=world)[0]),
            "made": pa.array(specialised(together, world=world)[0]),
            "critical": pa.array([usd > 0 for usd in lacking.values()]),
            "critical_usd": pa.array(list(lacking.values()), pa.int64()),
        }
    )
