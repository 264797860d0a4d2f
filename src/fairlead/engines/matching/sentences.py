"""Reasons in words, English and Russian; each different sentence is built once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.params import TERMS
from fairlead.engines.matching.reasons import NO_TERM, Reasons
from fairlead.engines.matching.vectors import Flags, Ints


@dataclass(frozen=True, slots=True)
class Name:
    """What a code node is called in both languages, such as ``ball bearings (HS 848210)``."""

    en: str
    ru: str


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """Sentences of list entries: entry e says ``en[which[e]]`` and ``ru[which[e]]``."""

    which: Ints
    en: tuple[str, ...]
    ru: tuple[str, ...]


TYPES_EN = (
    "supply", "joint production", "a licence", "research", "localisation", "distribution",
    "investment",
)  # fmt: skip
TYPES_RU = (
    "поставку", "совместное производство", "лицензию", "исследования", "локализацию",
    "распространение", "инвестиции",
)  # fmt: skip
_PLAIN_EN = {
    "text": "your descriptions are close",
    "sector": "you work in the same industry",
    "country": "your economies work together closely",
    "language": "you share a language",
    "size": "you are of similar size",
    "circle": "you share partners and interests",
}
_PLAIN_RU = {
    "text": "ваши описания близки",
    "sector": "вы работаете в одной отрасли",
    "country": "ваши экономики тесно связаны",
    "language": "у вас есть общий язык",
    "size": "вы близки по размеру",
    "circle": "у вас общие партнёры и интересы",
}
_NOTE_EN = {
    0: "",
    1: " Shown because better known partners are over-asked.",
    2: " Shown lower because many ask for this partner.",
    3: " Your profile names no product, so the list is drawn: partners that fit the rest of it and "
    "have time are likelier.",
    4: " Your profile names no product, so only the rest of it orders the list.",
}
_NOTE_RU = {
    0: "",
    1: " Показано, потому что к более известным партнёрам слишком много запросов.",
    2: " Показано ниже, потому что к этому партнёру много запросов.",
    3: " В вашем профиле не назван ни один товар, поэтому список составлен жребием: вероятнее "
    "партнёры, которые подходят по остальным признакам и у которых есть время.",
    4: " В вашем профиле не назван ни один товар, поэтому порядок задают остальные признаки.",
}
UP, DOWN, DRAWN, VAGUE = 1, 2, 3, 4


def list_notes(moved: Ints, brought: Flags, drawn: Flags, vague: Flags, *, places: int) -> Ints:
    """Return what is to be said of each entry's place, 0 for nothing.

    1 where the price brought it, 2 where it lost at least ``places`` by it, 3 where the list is
    drawn, 4 where its owner says nothing of products and yet it is not.
    """
    by_price = np.where(brought, UP, np.where(moved <= -places, DOWN, 0))
    of_vague = np.where(drawn, DRAWN, VAGUE)
    return np.where(vague, of_vague, by_price).astype(np.int32)


def write_sentences(reasons: Reasons, names: Sequence[Name], *, notes: Ints) -> Sentences:
    """Return the sentences of all entries; ``names`` by node position, ``notes`` as above."""
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
    first, which = _different(columns)
    rows = [tuple(map(int, columns[row])) for row in first]
    return Sentences(
        which=which,
        en=tuple(_english(row, names) for row in rows),
        ru=tuple(_russian(row, names) for row in rows),
    )


def _different(columns: NDArray[np.int32]) -> tuple[NDArray[np.intp], Ints]:
    """Return one entry of each different row, and the row every entry has."""
    code = np.zeros(len(columns), dtype=np.int64)
    for column in columns.T:
        _, code = np.unique(
            code * (int(column.max(initial=0)) + 2) + column + 1, return_inverse=True
        )
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    return first, which.astype(np.int32)


def _english(row: tuple[int, ...], names: Sequence[Name]) -> str:
    own, partner = _facts(row, 0, names, russian=False), _facts(row, 2, names, russian=False)
    note = _NOTE_EN[row[-1]]
    if not own and not partner:
        return f"Nothing in the profiles speaks for it yet.{note}"
    if set(own) == set(partner):
        return f"For both sides: {'; '.join(own)}.{note}"
    parts = [f"For you: {'; '.join(own)}." if own else "", ""]
    parts[1] = f"For them: {'; '.join(partner)}." if partner else ""
    return f"{' '.join(part for part in parts if part)}{note}"


def _russian(row: tuple[int, ...], names: Sequence[Name]) -> str:
    own, partner = _facts(row, 0, names, russian=True), _facts(row, 2, names, russian=True)
    note = _NOTE_RU[row[-1]]
    if not own and not partner:
        return f"В профилях пока ничто не говорит в пользу встречи.{note}"
    if set(own) == set(partner):
        return f"Для обеих сторон: {'; '.join(own)}.{note}"
    parts = [f"Для вас: {'; '.join(own)}." if own else "", ""]
    parts[1] = f"Для них: {'; '.join(partner)}." if partner else ""
    return f"{' '.join(part for part in parts if part)}{note}"


def _facts(row: tuple[int, ...], start: int, names: Sequence[Name], *, russian: bool) -> list[str]:
    return [
        _fact(TERMS[term], row, names, russian=russian)
        for term in row[start : start + 2]
        if term != NO_TERM
    ]


def _fact(term: str, row: tuple[int, ...], names: Sequence[Name], *, russian: bool) -> str:
    product, demand, sought, offered, partner_offers = row[4:9]
    if term == "product":
        return (
            f"они предлагают то, что вам нужно: {names[product].ru}"
            if russian
            else f"they offer what you seek: {names[product].en}"
        )
    if term == "demand":
        return (
            f"им нужно то, что вы предлагаете: {names[demand].ru}"
            if russian
            else f"they seek what you offer: {names[demand].en}"
        )
    if term == "cooperation":
        return _cooperation(sought, offered, partner_offers, russian=russian)
    return _PLAIN_RU[term] if russian else _PLAIN_EN[term]


def _cooperation(sought: int, offered: int, partner_offers: int, *, russian: bool) -> str:
    if russian:
        wish, answer = TYPES_RU[sought], TYPES_RU[offered]
        if partner_offers:
            return f"вы ищете {wish}, они предлагают {answer}"
        return f"они ищут {wish}, вы предлагаете {answer}"
    wish, answer = TYPES_EN[sought], TYPES_EN[offered]
    if partner_offers:
        return f"you seek {wish} and they offer {answer}"
    return f"they seek {wish} and you offer {answer}"
