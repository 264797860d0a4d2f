"""One side of a market: everything known of its participants, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fairlead.engines.matching.vectors import (
    Bits,
    Flags,
    Ints,
    Kinds,
    Reals,
    Vectors,
    make_empty_vectors,
)

UNKNOWN = -1


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """Participants of one side, n rows each.

    offers, needs: code vectors (`CodeBook.vectors(...).scaled(idf)`), n x nodes.
    offer_words, need_words: text vectors, n x words (width 0 when text is not used).
    circle: whom or what one is linked to already (earlier partners, bookmarked stands), n x nodes.
    offer_kinds, need_kinds: cooperation types as bits.
    country, branch (of trade), sector, size: small numbers, `UNKNOWN` where not given.
    languages: one bit per language, n x words; none set is "not said" and stops nobody.
    free: bits of free slots, n x words; no words means that slots are not looked at.
    organisation: people of one organisation share it; nobody is matched within it.
    key: who it is, whatever the row: lots go by it, so that nobody's list changes because others
    come, leave or are sorted again.
    capacity: meetings still possible, at least 0; a participant with 0 is left out.
    interpreter: brings or has booked one. embargoed: may not be matched at all.
    hidden: gets a list, is on nobody's, and moves nobody's. newcomer: may take a place kept for
    exploration.
    activity, appeal: log odds to add when the participant asks, or is asked (see `behaviour`).
    """

    offers: Vectors
    needs: Vectors
    offer_words: Vectors
    need_words: Vectors
    circle: Vectors
    offer_kinds: Kinds
    need_kinds: Kinds
    country: Ints
    branch: Ints
    sector: Ints
    size: Ints
    languages: Bits
    free: Bits
    organisation: Ints
    key: Ints
    capacity: Reals
    interpreter: Flags
    embargoed: Flags
    hidden: Flags
    newcomer: Flags
    activity: Reals
    appeal: Reals

    def __post_init__(self) -> None:
        """Refuse columns of another length and values that cannot be."""
        count = len(self.offers)
        for field in fields(self):
            if len(getattr(self, field.name)) != count:
                got = len(getattr(self, field.name))
                raise ValueError(f"Expected {count} rows of {field.name}, got {got}.")
        for name in ("capacity", "activity", "appeal"):
            _check_finite(name, getattr(self, name))
        if np.any(self.capacity < 0):
            row = int(np.argmax(self.capacity < 0))
            raise ValueError(f"Expected capacity >= 0, got {self.capacity[row]} in row {row}.")

    def __len__(self) -> int:
        """Return the number of participants."""
        return len(self.offers)

    @property
    def says_nothing(self) -> Flags:
        """Return who names nothing sought or offered: no code, no words, no circle."""
        said = (self.offers, self.needs, self.offer_words, self.need_words, self.circle)
        empty = [np.diff(vectors.indptr) == 0 for vectors in said]
        nothing: Flags = np.logical_and.reduce(empty)
        return nothing

    def take(self, rows: ArrayLike) -> Profiles:
        """Return the chosen participants, in the order given."""
        chosen = np.asarray(rows, dtype=np.int64)
        columns: dict[str, Any] = {}
        for field in fields(self):
            column = getattr(self, field.name)
            whole = isinstance(column, Vectors)
            columns[field.name] = column.take(chosen) if whole else column[chosen]
        return Profiles(**columns)


def _check_finite(name: str, column: NDArray[np.float64]) -> None:
    if not np.all(np.isfinite(column)):
        row = int(np.argmin(np.isfinite(column)))
        raise ValueError(f"Expected finite {name}, got {column[row]} in row {row}.")


def make_profiles(
    offers: Vectors,
    needs: Vectors,
    *,
    offer_words: Vectors | None = None,
    need_words: Vectors | None = None,
    circle: Vectors | None = None,
    offer_kinds: ArrayLike | None = None,
    need_kinds: ArrayLike | None = None,
    country: ArrayLike | None = None,
    branch: ArrayLike | None = None,
    sector: ArrayLike | None = None,
    size: ArrayLike | None = None,
    languages: ArrayLike | None = None,
    free: ArrayLike | None = None,
    organisation: ArrayLike | None = None,
    key: ArrayLike | None = None,
    capacity: ArrayLike | None = None,
    interpreter: ArrayLike | None = None,
    embargoed: ArrayLike | None = None,
    hidden: ArrayLike | None = None,
    newcomer: ArrayLike | None = None,
    activity: ArrayLike | None = None,
    appeal: ArrayLike | None = None,
) -> Profiles:
    """Return profiles with everything left out set to "not said".

    An organisation each, the row as key, capacity 1, no flags, no behaviour.
    """
    n = len(offers)

    def vectors(values: Vectors | None) -> Vectors:
        return make_empty_vectors(n) if values is None else values

    def numbers(values: ArrayLike | None, default: int) -> Ints:
        return np.full(n, default, np.int32) if values is None else np.asarray(values, np.int32)

    def reals(values: ArrayLike | None, default: float) -> Reals:
        return np.full(n, default) if values is None else np.asarray(values, np.float64)

    def flags(values: ArrayLike | None) -> Flags:
        return np.zeros(n, bool) if values is None else np.asarray(values, bool)

    def kinds(values: ArrayLike | None) -> Kinds:
        return np.zeros(n, np.uint8) if values is None else np.asarray(values, np.uint8)

    return Profiles(
        offers=offers,
        needs=needs,
        offer_words=vectors(offer_words),
        need_words=vectors(need_words),
        circle=vectors(circle),
        offer_kinds=kinds(offer_kinds),
        need_kinds=kinds(need_kinds),
        country=numbers(country, UNKNOWN),
        branch=numbers(branch, UNKNOWN),
        sector=numbers(sector, UNKNOWN),
        size=numbers(size, UNKNOWN),
        languages=_read_words(languages, n),
        free=np.zeros((n, 0), np.uint64) if free is None else np.asarray(free, np.uint64),
        organisation=(
            np.arange(n, dtype=np.int32) if organisation is None else numbers(organisation, 0)
        ),
        key=np.arange(n, dtype=np.int32) if key is None else numbers(key, 0),
        capacity=reals(capacity, 1.0),
        interpreter=flags(interpreter),
        embargoed=flags(embargoed),
        hidden=flags(hidden),
        newcomer=flags(newcomer),
        activity=reals(activity, 0.0),
        appeal=reals(appeal, 0.0),
    )


def _read_words(bits: ArrayLike | None, rows: int) -> Bits:
    """Return bits as rows of words; one word a row may be given flat."""
    if bits is None:
        return np.zeros((rows, 1), np.uint64)
    words = np.asarray(bits, np.uint64)
    return words.reshape(rows, 1) if words.ndim == 1 else words


def pack_bits(positions: Sequence[Sequence[int]], *, bits: int) -> Bits:
    """Return rows of bits (one word for every 64) from the positions that are set in each."""
    packed = np.zeros((len(positions), -(-bits // 64)), dtype=np.uint64)
    for row, chosen in enumerate(positions):
        for bit in chosen:
            if not 0 <= bit < bits:
                raise ValueError(f"Expected a bit from 0 to {bits - 1}, got {bit} in row {row}.")
            packed[row, bit // 64] |= np.uint64(1 << bit % 64)
    return packed
