"""A fair's product codes for the matching engine: one code book, and what each code is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.engines.matching.codebook import CodeBook, Link, build_codebook
from fairlead.engines.matching.schemes import lineage, parse_code
from fairlead.engines.matching.sentences import Name
from fairlead.engines.matching.vectors import Reals, Vectors, inverse_frequency
from fairlead.folder.fair import Fair


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Offers or needs as loose (row of the table, position of the code) entries."""

    row: NDArray[np.int64]
    code: NDArray[np.int64]
    rows: int


@dataclass(frozen=True, slots=True, eq=False)
class FairCodes:
    """The codes of all offers and needs: the book, the entries, the weight of every node."""

    book: CodeBook
    offers: Entries
    needs: Entries
    weight: Reals
    names: tuple[Name, ...]

    def vectors(self, entries: Entries, owner: NDArray[np.int64], *, count: int) -> Vectors:
        """Return scaled vectors of owners, ``owner`` naming each table row's (-1: nobody's)."""
        whose = owner[entries.row]
        mine = whose >= 0
        raw = self.book.vectors(whose[mine], entries.code[mine], rows=count)
        return raw.scaled(self.weight)

    def by_row(self, entries: Entries) -> Vectors:
        """Return one scaled vector for each row of the table."""
        return self.vectors(entries, np.arange(entries.rows), count=entries.rows)


def gather_codes(fair: Fair, *, concordance: Sequence[Link] = ()) -> FairCodes:
    """Return the codes of a fair; raises ValueError for a code of no known scheme."""
    columns = [fair.offers["products"], fair.needs["products"]]
    flat = [pc.list_flatten(column).combine_chunks() for column in columns]
    written = pc.unique(pa.chunked_array(flat, pa.string())).sort()
    book = build_codebook(written.to_pylist(), concordance=concordance)
    offers, needs = (
        Entries(
            row=np.asarray(pc.list_parent_indices(column), dtype=np.int64),
            code=np.asarray(pc.index_in(codes, written), dtype=np.int64),
            rows=len(column),
        )
        for column, codes in zip(columns, flat, strict=True)
    )
    raw = [book.vectors(e.row, e.code, rows=e.rows) for e in (offers, needs)]
    return FairCodes(
        book=book,
        offers=offers,
        needs=needs,
        weight=inverse_frequency(*raw),
        names=_names(book, fair.products),
    )


def _names(book: CodeBook, products: pa.Table) -> tuple[Name, ...]:
    """Return each node's name: the title the fair gives its code, and the code."""
    titles = {}
    for row in products.select(["code", "title", "title_ru"]).to_pylist():
        node = lineage(parse_code(row["code"]))[0][0]
        titles[node] = (row["title"], row["title_ru"] or row["title"])
    return tuple(_name(node, titles.get(node)) for node in book.nodes)


def _name(node: str, title: tuple[str, str] | None) -> Name:
    scheme, _, code = node.partition(":")
    plain = f"{scheme} {code}"
    russian = plain.replace("section", "раздел")
    if title is None:
        return Name(plain, russian)
    return Name(f"{title[0]} ({plain})", f"{title[1]} ({russian})")
