"""Why a maker is proposed for a need, in each language that has words for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.chain.fair.needs import list_need_countries
from fairlead.chain.fair.offers import Titles, find_product_titles
from fairlead.chain.localized_columns import worded_languages
from fairlead.chain.matching.codes import FairCodes
from fairlead.engines.matching.codebook import BY_ITSELF
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
from fairlead.engines.matching.sentences import choose_phrase, fill_phrase, write_types
from fairlead.engines.matching.wording import WORDINGS, Wording
from fairlead.folder.fair import Fair

_AT = {name: place for place, name in enumerate(MAKER_TERMS)}
# What a term must reach to be said.
_SAID = {"near": 0.5, "economy": 0.5, "volume": 1.0, "place": 1.0}
_OFFERS, _ECONOMY = BASES.index("offers"), BASES.index("economy")


@dataclass(frozen=True, slots=True)
class _Maker:
    """One entry: its place among `BASES`, its terms, and what there is to name."""

    basis: int
    terms: dict[str, float]
    same_economy: bool
    nearness: str
    by: int
    sought: int
    offered: int
    level: str
    types: tuple[int, int]


def write_maker_reasons(
    fair: Fair,
    codes: FairCodes,
    lists: MakerLists,
    *,
    need: NDArray[np.int64],
    offers: NDArray[np.int64],
    near: pa.Array,
    met: Evidence,
) -> dict[str, list[str]]:
    """Return the sentences of all entries by the language they are in.

    ``need`` and ``offers`` are table rows (offer -1), ``near`` each maker's nearest product,
    ``met`` what the need and the offer have in common.
    """
    titles, makes = find_product_titles(fair), near.to_pylist()
    makers = _describe(fair, lists, need, met)
    said: dict[str, list[str]] = {}
    for tag, name in worded_languages(fair.settings.languages).items():
        wording, names = WORDINGS[name], codes.names[name]
        offered = [*fair.texts("offers", "title", tag).to_pylist(), ""]
        close = {code: _name_product(code, titles, tag) for code in set(makes) if code}
        said[tag] = [
            _say(
                maker,
                wording,
                names,
                offer=offered[int(offers[entry])],
                close=close.get(makes[entry], ""),
            )
            for entry, maker in enumerate(makers)
        ]
    return said


def _describe(
    fair: Fair, lists: MakerLists, need: NDArray[np.int64], met: Evidence
) -> list[_Maker]:
    exhibitors = np.flatnonzero(np.asarray(fair.organisations["stand"].is_valid()))
    home = fair.organisations["country"].take(pa.array(exhibitors[lists.maker]))
    wanted = list_need_countries(fair).take(pa.array(need))
    same = pc.fill_null(pc.equal(home, pa.chunked_array([wanted])), fill_value=False)
    columns = zip(
        lists.basis.tolist(), lists.terms.tolist(), same.to_pylist(), met.nearness.tolist(),
        met.by.tolist(), met.sought.tolist(), met.offered.tolist(), met.level.tolist(),
        zip(met.seeks.tolist(), met.offers.tolist(), strict=True), strict=True,
    )  # fmt: skip
    return [
        _Maker(
            basis, dict(zip(MAKER_TERMS, terms, strict=True)), here, NEARNESS[nearness], by, sought,
            offered, LEVELS[level] if level >= 0 else "", types,
        )
        for basis, terms, here, nearness, by, sought, offered, level, types in columns
    ]  # fmt: skip


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


def _say(maker: _Maker, wording: Wording, names: Sequence[str], *, offer: str, close: str) -> str:
    facts, terms = [], maker.terms
    if maker.nearness:
        facts.append(_say_offer(maker, wording, names, offer))
    elif close and terms["near"] >= _SAID["near"]:
        facts.append(fill_phrase(wording.near, offered=close, share=f"{terms['near']:.0%}"))
    if terms["economy"] >= 1:
        facts.append(wording.economy)
    elif maker.basis == _ECONOMY:
        facts.append(fill_phrase(wording.economy_near, share=f"{terms['economy']:.0%}"))
    if terms["place"] >= _SAID["place"]:
        facts.append(wording.place if maker.same_economy else wording.place_bloc)
    if maker.basis == _OFFERS and terms["volume"] >= _SAID["volume"]:
        facts.append(wording.volume)
    text = wording.say(facts)
    return f"{text[:1].upper()}{text[1:]}"


def _say_offer(maker: _Maker, wording: Wording, names: Sequence[str], offer: str) -> str:
    text = fill_phrase(
        wording.makes[choose_phrase(maker.nearness, maker.by)],
        offer=offer,
        offered=names[maker.offered],
        sought=names[maker.sought],
        level=wording.levels[maker.level] if maker.level else "",
    )
    if maker.by != BY_ITSELF:
        text += wording.crossed[maker.by]
    return text + write_types(*maker.types, wording)
