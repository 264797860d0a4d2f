"""CP-SAT as the models use it: one worker, stopped from outside, whole numbers as coefficients."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.problem import Floats

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

_ASKED_EVERY = 0.2
"""Seconds between two looks at whether to stop."""
COUNTED = 2**53
"""Largest sum of weights that are whole already."""
_PRECISION = 2**45
"""Largest sum of weights in the model's whole numbers: the rest of a weight is lost."""


def open_solver(*, seed: int, relaxation: int, work: float) -> cp_model.CpSolver:
    """Return a solver of one worker that does not take Ctrl-C.

    ``relaxation``: CP-SAT's level of linear programming, 0 to 2; ``work``: its deterministic
    seconds, which do not depend on the machine.
    """
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    # One worker, so that the same problem gives the same timetable. Fairs are symmetrical
    # everywhere, and finding out how costs more than it gains.
    solver.parameters.num_workers = 1
    solver.parameters.symmetry_level = 0
    solver.parameters.linearization_level = relaxation
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_deterministic_time = work
    solver.parameters.catch_sigint_signal = False
    # The hint is a whole timetable: looking around it first takes longer than what it finds.
    solver.parameters.hint_conflict_limit = 0
    return solver


def run_solver(
    solver: cp_model.CpSolver, model: cp_model.CpModel, stop: Callable[[], bool]
) -> cp_model.CpSolverStatus:
    """Return the solver's status; it runs beside this thread, which can be interrupted."""
    found: list[cp_model.CpSolverStatus] = []
    run = Thread(target=lambda: found.append(solver.solve(model)), daemon=True)
    run.start()
    try:
        while run.is_alive():
            run.join(_ASKED_EVERY)
            if run.is_alive() and stop():
                solver.stop_search()
    finally:
        solver.stop_search()
        run.join()
    return found[0]


_WHOLE = (1.0, 2.0, 4.0, 8.0, 10.0, 100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0)


def find_scale(value: Floats) -> float:
    """Return what the values are multiplied by to become whole numbers, or nearly so."""
    largest = float(np.abs(value).max(axis=1, initial=0.0).sum())
    for scale in _WHOLE:
        whole = np.rint(value * scale)
        limit = COUNTED if scale == 1.0 else _PRECISION
        if largest * scale < limit and np.abs(whole / scale - value).max(initial=0.0) == 0:
            return scale
    return float(_PRECISION / max(largest, 1e-300))


def round_values(value: Floats, scale: float) -> tuple[NDArray[np.int64], float]:
    """Return the values as whole numbers, and what no sum of them is wrong by."""
    whole = np.rint(value * scale)
    # A scale that makes them whole loses nothing, whatever binary fractions say of tenths.
    exact = scale in _WHOLE and np.abs(whole / scale - value).max(initial=0.0) == 0
    lost = 0.0 if exact else float(np.abs(whole - value * scale).max(axis=1, initial=0.0).sum())
    return whole.astype(np.int64), lost
