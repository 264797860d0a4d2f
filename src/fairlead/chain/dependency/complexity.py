"""Complexity from a file: exports out of a store, flows or a plain table, and the figures."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.dependency.floor import Floor
from fairlead.chain.flows.economies import (
    convert_to_iso3,
    find_economy,
    find_economy_code,
    find_nearest_names,
    lookup,
)
from fairlead.chain.flows.exports_table import COLUMNS, is_exports_table, read_exports_table
from fairlead.chain.flows.groups import list_members_of
from fairlead.chain.flows.open import (
    FileChoices,
    Flows,
    open_flows,
    read_totals,
    reading_notes,
    translate_input_errors,
    write_product_codes,
)
from fairlead.chain.flows.product_names import ProductNames, name_products
from fairlead.engines.dependency.complexity import (
    Complexity,
    Exports,
    Makers,
    Space,
    build_product_space,
    find_groups,
    find_makers,
    leave_out,
    measure,
    pool,
    standardise_outlook,
)
from fairlead.folder.input_errors import InvalidInput, report_invalid

__all__ = [
    "ComplexityFile",
    "Floor",
    "Makers",
    "join_years",
    "open_complexity",
    "open_complexity_years",
]


_MOST_NAMED = 5


@dataclass(frozen=True)
class ComplexityFile:
    """The complexity of one year's exports, as tables; undefined figures are null.

    ``year`` is None where the file has none. ``notes`` say what a reader must know of where the
    figures are from, ``names`` what products are called.
    """

    name: str
    complexity: Complexity
    year: int | None = None
    notes: tuple[str, ...] = ()
    names: ProductNames = field(default_factory=ProductNames)

    @cached_property
    def _space(self) -> Space:
        return build_product_space(self.complexity)

    def economies(self) -> pa.Table:
        """Return economy, name, exports_usd, eci, diversity, fitness, coi, the most complex first.

        coi is the sum itself, coi_standardised what other tools call coi (`standardise_outlook`).
        """
        found = self.complexity
        order = _order_descending(found.eci)
        known = ~np.isnan(found.eci)
        outlook = np.where(known, self._space.outlook, np.nan)
        standard = standardise_outlook(self._space)
        economies = [found.exports.economies[i] for i in order]
        return pa.table(
            {
                "economy": pa.array(economies),
                "name": pa.array([_name_of(one) for one in economies], pa.string()),
                "exports_usd": pa.array(found.exports.values.sum(axis=1)[order]),
                "eci": _write_figures(found.eci[order]),
                "diversity": pa.array(found.diversity[order]),
                "fitness": _write_figures(found.fitness[order]),
                "coi": _write_figures(outlook[order]),
                "coi_standardised": _write_figures(standard[order]),
            }
        )

    def products(self) -> pa.Table:
        """Return product, title, strategic_sector, exports_usd, pci, ubiquity; by pci."""
        found = self.complexity
        order = _order_descending(found.pci)
        table = pa.table(
            {
                "product": pa.array([found.exports.products[i] for i in order]),
                "exports_usd": pa.array(found.exports.values.sum(axis=0)[order]),
                "pci": _write_figures(found.pci[order]),
                "ubiquity": pa.array(found.ubiquity[order]),
            }
        )
        return self.names.beside(table)

    def positions(self) -> pa.Table:
        """Return where each economy stands to each product, a row for every pair.

        Columns: economy, product, title, strategic_sector, exports_usd, rca, m (rca is 1 or
        more), density, cog (null where it is made already, or nobody makes it).
        """
        found, space = self.complexity, self._space
        rows, columns = found.made.shape
        codes = pa.array(found.exports.products)
        product = pa.DictionaryArray.from_arrays(np.tile(np.arange(columns), rows), codes)
        economy_of = pa.array(found.exports.economies)
        reached = np.broadcast_to(space.reach > 0, found.made.shape)
        table = pa.table(
            {
                "economy": economy_of.take(pa.array(np.repeat(np.arange(rows), columns))),
                "product": product.cast(pa.string()),
                "exports_usd": pa.array(found.exports.values.ravel()),
                "rca": pa.array(found.advantage.ravel()),
                "m": pa.array(found.made.ravel()),
                "density": pa.array(space.density.ravel(), mask=~reached.ravel()),
                "cog": pa.array(space.gain.ravel(), mask=(found.made | ~reached).ravel()),
            }
        )
        return self.names.beside(table)

    def pooling(self, partners: Sequence[str]) -> pa.Table:
        """Return product, its names, pci, density, best_alone, nearest_partner, gain, by gain.

        ``partners`` are named as in the table, or by any name or ISO code; a group's name stands
        for those of its members that export. Raises InvalidInput for a partner that is unknown or
        named twice.
        """
        spelled = [one for partner in partners for one in self._partners(partner)]
        with translate_input_errors(self.name):
            pooled = pool(self._space, spelled)
        order = np.argsort(-pooled.gain, kind="stable")
        names = np.array(pooled.partners)
        exports = self.complexity.exports
        table = pa.table(
            {
                "product": pa.array([exports.products[i] for i in order]),
                "pci": _write_figures(self.complexity.pci[order]),
                "density": pa.array(pooled.density[order].astype(np.float64)),
                "best_alone": pa.array(pooled.best_alone[order].astype(np.float64)),
                "nearest_partner": pa.array(names[pooled.nearest_partner[order]]),
                "gain": pa.array(pooled.gain[order].astype(np.float64)),
            }
        )
        return self.names.beside(table)

    def _partners(self, partner: str) -> tuple[str, ...]:
        names = self.complexity.exports.economies
        group = list_members_of(partner, [self.year] if self.year else None)
        if group is None or partner in names:
            return (self._spelled(partner),)
        return tuple(one for one in group.members if one in names)

    def _spelled(self, partner: str) -> str:
        """Return a partner as the table spells it.

        Raises InvalidInput naming the nearest economies for a name that nobody has. A table may
        name its exporters in its own way: a name near one of those is left for the engine.
        """
        names = self.complexity.exports.economies
        if partner in names:
            return partner
        try:
            return find_economy(find_economy_code(partner, field="--bloc")).iso3
        except InvalidInput:
            if find_nearest_names(partner) and not difflib.get_close_matches(
                partner, names, cutoff=0.5
            ):
                raise
            return partner

    def makers(self, product: str, *, top: int = 10) -> Makers:
        """Return who makes the product or could; raises InvalidInput for an unknown one."""
        with translate_input_errors(self.name):
            return find_makers(self._space, product, top=top)


def open_complexity(
    source: Path,
    *,
    year: int | None = None,
    classification: str | None = None,
    floor: Floor | None = None,
    titles: Path | None = None,
) -> ComplexityFile:
    """Return the complexity of the exports in ``source`` in ``year``.

    ``source`` is a store, flows of any kind, or a plain table of exporter, product, value_usd
    (and year), Parquet or CSV. ``year`` may be left out where there is only one; rows of a table
    without years are all taken for it. ``classification`` chooses among those of a store,
    ``floor`` who is too small to be measured, ``titles`` names the products. Raises InvalidInput
    with what is wrong, the years there are included.
    """
    years = None if year is None else [year]
    (found,) = open_complexity_years(
        source, years=years, classification=classification, floor=floor, titles=titles, most=1
    )
    return found


def open_complexity_years(
    source: Path,
    *,
    years: Sequence[int] | None = None,
    classification: str | None = None,
    floor: Floor | None = None,
    titles: Path | None = None,
    most: int | None = None,
    choices: FileChoices | None = None,
) -> tuple[ComplexityFile, ...]:
    """Return the complexity of each of the years by itself, ascending; of all without ``years``.

    ``choices`` say how a file is to be read. Raises InvalidInput as `open_complexity` does, and
    when ``most`` years are wanted, none is named and there are more.
    """
    notes: tuple[str, ...] = ()
    harmonized = "HS"
    tables: dict[int | None, pa.Table]
    if is_exports_table(source):
        read = read_exports_table(source, choices=choices)
        notes = read.notes + tuple(
            f"kept apart: {reason}: {rows:,} rows, ${usd / 1e9:,.1f} bn"
            for reason, rows, usd in read.apart
        )
        if "year" in read.rows.column_names:
            there = sorted(read.rows["year"].unique().to_pylist())
            chosen = _choose_years(source.name, there, years, most)
            tables = {
                year: _read_plain_exports(read.rows.filter(pc.equal(read.rows["year"], year)))
                for year in chosen
            }
        else:
            if years is not None and len(years) != 1:
                raise report_invalid(
                    "--year", f"expected one year: {source.name} has no column year"
                )
            if years is not None:
                notes += (f"{source.name} has no column year: every row is taken for {years[0]}",)
            tables = {None if years is None else years[0]: _read_plain_exports(read.rows)}
    else:
        flows = open_flows(source, classification=classification, choices=choices)
        notes = tuple(reading_notes(flows.notes))
        harmonized = flows.classification
        chosen = _choose_years(source.name, list(flows.years), years, most)
        tables = {year: _read_flow_exports(flows.during([year])) for year in chosen}
    named = name_products(source, titles=titles, classification=harmonized)
    floor = floor or Floor()
    return tuple(
        _measure_file(source.name, year, table, notes, floor, named)
        for year, table in tables.items()
    )


def _measure_file(
    file: str,
    year: int | None,
    table: pa.Table,
    notes: tuple[str, ...],
    floor: Floor,
    names: ProductNames,
) -> ComplexityFile:
    exports = _build_exports(table)
    sold = dict(zip(exports.economies, exports.values.sum(axis=1).tolist(), strict=True))
    exports, nobody = floor.leave_out_uninhabited(exports)
    least = floor.count_least(exports)
    kept, small = leave_out(exports, [one for one, usd in sold.items() if usd < least])
    kept, few = floor.leave_out_few_people(kept)
    left_out = (
        ("nobody lives there", nobody),
        (f"exports below ${least:,}", small),
        (f"fewer than {floor.people:,} people, or no figure of them", few),
    )
    notes += tuple(_note_left_out(why, who, sold) for why, who in left_out if who)
    with translate_input_errors(file):
        found = measure(kept)
    return ComplexityFile(file, found, year, notes + _group_notes(found), names)


def _note_left_out(why: str, who: Sequence[str], sold: Mapping[str, int]) -> str:
    largest = sorted(who, key=lambda one: (-sold[one], one))
    shown = ", ".join(f"{_name_of(one) or one} (${sold[one]:,})" for one in largest[:_MOST_NAMED])
    rest = f" and {len(who) - _MOST_NAMED:,} more" if len(who) > _MOST_NAMED else ""
    return f"left out, {why}: {shown}{rest}"


def _group_notes(found: Complexity) -> tuple[str, ...]:
    """Return who shares no product with the others, and so has no place on their scale."""
    groups = find_groups(found.made)
    if len(groups) == 1:
        return ()
    names = found.exports.economies
    shown = "; ".join(
        ", ".join(names[row] for row in group[:_MOST_NAMED])
        + (" ..." if len(group) > _MOST_NAMED else "")
        for group in groups[1 : _MOST_NAMED + 1]
    )
    of = "the largest, and empty for" if len(groups[0]) > 2 else "nobody: no three are together;"
    said = f"{len(groups)} groups of economies share no product with each other"
    return (f"{said}: eci, pci and coi are of {of} {shown}",)


def join_years(tables: Mapping[int | None, pa.Table]) -> pa.Table:
    """Return the tables of several years as one, the year first; that of one as it is."""
    if len(tables) == 1:
        return next(iter(tables.values()))
    return pa.concat_tables(
        table.add_column(0, "year", pa.array([year] * table.num_rows, pa.int32()))
        for year, table in tables.items()
    )


def _name_of(code: str) -> str | None:
    """Return the name of an economy; None for one that the table names in its own way."""
    known = lookup([code]).to_pylist()[0]["code"]
    return None if known is None else find_economy(known).name


def _read_flow_exports(flows: Flows) -> pa.Table:
    """Return economy, product, value from the totals beside the flows."""
    totals = read_totals(flows, "exports")
    return pa.table(
        {
            "economy": convert_to_iso3(totals["economy"]),
            "product": write_product_codes(flows, totals["product"]),
            "value": totals["exports"],
        }
    )


def _read_plain_exports(table: pa.Table) -> pa.Table:
    """Return economy, product, value of a table's rows."""
    return table.select(COLUMNS).rename_columns(["economy", "product", "value"])


