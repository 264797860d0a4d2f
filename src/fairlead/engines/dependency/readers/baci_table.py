"""BACI joined into one table of text, read in blocks: the usual file takes a tenth of the memory.

The general reader looks at every cell as text. Here every spelling is looked at once, rows are
five numbers. What is not plain (a broken cell, codes of other levels, a flow that is there twice,
other columns) is left to the general reader, which gives the same figures and says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.flows import LARGEST
from fairlead.engines.dependency.readers.baci import BLOCK, THOUSANDS
from fairlead.engines.dependency.readers.headers import find_header
from fairlead.engines.dependency.readers.layouts import is_header
from fairlead.engines.dependency.readers.options import FileChoices, Unit
from fairlead.engines.dependency.readers.periods import WHOLE_YEAR, read_periods
from fairlead.engines.dependency.readers.products import HS_DIGITS, find_product_directory
from fairlead.engines.dependency.readers.reading import Names
from fairlead.engines.dependency.readers.reasons import OWN, TINY
from fairlead.engines.dependency.readers.text_files import describe_form, note_end
from fairlead.engines.dependency.readers.unpack import SAMPLE, UnwrappedFile, is_spreadsheet, unwrap

_CODED = ("t", "i", "j", "k")
_QUANTITY = "q"
_SCHEMA = pa.schema([*((name, pa.int32()) for name in _CODED), ("v", pa.float64())])


@dataclass(frozen=True, slots=True)
class BaciTable:
    """A plain file: ``rows`` (exporter, importer, product, year, value, apart, version).

    ``columns`` are the header's, ``form`` says how the text is written, ``notes`` what a reader
    must know of it.
    """

    rows: Table
    columns: tuple[str, ...]
    form: str
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Spellings:
    """The different cells of each column, by the number that stands for them."""

    known: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in _CODED})

    def number(self, name: str, cells: pa.DictionaryArray) -> pa.Array:
        """Return the numbers of a block's cells; raises ValueError for an empty one."""
        texts = [cell.strip() for cell in cells.dictionary.to_pylist()]
        if cells.null_count or "" in texts:
            raise ValueError("Expected no empty cell.")
        numbers = self.known[name]
        of_block = [numbers.setdefault(text, len(numbers)) for text in texts]
        return pa.array(of_block, pa.int32()).take(cells.indices)


def read_baci_table(
    session: DuckSession, path: Path, *, names: Names, choices: FileChoices
) -> BaciTable | None:
    """Return a plain file's rows; None for every other file, which the general reader takes.

    Raises `BadFlows` for a damaged wrapping.
    """
    worth = THOUSANDS if choices.unit is None else choices.unit.always
    if worth is None or choices.decimal is not None or choices.level not in (None, HS_DIGITS):
        return None
    inner = None if is_spreadsheet(path) else unwrap(path, session.scratch())
    columns = _find_columns(path.name, inner) if inner and inner.encoding else None
    if inner is None or columns is None:
        return None
    spelled = _Spellings()
    try:
        raw = session.load("raw", _SCHEMA, _read_blocks(inner.path, columns, worth, spelled))
    except (ValueError, pa.ArrowException):
        rows = None
    else:
        rows = _read_rows(session, raw, spelled, names, worth)
    if rows is None:
        session.drop("raw")
        return None
    return BaciTable(rows, columns, describe_form(inner, ","), note_end(inner.path))


def _find_columns(file: str, inner: UnwrappedFile) -> tuple[str, ...] | None:
    """Return the columns of a text with commas and nothing besides BACI's."""
    with inner.path.open("rb") as stream:
        head = stream.read(SAMPLE)
    header = find_header(file, head, is_header, whole=len(head) < SAMPLE)
    plain = header.separator == "," and header.line == 1 and not header.above
    folded = {column.casefold() for column in header.columns} - {_QUANTITY}
    return header.columns if plain and folded == set(_SCHEMA.names) else None


def _read_blocks(
    path: Path, columns: Sequence[str], worth: float, spelled: _Spellings
) -> Iterator[pa.RecordBatch]:
    kinds = {name: pa.dictionary(pa.int32(), pa.string()) for name in _CODED}
    with path.open("rb") as stream:
        reader = csv.open_csv(
            stream,
            read_options=csv.ReadOptions(
                block_size=BLOCK, column_names=[one.casefold() for one in columns], skip_rows=1
            ),
            convert_options=csv.ConvertOptions(
                column_types={**kinds, "v": pa.float64()}, include_columns=_SCHEMA.names
            ),
        )
        for batch in reader:
            value = batch.column(_SCHEMA.get_field_index("v"))
            if value.null_count or not pc.all(pc.is_finite(value)).as_py():
                raise ValueError("Expected a number in every cell.")
            if pc.any(pc.or_(pc.less(value, 0), pc.greater(value, LARGEST / worth))).as_py():
                raise ValueError("Expected dollars, zero or more.")
            coded = [
                spelled.number(name, column)
                for name, column in zip(_CODED, batch.columns, strict=False)
            ]
            yield pa.RecordBatch.from_arrays([*coded, value], schema=_SCHEMA)


