"""From a need to its makers: who offers it, who offers what is near, whose economy could make it.

score = sum of weight x term / sum of weights, over the terms

    product      cosine of the need's codes and the best offer's
    cooperation  product x how well the offer's cooperation types answer those sought
    near         proximity of the need's products and the maker's in the product space, handed in;
                 1 for an offer that meets the need or is of its heading: nothing comes nearer
    economy      how well the maker's economy could make the products (density or 1 for a
                 comparative advantage), handed in
    volume       whether firms of that size handle the yearly volume: 1, .5 a class below, else 0
    place        where the need seeks localisation: how close the maker's economy is to the need's

A term that cannot be known for a need (no product space, no volume, no place sought) is left out of
its weights, so that a need's scores are the same no matter who else asks. There are three kinds of
makers: those whose offer is what is sought, a part of it or a heading that holds it; those that
make what is near, by an offer of the same heading or by the product space; and, where nothing is
known of what a maker makes, those whose economy could. They are ranked in that order, and who
does not offer what is sought gets the share of the score at which even a perfect one stays behind
the least that does: signs of what a firm could make never outweigh what it does make.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.cooperation import COMPLEMENTS, COOPERATION_TYPES, answer_table
from fairlead.engines.matching.evidence import (
    OFFERS,
    SIMILAR,
    Entries,
    Relations,
    rank_offers,
)
from fairlead.engines.matching.kernels.choose import choose_kernels
from fairlead.engines.matching.kernels.records import BestOffers, OfferRows, SparseRows
from fairlead.engines.matching.vectors import (
    Floats,
    Ints,
    Kinds,
    Positions,
    Reals,
    Vectors,
    find_best_by_row,
    take_row,
)

MAKER_TERMS = ("product", "cooperation", "near", "economy", "volume", "place")
# Yearly volume in US dollars that a firm of each size class (micro to large) handles.
VOLUME_BY_SIZE = (1e5, 1e6, 2e7, np.inf)
# The kinds of makers, the best first: who offers what is sought, who makes what is near, whose
# economy could.
BASES = ("offers", "near", "economy")
# The least product term of an offer that meets a need.
LEAST_OFFERED = 0.25
_LOCALISED = 1 << COOPERATION_TYPES.index("localisation")


@dataclass(frozen=True, slots=True)
class MakerParams:
    """Weights of the terms, entries per need, and what a maker needs to be proposed.

    least_near: from here a maker whose offers do not meet the need makes what is near it. In trade
    flows most pairs of products have a proximity of some .2, so .5 asks for the nearest few of a
    hundred. least_economy: asked instead of a maker of which no product is known.
    """

    product: float = 1.0
    cooperation: float = 0.4
    near: float = 0.5
    economy: float = 0.25
    volume: float = 0.15
    place: float = 0.15
    top: int = 20
    least_near: float = 0.5
    least_economy: float = 0.5

    def __post_init__(self) -> None:
        """Refuse weights and counts without meaning."""
        for name in MAKER_TERMS:
            if not 0 <= getattr(self, name) < np.inf:
                raise ValueError(f"Expected a weight {name} >= 0, got {getattr(self, name)}.")
        if self.product <= 0:
            raise ValueError("Expected a weight product > 0.")
        if self.top < 1:
            raise ValueError(f"Expected top >= 1, got {self.top}.")
        for name in ("least_near", "least_economy"):
            if not 0 < getattr(self, name) <= 1:
                raise ValueError(f"Expected {name} above 0, at most 1.")


@dataclass(frozen=True, slots=True, eq=False)
class NeedRows:
    """Needs, one a row: code vectors, cooperation types as bits, and what else is known.

    volume: US dollars a year, nan where not given. country: the economy that needs it, -1 unknown.
    asker: the maker that asks itself, never proposed, -1 for none. products: positions in the
    product space and of ``could_make`` (no entries: unknown there). named: the codes of each.
    """

    codes: Vectors
    named: Entries
    kinds: Kinds
    volume: Reals
    country: Ints
    asker: Ints
    products: Vectors

    def __post_init__(self) -> None:
        """Refuse columns of another length and negative volumes."""
        for each in fields(self):
            if len(getattr(self, each.name)) != len(self.codes):
                raise ValueError(f"Expected {len(self.codes)} rows of {each.name}.")
        if np.any(self.volume < 0):
            raise ValueError("Expected volumes >= 0.")

    def take(self, rows: Positions) -> NeedRows:
        """Return the chosen needs, in that order."""
        return NeedRows(
            codes=self.codes.take(rows),
            named=self.named.take(rows),
            kinds=self.kinds[rows],
            volume=self.volume[rows],
            country=self.country[rows],
            asker=self.asker[rows],
            products=self.products.take(rows),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Supply:
    """Makers and their offers.

    named: the codes of each offer; relations: how near they come to those of needs.
    offers: code vectors, one a row; offer_kinds; owner: the maker of each offer, rising.
    country, size: of each maker, -1 unknown. products: each maker's positions in the product
    space. proximity: products x products, 0 to 1. could_make: economies x products, 0 to 1.
    affinity: economies x economies, 0 to 1. known: of which makers something is known that they
    make, if only its heading; without it of those with products.
    """

    offers: Vectors
    named: Entries
    relations: Relations
    offer_kinds: Kinds
    owner: Ints
    country: Ints
    size: Ints
    products: Vectors
    proximity: Floats | None = None
    could_make: Floats | None = None
    affinity: Floats | None = None
    known: NDArray[np.bool_] | None = None
    complements: Floats = field(default_factory=lambda: COMPLEMENTS)

    def __post_init__(self) -> None:
        """Refuse offers out of order or of makers that are not there."""
        if len(self.owner) != len(self.offers) or len(self.offer_kinds) != len(self.offers):
            raise ValueError("Expected an owner and types for every offer.")
        if np.any(np.diff(self.owner) < 0):
            raise ValueError("Expected offers in the order of their makers.")
        if len(self.owner) and not 0 <= self.owner[0] <= self.owner[-1] < len(self.country):
            raise ValueError(f"Expected makers from 0 to {len(self.country) - 1}.")
        if self.proximity is not None and self.proximity.shape != (self.products.width,) * 2:
            raise ValueError(f"Expected a proximity of {self.products.width} products squared.")
        if self.could_make is not None and self.could_make.shape[1] != self.products.width:
            raise ValueError(f"Expected could_make over {self.products.width} products.")


@dataclass(frozen=True, slots=True, eq=False)
class MakerLists:
    """Makers of every need: need r has entries ``offsets[r]:offsets[r + 1]``, best first.

    maker: position. score: 0 to 1. basis: position in `BASES`. offer: the offer that comes nearest,
    -1 where none is of the same heading. terms: entries x `MAKER_TERMS`.
    """

    offsets: Positions
    maker: Ints
    score: Floats
    basis: Ints
    offer: Ints
    terms: Floats

    @property
    def need(self) -> Positions:
        """Return the need of every entry."""
        return np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))

    @property
    def rank(self) -> Positions:
        """Return every entry's rank, from 1."""
        return np.arange(len(self.maker)) - self.offsets[self.need] + 1


