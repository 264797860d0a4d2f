"""Who worked with whom, beside the same found pair by pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.matching.partners import (
    NOBODY,
    Partnerships,
    find_shared_work,
    gather_partnerships,
)

COUNT = 7
PROJECTS = st.lists(st.sets(st.integers(0, COUNT - 1), max_size=5), max_size=6)


def gather(projects: list[set[int]]) -> Partnerships:
    links = [(n, who) for n, project in enumerate(projects) for who in sorted(project)]
    return gather_partnerships(
        [n for n, _ in links], [who for _, who in links],
        projects=len(projects), organisations=COUNT,
    )  # fmt: skip


def tie(projects: list[set[int]], one: int, other: int) -> float:
    """Return what ties two, who may be the same."""
    shared = [len(p) for p in projects if {one, other} <= p and len(p) > 1]
    return float(sum(size**-0.5 for size in shared))


def share(projects: list[set[int]], one: int, other: int) -> list[float]:
    """Return by partner what two have in common."""
    everybody = range(COUNT)
    ties = [sum(tie(projects, k, j) for j in everybody if j != k) for k in everybody]
    return [
        tie(projects, one, k) * tie(projects, k, other) / ties[k] ** 0.5 if ties[k] else 0.0
        for k in everybody
    ]


@settings(deadline=None)
@given(PROJECTS)
def test_circles_are_those_found_partner_by_partner(projects: list[set[int]]) -> None:
    dense = gather(projects).circles.dense().astype(np.float64)
    slow = np.array([[sum(share(projects, i, j)) for j in range(COUNT)] for i in range(COUNT)])
    most = max(slow.diagonal().max(), 1e-12)
    assert dense @ dense.T == pytest.approx(slow / most, abs=1e-6)


@settings(deadline=None)
@given(PROJECTS)
def test_what_is_said_of_shared_work_is_so(projects: list[set[int]]) -> None:
    pairs = [(i, j) for i in range(-1, COUNT) for j in range(-1, COUNT)]
    found = find_shared_work(gather(projects), [i for i, _ in pairs], [j for _, j in pairs])
    for at, (i, j) in enumerate(pairs):
        both = [n for n, project in enumerate(projects) if {i, j} <= project]
        if i == j or min(i, j) < 0:
            assert (found.together[at], found.through[at]) == (0, NOBODY)
        elif both:
            assert (found.together[at], found.project[at]) == (len(both), both[0])
            assert found.through[at] == NOBODY
        else:
            worth = share(projects, i, j)
            k = int(found.through[at])
            assert (k == NOBODY) == (max(worth) == 0)
            if k != NOBODY:
                assert worth[k] == pytest.approx(max(worth), rel=1e-5)
                assert found.mine[at] == sum({i, k} <= project for project in projects)
                assert found.theirs[at] == sum({j, k} <= project for project in projects)
