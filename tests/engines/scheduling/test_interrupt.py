"""A run stopped at any moment returns a timetable that is what it says."""

from __future__ import annotations

import gc
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import numpy as np
import pytest
from tests.engines.scheduling.makers import fair

from fairlead.engines.scheduling import (
    MeetingParams,
    Problem,
    Progress,
    Result,
    Status,
    Stop,
    solve,
)
from fairlead.engines.scheduling.checks import check
from fairlead.engines.scheduling.stop import BackgroundCall, finish_despite_interrupt
from fairlead.engines.scheduling.trivial_results import mark_interrupted
from fairlead.engines.scheduling.verification.bound import find_false_claims


@contextmanager
def ctrl_c_after(seconds: float, *, again: float = 0.0) -> Iterator[None]:
    """Raise KeyboardInterrupt in the main thread after so much processor time, as Ctrl-C does.

    ``again``: seconds between further ones, 0 for none. Callbacks of the garbage collector are
    put away meanwhile: Python writes down and drops what is raised in one, and Hypothesis leaves
    one behind in a process that ran it, so that now and then no interrupt would come.
    """

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    callbacks = gc.callbacks[:]
    gc.callbacks.clear()
    before = signal.signal(signal.SIGPROF, interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds, again)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        gc.callbacks[:] = callbacks


solving = sys.modules["fairlead.engines.scheduling.solve"]
"""The module; the package's ``solve`` is its function."""


@pytest.fixture(scope="module")
def busy() -> Problem:
    """A fair that keeps the search busy for a while: short windows, some meetings locked."""
    random = np.random.default_rng(3)
    people, requests, slots = 300, 3_000, 24
    available = np.zeros((people, slots), dtype=np.bool_)
    for person, begin in enumerate(random.integers(0, slots - 8, people)):
        available[person, begin : begin + 9] = True
    pairs = np.array([random.choice(people, 2, replace=False) for _ in range(requests)])
    return Problem(
        slots_per_day=(slots,),
        capacity=np.ones(people, dtype=np.int32),
        available=available,
        a=pairs[:, 0],
        b=pairs[:, 1],
        weight=random.integers(1, 4, requests).astype(float),
        host=np.full(requests, -1, dtype=np.int32),
        tables=60,
    )


def compile_for(problem: Problem) -> None:
    """Run once whatever the search of such a problem compiles."""
    solve(problem, params=MeetingParams(effort=0, comfort=1))


@pytest.mark.parametrize("milliseconds", [5, 10, 20, 40, 80, 160, 320])
def test_at_any_moment(busy: Problem, milliseconds: int) -> None:
    compile_for(busy)  # before the clock runs
    with ctrl_c_after(milliseconds / 1000):
        result = solve(busy, params=MeetingParams(effort=200.0))
    assert result.interrupted
    assert result.status == Status.FEASIBLE
    assert find_false_claims(busy, result) == []


def test_in_the_midst_of_the_first_steps(busy: Problem) -> None:
    # The search is prepared and the bound begun in the first 60 ms, by many short calls of
    # compiled code; an interrupt between two of them must not be lost or take another shape.
    compile_for(busy)
    random = np.random.default_rng(0)
    for seconds in random.uniform(0.004, 0.06, 60):
        with ctrl_c_after(seconds):
            result = solve(busy, params=MeetingParams(effort=100, comfort=0))
        assert result.interrupted
        assert find_false_claims(busy, result) == []


def test_a_problem_that_makes_no_sense_is_refused_however_soon_the_interrupt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = fair([(0, 1)], weight=[-1.0])
    looks: list[Problem] = []

    def look_interrupted(given: Problem) -> None:
        looks.append(given)
        if len(looks) == 1:
            raise KeyboardInterrupt
        check(given)

    monkeypatch.setattr(solving, "check", look_interrupted)
    with pytest.raises(ValueError, match="weight"):
        solve(problem)


def test_work_in_another_thread_returns_and_fails_as_here() -> None:
    main = threading.get_ident()
    assert BackgroundCall(threading.get_ident).result() != main
    with pytest.raises(ZeroDivisionError):
        BackgroundCall(lambda: 1 // 0).result()


def held_down(seconds: float, busy: Problem) -> Result:
    """Return the result of a run in which Ctrl-C is held down from then on."""
    found: list[Result] = []
    with suppress(KeyboardInterrupt), ctrl_c_after(seconds, again=0.03):
        found.append(solve(busy))
        while True:  # the keys stay down after the run too
            pass
    return found[0]


@pytest.mark.parametrize("milliseconds", [60, 120, 250])
def test_keys_held_down_lose_nothing(busy: Problem, milliseconds: int) -> None:
    compile_for(busy)
    result = held_down(milliseconds / 1000, busy)
    assert result.interrupted
    assert result.held > 1_000
    assert find_false_claims(busy, result) == []


def test_what_exchanges_gained_before_the_interrupt_is_kept(busy: Problem) -> None:
    weights: list[float] = []

    def stop_when_exchanged(now: Progress) -> bool:
        weights.append(now.weight)
        if now.stage == "exchanging":
            raise KeyboardInterrupt
        return False

    result = solve(busy, stop=Stop(callback=stop_when_exchanged))
    assert result.interrupted
    assert weights[-1] > weights[-2]
    assert result.weight == weights[-1]


def test_an_interrupt_at_the_end_begins_the_end_again() -> None:
    tries: list[int] = []

    def once_interrupted() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise KeyboardInterrupt
        return "timetable"

    assert finish_despite_interrupt(once_interrupted) == ("timetable", True)
    assert finish_despite_interrupt(once_interrupted) == ("timetable", False)


def test_before_anything_only_what_is_locked() -> None:
    problem = fair([(0, 2), (1, 2), (0, 1)], tables=2, locked=[1, -1, -1])
    result = mark_interrupted(problem, objective="meetings", runtime=0.0)
    assert (result.slot.tolist(), result.table.tolist()) == ([1, -1, -1], [0, -1, -1])
    assert (result.status, result.bound) == (Status.FEASIBLE, 3.0)
    assert find_false_claims(problem, result) == []
    nothing = mark_interrupted(problem, objective="breaks", runtime=0.0)
    assert (nothing.held, nothing.status) == (0, Status.UNKNOWN)
