"""Ranked lists as an Arrow table, with reasons in words and as fields."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from fairlead.chain.localized_columns import (
    list_worded_languages,
    localize_schema,
    name_reason_columns,
)
from fairlead.chain.matching.codes import FairCodes
from fairlead.chain.matching.markets import Market
from fairlead.engines.matching.cooperation import COOPERATION_TYPES
from fairlead.engines.matching.evidence import NEARNESS
from fairlead.engines.matching.lists import Lists
from fairlead.engines.matching.params import TERMS
from fairlead.engines.matching.reasons import Reasons
from fairlead.engines.matching.sentences import list_notes, write_sentences

_WORD = pa.dictionary(pa.int32(), pa.string())
# One row per entry of a list. basis is `said` where something speaks for the meeting, else
# `discover`. owner_terms and partner_terms hold the two strongest terms of each direction, the
# strongest first, always as the owner sees them. product is where what the owner seeks and the
# partner offers meet, demand where what the owner offers and the partner seeks do, each with how
# near that is (`NEARNESS`); sought and offered are the cooperation types of the road that answers
# better.
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
        ("basis", _WORD),
        ("owner_terms", _WORD),
        ("partner_terms", _WORD),
        ("product", _WORD),
        ("product_nearness", _WORD),
        ("demand", _WORD),
        ("demand_nearness", _WORD),
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
    "drawn, the owner shows no product",
    "ranked by the rest, the owner shows no product",
)
# Places an entry must lose before its reason mentions the price.
_WORTH_SAYING = 5


def build_matches_schema(languages: Sequence[str]) -> pa.Schema:
    """Return the columns of `MATCHES` with reasons in the edition's languages."""
    return localize_schema(MATCHES, {"reason": tuple(name_reason_columns(languages).values())})


def list_table(
    lists: Lists,
    market: Market,
    codes: FairCodes,
    *,
    of_left: bool,
    languages: Sequence[str],
) -> pa.Table:
    """Return the entries that are shown of every list with the columns of `MATCHES`."""
    rank, top = lists.rank, market.tops[0 if of_left else 1]
    kept = np.flatnonzero(rank <= top)
    owner, partner = lists.owner[kept], lists.partner[kept].astype(np.int64)
    problem, ids, kinds = market.problem, (market.left, market.right), market.kinds
    reasons = market.explain(owner, partner, of_left=of_left)
    vague = (problem.left if of_left else problem.right).says_nothing[owner]
    notes = list_notes(
        lists.moved[kept], lists.brought[kept], lists.drawn[kept], vague, places=_WORTH_SAYING
    )
    sentences = write_sentences(reasons, codes.names, notes=notes, work=market.work.names)
    worded, reasons_in = list_worded_languages(languages), name_reason_columns(languages)
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
        "basis": _write_words(reasons.said.astype(np.int32), ("discover", "said")),
        "owner_terms": _write_two_terms(reasons.own),
        "partner_terms": _write_two_terms(reasons.partner),
        **_write_roads(reasons, codes),
        "price_note": _write_words(notes, _NOTES),
    }
    return pa.table(columns, schema=build_matches_schema(languages))


def _write_roads(reasons: Reasons, codes: FairCodes) -> dict[str, pa.Array]:
    """Return where both roads meet, and the types of the one that answers better."""
    gets, gives = reasons.gets, reasons.gives
    partner_offers = gets.answer >= gives.answer
    answered = np.maximum(gets.answer, gives.answer) > 0
    types = [
        np.where(answered, np.where(partner_offers, one, other), -1)
        for one, other in ((gets.seeks, gives.seeks), (gets.offers, gives.offers))
    ]
    return {
        "product": _write_words(gets.node, codes.book.nodes),
        "product_nearness": _write_words(_mark_none(gets.nearness), NEARNESS),
        "demand": _write_words(gives.node, codes.book.nodes),
        "demand_nearness": _write_words(_mark_none(gives.nearness), NEARNESS),
        "sought": _write_words(types[0], COOPERATION_TYPES),
        "offered": _write_words(types[1], COOPERATION_TYPES),
        "offers": _write_words(
            np.where(answered, partner_offers.astype(np.int32), -1), ("owner", "partner")
        ),
    }


def _mark_none(nearness: NDArray[np.int8]) -> NDArray[np.int32]:
    return np.where(nearness > 0, nearness, -1).astype(np.int32)


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


def _write_two_terms(two: NDArray[np.int8]) -> pa.DictionaryArray:
    count, two = len(TERMS), two.astype(np.int32)
    words = ["|".join(TERMS[t] for t in pair if t >= 0) for pair in _list_all_pairs(count)]
    return _write_words((two[:, 0] + 1) * (count + 1) + two[:, 1] + 1, words)


def _list_all_pairs(count: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(-1, count) for b in range(-1, count)]
