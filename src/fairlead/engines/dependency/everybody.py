"""Every economy's concentration in one pass over the sorted files of flows.

The relational form groups every flow by economy, product and partner: a hash table entry per row,
where the files' order already brings together what belongs together. Here the years' files are
read side by side; of each importer and product the years are added up in a slot per exporter,
and the sums go to the economy's and product's row. Memory is a block of rows and the result.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numba
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fairlead.engines.dependency.criteria import Side
from fairlead.engines.dependency.flows import CODE_BITS, CODES, Part

Codes: TypeAlias = npt.NDArray[np.int32]
Dollars: TypeAlias = npt.NDArray[np.int64]

# Of all years together, so many flows are worked on while as many are read.
BLOCK_ROWS = 400_000
CONCENTRATION_SCHEMA = pa.schema(
    [
        ("economy", pa.int32()),
        ("product", pa.int32()),
        ("own", pa.int64()),
        ("own_sq", pa.decimal128(38, 0)),
        ("partners", pa.int64()),
        ("first_partner", pa.int32()),
        ("first_usd", pa.int64()),
    ]
)
_COLUMNS = ("importer", "product", "exporter", "value")
_HALF = np.uint64(0xFFFFFFFF)
_32 = np.uint64(32)
_31 = np.uint64(31)
_33 = np.uint64(33)


@dataclass(frozen=True, slots=True)
class _Sums:
    """A row per economy and product, in that order; squares in two words, the lower first."""

    own: Dollars
    squares: npt.NDArray[np.uint64]
    partners: Dollars
    best: Dollars


def everybodys_concentration(
    parts: Sequence[Part], *, side: Side, rows: int = BLOCK_ROWS
) -> pa.Table:
    """Return `CONCENTRATION_SCHEMA`: sums over partners of every economy's trade, years added up.

    Rows are in order of economy and product; pairs without trade have none. The same rows as
    `relations.concentration`, exactly: dollars are added in 64 bits and their squares in 128.
    About ``rows`` flows are in memory at once.
    """
    economies, products = _codes(parts, "economy"), _codes(parts, "product")
    cells = len(economies) * len(products)
    sums = _Sums(
        own=np.zeros(cells, np.int64),
        squares=np.zeros((cells, 2), np.uint64),
        partners=np.zeros(cells, np.int64),
        best=np.zeros(cells, np.int64),
    )
    place = np.full(CODES, -1, np.int64)
    place[economies] = np.arange(len(economies))
    for block in _blocks([part.flows for part in parts], rows):
        _add(
            block.importer,
            block.product,
            block.exporter,
            block.value,
            block.begin,
            block.end,
            side == "import",
            place,
            products,
            sums.own,
            sums.squares,
            sums.partners,
            sums.best,
        )
    # What Arrow keeps of the blocks read is needed by whoever works on the result.
    pa.default_memory_pool().release_unused()
    return _table(sums, economies, products)


def _codes(parts: Sequence[Part], column: str) -> Codes:
    """Return the codes that occur, ascending."""
    found = [pc.unique(pq.read_table(part.totals, columns=[column])[column]) for part in parts]
    return np.unique(np.concatenate(found))


def _table(sums: _Sums, economies: Codes, products: Codes) -> pa.Table:
    rows = np.flatnonzero(sums.partners)
    best = sums.best[rows]
    squares = pa.py_buffer(sums.squares[rows])
    return pa.Table.from_arrays(
        [
            pa.array(economies[rows // len(products)]),
            pa.array(products[rows % len(products)]),
            pa.array(sums.own[rows]),
            pa.Array.from_buffers(pa.decimal128(38, 0), len(rows), [None, squares]),
            pa.array(sums.partners[rows]),
            pa.array((CODES - 1 - (best & (CODES - 1))).astype(np.int32)),
            pa.array(best >> CODE_BITS),
        ],
        schema=CONCENTRATION_SCHEMA,
    )


@dataclass(frozen=True, slots=True)
class _Block:
    """The flows of some importers, each file's rows from ``begin`` to before ``end``."""

    importer: Codes
    product: Codes
    exporter: Codes
    value: Dollars
    begin: Dollars
    end: Dollars


