"""The linear program of a fair: every meeting spread over its slots, every rule linear.

Its prices are the sharpest there are, and where people are free only here and there its optimum
nearly always holds meetings whole. Solved by HiGHS with the dual simplex method, whose prices
bound every timetable at whatever moment it is stopped.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from fairlead.engines.scheduling.problem import Floats, Ints
from fairlead.engines.scheduling.search.state import UNLIMITED, Longs, State, find_rooms
from fairlead.engines.scheduling.stop import BackgroundCall

if TYPE_CHECKING:
    import highspy
    from scipy.sparse import csr_array

STEPS_AT_LEAST, STEPS_PER_COLUMN = 2_000, 0.6
"""Steps of the simplex method at most. Where people are there here and there it takes half a step
for each column; where all are there all the time slots are alike, and it would take fifty."""
TOGETHER = 100_000
"""Columns of parts of a program that are solved as one, at least."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Where a linear program ended."""

    slot: Ints
    """(R,) the slot that has most of each request, -1 for less than half of it."""
    price: Floats
    """(N, T) of participants."""
    table: Floats
    """(T,) of a place at a shared table."""
    optimal: bool
    """Whether the program was solved; else only the prices mean something."""


@dataclass(frozen=True, slots=True)
class _Program:
    """Maximise ``worth @ x`` with ``least <= matrix @ x <= most``, the matrix row by row."""

    request: Longs  # (C,) of each column
    slot: Longs  # (C,)
    worth: Floats  # (C,)
    matrix: csr_array  # (rows, C)
    least: Floats
    most: Floats
    seats: Longs  # (S, 3) row, participant, slot
    limits: Longs  # (L, 4) row, participant, first slot, end
    tables: Longs  # (K, 2) row, slot


def count_columns(state: State) -> int:
    """Return the number of requests times their slots."""
    return int(np.bitwise_count(state.allow.view(np.uint64)).sum())


class RelaxationRun:
    """The linear program of a problem while it is solved, in a separate thread.

    Walks, orders and meetings in a row are no part of it.
    """

    def __init__(self, state: State, *, seconds: float) -> None:
        """Prepare it; once begun it ends by itself after ``seconds``."""
        self._state = state
        self._ends = time.perf_counter() + seconds
        self._solver: highspy.Highs | None = None
        self._cancelled = False
        self._work: BackgroundCall[Relaxation | None] | None = None

    def begin(self) -> None:
        """Begin; apart from its making, so that an interrupted caller can end it."""
        self._work = BackgroundCall(self._relax)

    def wait(self, seconds: float) -> bool:
        """Return whether it has ended, after at most so many seconds."""
        return self._work is not None and self._work.wait(seconds)

    def end(self) -> None:
        """Stop it and wait until it has: Python cannot exit while HiGHS is at work."""
        self._cancelled = True
        if self._solver is not None:
            # Looked at in every step. HiGHS's way to be interrupted calls Python in every step,
            # which waits there for whatever other threads of Python do.
            self._solver.setOptionValue("time_limit", 0.0)
        if self._work is not None:
            self._work.wait()

    def result(self) -> Relaxation | None:
        """Return where it ended, once it has; None when that was too early to know anything."""
        return None if self._work is None else self._work.result()

    def _relax(self) -> Relaxation | None:
        state = self._state
        program = _state_rules(state)
        share, price = np.zeros(len(program.worth)), np.zeros(len(program.most))
        optimal = True
        for columns, rows in _split(program):
            found = None if self._cancelled else self._solve(_cut(program, columns, rows))
            if found is None:
                return None
            share[columns], price[rows] = found[0], found[1]
            optimal = optimal and found[2]
        slots = len(state.word)
        participant = np.zeros((len(state.capacity), slots))
        participant[program.seats[:, 1], program.seats[:, 2]] = price[program.seats[:, 0]]
        # A meeting under a limit pays for it in whichever slot it is.
        for row, node, first, end in program.limits[price[program.limits[:, 0]] > 0].tolist():
            participant[node, first:end] += price[row]
        table = np.zeros(slots)
        table[program.tables[:, 1]] = price[program.tables[:, 0]]
        slot = np.full(len(state.left), -1, dtype=np.int32)
        if optimal:
            most = share > 0.5
            slot[program.request[most]] = program.slot[most]
        return Relaxation(slot, participant, table, optimal)

    def _solve(self, program: _Program) -> tuple[Floats, Floats, bool] | None:
        """Return the shares of the columns, the prices of the rows, and whether both are final."""
        import highspy

        left = self._ends - time.perf_counter()
        if left <= 0:
            return None
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(program.worth), len(program.most)
        model.col_cost_ = -program.worth
        model.col_lower_ = np.zeros(len(program.worth))
        model.col_upper_ = np.ones(len(program.worth))
        model.row_lower_, model.row_upper_ = program.least, program.most
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = program.matrix.indptr
        model.a_matrix_.index_ = program.matrix.indices
        model.a_matrix_.value_ = program.matrix.data
        highs = highspy.Highs()
        for option, value in {
            "output_flag": False,
            "threads": 1,
            "solver": "simplex",
            "simplex_strategy": 1,  # dual: its prices are a bound at any moment
            "simplex_iteration_limit": STEPS_AT_LEAST + int(STEPS_PER_COLUMN * len(program.worth)),
            "presolve": "off",  # finds nothing here, and what it leaves is divided more often
            "time_limit": left,
        }.items():
            highs.setOptionValue(option, value)
        highs.passModel(model)
        self._solver = highs
        if not self._cancelled:
            highs.run()
        solution = highs.getSolution()
        if not solution.dual_valid:
            return None
        optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        price = np.maximum(-np.asarray(solution.row_dual), 0.0)
        return np.asarray(solution.col_value), price, optimal


