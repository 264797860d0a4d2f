"""Every economy's concentration in one pass over the sorted files of flows.

The relational form groups every flow by economy, product and partner: a hash table entry per row,
where the files' order already brings together what belongs together. Here the years' files are
read side by side, a block of importers at a time; the years are merged, and the sums over
partners go to the economy's and product's row. Memory is a block of flows and the result.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fairlead.engines.dependency.criteria import Side
from fairlead.engines.dependency.flows import CODE_BITS, CODES, Part
from fairlead.engines.dependency.relations.merge_years import Codes, Dollars, PairFlows, merged

Words: TypeAlias = npt.NDArray[np.uint64]
_Made = TypeVar("_Made")

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
# All of a product's dollars are below 2^53: halves of 26 and 27 bits leave sums of their products
# over 2^10 partners within 64.
_HALF = 26


@dataclass(frozen=True, slots=True)
class _Sums:
    """A row per economy and product, in that order, zeros where nothing is traded.

    ``high``, ``crossed`` and ``low`` make the sum of squares: the dollars are split in halves.
    """

    economies: Codes
    products: Codes
    own: Dollars
    high: Dollars
    crossed: Dollars
    low: Dollars
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
    empty = (np.zeros(len(economies) * len(products), np.int64) for _ in range(6))
    sums = _Sums(economies, products, *empty)
    place = np.full(CODES, -1, np.int64)
    place[economies] = np.arange(len(economies))
    readers = [_Reader(part.flows) for part in parts]

    def block(end: int) -> list[PairFlows]:
        tables = [reader.before(end) for reader in readers]
        return [_by_pair(table, products, place) for table in tables if table.num_rows]

    for years in _ahead(block, _ends(readers, rows)):
        if years:
            flows = years[0] if len(years) == 1 else merged(years)
            _add(sums, _bought(flows) if side == "import" else _sold(flows, sums, place))
    # What Arrow keeps of the blocks read is needed by whoever works on the result.
    pa.default_memory_pool().release_unused()
    return _table(sums)


def _codes(parts: Sequence[Part], column: str) -> Codes:
    """Return the codes that occur, ascending."""
    found = [pc.unique(pq.read_table(part.totals, columns=[column])[column]) for part in parts]
    return np.unique(np.concatenate(found))


def _by_pair(flows: pa.Table, products: Codes, place: Dollars) -> PairFlows:
    importer, product = flows["importer"].to_numpy(), flows["product"].to_numpy()
    # A pair's flows stand together: it is looked up once.
    changes = (importer[1:] != importer[:-1]) | (product[1:] != product[:-1])
    starts = np.concatenate(([0], np.flatnonzero(changes) + 1))
    column = np.searchsorted(products, product[starts])
    pair = place[importer[starts]] * len(products) + column
    repeated = np.repeat(pair, np.diff(starts, append=len(importer)))
    return PairFlows(repeated, flows["exporter"].to_numpy(), flows["value"].to_numpy())


@dataclass(frozen=True, slots=True)
class _Trade:
    """Flows in order of the rows of the sums (``cells``), each row's from its start on."""

    cells: Dollars
    starts: Dollars
    partner: Codes
    value: Dollars


def _bought(flows: PairFlows) -> _Trade:
    """Return the flows by importer and product, as they are in order."""
    starts = np.concatenate(([0], np.flatnonzero(np.diff(flows.pair)) + 1))
    return _Trade(flows.pair[starts], starts, flows.exporter, flows.value)


def _sold(flows: PairFlows, sums: _Sums, place: Dollars) -> _Trade:
    """Return the flows by exporter and product."""
    from scipy import sparse  # slow to load, and imports do without

    importer, column = np.divmod(flows.pair, len(sums.products))
    cell = place[flows.exporter] * len(sums.products) + column
    # A sparse matrix of cells and partners puts them in order in one pass.
    places = (cell, sums.economies[importer])
    trade = sparse.coo_array((flows.value, places), shape=(len(sums.own), CODES)).tocsr()
    cells = np.flatnonzero(np.diff(trade.indptr))
    return _Trade(cells, trade.indptr[cells].astype(np.int64), trade.indices, trade.data)


def _add(sums: _Sums, trade: _Trade) -> None:
    """Add a block's flows to the sums."""
    cells, starts, dollars = trade.cells, trade.starts, trade.value
    high, low = dollars >> _HALF, dollars & ((1 << _HALF) - 1)
    key = dollars * CODES + ((CODES - 1) - trade.partner)
    sums.own[cells] += np.add.reduceat(dollars, starts)
    sums.high[cells] += np.add.reduceat(high * high, starts)
    sums.crossed[cells] += np.add.reduceat(high * low, starts)
    sums.low[cells] += np.add.reduceat(low * low, starts)
    sums.partners[cells] += np.diff(starts, append=len(dollars))
    sums.best[cells] = np.maximum(sums.best[cells], np.maximum.reduceat(key, starts))


def _table(sums: _Sums) -> pa.Table:
    rows = np.flatnonzero(sums.partners)
    best = sums.best[rows]
    return pa.Table.from_arrays(
        [
            pa.array(sums.economies[rows // len(sums.products)]),
            pa.array(sums.products[rows % len(sums.products)]),
            pa.array(sums.own[rows]),
            _decimals(sums.high[rows], sums.crossed[rows], sums.low[rows]),
            pa.array(sums.partners[rows]),
            pa.array((CODES - 1 - (best & (CODES - 1))).astype(np.int32)),
            pa.array(best >> CODE_BITS),
        ],
        schema=CONCENTRATION_SCHEMA,
    )


def _decimals(high: Dollars, crossed: Dollars, low: Dollars) -> pa.Array:
    """Return high 2^52 + crossed 2^27 + low, exactly: a decimal is two words, the lower first."""
    words: Words = np.zeros((len(high), 2), np.uint64)
    words[:, 0] = low
    for part, shift in ((crossed, _HALF + 1), (high, 2 * _HALF)):
        lower = part.astype(np.uint64) << np.uint64(shift)
        words[:, 0] += lower
        words[:, 1] += words[:, 0] < lower
        words[:, 1] += part.astype(np.uint64) >> np.uint64(64 - shift)
    return pa.Array.from_buffers(pa.decimal128(38, 0), len(high), [None, pa.py_buffer(words)])


def _ahead(make: Callable[[int], _Made], ends: Iterable[int]) -> Iterator[_Made]:
    """Yield what is made of each, the next being made while one is used."""
    with ThreadPoolExecutor(1) as ahead:
        coming: deque[Future[_Made]] = deque()
        for end in ends:
            coming.append(ahead.submit(make, end))
            if len(coming) > 1:
                yield coming.popleft().result()
        yield from (last.result() for last in coming)


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


def _ends(readers: Sequence[_Reader], rows: int) -> list[int]:
    """Return the codes before which blocks of about so many rows end."""
    starts = np.zeros(CODES, np.int64)
    for reader in readers:
        np.add.at(starts, reader.first, reader.rows)
    number = (np.cumsum(starts) - starts) // rows
    return [*(np.flatnonzero(np.diff(number)) + 1).tolist(), CODES]
