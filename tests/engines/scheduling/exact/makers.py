"""Forums for the tests of the exact search."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from fairlead.engines.scheduling import Problem


def forum(pairs: list[tuple[int, int]], slots: int, *, tables: int = 9, people: int = 0) -> Problem:
    people = people or 1 + max(max(pair) for pair in pairs)
    return Problem(
        slots_per_day=(slots,),
        capacity=np.ones(people, dtype=np.int32),
        available=np.ones((people, slots), dtype=np.bool_),
        a=np.array([a for a, _ in pairs], dtype=np.int32),
        b=np.array([b for _, b in pairs], dtype=np.int32),
        weight=np.ones(len(pairs)),
        host=np.full(len(pairs), -1, dtype=np.int32),
        tables=tables,
        fairness=2,
    )


def without(problem: Problem, *cells: tuple[int, int]) -> Problem:
    available = problem.available.copy()
    for person, slot in cells:
        available[person, slot] = False
    return replace(problem, available=available)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Draw tiny problems with every rule of the engine."""
    people = draw(st.integers(2, 4))
    days = tuple(draw(st.lists(st.integers(1, 4), min_size=1, max_size=2)))
    slots = sum(days)
    pair = st.lists(st.integers(0, people - 1), min_size=2, max_size=2, unique=True)
    pairs = draw(st.lists(pair, min_size=1, max_size=4))
    meetings = len(pairs)

    def some(strategy: st.SearchStrategy[int], size: int) -> list[int]:
        return draw(st.lists(strategy, min_size=size, max_size=size))

    shut = draw(
        st.lists(st.tuples(st.integers(0, people - 1), st.integers(0, slots - 1)), max_size=4)
    )
    precedences = draw(
        st.lists(
            st.lists(st.integers(0, meetings - 1), min_size=2, max_size=2, unique=True), max_size=2
        )
        if meetings > 1
        else st.just([])
    )
    return without(
        Problem(
            slots_per_day=days,
            capacity=np.array(some(st.sampled_from([1, 1, 1, 2]), people), dtype=np.int32),
            available=np.ones((people, slots), dtype=np.bool_),
            a=np.array([a for a, _ in pairs], dtype=np.int32),
            b=np.array([b for _, b in pairs], dtype=np.int32),
            weight=np.ones(meetings),
            host=np.array(
                [draw(st.sampled_from([-2, -1, -1, a])) for a, _ in pairs], dtype=np.int32
            ),
            tables=draw(st.integers(0, 3)),
            hall=np.array(some(st.integers(-1, 1), people), dtype=np.int32),
            walk=np.array([[0, 1], [1, 0]], dtype=np.int32) * draw(st.integers(0, 1)),
            precedences=np.array(precedences, dtype=np.int32).reshape(-1, 2),
            fairness=draw(st.sampled_from([None, 0, 1, 2])),
            max_per_day=draw(st.sampled_from([None, None, 1, 2])),
            max_in_row=draw(st.sampled_from([None, None, 1, 2])),
        ),
        *shut,
    )