class _Reader:
    """Reads a sorted file importer by importer, each row group once."""

    def __init__(self, file: Path) -> None:
        """Open the file."""
        self._file = pq.ParquetFile(file)
        about = self._file.metadata
        column = self._file.schema_arrow.get_field_index("importer")
        groups = [about.row_group(group) for group in range(about.num_row_groups)]
        self.first = [int(group.column(column).statistics.min) for group in groups]
        self.rows = [group.num_rows for group in groups]
        self._next = 0
        self._left = self._file.schema_arrow.empty_table().select(_COLUMNS)

    def before(self, importer: int) -> pa.Table:
        """Return the rows not yet returned whose importer's code is smaller."""
        stop = bisect_left(self.first, importer)
        wanted = range(self._next, stop)
        table = self._left
        if wanted:
            read = self._file.read_row_groups(list(wanted), columns=list(_COLUMNS))
            table = pa.concat_tables([table, read.select(_COLUMNS)])
            self._next = stop
        cut = int(np.searchsorted(table["importer"].to_numpy(), importer))
        self._left = table.slice(cut)
        return table.slice(0, cut)


def _blocks(files: Sequence[Path], rows: int) -> Iterator[_Block]:
    """Yield all flows, every importer whole in one block; the next is read meanwhile."""
    readers = [_Reader(file) for file in files]
    first, *others = _ends(readers, rows)
    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(_read, readers, first)
        for end in others:
            block = coming.result()
            coming = ahead.submit(_read, readers, end)
            yield block
        yield coming.result()


def _ends(readers: Sequence[_Reader], rows: int) -> list[int]:
    """Return the codes before which blocks of about so many rows end."""
    starts = np.zeros(CODES, np.int64)
    for reader in readers:
        np.add.at(starts, reader.first, reader.rows)
    number = (np.cumsum(starts) - starts) // rows
    return [*(np.flatnonzero(np.diff(number)) + 1).tolist(), CODES]


def _read(readers: Sequence[_Reader], end: int) -> _Block:
    tables = [reader.before(end) for reader in readers]
    ends = np.cumsum([table.num_rows for table in tables])
    whole = pa.concat_tables(tables)
    importer, product, exporter, value = (whole[name].to_numpy() for name in _COLUMNS)
    return _Block(importer, product, exporter, value, np.concatenate(([0], ends[:-1])), ends)


@numba.njit(cache=True, nogil=True)
def _add(
    importer: Codes,
    product: Codes,
    exporter: Codes,
    value: Dollars,
    begin: Dollars,
    end: Dollars,
    by_importer: bool,  # noqa: FBT001 - compiled functions take no keywords
    place: Dollars,
    products: Codes,
    own: Dollars,
    squares: npt.NDArray[np.uint64],
    partners: Dollars,
    best: Dollars,
) -> None:
    """Add a block's flows to the rows of the importers, or else of the exporters."""
    at = begin.copy()
    years = len(at)
    slot = np.zeros(CODES, np.int64)
    met = np.zeros(CODES, np.bool_)
    touched = np.zeros(CODES, np.int32)
    nothing = np.int64(np.iinfo(np.int64).max)
    while True:
        least = nothing
        for year in range(years):
            row = at[year]
            if row < end[year]:
                least = min(least, (np.int64(importer[row]) << 32) | np.int64(product[row]))
        if least == nothing:
            return
        buyer = least >> 32
        item = np.int32(least & 0xFFFFFFFF)
        count = 0
        for year in range(years):
            row = at[year]
            while row < end[year] and importer[row] == buyer and product[row] == item:
                seller = exporter[row]
                if not met[seller]:
                    met[seller] = True
                    touched[count] = seller
                    count += 1
                slot[seller] += value[row]
                row += 1
            at[year] = row
        column = np.searchsorted(products, item)
        for one in range(count):
            seller = touched[one]
            dollars = slot[seller]
            slot[seller] = 0
            met[seller] = False
            subject, partner = (buyer, seller) if by_importer else (seller, buyer)
            cell = place[subject] * len(products) + column
            own[cell] += dollars
            partners[cell] += 1
            best[cell] = max(best[cell], dollars * CODES + (CODES - 1) - partner)
            _add_square(squares, cell, np.uint64(dollars))


@numba.njit(cache=True, nogil=True)
def _add_square(squares: npt.NDArray[np.uint64], cell: int, dollars: np.uint64) -> None:
    """Add the square of dollars to two words, from the squares and product of its halves."""
    low, high = dollars & _HALF, dollars >> _32
    crossed = low * high
    # dollars^2 = high^2 2^64 + crossed 2^33 + low^2
    before = low * low
    lower = before + (crossed << _33)
    upper = high * high + (crossed >> _31)
    if lower < before:
        upper += np.uint64(1)
    total = squares[cell, 0] + lower
    if total < lower:
        upper += np.uint64(1)
    squares[cell, 0] = total
    squares[cell, 1] += upper