def rank_makers(
    wanted: NeedRows, supply: Supply, *, params: MakerParams | None = None
) -> MakerLists:
    """Return for every need its makers, best first; equal scores by the maker's position."""
    params = params or MakerParams()
    if wanted.codes.width != supply.offers.width:
        raise ValueError("Expected needs and offers over the same code book.")
    makers = len(supply.country)
    parts = [
        _rank_block(wanted, supply, params, np.arange(first, min(first + 256, len(wanted.codes))))
        for first in range(0, len(wanted.codes) if makers else 0, 256)
    ]
    counts = [np.zeros(0 if makers else len(wanted.codes), np.int64), *(p[0] for p in parts)]
    width = len(MAKER_TERMS)
    return MakerLists(
        offsets=np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.int64),
        maker=np.concatenate([np.empty(0, np.int32), *(p[1] for p in parts)]),
        score=np.concatenate([np.empty(0, np.float32), *(p[2] for p in parts)]),
        basis=np.concatenate([np.empty(0, np.int32), *(p[3] for p in parts)]),
        offer=np.concatenate([np.empty(0, np.int32), *(p[4] for p in parts)]),
        terms=np.concatenate([np.empty((0, width), np.float32), *(p[5] for p in parts)]),
    )


_Block = tuple[Positions, Ints, Floats, Ints, Ints, Floats]


