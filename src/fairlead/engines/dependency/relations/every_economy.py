"""Every economy judged in one pass over the sorted files of flows.

The relational form groups every flow by economy, product and partner: a hash table entry per row,
where the files' order already brings together what belongs together. Here the years' files are
read side by side, a block of importers at a time; the years are merged, and the sums over
partners are the economy's and product's row. Imports are judged block by block, on every core;
the exports of an economy are in all blocks, and are judged at the end. What the world sells and
who reports is known beforehand, from the totals. Memory is some blocks of flows and the result.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from fairlead.engines.dependency.answer import Answer
from fairlead.engines.dependency.books import Books, open_books
from fairlead.engines.dependency.flows import CODE_BITS, CODES, Flows, Part
from fairlead.engines.dependency.question import Question
from fairlead.engines.dependency.relations.merge_years import Codes, Dollars, PairFlows, merge_years
from fairlead.engines.dependency.relations.second_partner import add_second_partner
from fairlead.engines.dependency.relations.verdict import (
    YES,
    Bools,
    Measures,
    decide,
    tabulate_verdict,
)
from fairlead.engines.dependency.reporting import Reporting
from fairlead.engines.dependency.squares import join_halves, split_halves

_Made = TypeVar("_Made")

# Of all years together, so many flows are worked on at once by a core.
BLOCK_ROWS = 400_000
TOP_SCHEMA = pa.schema(
    [
        ("economy", pa.int32()),
        ("product", pa.int32()),
        ("rank", pa.int32()),
        ("partner", pa.int32()),
        ("value", pa.int64()),
        ("share", pa.float64()),
    ]
)
_COLUMNS = ("importer", "product", "exporter", "value")


@dataclass(frozen=True, slots=True)
class _Trade:
    """Flows in order of the books' cells, those of each of ``cells`` from its start on."""

    cells: Dollars
    starts: Dollars
    partner: Codes
    value: Dollars

    @property
    def sizes(self) -> Dollars:
        """Return how many partners each cell has."""
        return np.diff(self.starts, append=len(self.value))


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums over the partners of each cell.

    ``high``, ``crossed`` and ``low`` make the sum of squares: the dollars are split in halves.
    """

    own: Dollars
    high: Dollars
    crossed: Dollars
    low: Dollars
    partners: Dollars
    best: Dollars

    @classmethod
    def of(cls, trade: _Trade) -> _Sums:
        """Return the sums of flows."""
        starts, dollars = trade.starts, trade.value
        high, low = split_halves(dollars)
        key = dollars * CODES + ((CODES - 1) - trade.partner)
        return cls(
            own=np.add.reduceat(dollars, starts),
            high=np.add.reduceat(high * high, starts),
            crossed=np.add.reduceat(high * low, starts),
            low=np.add.reduceat(low * low, starts),
            partners=trade.sizes,
            best=np.maximum.reduceat(key, starts),
        )

    @classmethod
    def nothing(cls, cells: int) -> _Sums:
        """Return sums to which flows can be added."""
        return cls(*(np.zeros(cells, np.int64) for _ in range(6)))

    def add(self, trade: _Trade) -> None:
        """Add a block's flows; a partner's are all in one block."""
        more, cells = _Sums.of(trade), trade.cells
        self.own[cells] += more.own
        self.high[cells] += more.high
        self.crossed[cells] += more.crossed
        self.low[cells] += more.low
        self.partners[cells] += more.partners
        self.best[cells] = np.maximum(self.best[cells], more.best)

    def at(self, cells: Dollars) -> _Sums:
        """Return the sums of some cells."""
        return _Sums(
            self.own[cells],
            self.high[cells],
            self.crossed[cells],
            self.low[cells],
            self.partners[cells],
            self.best[cells],
        )


@dataclass(frozen=True, slots=True)
class _JudgedCells:
    """The rows of some cells, which of them are critical, and the critical ones' partners."""

    table: pa.Table
    critical: Bools
    tops: pa.Table


def assess_every_economy(
    flows: Flows, question: Question, *, partners: int, rows: int = BLOCK_ROWS
) -> tuple[Answer, Reporting]:
    """Return what every economy depends on, and who reports.

    The same rows as named economies get, of the products that they trade. About ``rows`` flows
    are in memory at once for each core.
    """
    books = open_books(flows, question)
    judge = _judge_imports if question.side == "import" else _judge_exports
    found = judge(flows.parts, books, max(partners, 2), rows)
    # What Arrow keeps of the blocks read is needed for the work on the result.
    pa.default_memory_pool().release_unused()
    tops = pa.concat_tables([one.tops for one in found])
    table = pa.concat_tables([one.table for one in found])
    return Answer(add_second_partner(table, tops), tops, None), books.reporting


