"""Complexity from a file: exports out of a store, flows or a plain table, and the figures."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from fairlead.chain.economies import economy, economy_code, iso3_of, nearest
from fairlead.chain.flows import input_errors, open_flows
from fairlead.engines import dependency
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
from fairlead.engines.dependency.readers.tabular import column_names
from fairlead.folder.problems import InvalidInput, Problem, invalid

__all__ = ["ComplexityFile", "Makers", "open_complexity"]

PLAIN = ("exporter", "product", "value_usd")


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
    with input_errors(source.name):
        plain = source.is_file() and set(PLAIN) <= set(column_names(source))
        plain = plain and "importer" not in column_names(source)
    table = _plain_exports(source, year) if plain else _flow_exports(source, year, classification)
    notes: tuple[str, ...] = ()
    if plain and year is not None and "year" not in column_names(source):
        notes = (f"{source.name} has no column year: every row is taken for {year}",)
    with input_errors(source.name):
        return ComplexityFile(source.name, measure(_exports(table)), notes)


def _flow_exports(source: Path, year: int | None, classification: str | None) -> pa.Table:
    """Return economy, product, value from the totals beside the flows."""
    flows = open_flows(source, classification=classification)
    chosen = _one_year(source.name, list(flows.years), year)
    part = flows.during([chosen]).parts[0]
    totals = pq.read_table(part.totals, columns=["economy", "product", "exports"])
    totals = totals.filter(pc.greater(totals["exports"], 0))
    codes = totals["product"].combine_chunks().dictionary_encode()
    names = pa.array([flows.product_code(code) for code in codes.dictionary.to_pylist()])
    return pa.table(
        {
            "economy": iso3_of(totals["economy"]),
            "product": names.take(codes.indices),
            "value": totals["exports"],
        }
    )


def _plain_exports(source: Path, year: int | None) -> pa.Table:
    table = _read_plain(source)
    if "year" in table.column_names:
        years = sorted(y for y in table["year"].unique().to_pylist() if y is not None)
        table = table.filter(pc.equal(table["year"], _one_year(source.name, years, year)))
    value = table["value_usd"].cast(pa.float64()).to_numpy()
    bad = np.flatnonzero(~(np.isfinite(value) & (value >= 0) & (value < dependency.flows.LARGEST)))
    if len(bad):
        row = int(bad[0])
        raise invalid(
            source.name,
            f"expected dollars of 0 or more in every row, row {row + 1} has another value: "
            "leave the row out or mend it",
            field="value_usd",
            value=str(table["value_usd"][row].as_py()),
        )
    for column in ("exporter", "product"):
        if table[column].null_count:
            raise invalid(source.name, "expected a value in every row", field=column)
    return pa.table(
        {
            "economy": table["exporter"].cast(pa.string()),
            "product": table["product"].cast(pa.string()),
            "value": np.rint(value).astype(np.int64),
        }
    )


def _read_plain(source: Path) -> pa.Table:
    kept = [name for name in (*PLAIN, "year") if name in column_names(source)]
    with source.open("rb") as file:
        head = file.read(65_536)
    try:
        if head.startswith(b"PAR1"):
            return pq.read_table(source, columns=kept)
        line = head.split(b"\n", 1)[0]
        return pacsv.read_csv(
            source,
            read_options=pacsv.ReadOptions(use_threads=False),  # so that it counts the lines
            parse_options=pacsv.ParseOptions(delimiter=";" if b";" in line else ","),
            convert_options=pacsv.ConvertOptions(
                include_columns=kept,
                column_types={"exporter": pa.string(), "product": pa.string(),
                              "value_usd": pa.float64(), "year": pa.int64()},
                strings_can_be_null=True,
            ),
        )  # fmt: skip
    except (pa.ArrowInvalid, pa.ArrowTypeError, OSError) as error:
        raise _unreadable(source.name, str(error)) from error


def _unreadable(file: str, said: str) -> InvalidInput:
    """Return what Arrow says of a table, in our words."""
    row = re.search(r"Row #(\d+)", said)
    line = int(row[1]) if row else 0
    cells = re.search(r"Expected (\d+) columns, got (\d+)", said)
    value = re.search(r"invalid value '([^']*)'", said)
    expected = f"expected a whole table of {', '.join(PLAIN)}: it is damaged"
    if cells:
        expected = f"expected {cells[1]} cells as in the header, got {cells[2]}"
    elif value:
        expected = "expected a number"
    elif "UTF8" in said:
        expected = "expected text in UTF-8"
    shown = value[1] if value else ""
    return InvalidInput([Problem(file=file, line=line, value=shown, expected=expected)])


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
