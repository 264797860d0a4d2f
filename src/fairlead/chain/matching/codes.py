"""A fair's product codes for the matching engine: one code book, and what each code is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.chain.localized_columns import list_worded_languages
from fairlead.chain.matching.versions import join_versions
from fairlead.engines.matching import evidence
from fairlead.engines.matching.codebook import CodeBook, Link, build_codebook, trace_ladder
from fairlead.engines.matching.cooperation import COOPERATION_TYPES
from fairlead.engines.matching.schemes import write_code
from fairlead.engines.matching.vectors import Kinds, Reals, Vectors, compute_inverse_frequency
from fairlead.engines.matching.wording import WORDINGS, Wording
from fairlead.folder.fair import Fair
from fairlead.folder.language_tags import order_languages
from fairlead.folder.localized_text import LocalizedText

_Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class PartyRows:
    """Which rows of a table of offers or needs each party names: ``row[start[p]:start[p + 1]]``."""

    start: _Rows
    row: _Rows

    def __len__(self) -> int:
        """Return the number of parties."""
        return len(self.start) - 1


def sort_into_shelves(owner: _Rows, *, count: int) -> PartyRows:
    """Return the rows of each party, ``owner`` naming each row's (-1: nobody's)."""
    rows = np.argsort(owner, kind="stable")
    start = np.searchsorted(owner[rows], np.arange(count + 1)).astype(np.int64)
    return PartyRows(start - start[0], rows[start[0] : start[-1]])


def join_shelves(one: PartyRows, other: PartyRows) -> PartyRows:
    """Return what each party names in either, the first's rows before the other's."""
    count = np.arange(len(one))
    party = np.concatenate([np.repeat(count, np.diff(s.start)) for s in (one, other)])
    order = np.argsort(party, kind="stable")
    return PartyRows(one.start + other.start, np.concatenate([one.row, other.row])[order])


def take_party_rows(shelves: PartyRows, chosen: _Rows) -> PartyRows:
    """Return the rows of the chosen parties; -1 stands for a party without any."""
    padded = np.append(np.diff(shelves.start), 0)
    counts = padded[chosen]
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return PartyRows(start, shelves.row[_spread(np.append(shelves.start[:-1], 0)[chosen], counts)])


def _spread(first: _Rows, counts: _Rows) -> _Rows:
    """Return the positions of runs that begin at ``first`` and are ``counts`` long."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    at: _Rows = np.repeat(first - (ends - counts), counts) + np.arange(total)
    return at


@dataclass(frozen=True, slots=True, eq=False)
class CodedRows:
    """Offers or needs: the codes of row r are ``code[start[r]:start[r + 1]]``, its types bits."""

    start: _Rows
    code: NDArray[np.int64]
    kinds: Kinds

    def __len__(self) -> int:
        """Return the number of rows of the table."""
        return len(self.start) - 1

    @property
    def row(self) -> _Rows:
        """Return the row of every code."""
        return np.repeat(np.arange(len(self)), np.diff(self.start))


@dataclass(frozen=True, slots=True, eq=False)
class FairCodes:
    """The codes of all offers and needs: the book, the rows, the weight of every node.

    ``names`` say by wording (`fairlead.engines.matching.wording`) what each code is called.
    """

    book: CodeBook
    offers: CodedRows
    needs: CodedRows
    weight: Reals
    names: dict[str, tuple[str, ...]]

    def vectors(self, rows: CodedRows, shelves: PartyRows) -> Vectors:
        """Return scaled vectors of the parties whose shelves these are."""
        named = self.entries(rows, shelves)
        party = np.repeat(np.arange(len(named)), np.diff(named.start))
        return self.book.vectors(party, named.code, rows=len(named)).scaled(self.weight)

    def entries(self, rows: CodedRows, shelves: PartyRows) -> evidence.Entries:
        """Return what those parties name, code by code with the types of its row."""
        counts = np.diff(rows.start)[shelves.row]
        at = _spread(rows.start[shelves.row], counts)
        start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)[shelves.start]
        return evidence.Entries(
            start,
            rows.code[at].astype(np.int32),
            np.repeat(rows.kinds[shelves.row], counts),
        )

    def by_row(self, rows: CodedRows) -> Vectors:
        """Return one scaled vector for each row of the table."""
        return self.vectors(rows, list_rows_alone(rows))


