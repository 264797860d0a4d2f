"""Why a maker is proposed for a need, in each language that has words for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from fairlead.chain.fair.offers import Titles, find_product_titles
from fairlead.chain.localized_columns import worded_languages
from fairlead.chain.matching.codes import FairCodes
from fairlead.chain.matching.profiles import write_masks
from fairlead.engines.matching.cooperation import COOPERATION_TYPES, find_best_answer
from fairlead.engines.matching.makers import (
    MAKER_TERMS,
    OFFERED,
    MakerLists,
    NeedRows,
    Supply,
    find_nearest_products,
)
from fairlead.engines.matching.wording import WORDINGS, Wording
from fairlead.folder.fair import Fair

_AT = {name: place for place, name in enumerate(MAKER_TERMS)}
# What a term must reach to be said.
_SAID = {"near": 0.4, "economy": 0.5, "volume": 1.0, "place": 1.0}


def write_maker_reasons(
    fair: Fair,
    codes: FairCodes,
    lists: MakerLists,
    *,
    need: NDArray[np.int64],
    offers: NDArray[np.int64],
    near: pa.Array,
) -> dict[str, list[str]]:
    """Return the sentences of all entries by the language they are in.

    ``need`` and ``offers`` are table rows (offer -1), ``near`` each maker's nearest product.
    """
    sought = write_masks(fair.needs["cooperation"], COOPERATION_TYPES)[need]
    given = np.append(write_masks(fair.offers["cooperation"], COOPERATION_TYPES), np.uint64(0))[
        offers
    ]
    titles, makes = find_product_titles(fair), near.to_pylist()
    parts = [_split_parts(terms) for terms in lists.terms]
    answers = [_answer(*types) for types in zip(sought.tolist(), given.tolist(), strict=True)]
    said: dict[str, list[str]] = {}
    for tag, name in worded_languages(fair.settings.languages).items():
        wording, nodes = WORDINGS[name], codes.names[name]
        offered = [*fair.texts("offers", "title", tag).to_pylist(), ""]
        said[tag] = [
            _say(
                parts[entry],
                wording,
                offer=offered[int(offers[entry])],
                code=nodes[int(lists.node[entry])] if lists.node[entry] >= 0 else "",
                types=answers[entry],
                close=_name_product(makes[entry], titles, tag) if "near" in parts[entry] else "",
            )
            for entry in range(len(lists.maker))
        ]
    return said


@cache
def _answer(sought: int, given: int) -> tuple[int, int]:
    return find_best_answer(sought, given)


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


def _split_parts(terms: NDArray[np.float32]) -> set[str]:
    said = {name for name, least in _SAID.items() if terms[_AT[name]] >= least}
    if terms[_AT["product"]] >= OFFERED:
        said.add("product")
        said.discard("near")  # what it offers says more
        if terms[_AT["cooperation"]] > 0:
            said.add("cooperation")
    return said


def _say(
    parts: set[str], wording: Wording, *, offer: str, code: str, types: tuple[int, int], close: str
) -> str:
    facts = []
    if "product" in parts:
        before, between, after = wording.offers.split("{}")
        facts.append(f"{before}{offer}{between}{code}{after}")
    if "cooperation" in parts:
        sought, given = (wording.types[one] for one in types)
        facts.append(
            wording.same_type.format(sought)
            if sought == given
            else wording.other_type.format(sought, given)
        )
    if "near" in parts:
        facts.append(wording.near.replace("{}", close))
    facts += [getattr(wording, part) for part in ("economy", "place", "volume") if part in parts]
    text = wording.say(facts)
    return f"{text[:1].upper()}{text[1:]}" if facts else wording.weak