def _read_rows(
    session: DuckSession, raw: Table, spelled: _Spellings, names: Names, worth: float
) -> Table | None:
    """Return the rows with what their cells mean, None where a cell is not plain."""
    economies = _look_up_economies(names, {*spelled.known["i"], *spelled.known["j"]})
    products = _index(find_product_directory(spelled.known["k"]).to_pylist(), "product_cell")
    periods = _index(read_periods(spelled.known["t"]).to_pylist(), "period_cell")
    plain = (
        all(row["hint"] is None for row in economies.values())
        and all(
            row["product_expected"] is None and row["digits"] in (None, HS_DIGITS)
            for row in products.values()
        )
        and all(row["year"] is not None and row["part"] == WHOLE_YEAR for row in periods.values())
    )
    plain = plain and all(
        _are_apart(spelled.known[name], found, column)
        for name, found, column in (
            ("i", economies, "code"),
            ("j", economies, "code"),
            ("k", products, "product"),
            ("t", periods, "year"),
        )
    )
    if not plain or not spelled.known["t"] or _has_repeats(session, raw):
        return None
    exporters = _register(session, "exporters", spelled.known["i"], economies, ("code", "apart"))
    importers = _register(session, "importers", spelled.known["j"], economies, ("code", "apart"))
    columns = ("product", "product_apart")
    goods = _register(session, "products", spelled.known["k"], products, columns)
    years = _register(session, "periods", spelled.known["t"], periods, ("year",))
    joined = (
        raw.left_join(exporters, raw.i == exporters.number)
        .select(raw, exporter=exporters.code, apart_exporter=exporters.apart)
        .left_join(importers, ibis._.j == importers.number)
    )
    joined = joined.select(
        "t", "k", "v", "exporter", "apart_exporter", importer="code", apart_importer="apart"
    )
    joined = joined.left_join(goods, joined.k == goods.number).select(
        joined, goods["product"], goods.product_apart
    )
    joined = joined.left_join(years, joined.t == years.number).select(joined, years.year)
    valued = joined.mutate(value=Unit(always=worth).times(joined.v, joined.year))
    return valued.select(
        "exporter",
        "importer",
        "product",
        "year",
        "value",
        apart=ibis.coalesce(
            valued.product_apart,
            valued.apart_importer,
            valued.apart_exporter,
            ibis.ifelse(valued.exporter == valued.importer, OWN, None),
            ibis.ifelse(valued.value == 0, TINY, None),
        ),
        version=ibis.null("string"),
    )


def _look_up_economies(names: Names, cells: Iterable[str]) -> dict[str, dict[str, object]]:
    return _index(names(sorted(cells)).to_pylist(), "name")


def _are_apart(cells: Iterable[str], found: dict[str, dict[str, object]], column: str) -> bool:
    """Return whether no two spellings mean the same: repeats are told by the spelling."""
    meant = [found[cell][column] for cell in cells if found[cell][column] is not None]
    return len(set(meant)) == len(meant)


def _index(rows: Sequence[dict[str, object]], key: str) -> dict[str, dict[str, object]]:
    return {str(row[key]): row for row in rows}


def _has_repeats(session: DuckSession, raw: Table) -> bool:
    """Return whether a flow is there twice: which one counts is for the general reader."""
    counted = raw.group_by("t", "i", "j", "k").agg(rows=raw.count())
    most = session.fetch("read", counted.agg(most=counted["rows"].max()))
    return bool((most["most"][0].as_py() or 0) > 1)


def _register(
    session: DuckSession,
    name: str,
    numbers: dict[str, int],
    found: dict[str, dict[str, object]],
    columns: Sequence[str],
) -> Table:
    kinds = {"code": pa.int32(), "product": pa.int64(), "year": pa.int64()}
    rows = {
        column: pa.array([found[cell][column] for cell in numbers], kinds.get(column, pa.string()))
        for column in columns
    }
    return session.register(
        name, pa.table({"number": pa.array(numbers.values(), pa.int32()), **rows})
    )