def _split(program: _Program) -> list[tuple[Longs, Longs]]:
    """Return the columns and rows of each part of a program that shares none with another.

    Small parts are put together: a solver takes more than twice the time for twice the columns.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    rows, columns = program.matrix.shape
    if columns < 2 * TOGETHER:
        return [(np.arange(columns), np.arange(rows))] if columns else []
    entries = program.matrix.tocoo()
    place = (entries.row, rows + entries.col)
    both = coo_array((entries.data, place), shape=(rows + columns, rows + columns)).tocsr()
    _, label = connected_components(both, directed=False)
    size = np.bincount(label[rows:], minlength=int(label.max()) + 1)
    bundle = (np.cumsum(size) - size) // TOGETHER
    of_row, of_column = bundle[label[:rows]], bundle[label[rows:]]
    return [
        (np.flatnonzero(of_column == one), np.flatnonzero(of_row == one))
        for one in np.unique(of_column).tolist()
    ]


def _cut(program: _Program, columns: Longs, rows: Longs) -> _Program:
    """Return the part of a program with these columns and rows."""
    if len(columns) == len(program.worth):
        return program
    return replace(
        program,
        worth=program.worth[columns],
        matrix=program.matrix[rows][:, columns],
        least=program.least[rows],
        most=program.most[rows],
    )


def _state_rules(state: State) -> _Program:
    """Return the linear program of a state's problem."""
    allowed = (state.allow[:, state.word] & state.bit) != 0
    allowed[(state.weight <= 0) & ~state.pinned] = False
    request, slot = np.nonzero(allowed)
    columns = np.arange(len(request))
    left, right = state.left[request].astype(np.int64), state.right[request].astype(np.int64)
    slots = len(state.word)
    rows = _Rows()
    alone = state.group < 0
    pinned = state.pinned.astype(np.float64)
    own = alone | state.pinned
    rows.add(request[own[request]], columns[own[request]], np.ones(len(own)), pinned)
    if not alone.all():
        group = state.group[request].astype(np.int64)
        rows.add(group[group >= 0], columns[group >= 0], np.ones(len(state.group_held)))
    both = np.concatenate([columns, columns])
    seat = np.concatenate([left * slots + slot, right * slots + slot])
    capacity = find_rooms(state).reshape(-1).astype(np.float64)
    at, kept = rows.add(seat, both, capacity)
    seats = np.column_stack([at, kept // slots, kept % slots])
    limits = []
    days = len(state.day_from) - 1
    node = np.concatenate([left, right])
    if (state.day_most < UNLIMITED).any():
        key = node * days + np.concatenate([state.day[slot], state.day[slot]])
        at, kept = rows.add(key, both, state.day_most.reshape(-1).astype(np.float64))
        day = kept % days
        limits.append(
            np.column_stack([at, kept // days, state.day_from[day], state.day_from[day + 1]])
        )
    if (state.all_most < UNLIMITED).any():
        at, kept = rows.add(node, both, state.all_most.astype(np.float64))
        limits.append(np.column_stack([at, kept, np.zeros_like(kept), np.full_like(kept, slots)]))
    seated = state.at_table[request]
    at, kept = rows.add(slot[seated], columns[seated], state.table_most.astype(np.float64))
    matrix, least, most = rows.build(len(columns))
    return _Program(
        request=request,
        slot=slot,
        worth=state.weight[request],
        matrix=matrix,
        least=least,
        most=most,
        seats=seats,
        limits=np.concatenate(limits) if limits else np.zeros((0, 4), dtype=np.int64),
        tables=np.column_stack([at, kept]),
    )


class _Rows:
    """Rows of a matrix under way."""

    def __init__(self) -> None:
        self._parts: list[tuple[Longs, Longs, Longs, Floats, Floats]] = []
        self._count = 0

    def add(
        self, key: Longs, column: Longs, most: Floats, least: Floats | None = None
    ) -> tuple[Longs, Longs]:
        """Add a row for each key that its columns could overfill; return the rows and the keys.

        ``most`` and ``least`` by key; a key named twice with one column counts twice.
        """
        size = np.bincount(key, minlength=len(most))
        wanted = size > most
        if least is not None:
            wanted |= (least > 0) & (size > 0)
        kept = np.flatnonzero(wanted)
        number = np.full(len(most), -1)
        number[kept] = self._count + np.arange(len(kept))
        row = number[key]
        inside = row >= 0
        low = np.full(len(kept), -np.inf)
        if least is not None:
            low = np.where(least[kept] > 0, least[kept], -np.inf)
        self._parts.append((row[inside], column[inside], kept, low, most[kept]))
        self._count += len(kept)
        return number[kept], kept

    def build(self, columns: int) -> tuple[csr_array, Floats, Floats]:
        """Return the matrix, and the least and the most of each row."""
        from scipy.sparse import coo_array

        row = np.concatenate([part[0] for part in self._parts])
        column = np.concatenate([part[1] for part in self._parts])
        shape = (self._count, columns)
        matrix = coo_array((np.ones(len(row)), (row, column)), shape=shape).tocsr()
        least = np.concatenate([part[3] for part in self._parts])
        most = np.concatenate([part[4] for part in self._parts])
        return matrix, least, most
