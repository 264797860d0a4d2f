"""Why a maker is proposed for a need, in English and Russian."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.chain.fair.offers import Titles, product_titles
from fairlead.chain.matching.codes import FairCodes
from fairlead.chain.matching.profiles import masks
from fairlead.engines.matching.cooperation import COOPERATION_TYPES, best_answer
from fairlead.engines.matching.makers import (
    MAKER_TERMS,
    OFFERED,
    MakerLists,
    Supply,
    Wanted,
    nearest_products,
)
from fairlead.engines.matching.sentences import TYPES_EN, TYPES_RU, Name
from fairlead.folder.fair import Fair

_AT = {name: place for place, name in enumerate(MAKER_TERMS)}
# What a term must reach to be said.
_SAID = {"near": 0.4, "economy": 0.5, "volume": 1.0, "place": 1.0}


def maker_reasons(
    fair: Fair,
    codes: FairCodes,
    lists: MakerLists,
    *,
    need: NDArray[np.int64],
    offers: NDArray[np.int64],
    near: pa.Array,
) -> tuple[list[str], list[str]]:
    """Return the sentences of all entries.

    ``need`` and ``offers`` are table rows (offer -1), ``near`` each maker's nearest product.
    """
    sought = masks(fair.needs["cooperation"], COOPERATION_TYPES)[need]
    given = np.append(masks(fair.offers["cooperation"], COOPERATION_TYPES), np.uint64(0))[offers]
    titles = [
        _titles(fair.offers, "title"),
        _titles(fair.offers, "title_ru", otherwise="title"),
    ]
    english, russian = [], []
    titles_of = product_titles(fair)
    makes = near.to_pylist()
    answers: dict[tuple[int, int], tuple[int, int]] = {}
    for entry in range(len(lists.maker)):
        types = int(sought[entry]), int(given[entry])
        if types not in answers:
            answers[types] = best_answer(*types)
        row, node = int(offers[entry]), int(lists.node[entry])
        code = codes.names[node] if node >= 0 else Name("", "")
        parts = _parts(lists.terms[entry])
        close = _product_name(makes[entry], titles_of) if "near" in parts else Name("", "")
        english.append(_english(parts, titles[0][row], code.en, answers[types], close.en))
        russian.append(_russian(parts, titles[1][row], code.ru, answers[types], close.ru))
    return english, russian


def _titles(offers: pa.Table, column: str, *, otherwise: str = "title") -> list[str]:
    written = pc.coalesce(offers[column], offers[otherwise])
    return [*written.to_pylist(), ""]


def near_products(
    wanted: Wanted, supply: Supply, lists: MakerLists, products: Sequence[str]
) -> pa.Array:
    """Return each maker's product that lies nearest to the need's, null where that says nothing."""
    found = np.full(len(lists.maker), -1, dtype=np.int32)
    said = np.flatnonzero(lists.terms[:, _AT["near"]] >= _SAID["near"])
    found[said] = nearest_products(wanted, supply, lists.need[said], lists.maker[said])[1]
    return pa.array(products, pa.string()).take(pa.array(found, mask=found < 0))


def _product_name(code: str, titles: Titles) -> Name:
    english, russian = titles.of(code)
    plain = f"HS {code}"
    return Name(
        f"{english} ({plain})" if english else plain,
        f"{russian or english} ({plain})" if english else plain,
    )


def _parts(terms: NDArray[np.float32]) -> set[str]:
    said = {name for name, least in _SAID.items() if terms[_AT[name]] >= least}
    if terms[_AT["product"]] >= OFFERED:
        said.add("product")
        said.discard("near")  # what it offers says more
        if terms[_AT["cooperation"]] > 0:
            said.add("cooperation")
    return said


def _english(parts: set[str], offer: str, code: str, types: tuple[int, int], close: str) -> str:
    facts = []
    if "product" in parts:
        facts.append(f"offers “{offer}”, which meets the need at {code}")
    if "cooperation" in parts:
        sought, given = TYPES_EN[types[0]], TYPES_EN[types[1]]
        facts.append(
            f"{sought} is sought and offered"
            if sought == given
            else (f"{sought} is sought, {given} is offered")
        )
    if "near" in parts:
        facts.append(f"makes {close}, which lies near in the product space")
    if "economy" in parts:
        facts.append("its economy makes this or stands close to it")
    if "place" in parts:
        facts.append("sits where it is to be localised")
    if "volume" in parts:
        facts.append("its size suits the volume")
    text = "; ".join(facts)
    return f"{text[:1].upper()}{text[1:]}." if text else "Only weak signs speak for it."


def _russian(parts: set[str], offer: str, code: str, types: tuple[int, int], close: str) -> str:
    facts = []
    if "product" in parts:
        facts.append(f"предлагает «{offer}», что отвечает потребности по коду {code}")
    if "cooperation" in parts:
        sought, given = TYPES_RU[types[0]], TYPES_RU[types[1]]
        facts.append(
            f"ищут и предлагают {sought}"
            if sought == given
            else (f"ищут {sought}, предлагают {given}")
        )
    if "near" in parts:
        facts.append(f"производит близкий товар: {close}")
    if "economy" in parts:
        facts.append("экономика страны это производит или близка к этому")
    if "place" in parts:
        facts.append("находится там, где нужна локализация")
    if "volume" in parts:
        facts.append("размер подходит для объёма")
    text = "; ".join(facts)
    return f"{text[:1].upper()}{text[1:]}." if text else "Есть лишь слабые признаки."
