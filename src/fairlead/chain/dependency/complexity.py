"""Complexity from a file: exports out of a store, flows or a plain table, and the figures."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.flows.economies import economy, economy_code, iso3_of, nearest
from fairlead.chain.flows.exports_table import COLUMNS, is_exports_table, read_exports_table
from fairlead.chain.flows.open import input_errors, open_flows, product_codes, read_totals
from fairlead.engines.dependency.complexity import (
    Complexity,
    Exports,
    Makers,
    Space,
    measure,
    pool,
    product_space,
    who_could_make,
)
from fairlead.folder.input_errors import InvalidInput, invalid

__all__ = ["ComplexityFile", "Makers", "open_complexity"]


@dataclass(frozen=True)
class ComplexityFile:
    """The complexity of one year's exports, as tables; undefined figures are null.

    ``notes`` say what a reader must know of where they are from.
    """

    name: str
    complexity: Complexity
    notes: tuple[str, ...] = ()

    @cached_property
    def _space(self) -> Space:
        return product_space(self.complexity)

    def economies(self) -> pa.Table:
        """Return economy, eci, diversity, fitness, coi; the most complex first."""
        found = self.complexity
        order = _descending(found.eci)
        known = ~np.isnan(found.eci)
        outlook = np.where(known, self._space.outlook, np.nan)
        return pa.table(
            {
                "economy": pa.array([found.exports.economies[i] for i in order]),
                "eci": _figures(found.eci[order]),
                "diversity": pa.array(found.diversity[order]),
                "fitness": _figures(found.fitness[order]),
                "coi": _figures(outlook[order]),
            }
        )

    def products(self) -> pa.Table:
        """Return product, pci, ubiquity; the most complex first."""
        found = self.complexity
        order = _descending(found.pci)
        return pa.table(
            {
                "product": pa.array([found.exports.products[i] for i in order]),
                "pci": _figures(found.pci[order]),
                "ubiquity": pa.array(found.ubiquity[order]),
            }
        )

    def pooling(self, partners: Sequence[str]) -> pa.Table:
        """Return product, pci, density, best_alone, nearest_partner, gain; largest gain first.

        ``partners`` are named as in the table, or by any name or ISO code. Raises InvalidInput
        for a partner that is unknown or named twice.
        """
        spelled = [self._spelled(partner) for partner in partners]
        with input_errors(self.name):
            pooled = pool(self._space, spelled)
        order = np.argsort(-pooled.gain, kind="stable")
        names = np.array(pooled.partners)
        exports = self.complexity.exports
        return pa.table(
            {
                "product": pa.array([exports.products[i] for i in order]),
                "pci": _figures(self.complexity.pci[order]),
                "density": pa.array(pooled.density[order].astype(np.float64)),
                "best_alone": pa.array(pooled.best_alone[order].astype(np.float64)),
                "nearest_partner": pa.array(names[pooled.nearest_partner[order]]),
                "gain": pa.array(pooled.gain[order].astype(np.float64)),
            }
        )

    def _spelled(self, partner: str) -> str:
        """Return a partner as the table spells it.

        Raises InvalidInput naming the nearest economies for a name that nobody has. A table may
        name its exporters in its own way: a name near one of those is left for the engine.
        """
        names = self.complexity.exports.economies
        if partner in names:
            return partner
        try:
            return economy(economy_code(partner, field="--bloc")).iso3
        except InvalidInput:
            if nearest(partner) and not difflib.get_close_matches(partner, names, cutoff=0.5):
                raise
            return partner

    def makers(self, product: str, *, top: int = 10) -> Makers:
        """Return who makes the product or could; raises InvalidInput for an unknown one."""
        with input_errors(self.name):
            return who_could_make(self._space, product, top=top)


def open_complexity(
    source: Path, *, year: int | None = None, classification: str | None = None
) -> ComplexityFile:
    """Return the complexity of the exports in ``source`` in ``year``.

    ``source`` is a store, flows of any kind, or a plain table of exporter, product, value_usd
    (and year), Parquet or CSV. ``year`` may be left out where there is only one; rows of a table
    without years are all taken for it. ``classification`` chooses among those of a store. Raises
    InvalidInput with what is wrong, the years there are included.
    """
    notes: tuple[str, ...] = ()
    if is_exports_table(source):
        read = read_exports_table(source)
        table = _plain_exports(read, source.name, year)
        if year is not None and "year" not in read.column_names:
            notes = (f"{source.name} has no column year: every row is taken for {year}",)
    else:
        table = _flow_exports(source, year, classification)
    with input_errors(source.name):
        return ComplexityFile(source.name, measure(_exports(table)), notes)


def _flow_exports(source: Path, year: int | None, classification: str | None) -> pa.Table:
    """Return economy, product, value from the totals beside the flows."""
    flows = open_flows(source, classification=classification)
    chosen = _one_year(source.name, list(flows.years), year)
    totals = read_totals(flows.during([chosen]), "exports")
    return pa.table(
        {
            "economy": iso3_of(totals["economy"]),
            "product": product_codes(flows, totals["product"]),
            "value": totals["exports"],
        }
    )


def _plain_exports(table: pa.Table, file: str, year: int | None) -> pa.Table:
    """Return economy, product, value of a table's rows of the year, of all without years."""
    if "year" in table.column_names:
        years = sorted(table["year"].unique().to_pylist())
        table = table.filter(pc.equal(table["year"], _one_year(file, years, year)))
    return table.select(COLUMNS).rename_columns(["economy", "product", "value"])


def _one_year(file: str, years: list[int], year: int | None) -> int:
    there = ", ".join(map(str, years))
    if year is None:
        if len(years) == 1:
            return years[0]
        raise invalid(file, f"expected --year, one of {there}")
    if year not in years:
        raise invalid("--year", f"expected a year of {file}: {there}", value=str(year))
    return year


def _exports(table: pa.Table) -> Exports:
    """Return the rows as a table of economies by products, rows of one pair summed."""
    summed = table.group_by(["economy", "product"]).aggregate([("value", "sum")])
    economies = np.array(summed["economy"].to_pylist(), dtype=np.str_)
    products = np.array(summed["product"].to_pylist(), dtype=np.str_)
    rows, row = np.unique(economies, return_inverse=True)
    columns, column = np.unique(products, return_inverse=True)
    values = np.zeros((len(rows), len(columns)), dtype=np.int64)
    values[row, column] = summed["value_sum"].to_numpy()
    return Exports(values, tuple(rows.tolist()), tuple(columns.tolist()))


def _descending(figures: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[int]:
    order: list[int] = np.argsort(-figures, kind="stable").tolist()  # nan last
    return order


def _figures(figures: np.ndarray[tuple[int], np.dtype[np.float64]]) -> pa.Array:
    return pa.array(figures, pa.float64(), mask=np.isnan(figures))