def _rank_block(wanted: NeedRows, supply: Supply, params: MakerParams, rows: Positions) -> _Block:
    shape = (len(rows), len(supply.country))
    product, answer = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    offer, rank = np.full(shape, -1, np.int32), np.zeros(shape, np.int8)
    best = BestOffers(product, answer, offer, rank)
    offers = _build_offer_rows(wanted, supply, params, rows)
    kernels = choose_kernels(len(wanted.codes) * len(supply.owner))
    kernels.run_in_ranges(
        lambda first, last: kernels.fill_best_offers(first, last, rows, offers, best),
        len(rows),
        parts=4,
    )
    nearness = (rank + 1) // 2
    offered = nearness >= OFFERS
    product[nearness < SIMILAR] = 0
    product[offered] = np.maximum(product[offered], LEAST_OFFERED)
    terms = np.stack(
        [
            product,
            product * answer,
            _measure_nearness(wanted.products, supply, rows),
            _score_economy(wanted.products, supply, rows),
            _score_volume(wanted.volume[rows], supply.size),
            _place(wanted, supply, rows),
        ],
        axis=2,
    )
    basis = _find_basis(terms, nearness, supply, params)
    near = terms[:, :, MAKER_TERMS.index("near")]
    near[rank >= 2 * SIMILAR] = 1
    crossed = rank == 2 * SIMILAR - 1  # similar by another scheme or version
    near[crossed] = np.maximum(near[crossed], params.least_near)
    score = _compute_scores(terms, offered, _compute_weights(wanted, supply, params, rows))
    asked_by = wanted.asker[rows]
    basis[np.flatnonzero(asked_by >= 0), asked_by[asked_by >= 0]] = len(BASES)
    order = np.lexsort((-score, basis), axis=1)[:, : params.top]
    ranked = np.take_along_axis(basis, order, axis=1)
    line, place = np.nonzero(ranked < len(BASES))
    at = line, order[line, place]
    return (
        (ranked < len(BASES)).sum(axis=1),
        at[1].astype(np.int32),
        score[at],
        basis[at],
        np.where(nearness >= SIMILAR, offer, -1)[at],
        terms[at],
    )


def _build_offer_rows(
    wanted: NeedRows, supply: Supply, params: MakerParams, rows: Positions
) -> OfferRows:
    needs, offers = wanted.codes, supply.offers
    return OfferRows(
        needs=SparseRows(needs.indptr, needs.indices, needs.data),
        need_kinds=wanted.kinds,
        offers=SparseRows(offers.indptr, offers.indices, offers.data),
        offer_kinds=supply.offer_kinds,
        owner=supply.owner,
        ranks=rank_offers(supply.relations, wanted.named.take(rows), supply.named),
        answers=answer_table(supply.complements),
        width=needs.width,
        cooperation=params.cooperation / params.product,
    )


def _find_basis(
    terms: Floats, nearness: NDArray[np.int8], supply: Supply, params: MakerParams
) -> Ints:
    """Return for needs x makers the position in `BASES`, one more for who is not proposed."""
    near, economy = (terms[:, :, MAKER_TERMS.index(name)] for name in ("near", "economy"))
    known = np.diff(supply.products.indptr) > 0 if supply.known is None else supply.known
    kinds = [
        nearness >= OFFERS,
        (nearness >= SIMILAR) | (near >= params.least_near),
        ~known[None, :] & (economy >= params.least_economy),
    ]
    return np.select(kinds, range(len(BASES)), default=len(BASES)).astype(np.int32)


def _compute_weights(
    wanted: NeedRows, supply: Supply, params: MakerParams, rows: Positions
) -> Floats:
    """Return the weights of the terms, needs x terms, 0 for what cannot be known for a need."""
    named = np.diff(wanted.products.indptr)[rows] > 0
    applies = {
        "near": named & (supply.proximity is not None),
        "economy": named & (supply.could_make is not None),
        "volume": np.isfinite(wanted.volume[rows]),
        "place": _mark_localised(wanted, rows),
    }
    always = np.ones(len(rows), dtype=bool)
    columns = [getattr(params, name) * applies.get(name, always) for name in MAKER_TERMS]
    return np.stack(columns, axis=1).astype(np.float32)


