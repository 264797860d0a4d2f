"""The step that proposes rooms and times for the sessions of a programme that have none."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.chain.sentences import join_sentences, say_count, say_text
from fairlead.chain.step import Progress, Step, ignore_progress
from fairlead.engines.scheduling.programme import ProgrammeProblem, solve, verify

VALUE = 1000.0
"""Points of a session that has a place."""
SIDE_BY_SIDE = 10.0
"""Points lost for two sessions of one track at a time; for each person who wants both, one."""
SHORT, WASTE = 100.0, 5.0
"""Points lost for a room that takes none of those expected, and for one that is empty of them."""


@dataclass(frozen=True, slots=True)
class OpenProgramme:
    """Sessions by position, in steps of ``minutes``; those with a place have it in ``places``.

    ``allowed`` is as in `ProgrammeProblem`; ``people``, ``tracks`` are groups of sessions that
    share a person or a track, ``wanted`` pairs of sessions with how many people want both.
    """

    lengths: NDArray[np.int64]
    allowed: NDArray[np.bool_]
    expected: NDArray[np.int64]
    capacities: NDArray[np.int64]
    halls: NDArray[np.int64]
    people: Sequence[Sequence[int]]
    tracks: Sequence[Sequence[int]]
    wanted: Mapping[tuple[int, int], int]
    places: Mapping[int, tuple[int, int]]
    way: int


@dataclass(frozen=True, slots=True)
class ProposedProgramme:
    """The step, and where each session that had no place is to begin: its step, and its room."""

    step: Step
    places: Mapping[int, tuple[int, int]]


def propose_programme(
    asked: OpenProgramme,
    *,
    seed: int = 0,
    seconds: float = 8.0,
    progress: Progress = ignore_progress,
) -> ProposedProgramme:
    """Return places for the sessions without one, checked by the engine's verifier."""
    began = time.perf_counter()
    problem = _build(asked)
    placing = join_sentences(say_text("placing sessions"))
    progress("programme", placing, 0.0)
    found = solve(
        problem,
        seconds=seconds,
        seed=seed,
        told=lambda share: progress("programme", placing, min(share, 0.99)),
    )
    starts, rooms = found.starts.tolist(), found.rooms.tolist()
    faults = verify(problem, starts, rooms)
    if faults:
        raise AssertionError(f"The engine broke its own rules: {faults[:5]}")
    open_ones = [one for one in range(problem.size) if one not in asked.places]
    placed = {one: (starts[one], rooms[one]) for one in open_ones if starts[one] >= 0}
    left = len(open_ones) - len(placed)
    said = [
        say_count(
            "%(count)s session was given a room and a time.",
            "%(count)s sessions were given a room and a time.",
            len(placed),
        ),
        say_text(
            "%(lost)s points are lost to sessions side by side and to rooms; no programme loses"
            " fewer than %(least)s.",
            lost=round(problem.values.sum() - found.objective - VALUE * left),
            least=max(0, round(problem.values.sum() - found.bound - VALUE * left)),
        ),
    ]
    if left:
        said.append(
            say_count(
                "%(count)s session has no place left.",
                "%(count)s sessions have no place left.",
                left,
            )
        )
    step = Step(
        name="programme",
        status=found.status,
        said=tuple(said),
        measure="points of the sessions placed",
        objective=found.objective,
        bound=found.bound,
        seconds=time.perf_counter() - began,
        parameters=(("seconds", seconds),),
    )
    progress("programme", step.summary, 1.0)
    return ProposedProgramme(step, placed)


def _build(asked: OpenProgramme) -> ProgrammeProblem:
    size = len(asked.lengths)
    start, room = np.full(size, -1, dtype=np.int64), np.full(size, -1, dtype=np.int64)
    for one, (at, there) in asked.places.items():
        start[one], room[one] = at, there
    expected, places = asked.expected[:, None], asked.capacities[None, :]
    known = (expected > 0) & (places > 0)
    short = np.where(known, np.maximum(0, expected - places) / np.maximum(1, expected), 0.0)
    waste = np.where(known, np.maximum(0, places - expected) / np.maximum(1, places), 0.0)
    pairs = np.array(sorted(asked.wanted), dtype=np.int64).reshape(-1, 2)
    return ProgrammeProblem(
        lengths=asked.lengths,
        values=np.full(size, VALUE),
        allowed=asked.allowed,
        fit=SHORT * short + WASTE * waste,
        halls=asked.halls,
        people=tuple(tuple(one) for one in asked.people),
        cliques=tuple((tuple(one), SIDE_BY_SIDE) for one in asked.tracks),
        pairs=pairs,
        pair_weights=np.array([float(asked.wanted[a, b]) for a, b in pairs.tolist()]),
        fixed_start=start,
        fixed_room=room,
        way=asked.way,
    )
