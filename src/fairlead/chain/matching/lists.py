"""Ranked lists as an Arrow table, with reasons in words and as fields."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from fairlead.chain.localized_columns import localize_schema, reason_columns, worded_languages
from fairlead.chain.matching.codes import FairCodes
from fairlead.engines.matching.cooperation import COOPERATION_TYPES
from fairlead.engines.matching.lists import Lists
from fairlead.engines.matching.params import TERMS, Params
from fairlead.engines.matching.problem import Problem
from fairlead.engines.matching.reasons import explain
from fairlead.engines.matching.sentences import list_notes, write_sentences

_WORD = pa.dictionary(pa.int32(), pa.string())
# One row per entry of a list. owner_terms and partner_terms hold the two strongest terms of each
# direction, the strongest first, always as the owner sees them; product is the code the owner
# seeks and the partner offers, demand the code the owner offers and the partner seeks.
MATCHES = pa.schema(
    [
        ("owner", _WORD),
        ("owner_kind", _WORD),
        ("partner", _WORD),
        ("partner_kind", _WORD),
        ("rank", pa.int32()),
        ("score", pa.float32()),
        ("mutual", pa.float32()),
        ("p", pa.float32()),
        ("q", pa.float32()),
        ("reason", _WORD),
        ("owner_terms", _WORD),
        ("partner_terms", _WORD),
        ("product", _WORD),
        ("demand", _WORD),
        ("sought", _WORD),
        ("offered", _WORD),
        ("offers", _WORD),
        ("price_note", _WORD),
    ]
)
_NOTES = (
    "",
    "brought by the price",
    "lowered by the price",
    "drawn, the owner names no product",
    "ranked by the rest, the owner names no product",
)
# Places an entry must lose before its reason mentions the price.
_WORTH_SAYING = 5


def matches_schema(languages: Sequence[str]) -> pa.Schema:
    """Return the columns of `MATCHES` with reasons in the edition's languages."""
    return localize_schema(MATCHES, {"reason": tuple(reason_columns(languages).values())})


def list_table(
    lists: Lists,
    problem: Problem,
    codes: FairCodes,
    *,
    ids: tuple[Sequence[str], Sequence[str]],
    kinds: tuple[str, str],
    of_left: bool,
    params: Params,
    top: int,
    languages: Sequence[str],
) -> pa.Table:
    """Return the first ``top`` entries of every list with the columns of `MATCHES`."""
    rank = lists.rank
    kept = np.flatnonzero(rank <= top)
    owner, partner = lists.owner[kept], lists.partner[kept].astype(np.int64)
    reasons = explain(problem, owner, partner, of_left=of_left, params=params)
    vague = (problem.left if of_left else problem.right).says_nothing[owner]
    notes = list_notes(
        lists.moved[kept], lists.brought[kept], lists.drawn[kept], vague, places=_WORTH_SAYING
    )
    sentences = write_sentences(reasons, codes.names, notes=notes)
    worded, reasons_in = worded_languages(languages), reason_columns(languages)
    own, other = (0, 1) if of_left else (1, 0)
    columns = {
        "owner": _write_words(owner, ids[own]),
        "owner_kind": _write_words(np.zeros(len(kept), np.int32), [kinds[own]]),
        "partner": _write_words(partner, ids[other]),
        "partner_kind": _write_words(np.zeros(len(kept), np.int32), [kinds[other]]),
        "rank": pa.array(rank[kept].astype(np.int32)),
        "score": pa.array(lists.score[kept]),
        "mutual": pa.array(lists.mutual[kept]),
        "p": pa.array(lists.p[kept]),
        "q": pa.array(lists.q[kept]),
        **{
            column: _write_words(sentences.which, sentences.texts[worded[tag]])
            for tag, column in reasons_in.items()
        },
        "owner_terms": _write_two_terms(reasons.own),
        "partner_terms": _write_two_terms(reasons.partner),
        "product": _write_words(reasons.product_node, codes.book.nodes),
        "demand": _write_words(reasons.demand_node, codes.book.nodes),
        "sought": _write_words(reasons.sought, COOPERATION_TYPES),
        "offered": _write_words(reasons.offered, COOPERATION_TYPES),
        "offers": _write_words(reasons.partner_offers, ("owner", "partner")),
        "price_note": _write_words(notes, _NOTES),
    }
    return pa.table(columns, schema=matches_schema(languages))


def _write_words(index: NDArray[np.generic], words: Sequence[str]) -> pa.DictionaryArray:
    """Return words by position; a negative position is null. Each word is kept once."""
    position: dict[str, int] = {}
    kept = np.array([position.setdefault(word, len(position)) for word in words], dtype=np.int32)
    places = np.asarray(index, dtype=np.int64)
    absent = places < 0
    return pa.DictionaryArray.from_arrays(
        pa.array(np.append(kept, np.int32(0))[places], mask=absent),
        pa.array(list(position), pa.string()),
    )


def _write_two_terms(two: NDArray[np.int32]) -> pa.DictionaryArray:
    count = len(TERMS)
    words = ["|".join(TERMS[t] for t in pair if t >= 0) for pair in _list_all_pairs(count)]
    return _write_words((two[:, 0] + 1) * (count + 1) + two[:, 1] + 1, words)


def _list_all_pairs(count: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(-1, count) for b in range(-1, count)]