def _compute_scores(terms: Floats, offered: NDArray[np.bool_], weights: Floats) -> Floats:
    """Return needs x makers; without an offer, less than any maker with one.

    Summed term by term: a product of matrices rounds otherwise for other numbers of needs.
    """
    score: Floats = np.zeros(offered.shape, np.float32)
    for term in range(len(MAKER_TERMS)):
        score += weights[:, term, None] * terms[:, :, term]
    of = {name: weights[:, term] for term, name in enumerate(MAKER_TERMS)}
    least = LEAST_OFFERED * of["product"] + of["near"]
    most = weights.sum(axis=1)
    share = np.where(offered, np.float32(1), (least / most)[:, None])
    score *= (share / weights.sum(axis=1)[:, None]).astype(np.float32)
    return score


def find_nearest_products(
    wanted: NeedRows, supply: Supply, need: Positions, maker: Ints
) -> tuple[Ints, Ints]:
    """Return the nearest pair of products, (the need's, the maker's), of each (need, maker).

    Positions in the product space, -1 without a proximity or without products.
    """
    sought, made = np.full(len(need), -1, np.int32), np.full(len(need), -1, np.int32)
    if supply.proximity is None:
        return sought, made
    for place, (row, firm) in enumerate(zip(need, maker, strict=True)):
        mine, theirs = take_row(wanted.products, int(row)), take_row(supply.products, int(firm))
        if len(mine) and len(theirs):
            near = supply.proximity[mine[:, None], theirs]
            one, other = divmod(int(near.argmax()), len(theirs))
            sought[place], made[place] = mine[one], theirs[other]
    return sought, made


def _measure_nearness(products: Vectors, supply: Supply, rows: Positions) -> Floats:
    out = np.zeros((len(rows), len(supply.country)), dtype=np.float32)
    if supply.proximity is None:
        return out
    reach = find_best_by_row(products, rows, supply.proximity)
    making = np.flatnonzero(np.diff(supply.products.indptr) > 0)
    if len(making):
        starts = supply.products.indptr[making]
        out[:, making] = np.maximum.reduceat(reach[:, supply.products.indices], starts, axis=1)
    return out


def _score_economy(products: Vectors, supply: Supply, rows: Positions) -> Floats:
    if supply.could_make is None:
        return np.zeros((len(rows), len(supply.country)), dtype=np.float32)
    by_economy = find_best_by_row(products, rows, np.ascontiguousarray(supply.could_make.T))
    padded = np.pad(by_economy, ((0, 0), (0, 1)))
    return padded[:, supply.country]


def _score_volume(volume: Reals, size: Ints) -> Floats:
    needed = np.searchsorted(np.array(VOLUME_BY_SIZE), np.nan_to_num(volume))
    short = np.maximum(needed[:, None] - size[None, :], 0)
    term = np.where(short == 0, 1.0, np.where(short == 1, 0.5, 0.0))
    term = np.where((size < 0)[None, :], 0.5, term)
    return np.where(np.isfinite(volume)[:, None], term, 0).astype(np.float32)


def _mark_localised(wanted: NeedRows, rows: Positions) -> NDArray[np.bool_]:
    """Return which needs seek localisation in an economy that is known."""
    found: NDArray[np.bool_] = (wanted.kinds[rows] & _LOCALISED != 0) & (wanted.country[rows] >= 0)
    return found


def _place(wanted: NeedRows, supply: Supply, rows: Positions) -> Floats:
    here, there = wanted.country[rows][:, None], supply.country[None, :]
    near = (here == there).astype(np.float32)
    if supply.affinity is not None:
        near = supply.affinity[here, there]
    known: NDArray[np.bool_] = _mark_localised(wanted, rows)[:, None] & (there >= 0)
    return np.where(known, near, 0).astype(np.float32)
