"""What two parties name that meets: the entry sought and the entry offered, and how near they are.

Entries are looked at one by one, so that what is said of a product and of a form of cooperation
is said of the same entry, and by codes and their wider codes alone, so that how near two codes are
does not depend on who else is at the fair.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fairlead.engines.matching.codebook import BY_ITSELF, CodeBook
from fairlead.engines.matching.cooperation import COMPLEMENTS, tabulate_answers
from fairlead.engines.matching.kernels.choose import PAIRS_AS_LONG, choose_kernels
from fairlead.engines.matching.kernels.records import EntryPairs, EvidenceColumns
from fairlead.engines.matching.ladders import meet_codes
from fairlead.engines.matching.vectors import Floats, Ints, Kinds, Positions, Ranks

# How near what is offered comes to what is sought: nothing that may be claimed, the same chapter
# (or what a scheme has for it), the same heading, a heading that holds it, a part of it, the same.
APART, SAME_KIND, SIMILAR, HOLDS, PART, SAME = range(6)
NEARNESS = ("", "chapter", "heading", "holds", "part", "same")
# From here it is offered.
OFFERS = HOLDS


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """What parties name: party p has entries ``start[p]:start[p + 1]``.

    ``code``: position in the code book. ``kinds``: cooperation types of the entry as bits.
    """

    start: Positions
    code: Ints
    kinds: Kinds

    def __post_init__(self) -> None:
        """Refuse columns that do not fit one another."""
        if len(self.code) != len(self.kinds) or self.start[-1] != len(self.code):
            raise ValueError("Expected a code and types for every entry.")

    def __len__(self) -> int:
        """Return the number of parties."""
        return len(self.start) - 1

    def take(self, rows: ArrayLike) -> Entries:
        """Return the chosen parties, in the order given."""
        chosen = np.asarray(rows, dtype=np.int64)
        counts = np.diff(self.start)[chosen]
        start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        at = np.repeat(self.start[chosen] - start[:-1], counts) + np.arange(start[-1])
        return Entries(start, self.code[at], self.kinds[at])


def make_entries(party: ArrayLike, code: ArrayLike, kinds: ArrayLike, *, parties: int) -> Entries:
    """Return entries from loose (party, code, types), kept in the order given within a party."""
    who = np.asarray(party, dtype=np.int64)
    order = np.argsort(who, kind="stable")
    start = np.searchsorted(who[order], np.arange(parties + 1)).astype(np.int64)
    return Entries(
        start,
        np.asarray(code, dtype=np.int32)[order],
        np.asarray(kinds, dtype=np.uint8)[order],
    )


@dataclass(frozen=True, slots=True, eq=False)
class Relations:
    """How near each code that is offered comes to each that is sought; see `relate`.

    ranks, rungs, by: as `ladders.meet_codes` returns them. sought, offered: the codes of their rows
    and columns; sought_place, offered_place: the row and column of every code of the book, -1 where
    it has none.
    """

    book: CodeBook
    ranks: Ranks
    rungs: Ints
    by: Ranks
    sought: Ints
    offered: Ints
    sought_place: Ints
    offered_place: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What a seeker names and an offerer names that meets, pair by pair; -1 where nothing does.

    nearness: `APART` to `SAME`. place: which codes meet, a position in ``relations``. seeks,
    offers: the cooperation types that answer best, or the first of each where none answers, -1
    where a side names none. answer: how well they answer, 0 to 1.
    """

    nearness: Ranks
    place: Ints
    seeks: Ranks
    offers: Ranks
    answer: Floats
    relations: Relations

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.nearness)

    @property
    def sought(self) -> Ints:
        """Return the codes that are sought, positions in the book."""
        relations = self.relations
        return self._take(lambda place: relations.sought[place // relations.ranks.shape[1]])

    @property
    def offered(self) -> Ints:
        """Return the codes that are offered, positions in the book."""
        relations = self.relations
        return self._take(lambda place: relations.offered[place % relations.ranks.shape[1]])

    @property
    def node(self) -> Ints:
        """Return where they meet, positions of nodes in the book."""
        relations = self.relations
        node, rung = relations.book.ladders.node, relations.rungs.reshape(-1)
        return self._take(lambda place: node[rung[place] - 1])

    @property
    def level(self) -> Ints:
        """Return what the scheme calls that, positions in `schemes.LEVELS`."""
        relations = self.relations
        level, rung = relations.book.ladders.level, relations.rungs.reshape(-1)
        return self._take(lambda place: level[rung[place] - 1])

    @property
    def by(self) -> Ints:
        """Return `BY_ITSELF`, or what two schemes or versions are joined by."""
        by = self.relations.by.reshape(-1)
        return self._take(lambda place: by[place], nothing=BY_ITSELF)

    def _take(self, find: Callable[[Ints], NDArray[np.integer]], *, nothing: int = -1) -> Ints:
        """Return what is found of the places of pairs that meet."""
        found = np.full(len(self), nothing, dtype=np.int32)
        met = np.flatnonzero(self.place >= 0)
        found[met] = find(self.place[met])
        return found


def relate(book: CodeBook, sought: Ints, offered: Ints) -> Relations:
    """Return how near every offered code comes to every sought one, both as found in entries."""
    count = len(book.codes)
    ours, theirs = np.unique(sought).astype(np.int32), np.unique(offered).astype(np.int32)
    places = []
    for codes in (ours, theirs):
        place = np.full(count, -1, dtype=np.int32)
        place[codes] = np.arange(len(codes), dtype=np.int32)
        places.append(place)
    return Relations(book, *meet_codes(book, ours, theirs), ours, theirs, *places)


def find_evidence(
    relations: Relations,
    sought: Entries,
    offered: Entries,
    seeker: ArrayLike,
    offerer: ArrayLike,
    *,
    complements: Floats = COMPLEMENTS,
) -> Evidence:
    """Return what meets of each (seeker, offerer), positions among the parties of either side."""
    one, other = np.asarray(seeker, np.int64), np.asarray(offerer, np.int64)
    count = len(one)
    types, answers, levels = tabulate_answers(complements)
    pairs = EntryPairs(
        one, other,
        sought.start, relations.sought_place[sought.code], sought.kinds,
        offered.start, relations.offered_place[offered.code], offered.kinds,
        relations.ranks, answers, levels, types[0], types[1],
    )  # fmt: skip
    nearness, seeks, offers = (np.empty(count, dtype=np.int8) for _ in range(3))
    place, answer = np.empty(count, dtype=np.int32), np.empty(count, dtype=np.float32)
    out = EvidenceColumns(nearness, place, seeks, offers, answer)
    kernels = choose_kernels(count * PAIRS_AS_LONG)
    kernels.run_in_ranges(
        lambda first, last: kernels.fill_evidence(first, last, pairs, out), count, parts=4
    )
    return Evidence(*out, relations)


def rank_offers(relations: Relations, needs: Entries, offers: Entries) -> Ranks:
    """Return how near each offer comes to each need, needs x offers, both named by their codes."""
    ranks = relations.ranks[:, relations.offered_place[offers.code]]
    by_offer = _find_most(ranks, offers.start, axis=1)
    return _find_most(by_offer[relations.sought_place[needs.code]], needs.start, axis=0)


def _find_most(ranks: Ranks, start: Positions, *, axis: int) -> Ranks:
    """Return the most of each party's entries along an axis, 0 for a party without any."""
    held = np.flatnonzero(np.diff(start) > 0)
    shape = list(ranks.shape)
    shape[axis] = len(start) - 1
    out = np.zeros(shape, dtype=np.int8)
    if len(held):
        most = np.maximum.reduceat(ranks, start[held], axis=axis)
        out[(slice(None), held) if axis else held] = most
    return out
