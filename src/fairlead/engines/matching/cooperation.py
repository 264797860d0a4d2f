"""Cooperation types and how well what is offered answers what is sought."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from fairlead.engines.matching.vectors import Floats, Kinds, Ranks

COOPERATION_TYPES = (
    "supply",
    "joint_production",
    "licence",
    "research",
    "localisation",
    "distribution",
    "investment",
)

# Rows: what is sought; columns: what is offered; 1 answers fully. Who seeks to localise is partly
# served by a licence or a joint plant; who seeks a supplier is partly served by a distributor.
COMPLEMENTS: Floats = np.array(
    [
        # supply joint licence research local. distrib. invest.
        [1.0, 0.3, 0.0, 0.0, 0.4, 0.6, 0.0],  # supply
        [0.2, 1.0, 0.5, 0.4, 0.7, 0.0, 0.4],  # joint production
        [0.0, 0.5, 1.0, 0.4, 0.4, 0.0, 0.0],  # licence
        [0.0, 0.4, 0.3, 1.0, 0.2, 0.0, 0.2],  # research
        [0.2, 0.7, 0.6, 0.2, 1.0, 0.0, 0.4],  # localisation
        [0.5, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0],  # distribution
        [0.0, 0.4, 0.0, 0.1, 0.3, 0.0, 1.0],  # investment
    ],
    dtype=np.float32,
)


def encode_cooperation(types: Iterable[str]) -> int:
    """Return the types as bits, bit t for ``COOPERATION_TYPES[t]``; unknown types raise."""
    mask = 0
    for name in types:
        if name not in COOPERATION_TYPES:
            raise ValueError(
                f"Expected a cooperation type of {', '.join(COOPERATION_TYPES)}, got {name!r}."
            )
        mask |= 1 << COOPERATION_TYPES.index(name)
    return mask


def check_complements(complements: Floats) -> None:
    """Raise when the table is not types x types with values from 0 to 1."""
    size = len(COOPERATION_TYPES)
    if complements.shape != (size, size):
        raise ValueError(f"Expected complements of {size} x {size}, got {complements.shape}.")
    if not np.all((complements >= 0) & (complements <= 1)):
        raise ValueError("Expected complements from 0 to 1.")
    if complements.dtype != np.float32:
        raise ValueError(f"Expected complements as float32, got {complements.dtype}.")


def answer_table(complements: Floats = COMPLEMENTS) -> Floats:
    """Return how well a set of offered types answers a set of sought ones, 128 x 128.

    Entry [sought mask, offered mask] is the best single answer; sets without a type answer 0.
    """
    return _answer_table(complements.tobytes())


@lru_cache(maxsize=8)
def _answer_table(content: bytes) -> Floats:
    size = len(COOPERATION_TYPES)
    complements = np.frombuffer(content, dtype=np.float32).reshape(size, size)
    masks = np.arange(1 << size)
    holds = (masks[:, None] >> np.arange(size)) & 1 == 1
    best_for_type = np.zeros((size, len(masks)), dtype=np.float32)
    for offered in range(size):
        column = np.where(holds[:, offered], complements[:, offered][:, None], 0.0)
        np.maximum(best_for_type, column, out=best_for_type)
    table = np.zeros((len(masks), len(masks)), dtype=np.float32)
    for sought in range(size):
        np.maximum(table, np.where(holds[:, sought][:, None], best_for_type[sought], 0), out=table)
    return table


def find_best_answer(
    sought: int, offered: int, complements: Floats = COMPLEMENTS
) -> tuple[int, int]:
    """Return the (sought, offered) types of the best answer, or (-1, -1) when nothing answers."""
    best, pair = 0.0, (-1, -1)
    for s in range(len(COOPERATION_TYPES)):
        for o in range(len(COOPERATION_TYPES)):
            both = sought >> s & 1 and offered >> o & 1
            if both and complements[s, o] > best:
                best, pair = float(complements[s, o]), (s, o)
    return pair


def tabulate_answers(complements: Floats = COMPLEMENTS) -> tuple[Ranks, Floats, Kinds]:
    """Return the types of the best answer, 2 x sought mask x offered mask, and how well it does.

    Where nothing answers, the first type that is sought and the first that is offered. At last the
    place of each answer among all there are, from the least.
    """
    return _tabulate_answers(complements.tobytes())


@lru_cache(maxsize=8)
def _tabulate_answers(content: bytes) -> tuple[Ranks, Floats, Kinds]:
    size = len(COOPERATION_TYPES)
    complements = np.frombuffer(content, dtype=np.float32).reshape(size, size)
    masks = np.arange(1 << 8)
    holds = (masks[:, None] >> np.arange(8)) & 1 == 1
    first = np.where(masks > 0, np.argmax(holds, axis=1), -1).astype(np.int8)
    types = np.stack(np.broadcast_arrays(first[:, None], first[None, :])).copy()
    answer = np.zeros(types.shape[1:], dtype=np.float32)
    for sought in range(size):
        for offered in range(size):
            value = complements[sought, offered]
            better = holds[:, sought, None] & holds[None, :, offered] & (value > answer)
            answer[better] = value
            types[0][better], types[1][better] = sought, offered
    levels = np.unique(answer, return_inverse=True)[1].reshape(answer.shape).astype(np.uint8)
    return types, answer, levels