def _choose_years(
    file: str, there: list[int], years: Sequence[int] | None, most: int | None
) -> list[int]:
    shown = ", ".join(map(str, there))
    if years is None:
        if most is None or len(there) <= most:
            return there
        raise report_invalid(file, f"expected --year, one of {shown}")
    absent = [year for year in years if year not in there]
    if absent:
        raise report_invalid("--year", f"expected years of {file}: {shown}", value=str(absent[0]))
    return sorted(set(years))


def _build_exports(table: pa.Table) -> Exports:
    """Return the rows as a table of economies by products, rows of one pair summed."""
    summed = table.group_by(["economy", "product"]).aggregate([("value", "sum")])
    economies = np.array(summed["economy"].to_pylist(), dtype=np.str_)
    products = np.array(summed["product"].to_pylist(), dtype=np.str_)
    rows, row = np.unique(economies, return_inverse=True)
    columns, column = np.unique(products, return_inverse=True)
    values = np.zeros((len(rows), len(columns)), dtype=np.int64)
    values[row, column] = summed["value_sum"].to_numpy()
    return Exports(values, tuple(rows.tolist()), tuple(columns.tolist()))


def _order_descending(figures: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[int]:
    order: list[int] = np.argsort(-figures, kind="stable").tolist()  # nan last
    return order


def _write_figures(figures: np.ndarray[tuple[int], np.dtype[np.float64]]) -> pa.Array:
    return pa.array(figures, pa.float64(), mask=np.isnan(figures))