def _judge_imports(
    parts: Sequence[Part], books: Books, count: int, rows: int
) -> list[_JudgedCells]:
    ends = _find_block_ends(parts, rows)
    cores = min(os.cpu_count() or 1, len(ends))
    runs = [chunk.tolist() for chunk in np.array_split(np.array(ends), cores)]
    starts = [0, *(run[-1] for run in runs[:-1])]

    def judge(start: int, run: list[int]) -> list[_JudgedCells]:
        blocks = _Blocks(parts, books, start)
        trades = (_group_bought(flows) for flows in map(blocks.before, run) if len(flows.pair))
        return [_judge_rows(books, trade.cells, _Sums.of(trade), count, trade) for trade in trades]

    with ThreadPoolExecutor(cores) as workers:
        found = chain.from_iterable(workers.map(judge, starts, runs))
        return list(found)


def _judge_exports(
    parts: Sequence[Part], books: Books, count: int, rows: int
) -> list[_JudgedCells]:
    ends = _find_block_ends(parts, rows)
    sums = _Sums.nothing(books.cells)
    for flows in _make_ahead(_Blocks(parts, books).before, ends):
        if len(flows.pair):
            sums.add(_group_sold(flows, books))
    traded = np.flatnonzero(sums.partners)
    found = []
    critical = np.zeros(books.cells, np.bool_)
    for some in np.array_split(traded, max(len(traded) // rows, 1)):
        found.append(_judge_rows(books, some, sums.at(some), count, None))
        critical[some] = found[-1].critical
    if critical.any():
        tops = _find_tops_sold(parts, books, ends, critical, sums.own, count)
        found[0] = _JudgedCells(found[0].table, found[0].critical, tops)
    return found


def _judge_rows(
    books: Books, cells: Dollars, sums: _Sums, count: int, trade: _Trade | None
) -> _JudgedCells:
    """Return the verdict on some cells; of ``trade`` the largest partners of the critical."""
    m = _list_measures(books, cells, sums)
    known, history = books.knowledge(cells), books.history(cells)
    verdict = decide(m, known, history, books.criteria, bloc=False)
    table = tabulate_verdict(
        m, known, history, verdict, criteria=books.criteria, side=books.reporting.side
    )
    critical = np.asarray(verdict.critical == YES, dtype=np.bool_)
    if trade is None:
        return _JudgedCells(table, critical, TOP_SCHEMA.empty_table())
    wanted = np.repeat(critical, trade.sizes)
    place = np.repeat(np.flatnonzero(critical), trade.sizes[critical])
    tops = _find_tops(
        books, cells[place], trade.partner[wanted], trade.value[wanted], m.own[place], count
    )
    return _JudgedCells(table, critical, tops)


def _list_measures(books: Books, cells: Dollars, sums: _Sums) -> Measures:
    row, column = np.divmod(cells, len(books.products))
    first = (CODES - 1 - (sums.best & (CODES - 1))).astype(np.int32)
    hub = books.place[first] * len(books.products) + column
    return Measures(
        economy=books.economies[row],
        product=books.products[column],
        own=sums.own,
        own_sq=join_halves(sums.high, sums.crossed, sums.low),
        partners=sums.partners,
        first_partner=first,
        first_usd=sums.best >> CODE_BITS,
        need=sums.own,
        inside=np.zeros_like(cells),
        counter_all=books.counter_all[cells],
        world=books.world[column],
        world_sq=books.world_sq[column],
        reporters=books.reporters[column],
        hub_own=books.own[hub],
        hub_counter=books.counter[hub],
    )


def _find_tops(
    books: Books, cells: Dollars, partner: Codes, value: Dollars, own: Dollars, count: int
) -> pa.Table:
    """Return `TOP_SCHEMA`: the ``count`` largest partners of each cell, equals by their code."""
    order = np.lexsort((partner, -value, cells))
    ordered = cells[order]
    begins = np.searchsorted(ordered, ordered)
    rank = np.arange(1, len(order) + 1) - begins
    kept = rank <= count
    best = order[kept]
    row, column = np.divmod(cells[best], len(books.products))
    return pa.Table.from_arrays(
        [
            pa.array(books.economies[row]),
            pa.array(books.products[column]),
            pa.array(rank[kept].astype(np.int32)),
            pa.array(partner[best].astype(np.int32)),
            pa.array(value[best]),
            pa.array(value[best] / own[best]),
        ],
        schema=TOP_SCHEMA,
    )


def _find_tops_sold(
    parts: Sequence[Part],
    books: Books,
    ends: Sequence[int],
    critical: Bools,
    own: Dollars,
    count: int,
) -> pa.Table:
    """Return the largest customers of the critical cells, in another pass over the flows."""
    cells, partner, value = [], [], []
    for flows in _make_ahead(_Blocks(parts, books).before, ends):
        importer, column = np.divmod(flows.pair, len(books.products))
        cell = books.place[flows.exporter] * len(books.products) + column
        wanted = critical[cell]
        cells.append(cell[wanted])
        partner.append(books.economies[importer[wanted]])
        value.append(flows.value[wanted])
    found = np.concatenate(cells)
    return _find_tops(
        books, found, np.concatenate(partner), np.concatenate(value), own[found], count
    )


def _group_bought(flows: PairFlows) -> _Trade:
    """Return the flows by importer and product, as they are in order."""
    starts = np.concatenate(([0], np.flatnonzero(np.diff(flows.pair)) + 1))
    return _Trade(flows.pair[starts], starts, flows.exporter, flows.value)


def _group_sold(flows: PairFlows, books: Books) -> _Trade:
    """Return the flows by exporter and product."""
    from scipy import sparse  # slow to load, and imports do without

    importer, column = np.divmod(flows.pair, len(books.products))
    cell = books.place[flows.exporter] * len(books.products) + column
    # A sparse matrix of cells and partners puts them in order in one pass.
    places = (cell, books.economies[importer])
    trade = sparse.coo_array((flows.value, places), shape=(books.cells, CODES)).tocsr()
    cells = np.flatnonzero(np.diff(trade.indptr))
    return _Trade(cells, trade.indptr[cells].astype(np.int64), trade.indices, trade.data)


def _make_ahead(make: Callable[[int], _Made], ends: Iterable[int]) -> Iterator[_Made]:
    """Yield what is made of each, the next being made while one is used."""
    with ThreadPoolExecutor(1) as ahead:
        coming: deque[Future[_Made]] = deque()
        for end in ends:
            coming.append(ahead.submit(make, end))
            if len(coming) > 1:
                yield coming.popleft().result()
        yield from (last.result() for last in coming)


class _Blocks:
    """Reads the years' files side by side from an importer on, the years added up."""

    def __init__(self, parts: Sequence[Part], books: Books, start: int = 0) -> None:
        """Open the files."""
        self._readers = [_Reader(part.flows, start) for part in parts]
        self._books = books

    def before(self, end: int) -> PairFlows:
        """Return the flows not yet returned whose importer's code is smaller than ``end``."""
        tables = [reader.before(end) for reader in self._readers]
        years = [self._by_pair(table) for table in tables if table.num_rows]
        if not years:
            none = np.zeros(0, np.int64)
            return PairFlows(none, none.astype(np.int32), none)
        return years[0] if len(years) == 1 else merge_years(years)

    def _by_pair(self, flows: pa.Table) -> PairFlows:
        books = self._books
        importer, product = flows["importer"].to_numpy(), flows["product"].to_numpy()
        # A pair's flows stand together: it is looked up once.
        changes = (importer[1:] != importer[:-1]) | (product[1:] != product[:-1])
        starts = np.concatenate(([0], np.flatnonzero(changes) + 1))
        column = np.searchsorted(books.products, product[starts])
        pair = books.place[importer[starts]] * len(books.products) + column
        repeated = np.repeat(pair, np.diff(starts, append=len(importer)))
        return PairFlows(repeated, flows["exporter"].to_numpy(), flows["value"].to_numpy())


class _Reader:
    """Reads a sorted file importer by importer, each row group once."""

    def __init__(self, file: Path, start: int) -> None:
        """Open the file; nothing is read of importers before ``start``."""
        self._file = pq.ParquetFile(file, memory_map=True)
        bounds = _find_bounds(self._file)
        self._first = [low for low, _ in bounds]
        self._next = bisect_left([high for _, high in bounds], start)
        self._start = start
        self._left = self._file.schema_arrow.empty_table().select(_COLUMNS)

    def before(self, importer: int) -> pa.Table:
        """Return the rows not yet returned whose importer's code is smaller."""
        stop = bisect_left(self._first, importer)
        wanted = range(self._next, stop)
        table = self._left
        if wanted:
            read = self._file.read_row_groups(
                list(wanted), columns=list(_COLUMNS), use_threads=False
            )
            table = pa.concat_tables([table, read.select(_COLUMNS)])
            self._next = stop
        low, high = np.searchsorted(table["importer"].to_numpy(), (self._start, importer)).tolist()
        self._left = table.slice(high)
        return table.slice(low, high - low)


def _find_bounds(file: pq.ParquetFile) -> list[tuple[int, int]]:
    """Return the smallest and the largest importer's code of each row group."""
    column = file.schema_arrow.get_field_index("importer")
    groups = (file.metadata.row_group(group) for group in range(file.num_row_groups))
    found = [group.column(column).statistics for group in groups]
    return [(int(one.min), int(one.max)) for one in found]


def _find_block_ends(parts: Sequence[Part], rows: int) -> list[int]:
    """Return the codes before which blocks of about so many rows end."""
    starts = np.zeros(CODES, np.int64)
    for part in parts:
        file = pq.ParquetFile(part.flows)
        first = [low for low, _ in _find_bounds(file)]
        sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
        np.add.at(starts, first, sizes)
    number = (np.cumsum(starts) - starts) // rows
    return [*(np.flatnonzero(np.diff(number)) + 1).tolist(), CODES]
