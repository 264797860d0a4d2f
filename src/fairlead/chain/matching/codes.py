"""A fair's product codes for the matching engine: one code book, and what each code is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.chain.localized_columns import worded_languages
from fairlead.engines.matching.codebook import CodeBook, Link, build_codebook
from fairlead.engines.matching.schemes import parse_code, trace_lineage
from fairlead.engines.matching.vectors import Reals, Vectors, compute_inverse_frequency
from fairlead.engines.matching.wording import WORDINGS, Wording
from fairlead.folder.fair import Fair
from fairlead.folder.language_tags import order_languages
from fairlead.folder.localized_text import LocalizedText


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Offers or needs as loose (row of the table, position of the code) entries."""

    row: NDArray[np.int64]
    code: NDArray[np.int64]
    rows: int


@dataclass(frozen=True, slots=True, eq=False)
class FairCodes:
    """The codes of all offers and needs: the book, the entries, the weight of every node.

    ``names`` say by wording (`fairlead.engines.matching.wording`) what each node is called.
    """

    book: CodeBook
    offers: Entries
    needs: Entries
    weight: Reals
    names: dict[str, tuple[str, ...]]

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
        weight=compute_inverse_frequency(*raw),
        names=_name_nodes(book, fair),
    )


def _name_nodes(book: CodeBook, fair: Fair) -> dict[str, tuple[str, ...]]:
    """Return each node's names: the titles the fair gives its code, and the code."""
    titles: dict[str, LocalizedText] = {}
    written = zip(
        fair.products["code"].to_pylist(), fair.localized("products", "title"), strict=True
    )
    for code, title in written:
        titles[trace_lineage(parse_code(code))[0][0]] = title
    languages = fair.settings.languages
    return {
        wording: tuple(
            _name(node, titles.get(node), order_languages(languages, tag), WORDINGS[wording])
            for node in book.nodes
        )
        for tag, wording in worded_languages(languages).items()
    }


def _name(node: str, title: LocalizedText | None, order: Sequence[str], wording: Wording) -> str:
    scheme, _, code = node.partition(":")
    plain = f"{scheme} {code}".replace("section", wording.section)
    return plain if title is None else f"{title.choose(order)} ({plain})"