def list_rows_alone(rows: CodedRows) -> PartyRows:
    """Return a party for every row of the table."""
    return PartyRows(np.arange(len(rows) + 1), np.arange(len(rows)))


def gather_kinds(rows: CodedRows, shelves: PartyRows) -> Kinds:
    """Return all the cooperation types of each party as bits."""
    out = np.zeros(len(shelves), dtype=np.uint8)
    party = np.repeat(np.arange(len(shelves)), np.diff(shelves.start))
    np.bitwise_or.at(out, party, rows.kinds[shelves.row])
    return out


def write_masks(column: pa.ChunkedArray, names: Sequence[str]) -> NDArray[np.uint64]:
    """Return the bits of each row's names (bit n for ``names[n]``), 0 for null."""
    flat = pc.list_flatten(column)
    bit = np.asarray(pc.index_in(flat, pa.array(names, pa.string())), dtype=np.uint64)
    out = np.zeros(len(column), dtype=np.uint64)
    np.bitwise_or.at(out, np.asarray(pc.list_parent_indices(column)), np.uint64(1) << bit)
    return out


def gather_codes(fair: Fair, *, concordance: Sequence[Link] = ()) -> FairCodes:
    """Return the codes of a fair; raises ValueError for a code of no known scheme."""
    tables = (fair.offers, fair.needs)
    flat = [pc.list_flatten(table["products"]).combine_chunks() for table in tables]
    written = pc.unique(pa.chunked_array(flat, pa.string())).sort()
    codes = written.to_pylist()
    same, by_number = join_versions(codes, concordance)
    book = build_codebook(codes, concordance=(*concordance, *by_number), same=same)
    offers, needs = (
        _read_coded_rows(table, codes_of, written)
        for table, codes_of in zip(tables, flat, strict=True)
    )
    raw = [book.vectors(rows.row, rows.code, rows=len(rows)) for rows in (offers, needs)]
    return FairCodes(
        book=book,
        offers=offers,
        needs=needs,
        weight=compute_inverse_frequency(*raw),
        names=_name_codes(book, fair, same),
    )


def _read_coded_rows(table: pa.Table, flat: pa.Array, written: pa.Array) -> CodedRows:
    parent = np.asarray(pc.list_parent_indices(table["products"]), dtype=np.int64)
    return CodedRows(
        start=np.searchsorted(parent, np.arange(table.num_rows + 1)).astype(np.int64),
        code=np.asarray(pc.index_in(flat, written), dtype=np.int64),
        kinds=write_masks(table["cooperation"], COOPERATION_TYPES).astype(np.uint8),
    )


def _name_codes(book: CodeBook, fair: Fair, same: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return each code's names: the title the fair gives it, and the code."""
    titles: dict[str, LocalizedText] = {}
    written = zip(
        fair.products["code"].to_pylist(), fair.localized("products", "title"), strict=True
    )
    for code, title in written:
        titles[trace_ladder(code, same)[0].node] = title
    languages = fair.settings.languages
    nodes = [
        (trace_ladder(code, {})[0].node, book.nodes[own])
        for code, own in zip(book.codes, book.own, strict=True)
    ]
    return {
        wording: tuple(
            _name(node, titles.get(own), order_languages(languages, tag), WORDINGS[wording])
            for node, own in nodes
        )
        for tag, wording in list_worded_languages(languages).items()
    }


def _name(node: str, title: LocalizedText | None, order: Sequence[str], wording: Wording) -> str:
    plain = write_code(node).replace("section", wording.section)
    return plain if title is None else f"{title.choose(order)} ({plain})"
