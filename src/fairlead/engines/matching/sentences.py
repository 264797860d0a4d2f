"""Reasons in words, in each language asked for; each different sentence is built once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.params import TERMS
from fairlead.engines.matching.reasons import NO_TERM, Reasons
from fairlead.engines.matching.vectors import Flags, Ints
from fairlead.engines.matching.wording import DOWN, DRAWN, UP, VAGUE, WORDINGS, Wording


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """Sentences of list entries: in a language, entry e says ``texts[language][which[e]]``."""

    which: Ints
    texts: Mapping[str, tuple[str, ...]]


def list_notes(moved: Ints, brought: Flags, drawn: Flags, vague: Flags, *, places: int) -> Ints:
    """Return what is to be said of each entry's place, 0 for nothing.

    1 where the price brought it, 2 where it lost at least ``places`` by it, 3 where the list is
    drawn, 4 where its owner says nothing of products and yet it is not.
    """
    by_price = np.where(brought, UP, np.where(moved <= -places, DOWN, 0))
    of_vague = np.where(drawn, DRAWN, VAGUE)
    return np.where(vague, of_vague, by_price).astype(np.int32)


def write_sentences(
    reasons: Reasons, names: Mapping[str, Sequence[str]], *, notes: Ints
) -> Sentences:
    """Return the sentences of all entries in every language of the ``names``, ``notes`` as above.

    ``names`` say by language, one of `WORDINGS`, what each code node is called, such as ``ball
    bearings (HS 848210)``.
    """
    used = np.concatenate([reasons.own, reasons.partner], axis=1)
    product = np.any(used == TERMS.index("product"), axis=1)
    demand = np.any(used == TERMS.index("demand"), axis=1)
    cooperation = np.any(used == TERMS.index("cooperation"), axis=1)
    columns = np.stack(
        [
            *reasons.own.T,
            *reasons.partner.T,
            np.where(product, reasons.product_node, -1),
            np.where(demand, reasons.demand_node, -1),
            np.where(cooperation, reasons.sought, -1),
            np.where(cooperation, reasons.offered, -1),
            np.where(cooperation, reasons.partner_offers, 0),
            notes,
        ],
        axis=1,
    )
    first, which = _find_different(columns)
    rows = [tuple(map(int, columns[row])) for row in first]
    return Sentences(
        which=which,
        texts={
            language: tuple(_say(row, called, WORDINGS[language]) for row in rows)
            for language, called in names.items()
        },
    )


def _find_different(columns: NDArray[np.int32]) -> tuple[NDArray[np.intp], Ints]:
    """Return one entry of each different row, and the row every entry has."""
    code = np.zeros(len(columns), dtype=np.int64)
    for column in columns.T:
        _, code = np.unique(
            code * (int(column.max(initial=0)) + 2) + column + 1, return_inverse=True
        )
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    return first, which.astype(np.int32)


def _say(row: tuple[int, ...], names: Sequence[str], wording: Wording) -> str:
    own, partner = _write_facts(row, 0, names, wording), _write_facts(row, 2, names, wording)
    if not own and not partner:
        said = [wording.nothing]
    elif set(own) == set(partner):
        said = [wording.say(own, of=wording.both)]
    else:
        said = [wording.say(own, of=wording.yours)] if own else []
        said += [wording.say(partner, of=wording.theirs)] if partner else []
    if row[-1]:
        said.append(wording.notes[row[-1]])
    return wording.between.join(said)


def _write_facts(
    row: tuple[int, ...], start: int, names: Sequence[str], wording: Wording
) -> list[str]:
    return [
        _write_fact(TERMS[term], row, names, wording)
        for term in row[start : start + 2]
        if term != NO_TERM
    ]


def _write_fact(term: str, row: tuple[int, ...], names: Sequence[str], wording: Wording) -> str:
    product, demand, sought, offered, partner_offers = row[4:9]
    if term == "product":
        return wording.product.replace("{}", names[product])
    if term == "demand":
        return wording.demand.replace("{}", names[demand])
    if term == "cooperation":
        phrase = wording.you_seek if partner_offers else wording.they_seek
        return phrase.format(wording.types[sought], wording.types[offered])
    return wording.terms[term]
