"""What is known of every economy before its flows are read: the world's trade, by the totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from fairlead.engines.dependency.criteria import Criteria
from fairlead.engines.dependency.flows import CODES, OWN_REPORT, Flows, Part
from fairlead.engines.dependency.question import Question
from fairlead.engines.dependency.relations.verdict import (
    UNKNOWN,
    YES,
    Codes,
    History,
    Knowledge,
    Measures,
    Truth,
    decide_three,
    least,
)
from fairlead.engines.dependency.reporting import Reporting, read_reports
from fairlead.engines.dependency.squares import Dollars, Words, add_squares, from_arrow


@dataclass(frozen=True, slots=True)
class Books:
    """Totals of all chosen years in cells: an economy's row, then the product's column.

    ``own``, ``counter``: what an economy trades on the judged side and in the other direction;
    ``counter_all`` the latter in the years it has trade to judge. ``world``, ``world_sq`` and
    ``reporters`` are of each product. ``place`` is the row of an economy's code.
    """

    criteria: Criteria
    reporting: Reporting
    economies: Codes
    products: Codes
    place: Dollars
    own: Dollars
    counter: Dollars
    counter_all: Dollars
    world: Dollars
    world_sq: Words
    reporters: Dollars
    held: Truth | None
    unsure: Truth | None

    @property
    def cells(self) -> int:
        """Return how many cells there are."""
        return len(self.own)

    def knowledge(self, cells: Dollars) -> Knowledge:
        """Return what the reports answer of each cell."""
        active = self.reporting.active
        nothing = self.reporting.tell_nothing()
        known = [
            self.reporting.tell_known_together(code) if code in active else nothing
            for code in self.economies.tolist()
        ]
        return Knowledge.of(known, cells // len(self.products))

    def history(self, cells: Dollars) -> History | None:
        """Return in how many years of C4's window C1 to C3 hold; None of one year alone."""
        if self.held is None or self.unsure is None:
            return None
        of = self.criteria.persistence[1]
        judged = [
            self.reporting.count_judged(code, years[-1], of=of) if years else 0
            for code in self.economies.tolist()
            for years in [self.reporting.active.get(code, ())]
        ]
        return History(
            held=self.held[cells].astype(np.int64),
            unsure=self.unsure[cells].astype(np.int64),
            judged=np.array(judged, dtype=np.int64)[cells // len(self.products)],
        )


@dataclass(frozen=True, slots=True)
class _Year:
    """The totals of a year: a cell each, and trade on both sides."""

    year: int
    cell: Dollars
    own: Dollars
    counter: Dollars
    imports: Dollars
    replied: Dollars
    has_replied: np.ndarray[tuple[int], np.dtype[np.bool_]]


class _Totals:
    """Reads the files of totals of one side, each as cells of the same rows and columns."""

    def __init__(self, parts: Sequence[Part], question: Question) -> None:
        """Find out which economies and products there are."""
        self.parts = parts
        self.side = question.side
        self.sides = ("imports", "exports") if question.side == "import" else ("exports", "imports")
        self.economies = self._codes("economy")
        self.products = self._codes("product")
        self.place = np.full(CODES, -1, np.int64)
        self.place[self.economies] = np.arange(len(self.economies))

    def _codes(self, column: str) -> Codes:
        found = (np.unique(_read(part, [column])[column].to_numpy()) for part in self.parts)
        return np.unique(np.concatenate(list(found)))

    def cells_of(self, table: pa.Table) -> Dollars:
        """Return the cell of each row."""
        row = self.place[table["economy"].to_numpy()]
        column = np.searchsorted(self.products, table["product"].to_numpy())
        return np.asarray(row * len(self.products) + column, dtype=np.int64)

    def years(self) -> Iterator[_Year]:
        """Yield the totals of each year."""
        for part in self.parts:
            replied = OWN_REPORT in pq.read_schema(part.totals).names and self.side == "import"
            names = ["economy", "product", *self.sides]
            table = _read(part, [*names, *([OWN_REPORT] if replied else [])])
            own, counter = (table[name].to_numpy() for name in self.sides)
            said = np.zeros(len(own), np.bool_)
            dollars = np.zeros(len(own) if replied else 1, np.int64)
            if replied:
                said = table[OWN_REPORT].is_valid().to_numpy()
                dollars = table[OWN_REPORT].fill_null(0).to_numpy()
            yield _Year(
                year=part.year,
                cell=self.cells_of(table),
                own=own,
                counter=counter,
                imports=own if self.side == "import" else counter,
                replied=np.broadcast_to(dollars, own.shape),
                has_replied=said,
            )

    def squares(self, part: Part) -> Words:
        """Return the sums of squares of the judged side."""
        name = f"{self.sides[0]}_sq"
        return from_arrow(_read(part, [name])[name])


def _read(part: Part, columns: list[str]) -> pa.Table:
    return pq.ParquetFile(part.totals, memory_map=True).read(columns)


def open_books(flows: Flows, question: Question) -> Books:
    """Return the books of the flows' years for a question about every economy."""
    totals = _Totals(flows.parts, question)
    rows, columns = len(totals.economies), len(totals.products)
    own, counter, counter_all, imports = (np.zeros(rows * columns, np.int64) for _ in range(4))
    reports: list[tuple[int, int, bool, bool, bool]] = []
    for year in totals.years():
        row = year.cell // columns
        trades = np.bincount(row[year.own > 0], minlength=rows) > 0
        marks = (
            trades,
            np.bincount(row[year.imports > 0], minlength=rows) > 0,
            np.bincount(row[year.has_replied], minlength=rows) > 0,
        )
        listed = (mark.tolist() for mark in marks)
        reports += [
            (economy, year.year, *said)
            for economy, *said in zip(totals.economies.tolist(), *listed, strict=True)
        ]
        own[year.cell] += year.own
        counter[year.cell] += year.counter
        imports[year.cell] += year.imports
        counter_all[year.cell] += np.where(trades[row], year.counter + year.replied, 0)
    reporting = read_reports(question, reports)
    held, unsure = None, None
    if len(flows.parts) > 1:
        held, unsure = _find_history(totals, reporting, question)
    sold = counter.reshape(rows, columns)
    return Books(
        criteria=question.criteria,
        reporting=reporting,
        economies=totals.economies,
        products=totals.products,
        place=totals.place,
        own=own,
        counter=counter,
        counter_all=counter_all,
        world=sold.sum(axis=0),
        world_sq=add_squares(sold),
        reporters=np.count_nonzero(imports.reshape(rows, columns), axis=0),
        held=held,
        unsure=unsure,
    )


def _find_history(totals: _Totals, reporting: Reporting, question: Question) -> tuple[Truth, Truth]:
    """Return of each cell in how many years of its economy's window C1 to C3 hold, or may."""
    columns, cells = len(totals.products), len(totals.economies) * len(totals.products)
    held, unsure = np.zeros(cells, np.int8), np.zeros(cells, np.int8)
    of = question.criteria.persistence[1]
    codes = totals.economies.tolist()
    last = np.array([max(reporting.active.get(code, (0,))) for code in codes], dtype=np.int64)
    for part, year in zip(totals.parts, totals.years(), strict=True):
        within = (last >= year.year) & (year.year > last - of)
        row, column = np.divmod(year.cell, columns)
        rows = np.flatnonzero((year.own > 0) & within[row])
        if not len(rows):
            continue
        sold = np.zeros((len(codes), columns), np.int64)
        sold.reshape(-1)[year.cell] = year.counter
        world, world_sq = sold.sum(axis=0), add_squares(sold)
        nothing, at = np.zeros(len(rows), np.int64), column[rows]
        m = Measures(
            economy=nothing.astype(np.int32),
            product=nothing.astype(np.int32),
            own=year.own[rows],
            own_sq=totals.squares(part)[rows],
            partners=nothing,
            first_partner=nothing.astype(np.int32),
            first_usd=nothing,
            need=year.own[rows],
            inside=nothing,
            counter_all=(year.counter + year.replied)[rows],
            world=world[at],
            world_sq=world_sq[at],
            reporters=nothing,
            hub_own=nothing,
            hub_counter=nothing,
        )
        nowhere = reporting.tell_nothing()
        known = [
            reporting.tell_known(code, year.year) if code in reporting.active else nowhere
            for code in codes
        ]
        holds = least(*decide_three(m, Knowledge.of(known, row[rows]), question.criteria))
        held[year.cell[rows]] += holds == YES
        unsure[year.cell[rows]] += holds == UNKNOWN
    return held, unsure
