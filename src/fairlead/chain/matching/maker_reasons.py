"""Why a maker is proposed for a need, in each language that has words for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.chain.fair.needs import list_need_countries
from fairlead.chain.fair.offers import Titles, find_product_titles
from fairlead.chain.localized_columns import list_worded_languages
from fairlead.chain.matching.codes import FairCodes
from fairlead.engines.matching.evidence import NEARNESS, Evidence
from fairlead.engines.matching.makers import (
    BASES,
    MAKER_TERMS,
    MakerLists,
    NeedRows,
    Supply,
    find_nearest_products,
)
from fairlead.engines.matching.schemes import LEVELS
from fairlead.engines.matching.sentences import (
    choose_phrase,
    fill_phrase,
    write_crossing,
    write_types,
)
from fairlead.engines.matching.wording import WORDINGS, Wording
from fairlead.folder.fair import Fair

_AT = {name: place for place, name in enumerate(MAKER_TERMS)}
# What a term must reach to be said.
_SAID = {"near": 0.5, "economy": 0.5, "volume": 1.0, "place": 1.0}
_OFFERS, _ECONOMY = BASES.index("offers"), BASES.index("economy")


@dataclass(frozen=True, slots=True)
class _Facts:
    """The facts about entries, in no language yet: each different fact once.

    A sentence is a pair of what meets the need, a place in ``heads`` (0: nothing does), and what
    else speaks for the maker, a place in ``tails``; entry e says ``pairs[which[e]]``.
    """

    heads: list[_Offer | _Near | None]
    tails: list[_Tail]
    pairs: list[tuple[int, int]]
    which: NDArray[np.int32]


class _Offer(NamedTuple):
    """An offer that meets the need: its row, how near it comes, and in which products."""

    row: int
    nearness: str
    by: int
    sought: int
    offered: int
    level: str
    types: tuple[int, int]


class _Near(NamedTuple):
    """A product of the maker near to what is sought, and how near."""

    code: str
    share: str


class _Tail(NamedTuple):
    """What else speaks for a maker; ``share`` is how near its economy comes, "" unsaid."""

    economy: bool
    share: str
    place: str
    volume: bool


def write_maker_reasons(
    fair: Fair,
    codes: FairCodes,
    lists: MakerLists,
    *,
    need: NDArray[np.int64],
    offers: NDArray[np.int64],
    near: pa.Array,
    met: Evidence,
) -> dict[str, pa.Array]:
    """Return the sentences of all entries by the language they are in.

    ``need`` and ``offers`` are table rows (offer -1), ``near`` each maker's nearest product,
    ``met`` what the need and the offer have in common.
    """
    titles, makes = find_product_titles(fair), near.to_pylist()
    facts = _gather_facts(fair, lists, need, offers.tolist(), makes, met)
    said: dict[str, pa.Array] = {}
    for tag, name in list_worded_languages(fair.settings.languages).items():
        wording, names = WORDINGS[name], codes.names[name]
        offered = [*fair.texts("offers", "title", tag).to_pylist(), ""]
        close = {code: _name_product(code, titles, tag) for code in set(makes) if code}
        heads = [
            _say_offer(head, wording, names, offered[head.row])
            if isinstance(head, _Offer)
            else fill_phrase(wording.near, offered=close[head.code], share=head.share)
            if head is not None
            else ""
            for head in facts.heads
        ]
        tails = [_say_tail(tail, wording) for tail in facts.tails]
        sentences = [
            _capitalise(wording.say([heads[head], *tails[tail]] if head else tails[tail]))
            for head, tail in facts.pairs
        ]
        said[tag] = pa.array(sentences, pa.string()).take(pa.array(facts.which))
    return said


def _gather_facts(
    fair: Fair,
    lists: MakerLists,
    need: NDArray[np.int64],
    offers: Sequence[int],
    makes: Sequence[str | None],
    met: Evidence,
) -> _Facts:
    heads: dict[_Offer | _Near | None, int] = {None: 0}
    tails: dict[_Tail, int] = {}
    pairs: dict[tuple[int, int], int] = {}
    which = np.empty(len(need), np.int32)
    whole, economy, near, volume = (
        lists.terms[:, _AT[name]].tolist() for name in ("place", "economy", "near", "volume")
    )
    columns = zip(
        offers, met.nearness.tolist(), met.by.tolist(), met.sought.tolist(), met.offered.tolist(),
        met.level.tolist(), met.seeks.tolist(), met.offers.tolist(), strict=True,
    )  # fmt: skip
    here, basis = _find_neighbours(fair, lists, need), lists.basis.tolist()
    for entry, (row, nearness, by, sought, offered, level, seeks, gives) in enumerate(columns):
        head: _Offer | _Near | None = None
        code = makes[entry]
        if NEARNESS[nearness]:
            said = LEVELS[level] if level >= 0 else ""
            head = _Offer(row, NEARNESS[nearness], by, sought, offered, said, (seeks, gives))
        elif code and near[entry] >= _SAID["near"]:
            head = _Near(code, f"{near[entry]:.0%}")
        of_economy = economy[entry] >= 1
        tail = _Tail(
            of_economy,
            f"{economy[entry]:.0%}" if not of_economy and basis[entry] == _ECONOMY else "",
            ("" if whole[entry] < _SAID["place"] else "place" if here[entry] else "place_bloc"),
            basis[entry] == _OFFERS and volume[entry] >= _SAID["volume"],
        )
        pair = heads.setdefault(head, len(heads)), tails.setdefault(tail, len(tails))
        which[entry] = pairs.setdefault(pair, len(pairs))
    return _Facts(list(heads), list(tails), list(pairs), which)


def _find_neighbours(fair: Fair, lists: MakerLists, need: NDArray[np.int64]) -> list[bool]:
    """Return whether each maker is of the economy that the need is of."""
    exhibitors = np.flatnonzero(np.asarray(fair.organisations["stand"].is_valid()))
    home = fair.organisations["country"].take(pa.array(exhibitors[lists.maker]))
    wanted = list_need_countries(fair).take(pa.array(need))
    same = pc.fill_null(pc.equal(home, pa.chunked_array([wanted])), fill_value=False)
    neighbours: list[bool] = same.to_pylist()
    return neighbours


def find_near_products(
    wanted: NeedRows, supply: Supply, lists: MakerLists, products: Sequence[str]
) -> pa.Array:
    """Return each maker's product that lies nearest to the need's, null where that says nothing."""
    found = np.full(len(lists.maker), -1, dtype=np.int32)
    said = np.flatnonzero(lists.terms[:, _AT["near"]] >= _SAID["near"])
    found[said] = find_nearest_products(wanted, supply, lists.need[said], lists.maker[said])[1]
    return pa.array(products, pa.string()).take(pa.array(found, mask=found < 0))


def _name_product(code: str, titles: Titles, tag: str) -> str:
    title = titles.choose(code, tag)
    return f"{title} (HS {code})" if title else f"HS {code}"


def _say_tail(tail: _Tail, wording: Wording) -> list[str]:
    facts = []
    if tail.economy:
        facts.append(wording.economy)
    elif tail.share:
        facts.append(fill_phrase(wording.economy_near, share=tail.share))
    if tail.place:
        facts.append(wording.place if tail.place == "place" else wording.place_bloc)
    if tail.volume:
        facts.append(wording.volume)
    return facts


def _say_offer(met: _Offer, wording: Wording, names: Sequence[str], offer: str) -> str:
    text = fill_phrase(
        wording.makes[choose_phrase(met.nearness, met.by)],
        offer=offer,
        offered=names[met.offered],
        sought=names[met.sought],
        level=wording.levels[met.level] if met.level else "",
    )
    return text + write_crossing(met.by, wording) + write_types(*met.types, wording)


def _capitalise(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
