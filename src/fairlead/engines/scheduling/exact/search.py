"""The fewest breaks at which all meetings can be held: questions from below until one says yes.

`k` breaks are asked first where no participant alone needs more, then k + 1 and so on; beside it
whether there is a timetable at all, and then larger k, whose answers raise the bound faster or
give a timetable early. The timetable returned for a proved optimum is always the answer to the
question with exactly that many breaks, so it does not depend on which answer came first.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.scheduling.exact.bound import NEVER, fewest_breaks, impossible
from fairlead.engines.scheduling.exact.encoding import ask
from fairlead.engines.scheduling.exact.forum import Forum, open_forum
from fairlead.engines.scheduling.exact.params import BreakParams
from fairlead.engines.scheduling.exact.solvers import Answer, Solvers
from fairlead.engines.scheduling.measures import measure
from fairlead.engines.scheduling.problem import SHARED_TABLE, Problem
from fairlead.engines.scheduling.result import (
    BreakCertificate,
    Proof,
    Refutation,
    Result,
    Status,
)
from fairlead.engines.scheduling.stop import Stop, Watch

AHEAD = 2
"""How far above the bound the second question is asked."""
TELL = 0.25
"""Seconds between two reports of progress."""


@dataclass(slots=True)
class _Run:
    """What is known so far."""

    problem: Problem
    forum: Forum
    params: BreakParams
    seed: int
    watch: Watch
    fewest: list[int]
    bound: int
    """No timetable has fewer breaks."""
    impossible: bool = False
    refuted: Refutation | None = None
    slot: NDArray[np.int32] | None = None
    """The best timetable found."""
    breaks: int = NEVER
    possible: bool = False
    """Whether a timetable is known to exist."""
    answered: dict[int | None, NDArray[np.int32] | None] = field(default_factory=dict)
    """By breaks allowed (None: any number), the timetable or that there is none."""
    proved: bool = False
    interrupted: bool = False

    @property
    def over(self) -> bool:
        return self.proved or self.impossible or self.watch.over

    def tell(self, stage: str) -> None:
        known = self.slot is not None
        self.watch.tell(
            stage,
            held=self.problem.requests if known else 0,
            weight=float(self.problem.weight.sum()) if known else 0.0,
            bound=float(self.bound),
            breaks=self.breaks if known else 0,
            gap=float(self.breaks - self.bound) if known else float("inf"),
        )


def solve_breaks(
    problem: Problem,
    *,
    stop: Stop | None = None,
    seed: int = 0,
    params: BreakParams | None = None,
) -> Result:
    """Return the timetable that holds every meeting with the fewest breaks, and the proof.

    Every rule of a checked problem is kept. Without a limit the run ends with status "optimal" or
    "infeasible"; with one, with the best timetable so far and the best bound. `proof` is
    "break_bound" when the breaks that each participant needs alone add up to the value,
    "unsatisfiability" when a solver refuted one break less (or any timetable), "counting" when
    meetings, slots and tables alone show that not all can be held.
    """
    began = time.perf_counter()
    run = _open(problem, stop=stop or Stop(), seed=seed, params=params or BreakParams())
    solvers = Solvers(run.params)
    try:
        while not run.over:
            _ask_more(run, solvers)
            for answer in solvers.wait(min(TELL, run.watch.left)):
                _learn(run, answer)
            run.tell("proving")
            _drop_known(run, solvers)
    except KeyboardInterrupt:
        run.interrupted = True
    finally:
        solvers.close()
    return _result(run, time.perf_counter() - began)


def _open(problem: Problem, *, stop: Stop, seed: int, params: BreakParams) -> _Run:
    watch = Watch(stop)
    forum = open_forum(problem)
    never = impossible(forum) or _repeats(problem)
    fewest = [0] * len(forum.of) if never else fewest_breaks(forum)
    return _Run(problem, forum, params, seed, watch, fewest, sum(fewest), impossible=never)


def _repeats(problem: Problem) -> bool:
    """Return whether two requests cannot both be held because organisations meet once."""
    if not problem.once_per_pair:
        return False
    one, other = problem.organisation[problem.a], problem.organisation[problem.b]
    counted = (one >= 0) & (other >= 0)
    pairs = np.sort(np.stack([one, other], axis=1)[counted], axis=1)
    return len(np.unique(pairs, axis=0)) < len(pairs)


def _ask_more(run: _Run, solvers: Solvers) -> None:
    while solvers.free:
        asked = solvers.asked | set(run.answered)
        open_questions = [most for most in _wanted(run) if most not in asked]
        if not open_questions:
            return
        most = open_questions[0]
        solvers.start(ask(run.forum, most, fewest=run.fewest, seed=run.seed))


def _wanted(run: _Run) -> list[int | None]:
    """Return the questions worth asking, first the most urgent; None: any number of breaks."""
    wanted: list[int | None] = []
    if run.refuted is None:
        wanted.append(run.bound)
    if not run.possible:
        wanted.append(None)
    wanted.append(run.bound)
    ahead = min(run.bound + AHEAD, run.breaks - 1)
    if ahead > run.bound:
        wanted.append(ahead)
    return wanted


def _learn(run: _Run, answer: Answer) -> None:
    question = answer.question
    run.answered[question.most] = answer.timetable
    if answer.timetable is None:
        _refute(run, question.most, question.clauses.variables, question.clauses.count)
    else:
        run.possible = True
        breaks = measure(run.problem, answer.timetable).breaks
        if breaks < run.breaks:
            run.slot, run.breaks = answer.timetable, breaks
    best = run.answered.get(run.bound)
    if best is not None:
        run.slot, run.breaks, run.proved = best, run.bound, True


def _refute(run: _Run, most: int | None, variables: int, clauses: int) -> None:
    if most is None:
        run.impossible = True
    elif most < run.bound:
        return
    else:
        run.bound = most + 1
    at_most = -1 if most is None else most
    run.refuted = Refutation(at_most, run.params.solver, variables, clauses)


def _drop_known(run: _Run, solvers: Solvers) -> None:
    """End the questions below the bound, and whether there is a timetable once there is one."""
    for most in solvers.asked:
        if run.possible if most is None else most < run.bound:
            solvers.drop(most)


def _result(run: _Run, runtime: float) -> Result:
    problem, known = run.problem, run.slot is not None
    slot = run.slot if run.slot is not None else np.full(problem.requests, -1, dtype=np.int32)
    found = measure(problem, slot)
    return Result(
        objective="breaks",
        status=_status(run),
        slot=slot,
        table=_tables(problem, slot),
        requested=problem.requests,
        held=problem.requests if known else 0,
        weight=float(problem.weight.sum()) if known else 0.0,
        bound=float(run.bound),
        gap=float(found.breaks - run.bound) if known else 0.0,
        proof=_proof(run),
        certificate=run.refuted or (None if run.impossible else _certificate(run)),
        breaks=found.breaks,
        walking=found.walking,
        spread=found.spread,
        runtime=runtime,
        interrupted=run.interrupted,
    )


def _status(run: _Run) -> Status:
    if run.impossible:
        return Status.INFEASIBLE
    if run.slot is None:
        return Status.UNKNOWN
    return Status.OPTIMAL if run.breaks == run.bound else Status.FEASIBLE


def _proof(run: _Run) -> Proof:
    if run.refuted is not None:
        return Proof.UNSATISFIABILITY
    return Proof.COUNTING if run.impossible else Proof.BREAK_BOUND


def _certificate(run: _Run) -> BreakCertificate:
    return BreakCertificate(np.array(run.fewest, dtype=np.int32))


def _tables(problem: Problem, slot: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return (R,) a shared table for each meeting that is held at one, from 0 in each slot."""
    table = np.full(len(slot), -1, dtype=np.int32)
    shared = np.flatnonzero((problem.host == SHARED_TABLE) & (slot >= 0))
    for at in np.unique(slot[shared]):
        here = shared[slot[shared] == at]
        table[here] = np.arange(len(here), dtype=np.int32)
    return table
