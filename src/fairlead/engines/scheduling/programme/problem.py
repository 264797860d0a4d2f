"""A programme to be scheduled: sessions, rooms, who must not be in two places, what to keep apart.

Time is steps from 0, days one after the other with a step or more between them that no session may
touch. The objective, to be as large as possible, is

    sum of value_i over placed sessions - sum of fit_ir of their rooms
    - sum of weight over pairs of a clique that overlap - sum of weight over other pairs that do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ProgrammeProblem:
    """What is to be placed, and by what rules.

    ``allowed[i, r, t]`` says that session i may begin at step t in room r: the room is open and
    has what the session needs, and its people are there, until it ends. ``people`` are groups of
    sessions that share a person, of which no two overlap; between two in different ``halls`` there
    are ``way`` steps. ``cliques`` are groups (with a weight) of which each pair that overlaps
    costs the weight, ``pairs`` rows of two sessions that cost ``pair_weights``. A session with
    ``fixed_start`` of 0 or more stays there, in ``fixed_room``, whatever is against it.
    """

    lengths: NDArray[np.int64]
    values: NDArray[np.float64]
    allowed: NDArray[np.bool_]
    fit: NDArray[np.float64]
    halls: NDArray[np.int64]
    people: tuple[tuple[int, ...], ...]
    cliques: tuple[tuple[tuple[int, ...], float], ...]
    pairs: NDArray[np.int64]
    pair_weights: NDArray[np.float64]
    fixed_start: NDArray[np.int64]
    fixed_room: NDArray[np.int64]
    way: int = 0

    def __post_init__(self) -> None:
        """Raise ValueError for arrays that do not belong together."""
        sessions, rooms, steps = self.allowed.shape
        shapes: dict[str, Any] = {
            "lengths": (sessions,),
            "values": (sessions,),
            "fit": (sessions, rooms),
            "halls": (rooms,),
            "fixed_start": (sessions,),
            "fixed_room": (sessions,),
            "pair_weights": (len(self.pairs),),
        }
        for name, shape in shapes.items():
            if getattr(self, name).shape != shape:
                raise ValueError(f"Expected {name} of shape {shape}.")
        if sessions and self.lengths.min() < 1:
            raise ValueError("Expected lengths >= 1.")
        if (self.values < 0).any() or (self.fit < 0).any() or (self.pair_weights < 0).any():
            raise ValueError("Expected values, fits and weights >= 0.")
        if self.pairs.shape != (len(self.pairs), 2) or (self.pairs >= sessions).any():
            raise ValueError("Expected pairs of two sessions.")
        if (self.pairs < 0).any() or (self.pairs[:, 0] == self.pairs[:, 1]).any():
            raise ValueError("Expected pairs of two different sessions.")
        groups = (*self.people, *(group for group, _ in self.cliques))
        if any(not 0 <= one < sessions for group in groups for one in group):
            raise ValueError("Expected groups of sessions.")
        if any(weight < 0 for _, weight in self.cliques):
            raise ValueError("Expected weights of cliques >= 0.")
        fixed = self.fixed_start >= 0
        ends = self.fixed_start + self.lengths
        inside = (ends <= steps) & (self.fixed_room >= 0) & (self.fixed_room < rooms)
        if not inside[fixed].all():
            raise ValueError("Expected fixed sessions in a room, within the time.")
        if self.way < 0:
            raise ValueError("Expected way >= 0.")

    @property
    def size(self) -> int:
        """Return the number of sessions."""
        return len(self.lengths)

    def list_soft(self) -> dict[tuple[int, int], float]:
        """Return the weight of each pair that had better not overlap, the smaller session first."""
        found: dict[tuple[int, int], float] = {}
        for group, weight in self.cliques:
            for place, one in enumerate(group):
                for other in group[place + 1 :]:
                    key = (min(one, other), max(one, other))
                    found[key] = found.get(key, 0.0) + weight
        for (one, other), weight in zip(self.pairs.tolist(), self.pair_weights, strict=True):
            key = (min(one, other), max(one, other))
            found[key] = found.get(key, 0.0) + float(weight)
        return {key: weight for key, weight in found.items() if weight > 0}

    def list_hard(self) -> set[tuple[int, int]]:
        """Return the pairs of sessions that share a person, the smaller session first."""
        return {
            (min(one, other), max(one, other))
            for group in self.people
            for place, one in enumerate(group)
            for other in group[place + 1 :]
            if one != other
        }
