"""What a page or report lists of a study of imports, in the order in which it is worth reading."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.study.study import ImportStudy


@dataclass(frozen=True, slots=True)
class RankedImport:
    """A critical import: its dollars, and those of each supplier, the largest first."""

    product: str
    usd: int
    suppliers: tuple[tuple[str, int], ...]


def list_purchases(study: ImportStudy, *, most: int) -> list[RankedImport]:
    """Return the largest critical imports with their suppliers; those traced have any."""
    products = study.critical["product"].slice(0, most)
    rows = study.supply.filter(pc.is_in(study.supply["product"], products.combine_chunks()))
    summed = rows.group_by(["product", "supplier"]).aggregate([("usd", "sum")])
    order = [("usd_sum", "descending"), ("supplier", "ascending")]
    columns = summed.sort_by(order).select(["product", "supplier", "usd_sum"]).columns
    sold: dict[str, list[tuple[str, int]]] = {product: [] for product in products.to_pylist()}
    for product, supplier, usd in zip(*(column.to_pylist() for column in columns), strict=True):
        sold[product].append((supplier, usd))
    return [RankedImport(one, sum(usd for _, usd in ranked), tuple(ranked))
            for one, ranked in sold.items()]  # fmt: skip


def list_nearest_critical(study: ImportStudy) -> pa.Table:
    """Return the critical imports that have a place among products, the nearest first.

    Columns of `ImportStudy.standing`, and imports_usd.
    """
    critical = study.critical.select(["product", "imports_usd"])
    place = pc.index_in(critical["product"], study.standing["product"].combine_chunks())
    there = pc.is_valid(place)
    found = study.standing.take(place.filter(there))
    found = found.append_column("imports_usd", critical["imports_usd"].filter(there))
    return found.sort_by([("density", "descending"), ("product", "ascending")])


def list_nearer_together(study: ImportStudy) -> pa.Table:
    """Return the products to which the members are nearer together than the nearest alone.

    Those that they do not make; the ones within reach together only first, then by gain. Columns
    of `ImportStudy.standing`.
    """
    nearer = (pc.field("gain") > 0) & ~pc.field("made") & (pc.field("nearest") != "")
    order = [("reached", "descending"), ("gain", "descending"), ("product", "ascending")]
    return study.standing.filter(nearer).sort_by(order)
