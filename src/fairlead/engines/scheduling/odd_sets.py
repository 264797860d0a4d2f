"""Cuts for people who meet in a ring: of three who could all meet one another, two do at once.

In a slot a set of people with places for an odd number of meetings leaves one place empty. No rule
of a single person says so, and a linear program halves the meetings of such a ring. Where people
are of two sides, who only meet the other, there are none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.problem import Bools, Floats

Longs = NDArray[np.int64]

ROUNDS = 12
"""Linear programs solved at most, each with the cuts that the last one asked for."""
_STEPS = 20_000
"""Steps of the simplex method at most in each."""
_WHOLE = 1_000_000
"""Parts that a meeting is counted in by flows, which are whole numbers."""
_CLEARLY = 1e-4
"""By how much a cut is broken at least."""

Cut = tuple[dict[int, int], int]
"""Columns with how often each counts, and the most of their sum."""


@dataclass(frozen=True, slots=True)
class Places:
    """Who is where: each person and slot with the columns that take a place there, and the places.

    The columns are numbered from 0; ``own`` are those of each request, of which one is held.
    """

    own: Sequence[Sequence[int]]
    taken: Mapping[tuple[int, int], Sequence[int]]
    room: Mapping[tuple[int, int], int]


def find_cuts(places: Places, worth: Floats, *, enough: float) -> tuple[list[Cut], float]:
    """Return what every timetable keeps and the linear program of the places does not, and a bound.

    ``worth`` of each column, and no timetable is worth more than the bound, infinity where nobody
    can meet in a ring. Once the program's optimum is below ``enough`` nothing more is asked for.
    """
    bound = float("inf")
    rings = _Rings(places)
    if not rings.any():
        return [], bound
    program = _Program(places, worth)
    cuts: dict[tuple[int, frozenset[int]], Cut] = {}
    for _ in range(ROUNDS):
        share = program.solve()
        if share is None:
            break
        bound = min(bound, program.bound())
        if float(share @ worth) < enough - _CLEARLY:
            break
        found = {key: cut for key, cut in rings.list_broken(share) if key not in cuts}
        if not found:
            break
        cuts |= found
        program.add(found.values())
    return list(cuts.values()), bound


class _Program:
    """The linear program of who is where."""

    def __init__(self, places: Places, worth: Floats) -> None:
        import highspy

        self._highs = highspy.Highs()
        for option, value in {
            "output_flag": False,
            "threads": 1,
            "solver": "simplex",
            "presolve": "off",
            "simplex_iteration_limit": _STEPS,
        }.items():
            self._highs.setOptionValue(option, value)
        size = len(worth)
        self._highs.addVars(size, np.zeros(size), np.ones(size))
        self._highs.changeColsCost(size, np.arange(size, dtype=np.int32), -worth)
        self._solved = highspy.HighsModelStatus.kOptimal
        rows = [(dict.fromkeys(columns, 1), 1) for columns in places.own]
        rows += [
            ({c: columns.count(c) for c in columns}, places.room[key])
            for key, columns in places.taken.items()
        ]
        self.add(row for row in rows if len(row[0]) > 1)

    def add(self, cuts: Iterable[Cut]) -> None:
        """Add rows."""
        for columns, most in cuts:
            at = np.fromiter(columns, dtype=np.int32)
            times = np.fromiter(columns.values(), dtype=np.float64)
            self._highs.addRow(-np.inf, most, len(at), at, times)

    def solve(self) -> Floats | None:
        """Return how much of each column is in the optimum; None when the steps do not do."""
        self._highs.run()
        if self._highs.getModelStatus() != self._solved:
            return None
        return np.asarray(self._highs.getSolution().col_value)

    def bound(self) -> float:
        """Return what no timetable exceeds by the prices of the rows, whatever rounding did.

        Any prices of zero or more are a bound: what the rows cost, and what columns gain beyond.
        """
        from scipy.sparse import csc_array

        program = self._highs.getLp()
        matrix = csc_array(
            (program.a_matrix_.value_, program.a_matrix_.index_, program.a_matrix_.start_),
            shape=(program.num_row_, program.num_col_),
        )
        price = np.maximum(-np.asarray(self._highs.getSolution().row_dual), 0.0)
        worth = -np.asarray(program.col_cost_)
        gain = np.maximum(worth - price @ matrix, 0.0)
        return float(price @ np.asarray(program.row_upper_) + gain.sum())


class _Rings:
    """The people of each slot and the meetings among them."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._slots: dict[int, dict[int, Sequence[int]]] = defaultdict(dict)
        for (one, slot), columns in places.taken.items():
            self._slots[slot][one] = columns

    def any(self) -> bool:
        """Return whether in some slot people can meet in a ring of an odd number."""
        for people in self._slots.values():
            pairs = [pair for _, pair in _list_pairs(people)]
            if pairs and not _has_two_sides(np.array(pairs)):
                return True
        return False

    def list_broken(self, share: Floats) -> Iterator[tuple[tuple[int, frozenset[int]], Cut]]:
        """Yield the cuts that these shares break, each with its slot and people."""
        for slot, people in self._slots.items():
            pairs = [(pair, float(share[c])) for c, pair in _list_pairs(people) if share[c] > 1e-6]
            rooms = {one: self._places.room[one, slot] for one in people}
            for members in _list_odd_sets(pairs, rooms):
                cut = self._write(slot, members)
                if sum(share[c] * times for c, times in cut[0].items()) > cut[1] + _CLEARLY:
                    yield (slot, members), cut

    def _write(self, slot: int, members: frozenset[int]) -> Cut:
        """Return the cut of some people in a slot: half of their places, rounded down."""
        taken: dict[int, int] = defaultdict(int)
        for one in members:
            for column in self._slots[slot][one]:
                taken[column] += 1
        room = sum(self._places.room[one, slot] for one in members)
        return {c: times // 2 for c, times in taken.items() if times > 1}, room // 2


def _list_pairs(people: dict[int, Sequence[int]]) -> list[tuple[int, tuple[int, int]]]:
    """Return the columns of meetings of two of these people, with the two."""
    of: dict[int, list[int]] = defaultdict(list)
    for one, columns in people.items():
        for column in columns:
            of[column].append(one)
    return [(c, (both[0], both[1])) for c, both in of.items() if len(both) == 2]


def _has_two_sides(pairs: Longs) -> bool:
    """Return whether people can be told into two sides, all pairs being of both."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    names, places = np.unique(pairs, return_inverse=True)
    one, two = places.reshape(-1, 2).T
    size = len(names)
    # Everybody stands on both sides: who can be reached from oneself on the other is in a ring.
    rows, columns = np.concatenate([one, one + size]), np.concatenate([two + size, two])
    doubled = coo_array((np.ones(len(rows)), (rows, columns)), shape=(2 * size, 2 * size))
    _, label = connected_components(doubled, directed=False)
    return bool((label[:size] != label[size:]).all())


def _list_odd_sets(
    pairs: Sequence[tuple[tuple[int, int], float]], rooms: dict[int, int]
) -> Iterator[frozenset[int]]:
    """Yield sets of people with an odd number of places whose meetings may fill more than half.

    Padberg and Rao: a least cut between an odd set and the rest, among those of a Gomory-Hu tree
    of the meetings, where each person is tied to an idle one by the places that are left.
    """
    shares: dict[tuple[int, int], float] = defaultdict(float)
    for pair, share in pairs:
        shares[pair] += share
    loose = [pair for pair, share in shares.items() if share < 1 - 1e-6]
    if not loose or _has_two_sides(np.array(loose)):
        return
    people = sorted({one for pair in loose for one in pair})
    place = {one: at for at, one in enumerate(people)}
    size = len(people) + 1
    flow = np.zeros((size, size), dtype=np.int64)
    used = np.zeros(len(people))
    for one, two in loose:
        share = shares[one, two]
        used[[place[one], place[two]]] += share
        flow[place[one], place[two]] += round(share * _WHOLE)
    # Of pairs of more people than these only the places count that they leave.
    idle = np.array([rooms[one] for one in people]) - used
    flow[:-1, -1] = np.rint(np.maximum(idle, 0.0) * _WHOLE)
    odd = np.array([rooms[one] % 2 == 1 for one in people] + [False])
    odd[-1] = odd.sum() % 2 == 1
    for inside in _list_least_cuts(flow + flow.T):
        if odd[inside].sum() % 2 == 1:
            members = inside if not inside[-1] else ~inside
            yield frozenset(people[at] for at in np.flatnonzero(members))


def _list_least_cuts(flow: Longs) -> Iterator[Bools]:
    """Yield the cuts of a Gomory-Hu tree (Gusfield's way), each as who is on one side."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order, maximum_flow

    network = csr_array(flow.astype(np.int32))
    parent = np.zeros(len(flow), dtype=np.int64)
    for one in range(1, len(flow)):
        found = maximum_flow(network, one, int(parent[one]))
        left = csr_array(network - found.flow)
        left.eliminate_zeros()
        inside = np.zeros(len(flow), dtype=np.bool_)
        inside[breadth_first_order(left, one, return_predecessors=False)] = True
        later = np.flatnonzero(inside & (parent == parent[one]))
        parent[later[later > one]] = one
        yield inside
